"""Two readers, one table: what they agree on, what one of them tells, in what they differ, and whose rows stand."""

import pytest

from lib import coder, reader
from lib.reader.endpoint import Answer
from lib.reader.instructions import chances
from lib.reader.settings import Settings
from lib.schema import CODED, TABLES
from lib.tables import to_tables, validate_evidence
from tests.reader.test_held import EVENT, MEETING, read

CALLED = {
    "quote": "Cairo will host Turkish officials next month.", "kind": "visit", "status": "planned", "date_words": "next month",
    "date": "2023-06", "parties": ["EGY", "TUR"],
}  # fmt: skip


@pytest.fixture
def both(article):
    """The coder's records, and both readers compared; the model has another status, and a topic of its own."""
    records = coder.code(article)
    told = [MEETING | {"status": "planned"}, CALLED]
    topics = [{"topic": "maritime", "quote": "fishing rights"}, {"topic": "humanitarian", "quote": "Sudan's grain"}]
    actors = [
        {"written": "Sameh Shoukry", "kind": "person", "country": "EGY"},
        {"written": "Sudan", "kind": "country", "country": "SDN"},
    ]
    return records, reader.compare(records, read(article, meetings=told, events=[EVENT], topics=topics, actors=actors))


def test_rows_are_matched_as_occasions_are(both):
    records, compared = both
    met = [pair for pair in compared.pairs if pair.table == "meetings" and pair.told_by == "both"]
    assert [(set(p.coder["parties"]), p.differing) for p in met if p.coder["status"] == "held"] == [
        ({"QAT", "EGY"}, ("status",))
    ]
    told = [pair.coder for pair in compared.pairs if pair.coder]
    assert all(row in told for table in CODED for row in records[table])
    assert ("maritime", "model") in [
        (p.model["topic"], p.told_by) for p in compared.pairs if p.table == "topics" and p.model
    ]


def test_differences_of_one_occasion_come_first(both):
    told = [pair.told_by for pair in both[1].differences]
    assert told == sorted(told, key=lambda by: by != "both")
    assert {"both", "coder", "model"} == set(told)


def test_with_the_coder_nothing_changes(both):
    records, compared = both
    assert reader.stand(compared, "coder") is records
    assert {row["reader"] for table in CODED for row in records[table]} == {"coder"}


def test_rows_of_the_coder_alone_stand_as_they_are(both):
    compared = both[1]
    alone = [(p.table, p.coder) for p in compared.pairs if p.told_by == "coder"]
    assert alone
    assert all(row in reader.stand(compared, "either")[table] for table, row in alone)


@pytest.mark.parametrize(
    ("which", "readers"),
    [
        ("model", {"made-up", "coder+made-up"}),
        ("agreed", {"coder+made-up"}),
        ("either", {"coder", "made-up", "coder+made-up"}),
    ],
)
def test_the_rows_that_stand_are_told_by_whom(both, which, readers):
    stood = reader.stand(both[1], which)
    assert {row["reader"] for table in CODED for row in stood[table]} == readers
    validate_evidence(to_tables([stood]))
    for table in CODED:
        keys = [row[TABLES[table].key] for row in stood[table]]
        assert len(keys) == len(set(keys)), table
    there = {row["meeting_id"] for row in stood["meetings"]} | {""}
    assert {row["meeting_id"] for row in stood["events"]} <= there
    assert any(row["meeting_id"] for row in stood["events"])


def test_a_row_that_both_tell_is_surer_and_the_coders(both):
    _, compared = both
    (row,) = [m for m in reader.stand(compared, "agreed")["meetings"] if "QAT" in m["parties"]]
    assert (row["status"], row["reader"]) == ("held", "coder+made-up")
    assert row["confidence"] >= chances()["both"] > chances()["model"]
    (row,) = [m for m in reader.stand(compared, "model")["meetings"] if "QAT" in m["parties"]]
    assert row["status"] == "planned"


def test_the_setting_says_which_stand(both, monkeypatch):
    records, compared = both
    monkeypatch.delenv("MAJLIS_READER_STANDS", raising=False)
    assert reader.stand(compared) is records
    monkeypatch.setenv("MAJLIS_READER_STANDS", "agreed")
    assert reader.stand(compared) == reader.stand(compared, "agreed")


def test_the_same_article_is_compared_as_the_store_keeps_it(article):
    records = coder.code(article)
    kept = reader.article_of(records["articles"][0])
    assert coder.code(kept)["articles"][0]["text"] == records["articles"][0]["text"]
    assert read(kept, meetings=[MEETING]).rows["meetings"] == read(article, meetings=[MEETING]).rows["meetings"]


def test_of_an_article_that_was_not_read_no_differences_are_told(article):
    reading = reader.read(article, lambda question: Answer("Hm."), Settings(model="made-up"))
    compared = reader.compare(coder.code(article), reading)
    assert compared.pairs
    assert not compared.differences
