"""Records -> typed DataFrames, checked against lib/schema.py, and back to files.

A DataFrame of a table has exactly its columns in their order; dtypes as lib/columns.py says.
Importing this imports pandas: the command line does so only where it needs it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from lib.columns import codec
from lib.errors import MajlisError
from lib.export.tables import rows as files
from lib.schema import CODED, TABLES, Cell, Column, Made, Records, Row

Tables = dict[str, DataFrame]
Wanted = Mapping[str, Sequence[str]]  # table -> names of its columns


# ---------------------------------------------------------------- making
def to_tables(records: Iterable[Records]) -> Tables:
    """The five tables of many articles' records, checked. Raises MJ150 to MJ154.

    >>> from lib.coder import code
    >>> from lib.schema import Article
    >>> tables = to_tables([code(Article("a1", "Wang Yi met Faisal bin Farhan in Beijing on 6 April 2023."))])
    >>> tables["meetings"]["place"].tolist(), list(tables)
    (['Beijing'], ['articles', 'meetings', 'topics', 'actors', 'events'])
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for each in records:
        for name, found in each.items():
            rows[name] += found
    return {name: table_of(found, name) for name, found in rows.items()}


def table_of(rows: list[Row], table: str) -> DataFrame:
    """One checked table from its rows. A value they leave out is what its column is said to be `lacking` (lib/schema.py).
    Raises MJ150 where nothing is said of that, and MJ151 to MJ153."""
    columns = {}
    for column in TABLES[table].columns:
        try:
            columns[column.name] = [_cell(row, column) for row in rows]
        except KeyError:
            raise MajlisError("MJ150", table=table, column=column.name) from None
    return from_columns(columns, table)


def _cell(row: Row, column: Column) -> Cell:
    return row[column.name] if column.lacking is None else row.get(column.name, column.lacking)


def from_columns(columns: Mapping[str, Sequence[Cell]], table: str) -> DataFrame:
    """One checked table from the values of each of its columns, as the rows hold them. Raises MJ151 to MJ153."""
    made = {}
    for column in TABLES[table].columns:
        with _of_type(column, table):
            made[column.name] = codec(column).series(columns[column.name])
    return validate(pd.DataFrame(made), table)


@cache
def empty(table: str) -> DataFrame:
    """The table with its columns, typed, and no rows; one for all who ask, who do not write into it."""
    return table_of([], table)


@contextmanager
def _of_type(column: Column, table: str) -> Iterator[None]:
    """Raises MJ151 in place of what pandas says of values that are not of the column's type."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise MajlisError("MJ151", table=table, column=column.name, dtype=column.dtype, reason=str(error)) from None


# ---------------------------------------------------------------- checking
def validate(df: DataFrame, table: str) -> DataFrame:
    """The same DataFrame, when its columns, dtypes, vocabularies and offsets are right. Raises MJ150 to MJ153."""
    for column in TABLES[table].columns:
        if column.name not in df.columns:
            raise MajlisError("MJ150", table=table, column=column.name)
        if not codec(column).holds(df[column.name]):
            reason = f"it holds {df[column.name].dtype}"
            raise MajlisError("MJ151", table=table, column=column.name, dtype=column.dtype, reason=reason)
        if column.vocabulary:
            for word in df[column.name].unique():
                if word not in column.vocabulary:
                    raise MajlisError("MJ152", table=table, column=column.name, value=word)
    if table in CODED:
        wrong = df[(df["start"] < 0) | (df["sentence"] < 0) | (df["evidence"].str.len() != df["end"] - df["start"])]
        if len(wrong):
            raise MajlisError("MJ153", table=table, row=wrong[TABLES[table].key].iloc[0])
    return df


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
    values = [codec(column).values(df[column.name]) for column in columns]
    names = [column.name for column in columns]
    for row in zip(*values, strict=True):
        yield dict(zip(names, row, strict=True))


def rows_of(tables: Mapping[str, DataFrame]) -> dict[str, list[Row]]:
    """The rows of each table, by its name."""
    return {name: list(rows(df, name)) for name, df in tables.items()}


def as_shown(rows: list[Row], table: str) -> list[Made]:
    """Rows as the coder gives them with their days as a DataFrame has them, and so the pages: moments, NaT when unknown."""
    return [{str(name): cell for name, cell in row.items()} for row in table_of(rows, table).to_dict("records")]


# ---------------------------------------------------------------- files
def read(folder: str | Path, wanted: Wanted | None = None) -> Tables:
    """The tables of a folder, whichever way they were written (the newest file of each); a missing one is empty.

    All of them, checked; or only the columns `wanted` of some, which are not checked against the vocabularies: for
    measures over more rows than one would read one by one. Raises MJ155 if the folder holds none of them, MJ156 for a
    damaged file, MJ150 to MJ153 for one that does not hold what the table should.

        read("tables", {"events": ["actor", "recipient", "date_start"]})["events"]
    """
    chosen = wanted or {name: table.names for name, table in TABLES.items()}
    paths = {name: _newest(Path(folder), name) for name in chosen}
    if not any(paths.values()):
        raise MajlisError("MJ155", name=str(folder))
    return {name: _read(paths[name], name, chosen[name], checked=wanted is None) for name in chosen}


def _newest(folder: Path, table: str) -> Path | None:
    paths = [p for p in (folder / f"{table}.{form}" for form in files.FORMATS) if p.is_file()]
    return max(paths, key=lambda p: p.stat().st_mtime_ns, default=None)


def _read(path: Path | None, table: str, names: Sequence[str], checked: bool) -> DataFrame:
    if path is None:
        return empty(table)[list(names)]
    with open(path, "rb") as file:
        found = files.read(file, path.name, TABLES[table], names)
    made = {}
    for column in (TABLES[table][name] for name in names):
        with _of_type(column, table):
            made[column.name] = codec(column).loaded(found[column.name])
    return validate(pd.DataFrame(made), table) if checked else pd.DataFrame(made)
