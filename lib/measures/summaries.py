"""Counts and findings over the tables: what the exploring pages say in words and draw as charts.

Tables as lib/ui/data.py hands them out: those of lib/schema.py plus `key`, `source`, `published`, `title`.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def options(tables: dict[str, DataFrame]) -> dict[str, list[str]]:
    """What the filters can choose: codes and names, the most frequent first."""
    meetings, topics, actors = tables["meetings"], tables["topics"], tables["actors"]
    milestones = tables["milestones"]
    people = Counter(chain.from_iterable(meetings["people"]))
    people.update(n for n in (*meetings["speaker"], *topics["speaker"]) if n)
    people.update(actors.loc[actors["kind"] == "person", "name"])
    countries = Counter(chain.from_iterable(meetings["parties"]))
    countries.update(chain.from_iterable(milestones["parties"]))
    countries.update(c for c in actors["country"] if c)
    return {
        "countries": ranked(countries),
        "people": ranked(people),
        "kinds": ranked(Counter(meetings["kind"])),
        "topics": ranked(Counter(topics["topic"])),
        "sources": ranked(Counter(s for s in tables["articles"]["source"] if s)),
    }


def ranked(counts: Counter[str]) -> list[str]:
    """Names by count, then by the alphabet."""
    return [name for name, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]


def dyads(meetings: DataFrame) -> DataFrame:
    """Pairs of sides that met: a, b (a < b), meetings, keys (of the rows, joined by a space)."""
    import pandas as pd

    found: dict[tuple[str, str], list[str]] = {}
    for parties, key in zip(meetings["parties"], meetings["key"], strict=True):
        for pair in combinations(sorted(set(parties)), 2):
            found.setdefault(pair, []).append(key)
    rows = [(a, b, len(keys), " ".join(keys)) for (a, b), keys in found.items()]
    table = pd.DataFrame(rows, columns=["a", "b", "meetings", "keys"])
    return table.sort_values(["meetings", "a", "b"], ascending=[False, True, True], ignore_index=True)


def same_meeting(meetings: DataFrame, row: Series) -> DataFrame:
    """Meetings other articles tell of that may be this one: same sides and kind, dates that meet."""
    import pandas as pd

    if pd.isna(row["date_start"]):
        return meetings.iloc[:0]
    sides = set(row["parties"])
    near = (meetings["date_start"] <= row["date_end"]) & (meetings["date_end"] >= row["date_start"])
    other = meetings[near & (meetings["article_id"] != row["article_id"]) & (meetings["kind"] == row["kind"])]
    return other[other["parties"].map(lambda p: set(p) == sides).astype(bool)]


def topic_counts(topics: DataFrame) -> DataFrame:
    """A row a topic: topic, mentions, articles, keys; the most mentioned first."""
    return _counts(topics, "topic")


def actor_counts(actors: DataFrame) -> DataFrame:
    """A row an actor: name, kind, country, mentions, statements, articles, keys; the most mentioned first."""
    grouped = actors.groupby(["actor_id", "kind"], sort=False)
    table = grouped.agg(
        name=("name", "first"),
        country=("country", "first"),
        mentions=("mentions", "sum"),
        statements=("statements", "sum"),
        articles=("article_id", "nunique"),
        keys=("key", " ".join),
    ).reset_index()
    return table.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)


def _counts(rows: DataFrame, by: str) -> DataFrame:
    grouped = rows.groupby(by, sort=False)
    table = grouped.agg(
        mentions=("key", "size"), articles=("article_id", "nunique"), keys=("key", " ".join)
    ).reset_index()
    return table.sort_values(["mentions", by], ascending=[False, True], ignore_index=True)
