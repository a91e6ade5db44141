"""Rows of .csv and .tsv: lines of cells, with commas, semicolons, tabs or bars in between."""

import codecs
import contextlib
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lib.errors import MajlisError
from lib.loaders.addresses import ADDRESS
from lib.loaders.heads import ROWS, by_column, columns_at, known_names, under_header
from lib.loaders.source import Source
from lib.loaders.text import encoding_of
from lib.schema import Row

SAMPLE_BYTES = 100_000  # looked at to tell the encoding
OF_OLD = "majlis-cp1252"  # how bytes are read that are not of this encoding: accents may come late in a table
CELL_TIMES = 2  # the csv module reads cells of so many times the longest article, so that our error is the one told
MARK = "\ufeff"  # of the encoding, at the start of a text
DELIMITERS = ",;\t|"
SAID = re.compile(r'"?sep=([^"\r\n])"?[\r\n]', re.I)  # the first line may tell Excel the delimiter; it is no row


def rows(source: Source) -> Iterator[Row | MajlisError]:
    """Each row by its columns; one that cannot be told apart is an error. Raises MJ105, MJ129, MJ134."""
    csv.field_size_limit(int(source.limits.characters * CELL_TIMES))
    with source.open() as file:
        start = file.read(SAMPLE_BYTES)
        file.seek(0)
        encoding = encoding_of(start, source.name)
        head = start.decode(encoding, "replace").lstrip(MARK)
        said = SAID.match(head)
        text = io.TextIOWrapper(file, encoding, errors=OF_OLD if encoding == "utf-8" else "replace", newline="")
        lines = itertools.chain([next(text, "").lstrip(MARK)], text)
        found = _rows(lines, said[1] if said else _delimiter(head, source), source.name)
        names, rest = under_header(itertools.islice(found, bool(said), None), source, source.name)
        for row in rest:
            yield row if isinstance(row, MajlisError) else by_column(names, row[1], f"{source.name}:{row[0]}")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # nothing is written
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(OF_OLD, _as_cp1252)


def _rows(lines: Iterable[str], delimiter: str, name: str) -> Iterator[tuple[int, list[str]] | MajlisError]:
    """(last line, cells) of each row that is not blank; one that takes lines of others, for a quote in it is not closed,
    is told."""
    taken: list[str] = []
    reader = csv.reader(_noted(lines := iter(lines), taken), delimiter=delimiter)
    skipped = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell that is too long
            first = reader.line_num + skipped - len(taken) + 1
            if "".join(taken).count('"') % 2:  # it goes on in the lines that follow
                more = next((count for count, line in enumerate(lines, 1) if line.count('"') % 2), 0)
                if not more:
                    yield MajlisError("MJ134", name=f"{name}:{first}", last="the end")
                    return
                skipped += more
            limit = f"{csv.field_size_limit():,}"
            yield MajlisError("MJ107", name=f"{name}:{first}", length=f"over {limit}", limit=limit)
        else:
            if cells is None:
                return
            last = reader.line_num + skipped
            if len(taken) > 1 and not _well_quoted(taken, delimiter):
                yield MajlisError("MJ134", name=f"{name}:{last - len(taken) + 1}", last=f"line {last}")
            elif cells:
                yield last, cells
        taken.clear()


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _well_quoted(lines: list[str], delimiter: str) -> bool:
    """Is each quote of a row closed, and at the end of its cell?"""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _delimiter(start: str, source: Source) -> str:
    """The sign by which most of the first lines fall into the columns that a line above them names."""
    if source.ending == ".tsv":
        return "\t"
    lines = start.splitlines(keepends=True)[:ROWS]
    return max(DELIMITERS, key=lambda sign: fits(lines, sign))


class Fit(NamedTuple):
    """Are most lines as wide as the one that names the columns? Known names in that, lines in which a cell is an address,
    lines as wide, and how wide it is."""

    regular: bool = False
    known: int = 0
    addressed: int = 0
    alike: int = 0
    width: int = 0


def fits(lines: list[str], delimiter: str) -> Fit:
    """How well these lines fall into columns at this sign."""
    rows = []
    with contextlib.suppress(csv.Error):
        rows += [cells for cells in csv.reader(lines, delimiter=delimiter) if cells]
    if not rows:
        return Fit()
    at = columns_at(rows)
    width = len(rows[at])
    alike = sum(len(cells) == width for cells in rows[at:]) if width > 1 else 0
    addressed = sum(any(map(ADDRESS.fullmatch, cells)) for cells in rows)
    return Fit(2 * alike > len(rows) - at, known_names(rows[at]), addressed, alike, width)
