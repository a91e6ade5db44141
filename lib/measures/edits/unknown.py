"""People whom the articles name and the codebook does not know, and what a team's corrections say of names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lib.codebook import rows
from lib.codebook.records import Tenure
from lib.measures.edits.corrections import ADD, CHANGE, Correction

OFTEN = 3  # corrections that say the same, from which on they suggest a row
COLUMNS = ["name", "articles", "mentions", "country", "office"]


def unknown(actors: pd.DataFrame) -> pd.DataFrame:
    """The people among these actors of whom the codebook has no row, those of most articles first: COLUMNS, where `country` and
    `office` are what most articles say, "" where none does. The index is their actor_id."""
    known = {term.name for term in rows(Tenure)}
    people = actors[(actors["kind"] == "person") & ~actors["name"].isin(known)]
    by = people.groupby("actor_id", sort=False)
    found = by.agg(name=("name", "first"), articles=("article_id", "nunique"), mentions=("mentions", "sum"))
    for column in ("country", "office"):
        told = people[people[column] != ""].groupby("actor_id")[column].agg(lambda said: said.value_counts().index[0])
        found[column] = told.reindex(found.index).fillna("")
    return found.sort_values(["articles", "mentions", "name"], ascending=[False, False, True], kind="stable")[COLUMNS]


@dataclass(frozen=True)
class Suggestion:
    """A row that corrections suggest: `times` they gave a name this side, or, with `alias`, this other name."""

    name: str
    times: int
    country: str = ""
    alias: str = ""


def suggested(corrections: Iterable[Correction]) -> list[Suggestion]:
    """What these say at least so often, and the codebook does not know; most often said first."""
    sides: Counter[tuple[str, str]] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    for each in (one for one in corrections if not one.undone):
        if each.table == "actors" and each.action == CHANGE and each.column == "name":
            names[str(each.old), str(each.new)] += 1
        for name, side in set(_sides(each)):
            sides[name, side] += 1
    known = {(term.name, term.country) for term in rows(Tenure)}
    spelled = {spelling: term.name for term in rows(Tenure) for spelling in (term.name, *term.aliases)}
    people = {name for name, _ in known}
    found = [Suggestion(n, times, country=c) for (n, c), times in sides.items() if (spelled.get(n, n), c) not in known]
    found += [
        Suggestion(new, times, alias=old)
        for (old, new), times in names.items()
        if new in people and spelled.get(old) != new
    ]
    return sorted((one for one in found if one.times >= OFTEN), key=lambda one: (-one.times, one.name))


def _sides(each: Correction) -> Iterable[tuple[str, str]]:
    """(name, the side that a correction gives it)."""
    if each.table == "actors" and each.action == CHANGE and each.column == "country":
        yield str(each.anchor.get("name", "")), str(each.new)
    elif each.table == "actors" and each.action == ADD and each.row["kind"] == "person":
        yield str(each.row["name"]), str(each.row["country"])
    elif each.action == CHANGE and each.column == "participants":
        before, after = (
            {str(one["name"]): str(one["country"]) for one in told if isinstance(one, dict)}
            for told in (each.old, each.new)
            if isinstance(told, list)
        )
        yield from ((name, side) for name, side in after.items() if name and side and before.get(name, side) != side)
