"""Coded rows -> a table file, one row at a time: JSON lines, CSV or Parquet.

CSV holds lists joined by `;`, participants as JSON, and dates as ISO days, empty when unknown. A text that a spreadsheet
would take for a formula (it begins with = + - @, a tab or a line end) is written behind an apostrophe, and so is a
text that begins with an apostrophe; `plain` takes the apostrophe away again. A `;` inside a list is written `\\;`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from lib.errors import MajlisError
from lib.schema import Column, Row, Table

MOMENTS = {"date": "%Y-%m-%d", "timestamp": "%Y-%m-%dT%H:%M:%SZ"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """The text as a spreadsheet may be given it: never a formula."""
    return "'" + text if text.startswith(FORMULA) and text not in ("+", "-") else text


def plain(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") else cell


def cell(value: object, column: Column) -> str:
    """One value as it stands in a CSV file."""
    if column.dtype == "list":
        return guarded(";".join(re.sub(r"([\\;])", r"\\\1", str(item)) for item in value))
    if column.dtype == "records":
        return json.dumps(value, ensure_ascii=False) if value else ""
    if column.dtype in ("integer", "number", "boolean"):
        return "true" if value is True else "false" if value is False else str(value)
    return guarded(str(value or ""))


def value(cell: str, column: Column) -> object:
    """The value that `cell` was given."""
    if column.dtype == "list":
        return _items(plain(cell))
    if column.dtype == "records":
        return json.loads(cell) if cell else []
    if column.dtype == "integer":
        return int(cell or 0)
    if column.dtype == "number":
        return float(cell or 0)
    if column.dtype == "boolean":
        return cell.strip().lower() in ("true", "1", "yes")
    return plain(cell)


def _items(joined: str) -> list[str]:
    items, item, characters = [], "", iter(joined)
    for character in characters:
        if character == "\\":
            item += next(characters, "")
        elif character == ";":
            items.append(item)
            item = ""
        else:
            item += character
    return [*items, item] if joined else []


class JsonLines:
    """Rows as they are, one a line."""

    def __init__(self, path: Path, table: Table, names: list[str]) -> None:
        self._file = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 (closed by __exit__)

    def add(self, row: str) -> None:
        """Add a row given as JSON."""
        self._file.write(row + "\n")

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()


class Csv(JsonLines):
    """Rows as RFC 4180 CSV in UTF-8, with a header."""

    def __init__(self, path: Path, table: Table, names: list[str]) -> None:
        super().__init__(path, table, names)
        self._columns = [table[name] for name in names]
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self._csv.writerow(names)

    def add(self, row: str) -> None:
        """Add a row given as JSON."""
        values = json.loads(row)
        self._csv.writerow([cell(values[column.name], column) for column in self._columns])


class Parquet:
    """Rows as Parquet, written in groups."""

    GROUP = 5_000  # rows

    def __init__(self, path: Path, table: Table, names: list[str]) -> None:
        from pyarrow.parquet import ParquetWriter

        self._columns = [table[name] for name in names]
        self._schema = arrow_schema(self._columns)
        self._writer = ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: str) -> None:
        """Add a row given as JSON."""
        self._rows.append(json.loads(row))
        if len(self._rows) >= self.GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = [arrow_values([row[c.name] for row in self._rows], c) for c in self._columns]
        arrays = [pa.array(v, type=self._schema.field(i).type) for i, v in enumerate(columns)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def __enter__(self) -> Parquet:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


def arrow_schema(columns: list[Column]) -> object:
    """The pyarrow schema of these columns."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("s", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    records = {c.name: pa.list_(pa.struct([(f, pa.string()) for f in c.fields])) for c in columns if c.fields}
    return pa.schema([(c.name, records.get(c.name) or kinds[c.dtype]) for c in columns])


def arrow_values(values: list[object], column: Column) -> list[object]:
    """Values of a column of coded rows, as pyarrow takes them."""
    import datetime as dt

    if column.dtype == "date":
        return [dt.date.fromisoformat(str(v)[:10]) if v else None for v in values]
    if column.dtype == "timestamp":
        return [dt.datetime.fromisoformat(str(v)) if v else None for v in values]
    return values


FORMATS = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


def read_rows(path: Path, table: Table) -> Iterator[Row]:
    """The rows of a table file, by its ending, as they were given to be written. Raises MJ156 for a damaged file."""
    try:
        yield from READERS[path.suffix.removeprefix(".")](path, table)
    except (ValueError, OSError) as error:
        raise MajlisError("MJ156", name=path.name, reason=str(error).splitlines()[0]) from None


def _read_jsonl(path: Path, table: Table) -> Iterator[Row]:
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def _read_csv(path: Path, table: Table) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)
    columns = {column.name: column for column in table.columns}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: value(row[name], column) for name, column in columns.items() if row.get(name) is not None}


def _read_parquet(path: Path, table: Table) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile

    patterns = {c.name: MOMENTS[c.dtype] for c in table.columns if c.dtype in MOMENTS}
    for batch in ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            moments = {n: row[n].strftime(pattern) if row[n] else "" for n, pattern in patterns.items() if n in row}
            yield row | moments


READERS = {"jsonl": _read_jsonl, "csv": _read_csv, "parquet": _read_parquet}
