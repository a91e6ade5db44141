"""The wave page: from the verdict for a reader with one minute to the evidence for one with ten."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from lib.charts.waves import breadth as charts
from lib.charts.waves import capitals
from lib.charts.waves import mood as mood_chart
from lib.charts.waves import pairs as pair_charts
from lib.codebook import seats, stages
from lib.measures.waves import lead, occasions, series, status
from lib.measures.waves.command import day, number
from lib.ui.explore import wave_card, wave_controls, wave_data
from lib.ui.explore.wave_data import pair_name
from lib.ui.shell import layout
from lib.wording import names, story_wave

if TYPE_CHECKING:
    from lib.measures.waves.wave import Wave
    from lib.ui.explore.wave_data import Found

LEAD = (
    "A reconciliation wave is many pairs of sides moving towards each other at once, on separate occasions, more than "
    "chance would give. This page measures it, says how sure it is, and shows every step it rests on."
)
MOST_MOODS = 5
SHORT = {"ARE": "UAE", "ORG:ARABLEAGUE": "Arab League"}  # names too long for charts


def short(code: str) -> str:
    """A side's name as charts write it."""
    return SHORT.get(code, names.side(code))


def page() -> None:
    """Draw the page from top to bottom."""
    layout.page("The wave", LEAD)
    with st.container(horizontal=True, vertical_alignment="bottom", key="wave-controls", gap="medium"):
        layer = wave_controls.layer()
        parameters = wave_controls.parameters()
    look = wave_controls.PRESETS[wave_controls.preset()]
    if words := wave_controls.changed(parameters):
        st.caption(f"Not the default parameters: {words}.")
    with st.spinner(f"Measuring the waves against {parameters.draws} runs of chance"):
        found = wave_data.found(layer, parameters)
    wave = wave_controls.chosen_wave(found, look)
    if wave is None:
        wave_card.absent(found, look.hub)
    else:
        wave_card.card(found, wave)
    if found.waves:
        _over_time(found, wave, look.direction)
    wave_card.claimed(found)
    if not found.moved.days:
        return
    if found.waves:
        _map(found, wave)
        if wave is not None:
            _first(found, wave)
        _months(found)
    _pairs(found, wave)
    if found.waves:
        _all(found)


def _over_time(found: Found, wave: Wave | None, direction: str) -> None:
    """Breadth of the region, and under a hub's preset its own pairs."""
    if wave is not None and wave.hub:
        happened = found.dressed(series.happenings(found.evidence, wave.pairs))
        fig = charts.hub(wave, happened, name=short, source=found.source)
        layout.chart(
            fig,
            f"hub-{wave.hub}-{wave.onset}",
            _rows(happened),
            how="A lane for each counterpart. Triangles are dated steps; a line through one shows how uncertain its date is.",
        )
    region = found.regions["reconciliation" if wave is None or wave.hub else direction]
    turning = found.dressed(series.turning(found.evidence, found.moved))
    leads = behind(found, found.hubs)
    fig = charts.breadth(region, found.hubs, turning, name=short, source=found.source, behind=leads)
    how = (
        "Blue: pairs that moved towards each other within the window; vermillion, below zero: pairs that moved apart. "
        "The dark line is the difference. Above the grey band it is more than chance gives; the shaded spans are waves. "
        "Click a dot for what happened on that day, or a bar below for the steps behind the wave of that actor."
    )
    layout.chart(fig, "breadth", turning.drop(columns=["units", "told"]), how=how, columns=["date", "net"])


def behind(found: Found, waves: list[Wave]) -> list[str]:
    """Keys of the rows that carry each wave: steps of its pairs, its way, in the window of one of its days."""
    place = {pair: n for n, pair in enumerate(found.evidence.pairs)}
    start, window = found.moved.start, found.parameters.window
    keys = []
    for wave in waves:
        pairs = np.array([place[pair] for pair in wave.pairs])
        span = (wave.onset - start, wave.end - start)
        units = occasions.behind(found.evidence, found.moved, pairs, span, wave.sign, window)
        keys.append(found.keys(units.tolist()))
    return keys


def _rows(happened: object) -> object:
    """Events as a table for reading."""
    return happened.assign(event=happened["told"].str.replace(r"<[^>]+>", " ", regex=True)).drop(
        columns=["units", "told", "end"]
    )


@st.fragment
def _map(found: Found, wave: Wave | None) -> None:
    """The pairs up and down on one day; the slider steps through the weeks."""
    first, last = day(found.moved.start), day(found.moved.start + found.moved.days - 1)
    start = day(wave.crest) if wave is not None else day(found.moved.start + int(np.argmax(found.moved.net)))
    first += dt.timedelta(days=(start - first).days % 7)  # so that the crest is one of the steps
    on = st.slider(
        "Pairs up and down on", first, last, start, dt.timedelta(days=7), format="D MMM YYYY", key=f"on-{start}"
    )
    standing = series.standing(found.evidence, found.moved, number(on), found.parameters.window)
    standing = found.dressed(standing)
    up, down = (int((standing["sign"] == s).sum()) for s in (1, -1))
    title = f"{on.day} {on:%B %Y}: {up or 'no'} pair{'s' * (up != 1)} up, {down or 'none'} down"
    fig = capitals.pairs_on(standing, seats(), title, short, found.source)
    table = standing.assign(state=standing["sign"].map({1: "up", -1: "down"}))
    layout.chart(
        fig,
        "map",
        table.drop(columns=["units", "told", "sign"]),
        how="Lines join the two sides of a pair. Click the triangle half-way for the steps behind it. Move the slider with the arrow keys, a week at a time.",
    )


def _first(found: Found, wave: Wave) -> None:
    """Who moved first, and who followed."""
    table = lead.onsets(found.evidence, found.moved, wave, found.parameters.window)
    units = [(u,) if u >= 0 else () for u in table["unit"]]
    table = found.dressed(table.assign(units=units))
    one, two = (
        table.iloc[0],
        next((r for _, r in table.iterrows() if lead.order(table.iloc[0], r) == "followed by"), None),
    )
    a = pair_name((one["actor_a"], one["actor_b"]))
    after = f", followed by {pair_name((two['actor_a'], two['actor_b']))}" if two is not None else ""
    title = f"{a} moved first{after}"
    for column in ("earliest", "latest", "day"):
        table[column] = series.dates(table[column])
    fig = pair_charts.onsets(table, charts.moment(wave.crest), title, short, found.source, wave.sign < 0)
    layout.chart(
        fig,
        "onsets",
        table.drop(columns=["units", "unit", "told"]),
        how="Each mark is the event that lifted the pair. A bar spans the dates the source leaves open; where bars overlap, the order is unknown.",
    )


def _months(found: Found) -> None:
    table = found.dressed(series.months(found.evidence, found.moved, found.parameters.window))
    if table.empty:
        return
    pairs = table["place"].nunique()
    ups = table[table["share"] > 0].groupby("month")["place"].nunique()
    fullest = ups.idxmax() if len(ups) else table["month"].min()
    title = f"{pairs} pairs by month: at most {int(ups.max()) if len(ups) else 0} were up at once, in {fullest:%B %Y}"
    how = "A row a pair, in the order in which they first moved; a column a month. The stronger the colour, the more of the month. Click for the steps of that month."
    fig = pair_charts.months(table, title, short, found.source)
    layout.chart(fig, "months", table.drop(columns=["units", "told", "place", "begun"]), how=how)


def _pairs(found: Found, wave: Wave | None) -> None:
    """One pair's ladder, and the moods of the pairs of the wave."""
    pairs = found.evidence.pairs
    if not pairs:
        return
    st.markdown("## One pair, step by step")
    first = _default_pair(found, wave)
    two = st.selectbox("Pair", sorted(pairs, key=pair_name), index=sorted(pairs, key=pair_name).index(first), format_func=pair_name,
                       key=f"pair-{wave.hub if wave else ''}-{found.layer}")  # fmt: skip
    _ladder(found, two)
    _moods(found, wave, two)


def _default_pair(found: Found, wave: Wave | None) -> tuple[str, str]:
    """The pair of the wave (or of all) with the most dated events."""
    among = wave.crest_pairs if wave is not None else found.evidence.pairs
    return max(among, key=lambda pair: (len(found.evidence.of(*pair)), pair))


def _ladder(found: Found, two: tuple[str, str]) -> None:
    steps = status.ladder(found.evidence, *two)
    if steps.empty:
        st.markdown(f"Nothing in this evidence says where relations of {pair_name(two)} stand: **unknown**.")
        return
    severity = steps["stage"].map(lambda s: stages()[s].severity)
    steps = found.dressed(steps.assign(severity=severity, units=[(u,) for u in steps["unit"]]))
    title = story_wave.ladder(steps, two, names.side).headline
    fig = charts.ladder(steps, two, title, short, found.source)
    table = steps.assign(date=series.dates(steps["first"]))[["date", "stage", "before", "after", "keys"]]
    layout.chart(
        fig,
        "ladder",
        table,
        how="The staircase holds until evidence moves it: up on a step closer, down on a setback. Click a mark for its source.",
        level=3,
    )


def _moods(found: Found, wave: Wave | None, two: tuple[str, str]) -> None:
    others = [p for p in (wave.crest_pairs if wave is not None else []) if p != two]
    others.sort(key=lambda pair: -len(found.evidence.of(*pair)))
    pairs = [two, *others[: MOST_MOODS - 1]]
    span = (
        (wave.onset - 300, wave.end + 200)
        if wave is not None
        else (found.moved.start - 60, found.moved.start + found.moved.days)
    )
    table = series.moods(found.evidence, pairs, span, found.parameters)
    happened = found.dressed(series.happenings(found.evidence, pairs))
    peak = table[(table["actor_a"] == two[0]) & (table["actor_b"] == two[1])]
    best = peak.loc[peak["mood"].idxmax()]
    title = f"{pair_name(two)}: mood highest on {best['date'].day} {best['date']:%B %Y}, {best['mood']:+.2f} ± {best['band']:.2f}"
    fig = mood_chart.moods(table, happened, title, short, found.source)
    layout.chart(
        fig,
        "moods",
        table,
        how="The line is the mean severity of what happened, fading with the half-life; the band narrows as evidence adds up. Click a triangle for its source.",
        level=3,
    )


def _all(found: Found) -> None:
    """Every wave found, as a table."""
    import pandas as pd

    st.markdown(f"## All {len(found.waves)} waves found")
    rows = [
        {
            "Scope": "Regional" if not w.hub else f"Hub: {names.side(w.hub)}",
            "Direction": w.direction,
            "Onset": day(w.onset),
            "Crest": day(w.crest),
            "End": day(w.end),
            "Net breadth": w.net_breadth,
            "Pairs": len(w.pairs),
            "Occasions": w.occasions,
            "One package": "yes" if w.package is not None else "",
            "p": round(w.p_value, 4),
        }
        for w in found.waves
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="All waves found")
    st.caption("p: how often shuffled clocks give as much at any time. Small hub waves are common by chance.")
