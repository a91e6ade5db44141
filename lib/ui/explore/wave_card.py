"""The first minute of the wave page: the wave in plain words, how sure it is, and what would change the verdict."""

from html import escape

import numpy as np
import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.days import day
from lib.measures.days import number as day_number
from lib.measures.waves import reports, rivals, voices
from lib.measures.waves.curated import baseline
from lib.measures.waves.wave import DIRECTIONS, Wave, busiest
from lib.ui.explore import wave_data
from lib.ui.explore.wave_controls import Preset
from lib.ui.shell import filters
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave, verdict
from lib.wording.phrases import capital, listing, number, plural

SHOWN = 3  # pairs of which it is told why they do not count


def card(measured: Measured, wave: Wave) -> None:
    """A wave: what, when, how wide, whose, how sure, and what would change that."""
    told = story_wave.hub(wave, names.in_text) if wave.hub else story_wave.region([wave], None, names.in_text)
    with st.container(border=True, key="wave-card"):
        st.markdown(f"## {plain(told.headline)}")
        if not wave.named:
            who = voices.speakers(measured.evidence, measured.moved, wave, measured.parameters).index
            st.markdown(f"**{plain(verdict.unnamed(wave, list(who), names.in_text))}**")
        _figures(wave)
        st.markdown(plain(verdict.sure(wave)))
        if wave.open:
            st.markdown(plain(verdict.open_(measured.moved.end)))
        if wave.package is not None:
            st.markdown("One occasion moved all of its pairs: **a package, not a wave that spread.**")
        with st.expander("What would change this verdict?", icon=":material/balance:", expanded=not wave.hub):
            _doubt(measured, wave)


def _figures(wave: Wave) -> None:
    actor, times = busiest(wave.crest_dyads)
    ways = ("up", "down") if wave.direction == "reconciliation" else ("down", "up")
    figures = [
        ("Onset", _short(wave.onset), f"threshold passed; first step {_short(wave.first_step)}"),
        ("Crest", _short(wave.crest), "most pairs net at once"),
        ("End", "open" if wave.open else _short(wave.end), f"data end {_short(wave.end)}" if wave.open else "last day"),
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
        variants = wave_data.doubts(measured, wave)
    for line in verdict.changes(wave, variants, names.in_text):
        st.markdown(f"- {plain(line)}")
    st.caption("Each line is a new measurement, not an estimate. Any other actor or source: “Without”, above.")


def absent(measured: Measured, look: Preset) -> None:
    """No such wave in the evidence: the condition that failed, with its figures, and what does not count."""
    with st.container(border=True, key="wave-card"):
        st.markdown(f"## {plain(verdict.absent(look.hub, look.direction, look.dated, names.in_text))}")
        for line in _hub_lacking(measured, look) if look.hub else _lacking(measured, look):
            st.markdown(f"- {plain(line)}")
        if filters.current().active:
            st.markdown("The filters leave only a part of the evidence.")
            st.button("Reset the filters", on_click=filters.clear, key="wave-reset", icon=":material/restart_alt:")
        elif measured.layer == "articles":
            st.markdown("Add articles under **Analyse**, or look at the curated chronology with the switch above.")


def _moves(measured: Measured, look: Preset) -> np.ndarray:
    """Pair x day of the time looked at: 1 where the pair moved that way, -1 where it moved the other way."""
    start, moved = measured.moved.start, measured.moved
    first, last = (min(max(day_number(on) - start, 0), moved.days) for on in (look.first, look.last))
    return DIRECTIONS[look.direction] * moved.state[:, first : last + 1]


def _hub_lacking(measured: Measured, look: Preset) -> list[str]:
    """That the actor is left out; else the most pairs net that it had at once in the time looked at, and how many it needs."""
    if look.hub == measured.part.without:
        return [f"{capital(names.in_text(look.hub))} is left out of what is measured."]
    own = [look.hub in two for two in measured.evidence.dyads]
    net = _moves(measured, look)[own].sum(axis=0, dtype=np.int64)
    return [verdict.hub_lacks(int(net.max(initial=0)), measured.parameters.hub_dyads)]


def _lacking(measured: Measured, look: Preset) -> list[str]:
    """What a wave lacks, the pairs that moved, those whose contacts do not count, and events without a date."""
    evidence = measured.evidence
    lacking = measured.lacking(look.direction)
    found = measured.regions[look.direction].waves
    lines = [
        f"{verdict.lacks(lacking, names.in_text)}." if lacking and not found else verdict.elsewhere(look.direction)
    ]
    dyads = zip(evidence.dyads, _moves(measured, look), strict=True)
    moved = [story_wave.couple(two, names.side) for two, state in dyads if (state > 0).any()]
    way = "closer" if DIRECTIONS[look.direction] > 0 else "apart"
    lines += [f"Moved {way} at some time: {listing(moved, most=8)}."] if moved else []
    friends = rivals.friends(evidence.reports)
    told = [(two, baseline().get(two)) for two in friends[:SHOWN]]
    lines += [verdict.friends(two, row.note if row else "", names.in_text) for two, row in told]
    if measured.layer != "chronology" and (events := reports.undated(measured.tables)):
        undated = (story_wave.couple(two, names.side) for two in reports.undated_dyads(measured.tables))
        lines.append(verdict.undated(events, list(undated)))
    return [*map(capital, lines)]
