"""What the wave page measures, cached: evidence of the chosen layer, its waves, and the way back to rows and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import claims, command, doubt, wave
from lib.measures.waves.breadth import Breadth, breadth
from lib.measures.waves.evidence import Evidence
from lib.ui.shell import data, filters, state
from lib.wording import names, words
from lib.wording.story import listing, plural

if TYPE_CHECKING:
    import pandas as pd

    from lib.measures.counts.selection import Selection
    from lib.measures.waves.wave import Region, Wave

LAYERS = {
    "chronology": "Curated chronology",
    "articles": "Coded from articles",
    "both": "Both",
}
MOST_TOLD = 4  # events named in a hover text


@dataclass(frozen=True)
class Found:
    """The measures of one layer under one set of parameters."""

    layer: str
    parameters: Parameters
    tables: dict[str, pd.DataFrame]
    evidence: Evidence
    moved: Breadth
    regions: dict[str, Region]
    hubs: list[Wave]

    @property
    def waves(self) -> list[Wave]:
        return [w for region in self.regions.values() for w in region.waves] + self.hubs

    @cached_property
    def _refs(self) -> dict[int, list[tuple[str, int]]]:
        """Unit -> (layer, position) of its reports."""
        refs: dict[int, list[tuple[str, int]]] = {}
        reports = self.evidence.reports
        for unit, layer, ref in zip(reports["unit"], reports["layer"], reports["ref"], strict=True):
            refs.setdefault(int(unit), []).append((str(layer), int(ref)))
        return refs

    def rows(self, units: Iterable[int]) -> list[pd.Series]:
        """The rows behind these units, of the chronology and of coded events, each once."""
        seen: dict[str, pd.Series] = {}
        for unit in units:
            for layer, ref in self._refs.get(int(unit), []):
                row = self._chronicled.get(ref) if layer == "chronology" else self.tables["events"].iloc[ref]
                if row is not None:
                    seen[row["key"]] = row
        return list(seen.values())

    @cached_property
    def _chronicled(self) -> dict[int, pd.Series]:
        return {int(row["row"]): row for _, row in self.tables["milestones"].iterrows()}

    def keys(self, units: Iterable[int]) -> str:
        """Keys of the rows behind these units, as charts carry them."""
        return " ".join(row["key"] for row in self.rows(units))

    def told(self, units: Iterable[int]) -> str:
        """The events in words for a hover text, a few of them."""
        from lib.charts.labels import plain, when, wrap

        rows = self.rows(units)
        lines = [f"<b>{plain(when(row))}</b> {wrap(plain(self.in_words(row)), 60)}" for row in rows[:MOST_TOLD]]
        more = f"<br>and {len(rows) - MOST_TOLD} more" if len(rows) > MOST_TOLD else ""
        return "<br>".join(lines) + more

    def dressed(self, table: pd.DataFrame) -> pd.DataFrame:
        """The frame with `keys` and `told` of its units, as lib/charts/waves/ expects them."""
        return table.assign(
            keys=[self.keys(units) for units in table["units"]], told=[self.told(units) for units in table["units"]]
        )

    @property
    def source(self) -> str:
        """Who the data are from; what is curated, coded and uploaded is told apart."""
        curated = f"chronology of {plural(len(self.tables['milestones']), 'milestone')}, curated by Majlis, each with its source"
        origins = self.tables["articles"]["origin"].value_counts()
        told = listing(
            f"{count} {origin} {'article' if count == 1 else 'articles'}" for origin, count in origins.items()
        )
        coded = f"{told or 'no articles'}, coded by Majlis"
        return {"chronology": curated, "articles": coded, "both": f"{curated}; {coded}"}[self.layer]

    def in_words(self, row: pd.Series) -> str:
        """An event in a line: the chronology's own, or what was coded, and from whose article."""
        if "event" in row:
            return row["event"]
        articles = self.tables["articles"]
        origin = articles.loc[articles["article_id"] == row["article_id"], "origin"]
        return f"{words.heading('events', row)} (coded from an article{f', {origin.iloc[0]}' if len(origin) else ''})"


def pair_name(pair: tuple[str, str]) -> str:
    return f"{names.side(pair[0])} – {names.side(pair[1])}"


def found(layer: str, parameters: Parameters) -> Found:
    """The measures of a layer, over what the filters leave; computed once per data, filters and parameters."""
    return found_in(data.version(), state.session(), filters.current(), layer, parameters)


@st.cache_resource(max_entries=24, show_spinner=False)
def found_in(version: str, _session: str, chosen: Selection, layer: str, parameters: Parameters) -> Found:
    """The measures of a layer over what a selection leaves."""
    tables = data.selected(version, _session, chosen)
    milestones = tables["milestones"] if layer in ("chronology", "both") else None
    coded = tables if layer in ("articles", "both") else None
    return measured(layer, tables, command.evidence_of(coded, milestones, parameters), parameters)


def measured(layer: str, tables: dict[str, pd.DataFrame], evidence: Evidence, parameters: Parameters) -> Found:
    moved = breadth(evidence, parameters)
    regions = {d: wave.regional(evidence, parameters, d, moved) for d in wave.DIRECTIONS}
    return Found(layer, parameters, tables, evidence, moved, regions, wave.hubs(evidence, parameters, moved))


def claimed() -> pd.DataFrame:
    """The claims of a wave in what the filters leave; see lib/measures/waves/claims.py."""
    return _claimed(data.version(), state.session(), filters.current())


@st.cache_resource(max_entries=24, show_spinner=False)
def _claimed(version: str, _session: str, chosen: Selection) -> pd.DataFrame:
    return claims.claims(data.selected(version, _session, chosen))


@st.cache_resource(max_entries=24, show_spinner=False)
def one_source(version: str, _session: str, chosen: Selection, layer: str) -> str:
    """The source on which the strongest regional wave of reconciliation hangs; "" if there is none."""
    measures = found_in(version, _session, chosen, layer, DEFAULTS)
    waves = measures.regions["reconciliation"].waves
    return doubt.one_source(measures.evidence, waves[0], DEFAULTS) if waves else ""


def doubts(layer: str, parameters: Parameters, chosen: Wave) -> list[doubt.Variant]:
    """What would change the verdict on this wave."""
    mark = f"{chosen.scope}-{chosen.hub}-{chosen.direction}-{chosen.onset}"
    return _doubts(data.version(), state.session(), filters.current(), layer, parameters, mark, chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _doubts(
    version: str, _session: str, selection: Selection, layer: str, parameters: Parameters, mark: str, _wave: Wave
) -> list[doubt.Variant]:
    return doubt.variants(found(layer, parameters).evidence, _wave, parameters)
