"""The first minute of the wave page: the wave in plain words, what would change the verdict, and who claims one."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.days import day
from lib.measures.waves import reports
from lib.measures.waves.wave import Wave, busiest, most_at_once
from lib.ui.explore import wave_data
from lib.ui.shell import data, evidence, filters
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave, verdict, words
from lib.wording.phrases import listing, month, number, plural


def card(measured: Measured, wave: Wave) -> None:
    """A wave: what, when, how wide, whose, how sure, and what would change that."""
    told = story_wave.hub(wave, names.side) if wave.hub else story_wave.region([wave], (0, 0), names.side)
    with st.container(border=True, key="wave-card"):
        st.markdown(f"## {plain(told.headline)}")
        _figures(wave)
        st.markdown(plain(verdict.sure(wave, measured.parameters.draws)))
        if wave.package is not None:
            st.markdown("All of its pairs stem from one occasion: **a package, not a wave that spread.**")
        with st.expander("What would change this verdict?", icon=":material/balance:", expanded=not wave.hub):
            _doubt(measured, wave)


def _figures(wave: Wave) -> None:
    actor, times = busiest(wave.crest_dyads)
    ways = ("up", "down") if wave.direction == "reconciliation" else ("down", "up")
    figures = [
        ("Onset", _short(wave.onset), "first day"),
        ("Crest", _short(wave.crest), "most pairs at once"),
        ("End", _short(wave.end), "last day"),
        (
            "Net breadth",
            plural(wave.net_breadth, "pair"),
            f"at the crest: {number(len(wave.crest_dyads))} {ways[0]}, {number(wave.against)} {ways[1]}",
        ),
        ("Occasions", str(wave.occasions), "distinct, behind the crest"),
        ("Hub", names.side(actor), f"in {times} of {plural(len(wave.crest_dyads), 'pair')}"),
    ]
    st.html(
        '<dl class="wave-figures" style="display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));'
        'gap:0.75rem 1.25rem;margin:0;padding:0">' + "".join(_figure(*figure) for figure in figures) + "</dl>"
    )


def _figure(what: str, value: str, note: str) -> str:
    """One number with its name and what it counts, as HTML; all of it our own words and codebook names."""
    return (
        f'<div style="margin:0;padding:0"><dt style="font-size:0.875rem">{escape(what)}</dt>'
        f'<dd style="margin:0;font-size:1.35rem;font-weight:600;line-height:1.25">{escape(value)}</dd>'
        f'<dd style="margin:0;font-size:0.875rem">{escape(note)}</dd></div>'
    )


def _short(days: int) -> str:
    """Days since 1970 as 27 Feb 2023, where there is little room."""
    on = day(days)
    return f"{on.day} {on:%b %Y}"


def _doubt(measured: Measured, wave: Wave) -> None:
    with st.spinner("Measuring it anew under other choices"):
        variants = wave_data.doubts(measured.layer, measured.parameters, wave)
    for line in verdict.changes(wave, variants, names.side):
        st.markdown(f"- {plain(line)}")
    st.caption("Each line is a new measurement, not an estimate.")


def absent(measured: Measured, hub: str = "") -> None:
    """No such wave in the evidence: what is missing."""
    most, on = most_at_once(measured.moved)
    undated = reports.undated(measured.tables) if measured.layer != "chronology" else 0
    occasions = int(measured.regions["reconciliation"].occasions.max(initial=0))
    with st.container(border=True, key="wave-card"):
        if hub:
            st.markdown(f"## No such wave of {plain(names.side(hub))} in this evidence")
            st.markdown(
                f"A hub wave needs at least {plural(measured.parameters.hub_dyads, 'net pair')} that share one actor."
            )
            return
        st.markdown("## No regional wave in this evidence")
        for line in verdict.missing(most, occasions, undated, measured.parameters):
            st.markdown(f"- {plain(line)}")
        if most:
            dyads = zip(measured.evidence.dyads, measured.moved.state, strict=True)
            moved = [story_wave.couple(two, names.side) for two, state in dyads if state.any()]
            st.markdown(plain(f"Moved at some time: {listing(moved, most=8)}. Most at once in {month(on)}."))
        if filters.current().active:
            st.markdown("The filters leave only a part of the evidence.")
            st.button("Reset the filters", on_click=filters.clear, key="wave-reset", icon=":material/restart_alt:")
        elif measured.layer == "articles":
            st.markdown("Add articles under **Analyse**, or look at the curated chronology with the switch above.")


@st.fragment
def claimed(measured: Measured) -> None:
    """Each claim of a wave in the loaded articles, beside what the evidence supports."""
    told = wave_data.claimed(*data.view())
    st.markdown("## What is claimed, and what the evidence supports")
    if told.empty:
        st.markdown("No loaded article claims a wave in so many words.")
        return
    for n, (_, claim) in enumerate(told.head(3).iterrows()):
        _claim(measured, claim, n)
    if len(told) > 3:
        st.caption(f"{plural(len(told) - 3, 'more sentence claims', 'more sentences claim')} one.")
    evidence.asked("claim")


def _claim(measured: Measured, claim: pd.Series, n: int) -> None:
    said, shown = st.columns(2, gap="medium")
    with said.container(border=True, height="stretch"):
        st.caption("The claim")
        st.markdown(f"> {plain(claim['evidence'])}")
        who = claim["speaker"] or "The text itself"
        side = f", for {names.side(claim['speaker_country'])}" if claim["speaker_country"] else ""
        article = data.article(claim["article_id"])
        where = f" ({words.cited(article)})" if article is not None else ""
        st.markdown(f"**{plain(who + side)}**{plain(where)}")
        topics = measured.tables["topics"]
        here = topics[(topics["article_id"] == claim["article_id"]) & (topics["start"] == claim["start"])]
        if len(here):
            keys = [here.iloc[0]["key"]]
            st.button("See it in its article", key=f"claim-{n}", icon=":material/article:", type="tertiary",
                      on_click=evidence.ask, args=("claim", keys))  # fmt: skip
    with shown.container(border=True, height="stretch"):
        st.caption("What the evidence supports")
        for line in supported(measured, claim):
            st.markdown(line)


def supported(measured: Measured, claim: pd.Series) -> list[str]:
    """What the loaded articles alone, and the chronology, say to a claim."""
    lines = []
    parameters = measured.parameters
    coded = wave_data.measured("articles", parameters)
    alone = coded.regions[claim["claim"]]
    most, _ = most_at_once(coded.moved, 1 if claim["claim"] == "reconciliation" else -1)
    articles = len(measured.tables["articles"])
    said = (
        verdict.claimed(alone.waves, claim)
        if alone.waves
        else f"They do not support it by themselves: {verdict.moved(most, parameters)}."
    )
    lines.append(f"**The loaded articles ({articles}).** {plain(said)}")
    if len(measured.tables["milestones"]):
        curated = wave_data.measured("chronology", parameters).regions[claim["claim"]]
        lines.append(f"**The curated chronology.** {plain(verdict.claimed(curated.waves, claim))}")
    lines.append("A claim in an article is no evidence of a wave; only dated steps between pairs count.")
    return lines
