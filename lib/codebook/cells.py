"""What a cell of the codebook may hold, and how it is read: the marks that records.py puts on its columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import Annotated, get_args, get_origin, get_type_hints

Value = str | bool | int | float | tuple[str, ...] | None


class Wrong(Exception):
    """A cell that cannot be used: the code of its message in lib/errors.py, and what the message tells."""

    def __init__(self, code: str, **told: str) -> None:
        super().__init__(code)
        self.code, self.told = code, told


@dataclass(frozen=True)
class Needed:
    """Marks a field of a record whose cell may not be empty."""


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True)
class Like:
    """Text that this pattern matches in full; `what` tells a reader what it looks like."""

    pattern: str
    what: str


@dataclass(frozen=True)
class Regex:
    """Text that is a regular expression itself."""


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


NEEDED = Needed()


def known(*vocabularies: str, words: tuple[str, ...] = (), after: str = "") -> OneOf:
    return OneOf(vocabularies, words, after)


@dataclass(frozen=True)
class Column:
    """A column of a file: its name in the header, the field of the record it fills, its type and marks."""

    name: str
    field: str
    reads: Callable[[str], Value]
    needed: bool  # no cell is empty
    optional: bool  # may be missing from the file
    lists: tuple[OneOf, ...]  # of words its values are looked up in
    tests: tuple[Between | Like | Regex, ...]

    def read(self, text: str) -> Value:
        """The value of a cell; `Wrong` where it is empty, no number, out of range, or not of the form it must have."""
        if not text and self.needed:
            raise Wrong("MJ204")
        value = self.reads(text)
        for test in self.tests:
            _test(test, text, value)
        return value


def several(text: str, by: str = ";") -> list[str]:
    """The values of a cell: several("a; b") == ["a", "b"]."""
    return [value.strip() for value in text.split(by) if value.strip()]


def _test(mark: Between | Like | Regex, text: str, value: Value) -> None:
    if isinstance(mark, Between) and isinstance(value, int | float) and not mark.low <= value <= mark.high:
        raise Wrong("MJ205", value=text, wanted=f"a number from {mark.low:g} to {mark.high:g}")
    if isinstance(mark, Like) and text and not re.fullmatch(mark.pattern, text):
        raise Wrong("MJ205", value=text, wanted=mark.what)
    if isinstance(mark, Regex):
        try:
            re.compile(text)
        except re.error as error:
            raise Wrong("MJ208", value=text, reason=str(error)) from None


def _flag(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Wrong("MJ205", value=text, wanted="yes or no")
    return text == "yes"


def _number(kind: Callable[[str], Value], wanted: str, empty: bool) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        try:
            return None if empty and not text else kind(text)
        except ValueError:
            raise Wrong("MJ205", value=text, wanted=wanted) from None

    return read


def _split(by: str) -> Callable[[str], Value]:
    return lambda text: tuple(several(text, by))


READS: dict[object, Callable[[str], Value]] = {
    str: str,
    bool: _flag,
    int: _number(int, "a whole number", False),
    float: _number(float, "a number", False),
    int | None: _number(int, "a whole number", True),
    tuple[str, ...]: _split(";"),
}


def columns(record: type) -> tuple[Column, ...]:
    """The columns of a record's file, in order. A field ending in _ is a word of Python's: `from_` is column from."""
    hints = get_type_hints(record, include_extras=True)
    found = []
    for field in fields(record):
        hint = hints[field.name]
        kind, marks = (get_args(hint)[0], hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())
        reads = next((_split(mark.by) for mark in marks if isinstance(mark, Split)), READS[kind])
        lists = tuple(mark for mark in marks if isinstance(mark, OneOf))
        tests = tuple(mark for mark in marks if isinstance(mark, Between | Like | Regex))
        needed, optional = NEEDED in marks, field.default is not MISSING
        found.append(Column(field.name.rstrip("_"), field.name, reads, needed, optional, lists, tests))
    return tuple(found)
