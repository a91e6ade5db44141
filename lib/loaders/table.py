"""Files of many articles, one a row: .jsonl, .csv, .tsv, .xlsx, .parquet, read row by row, however long they are; lists of
JSON, feeds and references."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.loaders import addresses, delimited, feeds, json_rows, references
from lib.loaders.addresses import Address
from lib.loaders.heads import ROWS, Numbered, by_column, check_columns, columns, columns_at, header, under_header
from lib.loaders.mapping import FIELDS, fields, guess, more, order_of_days
from lib.loaders.source import Source
from lib.schema import Article, Row

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

SAMPLE_ROWS = 500  # looked at to tell the columns and the order of days
OBJECTS = (".jsonl", ".ndjson", ".json", ".xml", ".rss", ".atom", ".ris", ".bib")  # whose rows may leave fields out
FEEDS = (".xml", ".rss", ".atom")  # whose entries may have a summary where others have their text
OWN = {"id": "article_id"} | {field: field for field in FIELDS}


def load(source: Source) -> Iterator[Article | MajlisError]:
    """Each row an article, by `source.mapping` or a guess at it; a broken row is an error, and the rest goes on. Of rows that
    are the same in every cell the first is one, and the others are counted.

    Raises MJ109 (damaged), MJ119 (grows too much), MJ123 (no column of texts), MJ129 (too many columns), MJ170 (no rows).
    """
    sample, rows, mapping = _mapped(source)
    if not sample and source.start().strip():
        raise MajlisError("MJ170", name=source.name)
    whole = [row for row in sample if isinstance(row, dict)]
    if whole and not {"text", "title"} & set(mapping.values()):
        if "url" in mapping.values():
            raise MajlisError("MJ148", name=source.name, count=f"{len(sample) + sum(1 for _ in rows):,}")
        raise MajlisError("MJ123", name=source.name)
    headlines = bool(whole) and "text" not in mapping.values()
    if headlines:
        source.note("MJ139", name=f"Each row of {source.name}")
    mapping = OWN | mapping if not source.mapping and source.ending in OBJECTS else mapping
    source = replace(source, day_first=order_of_days(mapping, whole, source.day_first))
    seen: set[int] = set()
    again = 0
    for number, row in enumerate(itertools.chain(sample, rows), 1):
        if isinstance(row, MajlisError):
            yield row
        elif (cells := hash(str(row))) in seen:
            again += 1
        else:
            seen.add(cells)
            yield _article(row, number, mapping, source, headlines)
    if again:
        yield MajlisError("MJ168", name=source.name, count=f"{again:,}")


def _mapped(source: Source) -> tuple[list[Row | MajlisError], Iterator[Row | MajlisError], dict[str, str]]:
    """The first rows, the others, and column -> field."""
    rows = READERS[source.ending](source)
    sample = list(itertools.islice(rows, SAMPLE_ROWS))
    whole = [row for row in sample if isinstance(row, dict)]
    return sample, rows, source.mapping or guess(columns(whole, source), whole)


def listed(source: Source) -> Iterator[Address]:
    """The addresses of such a file whose articles are not in it. Raises as `load` does."""
    sample, rows, mapping = _mapped(source)
    mapping = OWN | mapping if source.ending in OBJECTS else mapping
    for row in (row for row in itertools.chain(sample, rows) if isinstance(row, dict)):
        if found := addresses.address(fields(row, mapping | more(row, mapping)), source.ending in FEEDS):
            yield found


def _article(row: Row, number: int, mapping: dict[str, str], source: Source, headlines: bool) -> Article | MajlisError:
    """The article of a row; its headline alone where it has no text, which is told of each unless of all (`headlines`)."""
    known = {"article_id": f"{source.stem}-{number}", "published_from": "column"}
    known |= fields(row, mapping if source.mapping else mapping | more(row, mapping))
    name, text = f"{source.name}:{number}", known.pop("text", "")
    if not text.strip() and known.get("title"):
        text = known["title"]
        if not headlines:
            source.note("MJ139", name=name)
    try:
        return source.article(text, name, **known)
    except MajlisError as error:
        return error


def peek(source: Source, count: int = 5) -> tuple[list[str], list[Row]]:
    """Columns and first rows of such a file, for its reader to map. Raises as `load` does."""
    rows = (row for row in READERS[source.ending](source) if isinstance(row, dict))
    sample = list(itertools.islice(rows, count))
    return columns(sample, source), sample


# ---------------------------------------------------------------- readers of rows
def _xlsx(source: Source) -> Iterator[Row | MajlisError]:
    """Rows of every sheet that has a column of texts or headlines; without one, of all."""
    from lib.loaders.archive import check_office

    check_office(source)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(source.read()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # as the file states them they may be wrong, and cells would be lost
    holding = [sheet for sheet in book.worksheets if _holds_articles(_sheet(sheet), source)]
    for sheet in book.worksheets:
        name = f"{source.name}/{sheet.title}"
        if holding and sheet not in holding:
            source.note("MJ141", name=name)
            continue
        if sheet.sheet_state != "visible":
            source.note("MJ147", name=name)
        names, rows = under_header(_sheet(sheet), source, name)
        for row in rows:
            yield row if isinstance(row, MajlisError) else by_column(names, row[1], f"{name}:{row[0]}")


def _sheet(sheet: ReadOnlyWorksheet) -> Iterator[Numbered]:
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    return ((number, cells) for number, cells in rows if any(cell is not None for cell in cells))


def _holds_articles(rows: Iterator[Numbered], source: Source) -> bool:
    first = [cells for _, cells in itertools.islice(rows, ROWS)]
    if not first:
        return False
    names = header(first[columns_at(first)], source)
    return bool(
        {"text", "title"} & set((source.mapping or guess(names)).values()) and set(names) >= set(source.mapping or ())
    )


def _parquet(source: Source) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(source.open())
    check_columns(len(file.schema_arrow), source.name, source)
    for batch in file.iter_batches(batch_size=SAMPLE_ROWS):
        rows = batch.to_pylist()  # the same cell in millions of rows takes no room in such a file
        source.unpack(0, sum(len(str(cell)) + 1 for row in rows for cell in row.values()))
        yield from rows


READERS = {
    ".jsonl": json_rows.lines,
    ".ndjson": json_rows.lines,
    ".json": json_rows.document,
    ".xml": feeds.rows,
    ".rss": feeds.rows,
    ".atom": feeds.rows,
    ".ris": references.ris,
    ".bib": references.bibtex,
    ".urls": addresses.lines,
    ".csv": delimited.rows,
    ".tsv": delimited.rows,
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".parquet": _parquet,
}
