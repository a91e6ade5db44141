"""The store keeps what it is given, on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from lib import tables as typed
from lib.errors import MajlisError
from lib.loaders.duplicates import Known
from lib.measures.edits.corrections import ACCEPT, Correction
from lib.schema import TABLES
from lib.store import Store
from tests.store.cases import records

ODD = [
    "'; DROP TABLE articles; --",
    "%s %(a)s :b ?",
    "=1+1",
    "فارسی 中文 🕊",
    "a\u2028b\tc\r\n",
    '{"a": [1',
    "\\x00 \\u0000",
]


def ids(store, session=None):
    return store.tables(session)["articles"]["article_id"].tolist()


def same(left, right):
    assert left.keys() == right.keys()
    for name in left:
        assert_frame_equal(left[name], right[name])


def test_an_empty_store_gives_empty_tables_of_the_schema(store):
    same(store.tables(), {name: typed.empty(name) for name in TABLES})


def test_what_is_ingested_is_read_back(store):
    given_ = [records("a0"), records("a1", day="", kind="summit")]
    store.ingest(given_)
    found = store.tables()
    added = found["articles"]["added_at"]
    assert added.notna().all()
    expected = typed.to_tables(given_)
    expected["articles"]["added_at"] = added
    same(found, expected)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back_as_they_were(store, text):
    text = f"{text} and more words of the article"
    given_ = records("a0", text)
    given_["articles"][0] |= {"title": text, "author": text}
    store.ingest([given_])
    article = store.tables()["articles"].iloc[0]
    assert (article["text"], article["title"], article["author"]) == (text, text, text)


@given(text=st.text(st.characters(codec=None), min_size=21, max_size=60), name=st.text(max_size=400))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_keeps_its_offsets(store, text, name):
    done = store.ingest([records(name or "a", text)])
    found = store.tables()
    typed.validate_evidence(found)
    if done.added:
        kept = found["articles"].set_index("article_id").loc[done.added[0], "text"]
        assert len(kept) == len(text)


def test_a_text_is_kept_once(filled):
    before = filled.tables()
    done = filled.ingest([records("other name", before["articles"]["text"][0]), records("a0")])
    assert done.known == {"other name": "a0"}
    assert done.recoded == ["a0"]
    assert not done.added
    assert ids(filled) == ["a0", "a1"]


def test_a_text_is_kept_once_within_one_ingest(store):
    done = store.ingest([records("a0"), records("a0"), records("b", records("a0")["articles"][0]["text"])])
    assert (done.added, done.known) == (["a0"], {"a0": "a0", "b": "a0"})
    assert len(store.tables()["meetings"]) == 1


def test_another_text_under_a_known_name_gets_a_name_of_its_own(filled):
    done = filled.ingest([records("a0", "Quite another text about Iran and Iraq")])
    assert len(done.added) == 1
    assert done.added[0].startswith("a0-")
    typed.validate_evidence(filled.tables())
    assert len(ids(filled)) == 3


def test_coding_again_replaces_the_rows_and_keeps_the_day_it_was_added(filled):
    before = filled.tables()
    filled.ingest([records("a0", kind="summit")])
    after = filled.tables()
    assert sorted(after["meetings"]["kind"]) == ["summit", "talks"]
    assert len(after["topics"]) == len(before["topics"])
    assert after["articles"]["added_at"].tolist() == before["articles"]["added_at"].tolist()


def test_what_is_there_can_be_left_alone(filled):
    done, _ = filled.bring_back([records("a0", kind="summit"), records("new")], [])
    assert (done.added, done.recoded, done.known) == (["new"], [], {"a0": "a0"})
    assert filled.tables()["meetings"]["kind"].tolist() == ["talks", "talks", "talks"]


def test_a_broken_article_keeps_the_whole_ingest_out(filled):
    broken = records("c")
    broken["meetings"][0]["end"] += 1
    many = [records(f"b{n}") for n in range(150)]
    with pytest.raises(MajlisError, match="MJ153"):
        filled.ingest([*many, broken])
    assert ids(filled) == ["a0", "a1"]


def test_an_upload_is_private_until_it_is_shared(filled):
    filled.ingest([records("mine")], session="s1")
    assert ids(filled, "s1") == ["a0", "a1", "mine"]
    assert ids(filled, "s2") == ids(filled) == ["a0", "a1"]
    assert filled.articles("s1")["mine"].tolist() == [False, False, True]
    with pytest.raises(MajlisError, match="MJ304"):
        filled.review("mine", "s2")
    assert filled.share(["mine", "a0"], "s2") == []
    assert filled.share(["mine"], "s1") == ["mine"]
    assert ids(filled) == ids(filled, "s2") == ["a0", "a1", "mine"]


def test_two_sessions_may_keep_the_same_text(filled):
    for session in ("s1", "s2"):
        assert filled.ingest([records("mine")], session=session).added == ["mine"]
    assert filled.ingest([records("a0")], session="s1").known == {"a0": "a0"}
    filled.share(["mine"], "s1")
    assert ids(filled, "s2") == ["a0", "a1", "mine"]
    filled.share(["mine"], "s2")
    assert ids(filled) == ids(filled, "s2") == ["a0", "a1", "mine"]


def test_the_same_name_for_two_texts_never_hides_one_of_them(filled):
    [first] = filled.ingest([records("note", "Iran and Saudi Arabia met. s1")], session="s1").added
    [second] = filled.ingest([records("note", "Iran and Saudi Arabia met. s2")], session="s2").added
    filled.share([first], "s1")
    assert ids(filled, "s2") == ["a0", "a1", first, second]
    filled.share([second], "s2")
    texts = filled.tables()["articles"]["text"].tolist()
    assert [text[-2:] for text in texts[2:]] == ["s1", "s2"]


def test_the_same_text_is_seen_once_whoever_shares_it_first(filled):
    text = "Iran and Saudi Arabia met again in Baghdad"
    filled.ingest([records("one", text)], session="s1")
    filled.ingest([records("other", text)], session="s2")
    filled.correct([accepted(filled, "other", "s2")], "s2")
    filled.share(["one"], "s1")
    assert ids(filled, "s2") == ["a0", "a1", "other"]
    assert filled.review("other", "s2")[0]["meetings"]["state"].tolist() == ["accepted"]
    assert filled.share(["other"], "s2") == ["other"]
    assert ids(filled) == ids(filled, "s2") == ["a0", "a1", "one"]
    assert filled.review("one")[0]["meetings"]["state"].tolist() == ["accepted"]


def accepted(store, article_id, session=None):
    anchor = store.review(article_id, session)[0]["meetings"]["anchor"][0]
    return Correction("meetings", article_id, anchor, ACCEPT)


LONG = " ".join(
    f"The minister spoke of {word} and of its neighbours in the region." for word in ODD[:1] + list("abcdefgh")
)


def test_near_copies_are_told_and_not_shared_twice(filled):
    filled.ingest([records("first", LONG)])
    copy = Known.of(f"(Agency) {LONG} Editing by an editor.")
    found, likeness = filled.alike(copy)
    assert found == "first"
    assert 0.6 <= likeness < 1
    assert filled.alike(Known.of(LONG.upper())) == ("first", 1.0)
    assert filled.alike(Known.of("Other words " * 30)) == ("", 0.0)
    filled.ingest([records("copy", f"(Agency) {LONG} Editing by an editor.")], session="s1")
    assert filled.alike(copy, "s2")[0] == "first"
    assert filled.alike(copy, "s1") == ("copy", 1.0)
    assert filled.share(["copy"], "s1") == []
    assert "copy" in ids(filled, "s1")
    filled.remove(["first"])
    assert filled.share(["copy"], "s1") == ["copy"]


def test_an_ingest_is_taken_back_with_what_it_replaced(filled):
    filled.correct([accepted(filled, "a0")])
    before = filled.tables()
    done = filled.ingest([records("a0", kind="summit"), records("new")])
    assert (done.added, done.recoded) == (["new"], ["a0"])
    filled.take_back(done)
    same(filled.tables(), before)
    assert filled.review("a0")[0]["meetings"]["state"].tolist() == ["accepted"]


def test_a_removal_is_undone_with_its_corrections(filled):
    filled.ingest([records("mine")], session="s1")
    filled.correct([accepted(filled, "mine", "s1")], "s1")
    before = filled.tables("s1")
    removed = filled.remove(["mine"], "s1")
    assert ids(filled, "s1") == ["a0", "a1"]
    assert filled.corrections("s1") == []
    filled.put_back(removed, "s1")
    same(filled.tables("s1"), before)
    assert filled.review("mine", "s1")[0]["meetings"]["state"].tolist() == ["accepted"]


def test_the_version_changes_for_those_who_see_the_change(filled):
    s1, s2 = filled.version("s1"), filled.version("s2")
    assert s1 == s2 == filled.version()
    filled.ingest([records("mine")], session="s1")
    assert filled.version("s1") != s1
    assert filled.version("s2") == s2
    filled.ingest([records("ours")])
    assert filled.version("s2") != s2


def test_what_is_hidden_comes_back(filled):
    filled.hide("a0", session="s1")
    assert ids(filled, "s1") == ["a1"]
    assert ids(filled) == ["a0", "a1"]
    assert filled.tables("s1")["meetings"]["article_id"].tolist() == ["a1"]
    assert filled.articles("s1")["hidden"].tolist() == [True, False]
    filled.hide("a0", session="s1", hidden=False)
    filled.hide("a1")
    assert ids(filled, "s1") == ids(filled) == ["a0"]


def test_only_ones_own_articles_are_removed_and_the_curated_never(filled):
    filled.ingest([records("mine")], session="s1")
    filled.ingest([records("kept")], curated=True)
    for name, session, code in (("mine", "s2", "MJ304"), ("a0", "s1", "MJ304"), ("kept", None, "MJ305")):
        with pytest.raises(MajlisError, match=code):
            filled.remove([name], session)
    filled.remove(["mine"], "s1")
    filled.remove(["a0"])
    assert ids(filled, "s1") == ["a1", "kept"]
    assert len(filled.tables()["events"]) == 2


def test_stories_are_private_to_their_session(store):
    ours = store.save_story("Ours", {"steps": []})
    mine = store.save_story("Mine", {"steps": [1, "ü", None]}, session="s1")
    assert {s["title"] for s in store.stories("s1")} == {"Ours", "Mine"}
    assert [s["id"] for s in store.stories("s2")] == [ours]
    assert store.save_story("Mine, better", {"steps": []}, session="s1", story_id=mine) == mine
    assert store.save_story("Stolen", {}, session="s2", story_id=mine) == mine
    assert {s["title"] for s in store.stories("s1")} == {"Ours", "Mine, better"}
    store.remove_story(mine, "s1")
    assert [s["title"] for s in store.stories("s1")] == ["Ours"]
    assert {s["title"] for s in store.stories("s2")} == {"Stolen", "Ours"}


def test_the_curated_article_is_there_at_first_use_and_again_after_the_coder_changed(url, monkeypatch):
    opened = Store(url)
    assert opened.articles()["curated"].tolist() == [True]
    first = opened.version()
    opened.close()
    opened = Store(url)
    assert opened.version() == first
    opened.close()
    monkeypatch.setattr("lib.batch.curated.fingerprint", lambda: "another coder")
    opened = Store(url)
    assert opened.version() != first
    assert len(opened.articles()) == 1
    assert set(opened.tables()["meetings"]["article_id"]) == {"china-iran-2023-08-21"}
    opened.close()


@pytest.mark.parametrize(
    "address",
    [
        "nonsense", "oracle9://x", "sqlite:////proc/none/x.db", "postgresql://u:secret@127.0.0.1:1/x", "sqlite://",
        "postgresql://127.0.0.1:1/x?user=u&password=secret", "postgresql://u@127.0.0.1:1/x?sslpassword=secret",
        "postgresql://u@127.0.0.1:secret/x", "postgresql://u:secret@127.0.0.1:1/x?connect_timeout=soon", "mysql+aiomysql://u:secret@h/x",
        "sqlite+pysqlcipher://:secret@/none.db", "sqlite:///file:none.db?uri=true", "sqlite:///none.db?uri=true&mode=memory",
    ],
)  # fmt: skip
def test_a_database_that_cannot_be_opened_says_so_without_its_password(address):
    with pytest.raises(MajlisError, match="MJ301") as caught:
        Store(address, curated=False)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100)
    with pytest.raises(MajlisError, match="MJ301"):
        Store(f"sqlite:///{path}", curated=False)
    assert path.read_text().startswith("These are my notes.")


def test_a_folder_named_as_the_database_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(MajlisError, match="MJ301"):
        Store(f"sqlite:///{tmp_path}", curated=False)
    assert tmp_path.stat().st_mode & 0o777 == 0o777


def test_coding_anew_leaves_the_text_as_it_is_kept(store):
    """An article kept without its headline in the text is not kept a second time, below it."""
    text = "Kuwait's emir met the king of Jordan in Amman on 3 May 2023."
    store.ingest([records("a1", text, title="A visit to the banks of the Jordan")])
    assert store.recode() == 1
    [row] = store.tables()["articles"].to_dict("records")
    assert (row["article_id"], row["text"], row["title"]) == ("a1", text, "A visit to the banks of the Jordan")
