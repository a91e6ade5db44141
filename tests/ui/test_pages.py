"""Every page of the explore and about sections, in the states a reader can bring it into."""

import re

import pytest

from lib.measures.waves import curated
from tests.ui.conftest import alts, text

PAGES = {
    "explore/overview": "Are the rivals of the Middle East moving together?",
    "explore/meetings": "Meetings",
    "explore/topics": "Topics",
    "explore/actors": "Actors",
    "explore/article": "Article",
    "about/method": "Method",
    "about/glossary": "Glossary",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_and_says_what_it_is(opened, page):
    app = opened(page)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == PAGES[page]


@pytest.mark.parametrize("page", ["explore/overview", "explore/meetings", "explore/topics", "explore/actors"])
def test_every_chart_says_what_it_shows(opened, page):
    said = alts(opened(page))
    assert said
    assert all(len(alt) > 30 for alt in said)
    assert len(set(said)) == len(said)


def test_titles_state_what_the_data_say(opened):
    assert "China and Iran: phone call on 20 August 2023, and 2 more" in text(opened("explore/meetings"))
    assert "Iran stands in the middle: it met 2 of the 2 others" in text(opened("explore/actors"))


def test_a_filter_in_the_address_is_in_force_and_named(opened):
    app = opened("explore/meetings", country="Saudi Arabia")
    assert "1 meeting" in text(app)
    assert "Saudi Arabia" in [b.label for b in app.button]


@pytest.mark.parametrize("written", ["SAU", "saudi arabia"])
def test_a_link_may_name_a_side_by_its_code_and_in_any_letters(opened, written):
    app = opened("explore/meetings", country=written)
    assert app.multiselect(key="country").value == ["SAU"]
    assert not app.warning


def test_a_name_that_is_not_there_is_told_with_what_is_near(opened):
    app = opened("explore/meetings", country="Saudi Arabya")
    assert "Saudi Arabya (near to it: Saudi Arabia)" in app.warning[0].value.replace("\\", "")
    assert app.multiselect(key="country").value == []


def test_a_filter_can_be_taken_off(opened):
    app = opened("explore/meetings", kind="Talks")
    assert "1 meeting" in text(app)
    app.button(key="reset").click().run()
    assert "3 meetings" in text(app)
    assert "All dates, countries and sources" in text(app)


def test_a_filter_stays_when_the_page_changes(opened):
    app = opened("explore/meetings")
    app.multiselect(key="country").select("SAU").run()
    app.switch_page("pages/explore/actors.py").run()
    assert app.multiselect(key="country").value == ["SAU"]
    assert not app.exception


@pytest.mark.parametrize("page", ["overview", "meetings", "topics", "actors"])
def test_nothing_left_explains_itself(opened, page):
    app = opened(f"explore/{page}", **{"from": "1950-01-01", "to": "1950-12-31"})
    assert not app.exception
    assert "No row passes the filters." in text(app)
    assert "left out" in text(app)  # the meeting without a date


def test_dates_leave_out_what_has_none_and_say_so(opened):
    app = opened("explore/overview", **{"from": "2023-01-01"})
    assert "1 without a date left out" in text(app)
    assert "2 meetings of one article" in text(app)


def test_a_layer_can_be_shown_alone(opened):
    assert f"{len(curated.milestones())} milestones of the chronology" in text(
        opened("explore/meetings", layer="Chronology of milestones")
    )
    assert "milestones" not in alts(opened("explore/meetings", layer="Articles"))[0]


def test_the_first_page_answers_whether_there_was_a_wave_and_is_one_now(opened):
    app = opened()
    said = text(app)
    assert "Twice since 2020, rivals of the region moved towards each other" in said
    assert "where the data end, no wave of the region is running" in said
    assert "March 2023 to July 2023: 16 pairs" in alts(app)[0]
    assert "By 1 article loaded, alone:** No wave of reconciliation is found" in said
    quoted = [h.proto.body for h in app.get("html") if h.proto.body.startswith("<blockquote")]
    assert len(quoted) == 3
    assert "phone conversation" in quoted[0]


def test_without_the_chronology_the_first_page_answers_from_the_articles(opened):
    app = opened(layer="Articles")
    assert "No wave of reconciliation is found: no pairs of rivals moved" in text(app)
    assert alts(app)[0].startswith("China and Iran: phone call on 20 August 2023, and 2 more")


def test_figures_of_the_first_page_lead_to_what_they_count(opened):
    links = {link.proto.label.split(" ")[0]: link.proto.page for link in opened().get("page_link")}
    assert links["Milestones"].endswith("wave")
    assert links["Meetings"].endswith("meetings")


def test_an_actor_has_a_page_of_its_own(opened):
    app = opened("explore/actors", actor="Wang Yi")
    said = text(app)
    assert "Wang Yi has held" in said
    assert "Wang Yi met Hossein Amir-Abdollahian" in said
    assert "topic" in said


def test_a_side_of_the_chronology_has_a_page_though_no_article_names_it(opened):
    app = opened("explore/actors", actor="Syria")
    assert not app.exception
    assert app.selectbox(key="actor").value == "Syria"
    assert "named no times · no statements · in no articles" in text(app)
    assert re.search(r" · \d+ milestones?$", text(app), re.MULTILINE)
    assert "milestones of the chronology" in alts(app)[0]


@pytest.mark.parametrize("who", ["People", "Milestones of the chronology"])
def test_the_network_has_three_faces(opened, who):
    app = opened("explore/actors", who=who)
    assert not app.exception
    assert len(alts(app)) == 4


@pytest.mark.parametrize(
    ("of", "found"),
    [
        ("pairs-of", "No pair has more milestones than Iran and Saudi Arabia"),
        ("map-of", "More milestones took place in Saudi Arabia"),
    ],
)
def test_the_table_of_pairs_and_the_map_are_drawn_of_the_chronology_too(opened, of, found):
    app = opened("explore/actors", **{of: "Milestones of the chronology"})
    assert not app.exception
    assert [alt.startswith(found) for alt in alts(app)].count(True) == 1


def test_the_steps_of_the_chronology_stand_beside_the_topics_of_articles(opened):
    app = opened("explore/topics")
    assert not app.exception
    assert "is the most frequent step: " in " ".join(alts(app))


def test_an_article_is_shown_with_the_sentence_a_link_asks_for(opened):
    app = opened("explore/article", article="china-iran-2023-08-21", sentence="1")
    body = "".join(h.proto.body for h in app.get("html"))
    assert "mark-focus" in body
    assert "mark-person" in body
    assert "@FahadShabbir" in body


@pytest.mark.parametrize("query", [{"sentence": "999"}, {"sentence": "x"}, {"article": "none"}, {"marks": "nonsense"}])
def test_a_broken_link_still_shows_an_article(opened, query):
    app = opened("explore/article", **query)
    assert not app.exception
    assert "BEIJING" in "".join(h.proto.body for h in app.get("html"))


def test_the_legend_switches_marks_off(opened):
    app = opened("explore/article")
    app.pills(key="marks").set_value(["date"]).run()
    body = "".join(h.proto.body for h in app.get("html"))
    assert "mark-date" in body
    assert 'class="mark-person' not in body


def test_the_tour_can_be_skipped(opened):
    app = opened()
    assert "1 of 3." in text(app)
    app.button(key="tour-next").click().run()
    assert "2 of 3." in text(app)
    app.button(key="tour-skip").click().run()
    assert "of 3." not in text(app)


def test_the_table_beside_a_chart_opens_and_closes(opened):
    app = opened("explore/topics")
    before = len(app.dataframe)
    app.button(key="topic-counts-flip").click().run()
    assert len(app.dataframe) == before + 1
    app.button(key="topic-counts-flip").click().run()
    assert len(app.dataframe) == before


def test_a_status_can_be_chosen_and_what_is_planned_is_no_meeting(opened):
    app = opened("explore/meetings", status="Planned")
    assert not app.exception
    assert "No meeting" in text(app) or "no meeting" in text(app)
    assert "Counted are meetings that took place" not in text(opened("explore/actors"))  # all three took place


def test_a_link_that_asks_for_the_unknown_says_so(opened):
    app = opened("explore/overview", person="Nobody of That Name", country="Iran")
    assert any("Nobody of That Name" in w.value for w in app.warning)
    assert not opened("explore/overview", country="Iran").warning


def test_an_actor_is_found_whatever_the_filters_leave(opened):
    app = opened("explore/actors", actor="Saudi Arabia", topic="Nuclear")
    assert app.selectbox(key="actor").value == "Saudi Arabia"
    assert "named" in text(app)
