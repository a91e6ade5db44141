"""Breadth over time with its waves and what chance would give."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from plotly.subplots import make_subplots

from lib.charts import theme
from lib.charts.labels import HALO, clickable, escaped, family, length
from lib.charts.theme import Figure
from lib.charts.waves import turning
from lib.charts.waves.marks import DOWN, UP, moment
from lib.measures.waves.wave import Region, Wave
from lib.wording import story_wave
from lib.wording.names import Name
from lib.wording.phrases import day, plural
from lib.wording.verdict import chance

DAY = np.timedelta64(1, "D")
EDGE = 0.4  # of the series: nearer to its start the words of a crest would be cut off on an upright phone
WORDS = 0.26  # of the height: what the words of a crest take beyond it


def breadth(
    region: Region,
    others: Sequence[Wave],
    hubs: Sequence[tuple[Wave, str]],
    happened: pd.DataFrame,
    name: Name,
    points: pd.DataFrame,
) -> Figure:
    """Dyads up and down by day, the region's waves shaded, hub waves as bars below.

    region: lib.measures.waves.wave.Region. others: waves of the other direction, shaded too. hubs: the hub waves to draw, each with the keys of the rows behind it, to
    which its bar leads. happened: as lib.measures.waves.series.turning gives it, with `keys` and `hover`: a dot for each
    day on which something happened. points: the turning points, as lib.charts.waves.turning writes them.
    """
    lanes = 16 * len({w.hub for w, _ in hubs})  # px
    shares = [380 / (380 + lanes), lanes / (380 + lanes)] if hubs else [1.0]
    fig = make_subplots(len(shares), 1, shared_xaxes=True, row_heights=shares, vertical_spacing=0.04)
    days = np.arange(region.moved.days) + region.moved.start
    x = days.astype("datetime64[D]").astype("datetime64[ms]")
    _chance(fig, x, region)
    _area(fig, x, region.moved.up, "pairs up", UP)
    _area(fig, x, -region.moved.down, "pairs down", DOWN)
    net = {"x": x, "y": region.moved.net, "mode": "lines", "name": "net breadth (up minus down)"}
    fig.add_scatter(**net, line={"color": theme.INK, "width": 2, "shape": "hv"}, hoverinfo="skip")
    ends = [1.15 * max(int(side.max()), 3) + 1 for side in (region.moved.up, region.moved.down)]
    beyond = 0 if region.direction == "reconciliation" else 1  # on that side the words of the crest need room
    crest = region.waves[0].net_breadth if region.waves else 0
    ends[beyond] = max(ends[beyond], (crest + WORDS * ends[1 - beyond]) / (1 - WORDS))
    within = [-ends[1], ends[0]]
    fig.update_yaxes(title_text="pairs", range=within, zeroline=True, row=1, col=1)
    _waves(fig, region)
    for wave in others:
        _shade(fig, wave, UP if wave.sign > 0 else DOWN)
    if len(happened):
        fig.add_scatter(
            x=happened["date"],
            y=happened["net"],
            mode="markers",
            marker={"size": 7, "color": theme.PAPER, "line": {"color": theme.INK, "width": 1.5}},
            showlegend=False,
            **clickable(happened["keys"], happened["hover"]),
        )
    span = x[0] - 10 * DAY, x[-1] + 10 * DAY
    fig.update_xaxes(type="date", range=span)
    if hubs:
        _hub_bars(fig, hubs, name)
    beside = 16 + max([34.0, *(length(name(wave.hub)) for wave, _ in hubs)])
    key = turning.write(fig, points, span, 380 + lanes + turning.strip(points), round(beside))
    fig.update_layout(hovermode="closest", barmode="overlay", legend_traceorder="normal")
    note = theme.joined(
        "Grey band: where shuffled clocks keep the net breadth of that day in nine runs of ten; a wave rises above it.",
        "Each dot is a day on which something happened.",
        "Shaded: waves; a dashed frame and a number with ?: what is found and not named.",
        "Bars: hub waves, of one actor, closer in blue, apart in vermillion, pale where they are not named."
        if hubs
        else "",
        story_wave.turning_points(points["name"]),
    )
    high = 470 + lanes + turning.strip(points)
    theme.finish(fig, note, _in_words(region, hubs, name), high, {"names": True})
    return fig.update_layout(meta=fig.layout.meta | {"key": key})


def _in_words(region: Region, hubs: Sequence[tuple[Wave, str]], name: Name) -> str:
    waves = "; ".join(
        f"{'wave' if w.named else 'rise or fall, not named,'} from {day(w.onset)} to {day(w.end)}, crest {day(w.crest)} "
        f"at {plural(w.net_breadth, 'pair')} net"
        for w in region.waves
    )
    actors = ", ".join(dict.fromkeys(name(w.hub) for w, _ in hubs))
    below = f" Below, the hub waves of {actors}." if hubs else ""
    return f"Lines of the pairs up, down and net on each day; {waves or 'no regional wave'}.{below}"


def _waves(fig: Figure, region: Region) -> None:
    colour, sign = (UP, 1) if region.direction == "reconciliation" else (DOWN, -1)
    for n, wave in enumerate(region.waves):
        _shade(fig, wave, colour)
        start = moment(wave.onset)
        # no further than the height of the crest, for its words stand beyond; to the edge where the word "onset" is
        low, high = fig.layout.yaxis.range
        line = {"color": colour, "width": 1, "dash": "dot"}
        foot, top = (0 if n else low if sign > 0 else high), sign * wave.net_breadth
        fig.add_shape(type="line", x0=start, x1=start, y0=foot, y1=top, line=line, row=1, col=1)
        crest = f"<b>crest</b> {day(wave.crest)}<br>{plural(wave.net_breadth, 'pair')} net"
        fig.add_annotation(
            x=moment(wave.crest),
            y=sign * wave.net_breadth,
            text=crest if n == 0 else f"{wave.net_breadth}{'' if wave.named else '?'}",
            ay=(-34 if n == 0 else -22) * sign,
            **(_beside(region, wave) if n == 0 else {"ax": 0}),
            arrowcolor=theme.MUTED,
            font={"size": 12, "shadow": HALO, "family": family(1 if n == 0 else 0)},
            row=1,
            col=1,
        )
        if n == 0:
            _onset(fig, wave, sign, early=_early(region, wave))


def _early(region: Region, wave: Wave) -> bool:
    """Has the series only begun, so that words before the wave would be cut off?"""
    return (wave.onset - region.moved.start) / region.moved.days < EDGE


def _beside(region: Region, wave: Wave) -> dict:
    """The words of a crest stand before the shaded days; where the series has only begun, after them."""
    at, side = (wave.end + 1, "left") if _early(region, wave) else (wave.onset, "right")
    return {"ax": moment(at), "axref": "x", "xanchor": side}


def _shade(fig: Figure, wave: Wave, colour: str) -> None:
    """The days of a wave, shaded; in a dashed frame alone where it is not named."""
    days = {"x0": moment(wave.onset), "x1": moment(wave.end + 1), "layer": "below", "row": 1, "col": 1}
    if wave.named:
        fig.add_vrect(**days, fillcolor=colour, opacity=0.12, line_width=0)
    else:
        fig.add_vrect(**days, opacity=0.5, line={"color": theme.MUTED, "width": 1, "dash": "dash"})


def _onset(fig: Figure, wave: Wave, sign: int, early: bool) -> None:
    """The word at the end of the line that is away from the crest, before the wave as those of the crest are."""
    fig.add_annotation(
        x=moment(wave.onset),
        yref="y domain",
        y=0.0 if sign > 0 else 1.0,
        text=f"onset {day(wave.onset)}",
        showarrow=False,
        xanchor="left" if early else "right",
        yanchor="bottom" if sign > 0 else "top",
        xshift=4 if early else -4,
        font={"size": 12, "color": theme.MUTED, "shadow": HALO, "family": family(1)},
        row=1,
        col=1,
    )


def _chance(fig: Figure, x: np.ndarray, region: Region) -> None:
    """The band of each day: its foot, and its top filled down to it."""
    low, high = (np.broadcast_to(sign * region.null.threshold(sign, 0.95), len(x)) for sign in (-1, 1))
    look = {"mode": "lines", "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip"}
    fig.add_scatter(x=x, y=low, showlegend=False, **look)
    fig.add_scatter(x=x, y=high, fill="tonexty", fillcolor=theme.faint(theme.GREY, 0.22), name="chance (90 %)", **look)


def _area(fig: Figure, x: np.ndarray, y: np.ndarray, label: str, colour: str) -> None:
    fig.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 0.8, "color": colour, "shape": "hv"},
        fill="tozeroy",
        fillcolor=theme.faint(colour, 0.25),
        name=label,
        hoverinfo="skip",
    )


def _hub_bars(fig: Figure, hubs: Sequence[tuple[Wave, str]], name: Name) -> None:
    """One lane a hub, its waves as bars."""
    lanes = list(dict.fromkeys(w.hub for w, _ in sorted(hubs, key=lambda h: h[0].onset, reverse=True)))
    for direction, colour in (("reconciliation", UP), ("rupture", DOWN)):
        some = [w for w, _ in hubs if w.direction == direction]
        told = [
            f"<b>{escaped(name(w.hub))}</b>: {w.direction}<br>{day(w.onset)} to {day(w.end)}<br>"
            f"crest {day(w.crest)}, net {w.net_breadth}, {chance(w)}"
            for w in some
        ]
        fig.add_bar(
            base=[moment(w.onset) for w in some],
            x=[(w.end - w.onset + 1) * 86_400_000 for w in some],
            y=[lanes.index(w.hub) for w in some],
            orientation="h",
            width=0.7,
            marker={"color": colour, "opacity": [0.85 if w.named else 0.3 for w in some], "line": {"width": 0}},
            showlegend=False,
            row=2,
            col=1,
            **clickable((keys for w, keys in hubs if w.direction == direction), told),
        )
    ticks = {"tickvals": list(range(len(lanes))), "ticktext": [escaped(name(code)) for code in lanes]}
    fig.update_yaxes(**ticks, tickfont={"size": 11}, range=[-0.7, len(lanes) - 0.3], row=2, col=1)
