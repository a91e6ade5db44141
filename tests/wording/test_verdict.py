"""The verdict in words: how sure, what would change it, what is missing."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.measures.days import day
from lib.measures.waves import command, curated, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.doubt import Variant
from lib.measures.waves.wave import Condition, Region
from lib.wording import verdict
from lib.wording.phrases import day as words


@pytest.fixture(scope="module")
def strongest():
    found = wave.regional(command.evidence_of(milestones=curated.milestones())).waves
    return next(w for w in found if day(w.crest).year == 2023)


def test_how_sure(strongest):
    sure = verdict.sure(replace(strongest, reached=0, drawn=4000))
    assert sure.endswith(
        "at most 1 had 13 or more pairs net at once near that time (p = 0.00025): chance is a poor explanation."
    )
    weak = replace(strongest, reached=40, drawn=400)
    assert "40 had 13 or more pairs net at once near that time (p = 0.1): chance alone may" in verdict.sure(weak)


def test_why_a_wave_is_not_named(strongest):
    assert verdict.unnamed(strongest, [], str) == ""
    assert verdict.unnamed(replace(strongest, reached=28, drawn=100), [], str).startswith(
        "It may be chance: p = 0.28, "
    )
    told = verdict.unnamed(replace(strongest, lacking=Condition("voices", 1, 3, 19_000)), ["USA", ""], str)
    assert told.startswith("Not enough independent sources: it is told by USA and texts of no named source alone")


def test_what_the_filters_end_is_not_unknown(strongest):
    told = verdict.now([strongest], 19_900, filtered=True)
    assert told.startswith("On 26 June 2024, where what the filters leave ends, no wave")
    assert "not known" not in told


def test_a_wave_that_begins_with_the_evidence_is_told_so(strongest):
    first = replace(strongest, lacking=Condition("past", 1, 18, 19_426))
    assert verdict.unnamed(first, [], str).startswith(
        "It is not named, for too little is told of the time before what had moved by 10 March 2023: steps on 1 of the 540 days "
        "before its window; it needs at least 18."
    )
    assert verdict.sure(first).endswith("but too little is told of the time before it.")
    assert verdict.chance(first) == "p = 0.012, too little is told of the time before it"
    lone = Region("reconciliation", breadth(command.evidence_of()), None, None, [first])
    assert verdict.answer(lone, first.lacking, str).startswith(
        "No wave of reconciliation is named: too little is told of the time before"
    )


def test_what_runs_where_the_data_end(strongest):
    later = replace(strongest, onset=strongest.end + 40, end=strongest.end + 90)
    assert verdict.now([later, strongest], 19_900) == (
        f"On 26 June 2024, where the data end, no wave of the region is running; the last was one of reconciliation, "
        f"{words(later.onset)} to {words(later.end)}. What came after is not known."
    )
    assert "is running: one of rupture since" in verdict.now([replace(later, direction="rupture", open=True)], 19_900)
    assert verdict.now([replace(strongest, reached=2, drawn=10, open=True)], 19_900).endswith(
        "no wave of the region is running. What came after is not known."
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("full relations {7}", "QQA and QQB stood on good terms (full relations {7}): what"),
        (
            "strained, but ambassadors kept",
            "QQA and QQB had no break within three years (strained, but ambassadors kept): ",
        ),
        ("", "Nothing tells that QQA and QQB were estranged: what they did is contact"),
    ],
)
def test_good_terms_are_told_only_of_those_who_were(note, told):
    assert verdict.friends(("QQA", "QQB"), note, str).startswith(told)


def test_what_may_be_chance_does_not_stand(strongest):
    doubtful = replace(strongest, reached=4, drawn=10)
    assert verdict.changes(doubtful, [Variant("layer", "", doubtful)], str) == ["The chronology alone: it is there."]
    assert verdict.changes(doubtful, [Variant("window", "60", doubtful)], str) == [
        "With a window of 60 days: it is there."
    ]
    (line,) = verdict.changes(doubtful, [Variant("source", "a.example", doubtful)], str)
    assert "stands" not in line


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "With a window of 60 days: it stands."),
        ({"net_breadth": 12}, "With a window of 60 days: it stands: 12 pairs net instead of 13."),
        ({"crest": 19470}, "With a window of 60 days: it stands: crest 23 April 2023."),
        (
            {"reached": 5, "drawn": 10},
            "With a window of 60 days: 13 pairs net at its crest, which chance alone may explain (p = 0.5).",
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


def test_each_source_that_the_wave_hangs_on_is_left_out_by_itself(strongest):
    sources = [Variant("source", name, None) for name in ("a.org", "b.org")]
    (line,) = verdict.changes(strongest, sources, str)
    assert line == "Without any one of a.org and b.org: no such wave is left, or no more than chance may give."


def test_a_rise_that_is_not_named_is_not_said_to_be_missing(strongest):
    claim = pd.Series({"claim": "reconciliation", "published": pd.Timestamp("2023-08-21")})
    weak = replace(strongest, reached=40, drawn=400)
    assert verdict.claimed([weak], claim) == "No regional wave of reconciliation is named in this evidence."
    assert verdict.claimed([], claim) == "No regional wave of reconciliation is found in this evidence."


def test_what_moved_both_ways_at_once_is_told_so():
    for has, needs in ((0, 1), (-2, 0), (-1, 3)):
        told = verdict.lacks(Condition("chance", has, needs, 19_426))
        assert told == "as many pairs or more had moved the other way by 10 March 2023"


def test_sources_are_summed_up(strongest):
    sources = [Variant("source", name, replace(strongest, net_breadth=n)) for name, n in (("a.org", 13), ("b.org", 12))]
    assert verdict.changes(strongest, sources, str) == [
        "Without any one of the 2 sources that tell most of it: it stands each time; "
        "the largest loss is b.org, which leaves 12 net."
    ]
