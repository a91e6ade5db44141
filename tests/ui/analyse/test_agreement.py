"""The Agreement page: the reader beside the coder and beside a colleague's export, differences settled and taken back."""

import json
import re
from io import BytesIO

import pytest

from lib.export.tables.about import About
from lib.export.tables.corrected import history
from lib.export.tables.package import package, unpack
from lib.measures.edits.corrections import ACCEPT, CHANGE, DELETE, Correction
from lib.paths import DATA
from lib.schema import now
from lib.tables import rows_of
from lib.ui.analyse.review_history import in_words
from lib.ui.shell import data
from tests.store.cases import records
from tests.ui.conftest import text

ARTICLES = [f"a{n}" for n in range(6)]


def judge(session, name, action=ACCEPT, column="", new=None):
    anchor = data.store().review(name, session)[0]["meetings"]["anchor"][0]
    data.store().correct([Correction("meetings", name, anchor, action, column, new=new)], session, "Ada")


def export_of(session) -> bytes:
    coded, laid = data.store().coded(session)
    found = rows_of(data.store().tables(session))
    return package(found, About(now(), "v"), "jsonl", history(rows_of(coded), laid, found))


@pytest.fixture
def page(alone):
    """The page of a reader who accepted the meetings of six articles, of which two others are a summit and none by the colleague."""
    app = alone("analyse/agreement")
    session = app.session_state["session"]
    for one in (session, "colleague"):
        data.store().ingest([records(name) for name in ARTICLES], one)
        for name in ARTICLES[2:]:
            judge(one, name)
    for name in ARTICLES[:2]:
        judge(session, name)
    judge("colleague", "a0", CHANGE, "kind", "summit")
    judge("colleague", "a1", DELETE)
    return app.run()


def given(page):
    page.segmented_control(key="agreement").set_value("A colleague").run()
    return page.get("file_uploader")[0].set_value(("theirs.zip", export_of("colleague"), "application/zip")).run()


def figures(page) -> dict[str, str]:
    return dict(page.table[0].value[["What", "Agreement"]].itertuples(index=False))


def press(page, label: str, n: int = 0):
    return [button for button in page.button if button.label == label][n].click().run()


def test_without_a_judged_article_the_page_says_what_to_do(alone):
    app = alone("analyse/agreement")
    assert "No article of yours is judged in whole" in text(app)
    assert [link.proto.label for link in app.get("page_link")][-1] == "Review what was coded"
    app.segmented_control(key="agreement").set_value("A colleague").run()
    assert "each alone" in text(app)
    assert not app.exception


def test_the_reader_beside_the_coder_and_the_method_page_beside_ours(page):
    assert not page.exception
    assert "6 articles judged in whole, compared with the coder: 0 of 6 meetings differ." in text(page)
    assert figures(page)["Meetings of yours that the coder has"] == "1.00 (.61 to 1.00)"
    assert not [button for button in page.button if button.label == "Take theirs"]
    page.switch_page("pages/about/method.py").run()
    shown = next(t.value for t in page.table if "Ours" in t.value)
    right, of, *_ = json.loads((DATA / "quality.json").read_text("utf-8"))["shares"]["meetings_found"]
    assert re.fullmatch(rf"\.{100 * right / of:.0f} \(\.\d\d to \.\d\d\) of {of}", shown["Ours"][0])
    assert shown["Agreement"][0] == "1.00 (.61 to 1.00)"
    assert not page.exception


def test_differences_from_a_colleague_are_settled_once_and_taken_back(page):
    session = page.session_state["session"]

    def kinds() -> dict[str, str]:
        found = data.store().tables(session)["meetings"]
        return {a: k for a, k in zip(found["article_id"], found["kind"], strict=True) if a in ("a0", "a1")}

    given(page)
    assert not page.exception
    before = figures(page)
    assert "compared with theirs.zip: 2 of 6 meetings differ." in text(page)
    assert before["Meetings of yours that theirs\\.zip has"].startswith(".83 (")
    assert [m.value for m in page.markdown if m.value in ("**Kind**", "**Only you have it**")] == [
        "**Kind**",
        "**Only you have it**",
    ]
    press(page, "Take theirs")
    assert kinds() == {"a0": "summit", "a1": "talks"}
    press(page, "Keep mine")
    assert kinds() == {"a0": "summit", "a1": "talks"}
    assert "All that differs is settled." in text(page)
    assert "Theirs was taken." in text(page)
    assert [button.proto.label for button in page.get("download_button")] == ["All differences (CSV)"]
    assert "Yours was kept." in text(page)
    assert figures(page) == before
    assert [c.action for c in data.store().corrections(session)][-3:] == ["settle", "change", "settle"]
    press(page, "Undo")
    assert kinds() == {"a0": "talks", "a1": "talks"}
    press(page, "Undo")
    assert len([b for b in page.button if b.label == "Take theirs"]) == 2
    press(page, "Take theirs", 1)
    assert kinds() == {"a0": "talks"}
    assert not page.exception


def test_a_difference_that_is_another_by_now_is_not_settled(page):
    session = page.session_state["session"]
    given(page)
    judge(session, "a0", CHANGE, "kind", "visit")
    press(page, "Take theirs")
    assert any("MJ313" in toast.value for toast in page.toast)
    assert data.store().tables(session)["meetings"]["kind"].tolist().count("visit") == 1


def test_what_is_no_export_is_told(page):
    page.segmented_control(key="agreement").set_value("A colleague").run()
    page.get("file_uploader")[0].set_value(("no.zip", b"no", "application/zip")).run()
    assert any("MJ501" in toast.value for toast in page.toast)
    assert not page.exception


def test_a_settled_difference_goes_out_with_an_export_and_comes_back(page):
    session = page.session_state["session"]
    given(page)
    press(page, "Keep mine")
    found = unpack(BytesIO(export_of(session)), "mine.zip")
    data.store().bring_back(found.records, found.corrections, "third")
    settled = [c for c in data.store().corrections("third") if c.action == "settle"]
    assert len(settled) == 1
    settled = data.store().corrections(session)[-1]
    assert in_words(settled) == "Meeting “Iran and Saudi Arabi”: settled"
