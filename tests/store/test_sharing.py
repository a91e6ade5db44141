"""What was shared is taken back, and what nobody comes back to is deleted."""

import pytest

from lib.__main__ import main
from lib.store import Store, visits
from tests.store.cases import records
from tests.store.test_store import accepted, ids


def test_who_shared_takes_back_with_what_others_corrected(filled):
    filled.ingest([records("mine")], session="s1")
    filled.share(["mine"], "s1")
    assert filled.articles("s1")["given"].tolist() == [False, False, True]
    assert not filled.articles("s2")["given"].any()
    step = filled.correct([accepted(filled, "mine", "s2")], "s2", "Ben")
    assert filled.unshare(["mine", "a0"], "s2") == []
    before = filled.version("s2")
    assert filled.unshare(["mine", "a0"], "s1") == ["mine"]
    assert filled.version("s2") != before
    assert ids(filled) == ids(filled, "s2") == ["a0", "a1"]
    assert filled.articles("s1")["mine"].tolist() == [False, False, True]
    assert [c.author for c in filled.corrections("s1")] == ["Ben"]
    assert filled.undo("s2", step) == 0  # it is no article of theirs any more
    assert filled.review("mine", "s1")[0]["meetings"]["state"].tolist() == ["accepted"]
    assert filled.share(["mine"], "s1") == ["mine"]
    assert filled.review("mine", "s2")[0]["meetings"]["state"].tolist() == ["accepted"]


def test_a_step_over_several_articles_is_undone_only_where_it_is_seen(filled):
    filled.ingest([records("mine")], session="s1")
    filled.share(["mine"], "s1")
    step = filled.correct([accepted(filled, "mine", "s2"), accepted(filled, "a0", "s2")], "s2")
    filled.unshare(["mine"], "s1")
    assert filled.undo("s2") == step
    assert filled.review("a0")[0]["meetings"]["state"].tolist() == [""]
    assert filled.review("mine", "s1")[0]["meetings"]["state"].tolist() == ["accepted"]


def test_a_text_that_two_shared_stays(filled):
    for session in ("s1", "s2"):
        filled.ingest([records("both")], session=session)
    for session in ("s1", "s2"):
        assert filled.share(["both"], session) == ["both"]
    assert filled.unshare(["both"], "s1") == filled.unshare(["both"], "s2") == filled.unshare(["both"]) == []
    assert "both" in ids(filled)


def test_the_command_line_takes_back_what_a_visitor_shared(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAJLIS_DATABASE_URL", url := f"sqlite:///{tmp_path / 'one.sqlite3'}")
    store = Store(url, curated=False)
    store.ingest([records("mine")], session="s1")
    store.share(["mine"], "s1")
    store.ingest([records("ours", "Iraq and Kuwait met again in Basra")])
    assert main(["unshare", "mine", "ours"]) == 1
    assert "MJ316: " in capsys.readouterr().err
    assert ("mine" in ids(store, "s1"), "mine" in ids(store), "ours" in ids(store)) == (True, False, True)
    assert main(["unshare", "ours", "--remove"]) == 0
    assert "ours" not in ids(store)
    store.close()


@pytest.fixture
def on(monkeypatch):
    """It is this day."""
    return lambda day: monkeypatch.setattr("lib.store.now", lambda: f"{day}T10:00:00Z")


def test_what_nobody_came_back_to_is_deleted(filled, on):
    on("2025-01-01")
    for session in ("gone", "back", "shares"):
        filled.ingest([records(f"of-{session}", f"Iraq and Kuwait met for {session}")], session=session)
        filled.call(session, "Ana")
    filled.correct([accepted(filled, "of-gone", "gone")], "gone")
    filled.share(["of-shares"], "shares")
    filled.visit("anybody")  # whose visit nobody noted came today
    on("2025-05-01")
    filled.visit("back")
    on("2025-07-20")  # the 200th day
    filled.visit("anybody")
    assert len(ids(filled, "gone")) == 4
    on("2025-07-21")
    filled.visit("anybody")
    assert len(ids(filled, "gone")) == len(ids(filled)) == 3
    assert (filled.name("gone"), filled.corrections("gone")) == ("", [])
    assert (filled.name("back"), len(ids(filled, "back"))) == ("Ana", 4)
    assert filled.articles("back")["mine"].sum() == 1
    assert f"did not come back to in {visits.ORPHANED} days" in open("README.md").read()  # noqa: SIM115
