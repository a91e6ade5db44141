"""No wave that is coded from articles is named on one voice."""

from collections.abc import Sequence

import pandas as pd
import pytest

from lib.codebook import voice
from lib.measures.waves import command, voices, wave
from lib.measures.waves.breadth import breadth
from lib.wording import verdict

PAIRS = ("IRN-SAU", "EGY-TUR", "ISR-TUR", "ARE-QAT", "JOR-SYR", "SYR-TUN")  # all estranged in 2020, says the baseline
QUIET = ("DZA-MAR", "2012-01-01"), ("DZA-MAR", "2028-01-01")  # so that there is a time without


def tables(publishers: Sequence[str]) -> dict[str, pd.DataFrame]:
    """A step of each pair, a few days apart, told by each of these publishers; and long before and after one more."""
    told = [(two, f"2020-05-{3 * n + 1:02}", who) for n, two in enumerate(PAIRS) for who in publishers]
    told += [(two, day, publishers[0]) for two, day in QUIET]
    events = pd.DataFrame(
        {
            "article_id": f"{who}-{n}", "event_type": "AGREE", "mode": "", "actor": [two[:3]], "recipient": [two[4:]],
            "intensity": 6.0, "status": "held", "stage": "agreement" if day.startswith("2020") else "dispute",
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
    ],
)
def test_a_wave_needs_three_publishers_and_offices_of_one_state_are_one(publishers, named):
    found, _ = strongest(publishers)
    assert found.p_value <= wave.CHANCE
    assert found.named is named
    assert found.one_voice is not named


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
    assert not any(w.one_voice for w in voices.heard(evidence, moved, wave.regional(evidence, moved=moved).waves))


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
