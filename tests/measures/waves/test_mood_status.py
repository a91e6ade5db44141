"""Mood and ladder, against cases worked by hand."""

import re

import numpy as np
import pytest

from lib.codebook import stages
from lib.measures.parameters import Parameters
from lib.measures.waves import command, status
from lib.measures.waves import curated as curated_files
from lib.measures.waves.mood import kernel, mood
from lib.wording import story_wave
from lib.wording.names import side
from tests.measures.waves.evidence_of import DAY0, evidence


@pytest.fixture(scope="module")
def curated():
    return command.evidence_of(milestones=curated_files.milestones())


def day(text: str) -> np.ndarray:
    return np.array([np.datetime64(text, "D").astype(int)])


def test_one_call_gives_a_small_mood_with_a_wide_band():
    call = evidence([{"pair": "CHN-IRN", "day": 0, "s": 0.15}])
    value, band = mood(call, "CHN", "IRN", np.array([DAY0 + 1]))
    assert round(value[0], 2) == 0.07
    assert round(band[0], 2) == 0.42


def test_the_call_and_the_thaw_in_the_chronology(curated):
    value, band = mood(curated, "IRN", "CHN", day("2023-08-21"))
    assert (round(value[0], 2), round(band[0], 2)) == (0.07, 0.42)
    value, band = mood(curated, "IRN", "SAU", day("2023-08-21"))
    assert (round(value[0], 2), round(band[0], 2)) == (0.22, 0.25)


def test_decay_is_the_mean_over_an_uncertain_date():
    days = np.array([DAY0 + 45])
    exact = kernel(days, np.array([DAY0]), np.array([DAY0 + 30]), 90.0)[0, 0]
    times = DAY0 + (np.arange(100_000) + 0.5) * 30 / 100_000
    assert exact == pytest.approx(np.mean(2 ** (-(DAY0 + 45 - times) / 90)), rel=1e-6)


@pytest.mark.parametrize(("since", "value"), [(-1, 0.0), (0, 0.0)])
def test_an_event_counts_only_after_it_began(since, value):
    assert kernel(np.array([DAY0 + since]), np.array([DAY0]), np.array([DAY0 + 1]), 90.0)[0, 0] == value


def test_inside_a_month_only_the_part_gone_by_counts():
    half = kernel(np.array([DAY0 + 15]), np.array([DAY0]), np.array([DAY0 + 30]), 1e9)[0, 0]
    assert half == pytest.approx(0.5, rel=1e-4)


def test_half_life():
    late = kernel(np.array([DAY0 + 91]), np.array([DAY0]), np.array([DAY0 + 1]), 90.0)[0, 0]
    soon = kernel(np.array([DAY0 + 1]), np.array([DAY0]), np.array([DAY0 + 1]), 90.0)[0, 0]
    assert late / soon == pytest.approx(0.5)


def test_nobody_reports_then_neutral_and_unsure():
    value, band = mood(evidence([]), "A", "B", np.array([DAY0]))
    assert value[0] == 0
    assert band[0] == pytest.approx(1.645 * 0.35)


def test_media_volume_does_not_raise_the_mood_beyond_its_mean():
    many = evidence([{"pair": "A-B", "day": d, "s": 0.4, "kind": f"k{d}"} for d in range(-300, 0)])
    value, band = mood(many, "A", "B", np.array([DAY0]))
    assert 0.39 < value[0] < 0.4
    assert band[0] < 0.06


def test_parameters_are_used():
    one = evidence([{"pair": "A-B", "day": 0, "s": 0.5, "p": 1.0}])
    value, band = mood(one, "A", "B", np.array([DAY0 + 1]), Parameters(kappa=3, sigma=0.7, half_life=1e9))
    assert value[0] == pytest.approx(0.125, rel=1e-6)
    assert band[0] == pytest.approx(1.645 * 0.7 / 2, rel=1e-6)


def test_the_durra_dispute_dents_the_mood(curated):
    before, dented, after = (
        mood(curated, "IRN", "SAU", day(d))[0][0] for d in ("2023-07-03", "2023-08-05", "2023-08-08")
    )
    assert dented < before - 0.04
    assert after > dented


@pytest.mark.parametrize(
    ("before", "stage", "after"),
    [
        ((-1, 8), "contact", (2, 8)),
        ((-1, 8), "visit", (3, 8)),
        ((1, 1), "visit", (3, 3)),
        ((4, 4), "visit", (4, 4)),
        ((3, 6), "agreement", (4, 6)),
        ((4, 4), "restoration", (5, 5)),
        ((5, 5), "mission", (6, 6)),
        ((6, 6), "ambassador", (7, 7)),
        ((7, 7), "economic", (8, 8)),
        ((7, 7), "restoration", (7, 7)),
        ((-1, 8), "ceasefire", (-1, 8)),
        ((8, 8), "recall", (6, 6)),
        ((8, 8), "sanction", (7, 7)),
        ((7, 7), "expulsion", (6, 6)),
        ((4, 4), "recall", (4, 4)),
        ((-1, 8), "recall", (-1, 6)),
        ((-1, 6), "rupture", (-1, 1)),
        ((8, 8), "rupture", (1, 1)),
        ((8, 8), "hostility", (8, 8)),
        ((-1, 8), "hostility", (-1, 8)),
        ((3, 3), "suspended_talks", (2, 2)),
        ((5, 5), "suspended_talks", (5, 5)),
        ((-1, 8), "suspended_talks", (-1, 2)),
        ((6, 6), "dispute", (6, 6)),
    ],
)
def test_steps_of_the_ladder(before, stage, after):
    known = stages()[stage]
    assert status.step(status.Standing(*before), known, known.rung("The ambassador, and a trade deal"))[:2] == after


@pytest.mark.parametrize(
    ("stage", "words", "rung"),
    [
        ("security", "Defence minister visits the capital", 3),
        ("security", "They sign a mutual defence pact.", 8),
        ("economic", "Sanctions on its banks are eased", 2),
        ("economic", "A free-trade agreement, long talked about, takes effect", 8),
        ("visit", "A visit about a treaty", 3),
        ("recall", "It recalls its ambassador over the deal", 6),
        ("expulsion", "Two attaches are told to leave", -1),
        ("expulsion", "The ambassador’s credentials end: she is expelled", 6),
        ("dispute", "They quarrel over a treaty", -1),
        ("recall", "It closes its embassy and brings its ambassador home", 5),
        ("recall", "It withdraws its diplomats", 5),
        ("recall", "It recalls its ambassador and closes its airspace", 6),
        ("expulsion", "The ambassador is expelled, and the embassy’s work suspended", 5),
        ("expulsion", "It shuts the embassy and sends its staff home", 5),
        ("expulsion", "Three embassy staff are expelled", -1),
    ],
)
def test_the_top_rung_is_reached_by_a_treaty_in_so_many_words(stage, words, rung):
    assert stages()[stage].rung(words) == rung


def test_treaties_outlast_a_recall_but_no_rupture_and_no_measure_that_cuts_them():
    ally = status.Standing(8, 8, True)
    after = {
        stage: status.step(ally, stages()[stage], stages()[stage].rung("")).treaty
        for stage in ("recall", "sanction", "rupture")
    }
    assert after == {"recall": True, "sanction": False, "rupture": False}


def test_the_ladder_of_iran_and_saudi_arabia(curated):
    steps = status.ladder(curated, "SAU", "IRN")
    moved = steps[steps["moved"]]
    assert moved["stage"].tolist()[:7] == [
        *("talks", "suspended_talks", "talks", "agreement", "restoration", "mission", "ambassador"),
    ]
    assert moved["after"].tolist()[:7] == [3, 2, 3, 4, 5, 6, 7]
    assert steps["before"].tolist()[0] == 1, "the baseline has them severed since 2016"


def test_a_setback_is_no_evidence_of_what_is_left():
    recalled = evidence([{"pair": "QQA-QQB", "day": 0, "s": -0.6, "stage": "recall"}])
    row = status.ladder(recalled, "QQA", "QQB").iloc[0]
    assert (row["before"], row["after"], row["at_most"], row["moved"]) == (-1, -1, 6, True)


def test_no_pair_stands_above_what_its_last_setback_left(curated):
    for two in curated.dyads:
        steps = status.ladder(curated, *two)
        assert (steps["after"] <= steps["at_most"]).all(), two
    jordan = status.ladder(curated, "ISR", "JOR")
    assert (jordan["after"].iloc[-1], jordan["treaty"].iloc[-1]) == (6, True), (
        "recalled in 2023; the treaty of 1994 stands"
    )


LEAST = {"ambassador": 7, "mission": 6, "restoration": 5, "agreement": 4, "talks": 3, "visit": 3, "contact": 2}
MOST = {"rupture": 1, "recall": 6, "sanction": 7}  # what each leaves at best


def _bounds(two, milestones):
    """The lowest and the highest rung that a pair can stand on by its own evidence, told anew from the files."""
    row = curated_files.baseline().get(two)
    low, high = (max(row.status, 1),) * 2 if row else (-1, 8)
    own = milestones[milestones["actor_a"].isin(two) & milestones["actor_b"].isin(two)]
    for stage, said in own.sort_values("until", kind="stable")[["stage", "event"]].itertuples(index=False):
        most = MOST.get(stage, 8)
        if stage in ("recall", "expulsion"):
            gone = re.search(r"embassy|withdraws its diplomats", said) and re.search(r"clos|suspend|withdraw", said)
            most = 5 if gone else 6 if re.search(r"ambassador|charge d|envoy", said) else 8
        elif stage == "suspended_talks" and low <= 3:
            most = 2
        low, high = min(max(low, LEAST.get(stage, -1)), most), min(max(high, LEAST.get(stage, -1)), most)
        high = 8 if stage in ("economic", "security") else high
    return low, high


def test_what_is_told_of_a_pair_contradicts_none_of_its_evidence(curated):
    milestones = curated_files.milestones()
    pairs = sorted({*curated.dyads, *curated_files.baseline()})
    assert len(pairs) > 120
    wrong = []
    for two in pairs:
        steps = status.ladder(curated, *two)
        at = status.began(*two) if steps.empty else status.Standing(*steps[["after", "at_most", "treaty"]].iloc[-1])
        low, high = _bounds(two, milestones)
        if not low <= at.rung <= high or at.at_most > high:
            wrong.append((two, at, low, high))
    assert not wrong


def test_a_closed_embassy_leaves_relations_alone(curated):
    told = [
        story_wave.ladder(status.ladder(curated, *two), two, side).headline for two in [("ARE", "IRN"), ("AUS", "IRN")]
    ]
    assert told == [
        "United Arab Emirates and Iran: from missions to relations alone",
        "Australia and Iran: from ambassadors to relations alone",
    ]


def test_no_ladder_without_staged_evidence():
    assert status.ladder(evidence([{"pair": "A-B", "day": 0, "kind": "AGREE/"}]), "A", "B").empty
    assert status.ladder(evidence([]), "A", "B").empty
