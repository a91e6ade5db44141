"""What stories are told from: the coded tables, the chronology, and the measures over both, each computed once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lib.measures.waves import chronology, command, wave
from lib.measures.waves.breadth import Breadth, breadth
from lib.schema import CODED, TABLES
from lib.wording.names import label, side
from lib.wording.story import plural

if TYPE_CHECKING:
    from pandas import DataFrame

    from lib.measures.waves.evidence import Evidence
    from lib.measures.waves.wave import Region, Wave
    from lib.wording.story import Name


@dataclass(frozen=True)
class Data:
    """`tables`: the five tables by name."""

    tables: Mapping[str, DataFrame]
    milestones: DataFrame = field(default_factory=chronology.load)
    name: Name = side  # code of a side -> its name
    label: Name = label  # code of a kind or topic -> words

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

    @property
    def curated_source(self) -> str:
        return f"chronology of {len(self.milestones)} milestones, curated by Majlis, each with its source"

    @property
    def both_source(self) -> str:
        return f"{self.curated_source}; {plural(len(self.tables['articles']), 'article')}, coded by Majlis"

    @cached_property
    def chronicled(self) -> Evidence:
        """The chronology alone: what the region's story is told from."""
        return command.evidence_of(milestones=self.milestones)

    @cached_property
    def coded(self) -> Evidence:
        """The loaded articles alone."""
        return command.evidence_of(tables=self.tables)

    @cached_property
    def all(self) -> Evidence:
        return command.evidence_of(tables=self.tables, milestones=self.milestones)

    @cached_property
    def moved(self) -> Breadth:
        return breadth(self.chronicled)

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {d: wave.regional(self.chronicled, direction=d, moved=self.moved) for d in wave.DIRECTIONS}

    @cached_property
    def hubs(self) -> list[Wave]:
        """Hub waves of both directions, in order of onset."""
        return sorted(wave.hubs(self.chronicled, moved=self.moved), key=lambda w: (w.onset, w.hub))

    def of_article(self, table: str, article_id: str) -> DataFrame:
        frame = self.tables[table]
        return frame[frame["article_id"] == article_id]

    def curated(self) -> str:
        """The id of the curated article, or of the first one; "" when there is none."""
        articles = self.tables["articles"]
        chosen = articles[articles["origin"] == "curated"]
        rows = chosen if len(chosen) else articles
        return str(rows.iloc[0]["article_id"]) if len(rows) else ""
