"""The wave page without a browser: layers, presets, parameters, and what it says when there is no wave."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue.measured import Measured
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import command, curated
from lib.measures.waves.doubt import Part
from lib.paths import ROOT
from lib.ui.explore import wave_controls

APP = str(ROOT / "app.py")


def page() -> AppTest:
    """The wave page of the app, before it is run."""
    return AppTest.from_file(APP, default_timeout=120).switch_page("pages/explore/wave.py")


def opened(**choices):
    app = page()
    for key, value in choices.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def text(app):
    return "\n".join(str(m.value).replace("\\", "") for m in [*app.markdown, *app.caption])


def charts(app):
    return [p.proto.alt for p in app.get("plotly_chart")]


def test_the_page_tells_the_wave_and_draws_it():
    app = opened()
    said = text(app)
    assert "16 pairs moved towards each other" in said
    assert "chance is a poor explanation" in said
    assert "Without Syria: 6 pairs net" in said
    assert "driving a reconciliation wave in the middle East" in said
    assert "**Wang Yi, for China**" in said
    assert "it had ended" in said
    assert "On 3 July 2026, where the data end, no wave of the region is running; the last was one of rupture" in said
    assert "First step" in "".join(str(frame.value.columns.tolist()) for frame in app.dataframe)
    assert "curated by Majlis" in said
    assert len(charts(app)) == 7
    assert any(alt.startswith("The United States mediated most often") for alt in charts(app))
    assert all(charts(app))


def test_with_the_articles_alone_nothing_is_drawn_as_a_wave():
    app = opened(evidence="articles")
    said = text(app)
    assert "No regional wave in this evidence" in said
    assert "No pairs of rivals moved; a wave needs at least 4." in said
    assert "China and Iran stood on good terms (full relations, ambassadors): what they did is contact" in said
    assert "have no date in the text" in said or "has no date in the text" in said
    assert "1 curated article, coded by Majlis" in said
    assert not any("net breadth" in alt or "Map" in alt for alt in charts(app))
    assert any("No mediator is named." in info.value for info in app.info)


def linked(**address):
    app = page()
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def test_what_the_page_does_not_have_of_an_address_is_told():
    for address, lost in (
        ({"without": "Syrja", "look": "Utopia", "inside": "maybe"}, ["Syrja (near to it: Syria)", "Utopia", "maybe"]),
        (
            {"w": "7", "up": "x", "day": "2031-01-01", "pair": "IRN-XYZ", "evidence": "Rumours"},
            ["7 (a number between 30 and 180", "x (a number", "2031-01-01 (a day from", "IRN-XYZ", "Rumours"],
        ),
    ):
        told = " ".join(warning.value.replace("\\", "") for warning in linked(**address).warning)
        assert all(each in told for each in lost)
    assert not linked(without="Syria", look="Spring 2023", w="60", day="2023-05-07", pair="SAU-IRN").warning


@pytest.mark.slow
def test_a_link_that_leaves_out_two_says_which_one_is():
    (warning,) = linked(without=["Syria", "irn"], look="Spring 2023").warning
    assert warning.value == "The link asks for Syria too; one at a time counts, Iran."
    assert not linked(without=["Syria", "syr"]).warning


@pytest.mark.slow
def test_who_is_left_out_may_stand_in_the_address_by_code():
    app = linked(without="syr", look="Spring 2023")
    assert not app.warning
    assert app.query_params["without"] == "Syria"
    assert "6 pairs" in text(app)


@pytest.mark.slow
def test_a_preset_draws_its_own_chart():
    app = opened(look="rupture-2023", pairs=10, w=60)
    assert "Israel moved away from" in text(app)
    assert len(charts(app)) == 8
    assert "Not the default parameters: W 60 (default 90); pairs at least 10 (default 4)." in text(app)


@pytest.mark.parametrize("look", list(wave_controls.PRESETS))
def test_every_preset_finds_its_wave(look, found):
    preset = wave_controls.PRESETS[look]
    chosen = wave_controls.chosen_wave(found, preset)
    assert (chosen.hub, chosen.direction) == (preset.hub, preset.direction)


@pytest.fixture(scope="module")
def found():
    evidence = command.evidence_of(milestones=curated.milestones())
    return Measured("chronology", DEFAULTS, {}, evidence)


@pytest.mark.parametrize("who", ["AUS", "DJI", "JOR", "SYR", "IRN", "en.mehrnews.com"])
def test_the_verdict_and_the_chart_under_it_tell_of_the_same_wave(who, found):
    part = Part(who)
    left = Measured("chronology", DEFAULTS, {}, part.of(found.evidence), part)
    chosen = wave_controls.chosen_wave(left, wave_controls.PRESETS["region"])
    assert chosen == left.regions["reconciliation"].waves[0]


@pytest.mark.slow
def test_both_layers_are_told_apart():
    said = text(opened(evidence="both"))
    assert "curated by Majlis, each with its source; 1 curated article, coded by Majlis" in said


@pytest.mark.parametrize(
    ("without", "pairs"), [("Syria", "6 or more pairs net at once"), ("nobody", "13 or more pairs net at once")]
)
@pytest.mark.slow
def test_a_link_leaves_out_an_actor_and_measures_anew(without, pairs):
    app = page()
    app.query_params.update({"look": "Spring 2023", "without": without})
    app.run()
    assert pairs in text(app)
    assert ("It may be chance" in text(app)) == (without == "Syria")
    assert ("**The curated chronology.** A wave is found" in text(app)) == (without == "nobody")
    assert ("**The curated chronology, as chosen above.**" in text(app)) == (without == "Syria")


def test_pairs_of_the_region_alone_and_the_day_and_pair_of_a_link():
    app = page()
    app.query_params.update({"inside": "true", "pair": "SAU-TUR", "day": "2024-02-02"})
    app.run()
    assert next(s for s in app.slider if s.label == "Pairs up and down on").value.isoformat() == "2024-02-02"
    assert next(s for s in app.selectbox if s.label == "Pair").value == ("SAU", "TUR")
    assert "China" not in text(app).split("## What is claimed")[0]


@pytest.mark.parametrize(
    "asked", [{"pair": "<b>-X"}, {"pair": "IRN"}, {"day": "2999-01-01"}, {"day": "soon"}, {"without": "QQQ"}]
)
@pytest.mark.slow
def test_a_link_that_asks_for_what_is_not_there_opens_the_page(asked):
    app = page()
    app.query_params.update(asked)
    app.run()
    assert not app.exception
    assert "16 pairs moved towards each other" in text(app)


@pytest.mark.parametrize(
    ("asked", "told", "untold"),
    [
        ({"look": "Rupture of spring 2026", "without": "Iran"}, "No such regional wave of rupture", "Moved closer"),
        (
            {"look": "Iran 2023", "without": "Iran"},
            "Iran is left out of what is measured.",
            "wave named",
        ),
    ],
)
@pytest.mark.slow
def test_a_look_that_finds_nothing_tells_what_is_lacking_and_denies_no_other_wave(asked, told, untold):
    app = page()
    app.query_params.update(asked)
    app.run()
    assert "of reconciliation, 19 November 2025" in text(app), "another wave is there"
    assert told in text(app)
    assert "No regional wave in this evidence" not in text(app)
    assert untold not in text(app).split("## What is claimed")[0]


@pytest.mark.slow
def test_a_link_keeps_the_pair_and_the_day_it_names_also_where_they_would_be_shown_first():
    plain = page()
    plain.run()
    assert "pair" not in plain.query_params
    first = "-".join(next(s for s in plain.selectbox if s.label == "Pair").value)
    app = page()
    app.query_params.update({"pair": first, "day": "2023-05-07"})
    app.run()
    assert (app.query_params["pair"], app.query_params["day"]) == (first, "2023-05-07")
