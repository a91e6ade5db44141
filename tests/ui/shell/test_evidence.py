"""The evidence panel says what was coded, from which words, and where else it is told."""

import re

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture
def panel(opened):
    """The panel on some rows, opened from the timeline as a click would."""

    def show(*keys: str) -> AppTest:
        app = opened("explore/meetings")
        app.session_state["timeline-asked"] = list(keys)
        return app.run()

    return show


def said(app: AppTest) -> str:
    parts = [
        *(str(p.value) for p in (*app.markdown, *app.caption, *app.info)),
        *(h.proto.body for h in app.get("html")),
    ]
    return re.sub(r"\\(\W)", r"\1", "\n".join([*parts, *(t.value.to_string() for t in app.table)]))


def test_a_meeting_shows_its_sentence_and_why(panel, main_call):
    words = said(panel(main_call))
    assert 'class="mark-evidence">BEIJING, (UrduPoint' in words
    assert "China and Iran: phone call on 20 August 2023" in words
    for fact in ("precise to the day", "“Sunday”", "not given by the text", "Hossein Amir-Abdollahian", "of 1"):
        assert fact in words
    assert "UrduPoint / Pakistan Point News, 21 August 2023" in words


def test_a_row_between_two_leads_to_their_page(panel, main_call):
    links = [link.proto for link in panel(main_call).get("page_link")]
    assert any(link.label == "All that is between China and Iran" for link in links)
    assert any("a=CHN" in link.query_string and "b=IRN" in link.query_string for link in links)


def test_a_milestone_shows_its_source(panel):
    app = panel("c0")
    assert "From the curated chronology" in said(app)
    assert app.get("link_button")[0].proto.url.startswith("https://")


def test_rows_of_each_table_can_be_shown(panel):
    app = panel("t0", "a0", "e0")
    assert not app.exception
    assert len(app.table) == 3
    assert len(app.get("page_link")) >= 3


def test_many_rows_come_in_pages(panel):
    app = panel(*(f"c{n}" for n in range(12)))
    assert len(app.get("link_button")) == 5


@pytest.mark.parametrize("key", ["m999", "x1", "m", "", "m-1", "c999"])
def test_a_row_that_is_gone_is_said_to_be_gone(panel, key):
    app = panel(key)
    assert not app.exception
    assert "This row is gone" in said(app)


@pytest.fixture
def main_call() -> str:
    """The key of the curated article's main meeting."""
    from lib.catalogue.rows import dressed
    from lib.store import Store

    meetings = dressed(Store().tables())["meetings"]
    return meetings.loc[meetings["main"], "key"].iloc[0]
