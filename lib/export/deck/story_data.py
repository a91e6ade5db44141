"""What stories are told from: the coded tables, the chronology, and the measures over both, each computed once."""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

from pandas import DataFrame, Series

from lib.catalogue import article
from lib.catalogue.measured import Measured
from lib.catalogue.rows import dressed, milestones
from lib.charts.theme import wrap
from lib.measures.parameters import DEFAULTS
from lib.measures.waves.doubt import Part
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.wave import Region, Wave, overlapping
from lib.schema import CODED, TABLES
from lib.wording.findings import coded_by
from lib.wording.phrases import plural


class Told(Measured):
    """Measures as a story tells them: events by their ISO day or their sentence."""

    def line(self, row: Series) -> str:
        told = f"{row['date']}: {row['event']}" if "event" in row else str(row["evidence"])[:160]
        return wrap(told, 60)

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Direction -> the region, without the waves that chance may explain: a story is no place to doubt."""
        return {
            way: replace(region, waves=[w for w in region.waves if w.lacks != "chance"])
            for way, region in super().regions.items()
        }

    @property
    def source(self) -> str:
        curated = f"chronology of {plural(len(self.tables['milestones']), 'milestone')}, curated by Majlis, each with its source"
        coded = f"{plural(len(self.tables['articles']), 'article')}{coded_by(self.tables)}"
        return curated if self.layer == "chronology" else f"{curated}; {coded}"


@dataclass(frozen=True)
class Data:
    """`tables`: the five tables by name."""

    tables: dict[str, DataFrame]
    milestones: DataFrame = field(default_factory=milestones)

    @cached_property
    def mark(self) -> str:
        """A short mark of what the tables and the chronology hold; the same data give the same mark anywhere."""
        digest = hashlib.sha256("".join(sorted(self.tables["articles"]["sha256"])).encode())
        for name in CODED:
            columns = [
                c.name for c in TABLES[name].columns if not c.explains and c.name not in ("start", "end", "evidence")
            ]
            digest.update(self.tables[name][columns].astype(str).to_csv(index=False).encode())
        digest.update(self.milestones.astype(str).to_csv(index=False).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def rows(self) -> dict[str, DataFrame]:
        """The tables as charts count them."""
        tables = self.tables if "key" in self.tables["meetings"] else dressed(self.tables)
        return {**tables, "milestones": self.milestones}

    @cached_property
    def chronology(self) -> Told:
        """The chronology alone: what the region's story is told from."""
        return Told.of("chronology", DEFAULTS, self.rows)

    def alone(self, article_id: str) -> Told:
        """One article alone."""
        own = {name: self.of_article(name, article_id) for name in ("articles", *CODED)}
        return Told.of("articles", DEFAULTS, {**self.rows, **own})

    @cached_property
    def _without(self) -> dict[str, Told]:
        return {}

    def without(self, actor: str) -> Told:
        """The chronology with an actor left out; all of it for ""."""
        if actor and actor not in self._without:
            self._without[actor] = Told.of("chronology", DEFAULTS, self.rows, Part(actor))
        return self._without[actor] if actor else self.chronology

    def left(self, actor: str) -> list[tuple[Wave, Wave | None]]:
        """Each named wave of reconciliation, in order of onset, with what is left of it without this actor."""
        waves = sorted((w for w in self.regions["reconciliation"].waves if w.named), key=lambda w: w.onset)
        return [(w, overlapping(w, self.without(actor).evidence)) for w in waves]

    @cached_property
    def both(self) -> Told:
        """The chronology and the articles together."""
        return Told.of("both", DEFAULTS, self.rows)

    @property
    def all(self) -> Evidence:
        """The evidence of both."""
        return self.both.evidence

    @property
    def regions(self) -> dict[str, Region]:
        """Direction -> the region of the chronology."""
        return self.chronology.regions

    @cached_property
    def hubs(self) -> list[Wave]:
        """Hub waves of both directions, in order of onset."""
        return sorted(self.chronology.hubs, key=lambda w: (w.onset, w.hub))

    def of_article(self, table: str, article_id: str) -> DataFrame:
        """The rows of a table that were coded from an article."""
        rows = self.rows[table]
        return rows[rows["article_id"] == article_id]

    def curated(self) -> str:
        """The identifier of the curated article, or of the first one; "" when there is none."""
        return article.curated(self.rows)
