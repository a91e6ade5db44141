"""What a reader chose to see: a selection, and the rows of each table that it leaves.

A row that cannot be judged by a part of the selection (a meeting without a date, a milestone without people)
is left out when that part is set, and counted, so that a page can say so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pandas as pd

LAYERS = ("articles", "chronology")


@dataclass(frozen=True)
class Selection:
    """Empty parts select everything. `start` and `end` are ISO days, `confidence` the least one, 0 to 1."""

    start: str = ""
    end: str = ""
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def active(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))

    @property
    def any_time(self) -> Selection:
        """The same without a choice of time."""
        return replace(self, start="", end="")

    def shows(self, layer: str) -> bool:
        return not self.layers or layer in self.layers


def select(tables: dict[str, pd.DataFrame], chosen: Selection) -> dict[str, pd.DataFrame]:
    """The rows of articles, meetings, topics, actors, events and milestones that the selection leaves."""
    if not chosen.active:
        return tables
    kept = {name: table[_mask(table, name, tables, chosen)] for name, table in tables.items()}
    if _narrows_articles(chosen):
        known = set().union(*(kept[n]["article_id"] for n in ("meetings", "topics", "actors", "events")))
        kept["articles"] = kept["articles"][kept["articles"]["article_id"].isin(known)]
    return kept


def _narrows_articles(chosen: Selection) -> bool:
    several = (chosen.countries, chosen.people, chosen.kinds, chosen.statuses, chosen.topics)
    return any(several) or bool(chosen.confidence)


def _mask(table: pd.DataFrame, name: str, tables: dict[str, pd.DataFrame], chosen: Selection) -> pd.Series:
    layer = "chronology" if name == "milestones" else "articles"
    keep = pd.Series(chosen.shows(layer), index=table.index)
    if chosen.confidence and "confidence" in table:
        keep &= table["confidence"] >= chosen.confidence
    if chosen.sources and "source" in table:
        keep &= table["source"].isin(chosen.sources)
    for part in (_in_time, _of_countries, _of_people, _of_kinds, _of_statuses, _of_topics):
        keep &= part(table, name, tables, chosen)
    return keep


def _in_time(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    """Intervals that overlap the chosen time; articles, actors and topics by the day of publication."""
    first, last = ("date_start", "date_end") if "date_start" in table else ("published", "published")
    keep = pd.Series(True, index=table.index)
    if chosen.start:
        keep &= table[last] >= pd.Timestamp(chosen.start)
    if chosen.end:
        keep &= table[first] <= pd.Timestamp(chosen.end)
    return keep


def _any_of(lists: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    any_one = frozenset(wanted)
    return lists.map(lambda items: not any_one.isdisjoint(items)).astype(bool)


def _of_countries(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    if not chosen.countries or name == "articles":
        return pd.Series(True, index=table.index)
    if name == "events":
        return _any_of(table["actor"], chosen.countries) | _any_of(table["recipient"], chosen.countries)
    if "parties" in table:
        return _any_of(table["parties"], chosen.countries)
    return table["speaker_country" if name == "topics" else "country"].isin(chosen.countries)


def _of_people(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    if not chosen.people or name == "articles":
        return pd.Series(True, index=table.index)
    if name == "milestones":
        return pd.Series(False, index=table.index)
    if name == "actors":
        return table["name"].isin(chosen.people)
    keep = table["speaker"].isin(chosen.people)
    return keep | _any_of(table["people"], chosen.people) if "people" in table else keep


def _of_kinds(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    """Kinds are a matter of meetings; the other tables of their articles are left alone, milestones have none."""
    if not chosen.kinds or name not in ("meetings", "milestones"):
        return pd.Series(True, index=table.index)
    return table["kind"].isin(chosen.kinds) if name == "meetings" else pd.Series(False, index=table.index)


def _of_statuses(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    """Of meetings and of events; milestones took place."""
    if chosen.statuses and name == "milestones":
        return pd.Series("held" in chosen.statuses, index=table.index)
    if not chosen.statuses or "status" not in table:
        return pd.Series(True, index=table.index)
    return table["status"].isin(chosen.statuses)


def _of_topics(table: pd.DataFrame, name: str, tables: dict, chosen: Selection) -> pd.Series:
    """A topic selects its mentions, and what is told by the articles that mention it."""
    if not chosen.topics:
        return pd.Series(True, index=table.index)
    if name == "topics":
        return table["topic"].isin(chosen.topics)
    if name == "milestones":
        return pd.Series(False, index=table.index)
    topics = tables["topics"]
    return table["article_id"].isin(set(topics.loc[topics["topic"].isin(chosen.topics), "article_id"]))
