"""The page that compares: what the address asks for, what is offered at first, and what is said where it cannot be shown."""

import pytest

from tests.ui.conftest import alts, text

FIRST = ["CHN-IRN", "IRN-SAU"]


def chosen(app) -> list[str]:
    return app.multiselect(key="compared-box").value


def test_at_first_the_pairs_that_met_most_are_compared_and_stand_in_the_address(opened):
    app = opened("explore/compare")
    assert not app.exception
    assert chosen(app)[:2] == FIRST
    assert app.query_params["with"] == chosen(app)
    assert "China – Iran: 2 meetings" in alts(app)[0]
    assert "Too few dated meetings to say who met most" in text(app)


@pytest.mark.parametrize(
    "asked",
    [["IRN-SAU", "CHN"], ["saudi arabia – Iran", "China"], ["Iran and Saudi Arabia", "chn"], ["SAU - IRN", "CHN"]],
)
def test_an_address_names_actors_and_pairs_by_code_or_by_name(opened, asked):
    app = opened("explore/compare", **{"with": asked})
    assert not app.warning
    assert chosen(app) == ["IRN-SAU", "CHN"]


def test_people_are_compared_too(opened):
    app = opened("explore/compare", **{"with": ["Wang Yi", "Ebrahim Raisi"]})
    assert chosen(app) == ["Wang Yi", "Ebrahim Raisi"]
    assert not app.warning


def test_what_is_not_there_is_told_with_what_is_near_and_one_alone_asks_for_another(opened):
    app = opened("explore/compare", **{"with": ["IRN-SAU", "Chinaa"]})
    (warning,) = app.warning
    assert "The link asks for Chinaa, which is no actor or pair in these data. Near to it: China" in warning.value
    assert "Choose two to five actors or pairs above" in text(app)
    assert not alts(app)
    app.button(key="compare-first").click().run()
    assert len(chosen(app)) == 3


def test_more_than_five_are_told_which_are_left_out(opened):
    app = opened("explore/compare", **{"with": ["IRN", "SAU", "CHN", "ISR", "EGY", "TUR", "IRN"]})
    assert "At most five can be compared. The link asks for more; left out: Türkiye." in app.warning[0].value
    assert chosen(app) == ["IRN", "SAU", "CHN", "ISR", "EGY"]


def test_a_choice_by_hand_stands_in_the_address_and_stays_when_the_filters_change(opened):
    app = opened("explore/compare")
    app.multiselect(key="compared-box").set_value(["IRN", "OMN"]).run()
    assert app.query_params["with"] == ["IRN", "OMN"]
    app.multiselect(key="country").select("SAU").run()
    assert chosen(app) == ["IRN", "OMN"]
    app.multiselect(key="compared-box").set_value([]).run()
    assert "with" not in app.query_params


def test_the_first_choice_follows_the_filters(opened):
    app = opened("explore/compare")
    app.multiselect(key="country").select("QAT").run()
    assert all("QAT" in one for one in chosen(app))


def test_the_table_holds_all_that_is_drawn(opened):
    app = opened("explore/compare", **{"with": ["IRN-SAU", "CHN-IRN"]})
    app.button(key="compared-flip").click().run()
    (table,) = (frame.value for frame in app.dataframe)
    assert set(table["What"]) == {"meetings", "closer", "apart", "at war"}
    assert table.loc[table["What"] == "at war", "Event"].tolist() == ["Iranian attacks on the Gulf states"]
    assert not app.exception


def test_filters_that_leave_nothing_leave_a_page_that_says_so(opened):
    app = opened("explore/compare", **{"with": ["IRN-SAU", "CHN"], "to": "1901-01-01"})
    assert not app.exception
    assert "No dated meeting of these, and no milestone." in text(app)


def test_the_pages_of_a_pair_and_an_actor_lead_there(opened):
    pair = opened("explore/pair", a="IRN", b="SAU").get("page_link")
    assert [link.proto.query_string for link in pair] == ["with=IRN-SAU&with=CHN-IRN&with=IRN-USA"]
    actor = opened("explore/actors", actor="Iran").get("page_link")
    assert [link.proto.query_string for link in actor] == ["with=IRN&with=CHN&with=SAU"]
