"""One meeting counts once on every page: three articles on a visit to Muscat, and one on a visit that is only planned."""

import re

from lib.coder import code
from lib.schema import Article
from lib.store import Store
from tests.ui.conftest import text

TOLD = (
    "Egyptian Foreign Minister Sameh Shoukry met Omani Foreign Minister Badr Albusaidi in Muscat on 12 March 2024.",
    "The foreign ministers of Oman and Egypt held talks in Muscat on 12 March 2024, the ministry said.",
    "Egypt's Sameh Shoukry visited Oman on 12 March 2024.",
    "Egyptian Foreign Minister Sameh Shoukry will visit Oman on 3 June 2024, the ministry said.",
)


def test_three_articles_on_one_meeting_are_one_mark_and_one_count(alone):
    Store().ingest([code(Article(f"once{n}", words)) for n, words in enumerate(TOLD)])
    app = alone("explore/overview")
    assert "4 meetings held in 6 reports, and 1 planned not counted" in text(app).lower()
    figures = [link.proto.label for link in app.get("page_link")]
    assert "Meetings held  \n**4**" in figures
    assert any("3 articles" in button.label for button in app.button)
    app.switch_page("pages/explore/meetings.py").run()
    assert {str(row["Articles"]) for frame in app.dataframe for row in frame.value.to_dict("records")} == {"1", "3"}
    assert "4 meetings" in next(chart.proto.alt for chart in app.get("plotly_chart"))
    app.switch_page("pages/explore/pair.py")
    app.query_params["a"], app.query_params["b"] = "EGY", "OMN"
    app.run()
    assert "1 meeting held in 3 reports, and 1 planned not counted" in text(app)
    (mark,) = re.findall(
        r'\["(m\d+(?: m\d+)*)"\]', next(c.proto.spec for c in app.get("plotly_chart") if '"m' in c.proto.spec)
    )
    app.session_state["pair-timeline-asked"] = mark.split()
    app.run()
    assert sum('class="mark-evidence"' in quotation.proto.body for quotation in app.get("html")) == 3


def test_the_status_filter_counts_what_is_planned(alone):
    Store().ingest([code(Article(f"once{n}", words)) for n, words in enumerate(TOLD)])
    app = alone("explore/meetings")
    app.multiselect(key="status").select("planned").run()
    assert "1 meeting\n" in text(app) + "\n"
    assert "held" not in next(c.value for c in app.caption if "meeting" in c.value.lower()).lower()


def test_days_that_leave_nothing_are_told_to_be_turned_and_the_first_page_answers_all_the_same(opened):
    app = opened("explore/overview", **{"from": "2024-05-02", "to": "2024-05-01"})
    assert "MJ309" in app.warning[0].value
    assert "The filters leave no milestone and no article" in text(app)
