"""Turning points: where most happened one way within a few weeks, each told by the first step of its largest episode."""

import numpy as np
import pandas as pd

from lib.measures.waves.breadth import Breadth
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.series import dates

MOST = 8
APART = 45  # days: how long a stretch is, and the least between two points
COLUMNS = ["date", "until", "up", "net", "place", "dyads", "units"]


def points(evidence: Evidence, moved: Breadth) -> pd.DataFrame:
    """At most MOST turning points in order of date: date, until (exclusive), up (a step closer?), net (breadth on that
    date), place ("" where none is told), dyads, units.

    The stretch of APART days whose steps one way weigh most comes first, then the weightiest of what is left. Its point is
    where the episode of the largest steps, summed, begins; of equal ones the earliest.
    """
    day = evidence.first - moved.start
    order = np.argsort(day, kind="stable")
    order = order[evidence.step[order] != 0]
    left = np.stack(
        [np.bincount(day[order], np.maximum(sign * evidence.step[order], 0), moved.days) for sign in (1, -1)]
    )
    found: list[int] = []
    while moved.days and len(found) < MOST:
        weight = np.round(_stretches(left), 9)
        if not weight.any():
            break
        row, start = divmod(int(weight.argmax()), moved.days)
        near = order[slice(*np.searchsorted(day[order], (start - APART, start + APART)))]
        near = near[(evidence.step[near] > 0) == (row == 0)]
        within = (day[near] >= start) & (left[row, day[near]] > 0)
        left[row, start : start + APART] = 0
        unit = _largest(evidence, near[within], _begun(evidence, near)[within])
        if all(abs(day[unit] - day[other]) >= APART for other in found):
            found.append(unit)
    return _table(evidence, moved, sorted(found, key=lambda unit: day[unit]))


def _stretches(daily: np.ndarray) -> np.ndarray:
    """What the APART days from each day on weigh, (directions, days)."""
    sums = np.pad(np.cumsum(daily, axis=1), ((0, 0), (1, APART)), mode="edge")
    sums[:, 0] = 0
    return sums[:, APART : APART + daily.shape[1]] - sums[:, : daily.shape[1]]


def _begun(evidence: Evidence, units: np.ndarray) -> np.ndarray:
    """With which unit the episode of each of these began, which are in order of date: occasions of the same dyads at one
    place are one episode for APART days. What two sign after a month where they had agreed on it is no new turn."""
    told = evidence.told(units)
    place = {int(unit): name for unit, name in zip(told["unit"], map(str, told["place"]), strict=True) if name.strip()}
    rows = list(zip(units.tolist(), evidence.occasion[units].tolist(), evidence.first[units].tolist(), strict=True))
    sides: dict[int, frozenset[int]] = {}
    for unit, occasion, _ in rows:
        sides[occasion] = sides.get(occasion, frozenset()) | {int(evidence.dyad[unit])}
    begun: dict[tuple[frozenset[int], str | int], tuple[int, int]] = {}
    found = []
    for unit, occasion, on in rows:
        key = sides[occasion], place.get(unit, occasion)
        if key not in begun or on - begun[key][1] >= APART:
            begun[key] = unit, on
        found.append(begun[key][0])
    return np.array(found)


def _largest(evidence: Evidence, units: np.ndarray, begun: np.ndarray) -> int:
    """With which unit the largest episode of these began, which are in order of date."""
    code, place = np.unique(begun, return_inverse=True)
    size = np.round(np.bincount(place, np.abs(evidence.step[units]), len(code)), 9)
    return int(begun[size[place].argmax()])


def _table(evidence: Evidence, moved: Breadth, found: list[int]) -> pd.DataFrame:
    rows = []
    for unit in found:
        units = np.flatnonzero((evidence.occasion == evidence.occasion[unit]) & (evidence.step != 0))
        told = evidence.told(units)["place"]
        place = next((name for name in map(str, told) if name.strip()), "")
        dyads = list(dict.fromkeys(evidence.dyads[n] for n in evidence.dyad[units]))
        first, until, up = int(evidence.first[unit]), int(evidence.until[unit]), bool(evidence.step[unit] > 0)
        rows.append((first, until, up, int(moved.net[first - moved.start]), place, dyads, tuple(units.tolist())))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(date=dates(table["date"].to_numpy()), until=dates(table["until"].to_numpy()))
