"""The curated chronology: codes, dates, stages, order, duplicates and sources; what cannot be read says so."""

from datetime import date

import pytest

from lib.codebook import stages
from lib.measures.waves import chronology
from lib.schema import CHRONOLOGY, RUNGS, STAGES

HEADER = ",".join(CHRONOLOGY.names)
GOOD = "2023-03-10,day,IRN,SAU,agreement,+,They agree,Beijing,CHN,https://a.org/1"


def load(tmp_path, *rows):
    path = tmp_path / "chronology.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return chronology.load(path)


def faults(table):
    """(row, what is wrong) of the order, the signs, the duplicates and the sources of a chronology that can be read."""
    found, seen, before = [], set(), ""
    for n, row in enumerate(table.to_dict("records"), start=1):
        sign = "+" if stages()[row["stage"]].severity > 0 else "-"
        key = (row["date"], *sorted((row["actor_a"], row["actor_b"])), row["stage"])
        wrong = {
            f"{row['stage']} usually points {sign}": row["direction"] != sign,
            f"{row['date']} comes after {before}": row["date"] < before,
            "stands twice": key in seen,
            "has no source": not row["source_url"],
        }
        found += [(n, text) for text, is_so in wrong.items() if is_so]
        seen.add(key)
        before = row["date"]
    return found


def test_the_file_has_no_fault():
    frame = chronology.load()
    assert faults(frame) == []
    assert len(frame) >= 145


def test_every_row_has_a_source_of_its_own_form():
    urls = chronology.load()["source_url"]
    assert urls.str.match(r"https?://[^/]+/|data/articles/").all()


@pytest.mark.parametrize(
    ("text", "precision", "first", "until"),
    [
        ("2023-03-10", "day", date(2023, 3, 10), date(2023, 3, 11)),
        ("2020-12-22", "day_disputed", date(2020, 12, 20), date(2020, 12, 23)),
        ("2023-09-05", "day_planned", date(2023, 9, 5), date(2023, 9, 6)),
        ("2023-12", "month", date(2023, 12, 1), date(2024, 1, 1)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 3, 1)),
        ("2023", "year", date(2023, 1, 1), date(2024, 1, 1)),
    ],
)
def test_intervals(text, precision, first, until):
    assert chronology.interval(text, precision) == (first, until)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2023-03-10", "2023-02-30", "'2023-02-30' is no date"),
        ("2023-03-10", "2023-03", "'2023-03' is not dated to the day"),
        ("day", "about", "'about' is no precision"),
        ("SAU", "IRN", "an actor cannot be paired with itself"),
        ("SAU", "ksa", "'ksa' is no actor's code"),
        ("SAU", "KSA", "the codebook has no actor 'KSA'"),
        ("agreement", "hug", "'hug' is no stage"),
        ("+", "up", "'up' is no direction"),
    ],
)
def test_a_bad_row_is_left_out_and_told(tmp_path, old, new, says):
    frame = load(tmp_path, GOOD, GOOD.replace(old, new, 1), GOOD.replace("03-10", "04-10"))
    assert frame["date"].tolist() == ["2023-03-10", "2023-04-10"]
    (fault,) = chronology.faults(tmp_path / "chronology.csv")
    assert (fault.code, says in str(fault)) == ("MJ401", True)
    assert "Row 2 of the chronology" in str(fault)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"date\n2023-01-01\n", "the column precision is missing"),
        (",".join(chronology.CHRONOLOGY.names).encode() + b"\n", "it holds no rows"),
        (b"", "No columns"),
        (b"\x89PNG\xff\x00", "utf-8"),
    ],
)
def test_a_file_that_gives_no_rows_is_told_and_stops_nothing(tmp_path, content, says):
    path = tmp_path / "c.csv"
    path.write_bytes(content)
    assert chronology.load(path).empty
    (fault,) = chronology.faults(path)
    assert (fault.code, says in str(fault)) == ("MJ405", True)
    path.unlink()
    assert chronology.faults(path)[0].code == "MJ405"


def test_order_duplicates_signs_and_sources_are_checked(tmp_path):
    rows = [GOOD, GOOD, GOOD.replace("03-10", "03-09").replace("+", "-").replace("https://a.org/1", "")]
    found = faults(load(tmp_path, *rows))
    assert found == [
        (2, "stands twice"),
        (3, "agreement usually points +"),
        (3, "2023-03-09 comes after 2023-03-10"),
        (3, "has no source"),
    ]


@pytest.mark.parametrize(
    ("bare", "code"), [("HAMAS", "ORG:HAMAS"), ("LAS", "ORG:ARABLEAGUE"), ("IRN", "IRN"), ("ORG:UN", "ORG:UN")]
)
def test_codes(bare, code):
    assert chronology.code(bare) == code


def test_the_sign_is_the_rows_direction(tmp_path):
    frame = load(tmp_path, GOOD, GOOD.replace("+", "-"))
    assert frame["severity"].tolist() == [0.5, -0.5]


def test_stages_are_those_of_the_schema():
    assert set(stages()) == set(STAGES)
    for stage in stages().values():
        assert -1 <= stage.severity <= 1
        assert (stage.severity > 0 and stage.stage != "ceasefire") == (stage.rises_to is not None)
        assert stage.rises_to is None or 0 < stage.rises_to < len(RUNGS)
        assert stage.falls_to is None or 0 <= stage.falls_to < len(RUNGS)


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        ("contact", 0.15),
        ("talks", 0.25),
        ("visit multilateral", 0.4),
        ("agreement", 0.5),
        ("restoration mission ambassador economic security", 0.6),
        ("ceasefire", 0.75),
        ("dispute suspended_talks", -0.2),
        ("expulsion", -0.55),
        ("recall sanction", -0.6),
        ("rupture", -0.7),
        ("hostility", -0.95),
    ],
)
def test_severities(names, severity):
    assert {stages()[name].severity for name in names.split()} == {severity}
