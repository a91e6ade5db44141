"""What an address asks for: by code or in any letters it is understood; what is not there is told, never dropped in silence."""

import re

import pytest
from streamlit.testing.v1 import AppTest


def unescaped(markdown: str) -> str:
    return re.sub(r"\\(\W)", r"\1", markdown)


@pytest.mark.parametrize(
    ("page", "asked", "told"),
    [
        ("meetings", {"from": "yesterday"}, "yesterday (days are written 2023-08-20)"),
        ("meetings", {"to": "2024-02-30"}, "2024-02-30"),
        ("meetings", {"to": "2300-01-01"}, "2300-01-01 (a day from 1900-01-01 to 2100-12-31 would do)"),
        ("meetings", {"sure": "7"}, "7"),
        ("meetings", {"year": "1800"}, "1800"),
        ("meetings", {"timeline-zoom": "spring"}, "spring (a part of the time is written 2023-01-01..2023-06-30)"),
        ("actors", {"actor": "Atlantis"}, "Atlantis"),
        ("actors", {"actor": "Irann"}, "Irann (near to it: Iran"),
        ("actors", {"who": "ghosts"}, "ghosts"),
        ("compare", {"per": "decade"}, "decade"),
        ("wave", {"look": "atlantis-2020"}, "atlantis-2020"),
        ("wave", {"evidence": "rumours"}, "rumours"),
        ("wave", {"without": "Atlantis"}, "Atlantis"),
        ("wave", {"w": "nan"}, "nan (a number between 30 and 180 would do)"),
        ("wave", {"h": "many"}, "many"),
        ("wave", {"inside": "perhaps"}, "perhaps"),
        ("wave", {"day": "2024-13-45"}, "2024-13-45"),
        ("wave", {"day": "1999-01-01"}, "1999-01-01 (a day from 20"),
        ("wave", {"pair": "XXX-YYY"}, "XXX-YYY, which is no pair in these data"),
        ("article", {"marks": "ghosts"}, "ghosts"),
        ("article", {"sentence": "9999"}, "sentence 9999"),
    ],
)
def test_what_is_not_there_is_told(opened, page, asked, told):
    app = opened(f"explore/{page}", **asked)
    assert not app.exception
    assert [told in unescaped(warning.value) for warning in app.warning] == [True]


@pytest.mark.parametrize(
    ("page", "key", "asked", "seen"),
    [
        ("actors", "actor", "IRN", "Iran"),
        ("actors", "actor", "wang yi", "Wang Yi"),
        ("actors", "who", "people", "network-people"),
        ("compare", "per", "year", "year"),
        ("wave", "look", "syria-2023", "syria-2023"),
        ("wave", "evidence", "BOTH", "both"),
        ("wave", "without", "IRN", "IRN"),
        ("meetings", "sure", "0.7", 0.7),
    ],
)
def test_a_choice_is_understood_by_its_value_and_in_any_letters(opened, page, key, asked, seen):
    app = opened(f"explore/{page}", **{key: asked})
    assert not app.exception
    assert not app.warning
    assert app.session_state[key] == seen


def test_a_story_that_is_not_there_is_told(opened):
    app = opened("present/story", story="atlantis")
    assert "atlantis" in app.warning[0].value


def calendar() -> None:
    """The calendar of a year, whose first choice moves as it does where filters leave other meetings."""
    from dataclasses import replace

    from lib.catalogue.meetings import CALENDAR
    from lib.ui.explore import charts
    from lib.ui.shell import data, state

    first = state.get("first", "2023")
    years = replace(
        CALENDAR.choice, options=lambda _: {year: year for year in ("2021", "2022", "2023")}, default=lambda _: first
    )
    charts.draw(replace(CALENDAR, choice=years), data.tables())


@pytest.mark.parametrize(("asked", "seen"), [({}, "2022"), ({"year": "2023"}, "2023")])
def test_where_nobody_chose_the_filters_move_a_choice_as_they_would_for_who_opens_the_link(asked, seen):
    app = AppTest.from_function(calendar, default_timeout=30)
    app.session_state["first"] = "2023" if not asked else "2021"
    app.query_params.update(asked)
    app.run()
    app.session_state["first"] = "2022"
    app.run()
    assert not app.exception
    assert not app.warning
    assert app.session_state["year"] == seen
