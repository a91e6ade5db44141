"""Columns of other people's tables -> fields of Article: guessed from their names, and changeable by the user."""

import ast
import contextlib
import functools
import re
from collections.abc import Iterable, Mapping

from lib.codebook import rows
from lib.codebook.records import FIELDS, PARTS, ColumnNames
from lib.loaders.addresses import ADDRESS
from lib.loaders.calendars import folded
from lib.loaders.dates import day_first, read
from lib.loaders.markup import plain as unmarked
from lib.loaders.text import clean
from lib.schema import Cell, Row

DAY_FIRST, MONTH_FIRST = "published (day first)", "published (month first)"  # the user's word on 03/04/2023
CHOICES = (*FIELDS, DAY_FIRST, MONTH_FIRST, *PARTS)

OBJECT, LONGEST_OBJECT = re.compile(r"\s*(?:\{\s*[\"']|\[\s*[{\"'])"), 2_000  # characters
NAMED_BY = (
    "name",
    "title",
    "rendered",
    "main",
    "value",
    "label",
    "text",
    "content",
    "#text",
    "url",
    "uri",
    "$date",
    "$oid",
    "$numberLong",
)  # keys, best first
UNNAMED = re.compile(r"column \d+")  # as a table without a line of names has them
SURE = 0.8  # share of a column's values that are dates, from which on it is a column of dates
SEVERAL = 2  # values at least
TEXT = 80  # characters a row, by eye: a column that has more holds the articles' text


@functools.cache
def names() -> dict[str, list[str]]:
    """Field -> names a column of it goes by, best first, as `plain` writes them."""
    return {field: called for field, called in _all_names().items() if field in FIELDS}


@functools.cache
def _all_names() -> dict[str, list[str]]:
    """The same, also of the parts of a day."""
    found: dict[str, list[str]] = {}
    for row in rows(ColumnNames):
        found.setdefault(row.field, []).extend(plain(name) for name in row.names)
    return found


def plain(name: str) -> str:
    """The letters of a name, without case, accents and blanks: "Date de parution" -> "datedeparution"."""
    return "".join(filter(str.isalpha, folded(name)))


def guess(columns: Iterable[str], sample: Iterable[Row] = ()) -> dict[str, str]:
    """Column -> field, each field at most once: by its name; without a column named like one, the longest of the sample
    is the text, and the only one of dates the day of publication.

    >>> guess(["Überschrift", "Text", "Tag"])
    {'Text': 'text', 'Überschrift': 'title', 'Tag': 'published'}
    """
    columns, sample = [str(column) for column in columns], list(sample)
    addresses = [column for column in columns if _addresses(column, sample)]
    if addresses and all(UNNAMED.fullmatch(column) for column in columns):
        return {addresses[0]: "url"}
    called = {plain(column): column for column in reversed(columns)}
    dates = [column for column in columns if _dates(column, sample)]
    found: dict[str, str] = {}
    for field, known in names().items():
        fit = [called[name] for name in known if name in called and called[name] not in found]
        if field == "published" and sample:  # a "Tag" is a day in German and a keyword in English: its values tell
            fit = [column for column in fit if not (told := _told(column, sample)) or any(map(_day, told))]
        if fit:
            found[fit[0]] = field
    called_by = _all_names()
    if "published" not in found.values():  # a column of dates whose cells are none may hold the days of a month
        called_by = called_by | {"day": [*called_by["day"], *called_by["published"]]}
    parts = {called[name]: part for part in PARTS for name in called_by[part] if name in called}
    if {"year", "month"} <= set(parts.values()) and {c for c in found if found[c] == "published"} <= parts.keys():
        found |= parts
    if "text" not in found.values() and (longest := _longest(columns, sample, set(found))):
        found[longest] = "text"
    if "url" not in found.values() and (free := [column for column in addresses if column not in found]):
        found[free[0]] = "url"
    free = [column for column in dates if column not in found]
    if not {"published", "year"} & set(found.values()) and len(free) == 1:
        found[free[0]] = "published"
    return found


def more(row: Row, mapping: Mapping[str, str]) -> dict[str, str]:
    """Columns of this row that tell what those of the table do not: a row may name its fields in words of its own, or have
    a summary where others have a text.

    >>> more({"content": None, "description": "Talks.", "title": "A"}, {"content": "text", "title": "title"})
    {'description': 'text'}
    """
    free = tuple(column for column, value in row.items() if column not in mapping and value not in (None, ""))
    there = {field for column, field in mapping.items() if column in row}
    told = {field for column, field in mapping.items() if row.get(column) not in (None, "")}
    return {
        column: field for column, field in _named(free).items() if field not in (told if field == "text" else there)
    }


@functools.lru_cache
def _named(columns: tuple[str, ...]) -> dict[str, str]:
    """Column -> field, by the names alone."""
    return guess(columns)


def _told(column: str, sample: list[Row]) -> list[object]:
    """What the column holds in these rows."""
    return [row[column] for row in sample if row.get(column) not in (None, "")]


def _dates(column: str, sample: list[Row]) -> bool:
    """Are the column's values dates? Numbers like 20230821 alone may as well be identifiers."""
    told = [value for value in _told(column, sample) if not str(value).strip().isdigit()]
    return len(told) >= min(SEVERAL, len(sample)) and sum(map(_day, told)) >= SURE * len(_told(column, sample)) > 0


def _addresses(column: str, sample: list[Row]) -> bool:
    """Are the column's values addresses of pages?"""
    told = _told(column, sample)
    return sum(bool(ADDRESS.fullmatch(str(value))) for value in told) >= SURE * len(told) > 0


def _day(value: object) -> bool:
    """Is it a date, whichever way 03/04/2023 is read?"""
    return bool(read(value, True).day or read(value, False).day)


def _longest(columns: list[str], sample: list[Row], taken: set[str]) -> str | None:
    lengths = {c: sum(len(str(row.get(c) or "")) for row in sample) for c in columns if c not in taken}
    lengths = {c: n for c, n in lengths.items() if any(" " in str(row.get(c) or "").strip() for row in sample)}
    best = max(lengths, key=lengths.__getitem__, default=None)
    return best if best is not None and lengths[best] > TEXT * max(len(sample), 1) else None


def order_of_days(mapping: Mapping[str, str], sample: Iterable[Row], otherwise: bool | None) -> bool | None:
    """Whether 03/04/2023 is the third of April: as the user said, or as other dates of the column tell; else the same as
    everywhere."""
    said = {DAY_FIRST: True, MONTH_FIRST: False}
    for column, field in mapping.items():
        if field in said:
            return said[field]
        if field == "published":
            told = day_first([row.get(column) for row in sample])
            return otherwise if told is None else told
    return otherwise


def fields(row: Row, mapping: Mapping[str, str]) -> dict[str, str]:
    """Fields of Article from one row; empty cells are left out."""
    known = {"published": day} if (day := _in_parts(row, mapping)) else {}
    for column, field in mapping.items():
        value = row.get(column)
        field = "published" if field in (DAY_FIRST, MONTH_FIRST) else field
        if field in FIELDS and value not in (None, "") and value == value:
            parts = [said(each) for each in (value if field == "text" and isinstance(value, list) else [value])]
            run_on = any(part != part.strip() for part in parts)  # pieces of a line, some of them bold or a link
            known[field] = clean(unmarked(("" if run_on else "\n\n").join(filter(None, parts))))
    return known


def _in_parts(row: Row, mapping: Mapping[str, str]) -> str:
    """The day whose year, month and day stand in cells of their own, as a date is written."""
    told = {field: said(row.get(column)).strip().removesuffix(".0") for column, field in mapping.items()}
    year, month, day = (told.get(part, "") for part in PARTS)
    return "-".join(filter(None, (year, month, day))) if month.isdecimal() else f"{day} {month} {year}".strip()


def said(value: Cell | Mapping) -> str:
    """What a cell says in words: of an object its name, {"id": null, "name": "Reuters"}, of several all.

    >>> said([{"name": "Reuters"}, "AFP"]), said("{'id': None, 'name': 'Reuters'}")
    ('Reuters, AFP', 'Reuters')
    """
    if isinstance(value, str) and OBJECT.match(value) and len(value) <= LONGEST_OBJECT:
        with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            value = ast.literal_eval(re.sub(r"\b(null|true|false)\b", "None", value))
    if isinstance(value, dict):
        return next((said(value[key]) for key in NAMED_BY if value.get(key)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(said, value)))
    return "" if value is None else str(value)
