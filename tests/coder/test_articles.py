"""Whole articles: the curated one, and five in the styles of agencies, ministries and newspapers, written for this test.

Each text in tests/coder/articles has the table a careful reader makes of it beside it, as JSON.
"""

import json
from pathlib import Path

import pytest

from lib.coder import code
from lib.schema import CODED, TABLES, Article

FOLDER = Path(__file__).parent / "articles"
CURATED = Path(__file__).parents[2] / "data" / "articles" / "china-iran-2023-08-21.txt"
FIELDS = (
    "kind",
    "status",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "place_country",
    "parties",
    "initiator",
    "main",
)


def coded(path: Path, expected: dict) -> dict:
    return code(Article(path.stem, path.read_text(encoding="utf8"), "", expected["published"], expected["source"]))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_article(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
    records = coded(path, expected)
    meetings = [
        {f: m[f] for f in FIELDS}
        | {"participants": [[p["name"], p["country"], p["office"], p["part"]] for p in m["participants"]]}
        for m in records["meetings"]
    ]
    assert meetings == expected["meetings"]
    assert [[a["name"], a["country"], a["office"]] for a in records["actors"] if a["kind"] == "person"] == expected[
        "persons"
    ]
    assert sorted({t["topic"] for t in records["topics"]}) == expected["topics"]


def test_the_curated_article():
    """Exactly the meetings, topics and actors a careful reader makes of it."""
    text = CURATED.read_bytes().decode("utf8")
    records = code(Article("china-iran", text, source="UrduPoint / Pakistan Point News"))
    assert records["articles"][0]["published"] == "2023-08-21"
    assert records["articles"][0]["dateline_place"] == "Beijing"
    call, visit, talks = records["meetings"]
    bureau = "Foreign Minister; Member of the Political Bureau of the Communist Party of China Central Committee"
    wang = {"name": "Wang Yi", "country": "CHN", "office": bureau, "part": "actor"}
    amir = {"name": "Hossein Amir-Abdollahian", "country": "IRN", "office": "Foreign Minister", "part": "actor"}
    assert (call["kind"], call["status"], call["date_start"], call["date_precision"]) == (
        "phone_call",
        "held",
        "2023-08-20",
        "day",
    )
    assert (call["date_text"], call["place"], call["place_country"]) == ("Sunday", "", "")
    assert (call["parties"], call["participants"]) == (["CHN", "IRN"], [wang, amir])
    assert (call["initiator"], call["main"]) == ("Hossein Amir-Abdollahian", True)
    assert (visit["kind"], visit["date_start"], visit["date_end"], visit["date_precision"]) == (
        "state_visit",
        "2023-02-01",
        "2023-02-28",
        "month",
    )
    assert (visit["place_country"], set(visit["parties"]), visit["main"]) == ("CHN", {"CHN", "IRN"}, False)
    assert [(p["name"], p["office"]) for p in visit["participants"]] == [("Ebrahim Raisi", "President")]
    assert visit["speaker"] == "Wang Yi"
    assert (talks["kind"], talks["date_precision"], talks["date_start"]) == ("talks", "unknown", "")
    assert (talks["place"], talks["place_country"], set(talks["parties"])) == ("Beijing", "CHN", {"IRN", "SAU"})
    assert talks["participants"] == []
    topics = {"bilateral_ties", "sovereignty_noninterference", "reconciliation", "belt_road", "nuclear", "brics_sco"}
    assert {t["topic"] for t in records["topics"]} == topics
    wave = next(t for t in records["topics"] if t["phrase"] == "reconciliation")
    assert (wave["speaker"], wave["speaker_country"]) == ("Wang Yi", "CHN")
    people = {a["name"]: (a["country"], a["office"]) for a in records["actors"] if a["kind"] == "person"}
    assert set(people) == {"Wang Yi", "Hossein Amir-Abdollahian", "Ebrahim Raisi"}
    assert people["Wang Yi"] == ("CHN", bureau)
    assert {"CHN", "IRN", "SAU"} <= {a["country"] for a in records["actors"] if a["kind"] == "country"}


@pytest.mark.parametrize("path", [CURATED, *sorted(FOLDER.glob("*.txt"))], ids=lambda p: p.stem)
def test_every_row_quotes_its_evidence_and_keeps_the_schema(path):
    text = path.read_bytes().decode("utf8")
    records = code(Article(path.stem, text, "", "2024-05-20"))
    for table in CODED:
        for row in records[table]:
            assert text[row["start"] : row["end"]] == row["evidence"]
            assert set(row) == set(TABLES[table].names)
            for column in TABLES[table].columns:
                if column.vocabulary:
                    assert row[column.name] in column.vocabulary


def test_a_meeting_only_the_headline_tells_cites_the_headline():
    """Its day is not that of another thing in the first sentence."""
    beside = Article(
        "a1", "Olive growers near Tartus waited for rain on Monday. Prices rose.", title="Tunisia and Iraq hold talks in Baghdad",
        published="2023-11-15",
    )  # fmt: skip
    records = code(beside)
    [meeting], [article] = records["meetings"], records["articles"]
    assert (meeting["parties"], meeting["date_start"]) == (["TUN", "IRQ"], "")
    assert meeting["evidence"] == "Tunisia and Iraq hold talks in Baghdad"
    assert article["text"][meeting["start"] : meeting["end"]] == meeting["evidence"]


def test_a_headline_that_opens_the_text_is_not_told_twice():
    text = "Tunisia and Iraq hold talks in Baghdad\n\nThe ministers spoke of trade."
    [article] = code(Article("a1", text, title="Tunisia  and Iraq hold talks in Baghdad"))["articles"]
    assert article["text"] == text
