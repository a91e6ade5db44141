"""A few columns of table files, all rows at once: for measures over more rows than one would read one by one.

Types are those of lib/schema.py; rows are not checked against its vocabularies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.export.tables.rows import FORMATS, arrow_schema, value
from lib.schema import TABLES, Column

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

DTYPES = {"number": "float64", "integer": "int64"}
BLOCK = 1 << 26  # bytes; the longest line of JSON that can be read
Wanted = Mapping[str, Sequence[str]]


def read_columns(folder: str | Path, wanted: Wanted) -> dict[str, pd.DataFrame]:
    """These columns of these tables, from the newest file of each; a table without a file is empty.

    Raises MJ155 if none of the tables has a file, MJ150 for a missing column, MJ156 for a damaged file.
    """
    paths = {name: _newest(Path(folder), name) for name in wanted}
    if not any(paths.values()):
        raise MajlisError("MJ155", name=str(folder))
    return {name: _frame(paths[name], name, columns) for name, columns in wanted.items()}


def _newest(folder: Path, table: str) -> Path | None:
    paths = [p for p in (folder / f"{table}.{form}" for form in FORMATS) if p.is_file()]
    return max(paths, key=lambda p: p.stat().st_mtime_ns, default=None)


def _frame(path: Path | None, name: str, names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    columns = [TABLES[name][n] for n in names]
    try:
        table = READERS[path.suffix](path, columns) if path else arrow_schema(columns).empty_table()
    except KeyError as error:
        raise MajlisError("MJ150", table=name, column=str(error.args[0])) from None
    except (ValueError, OSError) as error:
        raise MajlisError("MJ156", name=path.name, reason=str(error).splitlines()[0]) from None
    missing = [n for n in names if n not in table.column_names]
    if missing:
        raise MajlisError("MJ150", table=name, column=missing[0])
    return pd.DataFrame({c.name: _typed(table.column(c.name), c) for c in columns})


def _parquet(path: Path, columns: list[Column]) -> pa.Table:
    from pyarrow.parquet import read_table

    return read_table(path, columns=[c.name for c in columns])


def _json(path: Path, columns: list[Column]) -> pa.Table:
    import pyarrow as pa
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    schema = arrow_schema(columns)
    text = pa.schema(
        [(f.name, pa.string() if c.dtype == "date" else f.type) for f, c in zip(schema, columns, strict=True)]
    )
    parse = ParseOptions(explicit_schema=text, unexpected_field_behavior="ignore")
    return read_json(path, ReadOptions(block_size=BLOCK), parse) if path.stat().st_size else text.empty_table()


def _csv(path: Path, columns: list[Column]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

    names = [c.name for c in columns]
    convert = ConvertOptions(
        column_types={n: pa.string() for n in names}, include_columns=names, strings_can_be_null=False
    )
    table = read_csv(path, ReadOptions(block_size=BLOCK), ParseOptions(newlines_in_values=True), convert)
    for n, column in enumerate(columns):
        if column.dtype == "string":  # lists are unguarded with their items
            plain = pc.replace_substring_regex(table.column(column.name), "^'", "", max_replacements=1)
            table = table.set_column(n, column.name, plain)
    return table


READERS = {".parquet": _parquet, ".jsonl": _json, ".csv": _csv}


def _typed(column: pa.ChunkedArray, of: Column) -> object:
    """The values of a column as lib/schema.py types them, whichever file they come from."""
    import numpy as np
    import pandas as pd

    if of.dtype == "list":
        return _lists(column, of)
    if of.dtype in ("number", "integer"):
        return column.cast("double").to_pandas().astype(DTYPES[of.dtype])
    text = column.cast("string").fill_null("").to_pandas().astype("str")
    if of.dtype == "date":
        codes, unique = pd.factorize(text)
        days = np.array([str(day)[:10] or "NaT" for day in unique], dtype="datetime64[s]")
        return days[codes]
    return text


def _lists(column: pa.ChunkedArray, of: Column) -> pd.Series:
    """Lists of codes; equal ones are one list in memory, for a million rows name but a few thousand."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_list(column.type):
        items = pc.list_flatten(column)
        if pc.any(pc.match_substring_regex(items, r"^'|[;\\]")).as_py():
            return pd.Series([v or [] for v in column.to_pylist()], dtype="object")
        column = pc.binary_join(column, ";")
    codes, unique = pd.factorize(column.fill_null("").to_pandas())
    lists = [_items(str(cell), of) for cell in unique]
    return pd.Series([lists[code] for code in codes.tolist()], dtype="object")


def _items(cell: str, of: Column) -> list[str]:
    return value(cell, of) if cell[:1] == "'" or "\\" in cell else cell.split(";") if cell else []
