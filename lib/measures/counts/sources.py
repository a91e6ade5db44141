"""Whose voice the articles are, and the tables as they are without that side."""

from functools import lru_cache
from typing import NamedTuple

from pandas import DataFrame, Series

from lib.codebook import names, voice

Tables = dict[str, DataFrame]


class Voice(NamedTuple):
    """Who speaks through more than half of the articles: a state's code, or a publisher."""

    of: str
    articles: int
    total: int

    @property
    def official(self) -> bool:
        """Is it a state's own?"""
        return self.of in names()


def loudest(sources: Series) -> Voice | None:
    """The one voice of more than half of these articles, given their sources; None where there is none, or one article alone.

    >>> loudest(Series(["The White House", "US State Department", "Al Jazeera"]))
    Voice(of='USA', articles=2, total=3)
    """
    counts = sources.value_counts()
    counts = counts.groupby(counts.index.map(lambda source: voice(str(source)))).sum().drop("", errors="ignore")
    if counts.empty or 2 * counts.max() <= len(sources) or len(sources) == 1:
        return None
    return Voice(str(counts.idxmax()), int(counts.max()), len(sources))


class _These:
    """Tables as the key of a cache: two are equal where they hold the very same DataFrames, which nobody changes in place."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables.copy()
        self.names = frozenset((name, id(table)) for name, table in tables.items())

    def __hash__(self) -> int:
        return hash(self.names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and self.names == other.names


def others(tables: Tables) -> tuple[str, Tables] | None:
    """(code of the state whose voice most articles are, the tables without it); None where it is no state's. Made once for
    all charts of the same tables."""
    return _others(_These(tables))


@lru_cache(maxsize=4)
def _others(these: _These) -> tuple[str, Tables] | None:
    tables = these.tables
    most = loudest(tables["articles"]["source"])
    return (most.of, without(tables, most.of)) if most and most.official else None


def without(tables: Tables, code: str) -> Tables:
    """The tables with a state and its people left out: as a side, a place, who took part, spoke and set a meeting up."""
    actors, topics = tables["actors"], tables["topics"]
    own = {code, *actors.loc[actors["country"] == code, "name"]}
    met = {name: _apart(table, code, own) for name, table in tables.items() if "participants" in table}
    spoken = (topics["speaker_country"] == code) | topics["speaker"].isin(own)
    return tables | met | {"actors": actors[actors["country"] != code], "topics": topics[~spoken]}


def _apart(meetings: DataFrame, code: str, own: set[str]) -> DataFrame:
    return meetings.assign(
        parties=meetings["parties"].map(lambda row: [side for side in row if side != code]),
        participants=meetings["participants"].map(lambda row: [p for p in row if p["country"] != code]),
        people=meetings["people"].map(lambda row: [name for name in row if name not in own]),
        initiator=meetings["initiator"].mask(meetings["initiator"].isin(own), ""),
        place_country=meetings["place_country"].mask(meetings["place_country"] == code, ""),
    )
