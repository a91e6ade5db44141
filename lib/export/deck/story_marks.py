"""The way back from a mark in a chart of waves to the rows it stands on, and their words for the hover text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lib.charts.labels import plain, wrap

if TYPE_CHECKING:
    from pandas import DataFrame

    from lib.export.deck.story_data import Data
    from lib.measures.waves.evidence import Evidence

MOST_TOLD = 4  # events named in one hover text


def dressed(data: Data, evidence: Evidence, table: DataFrame) -> DataFrame:
    """The frame with `keys` and `told` of its `units`, as lib/charts/waves/ expects them.

    Keys are those of lib/ui/shell/data.py: c and the position of a row of the chronology, e and that of an event.
    """
    behind: dict[int, list[tuple[str, int]]] = {}
    reports = evidence.reports
    for unit, layer, ref in zip(reports["unit"], reports["layer"], reports["ref"], strict=True):
        behind.setdefault(int(unit), []).append((str(layer), int(ref)))
    found = [list(dict.fromkeys(r for u in units for r in behind.get(int(u), []))) for units in table["units"]]
    keys = [" ".join(f"c{ref - 1}" if layer == "chronology" else f"e{ref}" for layer, ref in refs) for refs in found]
    return table.assign(keys=keys, told=[told(data, refs) for refs in found])


def told(data: Data, refs: Iterable[tuple[str, int]]) -> str:
    """The events in words, a few of them, in lines as Plotly breaks them."""
    refs = list(refs)
    lines = [wrap(plain(_line(data, *ref)), 60) for ref in refs[:MOST_TOLD]]
    return "<br>".join([*lines, f"and {len(refs) - MOST_TOLD} more"] if len(refs) > MOST_TOLD else lines)


def _line(data: Data, layer: str, ref: int) -> str:
    if layer == "chronology":
        row = data.milestones.iloc[ref - 1]
        return f"{row['date']}: {row['event']}"
    return str(data.tables["events"].iloc[ref]["evidence"])[:160]
