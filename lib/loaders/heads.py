"""The columns of a table as it names them: where they stand, what is above them, and how many there may be."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from lib.errors import MajlisError
from lib.loaders.addresses import ADDRESS
from lib.loaders.mapping import names, plain
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Cell, Row

ROWS = 30  # in which the columns of a table are looked for, chosen by eye
SHOWN = 200  # characters of what stands above the columns
LOOKED = (
    2_000  # cells of a row in which known names are looked for: a row of a million is read many times before it is told
)
SEVERAL = 2  # known names in a row that names the columns, at least


def columns(sample: list[Row], source: Source) -> list[str]:
    """Columns of these rows, in their order. Raises MJ129."""
    found = list(dict.fromkeys(str(column) for row in sample for column in row))
    check_columns(len(found), source.name, source)
    return found


def check_columns(count: int, name: str, source: Source) -> None:
    """Raises MJ129 where a table or a row of it has too many columns."""
    if count > source.limits.columns:
        raise MajlisError("MJ129", name=name, columns=f"{count:,}", limit=f"{source.limits.columns:,}")


def columns_at(rows: Sequence[Sequence[object]]) -> int:
    """Which of these rows names the columns: the first in which two cells or more are known names of some; else the first
    that is more than half as wide as most, for lines above a table tell of it in a cell or two."""
    for number, cells in enumerate(rows):
        if known_names(cells) >= SEVERAL:
            return number
    widths = [sum(cell not in (None, "") for cell in cells) for cells in rows]
    usual = sorted(widths)[len(widths) // 2] if widths else 0
    return next((number for number, width in enumerate(widths) if 2 * width > usual), 0) if usual > 1 else 0


Numbered = tuple[int, Sequence[Cell]]  # a row's place in its table, and its cells


def under_header(
    rows: Iterable[Numbered | MajlisError], source: Source, name: str
) -> tuple[list[str], Iterator[Numbered | MajlisError]]:
    """The columns that one of the first rows names, and the rows below it; what stands above is noted. Raises what is
    wrong with that row."""
    rows = iter(rows)
    first = list(itertools.islice(rows, ROWS))
    at = columns_at([[] if isinstance(row, MajlisError) else row[1] for row in first])
    named = first[at] if first else (0, [])
    if isinstance(named, MajlisError):
        raise named
    above = [[str(cell) for cell in row[1] if cell] for row in first[:at] if not isinstance(row, MajlisError)]
    if above:
        words = " / ".join(" ".join(cells) for cells in above)
        source.note("MJ140", name=name, count=len(above), value=words[:SHOWN])
    if any(
        ADDRESS.fullmatch(cell) for cell in named[1] if isinstance(cell, str)
    ):  # a row as others: nothing names them
        widest = max(len(row[1]) for row in first if not isinstance(row, MajlisError))
        return header([""] * widest, source), itertools.chain(first, rows)
    errors = [row for row in first[:at] if isinstance(row, MajlisError)]
    return header(named[1], source), itertools.chain(errors, first[at + 1 :], rows)


def known_names(cells: Iterable[object]) -> int:
    """How many of these cells are names that columns go by."""
    known = {name for all_names in names().values() for name in all_names}
    first = itertools.islice(cells, LOOKED)
    return len({plain(str(cell)) for cell in first if cell is not None} & known - {""})


def header(cells: Iterable[object], source: Source) -> list[str]:
    """Names of the columns, no two alike: "text (2)" is the second called text. Raises MJ129."""
    names = [clean(str(cell or "")).strip() for cell in cells]
    while any(names) and not names[-1]:
        names.pop()
    check_columns(len(names), source.name, source)
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        same = (f"{name} ({n})" for n in itertools.count(2))
        name = name or f"column {number}"
        found[name if name not in found else next(other for other in same if other not in found)] = None
    return list(found)


def by_column(header: list[str], cells: Sequence[Cell], name: str) -> Row | MajlisError:
    """The cells by their columns; an error where there are more, which happens where a comma of the text parts it."""
    if len(cells) > len(header) and any(cell not in (None, "") for cell in cells[len(header) :]):
        return MajlisError("MJ130", name=name, cells=len(cells), columns=len(header))
    return dict(zip(header, itertools.chain(cells, itertools.repeat(None)), strict=False))
