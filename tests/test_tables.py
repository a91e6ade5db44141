"""Tables: made, checked, written and read back the same."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import tables
from lib.columns import codec, guarded, unguarded
from lib.errors import MajlisError
from lib.export.tables.package import table_file
from lib.schema import CODED, TABLES, Column

FORMS = ("csv", "jsonl", "parquet")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'quoted",
    "''",
    "a;b",
    'say "x"',
    "\\;",
)


def write(made: tables.Tables, folder: Path, form: str) -> list[Path]:
    """The tables as an export holds them."""
    paths = [folder / f"{name}.{form}" for name in made]
    for path, (name, df) in zip(paths, made.items(), strict=True):
        path.write_bytes(table_file(name, list(tables.rows(df, name)), form, TABLES))
    return paths


def a_row(table: str, text: str = "x") -> dict:
    """A right row of a table, with `text` wherever any text may stand."""
    plain_values = {
        "integer": 0,
        "number": 0.5,
        "boolean": True,
        "date": "2023-08-20",
        "timestamp": "2026-01-02T03:04:05Z",
    }
    row = {}
    for column in TABLES[table].columns:
        if column.dtype == "list":
            row[column.name] = ["IRN", text]
        elif column.dtype == "records":
            row[column.name] = [dict.fromkeys(column.fields, text)]
        else:
            row[column.name] = plain_values.get(column.dtype, column.vocabulary[0] if column.vocabulary else text)
    return row | ({"start": 3, "end": 3 + len(text), "evidence": text} if table in CODED else {})


def filled(*texts: str) -> dict[str, pd.DataFrame]:
    return tables.to_tables([{name: [a_row(name, text)] for name in TABLES} for text in texts or "x"])


def assert_same(one: dict, other: dict) -> None:
    assert one.keys() == other.keys()
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name])


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_its_columns_and_dtypes(table):
    df = tables.empty(table)
    assert list(df.columns) == TABLES[table].names
    assert df.dtypes.equals(filled()[table].dtypes)


def test_unknown_dates_are_not_a_time():
    row = a_row("meetings") | {"date_start": "", "date_end": "", "date_precision": "unknown"}
    df = tables.table_of([row], "meetings")
    assert df["date_start"].isna().all()
    assert next(tables.rows(df, "meetings"))["date_start"] == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("texts", [("-2",), ("x", "وزير الخارجية", 'two\nlines, "quoted"', *HOSTILE)], ids=len)
def test_written_and_read_tables_are_the_same(tmp_path, form, texts):
    made = filled(*texts)
    paths = write(made, tmp_path, form)
    assert [p.name for p in paths] == [f"{name}.{form}" for name in TABLES]
    assert_same(tables.read(tmp_path), made)


@pytest.mark.parametrize("form", FORMS)
def test_empty_tables_are_written_and_read(tmp_path, form):
    made = {name: tables.empty(name) for name in TABLES}
    write(made, tmp_path, form)
    assert_same(tables.read(tmp_path), made)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=4), TEXT)
def test_any_text_survives_a_csv_cell(items, text):
    a_list, a_text = Column("parties", "list", ""), Column("name", "string", "")
    assert of_csv(a_text, text) == text
    if items != [""]:  # the one list CSV cannot tell from an empty one
        assert of_csv(a_list, items) == items


def of_csv(column: Column, value: object) -> object:
    """A value, written as a cell of CSV and read again."""
    return codec(column).of_csv(pa.chunked_array([[codec(column).cell(value)]])).to_pylist()[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(guarded(text)) == text


def test_a_missing_column_is_named():
    row = a_row("topics")
    del row["phrase"]
    with pytest.raises(MajlisError, match="MJ150: The table topics has no column phrase"):
        tables.table_of([row], "topics")
    with pytest.raises(MajlisError, match="MJ150"):
        tables.validate(filled()["topics"].drop(columns="topic"), "topics")


def test_cue_and_rule_may_be_left_out():
    row = {k: v for k, v in a_row("topics").items() if k not in ("cue", "rule")}
    assert tables.table_of([row], "topics")["cue"].tolist() == [""]


@pytest.mark.parametrize(
    ("table", "change", "code"),
    [
        ("meetings", {"kind": "rendezvous"}, "MJ152"),
        ("meetings", {"confidence": "high"}, "MJ151"),
        ("meetings", {"date_start": "last Sunday"}, "MJ151"),
        ("meetings", {"parties": 7}, "MJ151"),
        ("events", {"stage": "wedding"}, "MJ152"),
        ("actors", {"start": -1, "end": 0}, "MJ153"),
        ("topics", {"evidence": "longer than its offsets"}, "MJ153"),
    ],
)
def test_a_wrong_value_is_refused(table, change, code):
    with pytest.raises(MajlisError, match=f"{code}: .*{table}"):
        tables.table_of([a_row(table) | change], table)


def test_a_wrong_dtype_is_refused():
    df = filled()["meetings"].astype({"date_start": "str"})
    with pytest.raises(MajlisError, match=r"MJ151: meetings\.date_start is not of type date"):
        tables.validate(df, "meetings")


def test_evidence_must_stand_in_its_article():
    made = filled("abc")
    with pytest.raises(MajlisError, match="MJ154"):
        tables.validate_evidence(made)
    made["articles"]["text"] = ["...abc"]
    made["articles"]["article_id"] = ["abc"]
    tables.validate_evidence(made)


def test_a_folder_without_tables_says_so(tmp_path):
    with pytest.raises(MajlisError, match="MJ155"):
        tables.read(tmp_path)


@pytest.mark.parametrize(
    ("form", "content"), [("jsonl", b"{broken\n"), ("parquet", b"PAR1 no"), ("csv", b"\xff\xfe\x00")]
)
def test_a_damaged_table_file_says_so(tmp_path, form, content):
    (tmp_path / f"topics.{form}").write_bytes(content)
    with pytest.raises(MajlisError, match=r"MJ156: The table file topics\."):
        tables.read(tmp_path)


def test_rows_are_json():
    for name, df in filled().items():
        assert json.loads(json.dumps(list(tables.rows(df, name)))) == [a_row(name)]
