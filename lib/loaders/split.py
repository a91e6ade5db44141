"""One file, many articles: what newspaper databases export, told apart by the lines that begin or end an article, press
reviews, and live blogs."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from lib.codebook import rows
from lib.codebook.records import Export
from lib.errors import MajlisError
from lib.loaders import header_lines as header
from lib.loaders.header_lines import Part
from lib.loaders.press_review import LEAST, LONGEST_MARK, SEVERAL, listed, sourced
from lib.loaders.source import Source
from lib.loaders.timed import timed
from lib.schema import Article

SHOWN = 200  # characters of what belongs to none
FIELD = re.compile(r"[A-Z]{2,3}(?: ?\t| {2,})")  # the name of a field and its value, as Factiva writes and copies them


Loaded = Article | MajlisError | Source


class Split(NamedTuple):
    """The articles of a file; `left`: words of it that belong to none; `seen`: how many it looks like."""

    parts: list[Part]
    left: str = ""
    seen: int = 1


@cache
def _marks() -> list[tuple[re.Pattern[str], Export]]:
    """What begins or ends an article, a line by itself."""
    return [(re.compile(f"(?:{export.begins or export.ends})$"), export) for export in rows(Export)]


def parted(loaded: Iterator[Loaded], source: Source) -> Iterator[Loaded]:
    """The same, each text that holds several articles in its parts; told where it looks like several and is one."""
    for what in loaded:
        found = split(what.text) if isinstance(what, Article) else Split([])
        if not found.parts:
            if found.seen > 1:
                source.note("MJ143", count=found.seen)
            yield what
            continue
        source.noted()  # what was noted of all as of one article
        if found.left:
            source.note("MJ142", value=found.left[:SHOWN].rstrip("."))
        yield from (_article(part, number, source) for number, part in enumerate(found.parts, 1))


def _article(part: Part, number: int, source: Source) -> Article | MajlisError:
    try:
        return source.article(part.text, f"{source.name}:{number}", article_id=f"{source.stem}-{number}", **part.known)
    except MajlisError as error:
        return error


def split(text: str) -> Split:
    """The articles that a text holds; without parts where it is one, or where they cannot be told apart."""
    lines = _lines(text)
    if (found := _exported(lines)).parts:
        return found
    for parts, left in (listed(lines), sourced(lines)):
        if len(parts) >= SEVERAL:
            return Split(parts, _words([left]), len(parts))
    parts, above = timed(lines)
    if parts:
        return Split(parts, _words([above]), len(parts))
    return Split([], "", max(header.heads(lines), found.seen))


def exported(text: str) -> bool:
    """Did a database of newspapers write it, each article with its day?"""
    parts = _exported(_lines(text)).parts
    return bool(parts) and all("published" in part.known for part in parts)


def is_mark(line: str) -> bool:
    """Does it begin or end an article of an export?"""
    return any(mark.match(line) for mark, _ in _marks())


def _lines(text: str) -> list[str]:
    return [cell.strip(" \t#*") for line in text.splitlines() for cell in _cells(line)]


def _exported(lines: list[str]) -> Split:
    """The articles that lines of an export begin or end, in the layout in which most have their day; without parts, how
    many such lines there are."""
    found = [(at, export) for mark, export in _marks() if (at := _at(lines, mark))]
    best, best_dated = Split([], "", max((len(at) for at, _ in found), default=1)), -1
    for at, export in sorted(found, key=lambda each: -len(each[0])):
        records = list(_records(lines, at, export))
        parts = [part for record in records if len((part := record[0]).text.split()) >= LEAST]
        dated = sum("published" in part.known for part in parts)  # marks of one layout may stand in another
        several = len(parts) >= SEVERAL or (parts and export.body and dated == len(parts))
        if several and dated > best_dated:
            best, best_dated = Split(parts, _words(left for _, left in records), len(parts)), dated
    return best


def _cells(line: str) -> list[str]:
    """A row of a table holds a field and its value."""
    if line.startswith("| "):
        return line.strip("| ").split(" | ")
    field = FIELD.match(line)
    return [field[0], line[field.end() :]] if field else [line]


def _at(lines: list[str], mark: re.Pattern[str]) -> list[int]:
    return [n for n, line in enumerate(lines) if len(line) <= LONGEST_MARK and mark.match(line)]


def _records(lines: list[str], at: list[int], export: Export) -> Iterator[tuple[Part, list[str]]]:
    """The articles between these marks, each with the lines before its head that are none of it."""
    edges = [*at, len(lines)] if export.begins else [-1, *at, len(lines)]
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        some = [line for line in lines[start + 1 : end] if line]
        if some and (export.begins or end < len(lines)):
            yield _part(some, export, first=number == 0)
        elif some:
            yield Part("", {}), some
    if export.begins:
        yield Part("", {}), [line for line in lines[: at[0]] if line]


def _part(lines: list[str], export: Export, first: bool) -> tuple[Part, list[str]]:
    body = next(
        (n for n, line in enumerate(lines) if export.body and re.match(rf"(?:{export.body})(?=\s|$)", line)), -1
    )
    if body >= 0:
        head, rest = lines[:body], [re.sub(rf"^(?:{export.body})\s*", "", lines[body]), *lines[body + 1 :]]
    else:
        body = header.over(lines[: _end(lines, export)])
        head, rest = lines[:body], lines[body:]
    end = _end(rest, export)
    known, left = header.read(head, export.order, first, header.narrow(lines))
    known = header.labelled(rest[end:]) | known
    said = [line for line in rest[:end] if line and not re.fullmatch(export.body, line)]
    return Part(("\n" if header.narrow(lines) else "\n\n").join(said), known), left


def _end(lines: list[str], export: Export) -> int:
    """Where the text of an article ends."""
    return next((n for n, line in enumerate(lines) if export.after and re.fullmatch(export.after, line)), len(lines))


def _words(left: Iterable[list[str]]) -> str:
    """What lines say, without rules of signs."""
    return " ".join(line for lines in left for line in lines if any(map(str.isalnum, line)))
