"""One meeting counts once: which reports tell of one occasion, and the table of occasions that every page counts.

A report is a row of meetings: what one article tells of one meeting. Two are of one occasion where both give the same
first day as precisely as the other, share half of their sides or more (two at least, or all), were in the same manner
(there, from afar, summoned), and contradict each other neither in the country of the place nor in who took part. Two
rows of one article are two occasions: the coder made one row of what a text tells of one meeting. An undated report
stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

import pandas as pd
from pandas import DataFrame, Series

from lib.measures.matching import ENOUGH, manner, shared, surname

OUTCOMES = ("held", "cancelled", "planned", "proposed")  # what stands where reports of one occasion differ, the first
COUNTED = ("held",)  # what charts count where a reader chooses no status
People = dict[str, set[str]]  # side -> surnames


class Report(NamedTuple):
    """What of a row of meetings tells which occasion it is of; `occasion` is the row's own name."""

    occasion: str
    kind: str
    article_id: str
    place_country: str
    parties: list[str]
    participants: list[dict[str, str]]


@dataclass
class _Occasion:
    """What is known so far of one: its name, sides and kind from its surest report, the rest from all."""

    name: str
    kind: str
    sides: set[str]
    place: str = ""
    articles: set[str] = field(default_factory=set)
    people: People = field(default_factory=lambda: defaultdict(set))

    def fit(self, row: Report, sides: set[str], people: People) -> float:
        """0 where the report is of another occasion; more, the better it fits."""
        common = self.sides & sides
        overlap = shared(self.sides, sides)
        if overlap < ENOUGH or (len(common) < 2 and overlap < 1) or row.article_id in self.articles:
            return 0.0
        if self.place and row.place_country and self.place != row.place_country:
            return 0.0
        named = [side for side in people if side in self.people]
        same = sum(not self.people[side].isdisjoint(people[side]) for side in named)
        return 0.0 if named and not same else overlap + same + (self.kind == row.kind)

    def add(self, row: Report, people: People) -> None:
        self.articles.add(row.article_id)
        self.place = self.place or row.place_country
        for side, names in people.items():
            self.people[side] |= names


def identified(meetings: DataFrame) -> DataFrame:
    """The meetings (columns of lib/schema.py) with `occasion`, the article and meeting identifiers of its surest report,
    and `outcome`, what of its reports' statuses stands (OUTCOMES)."""
    table = meetings.assign(occasion=meetings["article_id"] + "/" + meetings["meeting_id"])
    when = [meetings["date_start"], meetings["date_precision"], meetings["kind"].map(manner)]
    days = table.groupby(when, sort=False).ngroup()  # -1 where there is no date
    several = (days >= 0) & table["article_id"].groupby(days).transform("nunique").gt(1)
    order = ["confidence", "article_id", "meeting_id"]
    likely = table[several].sort_values(order, ascending=[False, True, True])
    table.loc[likely.index, "occasion"] = _named(likely, days[likely.index].tolist())
    rank = table["status"].map(OUTCOMES.index).groupby(table["occasion"]).transform("min")
    return table.assign(outcome=rank.map(OUTCOMES.__getitem__).astype(meetings["status"].dtype))


def _named(reports: DataFrame, days: list[int]) -> list[str]:
    """The occasion of each report, the surest first: the one of its day and manner that it fits best, else its own."""
    known: defaultdict[tuple[int, tuple[str, ...]], list[_Occasion]] = defaultdict(list)
    columns = ["occasion", "kind", "article_id", "place_country", "parties", "participants"]
    names = []
    for day, *row in zip(days, *(reports[name].tolist() for name in columns), strict=True):
        report = Report(*row)
        sides, people = set(report.parties), _people(report.participants)
        places = [(day, two) for two in (combinations(sorted(sides), 2) if len(sides) > 1 else [tuple(sides)])]
        near = {each.name: each for place in places for each in known[place]}
        fits = [(each.fit(report, sides, people), name) for name, each in near.items()]
        best, name = max(fits, default=(0.0, ""), key=lambda fit: fit[0])
        found = near[name] if best else _Occasion(report.occasion, report.kind, sides)
        if not best:
            for place in places:
                known[place].append(found)
        found.add(report, people)
        names.append(found.name)
    return names


def _people(participants: Sequence[dict[str, str]]) -> People:
    found: People = {}
    for person in participants:
        if person["name"]:
            found.setdefault(person["country"], set()).add(_folded(person["name"]))
    return found


@lru_cache(maxsize=1 << 16)
def _folded(name: str) -> str:
    """The surname, however it is spelled."""
    return surname(name).replace("h", "")


def occasions(reports: DataFrame, statuses: Sequence[str] = ()) -> DataFrame:
    """One row an occasion, as its surest report of what stands tells it, with all its sides and people.

    reports: meetings as lib/catalogue/rows.py dresses them. statuses: those wanted, COUNTED where none is named. `key`:
    the keys of all its reports, joined by a space; `articles`, `languages`: how many tell of it.
    """
    wanted = reports[reports["outcome"].isin(statuses or COUNTED)]
    wanted = wanted.assign(off=wanted["status"] != wanted["outcome"], status=wanted["outcome"], articles=1, languages=1)
    repeated = wanted["occasion"].duplicated(keep=False)
    if not repeated.any():
        return wanted.drop(columns="off")
    rows = wanted[repeated].sort_values(["off", "confidence"], ascending=[True, False], kind="stable")
    groups = rows.groupby("occasion", sort=False)
    best = groups.head(1).copy()
    of = best["occasion"]
    best["articles"], best["languages"] = of.map(groups.size()), of.map(groups["language"].nunique())
    best["key"] = of.map(groups["key"].agg(" ".join))
    for column in ("parties", "people", "participants"):
        best[column] = of.map(groups[column].agg(_together))
    return pd.concat([wanted[~repeated], best]).sort_index().drop(columns="off")


def _together(lists: Series) -> list:
    """What the lists hold, each once, in the order in which they tell it."""
    found: list = []
    for each in chain.from_iterable(lists):
        if each not in found:
            found.append(each)
    return found
