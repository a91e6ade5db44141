"""A Plotly figure as a native PowerPoint chart, editable by whoever gets the slides, where its type allows.

Bars become bars, lines and points an XY chart (dates as real dates), pies pies, heat maps a table.
Networks, maps, and figures that say something with shapes are left to a picture: `native` is None for them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

from lib.columns import LARGEST

MAX_POINTS = 5_000  # of a chart; with more PowerPoint is slow to open and edit
MOST_CELLS = 18  # columns or rows of a heat map that a slide shows as a table one can read
EPOCH = "1899-12-30"  # day 0 of a spreadsheet


@dataclass(frozen=True)
class Series:
    """`points` are (category or x, value) pairs; `x` is days since EPOCH where the axis is a date."""

    name: str
    points: list[tuple[str | float | None, float | None]]
    colour: str = ""
    line: bool = False
    markers: bool = True
    each: tuple[str, ...] = ()  # a colour for every bar, where they differ


@dataclass(frozen=True)
class Native:
    """kind is bar, column, xy or pie; `dates` says that x holds days."""

    kind: str
    series: list[Series] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    stacked: bool = False
    dates: bool = False
    x_title: str = ""
    y_title: str = ""


def native(fig: go.Figure) -> Native | None:
    """The figure as PowerPoint can draw it, or None where only a picture does it justice."""
    traces = [t for t in fig.data if t.visible not in (False, "legendonly")]
    kinds = {t.type for t in traces}
    if not traces or any(getattr(t, "xaxis", None) not in (None, "x") for t in traces):
        return None  # several panels
    if any(axis.ticktext for axis in (fig.layout.xaxis, fig.layout.yaxis)):
        return None  # words on a scale of numbers
    if kinds == {"bar"}:
        return bars(fig, traces)
    if kinds == {"scatter"} and not fig.layout.shapes and not any(t.fill for t in traces):
        return lines(fig, traces)
    if kinds == {"pie"} and len(traces) == 1:
        return pie(fig, traces[0])
    return None


def bars(fig: go.Figure, traces: list) -> Native | None:
    """Bars with their values; None for bars that float, as over time, that are no numbers, none, or more than MAX_POINTS."""
    flat = traces[0].orientation == "h"
    pairs = [(listed(t.y if flat else t.x), listed(t.x if flat else t.y)) for t in traces]
    if any(t.base is not None for t in traces) or any(not all(map(number, v)) for _, v in pairs):
        return None
    categories = order(fig.layout.yaxis if flat else fig.layout.xaxis, [str(c) for cs, _ in pairs for c in cs])
    if not 0 < len(categories) * len(traces) <= MAX_POINTS:
        return None
    made = []
    for trace, (labels, values) in zip(traces, pairs, strict=True):
        worth = dict(zip(map(str, labels), values, strict=False))
        shades = dict(zip(map(str, labels), listed(trace.marker.color), strict=False)) if several(trace.marker) else {}
        each = tuple(str(shades.get(c, "")) for c in categories) if shades else ()
        made.append(
            Series(untagged(trace.name), [(c, worth.get(c)) for c in categories], colour(trace.marker), each=each)
        )
    x, y = (fig.layout.yaxis, fig.layout.xaxis) if flat else (fig.layout.xaxis, fig.layout.yaxis)
    stacked = fig.layout.barmode in ("stack", "relative")
    names = [untagged(c) for c in categories]
    return Native("bar" if flat else "column", made, names, stacked, False, title(x), title(y))


def lines(fig: go.Figure, traces: list) -> Native | None:
    """Lines and points; None where a value is neither a number nor a date, or there are more than MAX_POINTS."""
    made, dates = [], None
    for trace in traces:
        xs, ys = listed(trace.x), listed(trace.y)
        if not all(y is None or number(y) for y in ys) or not xs:
            return None
        if not all(map(number, xs)):
            days = pd.to_datetime(pd.Series(xs, dtype="string"), errors="coerce", format="mixed", utc=True)
            if days.isna().any():
                return None
            xs = ((days - pd.Timestamp(EPOCH, tz="UTC")) / pd.Timedelta(days=1)).tolist()
            dates = True
        elif dates:
            return None
        mode = trace.mode or "lines"
        if "text" in mode and "lines" not in mode and "markers" not in mode:
            continue
        shade = (trace.line.color if "lines" in mode else None) or colour(trace.marker)
        made.append(
            Series(
                untagged(trace.name), list(zip(xs, ys, strict=False)), shade or "", "lines" in mode, "markers" in mode
            )
        )
    if not made or sum(len(s.points) for s in made) > MAX_POINTS:
        return None
    return Native("xy", made, [], False, bool(dates), title(fig.layout.xaxis), title(fig.layout.yaxis))


def pie(fig: go.Figure, trace: BaseTraceType) -> Native | None:
    """A pie with its slices; None where they have no names, or are no numbers."""
    labels, values = [untagged(x) for x in listed(trace.labels)], listed(trace.values)
    if not labels or not all(map(number, values)):
        return None
    return Native("pie", [Series(untagged(trace.name), list(zip(labels, values, strict=False)))], labels)


def heat(fig: go.Figure) -> tuple[list[str], list[tuple[str, list[str]]]] | None:
    """A heat map as table: (column names, [(row name, cells)]); None for other figures, for large ones, and where a row has no
    cell for each column."""
    if len(fig.data) != 1 or fig.data[0].type != "heatmap":
        return None
    trace = fig.data[0]
    rows = [[number_text(v) for v in listed(row)] for row in listed(trace.z) if isinstance(row, list | tuple)]
    columns, names = [untagged(c) for c in listed(trace.x)], [untagged(n) for n in listed(trace.y)]
    whole = [len(columns)] * len(names) == [len(row) for row in rows]
    if not columns or len(columns) > MOST_CELLS or len(names) > MOST_CELLS or not whole:
        return None
    return columns, list(zip(names, rows, strict=True))


def order(axis: go.layout.XAxis | go.layout.YAxis, seen: list[str]) -> list[str]:
    """Categories as the axis orders them, each once."""
    fixed = [str(c) for c in listed(axis.categoryarray)]
    return list(dict.fromkeys([c for c in fixed if c in set(seen)] + seen))


def listed(values: Iterable | None) -> list:
    """The values of a trace as a list, NaN as None; [] for None."""
    return (
        []
        if values is None
        else [None if v != v else v for v in (x.tolist() if hasattr(x, "tolist") else x for x in values)]
    )


def number(value: object) -> bool:
    """Is it a number that a spreadsheet can hold, or nothing?"""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST)


def number_text(value: object) -> str:
    """A number or a text as a cell of a table."""
    return "" if value is None else f"{value:g}" if number(value) else untagged(str(value))


def title(axis: go.layout.XAxis | go.layout.YAxis) -> str:
    """The title of an axis, without tags."""
    return untagged(axis.title.text)


def several(marker: go.bar.Marker) -> bool:
    """Has each mark a colour of its own?"""
    return marker.color is not None and not isinstance(marker.color, str)


def colour(marker: go.bar.Marker | go.scatter.Marker | None) -> str:
    """The one colour of a marker; "" where it has none or several."""
    return marker.color if marker is not None and isinstance(marker.color, str) else ""


def untagged(text: str | None) -> str:
    """Plotly's few tags taken out: <b>, <br>, <i>, <sub>, <span ...>; and what XML cannot hold."""
    return re.sub(
        r"<[^<>]*>|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", re.sub(r"<br\s*/?>", " ", str(text or ""))
    ).strip()
