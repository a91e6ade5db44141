"""The status ladder of a dyad: where its relations stand. It does not decay."""

from __future__ import annotations

import pandas as pd

from lib.codebook import stages
from lib.codebook.records import Stage
from lib.measures.waves.evidence import Evidence

COLUMNS = ("unit", "first", "until", "stage", "before", "after", "moved")


def step(level: int | None, stage: Stage) -> int | None:
    """The rung after one more step; None is "unknown", a state of its own.

    Evidence of a rung lifts a dyad to at least that rung. A setback lowers it to at most the rung it
    leaves standing; broken-off talks only lower a dyad that was no further than talking.
    """
    if stage.rises_to is not None:
        return stage.rises_to if level is None else max(level, stage.rises_to)
    if stage.falls_to is None:
        return level
    if stage.stage == "suspended_talks" and level is not None and level > stage.falls_to + 1:
        return level
    return stage.falls_to if level is None else min(level, stage.falls_to)


def ladder(evidence: Evidence, a: str, b: str) -> pd.DataFrame:
    """Every staged event of a dyad in order: unit, first, until (days since 1970), stage, rung before and after
    (-1 unknown), and whether it moved the dyad. Empty if nothing staged is known of the dyad.

    >>> from lib.measures.waves import chronology, command
    >>> steps = ladder(command.evidence_of(milestones=chronology.load()), "IRN", "SAU")
    >>> steps[["stage", "before", "after"]].tail(1).values.tolist()
    [['security', 7, 8]]
    """
    units = evidence.of(a, b)
    staged = evidence.reports[evidence.reports["unit"].isin(units) & evidence.reports["stage"].isin(list(stages()))]
    first_stage = staged.sort_values(["unit", "stage"]).drop_duplicates("unit")[["unit", "stage"]]
    rows, level = [], None
    for unit, name in sorted(first_stage.itertuples(index=False), key=lambda r: (evidence.until[r[0]], r[0])):
        after = step(level, stages()[name])
        rungs = (-1 if rung is None else rung for rung in (level, after))
        rows.append((unit, int(evidence.first[unit]), int(evidence.until[unit]), name, *rungs, level != after))
        level = after
    return pd.DataFrame(rows, columns=list(COLUMNS))
