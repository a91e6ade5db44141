"""The dated steps of dyads: one actor's wave in lanes, one dyad's ladder as a staircase."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import WIDTHS, clickable, escaped, length, placed, tiers, written
from lib.charts.theme import Figure
from lib.charts.waves.marks import DOWN, UP, dyads, moment
from lib.measures.waves.wave import Wave
from lib.schema import RUNGS
from lib.wording.names import Name
from lib.wording.phrases import day

DAY = np.timedelta64(1, "D")
LANE = 32  # px of a lane of a hub's wave
SIDES = (("middle right",), ("middle left",))  # of a mark, where its label may stand


def hub(wave: Wave, happened: pd.DataFrame, name: Name) -> Figure:
    """Steps of the dyads of one actor's wave, a lane a dyad, from its first step to the last before its end, the wave
    shaded. `happened` as series.happenings gives it, with `label`, `keys` and `hover`."""
    first, end = moment(wave.first_step), moment(wave.end + 1)
    shown = happened[(happened["end"] > first) & (happened["start"] < end) & (happened["severity"] != 0)]
    lanes = [other(dyad, wave.hub) for dyad in reversed(wave.dyads)]
    shown = shown.assign(lane=[lanes.index(other(dyad, wave.hub)) for dyad in dyads(shown)])
    shown = shown.assign(last=shown["end"] - DAY, at=shown["start"] + (shown["end"] - DAY - shown["start"]) / 2)
    span = _span([*shown["start"], moment(wave.onset)], [*shown["last"], moment(wave.crest)])
    colour = UP if wave.direction == "reconciliation" else DOWN
    fig = Figure()
    fig.add_vrect(
        x0=max(moment(wave.onset), span[0]), x1=min(end, span[1]), fillcolor=colour, opacity=0.1, line_width=0
    )
    fig.add_vline(x=moment(wave.crest), line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    for sign, label, mark in ((1, "a step closer", "triangle-up"), (-1, "a step apart", "triangle-down")):
        some = shown[np.sign(shown["severity"]) == sign]
        _uncertain(fig, some["start"], some["last"], some["lane"], UP if sign > 0 else DOWN)
        fig.add_scatter(
            x=some["at"],
            y=some["lane"],
            mode="markers",
            name=label,
            marker={"symbol": mark, "size": _sizes(some), "color": UP if sign > 0 else DOWN},
            **clickable(some["keys"], some["hover"]),
        )
    called = [name(code) for code in lanes]
    _labels(fig, shown, span, len(lanes), round(24 + max(map(length, called))))
    fig.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=[escaped(code) for code in called],
        range=[-0.5, len(lanes) - 0.5],
    )
    months = [{"dtickrange": ["M1", "M11"], "value": "%b\n%Y"}]  # the year once, so that they fit on a phone
    fig.update_xaxes(type="date", range=span, tickangle=0, tickformatstops=months)
    note = (
        f"Shaded: the wave, to {day(wave.end)}. Dotted: its crest, {day(wave.crest)}. The larger the mark, the weightier "
        "the step; a bar through it spans the days it may have been."
    )
    alt = f"A lane each for {', '.join(reversed(called))}."
    return theme.finish(fig, note, alt, 90 + LANE * len(lanes), {"names": True})


def _span(first: Iterable[np.datetime64], last: Iterable[np.datetime64]) -> tuple[np.datetime64, np.datetime64]:
    """From the first to the last day, with a margin."""
    a, b = (np.datetime64(one(days), "ms") for one, days in ((min, first), (max, last)))
    margin = max((b - a) // 20, 4 * DAY)
    return a - margin, b + margin


def _sizes(steps: pd.DataFrame) -> pd.Series:
    """Diameters of the marks in px."""
    return 8 + 10 * steps["severity"].abs()


def _labels(
    fig: Figure, shown: pd.DataFrame, span: tuple[np.datetime64, np.datetime64], lanes: int, beside: int
) -> None:
    """What the steps are, beside their marks where there is room, the weightiest first. beside: px of the lanes' names."""
    ranked = shown.sort_values("severity", key=np.abs, ascending=False, kind="stable")
    share = (ranked["at"].to_numpy("datetime64[ms]") - span[0]) / (span[1] - span[0])
    x = np.outer(np.array(WIDTHS) - beside, share)
    y = LANE * (lanes - 0.5 - ranked["lane"].to_numpy(float))
    at = np.stack([x, np.broadcast_to(y, x.shape)], axis=-1)
    room = np.stack([np.array(WIDTHS) - beside, np.full(len(WIDTHS), LANE * lanes)], axis=-1)
    sizes = _sizes(ranked).to_numpy()
    beside_marks = [SIDES] * len(ranked)
    for tier, some in tiers(placed(at, sizes / 2, ranked["label"].tolist(), room, sides=beside_marks, most=1)):
        nodes = [label.node for label in some]
        look = written(some, sizes[nodes], tier)
        fig.add_scatter(x=ranked["at"].iloc[nodes], y=ranked["lane"].iloc[nodes], **look)


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
