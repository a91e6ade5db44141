"""The files of the open gold hold what their README says."""

from urllib.parse import urlsplit

import pytest

from lib.schema import EVENT_STATUSES, EVENT_TYPES, MEETING_KINDS, MEETING_STATUSES, STAGES, TOPICS
from tests.quality.gold import FOLDER, PARTS, lines, part_of, read

PUBLISHERS = {"www.state.gov", "www.whitehouse.gov", "bidenwhitehouse.archives.gov"}
README = (FOLDER / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def files():
    return {table: lines(FOLDER / f"{table}.jsonl") for table in ("articles", "meetings", "events")}


def test_an_article_stands_once_and_in_its_part(files):
    articles = files["articles"]
    assert len({a["id"] for a in articles}) == len({a["url"] for a in articles}) == len(articles)
    assert [a["id"] for a in articles if a["part"] != part_of(a["published"])] == []
    assert [len(read(part)) for part in ("", *PARTS)] == [195, 133, 62]


def test_every_text_is_a_page_of_its_government(files):
    assert {urlsplit(a["url"]).netloc for a in files["articles"]} == PUBLISHERS
    assert [a["id"] for a in files["articles"] if "joint statement" in a["title"].casefold()] == []


def test_every_row_quotes_its_article(files):
    texts = {a["id"]: a["text"] for a in files["articles"]}
    for row in (*files["meetings"], *files["events"]):
        assert row["evidence"]
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["evidence"]


def test_every_value_is_a_word_of_the_schema(files):
    meetings, events = files["meetings"], files["events"]
    assert {topic for a in files["articles"] for topic in a["topics"]} <= set(TOPICS)
    assert {k for m in meetings for k in (m["kind"], *m["alternatives"].get("kind", []))} <= set(MEETING_KINDS)
    assert {s for m in meetings for s in (m["status"], *m["alternatives"].get("status", []))} <= set(MEETING_STATUSES)
    assert {t for e in events for t in (e["event_type"], *e["alternatives"].get("event_type", []))} <= set(EVENT_TYPES)
    assert {e["status"] for e in events} <= set(EVENT_STATUSES)
    assert {e["stage"] for e in events} <= {"", *STAGES}
    digits = {"day": 10, "month": 7, "year": 4, "unknown": 0}
    assert [m for m in meetings if len(m["date_start"]) != digits[m["date_precision"]]] == []
    assert [m for m in meetings for field in m["alternatives"] if field not in m] == []


@pytest.mark.parametrize("table", ["articles", "meetings"])
def test_the_readme_tells_every_column(files, table):
    told = README.split(f"**{table}.jsonl**")[1].split("**")[0]
    assert [column for column in files[table][0] if f"`{column}`" not in told] == []


def test_the_readme_counts_right():
    for row, count in {
        "articles (White House, US State Department)": lambda gold: len(gold),
        "articles without a meeting": lambda gold: sum(all(m["optional"] for m in g.meetings) for g in gold),
        "articles read for events": lambda gold: sum(g.events is not None for g in gold),
        "meetings, and optional ones beside them": lambda gold: sum(
            not m["optional"] for g in gold for m in g.meetings
        ),
        "events, and optional ones beside them": lambda gold: sum(
            not e["optional"] for g in gold for e in g.events or []
        ),
    }.items():
        cells = README.split(f"| {row} |")[1].split("\n")[0].split("|")
        assert [int(cell.split()[0].strip(",")) for cell in cells[:3]] == [count(read(part)) for part in (*PARTS, "")]


def test_two_tellings_of_one_day_are_in_one_part():
    days = {(g.article.published, g.part) for g in read()}
    assert len(days) == len({day for day, _ in days})
