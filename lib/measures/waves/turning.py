"""Turning points: where most happened one way within a few weeks, each told by its largest occasion."""

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
    the occasion of the largest steps, summed over its dyads; of equal ones the earliest.
    """
    day = evidence.first - moved.start
    order = np.argsort(day, kind="stable")
    order = order[evidence.step[order] != 0]
    left = np.stack([np.bincount(day, np.maximum(sign * evidence.step, 0), moved.days) for sign in (1, -1)])
    found: list[int] = []
    while moved.days and len(found) < MOST:
        weight = np.round(_stretches(left), 9)
        if not weight.any():
            break
        row, start = divmod(int(weight.argmax()), moved.days)
        within = order[np.searchsorted(day[order], start) : np.searchsorted(day[order], start + APART)]
        within = within[(evidence.step[within] > 0) == (row == 0)]
        within = within[left[row, day[within]] > 0]
        left[row, start : start + APART] = 0
        unit = _largest(evidence, within)
        if all(abs(day[unit] - day[other]) >= APART for other in found):
            found.append(unit)
    return _table(evidence, moved, sorted(found, key=lambda unit: day[unit]))


def _stretches(daily: np.ndarray) -> np.ndarray:
    """What the APART days from each day on weigh, (directions, days)."""
    sums = np.pad(np.cumsum(daily, axis=1), ((0, 0), (1, APART)), mode="edge")
    sums[:, 0] = 0
    return sums[:, APART : APART + daily.shape[1]] - sums[:, : daily.shape[1]]


def _largest(evidence: Evidence, units: np.ndarray) -> int:
    """The first unit of the largest occasion among these, which are in order of date."""
    code, place = np.unique(evidence.occasion[units], return_inverse=True)
    size = np.round(np.bincount(place, np.abs(evidence.step[units]), len(code)), 9)
    return int(units[size[place].argmax()])


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
