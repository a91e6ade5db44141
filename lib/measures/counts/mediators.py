"""Who mediates: the mediators of milestones and of meetings that took place. A host is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from typing import NamedTuple

import pandas as pd
from pandas import DataFrame

from lib.measures.parameters import TABLE
from lib.schema import Dyad

UNKNOWN = "unknown"  # year of an occasion without a date, or whose days lie in two years
COLUMNS = ["mediator", "year", "dyads", "layer", "keys"]


class Told(NamedTuple):
    """One row that names a mediator. when: its days; its own key where it has none, for undated it is only itself."""

    mediator: str
    when: str
    year: str
    place: str
    dyads: frozenset[Dyad]
    layer: str
    key: str

    def same(self, other: Told) -> bool:
        """Is it the other's occasion, on the same days: the same place, or a pair in common?"""
        return bool((self.place and self.place == other.place) or self.dyads & other.dyads)


def occasions(meetings: DataFrame, milestones: DataFrame) -> DataFrame:
    """One row a mediator and occasion, however many dyads or articles tell of it: mediator (a side's code; a person's
    name where no side is told), year ("2023" or UNKNOWN), dyads (sorted, of two codes each; none where the text names no
    two sides, or more than TABLE), layer (chronology, articles, or both with a ; between), keys.

    meetings, milestones: as lib/catalogue/rows.py dresses them.
    """
    groups: defaultdict[Dyad, list[list[Told]]] = defaultdict(list)
    for one in chain(_of_milestones(milestones), _of_meetings(meetings)):
        known = groups[one.mediator, one.when]
        same = [group for group in known if any(map(one.same, group))]
        groups[one.mediator, one.when] = [g for g in known if g not in same] + [[*chain(*same), one]]
    rows = [_occasion(group) for (_, _), known in groups.items() for group in known]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["mediator", "year", "keys"], ignore_index=True)


def _occasion(group: list[Told]) -> tuple[str, str, list[Dyad], str, str]:
    dyads = sorted(frozenset[Dyad]().union(*(one.dyads for one in group)))
    layers = ";".join(sorted({one.layer for one in group}, reverse=True))
    return group[0].mediator, group[0].year, dyads, layers, " ".join(one.key for one in group)


def _of_milestones(milestones: DataFrame) -> Iterator[Told]:
    for row in milestones[milestones["mediator"] != ""].to_dict("records"):
        dyads = frozenset({_dyad(*row["parties"])})
        for mediator in dict.fromkeys(filter(None, row["mediator"].split(";"))):
            yield _told(row, mediator, dyads, "chronology")


def _of_meetings(meetings: DataFrame) -> Iterator[Told]:
    for row in meetings[meetings["status"] == "held"].to_dict("records"):
        by_part: defaultdict[str, set[str]] = defaultdict(set)
        for person in row["participants"]:
            by_part[person["part"]].add(person["country"] or person["name"])
        mediators = by_part["mediator"] - {""}
        sides = set(row["parties"]) - mediators
        guests = sides - by_part["host"]
        sides = guests if len(guests) > 1 else sides
        dyads = frozenset(_dyad(*two) for two in combinations(sides, 2)) if len(sides) <= TABLE else frozenset()
        for mediator in sorted(mediators):
            yield _told(row, mediator, dyads, "articles")


def _told(row: dict, mediator: str, dyads: frozenset[Dyad], layer: str) -> Told:
    first, last = row["date_start"], row["date_end"]
    dated = first == first  # NaT is not equal to itself
    year = str(first.year) if dated and first.year == (last if last == last else first).year else UNKNOWN
    when = f"{first} {last}" if dated else row["key"]
    return Told(mediator, when, year, row["place"].casefold(), dyads, layer, row["key"])


def _dyad(a: str, b: str) -> Dyad:
    return min(a, b), max(a, b)


def by_year(occasions: DataFrame) -> DataFrame:
    """mediator, year, occasions, keys."""
    return _counted(occasions, ["mediator", "year"])[["mediator", "year", "occasions", "keys"]]


def by_dyad(occasions: DataFrame) -> DataFrame:
    """mediator, actor_a, actor_b ("" where it is between nobody told), occasions, years, layer, keys; the mediator of most
    occasions first, and of one mediator the pair of most."""
    dyads = occasions["dyads"].map(lambda dyads: dyads or [("", "")])
    told = occasions.assign(dyad=dyads).explode("dyad")
    told = told.assign(actor_a=told["dyad"].str[0], actor_b=told["dyad"].str[1])
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
