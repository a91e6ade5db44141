"""What new articles would change, on small hand-made tables."""

import pytest

from lib.measures.edits.changes import changes
from lib.tables import to_tables


def meeting(article: str = "old", **told: object) -> dict:
    row = {
        "meeting_id": f"{article}-m1", "kind": "phone_call", "status": "held", "date_start": "2023-08-20",
        "date_end": "2023-08-20", "date_precision": "day", "date_text": "on Sunday", "place": "", "place_country": "",
        "parties": ["CHN", "IRN"], "participants": [], "initiator": "", "main": True, "speaker": "", "confidence": 0.9,
        "article_id": article, "sentence": 0, "start": 0, "end": 1, "evidence": "x",
    }  # fmt: skip
    return row | told


def tables(article: str, *meetings: dict) -> dict:
    known = dict.fromkeys(
        [
            "title",
            "source",
            "author",
            "published",
            "dateline_place",
            "url",
            "added_at",
            "published_precision",
            "published_from",
        ],
        "",
    )
    row = {"article_id": article, "language": "en", "text": "x", "words": 1, "origin": "uploaded", "sha256": article}
    records = {"articles": [row | known], "meetings": list(meetings), "topics": [], "actors": [], "events": []}
    return to_tables([records])


def counts(before: dict, added: dict) -> tuple[int, int, int]:
    found = changes(before, added)
    return len(found["new"]), len(found["merged"]), len(found["contradictions"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, (0, 1, 0)),
        ({"parties": ["IRN", "CHN"]}, (0, 1, 0)),
        ({"parties": ["IRN", "SAU"]}, (1, 0, 0)),
        ({"kind": "meeting"}, (1, 0, 0)),
        ({"kind": "video_meeting"}, (0, 1, 0)),
        ({"date_start": "2023-08-21", "date_end": "2023-08-21"}, (1, 0, 1)),
        ({"date_start": "2023-08-25", "date_end": "2023-08-25"}, (1, 0, 0)),
        ({"date_start": "2023-08-01", "date_end": "2023-08-31", "date_precision": "month"}, (1, 0, 0)),
        ({"date_start": "", "date_end": "", "date_precision": "unknown"}, (1, 0, 0)),
        ({"status": "cancelled"}, (0, 1, 1)),
    ],
)
def test_a_meeting_told_before(told, expected):
    assert counts(tables("old", meeting()), tables("new", meeting("new", **told))) == expected


def test_another_place_is_a_contradiction():
    old = meeting(kind="talks", place="Muscat", place_country="OMN")
    new = meeting("new", kind="talks", place="Baghdad", place_country="IRQ")
    [row] = changes(tables("old", old), tables("new", new))["contradictions"].to_dict("records")
    assert (row["what"], row["before"], row["after"]) == ("place", "Muscat", "Baghdad")


def test_an_article_coded_again_does_not_contradict_itself():
    later = meeting(date_start="2023-08-21", date_end="2023-08-21")
    assert counts(tables("old", meeting()), tables("old", later)) == (1, 0, 0)


def test_only_figures_that_move_are_told():
    assert changes(tables("old", meeting()), tables("new"))["wave"].empty
