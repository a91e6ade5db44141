"""Who sees what: a browser with its cookie what is shared and what is its own, everybody else what is shared."""

import pytest

from lib.api import door
from lib.export.tables.about import EXPORTED
from lib.measures.edits.corrections import Correction
from tests.api.conftest import ONE, OTHER
from tests.store.cases import records

NOBODY = [
    "",
    "0" * 31,
    "x" * 32,
    ONE.upper() + "A",
    door.session(ONE),
]  # the last: what the database knows of the visitor


def names(client) -> set[str]:
    return {row["article_id"] for row in client.get("/api/articles").json()["rows"]}


def all_of(client) -> str:
    """All that a program can read, in one text."""
    paths = [f"/api/{table}{end}" for table in EXPORTED for end in ("", ".csv")]
    paths += ["/api", "/api/filters", "/api/wave?evidence=both", "/api/openapi.json"]
    return "\n".join(client.get(path).text for path in paths)


def test_a_browser_sees_its_own_and_what_is_shared_but_for_what_it_hid(browser):
    one = browser(ONE)
    assert names(one) == {"a", "c", "mine"}
    (row,) = one.get("/api/meetings?source=My+desk").json()["rows"]
    assert (row["kind"], row["place"]) == ("summit", "Quiet Bay")
    assert one.get("/api/articles/mine").json()["meetings"] == [row]
    assert one.get("/api/articles/b").status_code == 404
    assert "what is your browser's own" in one.get("/api").json()["sees"]


@pytest.mark.parametrize("token", [OTHER, *NOBODY])
def test_nobody_else_sees_anything_of_it(browser, token):
    client = browser(token)
    assert names(client) == {"a", "b", "c"}
    read = all_of(client)
    assert not [word for word in ("mine", "My desk", "Quiet Bay") if word in read]
    for path in ("/api/articles/mine", "/api/evidence/mine", "/api/evidence/mine?row=m1"):
        assert client.get(path).json()["code"] == "MJ304"
    assert client.get("/api/meetings?source=My+desk").json()["code"] == "MJ712"


def test_what_one_was_sent_is_not_known_to_another(browser, client):
    """The marks of answers are those of what a visitor sees: nobody is told that nothing changed of what they never saw."""
    for path in ("/api/meetings", "/api/articles"):
        known = {"If-None-Match": browser(ONE).get(path).headers["etag"]}
        assert browser(OTHER).get(path, headers=known).status_code == 200
        assert client.get(path, headers=known).status_code == 200
    shared = {"If-None-Match": client.get("/api/topics").headers["etag"]}
    assert browser(OTHER).get("/api/topics", headers=shared).status_code == 304


def test_visitors_who_ask_in_turn_are_not_mixed_up(store, browser, client):
    one, other = browser(ONE), browser(OTHER)
    for path in ("/api/meetings", "/api/wave?evidence=articles", "/api/filters", "/api/articles/a"):
        alone = [each.get(path).json() for each in (one, other, client)]
        assert alone == [each.get(path).json() for each in (one, other, client)]
    store.ingest([records("hers", source="Her desk")], door.session(OTHER))
    assert names(other) == {"a", "b", "c", "hers"}
    assert names(one) == {"a", "c", "mine"}
    store.share(["hers"], door.session(OTHER))
    assert "hers" in names(client) & names(one)
    store.unshare(["hers"], door.session(OTHER))
    assert "hers" not in names(client) | names(one)


def test_what_is_hidden_for_all_is_hidden_here(store, browser, client):
    store.hide(["a", "chronology"])
    assert names(client) == {"b", "c"}
    assert client.get("/api/articles/a").status_code == 404
    assert client.get("/api/chronology").json()["total"] == 0
    assert client.get("/api/wave").json()["waves"] == []
    assert browser(OTHER).get("/api/chronology.csv").text.count("\r\n") == 1


def test_a_correction_of_what_is_shared_is_seen_by_all_and_one_of_ones_own_by_nobody(store, client):
    anchor = store.review("a")[0]["meetings"]["anchor"].iloc[0]
    store.correct([Correction("meetings", "a", anchor, "change", "place", new="Doha")], door.session(OTHER))
    assert {row["place"] for row in client.get("/api/meetings").json()["rows"]} == {"Doha", ""}
