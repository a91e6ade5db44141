"""Columns of other people's tables -> fields of Article: guessed from their names, and changeable by the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lib.loaders.dates import day_first, iso_day
from lib.loaders.text import clean
from lib.schema import Row

FIELDS = ("text", "article_id", "title", "published", "source", "author", "url", "language", "dateline_place")
DAY_FIRST, MONTH_FIRST = "published (day first)", "published (month first)"  # the user's word on 03/04/2023
CHOICES = (*FIELDS, DAY_FIRST, MONTH_FIRST)

NAMES: dict[str, tuple[str, ...]] = {  # field -> names a column of it goes by, best first
    "text": ("text", "body", "content", "article", "fulltext", "articletext", "maintext", "story", "articlebody", "description"),
    "article_id": ("articleid", "id", "uuid", "guid", "docid", "key"),
    "title": ("title", "headline", "heading", "header", "name"),
    "published": ("published", "publishedat", "date", "publicationdate", "pubdate", "publishdate", "datepublished", "day"),
    "source": ("source", "sourcename", "outlet", "publisher", "newspaper", "agency", "sitename", "domain", "site", "media"),
    "author": ("author", "authors", "byline", "creator", "journalist", "writer"),
    "url": ("url", "link", "href", "webaddress", "sourceurl", "uri"),
    "language": ("language", "lang", "locale"),
    "dateline_place": ("datelineplace", "dateline"),
}  # fmt: skip


def guess(columns: Iterable[str], sample: Iterable[Row] = ()) -> dict[str, str]:
    """Column -> field, each field at most once. Without a column named like a text, the longest of the sample is it.

    >>> guess(["Headline", "Body", "Date"])
    {'Body': 'text', 'Headline': 'title', 'Date': 'published'}
    """
    columns = [str(column) for column in columns]
    plain = {re.sub(r"[^a-z]", "", column.lower()): column for column in reversed(columns)}
    found = {}
    for field, names in NAMES.items():
        column = next((plain[name] for name in names if name in plain and plain[name] not in found), None)
        if column is not None:
            found[column] = field
    if "text" not in found.values() and (longest := _longest(columns, list(sample), set(found))):
        found[longest] = "text"
    return found


def _longest(columns: list[str], sample: list[Row], taken: set[str]) -> str | None:
    lengths = {c: sum(len(str(row.get(c) or "")) for row in sample) for c in columns if c not in taken}
    best = max(lengths, key=lengths.__getitem__, default=None)
    return best if best is not None and lengths[best] > 80 * max(len(sample), 1) else None


def order_of_days(mapping: Mapping[str, str], sample: Iterable[Row]) -> bool | None:
    """Whether 03/04/2023 is the third of April: as the user said, or as other dates of the column tell; else None."""
    said = {DAY_FIRST: True, MONTH_FIRST: False}
    for column, field in mapping.items():
        if field in said:
            return said[field]
        if field == "published":
            return day_first([row.get(column) for row in sample])
    return None


def fields(row: Row, mapping: Mapping[str, str], order: bool | None) -> dict[str, str]:
    """Fields of Article from one row; empty cells are left out."""
    known = {}
    for column, field in mapping.items():
        value = row.get(column)
        if field.startswith("published"):
            known["published"] = iso_day(value, order)
        elif field in FIELDS and value not in (None, "") and value == value:
            known[field] = clean(str(value))
    return known
