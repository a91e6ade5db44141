"""One meeting counts once: which reports tell of one occasion, and the table of occasions that every page counts.

A report is a row of meetings: what one article tells of one meeting. Two are of one occasion where both give the same
first day as precisely as the other, share half of their sides or more (two at least, or all), were in the same manner
(there, from afar, summoned), and contradict each other neither in the country of the place nor in who took part. What
is dated to a month is of the only occasion on a day of it that has the same sides and kind and somebody in common. Two
rows of one article are two occasions: the coder made one row of what a text tells of one meeting. An undated report
stands alone.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations
from operator import itemgetter

import pandas as pd
from pandas import DataFrame, Series

from lib.measures.matching import ENOUGH, manner, shared, surname

OUTCOMES = ("held", "cancelled", "planned", "proposed")  # what stands where reports of one occasion differ, the first
TOGETHER = ("parties", "people", "participants")  # what an occasion has of all its reports
COUNTED = ("held",)  # what charts count where a reader chooses no status
MANY = 60  # sides of a meeting: of more, only the very same are sides of the same occasion
People = dict[str, set[str]]  # side -> surnames


@dataclass(slots=True)
class _Occasion:
    """What is known so far of one: its name, sides and kind from its surest report, the rest from all."""

    name: str
    kind: str
    sides: frozenset[str]
    place: str = ""
    articles: set[str] = field(default_factory=set)
    people: People = field(default_factory=dict)

    def fit(self, kind: str, article: str, place: str, sides: frozenset[str], people: People) -> float:
        """0 where the report is of another occasion; more, the better it fits."""
        if article in self.articles or (place and self.place and place != self.place):
            return 0.0
        overlap = shared(self.sides, sides)
        if overlap < ENOUGH or (overlap < 1 and len(self.sides & sides) < 2):
            return 0.0
        same = self.knows(people)
        return 0.0 if self.people.keys() & people.keys() and not same else overlap + same + (self.kind == kind)

    def knows(self, people: People) -> int:
        """Of how many sides it has somebody in common with them."""
        return sum(not named.isdisjoint(people.get(side, ())) for side, named in self.people.items())

    def add(self, article: str, place: str, people: People) -> None:
        self.articles.add(article)
        self.place = self.place or place
        for side, names in people.items():
            self.people.setdefault(side, names).update(names)


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
    table["occasion"] = table["occasion"].replace(_in_month(table))
    rank = table["status"].map(OUTCOMES.index).groupby(table["occasion"]).transform("min")
    return table.assign(outcome=rank.map(OUTCOMES.__getitem__).astype(meetings["status"].dtype))


def _named(reports: DataFrame, days: list[int]) -> list[str]:
    """The occasion of each report, the surest first: the one of its day and manner that it fits best, else its own."""
    own = reports["occasion"].tolist()
    ways = _ways(reports["parties"], max(days, default=0) + 1)
    often = Counter(two + day for (_, twos), day in zip(ways, days, strict=True) for two in twos)
    known: defaultdict[int, list[_Occasion]] = defaultdict(list)
    columns = (reports[name].tolist() for name in ("kind", "article_id", "place_country", "participants"))
    for n, (kind, article, place, participants) in enumerate(zip(*columns, strict=True)):
        sides, twos = ways[n]
        spots = [spot for two in twos if often[spot := two + days[n]] > 1]
        if not spots:  # no other report of that day has enough of its sides
            continue
        people = _people(participants) if participants else {}
        near = {each.name: each for spot in spots for each in known[spot]}
        fits = [(each.fit(kind, article, place, sides, people), name) for name, each in near.items()]
        best, name = max(fits, default=(0.0, ""), key=itemgetter(0))
        if best:
            found = near[name]
        else:
            found = _Occasion(own[n], kind, sides)
            for spot in spots:
                known[spot].append(found)
        found.add(article, place, people)
        own[n] = found.name
    return own


def _in_month(table: DataFrame) -> dict[str, str]:
    """Occasion that is dated to a month -> the only one on a day of it that it can be, where both name somebody."""
    table = table[
        ["date_start", "date_precision", "kind", "parties", "occasion", "article_id", "place_country", "participants"]
    ]
    vague, exact = (table[table["date_precision"] == precision] for precision in ("month", "day"))
    vague, exact = (rows.assign(when=Series(_when(rows), rows.index, dtype=object)) for rows in (vague, exact))
    days: defaultdict[tuple, dict[str, _Occasion]] = defaultdict(dict)
    for row in exact[exact["when"].isin(set(vague["when"]))].to_dict("records"):
        one = days[row["when"]].setdefault(row["occasion"], _Occasion(row["occasion"], row["kind"], row["when"][-1]))
        one.add(row["article_id"], row["place_country"], _people(row["participants"]))
    found: dict[str, set[str]] = {}
    for row in vague.to_dict("records"):
        told = (row["place_country"], row["when"][-1], people := _people(row["participants"]))
        near = [one for one in days[row["when"]].values() if one.fit(row["kind"], row["article_id"], *told)]
        sure = len(near) == 1 and near[0].knows(people)
        found.setdefault(row["occasion"], set()).add(near[0].name if sure else "")
    return {occasion: name for occasion, (name, *others) in found.items() if name and not others}


def _when(rows: DataFrame) -> list[tuple[int, int, str, frozenset[str]]]:
    """The year and month of each row, its kind and its sides."""
    first = rows["date_start"].dt
    return [*zip(first.year, first.month, rows["kind"], map(frozenset, rows["parties"]), strict=True)]


def _ways(parties: Series, step: int) -> list[tuple[frozenset[str], tuple[int, ...]]]:
    """The sides of each report; and a number, a multiple of `step`, for each two of them, or for the only one, or for all of
    very many: what shares none of these shares too little to be of the same occasion."""
    numbers: dict[tuple[str, ...], int] = {}
    known: dict[frozenset[str], tuple[frozenset[str], tuple[int, ...]]] = {}
    ways = []
    for sides in map(frozenset, parties):
        if sides not in known:
            twos = combinations(sorted(sides), 2) if 1 < len(sides) <= MANY else [tuple(sorted(sides))]
            known[sides] = sides, tuple(step * numbers.setdefault(two, len(numbers)) for two in twos)
        ways.append(known[sides])
    return ways


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
    rows = wanted[repeated].assign(vague=wanted["date_precision"] != "day")  # a day, where one report gives it
    rows = rows.sort_values(["off", "vague", "confidence"], ascending=[True, True, False], kind="stable")
    best = rows.drop_duplicates("occasion").drop(columns="vague")
    told = {column: _grouped(rows, column) for column in ("language", "key", *TOGETHER)}
    best["articles"] = [*map(len, told["key"])]
    best["languages"] = [len({*each}) for each in told["language"]]
    best["key"] = [*map(" ".join, told["key"])]
    for column in TOGETHER:
        best[column] = Series([*map(_together, told[column])], best.index, dtype=object)
    return pd.concat([wanted[~repeated], best]).sort_index().drop(columns="off")


def _grouped(rows: DataFrame, column: str) -> list[list]:
    """What the reports of each occasion have in a column, in the order in which the occasions come up."""
    found: dict[str, list] = {}
    for occasion, value in zip(rows["occasion"].tolist(), rows[column].tolist(), strict=True):
        found.setdefault(occasion, []).append(value)
    return [*found.values()]


def _together(lists: list[list]) -> list:
    """What the lists hold, each once, in the order in which they tell it."""
    if not any(lists):
        return []
    found: list = []
    for each in chain.from_iterable(lists):
        if each not in found:
            found.append(each)
    return found
