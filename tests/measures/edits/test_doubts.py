"""What a reader should look at first."""

import pytest

from lib import tables as typed
from lib.catalogue.rows import dressed
from lib.measures.edits.changes import contradicted
from lib.measures.edits.doubts import DOUBTS, doubts
from tests.store.cases import records


def found(*articles, known=(), judged=()):
    return doubts(dressed(typed.to_tables(articles)), known, judged)


def doubted(rows, name):
    """(article, table) of the rows with this doubt."""
    return sorted(set(zip(rows.loc[rows[name], "article_id"], rows.loc[rows[name], "table"], strict=True)))


def test_every_row_is_there_once_and_those_judged_are_not():
    rows = found(records("a"), records("b"))
    assert len(rows) == len(set(rows["key"])) == 8
    left = found(records("a"), records("b"), judged=[("meetings", "a", "m1")])
    assert len(left) == 7
    assert ("a", "meetings") not in set(zip(left["article_id"], left["table"], strict=True))


def test_what_is_undated_is_meetings_and_events():
    assert doubted(found(records("a", day=""), records("b")), "undated") == [("a", "events"), ("a", "meetings")]


@pytest.mark.parametrize(("day", "against"), [("2023-08-20", False), ("2023-08-21", True), ("2023-08-23", False)])
def test_two_articles_contradict_each_other_in_the_day_of_one_meeting(day, against):
    rows = found(records("a"), records("b", day=day))
    assert doubted(rows, "contradicted") == ([("a", "meetings"), ("b", "meetings")] if against else [])


def test_a_contradiction_far_down_the_list_is_found():
    days = [f"2023-0{n}-10" for n in range(1, 8)]
    made = [records(f"a{n}", day=day) for n, day in enumerate(days)] + [records("x", day="2023-05-11")]
    meetings = dressed(typed.to_tables(made))["meetings"]
    assert {meetings.set_index("key").loc[key, "article_id"] for key in contradicted(meetings)} == {"a4", "x"}


def test_readers_differ_where_one_alone_tells_a_row_of_an_article_both_read():
    both = records("a")
    both["meetings"][0]["reader"] = "coder+llama"
    both["events"][0]["reader"] = "llama"
    alone = records("b")
    rows = found(both, alone)
    assert doubted(rows, "differ") == [("a", "events")]
    assert rows.iloc[0]["article_id"] == "a"


def test_a_person_the_codebook_does_not_know_is_a_new_name():
    made = records("a")
    made["actors"] = [
        made["actors"][0] | {"actor_id": name, "name": name, "kind": "person"} for name in ("Wang Yi", "N. N.")
    ]
    rows = found(made, known=["Wang Yi"])
    assert rows.loc[rows["new"], "row"].tolist() == ["N. N."]


def test_the_least_probable_come_first_where_nothing_else_is_doubtful():
    rows = found(*(records(f"a{n}") for n in range(3)))
    plain = rows[~rows[[*DOUBTS]].any(axis=1)]
    assert plain["confidence"].is_monotonic_increasing
