"""The verdict in words: how sure, what would change it, what is missing."""

from dataclasses import replace

import pytest

from lib.measures.parameters import DEFAULTS
from lib.measures.waves import chronology, command, wave
from lib.measures.waves.doubt import Variant
from lib.wording import verdict


@pytest.fixture(scope="module")
def strongest():
    return wave.regional(command.evidence_of(milestones=chronology.load())).waves[0]


def test_how_sure(strongest):
    assert verdict.sure(strongest, 400).endswith(
        "none had 14 or more pairs at once (p = 0.0025): chance is a poor explanation."
    )
    weak = replace(strongest, p_value=41 / 401)
    assert "40 had 14 or more pairs at once (p = 0.1): chance alone may explain it." in verdict.sure(weak, 400)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "With a window of 60 days: it stands."),
        ({"net_breadth": 12}, "With a window of 60 days: it stands: 12 pairs net instead of 14."),
        ({"crest": 19470}, "With a window of 60 days: it stands: crest 23 April 2023."),
        (
            {"p_value": 0.5},
            "With a window of 60 days: 14 pairs net at its crest, which chance alone may explain (p = 0.5).",
        ),
    ],
)
def test_a_variant_in_words(strongest, change, says):
    lines = verdict.changes(strongest, [Variant("window", "60", replace(strongest, **change))], str)
    assert lines == [says]


def test_a_lost_wave_is_said_to_be_lost(strongest):
    assert verdict.changes(strongest, [Variant("actor", "SYR", None)], str) == ["Without SYR: no such wave is left."]
    sources = [Variant("source", "a.org", None), Variant("source", "b.org", strongest)]
    assert verdict.changes(strongest, sources, str) == [
        "Without a.org: no such wave is left, or no more than chance may give."
    ]


def test_sources_are_summed_up(strongest):
    sources = [Variant("source", name, replace(strongest, net_breadth=n)) for name, n in (("a.org", 13), ("b.org", 12))]
    assert verdict.changes(strongest, sources, str) == [
        "Without any one of the 2 sources that tell most of it: it stands each time; "
        "the largest loss is b.org, which leaves 12 net."
    ]


def test_what_is_missing():
    assert verdict.missing(1, 1, 6, DEFAULTS) == [
        "1 pair moved; a wave needs at least 4.",
        "1 distinct occasion at once; a wave needs at least 4.",
        "6 events that happened have no date in the text, and cannot be placed in time.",
    ]
    assert "for 14 days or more" in verdict.missing(4, 9, 0, DEFAULTS)[0], (
        "enough pairs, and no word of what is missing"
    )
    assert verdict.missing(0, 9, 0, DEFAULTS) == ["No pairs moved; a wave needs at least 4."]
