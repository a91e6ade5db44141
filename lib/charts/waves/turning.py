"""Turning points written above a chart over time: a number on a thin line down to the curve, its name where there is room.

The rows of numbers lie in a strip of their own, on an axis above the chart's. `placed` of lib/charts/labels.py finds from
which width on a name stands clear of the other names, the numbers, the lines and the edge.
"""

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import TIERS, WIDTHS, Label, clickable, placed, tiers, written
from lib.charts.theme import Figure
from lib.charts.waves.marks import DOWN, UP

ROWS, ROW, RADIUS, AIR = 4, 32, 8, 6  # px: height of a row, size of a number, room below the strip
SIDES = (("middle right",), ("middle left",))
Key = list[tuple[int, str, int]]


def strip(points: pd.DataFrame) -> int:
    """px that the numbers take above the chart."""
    return ROWS * ROW + AIR if len(points) else 0


def write(fig: Figure, points: pd.DataFrame, span: tuple[np.datetime64, np.datetime64], high: int, beside: int) -> Key:
    """Write the points over a finished chart of this height in px, its curve on the axes x and y, whose range is set.
    Returns number and name of those whose name is not written everywhere, and the width in px from which on it is, 0 for
    none: a slide lists them below narrower charts.

    points: in order of date; date, up (a step closer?), net, label, keys and hover. span: what the axis of time shows.
    beside: px of the width that the names of the other axis take.
    """
    if points.empty:
        return []
    share = (points["date"].to_numpy("datetime64[s]") - span[0]) / (span[1] - span[0])
    names = points["label"].tolist()
    tried = (_laid(names, share, begin, way, beside) for way in (1, -1) for begin in range(ROWS))
    lanes, labels = max(tried, key=_written)
    shown = points.assign(number=range(1, len(points) + 1))[lanes >= 0]
    lanes = lanes[lanes >= 0]
    top = 1 - strip(points) / high
    for axis in fig.select_yaxes():
        axis.domain = [edge * top for edge in axis.domain]
    fig.update_layout(yaxis9={
        "domain": [1 - ROWS * ROW / high, 1], "range": [ROWS, 0], "visible": False, "anchor": "x", "fixedrange": True,
    })  # fmt: skip
    _leaders(fig, shown, lanes, high)
    for tier, some in tiers(labels):
        at = [label.node for label in some]
        look = written(some, [2 * RADIUS] * len(at), tier)
        fig.add_scatter(x=shown["date"].iloc[at], y=lanes[at] + 0.5, xaxis="x", yaxis="y9", cliponaxis=False, **look)
    fig.add_scatter(
        x=shown["date"],
        y=lanes + 0.5,
        xaxis="x",
        yaxis="y9",
        mode="markers+text",
        text=shown["number"].astype(str),
        textfont={"size": 12, "color": theme.INK},
        marker={
            "size": 2 * RADIUS,
            "color": theme.PAPER,
            "line": {"width": 1.5, "color": [UP if up else DOWN for up in shown["up"]]},
        },
        cliponaxis=False,
        showlegend=False,
        **clickable(shown["keys"], shown["hover"]),
    )
    least = {label.node: TIERS[label.tier] for label in labels}
    named = enumerate(zip(shown["number"], shown["label"], strict=True))
    return [(int(number), name, least.get(n, 0)) for n, (number, name) in named if least.get(n) != 0]


def _laid(names: list[str], share: np.ndarray, begin: int, way: int, beside: int) -> tuple[np.ndarray, list[Label]]:
    """The row of each number, from row `begin` down (way 1) or up the strip in turn, -1 for none: each is clear of the last
    in its row on the narrowest screen. And the names of those with a row that have room."""
    last, lanes = [-np.inf] * ROWS, []
    for n, x in enumerate(share * (WIDTHS[0] - beside)):
        turn = [(begin + way * n) % ROWS, *range(ROWS)]
        lanes.append(next((row for row in turn if x - last[row] > 2 * RADIUS + 1), -1))
        if lanes[-1] >= 0:
            last[lanes[-1]] = x
    rows = np.array(lanes)
    shown = [name for name, row in zip(names, lanes, strict=True) if row >= 0]
    return rows, _names(shown, share[rows >= 0], rows[rows >= 0], beside)


def _written(laid: tuple[np.ndarray, list[Label]]) -> int:
    """How many names are written, over all the tiers of width."""
    return sum(len(TIERS) - label.tier for label in laid[1])


def _names(names: list[str], share: np.ndarray, lanes: np.ndarray, beside: int) -> list[Label]:
    """The names that have room, each in one line beside its number; the lines down are in the way of names."""
    down = [(n, ROW * lane + 4) for n, first in enumerate(lanes) for lane in np.arange(first + 1, ROWS, 0.25)]
    y = np.array([ROW * (lane + 0.5) for lane in lanes] + [at for _, at in down])
    wide = np.array(WIDTHS) - beside
    x = np.outer(wide, np.append(share, [share[n] for n, _ in down]))
    at = np.stack([x, np.broadcast_to(y, x.shape)], axis=-1)
    radius = np.append(np.full(len(names), RADIUS), np.zeros(len(down)))
    room = np.stack([wide, np.full(len(wide), ROWS * ROW)], axis=-1)
    return placed(at, radius, names, room, sides=[SIDES] * len(names), most=1)


def _leaders(fig: Figure, points: pd.DataFrame, lanes: np.ndarray, high: int) -> None:
    """Thin lines from the numbers down to the curve."""
    (foot, head), (low, top) = fig.layout.yaxis.domain, fig.layout.yaxis.range
    for date, net, lane in zip(points["date"], points["net"], lanes, strict=True):
        ends = {"y0": foot + (net - low) / (top - low) * (head - foot), "y1": 1 - ROW * (lane + 0.5) / high}
        look = {"line": {"color": theme.GREY, "width": 0.75}, "layer": "below"}
        fig.add_shape(type="line", xref="x", yref="paper", x0=date, x1=date, **ends, **look)
