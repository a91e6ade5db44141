"""What is kept between reads is what a new reading would give, whatever happened in between."""

import random

import pytest
from pandas.testing import assert_frame_equal

from lib.measures.edits.corrections import ACCEPT, CHANGE, DELETE, Correction
from lib.store import Store, opening, snapshot
from lib.store.corpus import Corpus
from lib.store.layout import shape
from tests.store.cases import records

SESSIONS = (None, "s1", "s2")


def assert_same(kept: Store, fresh: Store) -> None:
    for session in SESSIONS:
        ours, theirs = kept.tables(session), fresh.tables(session)
        for name in theirs:
            assert_frame_equal(ours[name], theirs[name])
        assert_frame_equal(kept.articles(session), fresh.articles(session))


def something(store: Store, dice: random.Random, number: int) -> None:
    """One of the things that happen to a store."""
    session = dice.choice(SESSIONS)
    known = store.articles(session)
    mine = known["mine"] if session else ~known["mine"]
    own = known.loc[mine, "article_id"].tolist()
    what = dice.choice(["add", "add", "again", "correct", "delete", "undo", "share", "remove", "hide"])
    if what == "add" or not own:
        store.ingest([records(f"n{number}-{k}") for k in range(dice.randint(1, 4))], session)
    elif what == "again":
        again = dice.choice(own)
        text = store.tables(session)["articles"].set_index("article_id")["text"].get(again, "")
        store.ingest([records(again, text, kind="summit")], session)
    elif what in ("correct", "delete"):
        article = dice.choice(own)
        anchors = store.review(article, session)[0]["meetings"]["anchor"]
        if len(anchors):
            action, column, new = (CHANGE, "kind", "visit") if what == "correct" else (DELETE, "", None)
            store.correct([Correction("meetings", article, anchors[0], action, column, new=new)], session)
    elif what == "undo":
        store.undo(session)
    elif what == "share" and session:
        store.share(own[:2], session)
    elif what == "remove":
        store.remove(own[-1:], session)
    else:
        store.hide(own[0], session, hidden=dice.random() < 0.6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2, 3))])
def test_reading_what_changed_gives_what_reading_all_gives(url, seed, monkeypatch):
    monkeypatch.setattr(snapshot, "WORTH", 3)  # so that the snapshot takes part
    dice = random.Random(seed)
    store = Store(url, curated=False)
    store.ingest([records(f"a{n}") for n in range(8)])
    for number in range(25):
        something(store, dice, number)
        if number % 5 == 4:
            store.close()  # until the snapshot is written
            fresh = Store(url, curated=False)
            monkeypatch.setattr(snapshot, "load", lambda *_: Corpus())
            assert_same(store, fresh)
            monkeypatch.undo()
            monkeypatch.setattr(snapshot, "WORTH", 3)
            fresh.close()
    store.close()


def test_what_did_not_change_is_not_read_again(filled, monkeypatch):
    before = filled.tables()
    asked = []
    read = snapshot.Shelf.corpus
    monkeypatch.setattr(
        snapshot.Shelf,
        "corpus",
        lambda self, owner, tokens, more: read(self, owner, tokens, lambda names: asked.append(names) or more(names)),
    )
    assert filled.tables()["meetings"] is before["meetings"]
    assert asked == []
    filled.ingest([records(f"b{n}") for n in range(9)])
    filled.tables()
    filled.correct([Correction("meetings", "a1", filled.review("a1")[0]["meetings"]["anchor"][0], ACCEPT)])
    filled.tables()
    assert asked == [None, ["a1"]], "most of it was new, then one article"


def test_a_snapshot_is_read_back_as_it_was(filled, tmp_path):
    filled.ingest([records("odd", "ü 中文 🕊 and \u2028 more of it, quoted here", day="", title="=1+1")])
    tables = filled.tables()
    corpus = Corpus({name: n for n, name in enumerate(tables["articles"]["article_id"])}, tables)
    snapshot.save(corpus, tmp_path / "kept", "form")
    found = snapshot.load(tmp_path / "kept", "form")
    assert found.tokens == corpus.tokens
    for name, df in tables.items():
        assert_frame_equal(found.tables[name], df)
    assert snapshot.load(tmp_path / "kept", "another form").tokens == {}
    assert snapshot.load(tmp_path / "none", "form").tokens == {}
    assert [p.name for p in tmp_path.iterdir() if "kept" in p.name] == ["kept"], "no unfinished folder is left"


@pytest.mark.parametrize("harm", ["cut", "gone", "empty", "noise"])
def test_a_damaged_snapshot_is_left_aside_and_written_anew(url, harm, monkeypatch):
    monkeypatch.setattr(snapshot, "WORTH", 2)
    store = Store(url, curated=False)
    store.ingest([records("a0"), records("a1"), records("a2")])
    before = store.tables()
    store.close()
    file = opening.beside(opening.engine_of(url).url) / "meetings.arrow"
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": whole[: len(whole) // 2], "empty": b"", "noise": b"x" * len(whole)}[harm])
    again = Store(url, curated=False)
    for name, df in again.tables().items():
        assert_frame_equal(df, before[name])
    again.close()
    assert len(snapshot.load(file.parent, shape()).tables["meetings"]) == 3
