"""The sentences about waves, held against the chronology they are computed from."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from lib.measures.parameters import Parameters
from lib.measures.waves import command, curated, series, status, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.curated import Began
from lib.measures.waves.wave import Condition
from lib.wording import story_wave, words
from lib.wording.names import side, standing
from lib.wording.phrases import month, signed
from tests.measures.waves.evidence_of import evidence as made


def name(code: str) -> str:
    return {
        "IRN": "Iran",
        "SAU": "Saudi Arabia",
        "QAT": "Qatar",
        "SYR": "Syria",
        "ISR": "Israel",
        "ORG:HAMAS": "Hamas",
    }.get(code, code)


@pytest.fixture(scope="module")
def evidence():
    return command.evidence_of(milestones=curated.milestones())


@pytest.fixture(scope="module")
def found(evidence):
    return wave.waves(evidence)


def test_the_region_states_its_wave_as_found(found):
    regional = [w for w in found if w.scope == "regional" and w.direction == "reconciliation"]
    words = story_wave.region(regional, None, name)
    first = regional[0]
    assert words.headline.startswith(f"{month(first.onset)} to ")
    assert f"{len(first.dyads)} pairs moved towards each other" in words.headline
    assert f"{len(first.crest_dyads)} pairs up" in words.lines[0]
    assert f"{first.occasions} distinct occasions" in words.lines[0]


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        (Condition("pairs", 0, 4, 0), "No pairs of rivals moved; a wave needs at least 4."),
        (Condition("occasions", 1, 4, 19_600), "What had moved by 31 August 2023 was on 1 distinct occasion; a wave needs at least 4."),
        (Condition("chance", 5, 7, 19_600), "5 pairs net had moved by 31 August 2023; chance alone gives up to 6."),
        (Condition("days", 9, 14, 19_600), "Enough pairs moved for 9 days from 31 August 2023 on; a wave lasts at least 14."),
        (Condition("outside", 1, 2, 19_600, "QAT"), "1 pair of those that had moved by 31 August 2023 is without Qatar; a wave of the region needs at least 2."),
    ],
)  # fmt: skip
def test_what_a_wave_lacks_is_said_with_its_figures(lacking, told):
    words = story_wave.region([], lacking, name)
    assert words == ("No regional wave in the evidence loaded", (told,), "")


def test_a_wave_that_is_not_named_is_told_why(found):
    weak = replace(found[0], reached=28, drawn=100)
    assert story_wave.region([weak], None, name).headline.endswith(
        ": no regional wave is named, what moved may be chance"
    )
    assert "p = 0.28, may be chance" in story_wave.region([weak], None, name).method
    for what, why in (
        ("voices", "not enough independent sources"),
        ("past", "too little is told of the time before it"),
    ):
        lacking = replace(found[0], lacking=Condition(what, 1, 3, 19_000))
        assert story_wave.region([lacking], None, name).headline.endswith(f": no regional wave is named, {why}")
        assert story_wave.hub(lacking, name).method.endswith(f", {why}.")


def test_a_package_is_not_a_wave_that_spread(found):
    qatar = next(w for w in found if w.hub == "QAT")
    words = story_wave.hub(qatar, name)
    assert words.headline.startswith("Qatar moved closer to ")
    assert words.lines[1] == "One occasion moved all of them: a package, not a wave that spread."


def test_a_rupture_moves_away(found):
    israel = next(w for w in found if w.hub == "ISR" and w.direction == "rupture")
    headline = story_wave.hub(israel, name).headline
    assert headline.startswith("Israel moved away from ")
    assert " and had hostilities with " in headline, "a war is no moving away, and a strike no war"
    assert "Hamas" in headline.split(" hostilities with ")[1]


@pytest.mark.parametrize(
    ("fought", "told"),
    [
        (0, "3 pairs moved away from each other"),
        (2, "1 pair moved away from each other and 2 had hostilities"),
        (3, "3 pairs had hostilities"),
    ],
)
def test_hostilities_are_told_apart_from_moving_away(found, fought, told):
    rupture = next(w for w in found if w.direction == "rupture" and not w.hub and w.named)
    small = replace(rupture, dyads=rupture.dyads[:3], at_war=rupture.dyads[:fought])
    assert story_wave.region([small], None, name).headline.endswith(f": {told}")


def test_a_pair_climbs_its_ladder(evidence):
    words = story_wave.ladder(status.ladder(evidence, "IRN", "SAU"), ("IRN", "SAU"), name)
    assert words.headline.startswith("Iran and Saudi Arabia: from severed to ambassadors")
    assert words.lines[1] == "Down by suspended talks in March 2022. Last of all: contact in July 2026."


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ([("expulsion", -0.55)], "; latest setback: expulsion in July 2019"),
        ([("expulsion", -0.55), ("visit", 0.4)], "; latest setback: expulsion in July 2019"),  # which mended nothing
        ([("expulsion", -0.55), ("ambassador", 0.6)], ""),
        ([("rupture", -0.7)], ""),  # severed: it is told by where they stand
    ],
)
def test_a_title_does_not_hide_the_latest_setback(later, told):
    steps = [("mission", 0.6), *later]
    rows = [{"pair": "QQA-QQB", "day": 100 * n, "s": s, "stage": stage} for n, (stage, s) in enumerate(steps)]
    words = story_wave.ladder(status.ladder(made(rows), "QQA", "QQB"), ("QQA", "QQB"), name)
    assert words.headline.partition(";")[2] == told.removeprefix(";")
    assert f"Last of all: {later[-1][0]} in " in words.lines[1]


def test_a_pair_nobody_tells_of(evidence):
    words = story_wave.ladder(status.ladder(evidence, "IRN", "ISL"), ("IRN", "ISL"), name)
    assert words == ("Iran and ISL: unknown", (), "")


@pytest.mark.parametrize(
    ("stage", "s", "told"), [("dispute", -0.2, "unknown"), ("recall", -0.6, "unknown, at most missions")]
)
def test_a_setback_says_no_more_than_what_cannot_be(stage, s, told):
    rows = [{"pair": "QQA-QQB", "day": day, "s": s, "stage": stage, "kind": stage} for day in (0, 100)]
    words = story_wave.ladder(status.ladder(made(rows), "QQA", "QQB"), ("QQA", "QQB"), name)
    assert words.headline.partition(";")[0] == f"QQA and QQB: {told}"
    assert words.lines[0].startswith("2 dated steps between ")


def test_steps_of_one_month_lie_in_it_and_not_between_it_and_itself():
    rows = [{"pair": "QQA-QQB", "day": 0, "stage": "talks", "rung": 3}]
    words = story_wave.ladder(status.ladder(made(rows), "QQA", "QQB"), ("QQA", "QQB"), name)
    assert words.lines[0].startswith("1 dated step in April 2019; ")


@pytest.mark.parametrize(
    ("bands", "told"),
    [((0.4, 0.1), "of the time shown, mood highest on 1 March 2023, +0.30 ± 0.40"), ((0.4, 0.3), "at no time shown")],
)
def test_the_highest_mood_is_that_of_the_time_shown_and_a_lower_one_may_be_surer(bands, told):
    days = pd.to_datetime(["2023-03-01", "2023-03-02"])
    table = pd.DataFrame({"actor_a": "QQA", "actor_b": "QQB", "date": days, "mood": [0.3, 0.2], "band": bands})
    assert told in story_wave.best_mood(table, ("QQA", "QQB"), name)


def test_a_war_without_an_end_is_told_beside_the_rung(monkeypatch):
    steps = status.ladder(made([{"pair": "QQA-QQB", "day": 0, "stage": "talks", "rung": 3}]), "QQA", "QQB")
    war = {"actor_a": "QQB", "actor_b": "QQA", "from_": date(2019, 1, 2), "name": "x", "sources": "y", "note": ""}
    for until, told in (("ongoing", "talks; hostilities go on"), ("2019-02-01", "talks")):
        monkeypatch.setattr(story_wave, "wars", lambda until=until: (curated.War(until=until, **war),))
        assert story_wave.ladder(steps, ("QQA", "QQB"), name).headline == f"QQA and QQB: {told}"


@pytest.mark.parametrize(
    ("rung", "note", "by", "told"),
    [
        (1, "severed January 2016", "", "severed"),
        (1, "no diplomatic relations, not recognised", "", "never had relations"),
        (1, "no diplomatic relations, not recognised", "rupture", "severed"),
        (1, "no relations in practice, one backs the other's enemies", "", "no working relations"),
        (1, "no relations since 1979, not recognised", "", "no working relations"),
        (1, "embassy shut; relations never formally broken", "", "no working relations"),
        (1, "broken off in practice; never formally severed", "", "no working relations"),
        (1, "insurgency since 1984", "", "no working relations"),
        (5, "embassy shut", "", "relations"),
        (5, "state not recognised", "restoration", "relations"),  # there was nothing to restore
        (6, "no diplomatic relations; ministers met in public", "mission", "missions"),
        (6, "no diplomatic relations; low-level ties broken off in 2000", "mission", "missions reopened"),
        (5, "severed 2016", "restoration", "relations restored"),
        (6, "a chargé each", "recall", "missions"),
        (5, "full relations", "recall", "relations alone"),  # its embassy closed as well
        (6, "", "mission", "missions reopened"),
    ],
)
def test_a_rung_is_called_by_how_it_was_reached(rung, note, by, told):
    assert standing(rung, rung, False, note, by) == told


@pytest.mark.parametrize(
    ("best", "last", "told"),
    [
        (0.6, 0.5, "on their best terms in August 2023; on 1 March 2024 in good mood"),
        (0.6, -0.1, "on their best terms in August 2023; on 1 March 2024 in no clear mood"),
        (-0.6, -0.5, "on their worst terms in August 2023; on 1 March 2024 in bad mood"),
        (0.1, 0.05, "at no time in a clear mood"),
        (0.39, -0.35, "on their worst terms in March 2024; on 1 March 2024 in bad mood"),  # the other is not sure
    ],
)
def test_a_mood_says_how_it_was_at_most_and_how_it_is_at_last(best, last, told):
    days = pd.to_datetime(["2023-08-21", "2024-03-01"])
    table = pd.DataFrame({"date": days, "mood": [best, last], "band": [0.4, 0.3]})
    words = story_wave.mood(table, ("IRN", "SAU"), name)
    assert words.headline == f"Iran and Saudi Arabia: {told}"
    assert f", {signed(last)} on 1 March 2024." in words.lines[0]
    assert words.method.endswith(" and 0.30 to either side.")


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


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"stage": "suspended_talks"}, "suspended talks"),
        ({"stage": "", "event_type": "CONSULT"}, "consult"),
        ({"stage": "visit", "event_type": "CONSULT"}, "visit"),
    ],
)
def test_a_step_is_called_by_its_stage_or_by_its_type(row, said):
    assert words.step(row) == said


def test_where_a_pair_began_is_told_with_its_note(monkeypatch):
    row = Began("AAA", "BBB", pd.Timestamp("2020-01-01").date(), 6, "chargés only", "https://example.org")
    monkeypatch.setattr(curated, "baseline", lambda: {("AAA", "BBB"): row})
    monkeypatch.setattr(story_wave, "baseline", curated.baseline)
    assert story_wave.beginning(("AAA", "BBB")) == "Missions on 1 January 2020 (chargés only)."
    assert story_wave.beginning(("AAA", "CCC")) == "unknown."


def test_a_wave_of_one_month_names_it_once_and_an_open_one_has_no_end(found):
    short = replace(found[0], end=found[0].onset + 14)
    assert story_wave.region([short], None, name).headline.startswith("March 2023: ")
    qatar = replace(next(w for w in found if w.hub == "QAT"), open=True)
    assert "still on where the data end, on 4 April 2021" in story_wave.hub(qatar, name).lines[0]
    assert " to 4 April" not in story_wave.hub(qatar, name).lines[0]


def test_pairs_up_in_the_same_month_are_not_told_as_up_at_the_same_time():
    rows = [{"pair": two, "day": day} for two, day in (("IRN-SAU", 0), ("EGY-TUR", 12), ("QAT-SYR", 400))]
    moved = breadth(found := made(rows), Parameters(window=10))
    assert moved.up.max() == 1
    told = story_wave.months(series.months(found, moved, 10))
    assert told == "3 pairs by month: the fullest is April 2019, with 2 up at one time or another"
