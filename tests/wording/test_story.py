"""The sentences of a story state what the tables hold, and nothing else."""

import pandas as pd
import pytest

from lib.wording import phrases, story

NAMES = {"CHN": "China", "IRN": "Iran", "SAU": "Saudi Arabia"}


def name(code: str) -> str:
    return NAMES.get(code, code)


@pytest.fixture
def meetings() -> pd.DataFrame:
    wang = {"name": "Wang Yi", "country": "CHN", "office": "Foreign Minister", "part": "recipient"}
    amir = {"name": "Hossein Amir-Abdollahian", "country": "IRN", "office": "Foreign Minister", "part": "actor"}
    rows = [
        ("state_visit", "2023-02-01", "2023-02-28", "month", "", ["CHN", "IRN"], [], "", False),
        ("phone_call", "2023-08-20", "2023-08-20", "day", "", ["CHN", "IRN"], [wang, amir], amir["name"], True),
        ("talks", None, None, "unknown", "Beijing", ["IRN", "SAU"], [], "", False),
    ]
    columns = [
        "kind",
        "date_start",
        "date_end",
        "date_precision",
        "place",
        "parties",
        "participants",
        "initiator",
        "main",
    ]
    frame = pd.DataFrame(rows, columns=columns).assign(status="held")
    return frame.assign(date_start=pd.to_datetime(frame["date_start"]), date_end=pd.to_datetime(frame["date_end"]))


def test_the_main_contact(meetings):
    words = story.main_meeting(meetings, name)
    assert words.headline == "China and Iran: phone call on 20 August 2023"
    assert words.lines == (
        "Took part: Wang Yi (Foreign Minister, China) and Hossein Amir-Abdollahian (Foreign Minister, Iran).",
        "Initiated by Hossein Amir-Abdollahian, the text says.",
    )


def test_contacts_and_what_is_not_dated(meetings):
    words = story.meetings(meetings, name)
    assert words.headline == "Iran is in all 3 meetings: 2 with China and 1 with Saudi Arabia"
    assert words.lines == (
        "The text tells of 3 meetings, 1 of them without a date.",
        "China and Iran: state visit in February 2023; Iran and Saudi Arabia: talks in Beijing on an unknown date.",
    )


def test_meetings_are_told_by_whom_most_of_them_bring_together(meetings):
    others = pd.concat([meetings, meetings.head(1).assign(parties=[["EGY", "QAT"]])])
    assert story.meetings(others, name).headline == "Iran is in 3 of 4 meetings: 2 with China and 1 with Saudi Arabia"
    assert (
        story.meetings(meetings.tail(1), name).headline == "Iran and Saudi Arabia: talks in Beijing on an unknown date"
    )


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2023-08-20", "2023-08-20", "day", "on 20 August 2023"),
        ("2023-08-20", "2023-08-22", "day", "from 20 August 2023 to 22 August 2023"),
        ("2023-02-01", "2023-02-28", "month", "in February 2023"),
        ("2023-05-01", "2023-05-07", "week", "in the week of 1 May 2023"),
        ("2023-01-01", "2023-12-31", "year", "in 2023"),
        (None, None, "unknown", "on an unknown date"),
    ],
)
def test_dates_are_as_precise_as_they_are(start, end, precision, said):
    assert phrases.when(pd.to_datetime(start), pd.to_datetime(end), precision) == said


def test_actors():
    rows = [("wang", "Wang Yi", "person", 9, 6), ("chn", "China", "country", 12, 0), ("amir", "Amir", "person", 5, 1)]
    words = story.actors(pd.DataFrame(rows, columns=["actor_id", "name", "kind", "mentions", "statements"]), name)
    assert words.headline == "China is named most often, 12 times, of 3 actors"
    assert words.lines == ("2 people among them.", "Quoted most: Wang Yi (6 statements) and Amir (1 statement).")


def test_topics():
    rows = [("nuclear", "CHN"), ("nuclear", "IRN"), ("belt_road", "IRN"), ("brics_sco", "")]
    words = story.topics(pd.DataFrame(rows, columns=["topic", "speaker_country"]), name)
    assert words.headline == "Nuclear comes up most, 2 times, of 3 topics"
    assert words.lines == ("In reported speech: Iran 2 topics and China 1 topic.",)


def test_a_claim_stands_beside_its_article_and_the_chronology():
    words = story.claim("Wang Yi", False, "1 pair moved", "March 2023 to July 2023", "A wave is found.")
    assert words.headline == (
        "A reconciliation wave is claimed by Wang Yi: the chronology has one, March 2023 to July 2023; "
        "this article alone does not support it"
    )
    assert words.lines == ("This article alone: 1 pair moved.", "The chronology: a wave is found.")
    assert story.claim("", True, "", "", "").headline.endswith(
        "claimed by the text: the chronology has none; this article alone supports it"
    )


@pytest.mark.parametrize(("count", "said"), [(0, "no pairs"), (1, "1 pair"), (4, "4 pairs"), (1200, "1,200 pairs")])
def test_counts_agree_with_their_nouns(count, said):
    assert phrases.plural(count, "pair") == said
