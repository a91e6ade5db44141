"""The Review page, driven without a browser."""

import datetime as dt
import json
from graphlib import TopologicalSorter

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue.rows import dressed
from lib.columns import codec
from lib.errors import MajlisError
from lib.export.tables.corrected import History
from lib.measures.edits.corrections import Correction, completed
from lib.paths import ROOT
from lib.schema import TABLES, Article
from lib.store import Store
from lib.ui.analyse import editors, review_add, review_history, review_read, review_select, review_table
from tests.store.cases import records
from tests.test_walls import imports, modules

CURATED = "china-iran-2023-08-21"


@pytest.fixture
def page(alone) -> AppTest:
    return alone("analyse/review")


def store() -> Store:
    from lib.ui.shell import data

    return data.store()


def press(page: AppTest, key: str) -> AppTest:
    """Press the button of this key, whatever row it names beside."""
    [button] = [each for each in page.button if str(each.key).startswith(key)]
    assert not button.disabled, f"{key} cannot be pressed"
    button.click().run()
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


def test_a_row_is_corrected_in_a_form_of_its_own(page):
    press(page, "review-correct-")
    assert page.text_input(key="correct-meetings-place").value == ""
    page.selectbox(key="correct-meetings-kind").set_value("talks")
    page.text_input(key="correct-meetings-place").set_value("Muscat")
    next(each for each in page.button if each.label == "Save" and each.form_id == "correct-form").click().run()
    row = store().review(CURATED)[0]["meetings"].iloc[0]
    assert (row["kind"], row["place"], row["state"], states()) == (
        "talks",
        "Muscat",
        "corrected",
        ["corrected", "", ""],
    )
    assert any("Row 2 of 3" in told.value for told in page.caption)
    press(page, "review-undo-it")
    assert states() == ["", "", ""]


@pytest.mark.parametrize("table", ["topics", "actors", "events"])
def test_every_kind_of_row_has_its_form(page, table):
    page.session_state["review-table"] = table
    page.run()
    press(page, "review-correct-")
    next(each for each in page.button if each.label == "Save" and each.form_id == "correct-form").click().run()
    assert not page.exception
    assert store().corrections() == []


def test_the_name_is_kept_with_a_correction(page):
    page.text_input(key="review-author").set_value("Ana").run()
    press(page, "review-accept")
    made = store().corrections()[0]
    assert (made.author, made.action, made.table) == ("Ana", "accept", "meetings")
    assert made.made_at.endswith("Z")


def test_the_name_is_there_again_for_the_same_browser(page):
    page.text_input(key="review-author").set_value("Ana").run()
    again = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/analyse/review.py")
    again.session_state["session"] = page.session_state["session"]
    assert again.run().text_input(key="review-author").value == "Ana"


def test_only_doubtful_rows_that_nobody_judged_are_left_by_the_filter(page):
    page.segmented_control(key="review-table").set_value("topics").run()
    every = len(store().tables()["topics"])
    below = int((store().tables()["topics"]["confidence"] < 0.7).sum())
    page.selectbox(key="review-sure").set_value(0.7).run()
    assert not page.exception
    counted = [c.value for c in page.caption if c.value.startswith("Row ")]
    assert counted[:1] == ([f"Row 1 of {below} · As coded"] if below else [])
    assert below < every


def article() -> pd.Series:
    return store().tables()["articles"].iloc[0]


def opened(page: AppTest, words: str = "", table: str = "meetings") -> AppTest:
    """The form for a new row, on words as if they had been selected in the text."""
    page.session_state["review-adding"] = True
    if words:
        start = article()["text"].index(words)
        page.session_state["review-picked"] = (CURATED, start, start + len(words))
        number = review_read.reading(article()).sentence(start)
        page.session_state[f"add-sentence-{CURATED}"] = number
    page.segmented_control(key="review-table").set_value(table).run()
    assert not page.exception
    return page


def test_a_row_is_added_from_the_words_of_a_sentence(page):
    text = article()["text"]
    start, end = review_read.reading(article()).sentences[3]
    words = text[start:end][5:30].strip()
    opened(page).selectbox(key=f"add-sentence-{CURATED}").set_value(3).run()
    page.text_input(key="add-words").set_value("not in the sentence").run()
    assert "not in that sentence" in page.warning[0].value
    page.text_input(key="add-words").set_value(words.replace(" ", "  ")).run()
    page.multiselect(key="add-meetings-parties").set_value(["IRN", "SAU"]).run()
    assert page.button(key="add-it").disabled
    assert "Choose the kind first." in [c.value for c in page.caption]
    page.selectbox(key="add-meetings-kind").set_value("talks").run()
    press(page, "add-it")
    added = store().tables()["meetings"].iloc[-1]
    assert (added["kind"], added["parties"], added["evidence"]) == ("talks", ["IRN", "SAU"], words)
    assert (added["sentence"], text[added["start"] : added["end"]]) == (3, words)
    assert states()[-1] == "added"
    assert "Row 4 of 4 · Added" in [c.value for c in page.caption]
    press(page, "review-undo-it")
    assert len(store().tables()["meetings"]) == 3


STATE_VISIT = "Iranian President Ebrahim Raisi paid a successful state visit to China in February this year"


def test_selected_words_are_the_evidence_and_fill_in_the_row(page):
    opened(page, STATE_VISIT)
    assert any(STATE_VISIT in h.proto.body and "blockquote" in h.proto.body for h in page.get("html"))
    assert page.selectbox(key="add-meetings-kind").value == "state_visit"
    assert not [field for field in page.text_input if field.key == "add-words"]
    press(page, "add-it")
    added = store().tables()["meetings"].iloc[-1]
    assert (added["evidence"], added["sentence"], added["parties"]) == (STATE_VISIT, 2, ["IRN", "CHN"])
    assert (str(added["date_start"])[:10], str(added["date_end"])[:10]) == ("2023-02-01", "2023-02-28")
    assert (added["date_precision"], added["date_text"]) == ("month", "February this year")
    assert (added["speaker"], added["place"], added["status"]) == ("Wang Yi", "", "held")
    assert "review-picked" not in page.session_state


@pytest.mark.parametrize(
    ("table", "words", "expected"),
    [
        ("topics", "reconciliation wave", {"topic": "reconciliation", "phrase": "reconciliation wave"}),
        ("actors", "Chinese Foreign Minister Wang Yi", {"name": "Wang Yi", "kind": "person", "country": "CHN"}),
        ("events", "jointly oppose external interference", {"event_type": "AGREE", "quad": 1, "intensity": 2.5}),
    ],
)
def test_every_kind_of_row_can_be_added(page, table, words, expected):
    opened(page, words, table)
    if table == "events":
        page.selectbox(key="add-events-event_type").set_value("AGREE").run()
    press(page, "add-it")
    added = store().tables()[table].iloc[-1]
    assert {name: added[name] for name in expected} == expected
    assert (added["evidence"], added["rule"]) == (words, "added by a reader")


def test_other_words_fill_in_anew_but_not_what_the_reader_wrote(page):
    opened(page, STATE_VISIT)
    page.text_input(key="add-meetings-place").set_value("Beijing").run()
    opened(page, "The two sides are making every effort")
    assert page.multiselect(key="add-meetings-parties").value == []
    assert page.date_input(key="add-meetings-date_start").value is None
    assert page.text_input(key="add-meetings-place").value == "Beijing"
    assert page.selectbox(key="add-meetings-kind").value is None


def test_a_last_day_before_the_first_is_told_in_the_form(page):
    opened(page, STATE_VISIT)
    page.date_input(key="add-meetings-date_end").set_value(dt.date(2023, 1, 1)).run()
    assert page.button(key="add-it").disabled
    assert any("MJ309" in c.value for c in page.caption)


def test_a_day_the_reader_gives_does_not_come_from_the_words(page):
    opened(page, STATE_VISIT)
    page.date_input(key="add-meetings-date_start").set_value(dt.date(2023, 2, 14)).run()
    press(page, "add-it")
    added = store().tables()["meetings"].iloc[-1]
    assert (str(added["date_start"])[:10], added["date_text"]) == ("2023-02-14", "")


def test_a_form_put_away_keeps_nothing(page):
    press(opened(page, STATE_VISIT), "add-cancel")
    assert "review-picked" not in page.session_state
    opened(page)
    assert not page.multiselect
    assert page.selectbox(key=f"add-sentence-{CURATED}").value is None


@pytest.mark.parametrize(
    ("quoted", "found"), [("two words", "two\n words"), ("", "One.  Of two\n words"), ("One", "One"), ("more", None)]
)
def test_quoted_words_are_found_however_they_are_spaced(quoted, found):
    text = "Before. One.  Of two\n words And more."
    span = review_add.within(text, 8, 27, quoted)
    assert (span and text[slice(*span)]) == found


TEXT = "🕊️ Peace.\n\nالتقى الوزيران.  e\u0301tat \n"


@pytest.mark.parametrize("start", range(len(TEXT)))
def test_a_span_from_the_browser_is_exactly_its_words(start):
    for end in range(start + 1, len(TEXT) + 1):
        span = review_select.checked(TEXT, {"start": start, "end": end})
        assert (TEXT[slice(*span)] if span else "") == TEXT[start:end].strip()


@pytest.mark.parametrize(
    "sent",
    [None, "words", 7, [], {}, {"start": 1}, {"start": 3, "end": 3}, {"start": 5, "end": 2}, {"start": -1, "end": 4},
     {"start": 0, "end": len(TEXT) + 1}, {"start": 0.0, "end": 4.0}, {"start": "0", "end": "4"},
     {"start": True, "end": 4}, {"start": None, "end": 4}, {"start": 0, "end": float("nan")}, {"start": [0], "end": 4}],
)  # fmt: skip
def test_what_is_no_span_is_passed_over(sent):
    assert review_select.checked(TEXT, sent) is None


def test_nothing_is_suggested_where_the_words_do_not_say_it():
    text = "On Monday Iran and Oman spoke. On Tuesday they met in Muscat, France said."
    read = review_read._reading(text, "", "", "2023-08-25")
    both = review_read.suggested("meetings", read, text, (0, len(text)))
    assert (both["date_start"], both["date_text"], both["parties"]) == ("", "", ["IRN", "OMN", "FRA"])
    first = review_read.suggested("meetings", read, text, (0, text.index(".")))
    assert (first["date_start"], first["date_text"], first["parties"]) == ("2023-08-21", "Monday", ["IRN", "OMN"])
    assert review_read.suggested("events", read, text, (3, 9))["date_start"] == "2023-08-21"
    assert review_read.suggested("topics", read, text, (0, 9))["topic"] == ""
    unknown = review_read.suggested("actors", read, "Nobody Known", (0, 12))
    assert (unknown["name"], unknown["kind"]) == ("Nobody Known", "")


def test_the_modules_of_the_page_import_one_way():
    """An import inside a function counts too: it would only hide a circle."""
    own = {name: file for name, file in modules().items() if name.startswith("lib.ui.analyse.review")}
    TopologicalSorter({name: imports(file.read_text("utf-8"), name) & set(own) for name, file in own.items()}).prepare()


def test_sentences_are_numbered_as_the_coder_numbers_them():
    from lib.coder.document import read

    text = "First.  Second\nof a line. 🕊️ Third."
    doc = read(Article("a", text))
    found = review_read._reading(text, "", "", "")
    assert [found.sentence(doc.evidence(s.index)["start"]) for s in doc.sentences] == [s.index for s in doc.sentences]


def test_an_article_is_hidden_and_comes_back(page):
    from lib.ui.shell import data

    press(page, "review-hide")
    session = page.session_state["session"]
    assert store().tables(session)["articles"].empty
    assert page.selectbox(key="article-pick").options == ["UrduPoint / Pakistan Point News, 21 August 2023 (hidden)"]
    press(page, "review-show")
    assert len(store().tables(session)["articles"]) == 1
    before = len(dressed(store().tables(session))["milestones"])
    store().hide("chronology", session)
    assert before
    assert data.loaded(store().version(session), session)["milestones"].empty


def seen_accepted(article: str, session: str) -> Correction:
    return Correction("meetings", article, store().review(article, session)[0]["meetings"]["anchor"][0], "accept")


def test_a_visit_is_noted(page, monkeypatch):
    came = []
    monkeypatch.setattr(Store, "visit", lambda _, session: came.append(session))
    page.run()
    assert came == []  # once a session
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    assert came == [app.session_state["session"]]


def test_ones_own_article_is_shared_or_removed(page):
    session = page.session_state["session"]
    store().ingest([records("a0"), records("a1")], session=session)
    page.run()
    page.selectbox(key="article-pick").set_value("a0").run()
    store().correct([seen_accepted("a0", session)], session, "Ana Lyst")
    press(page, "review-share")
    assert "a0" not in store().articles()["article_id"].tolist()
    assert any("and 1 correction, undone ones too, under Ana Lyst" in m.value for m in page.markdown)
    press(page, "share-it")
    assert "a0" in store().articles()["article_id"].tolist()
    press(page, "review-take")
    assert any("1 article is yours alone again" in told.value for told in page.success)
    assert store().articles()["article_id"].tolist() == [CURATED]
    press(page, "review-share")
    press(page, "share-it")
    page.selectbox(key="article-pick").set_value("a1").run()
    press(page, "review-remove")
    assert store().articles(session)["article_id"].tolist() == [CURATED, "a0"]
    press(page, "library-undo")
    assert store().articles(session)["article_id"].tolist() == [CURATED, "a0", "a1"]


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
    told = [review_history.in_words(c) for c in opened.corrections()]
    assert "Meeting m1: kind from talks to summit" in told
    assert "Meeting m1: parties from IRN; SAU to CHN; IRN; SAU" in told
    lines = History(corrections=opened.corrections()).lines().splitlines()
    assert {"author", "made_at", "old", "new"} <= set(json.loads(lines[0]))
    rows = opened.review("a0")[0]["meetings"]
    with pytest.raises(MajlisError, match="MJ152"):
        opened.correct(review_table.corrections("meetings", rows, {0: {"kind": "chat"}}))
    opened.close()


@pytest.mark.parametrize(("words", "shown"), [("They met.", "They met."), ("x" * 61, "x" * 60 + " …")])
def test_words_cut_short_in_the_history_end_in_an_ellipsis(words, shown):
    added = Correction("meetings", "a0", {}, "add", new={"evidence": words})
    assert review_history.in_words(added) == f"Meeting “{shown}”: added"


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


@pytest.mark.parametrize(
    ("table", "column", "cell", "kept"),
    [
        ("meetings", "place", None, ""),
        ("meetings", "place", " Muscat ", "Muscat"),
        ("meetings", "parties", "CHN; IRN,SAU;", ["CHN", "IRN", "SAU"]),
        ("meetings", "parties", ["CHN", "IRN"], ["CHN", "IRN"]),
        ("meetings", "date_start", dt.date(2023, 8, 20), "2023-08-20"),
        ("meetings", "date_start", "2023-08-20T00:00:00", "2023-08-20"),
        ("meetings", "main", True, True),
        ("events", "intensity", None, 3.5),
        ("events", "intensity", 4, 4.0),
    ],
)
def test_what_a_reader_leaves_in_a_cell_is_kept_as_its_column_holds_it(table, column, cell, kept):
    found = codec(TABLES[table][column]).edited(cell, 3.5)
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize("table", review_table.EDITED)
def test_every_column_that_can_be_changed_has_an_editor(table):
    columns = [TABLES[table][name] for name in review_table.EDITED[table]]
    kinds = {c.name: editors.in_grid(c)["type_config"]["type"] for c in columns}
    assert all(kinds[c.name] == "selectbox" for c in columns if c.vocabulary)
    assert {kinds.get("date_start"), kinds.get("intensity"), kinds.get("main")} <= {None, "date", "number", "checkbox"}
