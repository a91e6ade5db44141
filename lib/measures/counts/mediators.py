"""Who mediates: the mediators of milestones and of meetings that took place. A host is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from typing import NamedTuple

import pandas as pd
from pandas import DataFrame

from lib.measures.parameters import TABLE

UNKNOWN = "unknown"  # year of an occasion without a date, or whose days lie in two years
COLUMNS = ["mediator", "year", "pairs", "layer", "keys"]
Pair = tuple[str, str]


class Told(NamedTuple):
    """One row that names a mediator. when: its days; its own key where it has none, for undated it is only itself."""

    mediator: str
    when: str
    year: str
    place: str
    pairs: frozenset[Pair]
    layer: str
    key: str

    def same(self, other: Told) -> bool:
        """Is it the other's occasion, on the same days: the same place, or a pair in common?"""
        return bool((self.place and self.place == other.place) or self.pairs & other.pairs)


def occasions(meetings: DataFrame, milestones: DataFrame) -> DataFrame:
    """One row a mediator and occasion, however many pairs or articles tell of it: mediator (a side's code; a person's
    name where no side is told), year ("2023" or UNKNOWN), pairs (sorted, of two codes each; none where the text names no
    two sides, or more than TABLE), layer (chronology, articles, or both with a ; between), keys.

    meetings, milestones: as lib/catalogue/rows.py dresses them.
    """
    groups: defaultdict[Pair, list[list[Told]]] = defaultdict(list)
    for one in chain(_of_milestones(milestones), _of_meetings(meetings)):
        known = groups[one.mediator, one.when]
        same = [group for group in known if any(map(one.same, group))]
        groups[one.mediator, one.when] = [g for g in known if g not in same] + [[*chain(*same), one]]
    rows = [_occasion(group) for (_, _), known in groups.items() for group in known]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["mediator", "year", "keys"], ignore_index=True)


def _occasion(group: list[Told]) -> tuple[str, str, list[Pair], str, str]:
    pairs = sorted(frozenset[Pair]().union(*(one.pairs for one in group)))
    layers = ";".join(sorted({one.layer for one in group}, reverse=True))
    return group[0].mediator, group[0].year, pairs, layers, " ".join(one.key for one in group)


def _of_milestones(milestones: DataFrame) -> Iterator[Told]:
    for row in milestones[milestones["mediator"] != ""].to_dict("records"):
        pairs = frozenset({_pair(*row["parties"])})
        for mediator in dict.fromkeys(filter(None, row["mediator"].split(";"))):
            yield _told(row, mediator, pairs, "chronology")


def _of_meetings(meetings: DataFrame) -> Iterator[Told]:
    for row in meetings[meetings["status"] == "held"].to_dict("records"):
        by_part: defaultdict[str, set[str]] = defaultdict(set)
        for person in row["participants"]:
            by_part[person["part"]].add(person["country"] or person["name"])
        mediators = by_part["mediator"] - {""}
        sides = set(row["parties"]) - mediators
        guests = sides - by_part["host"]
        sides = guests if len(guests) > 1 else sides
        pairs = frozenset(_pair(*two) for two in combinations(sides, 2)) if len(sides) <= TABLE else frozenset()
        for mediator in sorted(mediators):
            yield _told(row, mediator, pairs, "articles")


def _told(row: dict, mediator: str, pairs: frozenset[Pair], layer: str) -> Told:
    first, last = row["date_start"], row["date_end"]
    dated = first == first  # NaT is not equal to itself
    year = str(first.year) if dated and first.year == (last if last == last else first).year else UNKNOWN
    when = f"{first} {last}" if dated else row["key"]
    return Told(mediator, when, year, row["place"].casefold(), pairs, layer, row["key"])


def _pair(a: str, b: str) -> Pair:
    return min(a, b), max(a, b)


def by_year(occasions: DataFrame) -> DataFrame:
    """mediator, year, occasions, keys."""
    return _counted(occasions, ["mediator", "year"])[["mediator", "year", "occasions", "keys"]]


def by_pair(occasions: DataFrame) -> DataFrame:
    """mediator, actor_a, actor_b ("" where it is between nobody told), occasions, years, layer, keys; the mediator of most
    occasions first, and of one mediator the pair of most."""
    pairs = occasions["pairs"].map(lambda pairs: pairs or [("", "")])
    told = occasions.assign(pair=pairs).explode("pair")
    told = told.assign(actor_a=told["pair"].str[0], actor_b=told["pair"].str[1])
    table = _counted(told, ["mediator", "actor_a", "actor_b"])
    table["most"] = table["mediator"].map(occasions["mediator"].value_counts())
    order = ["most", "mediator", "occasions", "actor_a", "actor_b"]
    table = table.sort_values(order, ascending=[False, True, False, True, True], ignore_index=True)
    return table[["mediator", "actor_a", "actor_b", "occasions", "years", "layer", "keys"]]


def _counted(occasions: DataFrame, by: list[str]) -> DataFrame:
    listed = {"years": ("year", _listed), "layer": ("layer", _listed)}
    counts = occasions.groupby(by).agg(occasions=("keys", "size"), keys=("keys", " ".join), **listed)
    return counts.reset_index()


def _listed(column: pd.Series) -> str:
    return ";".join(sorted(set(";".join(column).split(";"))))
