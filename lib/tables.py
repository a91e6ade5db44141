"""Records -> typed DataFrames, checked against lib/schema.py, and back to files.

A DataFrame of a table has exactly its columns in their order; dtypes as `lib.schema.Column` says.
pandas is imported where a DataFrame is made, so that the command line starts without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.export.tables.rows import FORMATS, MOMENTS, read_rows
from lib.schema import CODED, TABLES, Column, Records, Row

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Tables = dict[str, "DataFrame"]
DTYPES = {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool"}


# ---------------------------------------------------------------- making
def to_tables(records: Iterable[Records]) -> Tables:
    """The five tables of many articles' records, checked. Raises MJ150 to MJ154."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for each in records:
        for name, found in each.items():
            rows[name] += found
    return {name: frame(found, name) for name, found in rows.items()}


def frame(rows: list[Row], table: str) -> DataFrame:
    """One checked table from its rows; cue and rule are empty where the rows leave them out. Raises MJ150 to MJ153."""
    columns = {}
    for column in TABLES[table].columns:
        try:
            columns[column.name] = [row.get(column.name, "") if column.explains else row[column.name] for row in rows]
        except KeyError:
            raise MajlisError("MJ150", table=table, column=column.name) from None
    return from_columns(columns, table)


def from_columns(columns: Mapping[str, Sequence[object]], table: str) -> DataFrame:
    """One checked table from the values of each of its columns, as the rows hold them. Raises MJ151 to MJ153."""
    import pandas as pd

    return validate(pd.DataFrame({c.name: _typed(columns[c.name], c, table) for c in TABLES[table].columns}), table)


def empty(table: str) -> DataFrame:
    """The table with no rows."""
    return frame([], table)


def _typed(values: Sequence[object], column: Column, table: str) -> Series:
    import numpy as np
    import pandas as pd

    try:
        if column.dtype in MOMENTS:
            return pd.Series(np.array([str(v or "NaT").removesuffix("Z") for v in values], dtype="datetime64[s]"))
        if column.dtype in ("list", "records"):
            return pd.Series([list(v or ()) for v in values], dtype="object")
        if column.dtype == "string":
            return pd.Series(["" if v is None else v for v in values], dtype="str")
        return pd.Series(values, dtype=DTYPES[column.dtype])
    except (TypeError, ValueError) as error:
        raise MajlisError("MJ151", table=table, column=column.name, dtype=column.dtype, reason=str(error)) from None


# ---------------------------------------------------------------- checking
def validate(df: DataFrame, table: str) -> DataFrame:
    """The same DataFrame, when its columns, dtypes, vocabularies and offsets are right. Raises MJ150 to MJ153."""
    for column in TABLES[table].columns:
        if column.name not in df.columns:
            raise MajlisError("MJ150", table=table, column=column.name)
        _check_dtype(df[column.name], column, table)
        if column.vocabulary:
            strange = df.loc[~df[column.name].isin(column.vocabulary), column.name]
            if len(strange):
                raise MajlisError("MJ152", table=table, column=column.name, value=strange.iloc[0])
    if table in CODED:
        wrong = df[(df["start"] < 0) | (df["sentence"] < 0) | (df["evidence"].str.len() != df["end"] - df["start"])]
        if len(wrong):
            raise MajlisError("MJ153", table=table, row=wrong[TABLES[table].key].iloc[0])
    return df


def _check_dtype(values: Series, column: Column, table: str) -> None:
    if column.dtype in ("list", "records"):
        right = values.map(lambda v: isinstance(v, list)).all()
    elif column.dtype in MOMENTS:
        right = str(values.dtype) == "datetime64[s]"
    else:
        right = str(values.dtype) == DTYPES[column.dtype]
    if not right:
        reason = f"it holds {values.dtype}"
        raise MajlisError("MJ151", table=table, column=column.name, dtype=column.dtype, reason=reason)


def validate_evidence(tables: Tables) -> None:
    """Every row's evidence is the text at its offsets. Raises MJ154 for a row of no article, or of another text."""
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    for name in CODED:
        df, key = tables[name], TABLES[name].key
        columns = (df[c] for c in (key, "article_id", "start", "end", "evidence"))
        for row, article_id, start, end, evidence in zip(*columns, strict=True):
            if texts.get(article_id, "")[start:end] != evidence:
                raise MajlisError("MJ154", table=name, row=row, article=article_id)


# ---------------------------------------------------------------- rows again
def rows(df: DataFrame, table: str) -> Iterator[Row]:
    """The rows of a table as the coder gives them: dates as ISO strings, "" when unknown."""
    columns = [c for c in TABLES[table].columns if c.name in df.columns]
    values = []
    for column in columns:
        series = df[column.name]
        if column.dtype in MOMENTS:
            series = series.dt.strftime(MOMENTS[column.dtype]).astype("object").where(series.notna(), "")
        values.append(series.tolist())
    names = [column.name for column in columns]
    for row in zip(*values, strict=True):
        yield dict(zip(names, row, strict=True))


# ---------------------------------------------------------------- files
def write(tables: Mapping[str, DataFrame], folder: str | Path, form: str = "csv") -> list[Path]:
    """Write each table to `folder`/<table>.<form> (csv, jsonl or parquet); the encodings are those of lib.export.rows."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, df in tables.items():
        path = folder / f"{name}.{form}"
        with FORMATS[form](path, TABLES[name], TABLES[name].names) as file:
            for row in rows(df, name):
                file.add(json.dumps(row, ensure_ascii=False))
        written.append(path)
    return written


def read(folder: str | Path) -> Tables:
    """The tables of a folder, whichever way they were written (the newest file of each); a missing one is empty.

    Raises MJ155 if the folder holds none, MJ150 to MJ153 if a file does not hold what the table should.
    """
    found = {name: _newest(Path(folder), name) for name in TABLES}
    if not any(found.values()):
        raise MajlisError("MJ155", name=str(folder))
    return {name: frame(list(read_rows(path, TABLES[name])) if path else [], name) for name, path in found.items()}


def _newest(folder: Path, table: str) -> Path | None:
    paths = [p for p in (folder / f"{table}.{form}" for form in FORMATS) if p.is_file()]
    return max(paths, key=lambda p: p.stat().st_mtime_ns, default=None)
