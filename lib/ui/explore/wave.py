"""The wave page: from the verdict for a reader with one minute to the evidence for one with ten."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import streamlit as st

from lib.catalogue import wave as catalogue
from lib.catalogue.dyads import LADDER, MOODS
from lib.catalogue.measured import Measured
from lib.catalogue.mediators import MEDIATORS
from lib.measures.days import day
from lib.measures.waves import status
from lib.measures.waves.wave import Wave
from lib.ui.explore import charts, wave_card, wave_controls, wave_data
from lib.ui.shell import layout
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave
from lib.wording.phrases import capital, plural

LEAD = (
    "A reconciliation wave is many pairs of sides moving towards each other at once, on separate occasions, more than "
    "chance would give. This page measures it, says how sure it is, and shows every step it rests on."
)


def page() -> None:
    """Draw the page from top to bottom."""
    layout.page("The wave", LEAD)
    with st.container(horizontal=True, vertical_alignment="bottom", key="wave-controls", gap="medium"):
        layer = wave_controls.layer()
        parameters = wave_controls.parameters()
    look = wave_controls.PRESETS[wave_controls.preset()]
    if words := wave_controls.changed(parameters):
        st.caption(f"Not the default parameters: {words}.")
    with st.spinner(f"Measuring the waves against {plural(parameters.draws, 'run')} of chance"):
        found = wave_data.measured(layer, parameters)
    wave = wave_controls.chosen_wave(found, look)
    if wave is None:
        wave_card.absent(found, look.hub)
    else:
        wave_card.card(found, wave)
    if found.waves:
        _over_time(found, wave)
    wave_card.claimed(found)
    if not found.moved.days:
        return
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
    """Under a hub's preset its own pairs, then the breadth of the region."""
    if wave is not None and wave.hub:
        charts.draw(catalogue.STEPS, found, f"hub-{wave.hub}-{wave.onset}", **catalogue.settings(wave))
    charts.draw(catalogue.BREADTH, found)


@st.fragment
def _map(found: Measured, wave: Wave | None) -> None:
    """The pairs up and down on one day; the slider steps through the weeks."""
    first, last = day(found.moved.start), day(found.moved.start + found.moved.days - 1)
    start = day(wave.crest) if wave is not None else day(found.moved.start + int(np.argmax(found.moved.net)))
    first += dt.timedelta(days=(start - first).days % 7)  # so that the crest is one of the steps
    on = st.slider(
        "Pairs up and down on", first, last, start, dt.timedelta(days=7), format="D MMM YYYY", key=f"on-{start}"
    )
    charts.draw(catalogue.STANDING, found, "map", day=on.isoformat())


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
    two = st.selectbox("Pair", list(named), index=list(named).index(first), format_func=named.get,
                       key=f"pair-{wave.hub if wave else ''}-{found.layer}")  # fmt: skip
    chosen = {"pair": "-".join(two)}
    if status.ladder(found.evidence, *two).empty:
        st.markdown(f"Nothing in this evidence says where relations of {plain(named[two])} stand: **unknown**.")
    else:
        charts.draw(LADDER, found, **chosen)
    charts.draw(MOODS, found, **chosen, **(catalogue.settings(wave) if wave is not None else {}))


def _all(found: Measured) -> None:
    """Every wave found, as a table."""
    st.markdown(f"## {capital(plural(len(found.waves), 'wave'))} found")
    rows = [
        {
            "Scope": "Regional" if not w.hub else f"Hub: {names.side(w.hub)}",
            "Direction": w.direction,
            "Onset": day(w.onset),
            "Crest": day(w.crest),
            "End": day(w.end),
            "Net breadth": w.net_breadth,
            "Pairs": len(w.dyads),
            "Occasions": w.occasions,
            "One package": "yes" if w.package is not None else "",
            "p": round(w.p_value, 4),
        }
        for w in found.waves
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="All waves found")
    st.caption("p: how often shuffled clocks give as much at any time. Small hub waves are common by chance.")
