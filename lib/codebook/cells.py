"""What a cell of the codebook may hold, and how it is read: the marks that records.py puts on its columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, TypeVar, get_args, get_origin

import msgspec

Row = TypeVar("Row", bound=msgspec.Struct)

YES = {"yes": True, "no": False}
REGEX = msgspec.Meta(description="a regular expression")  # a mark: the text is one itself
WANTED: dict[object, str] = {int: "a whole number", int | None: "a whole number", float: "a number", bool: "yes or no"}


class Wrong(Exception):
    """A cell that cannot be used: the code of its message in lib/errors.py, and what the message tells."""

    def __init__(self, code: str, **told: str) -> None:
        super().__init__(code)
        self.code, self.told = code, told


@dataclass(frozen=True)
class Split:
    """What stands between the values of the cell; `;` where nothing is said."""

    by: str


@dataclass(frozen=True)
class OneOf:
    """A word the code itself knows, as `words`, or one of a vocabulary (see book.VOCABULARIES); or nothing.

    Of a cell with several values each one is. `after` names the column whose cell is put before it: a mode is
    looked up as "CONSULT visit". `rung`: a number that counts the words of the vocabulary, from 0.
    """

    vocabularies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    after: str = ""
    rung: bool = False


def known(*vocabularies: str, words: tuple[str, ...] = (), after: str = "") -> OneOf:
    return OneOf(vocabularies, words, after)


@dataclass(frozen=True)
class Column:
    """A column of a file: its name in the header, the type and the marks of its cells."""

    name: str
    kind: object
    marks: tuple[object, ...]
    optional: bool  # may be missing from the file

    @cached_property
    def several(self) -> bool:
        return get_origin(self.kind) is tuple

    @cached_property
    def by(self) -> str:
        """What stands between its values."""
        return next((mark.by for mark in self.marks if isinstance(mark, Split)), ";")

    @cached_property
    def lists(self) -> tuple[OneOf, ...]:
        """The lists of words that its values are looked up in."""
        return tuple(mark for mark in self.marks if isinstance(mark, OneOf))

    @property
    def wanted(self) -> str:
        """What a cell must be, in words."""
        told = (mark.description for mark in self.marks if isinstance(mark, msgspec.Meta) and mark.description)
        return next(told, WANTED.get(self.kind, "text"))

    def values(self, text: str) -> list[str]:
        """The values in a cell: of a column of lists ["a", "b"] for "a; b"."""
        values = text.split(self.by) if self.several else [text]
        return [value.strip() for value in values if value.strip()]

    def given(self, text: str) -> str | bool | list[str] | None:
        """A cell as msgspec converts it."""
        if self.several:
            return self.values(text)
        return YES.get(text, text) if self.kind is bool else text or None if self.kind == int | None else text


@cache
def columns(record: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns of a record's file, in order. A field ending in _ is a word of Python's: `from_` is column from."""
    found = []
    for field in msgspec.structs.fields(record):
        kind, *marks = get_args(field.type) if get_origin(field.type) is Annotated else (field.type,)
        found.append(Column(field.encode_name, kind, tuple(marks), not field.required))
    return tuple(found)


def read(record: type[Row], texts: Mapping[str, str]) -> Row:
    """The row with these cells, by column; `Wrong` where one is empty, out of range, or not of the form it must have."""
    by_name = {column.name: column for column in columns(record)}
    try:
        row = msgspec.convert({n: c.given(texts[n]) for n, c in by_name.items() if n in texts}, record, strict=False)
    except msgspec.ValidationError as error:
        name = re.findall(r"\$\.(\w+)", str(error))[-1]
        told = {"value": texts[name], "wanted": by_name[name].wanted} if texts[name] else {}
        raise Wrong("MJ205" if told else "MJ204", column=name, **told) from None
    for name in (n for n, c in by_name.items() if REGEX in c.marks):
        try:
            re.compile(texts[name])
        except re.error as error:
            raise Wrong("MJ205", column=name, value=texts[name], wanted=f"a regular expression: {error}") from None
    return row
