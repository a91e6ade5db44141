"""Who can reconcile: two states or named armed or political sides, one of the region, who were estranged."""

from collections.abc import Iterable
from functools import cache
from typing import cast

import numpy as np
import pandas as pd

from lib.codebook import sides, stages
from lib.measures.waves.status import Standing, began, step
from lib.schema import RUNGS, Dyad

AMBASSADORS = len(RUNGS) - 2  # whoever stands below has had a quarrel
YEARS = 1096  # days: three years, in which a quarrel is remembered
BREAK = -0.5  # a step of this severity or worse is a step down


def rivals(coded: pd.DataFrame, history: pd.DataFrame) -> np.ndarray:
    """Which coded reports are of rivals, one bool each: the dyad stood below ambassadors or took a step down in the three
    years up to the report's first day, as far as the baseline, the coded reports and `history` (reports of the
    chronology) tell."""
    found = np.zeros(len(coded), dtype=bool)
    able = np.flatnonzero((coded["share"] > 0).to_numpy() & _sides(coded))
    first = coded["first"].to_numpy()
    rows = cast("dict[Dyad, np.ndarray]", coded.iloc[able].groupby(["actor_a", "actor_b"], observed=True).indices)
    sure = coded[(coded["share"] > 0) & coded["stage"].isin(list(stages()))]
    steps = pd.concat([_steps(sure), _steps(history)], ignore_index=True).sort_values(["first", "stage", "rung"])
    told = cast("dict[Dyad, np.ndarray]", steps.groupby(["actor_a", "actor_b"]).indices)
    none = np.array([], dtype=np.int64)
    when, stage, rung = (steps[column].to_numpy() for column in ("first", "stage", "rung"))
    for two, places in rows.items():
        own = told.get(two, none)
        found[able[places]] = estranged(*two, when[own], stage[own].tolist(), rung[own].tolist(), first[able[places]])
    return found


def _steps(reports: pd.DataFrame) -> pd.DataFrame:
    """The steps that reports tell of; the stage is its place among the codebook's in order of name."""
    place = {name: n for n, name in enumerate(sorted(stages()))}
    columns = {"stage": reports["stage"].map(place).astype("int64")}
    columns |= {side: reports[side].astype(object) for side in ("actor_a", "actor_b")}
    return reports[["first", "rung"]].assign(**columns)


def estranged(
    a: str, b: str, when: np.ndarray, steps: Iterable[int], rungs: Iterable[int], days: np.ndarray
) -> np.ndarray:
    """Was a dyad estranged at some time in the three years up to each of these days? Its steps are given in order: the
    day of each, its stage as `_steps` counts them, and the rung it leads to."""
    at = began(a, b)
    low = [at.at_most < AMBASSADORS]
    for stage, rung in zip(steps, rungs, strict=True):
        at, quarrel = _after(at, stage, rung)
        low.append(quarrel)
    count = np.concatenate([[0], np.cumsum(low)])
    oldest = np.searchsorted(when, days - YEARS, side="right")  # where it stood when the three years began
    return count[np.searchsorted(when, days, side="right") + 1] > count[oldest]


@cache
def _after(before: Standing, stage: int, rung: int) -> tuple[Standing, bool]:
    """Where a step leads, and whether it tells of a quarrel or leaves one standing. What mends tells of one, but of friends."""
    known = stages()[sorted(stages())[stage]]
    broke = known.severity <= BREAK or (known.mends and before.rung < AMBASSADORS)
    at = step(before, known, rung)
    return at, broke or at.at_most < AMBASSADORS


def friends(reports: pd.DataFrame) -> list[Dyad]:
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
