"""The dated steps of dyads: one actor's wave in lanes, one dyad's ladder as a staircase."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import clickable, escaped
from lib.charts.theme import Figure
from lib.charts.waves.marks import DOWN, UP, dyads, moment
from lib.measures.waves.wave import Wave
from lib.schema import RUNGS
from lib.wording.names import Name
from lib.wording.phrases import day


def hub(wave: Wave, happened: pd.DataFrame, name: Name) -> Figure:
    """Steps of the dyads of one actor's wave, a lane a dyad, the wave shaded. `happened` as series.happenings gives it,
    with `keys` and `hover`."""
    before, after = moment(wave.onset - 120), moment(wave.end + 60)
    shown = happened[(happened["end"] > before) & (happened["start"] <= after)]
    lanes = [other(dyad, wave.hub) for dyad in reversed(wave.dyads)]
    colour = UP if wave.direction == "reconciliation" else DOWN
    fig = Figure()
    fig.add_vrect(x0=moment(wave.onset), x1=moment(wave.end + 1), fillcolor=colour, opacity=0.1, line_width=0)
    fig.add_vline(x=moment(wave.crest), line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    for sign, label, mark in ((1, "a step closer", "triangle-up"), (-1, "a step apart", "triangle-down")):
        some = shown[np.sign(shown["severity"]) == sign]
        y = [lanes.index(other(dyad, wave.hub)) for dyad in dyads(some)]
        last = some["end"] - np.timedelta64(1, "D")
        _uncertain(fig, some["start"], last, y, UP if sign > 0 else DOWN)
        fig.add_scatter(
            x=some["start"] + (last - some["start"]) / 2,
            y=y,
            mode="markers",
            name=label,
            marker={"symbol": mark, "size": 8 + 10 * some["severity"].abs(), "color": UP if sign > 0 else DOWN},
            **clickable(some["keys"], some["hover"]),
        )
    fig.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=[escaped(name(code)) for code in lanes],
        range=[-0.6, len(lanes) - 0.4],
    )
    fig.update_xaxes(type="date", range=[before, after])
    note = (
        f"Shaded: the wave. Dotted: its crest, {day(wave.crest)}. The larger the mark, the weightier the step; "
        "a bar through it spans the days it may have been."
    )
    who = ", ".join(name(code) for code in reversed(lanes))
    return theme.finish(fig, note, f"A lane each for {who}.", 150 + 44 * len(lanes))


def _uncertain(fig: Figure, first: Iterable, last: Iterable, y: Iterable, colour: str) -> None:
    """A thick line over the days an event may have had, where that is more than one."""
    spans = [(a, b, at) for a, b, at in zip(first, last, y, strict=True) if a != b]
    fig.add_scatter(
        x=[x for a, b, _ in spans for x in (a, b, None)],
        y=[v for *_, at in spans for v in (at, at, None)],
        mode="lines",
        line={"width": 6, "color": theme.faint(colour, 0.45)},
        hoverinfo="skip",
        showlegend=False,
    )


def other(dyad: tuple[str, str], hub: str) -> str:
    """The side of a dyad that is not the hub."""
    return dyad[1] if dyad[0] == hub else dyad[0]


def ladder(steps: pd.DataFrame) -> Figure:
    """Where a dyad's relations stood: a staircase, with a mark for each dated step. `steps` as status.ladder gives them,
    with `severity`, `keys` and `hover`."""
    fig = Figure()
    x = [moment(u - 1) for u in steps["until"]]
    known = steps["after"].replace(-1, np.nan)
    fig.add_scatter(
        x=x,
        y=known,
        mode="lines",
        line={"shape": "hv", "width": 2.5, "color": theme.GREY},
        hoverinfo="skip",
        showlegend=False,
    )
    for up in (True, False):
        some = steps[(steps["severity"] > 0) == up]
        if some.empty:
            continue
        first, last = [moment(f) for f in some["first"]], [moment(u - 1) for u in some["until"]]
        y = some["after"].replace(-1, -0.9)
        _uncertain(fig, first, last, y, UP if up else DOWN)
        fig.add_scatter(
            x=last,
            y=y,
            mode="markers",
            name="a step closer" if up else "a setback",
            marker={
                "size": np.where(some["moved"], 14, 9),
                "symbol": "triangle-up" if up else "triangle-down",
                "color": UP if up else DOWN,
                "line": {"width": 1, "color": theme.PAPER},
            },
            **clickable(some["keys"], some["hover"]) | {"hoverinfo": "text+x"},
        )
    unknown = bool((steps["after"] < 0).any())
    fig.update_yaxes(
        tickvals=[-0.9] * unknown + list(range(len(RUNGS))),
        ticktext=["unknown"] * unknown
        + [rung.replace("treaty, economic or security ties", "treaty, economy, security") for rung in RUNGS],
        range=[-1.3 if unknown else -0.5, len(RUNGS) - 0.5],
    )
    span = [moment(steps["first"].min() - 60), moment(steps["until"].max() + 60)]
    fig.update_xaxes(type="date", range=span)
    note = "Large marks moved the pair to another rung, small ones did not. The ladder does not decay; before the first mark the rung is unknown."
    moved = steps[steps["moved"]].to_dict("records")
    told = "; ".join(f"{day(r['until'] - 1)} {r['stage'].replace('_', ' ')}" for r in moved)
    return theme.finish(fig, note, f"A staircase of rungs; moved by: {told}.", 400)
