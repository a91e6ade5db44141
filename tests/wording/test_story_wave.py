"""The sentences about waves, held against the chronology they are computed from."""

from __future__ import annotations

import pandas as pd
import pytest

from lib.measures.waves import chronology, command, status, wave
from lib.measures.waves.breadth import breadth
from lib.wording import story_wave
from lib.wording.names import side
from lib.wording.phrases import month, signed


def name(code: str) -> str:
    return {"IRN": "Iran", "SAU": "Saudi Arabia", "QAT": "Qatar", "SYR": "Syria", "ISR": "Israel"}.get(code, code)


@pytest.fixture(scope="module")
def evidence():
    return command.evidence_of(milestones=chronology.load())


@pytest.fixture(scope="module")
def found(evidence):
    return wave.waves(evidence)


def test_the_region_states_its_wave_as_found(found):
    regional = [w for w in found if w.scope == "regional" and w.direction == "reconciliation"]
    words = story_wave.region(regional, (0, 0), name)
    first = regional[0]
    assert words.headline.startswith(f"{month(first.onset)} to ")
    assert f"{len(first.dyads)} pairs moved towards each other" in words.headline
    assert f"{len(first.crest_dyads)} pairs up" in words.lines[0]
    assert f"{first.occasions} distinct occasions" in words.lines[0]


def test_no_wave_is_said_as_such(evidence):
    words = story_wave.region([], wave.most_at_once(breadth(evidence)), name)
    assert words.headline == "No regional wave in the evidence loaded"
    assert words.lines[0].startswith("At most 14 pairs moved at once")
    assert words.lines[0].endswith("and not all of one actor.")
    assert story_wave.region([], (0, 0), name).lines == ("At most no pairs moved at once; a wave needs at least 4.",)


def test_a_package_is_not_a_wave_that_spread(found):
    qatar = next(w for w in found if w.hub == "QAT")
    words = story_wave.hub(qatar, name)
    assert words.headline.startswith("Qatar moved closer to ")
    assert words.lines[1] == "All of them stem from one occasion: a package, not a wave that spread."


def test_a_rupture_moves_away(found):
    israel = next(w for w in found if w.hub == "ISR" and w.direction == "rupture")
    assert story_wave.hub(israel, name).headline.startswith("Israel moved away from ")


def test_a_pair_climbs_its_ladder(evidence):
    words = story_wave.ladder(status.ladder(evidence, "IRN", "SAU"), ("IRN", "SAU"), name)
    assert words.headline == "Iran and Saudi Arabia: from talks to treaty, economic or security ties"
    assert words.lines[1] == "Down by suspended talks in March 2022."


def test_a_pair_nobody_tells_of(evidence):
    words = story_wave.ladder(status.ladder(evidence, "IRN", "ISL"), ("IRN", "ISL"), name)
    assert words == ("Iran and ISL: nothing in the evidence says where relations stand", ())


def test_a_pair_that_only_quarrelled_stands_on_no_rung():
    quarrels = pd.DataFrame(
        {
            "stage": ["dispute"] * 2,
            "before": [-1, -1],
            "after": [-1, -1],
            "first": [18_300, 18_400],
            "until": [18_301, 18_401],
        }
    )
    words = story_wave.ladder(quarrels, ("IRN", "QAT"), name)
    assert words.headline == "Iran and Qatar: nothing in the evidence says where relations stand"
    assert words.lines[0].startswith("2 dated steps")


@pytest.mark.parametrize(
    ("value", "sure"),
    [(0.6, "clearly above zero"), (-0.6, "clearly below zero"), (0.1, "not told apart from zero")],
)
def test_a_mood_says_how_sure_it_is(value, sure):
    on = (pd.Timestamp("2023-08-21") - pd.Timestamp("1970-01-01")).days
    words = story_wave.mood(value, 0.4, on, ("IRN", "SAU"), name)
    assert words.headline == f"Iran and Saudi Arabia: mood {signed(value)} on 21 August 2023"
    assert words.lines == (f"The 90 % band reaches 0.40 to either side: {sure}.",)


@pytest.mark.parametrize(
    ("place", "dyads", "said"),
    [
        ("Aden", [("SAU", "YEM")], "Aden"),
        ("", [("SAU", "YEM")], "Saudi Arabia – Yemen"),
        ("Yemen", [("SAU", "YEM")], "Saudi Arabia – Yemen"),
        ("Iran", [("IRN", "ISR"), ("IRN", "QAT")], "Iran – Israel and Qatar"),
        ("", [("BHR", "ZZZ"), ("KWT", "ZZZ"), ("QAT", "ZZZ"), ("OMN", "ZZZ")], "ZZZ – Bahrain, Kuwait and 2 more"),
        ("", [("IRN", "IRQ"), ("KWT", "OMN"), ("QAT", "SAU")], "Iran – Iraq and 2 more"),
    ],
)
def test_a_turning_point_is_called_by_its_place_or_by_its_sides(place, dyads, said):
    assert story_wave.turning(place, dyads, side) == said


def test_the_key_of_turning_points_counts_them_from_one():
    assert story_wave.turning_points(["Aden, 1 May 2022", "Taiz, 2 May 2023"]).endswith(
        ": 1 Aden, 1 May 2022; 2 Taiz, 2 May 2023."
    )
    assert story_wave.turning_points([]) == ""
