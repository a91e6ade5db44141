"""The queue of the Review page over all articles, driven without a browser."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import MajlisError
from lib.measures.edits.corrections import ACCEPT, DELETE
from lib.paths import ROOT
from lib.ui.analyse import review_queue
from lib.ui.shell import data
from tests.store.cases import records
from tests.ui.analyse.test_review import press


@pytest.fixture
def page(alone) -> AppTest:
    """The page on the address that another page gives: meetings without a date, of three articles."""
    alone("analyse/review")
    data.store().ingest([records("a0", day=""), records("a1", day=""), records("a2")])
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/analyse/review.py")
    app.query_params["doubt"], app.query_params["rows"] = "undated", "meetings"
    return app.run()


def said(page: AppTest) -> list[str]:
    return [c.value for c in page.caption if c.value.startswith("Row ")]


def judged() -> dict[str, str]:
    """Article -> state of its one meeting."""
    return {
        article: state
        for (table, article, row), state in data.store().judged().items()
        if (table, row) == ("meetings", "m1")
    }


def test_an_address_opens_exactly_what_it_names(page):
    assert not page.exception
    assert page.pills(key="queue-doubt").value == "undated"
    assert said(page) == ["Row 1 of 3 · As coded"]  # one of them is of the curated article
    assert "0 of 3 judged" in page.get("progress")[0].proto.text


def test_what_is_judged_leaves_the_queue_and_undo_brings_it_back(page):
    press(page, "review-accept")
    assert said(page) == ["Row 1 of 2 · As coded"]
    assert "1 of 3 judged" in page.get("progress")[0].proto.text
    press(page, "review-delete")
    press(page, "review-undo-it")
    assert said(page) == ["Row 1 of 2 · As coded"]
    press(page, "review-next")
    assert said(page) == ["Row 2 of 2 · As coded"]
    press(page, "review-accept")
    press(page, "review-accept")
    assert said(page) == []
    assert any("Nothing is left" in info.value for info in page.info)


def test_several_are_judged_at_once_and_taken_back_at_once(page):
    wanted = tuple(("meetings", name, "m1") for name in ("a0", "a1"))
    seen = review_queue._seen(data.store().version(), "", wanted)
    data.store().correct([replace(each, action=ACCEPT) for each in seen], "s1")
    assert judged() == {"a0": "accepted", "a1": "accepted"}
    page.run()
    assert said(page) == ["Row 1 of 1 · As coded"]
    with pytest.raises(MajlisError, match="MJ313"):
        data.store().correct([replace(each, action=DELETE) for each in seen], "s2")
    data.store().undo("s1")
    assert judged() == {}


def test_the_counts_of_the_overview_are_those_of_the_queue(page):
    from lib.ui.shell import queue

    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    labels = [link.proto.label for link in app.get("page_link")]
    assert f"Review what was coded: {len(queue.rows('meetings', 'undated'))} without a date" in labels


def test_what_was_kept_last_is_reviewed_alone(page):
    session = page.session_state["session"]
    done = data.store().ingest([records("mine", "Iraq and Kuwait met again in Basra", day="")], session)
    page.session_state["queue-kept"] = done.added
    page.query_params["kept"], page.query_params["doubt"] = "1", ""
    page.query_params["rows"] = "meetings"
    page.run()
    assert not page.exception
    assert said(page) == ["Row 1 of 1 · As coded"]
    assert "0 of 1 judged" in page.get("progress")[0].proto.text


def test_a_press_that_breaks_in_leaves_no_judged_row_in_hand(monkeypatch):
    """Streamlit ends a callback for the next press where it writes to the session: a row that is judged by then is none in hand."""
    from lib.ui.analyse import review_keep

    class Broken(BaseException):
        """As a rerun breaks in."""

    held, kept = {review_keep.AT: 0}, []

    def put(key, value):
        if kept:
            raise Broken
        held[key] = value

    monkeypatch.setattr(review_keep.state, "put", put)
    monkeypatch.setattr(review_keep.state, "get", lambda key, usual=None: held.get(key, usual))
    monkeypatch.setattr(review_keep.state, "session", lambda: "s1")
    monkeypatch.setattr(review_keep, "author", lambda: "")
    monkeypatch.setattr(review_keep.data, "store", lambda: type("Kept", (), {"correct": lambda *_: kept.append(1)})())
    assert review_keep.keep([], 1)
    assert (held[review_keep.AT], kept) == (1, [1])
