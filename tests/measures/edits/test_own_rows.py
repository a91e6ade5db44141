"""What coding anew changes, which names nobody knows, and which rows corrections suggest."""

import pandas as pd

from lib.batch.work import coded
from lib.measures.edits.corrections import ADD, CHANGE, Correction
from lib.measures.edits.recoded import ADDED, CHANGED, REMOVED, differences
from lib.measures.edits.unknown import Suggestion, suggested, unknown
from lib.schema import Article
from tests.store.cases import records


def other(**changed: dict) -> dict:
    """The made-up article with the first row of a table changed."""
    made = records("a")
    for table, values in changed.items():
        made[table] = [{**made[table][0], **values}, *made[table][1:]]
    return made


def told(after: dict, before: dict | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.table, each.what, each.columns) for each in differences(before or records("a"), after)]


def test_the_same_rows_under_other_numbers_are_no_difference():
    assert told(other(meetings={"meeting_id": "m9"}, events={"event_id": "e9", "meeting_id": "m9"})) == []


def test_rows_are_added_changed_and_removed():
    assert told(other(meetings={"place": "Doha"})) == [("meetings", CHANGED, ("place",))]
    assert told({**records("a"), "topics": []}) == [("topics", REMOVED, ())]
    assert told(records("a"), {**records("a"), "topics": []}) == [("topics", ADDED, ())]
    [moved] = differences(records("a"), {**records("a"), "topics": []})
    assert (moved.article_id, moved.row["topic"]) == ("a", records("a")["topics"][0]["topic"])


def test_an_actor_of_another_name_is_the_same_one():
    assert told(other(actors={"actor_id": "person:x", "name": "X"})) == [("actors", CHANGED, ("name",))]


def test_unknown_people_come_by_how_many_articles_name_them():
    said = {
        "a": "Zork Blimey, an envoy, met Omani Foreign Minister Badr Albusaidi. Zork Blimey said so.",
        "b": "Omani envoy Zork Blimey met the Iranian president. Wibble Wobblety said he was glad.",
    }
    rows = [row for name, text in said.items() for row in coded(Article(name, text))["actors"]]
    found = unknown(pd.DataFrame(rows))
    assert found.index[0] == "person:zork-blimey"
    assert found.iloc[0].to_dict() | {"mentions": 0} == {
        "name": "Zork Blimey", "articles": 2, "mentions": 0, "country": "OMN", "office": found.iloc[0]["office"],
    }  # fmt: skip
    assert "Badr Albusaidi" not in set(found["name"])
    assert list(unknown(pd.DataFrame(rows).iloc[:0])["name"]) == []


def person(name: str, side: str) -> dict[str, str]:
    return {"name": name, "country": side, "office": "", "part": "actor"}


def test_what_is_put_right_three_times_suggests_a_row():
    by_hand = Correction("actors", "a", {"name": "Zork Blimey"}, CHANGE, "country", "", "OMN")
    met = Correction(
        "meetings", "b", {}, CHANGE, "participants", [person("Zork Blimey", "")], [person("Zork Blimey", "OMN")]
    )
    added = Correction("actors", "c", {}, ADD, new={"name": "Zork Blimey", "country": "OMN", "kind": "person"})
    assert suggested([by_hand, met]) == []
    assert suggested([by_hand, met, added]) == [Suggestion("Zork Blimey", 3, country="OMN")]
    assert suggested([by_hand, met, Correction("actors", "c", {}, ADD, new=added.new, undone=True)]) == []
    known = Correction("actors", "a", {"name": "Wang Yi"}, CHANGE, "country", "", "CHN")
    assert suggested([known] * 3) == [], "the codebook has it"


def test_a_name_put_right_three_times_suggests_another_spelling():
    spelled = Correction("actors", "a", {}, CHANGE, "name", "Wang Yee", "Wang Yi")
    assert suggested([spelled] * 3) == [Suggestion("Wang Yi", 3, alias="Wang Yee")]
    nobody = Correction("actors", "a", {}, CHANGE, "name", "Wang Yee", "Nobody Known")
    assert suggested([nobody] * 3) == []
