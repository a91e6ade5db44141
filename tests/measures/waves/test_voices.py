"""No wave that is coded from articles is named on one voice."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from lib.codebook import voice
from lib.measures.waves import command, voices, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.doubt import variants
from lib.measures.waves.evidence import Evidence, gather
from lib.measures.waves.reports import of_chronology
from lib.wording import verdict
from tests.measures.waves.evidence_of import evidence as made_up

PAIRS = ("IRN-SAU", "EGY-TUR", "ISR-TUR", "ARE-QAT", "JOR-SYR", "SYR-TUN")  # all estranged in 2020, says the baseline
QUIET = [("DZA-ISR", f"{day:%Y-%m-%d}") for day in pd.date_range("2018-01-01", "2020-01-20", freq="40D")]
QUIET.append(("DZA-ISR", "2028-01-01"))  # so that there is a time without


def tables(publishers: Sequence[str], quiet: Sequence[tuple[str, str]] = QUIET) -> dict[str, pd.DataFrame]:
    """A step of each pair, a few days apart, told by each of these publishers; and quiet years before and after."""
    told = [(two, f"2020-05-{3 * n + 1:02}", who) for n, two in enumerate(PAIRS) for who in publishers]
    told += [(two, day, publishers[0]) for two, day in quiet]
    events = pd.DataFrame(
        {
            "article_id": f"{who}-{n}", "event_type": "AGREE", "mode": "", "actor": [two[:3]], "recipient": [two[4:]],
            "intensity": 0.1 if two == "DZA-ISR" else 6.0, "status": "held", "stage": "dispute" if two == "DZA-ISR" else "agreement",
            "date_start": pd.Timestamp(day), "date_end": pd.Timestamp(day), "place": "", "confidence": 0.9,
            "evidence": "They agreed.", "meeting_id": "", "source": who,
        }
        for n, (two, day, who) in enumerate(told)
    )  # fmt: skip
    articles = events[["article_id", "source"]].assign(origin="uploaded")
    return {"events": events.drop(columns="source"), "articles": articles}


def strongest(publishers: Sequence[str]) -> tuple[wave.Wave, list[str]]:
    evidence = command.evidence_of(tables(publishers))
    moved = breadth(evidence)
    found = voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)
    return found[0], list(voices.speakers(evidence, moved, found[0]).index)


@pytest.mark.parametrize(
    ("publishers", "named"),
    [
        (["Reuters", "AFP", "Al Jazeera"], True),
        (["Reuters", "AFP"], False),
        (["The White House", "US State Department", "state.gov"], False),  # one government
        (["The White House", "Reuters", "whitehouse.gov", "AFP"], True),
        (["AP", "The Associated Press", "apnews.com"], False),  # one publisher
        (["Omani Foreign Ministry", "Embassy of Oman", "Oman News Agency (Muscat)"], False),
        (["", "Reuters", "AFP"], False),  # of no named source: nobody knows whose they are
        (
            ["Gulf Daily", "The GULF DAILY (Cairo)", "https://www.gulfdaily.com/news"],
            False,
        ),  # one name, spelt three ways
    ],
)
def test_a_wave_needs_three_publishers_and_offices_of_one_state_are_one(publishers, named):
    found, _ = strongest(publishers)
    assert found.p_value <= wave.CHANCE
    assert found.named is named
    assert found.lacks == ("" if named else "voices")


def test_a_wave_that_is_none_without_the_busiest_publisher_is_not_named():
    made = tables(["Reuters"])
    more = tables(["AFP", "Al Jazeera"])
    few = more["events"]["article_id"].isin(more["articles"]["article_id"].iloc[:2])  # one step, told by three
    both = {name: pd.concat([made[name], more[name][few.to_numpy()]], ignore_index=True) for name in made}
    evidence = command.evidence_of(both)
    moved = breadth(evidence)
    (found,) = voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)
    assert voices.speakers(evidence, moved, found).to_dict() == {"Reuters": 6, "AFP": 1, "Al Jazeera": 1}
    assert not found.named
    assert "sources: without Reuters it is none." in verdict.unnamed(found, ["Reuters", "AFP", "Al Jazeera"], str)


def test_the_page_says_who_speaks_where_one_government_does():
    found, who = strongest(["The White House", "US State Department"])
    assert who == ["USA"]
    told = verdict.unnamed(found, who, {"USA": "United States"}.__getitem__)
    assert told == (
        "Not enough independent sources: it is told by United States alone. "
        "A wave coded from articles needs at least 3 publishers, and to stand without any one."
    )


def test_what_stands_on_the_chronology_needs_no_publishers():
    evidence = command.evidence_of(milestones=command.curated.milestones())
    moved = breadth(evidence)
    assert {w.lacks for w in voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)} == {
        "",
        "chance",
    }


def test_beside_articles_the_chronology_alone_is_among_what_would_change_the_verdict():
    milestones, coded = command.curated.milestones(), tables(["White House"] * 6)
    for layers in ((None, milestones), (coded, milestones)):
        evidence = command.evidence_of(*layers)
        first = wave.regional(evidence).waves[0]
        alone = [v.wave for v in variants(evidence, first, sources=0) if v.kind == "layer"]
        assert [w.net_breadth for w in alone] == [13][: layers[0] is not None]


def test_leaving_out_a_publisher_leaves_the_time_that_was_watched():
    made = tables(["Reuters", "AFP", "Al Jazeera", "The Hindu"])  # Reuters alone tells of the quiet years
    evidence = command.evidence_of(made)
    assert strongest(["Reuters", "AFP", "Al Jazeera", "The Hindu"])[0].named
    left = evidence.without(evidence.reports["source"] == "Reuters")
    assert breadth(left).days == breadth(evidence).days


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("  wam, Abu Dhabi ", "ARE"),
        ("en.irna.ir", "IRN"),
        ("Ministry of Foreign Affairs of the Sultanate of Oman", "OMN"),
        ("Turkish Presidency", "TUR"),
        ("Embassy of Oman in Iraq", "Embassy of Oman in Iraq"),  # of two states: whose is not told
        ("Oman Observer", "Oman Observer"),
        ("bbc news (Cairo)", "BBC"),
        ("Guardian", "The Guardian"),
        ("Reuters News Agency", "Reuters"),
        ("BBC Arabic", "BBC"),
        ("Al-Jazeera English", "Al Jazeera"),
        ("Al Arabiya English", "Al Arabiya"),
        ("ITAR-TASS", "RUS"),
        ("Pentagon", "USA"),
        ("U.S. Central Command", "USA"),
        ("iq.usembassy.gov", "USA"),
        ("Jerusalem News", "Jerusalem News"),  # an edition of nobody known
        ("A  blog of ours", "A blog of ours"),
    ],
)
def test_one_voice_in_many_spellings(source, who):
    assert voice(source) == who


def test_voices():
    assert voice("whitehouse.gov") == voice("u.s. department of state") == "USA"
    assert voice("WAM") == "ARE"
    assert voice("The National") == "The National"
    assert voice("A blog of ours") == "A blog of ours"


STRAY = [("DZA-ISR", day) for day in ("2012-01-01", "2017-03-01", "2019-10-10", "2028-01-01")]


@pytest.mark.parametrize(("quiet", "lacks"), [(QUIET, ""), (STRAY, "past"), (STRAY[:1] + STRAY[3:], "past")])
def test_a_wave_with_which_the_evidence_begins_is_found_and_not_named(quiet, lacks):
    evidence = command.evidence_of(tables(["Reuters", "AFP", "Al Jazeera"], quiet))
    moved = breadth(evidence)
    (found,) = voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)
    assert (found.lacks, found.p_value <= wave.CHANCE) == (lacks, True)


def test_who_looked_before_is_asked_of_the_layer_that_carries_the_wave():
    rng = np.random.default_rng(2)
    coded = pile(rng, 90, 30, 3, 0).reports.drop(columns="unit")
    coded[["first", "until"]] += 1800  # into 2024, where the chronology has looked for years, and the articles had not
    evidence = gather(of_chronology(command.curated.milestones()), coded)
    moved = breadth(evidence)
    found = voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)
    made = [w for w in found if w.p_value <= wave.CHANCE and any("Q" in two[0] for two in w.crest_dyads)]
    assert made
    assert {w.lacks for w in made} == {"past"}


def test_without_an_actor_the_others_were_looked_at_all_the_same():
    evidence = command.evidence_of(milestones=command.curated.milestones())
    left = evidence.without(evidence.touches("SYR"))
    assert [days.tolist() for days in left.days] == [days.tolist() for days in evidence.days]


def pile(rng: np.random.Generator, days: int, pairs: int, steps: int, stray: int) -> Evidence:
    """Steps of pairs of made-up rivals on random days of a pile of articles; one more long before, where `stray` says when."""
    two = [f"Q{a:02}-Q{b:02}" for a, b in combinations(range(16), 2)]
    rows = [
        {
            "pair": two[n % pairs],
            "day": int(rng.integers(days)),
            "kind": str(n),
            "layer": "uploaded",
            "source": "abcde"[n % 5],
        }
        for two in [rng.permutation(two)]
        for n in range(pairs * steps)
    ]
    return made_up(rows + [{**rows[0], "day": stray}] * bool(stray))


@pytest.mark.parametrize("before", [15, 45])
def test_a_pile_of_which_far_more_was_read_of_late_is_no_wave(before):
    """A tenfold rise of all that is told at once: 12 pairs, a step each few weeks, then one each day."""
    named = 0
    for n in range(8):
        rng = np.random.default_rng([n, before])
        late = pile(rng, 90, 12, 8, 0).reports
        early = late.sample(before, random_state=n).assign(kind="early", first=18_000 - rng.integers(1, 450, before))
        evidence = gather(pd.concat([early.assign(until=early["first"] + 1), late]).drop(columns="unit"))
        moved = breadth(evidence)
        found = wave.regional(evidence, moved=moved).waves + wave.hubs(evidence, moved=moved)
        named += any(w.named for w in voices.heard(evidence, moved, found))
    assert not named


def test_a_surge_after_steady_years_is_named():
    """Quadruple, which known waves never reached: some of 40 pairs each two weeks, then 24 steps in 90 days."""
    rng = np.random.default_rng(4)
    late = pile(rng, 90, 24, 1, 0).reports
    early = pile(rng, 720, 40, 1, 0).reports
    early[["first", "until"]] -= 720
    evidence = gather(pd.concat([early, late]).drop(columns="unit"))
    moved = breadth(evidence)
    found = voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves)
    assert any(w.named for w in found)


@pytest.mark.parametrize("stray", [0, -300, -1200])
@pytest.mark.parametrize(
    ("days", "pairs", "steps"), [(90, 12, 1), (200, 12, 1), (365, 12, 1), (90, 30, 3), (200, 30, 3)]
)
def test_a_pile_of_steps_on_random_days_is_no_wave(days, pairs, steps, stray):
    named = 0
    for n in range(8):
        evidence = pile(np.random.default_rng([n, days, pairs]), days, pairs, steps, stray)
        moved = breadth(evidence)
        named += any(w.named for w in voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves))
    assert not named
