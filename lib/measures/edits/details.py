"""What is known of an article beside its text (title, source, day of publication), put right by readers or filled in from
copies. Both are corrections of the table articles, which lie over its row as it was loaded.

A day of publication is written as an Article has it: 2024-03-06, 2024-03, or "" where it is not known.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lib.measures.edits.corrections import CHANGE, FILL, Columns, Correction
from lib.schema import Row, dated, told_day

ARTICLES = "articles"
DETAILS = ("title", "source", "author", "published", "language", "dateline_place")  # that readers put right
MERGED = ("title", "source", "author", "published", "dateline_place", "url")  # that copies fill in
KNOWN = (*dict.fromkeys([*DETAILS, *MERGED]), "published_from")  # columns that such a correction may have


@dataclass(frozen=True)
class Copy:
    """`row` of articles tells of a copy of the kept article `of`; `name` is what the copy is called."""

    of: str
    row: Row
    name: str = ""


def over(row: Row, laid: Iterable[Correction]) -> Row:
    """An article's row as these corrections, oldest first, leave it.

    >>> day = Correction("articles", "a1", {}, CHANGE, "published", new="2024-03")
    >>> over({"published": "", "published_precision": ""}, [day])
    {'published': '2024-03-01', 'published_precision': 'month'}
    """
    for each in laid:
        row = row | (dated(str(each.new)) if each.column == "published" else {each.column: each.cell})
    return row


def live(laid: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Article -> what of these corrections lies over its row, oldest first."""
    found = [each for each in laid if each.table == ARTICLES and not each.undone]
    by_article = sorted(found, key=lambda each: (each.article_id, each.step))
    return {name: list(some) for name, some in groupby(by_article, key=lambda each: each.article_id)}


def overlay(columns: Columns, laid: Iterable[Correction]) -> Columns:
    """The columns of articles, as corrected."""
    found = live(laid)
    columns = {name: list(values) for name, values in columns.items()} if found else columns
    for place, name in enumerate(columns["article_id"]):
        if some := found.get(str(name)):
            row = over({column: values[place] for column, values in columns.items()}, some)
            for column, values in columns.items():
                values[place] = row[column]
    return columns


def told(row: Row, column: str) -> str:
    """What is known of an article."""
    value = str(row[column] or "")
    return told_day(value, str(row["published_precision"])) if column == "published" else value


def seen(row: Row) -> str:
    """A word for all that a reader who puts it right sees of an article."""
    return hashlib.sha256(json.dumps([told(row, name) for name in DETAILS]).encode()).hexdigest()[:16]


def changed(row: Row, values: Mapping[str, str], action: str = CHANGE) -> list[Correction]:
    """The corrections that give an article's row these values; another day comes from the reader, if nothing else is said."""
    values = {name: value for name, value in values.items() if value != told(row, name)}
    if "published" in values:
        values = {"published_from": "reader"} | values
    name = str(row["article_id"])
    return [Correction(ARTICLES, name, {}, action, n, old=told(row, n), new=value) for n, value in values.items()]


def better(row: Row, copy: Row) -> dict[str, str]:
    """What a copy's row tells that the article's does not: where this one is silent, or has but the month of its day.

    >>> blank: Row = dict.fromkeys(["published_precision", "published_from", *MERGED], "")
    >>> better(blank | {"source": "AFP"}, blank | {"source": "BBC", "author": "A. Reed"})
    {'author': 'A. Reed'}
    """
    found = {name: told(copy, name) for name in MERGED if told(copy, name)}
    found = {n: v for n, v in found.items() if not (old := told(row, n)) or (n == "published" and _finer(old, v))}
    return found | ({"published_from": told(copy, "published_from")} if "published" in found else {})


def _finer(old: str, new: str) -> bool:
    return new != old and new.startswith(old)


def filled(row: Row, copies: Sequence[Copy], laid: Iterable[Correction] = ()) -> list[Correction]:
    """What these copies fill in, the first first. What readers put right (`laid`: what lies over the row) stays."""
    by_hand = {each.column for each in laid if each.action == CHANGE}
    made: list[Correction] = []
    for copy in copies:
        found = {name: value for name, value in better(row, copy.row).items() if name not in by_hand}
        made += changed(row, found, FILL)
        row = over(row, made)
    return made
