"""The wave page: from the verdict for a reader with one minute to the evidence for one with ten."""

import datetime as dt

import numpy as np
import pandas as pd
import streamlit as st

from lib.catalogue import wave as catalogue
from lib.catalogue.dyads import MOODS
from lib.catalogue.measured import Measured
from lib.catalogue.mediators import MEDIATORS
from lib.measures.days import day
from lib.measures.waves.wave import Wave
from lib.ui.explore import charts, pair, wave_card, wave_claims, wave_controls, wave_data
from lib.ui.shell import filters, layout
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave, verdict
from lib.wording.phrases import capital, plural

LEAD = (
    "A reconciliation wave is many pairs of rivals moving towards each other at once, on separate occasions, more than "
    "chance would give. This page measures it, says how sure it is, and shows every step it rests on."
)


def page() -> None:
    """Draw the page from top to bottom."""
    layout.page("The wave", LEAD)
    with st.container(horizontal=True, vertical_alignment="bottom", key="wave-controls", gap="medium"):
        layer = wave_controls.layer()
        parameters = wave_controls.parameters()
        part = wave_controls.part(wave_data.measured(layer, parameters))
    look = wave_controls.PRESETS[wave_controls.preset()]
    if words := wave_controls.changed(parameters):
        st.caption(f"Not the default parameters: {words}.")
    with st.spinner(f"Measuring the waves against {plural(parameters.draws, 'run')} of chance"):
        found = wave_data.measured(layer, parameters, part)
    wave = wave_controls.chosen_wave(found, look)
    if found.moved.days:
        st.markdown(plain(verdict.now(found.regional, found.moved.end, filters.current().active)))
    if wave is None:
        wave_card.absent(found, look)
    else:
        wave_card.card(found, wave)
    if found.waves:
        _over_time(found, wave)
    wave_claims.claimed(found)
    if found.waves:
        _map(found, wave)
        if wave is not None:
            charts.draw(catalogue.FIRST, found, "onsets", **catalogue.settings(wave))
        charts.draw(catalogue.MONTHS, found)
    _dyads(found, wave)
    charts.draw(MEDIATORS, found)
    if found.waves:
        _all(found)


def _over_time(found: Measured, wave: Wave | None) -> None:
    """Under a hub's preset its own pairs, then the breadth of the region, told by the wave looked at where it can."""
    if wave is not None and wave.hub:
        charts.draw(catalogue.STEPS, found, f"hub-{wave.hub}-{wave.onset}", **catalogue.settings(wave))
    asked = catalogue.settings(wave) if wave is not None else {}
    charts.draw(catalogue.BREADTH, found, direction=asked.get("direction", ""), onset=asked.get("onset", ""))


@st.fragment
def _map(found: Measured, wave: Wave | None) -> None:
    """The pairs up and down on one day; the slider steps through the weeks."""
    first, last = day(found.moved.start), day(found.moved.end)
    start = day(wave.crest) if wave is not None else day(found.moved.start + int(np.argmax(found.moved.net)))
    first += dt.timedelta(days=(start - first).days % 7)  # so that the crest is one of the steps
    asked = wave_controls.asked_day(first, last)
    on = st.slider("Pairs up and down on", first, last, asked or start, dt.timedelta(days=7), format="D MMM YYYY",
                   key=f"on-{start}")  # fmt: skip
    wave_controls.remember("day", "" if on == start and on != asked else on.isoformat())
    way = wave.direction if wave is not None else ""
    charts.draw(catalogue.STANDING, found, "map", day=on.isoformat(), direction=way)


def _dyads(found: Measured, wave: Wave | None) -> None:
    """One pair's ladder, and the moods of the pairs of the wave."""
    dyads = found.evidence.dyads
    if not dyads:
        return
    st.markdown("## One pair, step by step")
    named = {
        two: story_wave.couple(two, names.side) for two in sorted(dyads, key=lambda p: story_wave.couple(p, names.side))
    }
    # at first the pair of the wave (or of all) with the most dated events
    among = wave.crest_dyads if wave is not None else dyads
    first = max(among, key=lambda dyad: (len(found.evidence.of(*dyad)), dyad))
    asked = wave_controls.asked_pair(named)
    two = st.selectbox("Pair", list(named), index=list(named).index(asked or first), format_func=named.get,
                       key=f"pair-{wave.hub if wave else ''}-{found.layer}", filter_mode="contains")  # fmt: skip
    wave_controls.remember("pair", "" if two == first and two != asked else "-".join(two))
    pair.ladder(found, two)
    layout.pair_link(two)
    charts.draw(MOODS, found, pair="-".join(two), **(catalogue.settings(wave) if wave is not None else {}))


def _all(found: Measured) -> None:
    """Every wave found: those that are named, and apart from them the rises and falls that are not, each with the reason."""
    named, others = ([w for w in found.waves if w.named == yes] for yes in (True, False))
    st.markdown(f"## {capital(plural(len(named), 'wave'))} named")
    if named:
        st.dataframe(_table(named), hide_index=True, alt="The waves that the evidence supports")
    else:
        st.markdown(
            "What was found may be chance, has too little told of the time before it, or hangs on too few publishers."
        )
    if others:
        with st.expander(f"{capital(plural(len(others), 'rise'))} and falls that are not named"):
            st.dataframe(_table(others), hide_index=True, alt="Rises and falls that are not named")
    st.caption(
        "p: how often shuffled clocks give as much within a year and a half of the crest; above 0.05 it may be chance."
    )


def _table(waves: list[Wave]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "Scope": "Regional" if not w.hub else f"Hub: {names.side(w.hub)}",
            "Direction": w.direction,
            "p": f"{w.p_value:.2g}",
            "Why not named": verdict.WHY.get(w.lacks, ""),
            "First step": day(w.first_step),
            "Onset": day(w.onset),
            "Crest": day(w.crest),
            "End": "open" if w.open else day(w.end).isoformat(),
            "Net breadth": w.net_breadth,
            "Pairs": len(w.dyads),
            "Occasions": w.occasions,
            "One package": "yes" if w.package is not None else "",
        }
        for w in waves
    )
    return rows.drop(columns=[column for column in ("Why not named", "One package") if not rows[column].any()])
