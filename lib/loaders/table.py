"""Files of many articles, one a row: .jsonl, .csv, .tsv, .xlsx, .parquet. Read row by row, however long they are."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders import delimited
from lib.loaders.mapping import FIELDS, by_column, check_columns, columns, fields, guess, header, order_of_days
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article, Row

SAMPLE_ROWS = 500  # looked at to tell the columns and the order of days
ESCAPED = 6  # bytes of JSON at most for a character: \u1234
JSON = (".jsonl", ".ndjson")
OWN = {"id": "article_id"} | {field: field for field in FIELDS}


def load(source: Source) -> Iterator[Article | MajlisError]:
    """Each row an article, by `source.mapping` or a guess at it; a broken row is an error, and the rest goes on.

    Raises MJ109 (damaged), MJ123 (no column of texts), MJ129 (too many columns).
    """
    rows = READERS[source.ending](source)
    sample = list(itertools.islice(rows, SAMPLE_ROWS))
    whole = [row for row in sample if isinstance(row, dict)]
    mapping = source.mapping or guess(columns(whole, source), whole)
    if whole and "text" not in mapping.values():
        raise MajlisError("MJ123", name=source.name)
    mapping = OWN | mapping if not source.mapping and source.ending in JSON else mapping  # rows may leave fields out
    order = order_of_days(mapping, whole)
    for number, row in enumerate(itertools.chain(sample, rows), 1):
        yield row if isinstance(row, MajlisError) else _article(row, number, mapping, order, source)


def _article(
    row: Row, number: int, mapping: dict[str, str], order: bool | None, source: Source
) -> Article | MajlisError:
    known = {"article_id": f"{source.stem}-{number}"} | fields(row, mapping, order)
    try:
        return source.article(known.pop("text", ""), **known)
    except MajlisError as error:
        return MajlisError(error.code, **error.fields | {"name": f"{source.name}:{number}"})


def peek(source: Source, count: int = 5) -> tuple[list[str], list[Row]]:
    """Columns and first rows of such a file, for its reader to map. Raises as `load` does."""
    rows = (row for row in READERS[source.ending](source) if isinstance(row, dict))
    sample = list(itertools.islice(rows, count))
    return columns(sample, source), sample


# ---------------------------------------------------------------- readers of rows
def _jsonl(source: Source) -> Iterator[Row | MajlisError]:
    longest = int(source.limits.characters * ESCAPED)
    with source.open() as file:
        for number in itertools.count(1):
            line = file.readline(longest)
            if not line:
                return
            if len(line) == longest and not line.endswith(b"\n"):
                limit = f"{source.limits.characters:,}"
                yield MajlisError("MJ107", name=f"{source.name}:{number}", length=f"over {limit}", limit=limit)
                while line and not line.endswith(b"\n"):
                    line = file.readline(longest)
            elif line.strip():
                yield _json(line, f"{source.name}:{number}", source)


def _json(line: bytes, name: str, source: Source) -> Row | MajlisError:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return MajlisError("MJ108", name=name, reason=str(error).split(":")[0])
    if isinstance(row, dict):
        try:
            check_columns(len(row), name, source)
        except MajlisError as error:
            return error
        return {clean(column): value for column, value in row.items()}
    return MajlisError("MJ108", name=name, reason="the line is not an object {...}")


def _xlsx(source: Source) -> Iterator[Row | MajlisError]:
    from lib.loaders.archive import check_office

    check_office(source)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(source.read()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # as the file states them they may be wrong, and cells would be lost
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        names = header(next(rows, (0, ()))[1], source)
        for number, cells in rows:
            if any(cell is not None for cell in cells):
                yield by_column(names, cells, f"{source.name}/{sheet.title}:{number}")


def _parquet(source: Source) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(source.open())
    check_columns(len(file.schema_arrow), source.name, source)
    for batch in file.iter_batches(batch_size=SAMPLE_ROWS):
        yield from batch.to_pylist()


READERS = {
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".csv": delimited.rows,
    ".tsv": delimited.rows,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
}
