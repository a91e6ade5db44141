"""A few columns of table files, read all at once."""

import pandas as pd
import pytest

from lib import tables
from lib.errors import MajlisError
from lib.measures.waves.command import NEEDED
from lib.schema import TABLES
from lib.tables import read
from tests.test_tables import write


def event(**more: object) -> dict:
    row = {c.name: "" for c in TABLES["events"].columns}
    row |= {
        "event_id": "e1",
        "article_id": "a1",
        "event_type": "CONSULT",
        "quad": 1,
        "actor": ["CHN"],
        "recipient": ["IRN", "ORG:UN"],
        "intensity": 2.5,
        "status": "held",
        "date_start": "2023-08-20",
        "date_end": "2023-08-20",
        "date_precision": "day",
        "confidence": 0.5,
        "sentence": 0,
        "start": 0,
        "end": 0,
    }
    return row | more


ROWS = [
    event(),
    event(event_id="e2", date_start="", date_end="", date_precision="unknown", recipient=[], place="'Ain; Sinn"),
]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_columns_are_those_of_the_whole_table(tmp_path, form):
    whole = tables.table_of(ROWS, "events")
    write({"events": whole}, tmp_path, form)
    got = read(tmp_path, NEEDED)
    pd.testing.assert_frame_equal(got["events"], whole[list(NEEDED["events"])])
    assert list(got["articles"].columns) == list(NEEDED["articles"])
    assert got["articles"].empty


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_table_without_rows(tmp_path, form):
    write({"events": tables.empty("events")}, tmp_path, form)
    assert read(tmp_path, NEEDED)["events"].empty


def test_no_tables_a_missing_column_and_a_damaged_file_are_named(tmp_path):
    with pytest.raises(MajlisError, match="MJ155"):
        read(tmp_path, NEEDED)
    (tmp_path / "events.csv").write_text("article_id\r\na1\r\n")
    with pytest.raises(MajlisError, match="MJ150"):
        read(tmp_path, NEEDED)
    (tmp_path / "events.parquet").write_text("no parquet")
    with pytest.raises(MajlisError, match="MJ156"):
        read(tmp_path, NEEDED)
