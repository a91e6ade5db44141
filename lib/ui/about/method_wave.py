"""The Method page on waves: every term, with the numbers the measures use, read from them."""

from __future__ import annotations

import streamlit as st

from lib.codebook import stages
from lib.measures.parameters import DEFAULTS as P
from lib.measures.parameters import TABLE
from lib.schema import RUNGS
from lib.wording import names
from lib.wording.phrases import plural


def show() -> None:
    """Terms, stages and the choices that were made."""
    st.markdown("### Terms\n\n" + "\n".join(f"- **{term}.** {meaning}" for term, meaning in terms()))
    with st.expander("What each kind of step is worth"):
        st.dataframe(worth(), hide_index=True, alt="What each kind of step is worth")
    st.markdown("### Choices a reader should know of\n\n" + "\n".join(f"- {choice}" for choice in choices()))


def terms() -> list[tuple[str, str]]:
    """(term, meaning) in the order in which they build on each other."""
    return [
        (
            "Event",
            "what one pair did on one date or within a span of dates. Articles that repeat it add weight, not events: with a "
            "confidence p and k independent sources it weighs 1 - (1 - p)^k. A row of the chronology weighs "
            f"{P.chronology_weight:g}.",
        ),
        ("Severity", "from -1 to 1: of a coded event its PLOVER score over 10, of a milestone the value of its stage."),
        (
            "Status",
            f"where a pair stands on a ladder of {plural(len(RUNGS), 'rung')}, from {RUNGS[0]} to {RUNGS[-1]}. Steps lead up, setbacks "
            "down; it does not fade, and “unknown” is an answer.",
        ),
        (
            "Mood",
            f"the mean severity of a pair's events, each fading to half in {plural(P.half_life, 'day')}, drawn towards zero as by one "
            "neutral event. Being a mean, it does not grow with the number of reports. Its 90 % band says how little is known.",
        ),
        (
            "Breadth",
            f"a pair is up when its severities of the last {plural(P.window, 'day')} add up to {P.up:g} or more, down at -{P.down:g} or "
            "less. Net breadth is the number of pairs up less those down. A date known to the month enters by the share of "
            "the month inside the window.",
        ),
        (
            "Regional wave",
            f"at least {plural(P.min_dyads, 'pair')} up, from at least {plural(P.min_occasions, 'distinct occasion')}, and a net breadth above "
            f"what {P.quantile:.0%} of days reach by chance, for at least {plural(P.min_days, 'day')}. Gaps shorter than half a window "
            "are bridged.",
        ),
        (
            "Hub wave",
            f"at least {plural(P.hub_dyads, 'net pair')} that share one actor; a package when all stem from one occasion.",
        ),
        (
            "Chance",
            f"{plural(P.draws, 'run')} in which each pair's own history is shifted by a random time, the same on every computer. "
            "p is how often such a run reaches as much at any time.",
        ),
        ("Rupture", "the same with the signs turned."),
        ("Followed by", "later in time, as far as the dates tell; never because of."),
    ]


def worth() -> list[dict[str, str]]:
    """Each stage with its severity and what it does to the ladder."""
    rung = {None: ""} | dict(enumerate(RUNGS))
    return [
        {
            "Step": names.title(stage.stage),
            "Severity": f"{stage.severity:+.2f}",
            "Up to": rung[stage.rises_to],
            "Down to": rung[stage.falls_to],
            "What it is": stage.meaning,
        }
        for stage in stages().values()
    ]


def choices() -> list[str]:
    """Decisions another hand might have taken otherwise."""
    return [
        f"A regional wave has at least {plural(P.min_outside, 'pair')} up at its crest without its busiest actor. Without this rule "
        "the breaks with Israel in late 2023 would count as a regional rupture; with it they are Israel's hub wave.",
        "An event counts once for breadth, however many articles tell it and however sure the coder is; only the mood weighs.",
        "An event told by the chronology and coded from an article, of the same pair, stage and dates, is one event.",
        f"An event of more than {plural(TABLE, 'side')}, such as a summit of fifty states, moves no pair: it would move all of them.",
        "Planned, proposed, cancelled or denied events are no evidence. Events without a date are left out and counted.",
        "Only what the loaded articles and the chronology tell is measured. The chronology was chosen by hand: what it "
        "leaves out, no measure here can find.",
    ]
