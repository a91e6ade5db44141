"""The page of two sides: chosen by the address or by hand, and all that is between them."""

import pytest

from tests.ui.conftest import alts, text


@pytest.mark.parametrize(("a", "b"), [("IRN", "SAU"), ("saudi arabia", "Iran")])
def test_an_address_names_two_sides_by_code_or_by_name(opened, a, b):
    app = opened("explore/pair", a=a, b=b)
    said = text(app)
    assert not app.exception
    assert not app.warning
    assert "## Iran and Saudi Arabia" in said
    assert "1 meeting held · 27 milestones · 1 event · told by 1 article" in said
    assert any(alt.startswith("Iran and Saudi Arabia: from severed to ambassadors") for alt in alts(app))
    assert any(alt.startswith("China and Iraq mediated most often") for alt in alts(app))
    events = next(frame.value for frame in app.dataframe if "Actor" in frame.value)
    assert len(events) == 1


def test_what_only_one_of_them_is_in_is_left_out(opened):
    app = opened("explore/pair", a="CHN", b="SAU")
    said = text(app)
    assert "## China and Saudi Arabia" in said
    assert "no meetings held" in said
    assert "Nothing in this evidence tells of a step" in said
    assert "Nothing is told of these two." in said


def test_a_side_that_is_not_there_is_told_with_what_is_near(opened):
    app = opened("explore/pair", a="Irann", b="SAU")
    (warning,) = app.warning
    assert "The link asks for Irann, which is no side in these data. Near to it: Iran" in warning.value
    assert "## " in text(app)
    assert not app.exception


def test_another_side_can_be_chosen_and_stands_in_the_address(opened):
    app = opened("explore/pair", a="IRN", b="SAU")
    app.selectbox(key="pair-b").set_value("CHN").run()
    assert "## China and Iran" in text(app)
    assert app.query_params["b"] == "CHN"
    app.selectbox(key="pair-b").set_value("IRN").run()
    assert "Choose two different sides." in text(app)


@pytest.mark.parametrize(
    "chosen", [{"from": "2031-05-01"}, {"to": "1901-01-01"}, {"layer": "Articles", "sure": "0.9 or more"}]
)
def test_filters_that_leave_nothing_leave_a_page_that_says_so(opened, chosen):
    app = opened("explore/pair", a="IRN", b="SAU", **chosen)
    assert not app.exception
    assert "no meetings held · no milestones · no events" in text(app)
    assert "Nothing in this evidence tells of a step" in text(app)
    assert [told.value.split("**")[1] for told in app.info] == ["Nothing is told of these two."]


def test_a_link_that_names_one_side_twice_is_told_so_and_the_next_choice_holds(opened):
    app = opened("explore/pair", a="Iran", b="IRN")
    assert [told.value for told in app.info] == ["Choose two different sides."]
    app.selectbox(key="pair-a").set_value("CHN").run()
    assert "## China and Iran" in text(app)
    assert (app.query_params["a"], app.query_params["b"]) == ("CHN", "IRN")


def test_the_side_that_a_link_does_name_is_kept_where_the_other_is_unknown(opened):
    app = opened("explore/pair", a="EGY", b="Atlantis")
    assert "The link asks for Atlantis" in app.warning[0].value
    assert app.selectbox(key="pair-a").value == "EGY"
