"""What a reader chose to see: a selection, and the rows of each table that it leaves.

A row that cannot be judged by a part of the selection (a meeting without a date, a milestone without people)
is left out when that part is set, and counted, so that a page can say so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pandas as pd

from lib.measures.occasions import occasions

LAYERS = ("articles", "chronology")
Wanted = tuple[str, ...]  # the words of one part of a selection


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
    languages: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def active(self) -> bool:
        """Does it leave anything out?"""
        return any(getattr(self, f.name) for f in fields(self))

    @property
    def any_time(self) -> Selection:
        """The same without a choice of time."""
        return replace(self, start="", end="")

    def shows(self, layer: str) -> bool:
        """Are rows of this layer (of LAYERS) left?"""
        return not self.layers or layer in self.layers


def select(tables: dict[str, pd.DataFrame], chosen: Selection) -> dict[str, pd.DataFrame]:
    """The rows of articles, meetings, topics, actors, events and milestones that the selection leaves, and the occasions
    that the meetings left are reports of."""
    if not chosen.active:
        return tables
    coded = {name: table for name, table in tables.items() if name != "occasions"}
    kept = {name: table[_mask(table, name, tables, chosen)] for name, table in coded.items()}
    kept["occasions"] = occasions(kept["meetings"], chosen.statuses)
    if chosen.confidence or any(getattr(chosen, part) for part in PARTS):
        known = set().union(*(kept[n]["article_id"] for n in ("meetings", "topics", "actors", "events")))
        kept["articles"] = kept["articles"][kept["articles"]["article_id"].isin(known)]
    return kept


def between(tables: dict[str, pd.DataFrame], a: str, b: str) -> dict[str, pd.DataFrame]:
    """What is told of two sides: meetings, occasions and milestones that both are in, events of one with the other, and
    the articles that tell of these with their topics and actors."""
    both, of_sides = {a, b}, ("meetings", "occasions", "milestones")
    kept = {name: tables[name][_all_of(tables[name]["parties"], both)] for name in of_sides}
    events = tables["events"]
    kept["events"] = events[_all_of(events["actor"] + events["recipient"], both)]
    known = set(kept["meetings"]["article_id"]) | set(kept["events"]["article_id"])
    return kept | {
        name: tables[name][tables[name]["article_id"].isin(known)] for name in ("articles", "topics", "actors")
    }


def _mask(table: pd.DataFrame, name: str, tables: dict[str, pd.DataFrame], chosen: Selection) -> pd.Series:
    """Of each row, is it left? Time means intervals that overlap it; of articles, actors and topics the day of publication."""
    keep = pd.Series(chosen.shows("chronology" if name == "milestones" else "articles"), index=table.index)
    if chosen.confidence and "confidence" in table:
        keep &= table["confidence"] >= chosen.confidence
    if chosen.sources and "source" in table:
        keep &= table["source"].isin(chosen.sources)
    if chosen.languages:
        keep &= _of_languages(table, name, chosen.languages, tables)
    first, last = ("date_start", "date_end") if "date_start" in table else ("published", "published")
    if chosen.start:
        keep &= table[last] >= pd.Timestamp(chosen.start)
    if chosen.end:
        keep &= table[first] <= pd.Timestamp(chosen.end)
    for part, rows_of in PARTS.items():
        if wanted := getattr(chosen, part):
            keep &= rows_of(table, name, wanted, tables)
    return keep


def _any_of(lists: pd.Series, wanted: Wanted) -> pd.Series:
    any_one = frozenset(wanted)
    return lists.map(lambda items: not any_one.isdisjoint(items)).astype(bool)


def _all_of(lists: pd.Series, wanted: set[str]) -> pd.Series:
    return lists.map(wanted.issubset).astype(bool)


def _of_languages(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    """Articles in a language, and what they tell; a milestone is in none."""
    if name == "milestones":
        return False
    articles = tables["articles"]
    return table["article_id"].isin(set(articles.loc[articles["language"].isin(wanted), "article_id"]))


def _of_countries(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    if name == "articles":
        return True
    if name == "events":
        return _any_of(table["actor"], wanted) | _any_of(table["recipient"], wanted)
    if "parties" in table:
        return _any_of(table["parties"], wanted)
    return table["speaker_country" if name == "topics" else "country"].isin(wanted)


def _of_people(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    if name in ("articles", "milestones"):
        return name == "articles"
    if name == "actors":
        return table["name"].isin(wanted)
    keep = table["speaker"].isin(wanted)
    return keep | _any_of(table["people"], wanted) if "people" in table else keep


def _of_kinds(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    """Kinds are a matter of meetings; the other tables of their articles are left alone, milestones have none."""
    return table["kind"].isin(wanted) if name == "meetings" else name != "milestones"


def _of_statuses(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    """Of meetings, as it stands by all reports of the occasion, and of events; milestones took place."""
    if name == "milestones":
        return "held" in wanted
    told = "outcome" if name == "meetings" else "status"
    return table[told].isin(wanted) if told in table else True


def _of_topics(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    """A topic selects its mentions, and what is told by the articles that mention it."""
    if name == "topics":
        return table["topic"].isin(wanted)
    if name == "milestones":
        return False
    topics = tables["topics"]
    return table["article_id"].isin(set(topics.loc[topics["topic"].isin(wanted), "article_id"]))


def _of_readers(table: pd.DataFrame, name: str, wanted: Wanted, tables: dict) -> pd.Series | bool:
    """Coded rows have readers; milestones have none."""
    return table["reader"].isin(wanted) if "reader" in table else name == "articles"


# Part of a selection -> the rows of a table that it leaves, as a mask, or all of them or none
PARTS = {
    "countries": _of_countries,
    "people": _of_people,
    "kinds": _of_kinds,
    "statuses": _of_statuses,
    "topics": _of_topics,
    "readers": _of_readers,
}
