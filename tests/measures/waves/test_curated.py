"""Where pairs began, and wars: each file read, its faults told, a war one step on its first day."""

from pathlib import Path

import pandas as pd
import pytest

from lib.measures.days import number
from lib.measures.waves import chronology, curated
from lib.paths import BASELINE_FILE, LASTING_FILE

WARS = "actor_a,actor_b,from,until,name,sources,note\n"
BEGAN = "actor_a,actor_b,as_of,status,ambassadors,note,source_url,confidence\n"


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Have another file read in place of one of the two."""

    def written(which: str, text: str | bytes) -> Path:
        path = tmp_path / f"{which.lower()}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setattr(curated, f"{which}_FILE", path)
        return path

    return written


def test_the_files_are_sound_and_wars_are_steps_on_their_first_days():
    assert curated.faults() == []
    rows = curated.milestones()
    begun = rows.iloc[len(chronology.load()) :]
    assert len(begun) > 5
    assert set(begun["stage"]) == {"hostility"}
    assert (begun["severity"] == -0.95).all()
    assert (begun["first"] >= pd.Timestamp("2020-01-03")).all(), "none that began before the chronology"
    assert rows["row"].is_unique
    told = rows[(rows["actor_a"] == "ISR") & (rows["actor_b"] == "ORG:HAMAS") & (rows["stage"] == "hostility")]
    assert told["date"].tolist().count("2021-05-10") == 1, "not twice, where the chronology has it"


def test_a_war_without_an_end_and_one_that_ended(put):
    path = put(
        "LASTING",
        WARS
        + "OMN,HOUTHI,2024-01-02,ongoing,A,https://a.example,\nQAT,BHR,2024-01-02,2024-02-01,B,https://b.example;https://c.example,x\n",
    )
    one, other = curated.wars(path)
    assert (one.pair, one.end, one.ended) == (("OMN", "ORG:HOUTHI"), curated.ONGOING, None)
    assert (other.pair, other.end) == (("BHR", "QAT"), number(other.from_) + 30)
    assert other.links == ["https://b.example", "https://c.example"]


@pytest.mark.parametrize(
    ("which", "text", "code"),
    [
        ("LASTING", WARS + "OMN,QAT,2024-13-02,ongoing,A,https://a.example,\n", "MJ406"),
        ("LASTING", WARS + "OMN,QAT,2024-01-02,2024-01-02,A,https://a.example,\n", "MJ406"),
        ("LASTING", WARS + "OMN,QAT,2024-01-02,soon,A,https://a.example,\n", "MJ406"),
        ("LASTING", WARS + "OMN,QAT,2024-01-02,,,https://a.example,\n", "MJ406"),
        ("BASELINE", BEGAN + "IRN,SAU,2020-01-01,9,no,x,https://a.example,sure\n", "MJ406"),
        ("BASELINE", BEGAN + "IRN,SAU,2020-01-01,high,no,x,https://a.example,sure\n", "MJ406"),
        ("BASELINE", BEGAN + "IRNN,SAU,2020-01-01,1,no,x,https://a.example,sure\n", "MJ406"),
        ("BASELINE", BEGAN + "SAU,SAU,2020-01-01,1,no,x,https://a.example,sure\n", "MJ406"),
        ("LASTING", WARS + "OMN,OMN,2024-01-02,ongoing,A,https://a.example,\n", "MJ406"),
        ("BASELINE", "actor_a,actor_b\nIRN,SAU\n", "MJ406"),
        ("BASELINE", BEGAN, "MJ407"),
        ("LASTING", "", "MJ407"),
        ("LASTING", b"\xff\xfe\x00", "MJ407"),
    ],
)
def test_a_row_or_a_file_that_cannot_be_used_is_told(put, which, text, code):
    path = put(which, text)
    (fault,) = curated.faults()
    assert fault.code == code
    assert path.name in fault.what


def test_a_pair_that_stands_twice_keeps_its_first_row_and_the_other_is_told(put):
    row = "{},2020-01-01,{},no,x,https://a.example,sure\n"
    path = put("BASELINE", BEGAN + row.format("OMN,QAT", 3) + row.format("QAT,OMN", 7))
    assert curated.baseline(path)["OMN", "QAT"].status == 3
    (fault,) = curated.faults()
    assert "Row 2" in fault.what
    assert "row 1 has this pair already" in fault.what


def test_a_file_that_a_spreadsheet_saved_is_read(put):
    path = put(
        "BASELINE", ("\ufeff" + BEGAN + "OMN,QAT,2020-01-01,3,no,x,https://a.example,sure\n").replace("\n", "\r\n")
    )
    assert curated.baseline(path)["OMN", "QAT"].status == 3
    assert curated.faults() == []


def test_a_file_that_is_not_there_is_told(put):
    put("LASTING", WARS).unlink()
    assert [fault.code for fault in curated.faults()] == ["MJ407"]


def test_the_two_files_are_those_of_the_data_folder():
    assert BASELINE_FILE.exists()
    assert LASTING_FILE.exists()
    assert curated.baseline()["IRN", "SAU"].status == 1
