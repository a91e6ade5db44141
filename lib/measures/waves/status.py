"""The status ladder of a dyad: where its relations stand. It does not decay."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.codebook import stages
from lib.codebook.records import Stage
from lib.measures.waves import curated
from lib.measures.waves.evidence import Evidence
from lib.schema import RUNGS

COLUMNS = ("unit", "first", "until", "stage", "before", "after", "at_most", "treaty", "moved")
UNKNOWN, SEVERED, TOP = -1, 1, len(RUNGS) - 1


class Standing(NamedTuple):
    """The rung a dyad is known to have reached (UNKNOWN where nothing names one) and the highest it can stand on (TOP
    where nothing says); `treaty`: are there ties of the top rung that no rupture ended?"""

    rung: int = UNKNOWN
    at_most: int = TOP
    treaty: bool = False


def began(a: str, b: str) -> Standing:
    """Where the baseline says that a dyad stood; unknown where it has no row. A war is a time over the ladder and no
    rung: whoever is at war stands on the rung above hostilities."""
    row = curated.baseline().get(curated.pair(a, b))
    if row is None:
        return Standing()
    rung = max(row.status, SEVERED)
    return Standing(rung, rung, rung == TOP)


def step(at: Standing, stage: Stage, rung: int) -> Standing:
    """Where a dyad stands after one more step; `rung`: what the step's own words lead to
    (lib.codebook.records.Stage.rung), UNKNOWN where that is nothing.

    Evidence of a rung lifts a dyad to at least that rung. A setback names none: it lowers to at most the rung it leaves
    standing; broken-off talks only lower a dyad that was no further than talking. Treaties outlast a recall, but not
    measures that cut such ties.
    """
    if rung < 0:
        return at
    if stage.rises_to is not None:
        return at if rung <= at.rung else Standing(rung, max(at.at_most, rung), at.treaty or rung == TOP)
    if stage.stage == "suspended_talks" and at.rung > rung + 1:
        return at
    low = min(at.at_most, rung)
    return Standing(min(at.rung, low), low, at.treaty and rung not in (SEVERED, TOP - 1))


def walk(at: Standing, steps: Iterable[tuple[str, int]]) -> Iterable[Standing]:
    """Where a dyad stands after each of its steps, given as (stage, rung)."""
    known = stages()
    for stage, rung in steps:
        at = step(at, known[stage], rung)
        yield at


def ladder(evidence: Evidence, a: str, b: str) -> pd.DataFrame:
    """Every staged event of a dyad in order: unit, first, until (days since 1970), stage, rung before and after
    (-1 unknown), the highest it can stand on, whether treaties stand, and whether it moved the dyad. Empty if nothing
    staged is known of the dyad.

    >>> from lib.measures.waves import command, curated
    >>> steps = ladder(command.evidence_of(milestones=curated.milestones()), "IRN", "SAU")
    >>> steps[["stage", "before", "after"]].head(1).values.tolist()
    [['talks', 1, 3]]
    """
    units = evidence.of(a, b)
    told = evidence.told(units)
    told = told[(told["share"] > 0) & told["stage"].isin(list(stages()))]
    own = told[told["layer"] == "chronology"]
    stage = {**_first(told["unit"], told["stage"]), **_first(own["unit"], own["stage"])}
    rung = {**told.groupby("unit")["rung"].max(), **own.groupby("unit")["rung"].max()}
    chosen = [unit for unit in units[np.lexsort((units, evidence.until[units]))].tolist() if unit in stage]
    rows, at = [], began(a, b)
    for unit, after in zip(chosen, walk(at, [(stage[u], int(rung[u])) for u in chosen]), strict=True):
        first, until = int(evidence.first[unit]), int(evidence.until[unit])
        rows.append((unit, first, until, stage[unit], at.rung, *after[:2], after.treaty, after != at))
        at = after
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _first(unit: pd.Series, value: pd.Series) -> dict[int, str]:
    return dict(zip(unit[::-1].tolist(), value[::-1].astype(str), strict=True))
