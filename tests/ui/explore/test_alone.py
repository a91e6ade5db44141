"""A chart alone, for a frame in another page: that chart and a way to the whole, or why there is none."""

from html import unescape

import pytest

from lib.ui.shell import takeaway
from tests.ui.conftest import alts


@pytest.mark.parametrize(
    ("page", "chart"), [("meetings", "kinds"), ("actors", "dyads"), ("pair", "ladder"), ("overview", "region")]
)
def test_the_chart_of_the_address_is_shown_alone(opened, page, chart):
    app = opened(f"explore/{page}", chart=chart, country="Iran")
    assert not app.exception
    assert not app.error
    assert len(alts(app)) == 1
    assert not [button for button in app.button if button.key.endswith("-take")]
    (whole,) = [link.proto for link in app.get("link_button") if "whole page" in link.proto.label]
    assert "country=Iran" in whole.url
    assert "chart=" not in whole.url


def test_a_chart_that_the_page_has_not_is_told_with_those_it_has_and_nothing_else_is_seen(opened):
    app = opened("explore/topics", chart="<b>calendar</b>", country="Iran")
    assert "MJ703" in app.error[0].value
    assert alts(app) == []
    links = [m.value for m in app.markdown if "chart=" in m.value]
    assert [link.rpartition(": ")[2] for link in links] == [
        *("topic-counts", "speakers", "topics-time", "together", "stages")
    ]
    assert all("country=Iran" in link and "embed=1" in link for link in links)
    assert any(
        "st-key-no-such-chart" in html.proto.body and "display: none" in html.proto.body for html in app.get("html")
    )


def test_a_chart_that_the_filters_leave_empty_says_so_alone_and_a_filter_that_is_not_known_is_told(opened):
    app = opened("explore/meetings", chart="timeline", **{"from": "2090-01-01"}, layer="articles", kind="tea")
    assert not app.error
    (none,) = [info.value for info in app.info]
    assert "No meeting to draw" in none
    assert any("st-key-none-timeline" in html.proto.body for html in app.get("html"))
    assert "tea" in app.warning[0].value


def test_the_frame_asks_for_this_view_and_holds_no_word_of_a_title_as_html(monkeypatch):
    monkeypatch.setattr(takeaway, "address", lambda without=(): "https://majlis.example/meetings?country=Iran")
    made = takeaway.frame("kinds", 'Talks "led" <b>', 300)
    assert "https://majlis.example/meetings?country=Iran&embed=1&chart=kinds" in unescape(made)
    assert made.count("<") == 2
    assert made.count('"') == 10
