"""Who can reconcile: two states or named armed or political sides, one of the region, who were estranged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np
import pandas as pd

from lib.codebook import sides, stages
from lib.measures.waves.status import began, walk
from lib.schema import RUNGS

AMBASSADORS = len(RUNGS) - 2  # whoever stands below has had a quarrel
YEARS = 1096  # days: three years, in which a quarrel is remembered
BREAK = -0.5  # a step of this severity or worse is a step down

Pair = tuple[str, str]


def rivals(coded: pd.DataFrame, history: pd.DataFrame) -> np.ndarray:
    """Which coded reports are of rivals, one bool each: the dyad stood below ambassadors or took a step down in the three
    years up to the report's first day, as far as the baseline, the coded reports and `history` (reports of the
    chronology) tell."""
    found = np.zeros(len(coded), dtype=bool)
    able = np.flatnonzero((coded["share"] > 0).to_numpy() & _sides(coded))
    first = coded["first"].to_numpy()
    rows = cast("dict[Pair, np.ndarray]", coded.iloc[able].groupby(["actor_a", "actor_b"], observed=True).indices)
    sure = coded[(coded["share"] > 0) & coded["stage"].isin(list(stages()))]
    steps = _steps([sure, history], set(rows))
    for two, places in rows.items():
        found[able[places]] = estranged(*two, steps[two], first[able[places]])
    return found


def estranged(a: str, b: str, steps: Iterable[tuple[int, str, int]], days: np.ndarray) -> np.ndarray:
    """Was a dyad estranged at some time in the three years up to each of these days? `steps`: (day, stage, rung)."""
    ordered, known = sorted(steps), stages()
    when = np.array([day for day, *_ in ordered], dtype=np.int64)
    standing = [began(a, b), *walk(began(a, b), [(stage, rung) for _, stage, rung in ordered])]
    low = np.array([at.at_most < AMBASSADORS for at in standing])
    broken = [
        known[stage].severity <= BREAK or (known[stage].mends and before.rung < AMBASSADORS)
        for (_, stage, _), before in zip(ordered, standing, strict=False)  # what mends tells of a break, but of friends
    ]
    low |= np.array([False, *broken])
    count = np.concatenate([[0], np.cumsum(low)])
    oldest = np.searchsorted(when, days - YEARS, side="right")  # where it stood when the three years began
    return count[np.searchsorted(when, days, side="right") + 1] > count[oldest]


def friends(reports: pd.DataFrame) -> list[Pair]:
    """The dyads who could reconcile, of whom something coded is known, and nothing of it counts because they were not
    estranged; those with most reports first."""
    able = reports[(reports["layer"] != "chronology") & (reports["share"] > 0)]
    able = able[_sides(able)]
    count = able.groupby(["actor_a", "actor_b"], observed=True)["rival"].agg(["size", "any"])
    count = count[~count["any"]].sort_values("size", ascending=False, kind="stable")
    return [(str(a), str(b)) for a, b in count.index]


def _sides(reports: pd.DataFrame) -> np.ndarray:
    """Are both sides states or armed or political ones, and one of them of the region?"""
    region = sides()
    a, b = (reports[side].map(region) for side in ("actor_a", "actor_b"))
    return (a.notna() & b.notna()).to_numpy() & ((a == True) | (b == True)).to_numpy()  # noqa: E712 (three values)


def _steps(layers: list[pd.DataFrame], dyads: set[Pair]) -> dict[Pair, list[tuple[int, str, int]]]:
    """Dyad -> its steps."""
    found: dict[Pair, list[tuple[int, str, int]]] = {dyad: [] for dyad in dyads}
    for rows in layers:
        columns = (rows[c].tolist() for c in ("actor_a", "actor_b", "first", "stage", "rung"))
        for a, b, first, stage, rung in zip(*columns, strict=True):
            if (a, b) in found:
                found[a, b].append((first, stage, rung))
    return found
