"""One codec a type of column: its values in memory, in a DataFrame, in CSV, JSON, Arrow, SQL, a workbook.

Whatever treats columns of different types differently asks the column's codec; nothing else asks for its `dtype`.
pandas and pyarrow are imported where they are needed, so that the command line starts without them.

>>> codec(TABLES["meetings"]["parties"]).cell(["IRN", "SAU"])
'IRN;SAU'
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, cast

import msgspec

from lib.schema import Cell, Column

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")  # no database, UTF-8 file or XML can hold these
LARGEST = 2**53  # integers up to which every reader of JSON is exact
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")  # what a spreadsheet takes for a formula
FIRST_DAY = "1900-03-01"  # before it, spreadsheets count their days differently
TRUE = ("true", "1", "yes")  # in CSV, whatever the case
Shown = str | float | bool | dt.date  # in a cell of a workbook
Edited = Cell | dt.date  # in a cell of a grid, or a field of a form
BETWEEN = "\x1f"  # no code holds this character


def guarded(text: str) -> str:
    """The text as a spreadsheet may be given it, never a formula: behind an apostrophe, as is one that begins so."""
    return "'" + text if text.startswith(FORMULA) and text not in ("+", "-") else text


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that `guarded` put before it so that no spreadsheet runs it."""
    return cell[1:] if cell.startswith("'") else cell


def storable(text: str) -> str:
    """The text with each character that cannot be kept replaced by one U+FFFD, so that offsets stay."""
    if text.isascii() and "\x00" not in text:  # told at once, where looking for each takes a while
        return text
    return UNSTORABLE.sub("\ufffd", text)


def items(value: Cell) -> list:
    """The texts or dicts in a value of a column that holds several."""
    return value if isinstance(value, list) else []


class Codec:
    """A column of texts, and what all columns have in common.

    `sql`: its type in a database (text, bigint, double, boolean), `blank` its value there while nothing is known;
    `pandas`: dtype in a DataFrame; `stored`: type in Arrow; `described`: type in a Frictionless data package; `kind`: what
    msgspec checks a value against; `listed`: several values in one, which CSV and databases keep as one text; `joined`: how.
    """

    sql: ClassVar[str] = "text"
    blank: ClassVar[str] = ""
    pandas: ClassVar[str] = "str"
    stored: ClassVar[str] = "string"
    described: ClassVar[str] = "string"
    kind: ClassVar[object] = str
    listed: ClassVar[bool] = False
    joined: ClassVar[str] = ""

    def __init__(self, column: Column) -> None:
        self.column = column

    def check(self, value: object, vocabulary: bool = True) -> None:
        """Raises msgspec.ValidationError for a value, as JSON has it, that is none of the column."""
        words = self.column.vocabulary
        msgspec.convert(value, Literal.__getitem__(words) if words and vocabulary else self.kind)

    # ------------------------------------------------------------ a DataFrame
    def series(self, values: Sequence[Cell]) -> pd.Series:
        """The values as a column of a DataFrame. Raises ValueError, TypeError."""
        import pandas as pd

        made = pd.Series(values, dtype=self.pandas)  # type: ignore[arg-type]
        return made.fillna("") if self.pandas == "str" and made.hasnans else made

    def holds(self, series: pd.Series) -> bool:
        """Is the column of a DataFrame of this type?"""
        return str(series.dtype) == self.pandas

    def values(self, series: pd.Series) -> list:
        """The values of a column of a DataFrame, as the coder gave them."""
        return series.tolist()

    # ------------------------------------------------------------ CSV and workbooks
    def cell(self, value: Cell) -> str:
        """A value as it stands in CSV."""
        return guarded(str(value or ""))

    def of_csv(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        """The values of cells of CSV, in their Arrow type. Raises ValueError."""
        import pyarrow.compute as pc

        return pc.replace_substring_regex(cells, "^'", "", max_replacements=1)

    def shown(self, value: Cell) -> Shown:
        """A value as a cell of a workbook holds it: a text, number, boolean, day or time."""
        return str(value or "")

    def edited(self, cell: Edited, before: Cell = None) -> Cell:
        """The value of a cell a reader has edited, None where it was emptied; an emptied number stays as it was `before`."""
        return str(cell or "").strip()

    # ------------------------------------------------------------ Arrow
    def arrow(self) -> pa.DataType:
        """The type in Parquet."""
        import pyarrow as pa

        return pa.type_for_alias(self.stored)

    def json(self) -> pa.DataType:
        """The Arrow type of what stands in JSON, and of what is read."""
        return self.arrow()

    def to_arrow(self, values: Sequence[Cell]) -> pa.Array:
        """The values as Parquet keeps them."""
        import pyarrow as pa

        return pa.array(values, type=self.arrow())

    def of_arrow(self, values: pa.ChunkedArray) -> pa.ChunkedArray:
        """Values of Parquet or JSON, in the type of `json`; no text is "". Raises ValueError."""
        made = values.cast(self.json())
        return made.fill_null("") if self.json() == "string" else made

    def loaded(self, values: pa.ChunkedArray) -> pd.Series:
        """Such values as a column of a DataFrame. Raises ValueError, TypeError."""
        return values.to_pandas().astype(self.pandas)


class Number(Codec):
    """Floating-point numbers."""

    sql, blank, pandas, stored, described = "double", "0", "float64", "float64", "number"
    kind = Annotated[float, msgspec.Meta(ge=-LARGEST, le=LARGEST)]
    number: ClassVar[type[float]] = float

    def series(self, values: Sequence[Cell]) -> pd.Series:
        made = super().series(values)
        if not made.between(-LARGEST, LARGEST).all():
            raise ValueError("a value is no number that can be kept")
        return made

    def cell(self, value: Cell) -> str:
        return str(value)

    def edited(self, cell: Edited, before: Cell = None) -> Cell:
        return self.number(cast("float", before or 0 if cell is None else cell))

    def of_csv(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        import pyarrow.compute as pc

        return pc.if_else(pc.equal(cells, ""), self.blank, cells).cast(self.arrow())

    def shown(self, value: Cell) -> Shown:
        return cast("float", value)


class Integer(Number):
    """Whole numbers."""

    sql, pandas, stored, described = "bigint", "int64", "int64", "integer"
    kind = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]
    number = int


class Boolean(Number):
    """True or false."""

    sql, blank, pandas, stored, described, kind = "boolean", "false", "bool", "bool", "boolean", bool
    number = bool

    def cell(self, value: Cell) -> str:
        return "true" if value is True else "false" if value is False else str(value)

    def of_csv(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        import pyarrow as pa
        import pyarrow.compute as pc

        return pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), pa.array(TRUE))


class Date(Codec):
    """Days: texts as ISO 8601 writes them, "" when unknown; NaT in a DataFrame, null in Parquet."""

    pandas, stored, described = "datetime64[s]", "date32", "date"
    form: ClassVar[str] = "%Y-%m-%d"
    moment: ClassVar[type[dt.date]] = dt.date
    length: ClassVar[int] = 10

    def check(self, value: object, vocabulary: bool = True) -> None:
        super().check(value)
        if value and vocabulary:
            msgspec.convert(value, self.moment)

    def series(self, values: Sequence[Cell]) -> pd.Series:
        import numpy as np
        import pandas as pd

        codes, unique = pd.factorize(np.fromiter(values, dtype=object, count=len(values)))  # None is the last, as NaT
        moments = np.array([*(str(v or "NaT").removesuffix("Z") for v in unique), "NaT"], dtype="datetime64[s]")
        return pd.Series(moments[codes])

    def values(self, series: pd.Series) -> list:
        return series.dt.strftime(self.form).astype("object").where(series.notna(), "").tolist()

    def shown(self, value: Cell) -> Shown:
        text = str(value or "")
        return self.moment.fromisoformat(text.removesuffix("Z")) if text >= FIRST_DAY else text

    def edited(self, cell: Edited, before: Cell = None) -> Cell:
        return str(cell or "")[:10]

    def json(self) -> pa.DataType:
        import pyarrow as pa

        return pa.string()

    def to_arrow(self, values: Sequence[Cell]) -> pa.Array:
        import pyarrow as pa

        return pa.array(
            [self.moment.fromisoformat(str(v)[: self.length]) if v else None for v in values], type=self.arrow()
        )

    def loaded(self, values: pa.ChunkedArray) -> pd.Series:
        return self.series(values.to_pylist())


class Timestamp(Date):
    """Moments in UTC."""

    described, form, moment, length = "datetime", "%Y-%m-%dT%H:%M:%SZ", dt.datetime, 20

    def arrow(self) -> pa.DataType:
        import pyarrow as pa

        return pa.timestamp("s", tz="UTC")

    def of_arrow(self, values: pa.ChunkedArray) -> pa.ChunkedArray:
        import pyarrow.compute as pc

        if values.type != "string":
            values = values.cast(self.arrow())  # Parquet counts in milliseconds
        return pc.replace_substring(super().of_arrow(values), " ", "T")  # Arrow writes 2023-08-20 10:00:00Z


class Texts(Codec):
    """Lists of texts. CSV joins them by `;`; one inside a text is written `\\;`."""

    pandas, described, kind, blank, listed, joined = (
        "object",
        "array",
        list[str],
        "[]",
        True,
        " Several are joined by ;",
    )

    def series(self, values: Sequence[Cell]) -> pd.Series:
        import pandas as pd

        return pd.Series([list(cast("list", v or [])) for v in values], dtype="object")

    def holds(self, series: pd.Series) -> bool:
        return bool(series.map(lambda v: isinstance(v, list)).all())

    def cell(self, value: Cell) -> str:
        return guarded(";".join(re.sub(r"([\\;])", r"\\\1", str(item)) for item in items(value)))

    def item(self, cell: str) -> list:
        """The value of one cell of CSV."""
        text = unguarded(cell)
        found = re.findall(r"((?:\\.|[^\\;])*);", text + ";", re.DOTALL) if text else []
        return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in found]

    def of_csv(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        import pyarrow as pa

        coded = cells.combine_chunks().dictionary_encode()  # most cells are the same few
        values = [self.item(cell) for cell in coded.dictionary.to_pylist()]
        return pa.chunked_array([pa.array(values, type=self.arrow()).take(coded.indices)])

    def shown(self, value: Cell) -> Shown:
        return "; ".join(map(str, items(value)))

    def edited(self, cell: Edited, before: Cell = None) -> Cell:
        parts = cell if isinstance(cell, list) else re.split(r"[;,]", str(cell or ""))
        return [text for part in parts if (text := str(part).strip())]

    def arrow(self) -> pa.DataType:
        import pyarrow as pa

        return pa.list_(pa.string())

    def loaded(self, values: pa.ChunkedArray) -> pd.Series:
        """Equal lists are one list in memory, for a million rows name but a few thousand."""
        import pandas as pd
        import pyarrow.compute as pc

        if pc.any(pc.match_substring_regex(pc.list_flatten(values), f"^$|{BETWEEN}")).as_py():
            return self.series(values.to_pylist())
        codes, unique = pd.factorize(pc.binary_join(values, BETWEEN).fill_null("").to_pandas())
        lists = [str(text).split(BETWEEN) if text else [] for text in unique]
        return pd.Series([lists[code] for code in codes.tolist()], dtype="object")


class Records(Texts):
    """Lists of dicts of texts, each with the column's `fields`; JSON in CSV."""

    joined = " JSON."

    def check(self, value: object, vocabulary: bool = True) -> None:
        fields = [(name, str) for name in self.column.fields]
        msgspec.convert(value, list[msgspec.defstruct("Record", fields, forbid_unknown_fields=True)])  # type: ignore[misc]

    def cell(self, value: Cell) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def item(self, cell: str) -> list:
        return json.loads(cell) if cell else []

    def shown(self, value: Cell) -> Shown:
        return "; ".join(", ".join(str(v) for v in item.values() if v) for item in items(value))

    def arrow(self) -> pa.DataType:
        import pyarrow as pa

        return pa.list_(pa.struct([(name, pa.string()) for name in self.column.fields]))

    def loaded(self, values: pa.ChunkedArray) -> pd.Series:
        return self.series(values.to_pylist())


CODECS: dict[str, type[Codec]] = {
    "string": Codec,
    "integer": Integer,
    "number": Number,
    "boolean": Boolean,
    "date": Date,
    "timestamp": Timestamp,
    "list": Texts,
    "records": Records,
}


@cache
def codec(column: Column) -> Codec:
    """The codec of a column."""
    return CODECS[column.dtype](column)


def listed(columns: Iterable[Column]) -> list[str]:
    """Names of the columns that keep several values in one."""
    return [column.name for column in columns if codec(column).listed]
