"""What must come out of the chronology: known history that could prove the measure wrong."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lib.measures.days import day
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import chronology, command, doubt, reports, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import gather
from lib.wording.report import lines, record


@pytest.fixture(scope="module")
def curated():
    return command.evidence_of(milestones=chronology.load())


@pytest.fixture(scope="module")
def found(curated):
    return wave.waves(curated)


def hub(found, code, direction, first, last):
    """The one wave of a hub with its crest between two days."""
    here = [w for w in found if w.hub == code and w.direction == direction]
    return next(w for w in here if first <= day(w.crest) <= last)


def test_a_regional_wave_in_spring_and_summer_2023(found):
    strongest = found[0]
    assert (strongest.scope, strongest.direction) == ("regional", "reconciliation")
    assert day(strongest.onset) == date(2023, 2, 27)
    assert day(strongest.crest) == date(2023, 5, 10)
    assert day(strongest.end) == date(2023, 8, 6)
    assert strongest.net_breadth == 14
    assert strongest.p_value < 0.01
    assert ("IRN", "SAU") in strongest.dyads


def test_no_regional_wave_from_al_ula(found):
    regional = [w for w in found if w.scope == "regional"]
    assert not any(day(w.onset) <= date(2021, 2, 1) <= day(w.end) for w in regional)


def test_no_regional_wave_of_rupture(found):
    assert [w for w in found if w.scope == "regional" and w.direction == "rupture"] == []


def test_israels_hub_wave_of_autumn_2020(found):
    israel = hub(found, "ISR", "reconciliation", date(2020, 9, 1), date(2020, 12, 31))
    assert day(israel.onset) == date(2020, 10, 23)
    assert [next(c for c in p if c != "ISR") for p in israel.dyads] == ["ARE", "BHR", "SDN", "MAR"]
    assert israel.package is None


def test_qatars_hub_wave_is_a_package_of_one_occasion(curated, found):
    qatar = hub(found, "QAT", "reconciliation", date(2021, 1, 1), date(2021, 1, 31))
    assert day(qatar.onset) == date(2021, 1, 5)
    told = curated.reports[np.isin(curated.reports["unit"], np.flatnonzero(curated.occasion == qatar.package))]
    assert set(told["place"]) == {"Al-Ula"}
    assert [w.hub for w in found if w.package is not None] == ["QAT"]


def test_syrias_hub_wave_begins_before_the_beijing_agreement(found):
    syria = hub(found, "SYR", "reconciliation", date(2023, 3, 1), date(2023, 7, 31))
    assert day(syria.onset) < date(2023, 3, 10)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("LBN", date(2021, 10, 1), date(2021, 11, 30)), ("ISR", date(2023, 10, 7), date(2023, 12, 31))],
)
def test_rupture_hubs(found, code, first, last):
    assert hub(found, code, "rupture", first, last).net_breadth >= 4


def test_irans_hub_survives_october_2023(found):
    iran = hub(found, "IRN", "reconciliation", date(2023, 9, 1), date(2023, 12, 31))
    assert day(iran.onset) < date(2023, 10, 7) < day(iran.end)
    assert day(iran.end) > date(2023, 11, 30)


def test_flipping_all_signs_gives_no_regional_wave():
    frame = chronology.load()
    frame["severity"] = -frame["severity"]
    assert wave.regional(gather(reports.of_chronology(frame))).waves == []


def test_clocks_of_their_own_rarely_give_as_many_pairs_at_once(curated):
    observed = breadth(curated).net.max()
    rng = np.random.default_rng(5)
    frame, high = curated.reports, 0
    span = int(curated.until.max() - curated.first.min())
    for _ in range(40):
        offset = rng.integers(span, size=len(curated.dyads))[curated.dyad[frame["unit"]]]
        first = curated.first.min() + (frame["first"] - curated.first.min() + offset) % span
        shuffled = frame.assign(first=first, until=first + frame["until"] - frame["first"]).drop(columns="unit")
        high += breadth(gather(shuffled)).net.max() >= observed
    assert high <= 2


def test_the_crest_survives_the_loss_of_half_the_rows():
    frame = reports.of_chronology(chronology.load())
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(50):
        region = wave.regional(gather(frame[rng.random(len(frame)) < 0.5]))
        if region.waves:
            held += date(2023, 3, 1) <= day(region.waves[0].crest) <= date(2023, 7, 31)
    assert held >= 35


@pytest.mark.parametrize("window", [60, 75, 90, 105, 120])
def test_the_crest_does_not_hang_on_the_window(curated, window):
    region = wave.regional(curated, replace(DEFAULTS, window=window))
    assert date(2023, 3, 1) <= day(region.waves[0].crest) <= date(2023, 7, 31)


def test_what_would_change_the_verdict(curated, found):
    variants = doubt.variants(curated, found[0], sources=3)
    assert [v.kind for v in variants] == ["window", "window", "source", "source", "source", "actor"]
    assert variants[-1].change == "SYR"
    assert all(v.wave is not None for v in variants if v.kind != "actor")
    assert variants[-1].wave is None or variants[-1].wave.p_value > 0.05


def test_the_report_of_the_command_line():
    answer = command.report(with_chronology=True, moods=["IRN-SAU@2023-08-21", "SAU-IRN@2023-08-21"])
    first = answer.waves[0]
    assert list(first) == [
        "scope",
        "hub",
        "direction",
        "onset",
        "crest",
        "end",
        "net_breadth",
        "pairs",
        "occasions",
        "package",
        "p_value",
    ]
    assert (first["scope"], first["hub"], first["crest"]) == ("regional", None, "2023-05-10")
    assert answer.mood == {k: {"2023-08-21": [0.22, 0.25]} for k in ("IRN-SAU", "SAU-IRN")}
    assert answer.window == 90
    assert record(answer)["verdict"] == (
        "14 pairs moved; a wave needs at least 4, from at least 4 distinct occasions, for 14 days or more, beyond chance, "
        "and not all of one actor"
    )
    assert lines(answer)[0].startswith("regional reconciliation: 2023-02-27 to 2023-08-06, crest 2023-05-10")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "MJ403"),
        ({"with_chronology": True, "moods": ["IRN@x"]}, "MJ402"),
        ({"with_chronology": True, "window": 1}, "MJ404"),
    ],
)
def test_what_cannot_be_measured_says_so(arguments, code):
    with pytest.raises(command.MajlisError) as caught:
        command.report(**arguments)
    assert caught.value.code == code
