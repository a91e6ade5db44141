"""Table files: coded rows -> JSON lines, CSV or Parquet, one row at a time; and back, all rows of a column at once.

CSV holds lists joined by `;`, participants as JSON, and dates as ISO days, empty when unknown. A text that a spreadsheet
would take for a formula (it begins with = + - @, a tab or a line end) is written behind an apostrophe, and so is a
text that begins with an apostrophe. A `;` inside a list is written `\\;`. See lib/columns.py.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from lib.columns import codec
from lib.errors import MajlisError
from lib.schema import Column, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 1 << 26  # bytes; the longest line of CSV or JSON that can be read: far above an article's text (2 MB)
Columns = Sequence[Column]


# ---------------------------------------------------------------- out
class JsonLines:
    """Rows as they are, one a line."""

    def __init__(self, path: Path, table: Table, names: list[str]) -> None:
        self._columns = [table[name] for name in names]
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
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self._csv.writerow(names)

    def add(self, row: str) -> None:
        """Add a row given as JSON."""
        values = json.loads(row)
        self._csv.writerow([codec(column).cell(values[column.name]) for column in self._columns])


class Parquet:
    """Rows as Parquet, written in groups."""

    GROUP = 5_000  # rows

    def __init__(self, path: Path, table: Table, names: list[str]) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        self._columns = [table[name] for name in names]
        self._schema = pa.schema([(column.name, codec(column).arrow()) for column in self._columns])
        self._file = open(path, "wb")  # noqa: SIM115 (closed by __exit__); pyarrow opens no name that is not UTF-8
        self._writer = ParquetWriter(self._file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: str) -> None:
        """Add a row given as JSON."""
        self._rows.append(json.loads(row))
        if len(self._rows) >= self.GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        arrays = [codec(column).to_arrow([row[column.name] for row in self._rows]) for column in self._columns]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def __enter__(self) -> Parquet:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        self._file.close()


FORMATS: dict[str, type[JsonLines] | type[Parquet]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


# ---------------------------------------------------------------- back
def read(file: BinaryIO, name: str, table: Table, names: Sequence[str] = ()) -> pa.Table:
    """Columns of a table file (all of the table unless named), each in the Arrow type that its codec calls `json`.

    The ending of `name` tells the format. A missing column is filled with what it is said to be `lacking` (lib/schema.py);
    raises MJ150 where nothing is said of that, MJ156 for a damaged file.

    >>> from io import BytesIO
    >>> from lib.schema import TABLES
    >>> read(BytesIO(b"event_id,place\\ne1,Beijing\\n"), "events.csv", TABLES["events"], ["place"]).to_pylist()
    [{'place': 'Beijing'}]
    """
    import pyarrow as pa

    columns = [table[n] for n in names or table.names]
    try:
        found = READERS[name.rpartition(".")[2]](file, columns)
    except KeyError:
        raise MajlisError("MJ156", name=name, reason="it is no table file") from None
    except (ValueError, TypeError, OSError, NotImplementedError) as error:
        raise MajlisError("MJ156", name=name, reason=(str(error).splitlines() or [type(error).__name__])[0]) from None
    for column in columns:
        if column.name not in found and column.lacking is None:
            raise MajlisError("MJ150", table=table.name, column=column.name)
    count = len(next(iter(found.values()))) if found else 0
    return pa.table({c.name: found[c.name] if c.name in found else pa.array([c.lacking] * count) for c in columns})


def _parquet(file: BinaryIO, columns: Columns) -> dict[str, pa.ChunkedArray]:
    from pyarrow.parquet import ParquetFile

    opened = ParquetFile(file)
    there = [c for c in columns if c.name in opened.schema_arrow.names]
    table = opened.read([c.name for c in there])
    return {c.name: codec(c).of_arrow(table[c.name]) for c in there}


def _json(file: BinaryIO, columns: Columns) -> dict[str, pa.ChunkedArray]:
    import pyarrow as pa
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    first = file.readline()
    there = [c for c in columns if not first or c.name in json.loads(first)]
    schema = pa.schema([(c.name, codec(c).json()) for c in there])
    file.seek(0)
    parse = ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    table = read_json(file, ReadOptions(block_size=BLOCK), parse) if first else schema.empty_table()
    return {c.name: codec(c).of_arrow(table[c.name]) for c in there}


def _csv(file: BinaryIO, columns: Columns) -> dict[str, pa.ChunkedArray]:
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

    types = {c.name: pa.string() for c in columns}
    convert = ConvertOptions(column_types=types, include_columns=list(types), include_missing_columns=True)
    table = read_csv(file, ReadOptions(block_size=BLOCK), ParseOptions(newlines_in_values=True), convert)
    there = [c for c in columns if not len(table) or table[c.name].null_count < len(table)]
    return {c.name: codec(c).of_csv(table[c.name]) for c in there}


READERS: dict[str, Callable[[BinaryIO, Columns], dict[str, pa.ChunkedArray]]] = {
    "jsonl": _json,
    "csv": _csv,
    "parquet": _parquet,
}
