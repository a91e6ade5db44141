"""The Review page, driven without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import MajlisError
from lib.measures.corrections import completed
from lib.store import Store
from lib.ui import review_add, review_history, review_table
from tests.store.cases import records

APP = str(Path(__file__).parents[2] / "app.py")
CURATED = "china-iran-2023-08-21"


@pytest.fixture
def page(tmp_path, monkeypatch) -> AppTest:
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    from lib.ui import data

    data.store.clear()
    yield AppTest.from_file(APP, default_timeout=60).switch_page("pages/analyse/review.py").run()
    data.store.clear()


def store() -> Store:
    from lib.ui import data

    return data.store()


def press(page: AppTest, key: str) -> AppTest:
    assert not page.button(key=key).disabled, f"{key} cannot be pressed"
    page.button(key=key).click().run()
    assert not page.exception
    return page


def states(table: str = "meetings") -> list[str]:
    return store().review(CURATED)[0][table]["state"].tolist()


def test_a_row_stands_beside_its_sentence_with_its_reason(page):
    assert not page.exception
    shown = " ".join(str(t.value.to_string()) for t in page.table)
    assert "By the rule" in shown
    assert "Confidence" in shown
    assert any("mark-focus" in h.proto.body for h in page.get("html"))


def test_accept_delete_undo_redo(page):
    press(page, "review-accept")
    assert states() == ["accepted", "", ""]
    press(page, "review-delete")
    assert states() == ["accepted", "deleted", ""]
    assert len(store().tables()["meetings"]) == 2
    press(page, "review-undo-it")
    assert states() == ["accepted", "", ""]
    press(page, "review-redo-it")
    assert states() == ["accepted", "deleted", ""]
    press(page, "review-undo-it")
    press(page, "review-undo-it")
    assert states() == ["", "", ""]
    press(page, "review-undo-it")
    assert [t.value for t in page.toast] == ["There is nothing to undo."]


def test_the_name_is_kept_with_a_correction(page):
    page.text_input(key="review-author").set_value("Ana").run()
    press(page, "review-accept")
    made = store().corrections()[0]
    assert (made.author, made.action, made.table) == ("Ana", "accept", "meetings")
    assert made.made_at.endswith("Z")


def test_only_doubtful_rows_that_nobody_judged_are_left_by_the_filter(page):
    page.segmented_control(key="review-table").set_value("topics").run()
    every = len(store().tables()["topics"])
    below = int((store().tables()["topics"]["confidence"] < 0.7).sum())
    page.selectbox(key="review-sure").set_value(0.7).run()
    assert not page.exception
    counted = [c.value for c in page.caption if c.value.startswith("Row ")]
    assert counted[:1] == ([f"Row 1 of {below} · As coded"] if below else [])
    assert below < every


def test_a_row_is_added_from_the_words_of_a_sentence(page):
    text = store().tables()["articles"]["text"][0]
    found = review_add.sentences("v", CURATED, text, "2023-08-21")
    words = text[found[3][0] : found[3][1]][5:30].strip()
    page.selectbox(key=f"add-sentence-{CURATED}").set_value(3).run()
    page.text_input(key="add-words").set_value("not in the sentence").run()
    assert "not in that sentence" in page.warning[0].value
    page.text_input(key="add-words").set_value(words).run()
    page.text_input(key="add-meetings-parties").set_value("IRN; SAU").run()
    press(page, "add-it")
    added = store().tables()["meetings"].iloc[-1]
    assert (added["parties"], added["evidence"], added["sentence"]) == (["IRN", "SAU"], words, 3)
    assert text[added["start"] : added["end"]] == words
    assert states()[-1] == "added"
    press(page, "review-undo-it")
    assert len(store().tables()["meetings"]) == 3


def test_an_article_is_hidden_and_comes_back(page):
    from lib.ui import data

    press(page, "review-hide")
    session = page.session_state["session"]
    assert store().tables(session)["articles"].empty
    assert page.selectbox(key="article").options == ["UrduPoint / Pakistan Point News, 21 August 2023 (hidden)"]
    press(page, "review-show")
    assert len(store().tables(session)["articles"]) == 1
    before = len(data.dressed(store().tables(session))["milestones"])
    store().hide("chronology", session)
    assert before
    assert data._loaded(store().version(session), session)["milestones"].empty


def test_ones_own_article_is_shared_or_removed(page):
    session = page.session_state["session"]
    store().ingest([records("a0"), records("a1")], session=session)
    page.run()
    page.selectbox(key="article").set_value("a0").run()
    press(page, "review-share")
    assert "a0" in store().articles()["article_id"].tolist()
    page.selectbox(key="article").set_value("a1").run()
    press(page, "review-remove")
    assert store().articles(session)["article_id"].tolist() == [CURATED, "a0"]


def test_each_correction_can_be_undone_in_the_history(page):
    press(page, "review-accept")
    press(page, "review-accept")
    press(page, "history-1")
    assert states() == ["", "accepted", ""]
    press(page, "history-1")
    assert states() == ["accepted", "accepted", ""]


def test_cells_of_the_grid_become_corrections(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 's.sqlite3'}", curated=False)
    opened.ingest([records("a0"), records("a1", day="")])
    rows = opened.review("a0")[0]["meetings"]
    edited = {
        0: {"kind": "summit", "parties": "CHN; IRN, SAU", "date_start": "2023-08-22", "place": None, "main": True}
    }
    opened.correct(review_table.corrections("meetings", rows, edited))
    after = opened.tables()["meetings"].iloc[0]
    assert (after["kind"], after["parties"], after["main"]) == ("summit", ["CHN", "IRN", "SAU"], True)
    assert str(after["date_start"])[:10] == str(after["date_end"])[:10] == "2023-08-22"
    told = [review_history.told(c) for c in opened.corrections()]
    assert "meetings m1: kind from talks to summit" in told
    assert "meetings m1: parties from IRN; SAU to CHN; IRN; SAU" in told
    lines = review_history.exported(opened.corrections()).splitlines()
    assert {"author", "made_at", "old", "new"} <= set(json.loads(lines[0]))
    with pytest.raises(MajlisError, match="MJ152"):
        opened.correct(review_table.corrections("meetings", rows, {0: {"kind": "chat"}}))
    opened.close()


@pytest.mark.parametrize(
    ("row", "changes", "expected"),
    [
        (("2023-08-20", "2023-08-20", "day"), {"date_start": "2023-08-21"}, ("2023-08-21", "2023-08-21", "day")),
        (("2023-08-20", "2023-08-25", "week"), {"date_start": "2023-08-21"}, ("2023-08-21", "2023-08-25", "week")),
        (("2023-02-01", "2023-02-28", "month"), {"date_end": "2023-02-14"}, ("2023-02-01", "2023-02-14", "month")),
        (("", "", "unknown"), {"date_start": "2023-08-21"}, ("2023-08-21", "2023-08-21", "day")),
        (("2023-08-20", "2023-08-20", "day"), {"date_start": ""}, ("", "", "unknown")),
        (("2023-08-20", "2023-08-20", "day"), {"place": "Doha"}, ("2023-08-20", "2023-08-20", "day")),
    ],
)
def test_dates_that_hang_together_are_changed_together(row, changes, expected):
    names = ("date_start", "date_end", "date_precision")
    before = dict(zip(names, row, strict=True)) | {"place": ""}
    after = before | completed(before, changes)
    assert tuple(after[name] for name in names) == expected


def test_a_last_day_before_the_first_is_refused():
    row = {"date_start": "2023-08-20", "date_end": "2023-08-20", "date_precision": "day"}
    with pytest.raises(MajlisError, match="MJ309"):
        completed(row, {"date_end": "2023-08-01"})
