"""What charts of waves are drawn from: the evidence of a layer, how it moved, and the way back to rows and words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import pandas as pd

from lib.charts.labels import brief, escaped, when
from lib.charts.theme import wrap
from lib.measures.parameters import Parameters
from lib.measures.waves import command, voices, wave
from lib.measures.waves.breadth import Breadth, breadth
from lib.measures.waves.conditions import lacking
from lib.measures.waves.doubt import WHOLE, Part
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.wave import Condition, Region, Wave
from lib.wording import words
from lib.wording.findings import coded_by
from lib.wording.phrases import listing, more, plural
from lib.wording.sources import official

MOST_TOLD = 4  # events named in a hover text
SHORT = {"USA": "US", "ORG:ARABLEAGUE": "Arab League"}  # names too long for charts, beside those `brief` knows


@dataclass(frozen=True)
class Measured:
    """One layer (chronology, articles or both) under one set of parameters. `tables` as lib/catalogue/rows.py dresses
    them; `part`: what of the evidence is left out."""

    layer: str
    parameters: Parameters
    tables: dict[str, pd.DataFrame]
    evidence: Evidence
    part: Part = WHOLE

    @classmethod
    def of(cls, layer: str, parameters: Parameters, tables: dict[str, pd.DataFrame], part: Part = WHOLE) -> Self:
        """The evidence of a layer in these tables; measured when it is first asked for."""
        milestones = tables["milestones"] if layer in ("chronology", "both") else None
        coded = tables if layer in ("articles", "both") else None
        evidence = command.evidence_of(coded, milestones, parameters)
        return cls(layer, parameters, tables, part.of(evidence), part)

    @cached_property
    def moved(self) -> Breadth:
        """Which dyads are up or down on each day."""
        return breadth(self.evidence, self.parameters)

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Direction -> the region with its waves, reconciliation before rupture."""
        found = wave.regions(self.evidence, self.parameters, self.moved)
        heard = {way: sorted(self._heard(region.waves), key=lambda w: w.rank) for way, region in found.items()}
        return {way: replace(region, waves=heard[way]) for way, region in found.items()}

    def _heard(self, waves: list[Wave]) -> list[Wave]:
        return voices.heard(self.evidence, self.moved, waves, self.parameters)

    @cached_property
    def hubs(self) -> list[Wave]:
        """Hub waves of both directions, reconciliation first, each in order of onset."""
        return self._heard(wave.hubs(self.evidence, self.parameters, self.moved))

    def lacking(self, direction: str = "reconciliation") -> Condition | None:
        """What a regional wave lacks; None where one is found."""
        return lacking(self.evidence, self.regions[direction], self.parameters)

    @property
    def waves(self) -> list[Wave]:
        """All waves, those of the region first."""
        return self.regional + self.hubs

    @property
    def regional(self) -> list[Wave]:
        """The waves of the region, of both directions, reconciliation first."""
        return [w for region in self.regions.values() for w in region.waves]

    @cached_property
    def _refs(self) -> dict[int, list[tuple[str, int]]]:
        """Unit -> (layer, position) of its reports."""
        refs: dict[int, list[tuple[str, int]]] = {}
        reports = self.evidence.reports
        for unit, layer, ref in zip(reports["unit"], reports["layer"], reports["ref"], strict=True):
            refs.setdefault(int(unit), []).append((str(layer), int(ref)))
        return refs

    @cached_property
    def _chronicled(self) -> dict[int, pd.Series]:
        return {int(row["row"]): row for _, row in self.tables["milestones"].iterrows()}

    def rows(self, units: Iterable[int]) -> list[pd.Series]:
        """The rows behind these units, of the chronology and of coded events, each once."""
        seen: dict[str, pd.Series] = {}
        for unit in units:
            for layer, ref in self._refs.get(int(unit), []):
                row = self._chronicled.get(ref) if layer == "chronology" else self.tables["events"].iloc[ref]
                if row is not None:
                    seen[row["key"]] = row
        return list(seen.values())

    def keys(self, units: Iterable[int]) -> str:
        """Keys of the rows behind these units, as charts carry them."""
        return " ".join(row["key"] for row in self.rows(units))

    def hover(self, units: Iterable[int]) -> str:
        """The events in words for a hover text, a few of them, in lines as Plotly breaks them."""
        rows = self.rows(units)
        rest = more(len(rows) - MOST_TOLD)
        return "<br>".join([*map(self.line, rows[:MOST_TOLD]), *([f"and {rest}"] if rest else [])])

    def dressed(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with `keys` and `hover` of its `units`, as lib/charts/waves expects them."""
        return table.assign(keys=[*map(self.keys, table["units"])], hover=[*map(self.hover, table["units"])])

    # ------------------------------------------------------------ words, which a story says in its own way
    def name(self, code: str) -> str:
        """A side's name as charts write it."""
        return SHORT.get(code, brief(code))

    @property
    def source(self) -> str:
        """Who the data are from; what is curated, coded and uploaded is told apart."""
        curated = f"chronology of {plural(len(self.tables['milestones']), 'milestone')}, curated by Majlis, each with its source"
        origins = self.tables["articles"]["origin"].value_counts()
        told = listing((plural(count, f"{origin} article") for origin, count in origins.items()), empty="no articles")
        coded = f"{told}{coded_by(self.tables)}{official(self.tables['articles']['source'])}"
        return {"chronology": curated, "articles": coded, "both": f"{curated}; {coded}"}[self.layer]

    def line(self, row: pd.Series) -> str:
        """An event for a hover text: its date, and the chronology's words, or what was coded and from whose article."""
        if "event" in row:
            said = row["event"]
        else:
            articles = self.tables["articles"]
            origin = articles.loc[articles["article_id"] == row["article_id"], "origin"]
            of = f", {origin.iloc[0]}" if len(origin) else ""
            said = f"{words.heading('events', row)} (coded from an article{of})"
        return f"<b>{escaped(when(row))}</b> {wrap(said, 60)}"
