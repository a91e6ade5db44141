"""Articles coded in the background while a reader watches."""

import time

import pytest

from lib.batch import plan
from lib.batch.job import Job, Upload, recoded
from lib.loaders.duplicates import Index, Known
from tests.loaders import made

TEXT = (
    "Saudi Foreign Minister Faisal bin Farhan met Iranian Foreign Minister Hossein Amir-Abdollahian in Riyadh on Sunday. "
    "The two ministers discussed the reopening of embassies and the war in Gaza, the Saudi ministry said in a statement."
)


def lines(*uploads: Upload, known: Index | None = None) -> list:
    job = Job(list(uploads), (known or Index()).find).wait(60)
    assert job.failure is None
    assert not job.running
    assert job.done == job.total
    return job.lines


def test_every_upload_gets_its_lines_in_order():
    found = lines(
        Upload("a.txt", TEXT.encode()),
        Upload("b.exe", b"MZ\x90\x00"),
        Upload("c.zip", made.archive({"x.pdf": made.pdf(), "../y.txt": b"x"})),
        Upload("d.xlsx", made.xlsx(), mapping={"Body": "text", "Headline": "title"}),
        Upload(
            "e.txt", "Der iranische Außenminister traf am Donnerstag in Peking seinen saudischen Amtskollegen.".encode()
        ),
    )
    told = [(line.name, line.state) for line in found]
    assert told == [
        ("a.txt", "coded"), ("b.exe", "skipped"), ("c.zip/x.pdf", "coded"), ("c.zip/../y.txt", "skipped"),
        ("d.xlsx:1", "copy"), ("d.xlsx:2", "coded"), ("e.txt", "kept"),
    ]  # fmt: skip
    assert "MJ102" in found[1].note
    assert found[4].note == "Same text as c.zip/x.pdf"
    assert found[5].article["title"] == "A second article"
    assert "German" in found[6].note
    assert all(line.records is None for line in found if line.state == "skipped")


def test_a_long_text_is_read_apart_as_files_of_others_are(monkeypatch):
    """What it costs to read is not the server's, nor without a limit."""
    monkeypatch.setattr(plan, "read", lambda source: pytest.fail(f"{source.name} was read here"))
    [line] = lines(Upload("long.txt", f"{TEXT}\n\n".encode() * 1_000))
    assert line.state == "coded"


def test_copies_of_what_the_reader_has_are_told():
    known = Index()
    known.add("mine", Known.of(TEXT))
    [exact, near] = lines(
        Upload("a.txt", TEXT.upper().encode()),
        Upload("b.txt", (TEXT + " Reporting by an agency.").encode()),
        known=known,
    )
    assert (exact.state, exact.note) == ("copy", "Same text as mine, which you have")
    assert near.state == "copy"
    assert near.note.endswith("% the same as mine, which you have")


def test_what_the_reader_knows_of_a_pasted_text_is_used():
    [line] = lines(Upload("pasted text.txt", TEXT.encode(), fields={"published": "2023-08-21", "source": "Agency"}))
    assert (line.article["published"], line.article["source"], line.article["origin"]) == (
        "2023-08-21",
        "Agency",
        "uploaded",
    )
    assert line.records["meetings"][0]["date_start"] == "2023-08-20"


def test_a_date_given_afterwards_dates_the_meeting():
    [line] = lines(Upload("a.txt", TEXT.encode()))
    assert line.records["meetings"][0]["date_start"] == ""
    again = recoded(line.records, published="2023-08-21")
    assert again["meetings"][0]["date_start"] == "2023-08-20"
    assert again["articles"][0] == line.article | {"published": "2023-08-21", "published_precision": "day"}


def test_a_job_can_be_cancelled():
    kept = []
    job = Job([Upload(f"{n}.txt", f"{TEXT} {n}. ".encode() * 10) for n in range(400)], keep=kept.extend)
    while not job.lines and job.running:
        time.sleep(0.02)
    job.cancel()
    assert not job.wait(30).running
    assert 0 < len(job.lines) < 400
    assert kept == job.lines
    assert job.failure is None


def test_too_much_at_once_is_refused_and_the_rest_read(monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_FILES", "1")
    first, second = lines(Upload("a.txt", TEXT.encode()), Upload("b.txt", b"Another text."))
    assert (first.state, second.state) == ("coded", "skipped")
    assert "MJ113" in second.note


@pytest.mark.parametrize("name", made.MANY)
def test_tables_are_coded_row_by_row(name):
    assert [line.state for line in lines(Upload(name, made.MANY[name]()))] == ["coded", "coded"]


def test_a_file_read_apart_takes_what_the_reader_knows():
    [line] = lines(Upload("a.pdf", made.pdf(), fields={"published": "2023-08-21", "source": "Ministry"}))
    assert (line.article["published"], line.article["source"]) == ("2023-08-21", "Ministry")
