"""A Plotly figure of bars as a native PowerPoint chart, editable by whoever gets the slides.

Whatever else says something by where it is drawn (maps, networks, time lines, shaded tables), by shapes or in several
panels is left to a picture: `native` is None for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import plotly.graph_objects as go
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as Type
from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt

from lib.columns import LARGEST

FALLBACK = ("0F4C81", "B45309", "0F766E", "7E22CE", "BE123C", "4D7C0F", "475569", "A16207")
MOST = 5_000  # bars of a chart; with more PowerPoint is slow to open and edit
UNTOLD = re.compile("<[^<>]*>|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # tags, and what XML cannot hold
DESCRIBED = 900  # characters of an alternative text; a screen reader takes about a minute over them
TYPES = {  # (across the page, stacked) -> what PowerPoint calls it
    (True, False): Type.BAR_CLUSTERED,
    (True, True): Type.BAR_STACKED,
    (False, False): Type.COLUMN_CLUSTERED,
    (False, True): Type.COLUMN_STACKED,
}


@dataclass(frozen=True)
class Series:
    """A value for each category, None where there is none; `each`: a colour for every bar, where they differ."""

    name: str
    values: list[float | None]
    colour: str = ""
    each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Native:
    """Bars across the page, or up; the titles of their axes of categories and of values."""

    across: bool
    stacked: bool
    categories: list[str]
    series: list[Series]
    titles: tuple[str, str]


# ---------------------------------------------------------------- out of Plotly
def native(fig: go.Figure) -> Native | None:
    """The figure as PowerPoint can draw it, or None where only a picture does it justice: also for bars that float, as over
    time, or that are no numbers."""
    traces = [t for t in fig.data if t.visible not in (False, "legendonly")]
    if {t.type for t in traces} != {"bar"} or any(t.xaxis not in (None, "x") or t.base is not None for t in traces):
        return None
    if any(axis.ticktext for axis in (fig.layout.xaxis, fig.layout.yaxis)):
        return None  # words on a scale of numbers
    across = traces[0].orientation == "h"
    told = [(listed(t.y if across else t.x), listed(t.x if across else t.y)) for t in traces]
    if not all(number(value) for _, values in told for value in values):
        return None
    axes = (fig.layout.yaxis, fig.layout.xaxis) if across else (fig.layout.xaxis, fig.layout.yaxis)
    categories = order(axes[0], [str(c) for labels, _ in told for c in labels])
    if not 0 < len(categories) * len(traces) <= MOST:
        return None
    made = []
    for trace, (labels, values) in zip(traces, told, strict=True):
        worth = dict(zip(map(str, labels), values, strict=False))
        paint = trace.marker.color
        alike = paint is None or isinstance(paint, str)
        shades = {} if alike else dict(zip(map(str, labels), listed(paint), strict=False))
        each = tuple(str(shades.get(c, "")) for c in categories) if shades else ()
        made.append(Series(untagged(trace.name), [*map(worth.get, categories)], (paint or "") if alike else "", each))
    stacked = fig.layout.barmode in ("stack", "relative")
    names = [untagged(c) for c in categories]
    return Native(across, stacked, names, made, (untagged(axes[0].title.text), untagged(axes[1].title.text)))


def order(axis: go.layout.XAxis | go.layout.YAxis, seen: list[str]) -> list[str]:
    """Categories as the axis orders them, each once."""
    fixed = [str(c) for c in listed(axis.categoryarray)]
    return list(dict.fromkeys([c for c in fixed if c in set(seen)] + seen))


def listed(values: Iterable | None) -> list:
    """The values of a trace as a list, NaN as None; [] for None."""
    plain = (x.tolist() if hasattr(x, "tolist") else x for x in (values if values is not None else ()))
    return [None if v != v else v for v in plain]


def number(value: object) -> bool:
    """Is it a number that a spreadsheet can hold, or nothing?"""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST)


def number_text(value: object) -> str:
    """A number or a text as a cell of a table."""
    return "" if value is None else f"{value:g}" if number(value) else untagged(str(value))


def untagged(text: str | None) -> str:
    """Plotly's few tags taken out: <b>, <br>, <i>, <sub>, <span ...>; and what XML cannot hold."""
    return UNTOLD.sub("", re.sub(r"<br\s*/?>", " ", str(text or ""))).strip()


# ---------------------------------------------------------------- into PowerPoint
def draw(page: Page, chart: Native, words: str, place: tuple[float, float, float, float]) -> None:
    """Add the chart at `place` (left, top, width, height in inches) with `words` as its alternative text."""
    data = CategoryChartData()
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    left, top, width, height = map(Inches, place)
    added = page.shapes.add_chart(TYPES[chart.across, chart.stacked], left, top, width, height, cast("ChartData", data))
    shape = cast("GraphicFrame", added)  # both are what they are, whatever python-pptx says
    describe(shape, words)
    style(shape.chart, chart)


def describe(shape: BaseShape, words: str) -> None:
    """Alternative text, read aloud by PowerPoint."""
    shape._element._nvXxPr.cNvPr.set("descr", words[:DESCRIBED])


def style(drawn: Chart, chart: Native) -> None:
    """Legend, colours, labels and axes of a native chart."""
    drawn.has_title = False
    drawn.font.size = Pt(13)
    drawn.has_legend = len(chart.series) > 1 and any(series.name for series in chart.series)
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for index, (made, series) in enumerate(zip(drawn.plots[0].series, chart.series, strict=True)):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(series.colour or FALLBACK[index % len(FALLBACK)])
        for place, shade in enumerate(series.each):
            made.points[place].format.fill.solid()
            made.points[place].format.fill.fore_color.rgb = rgb(shade)
    drawn.plots[0].gap_width = 60
    drawn.plots[0].has_data_labels = len(chart.series) == 1
    drawn.plots[0].overlap = 100 if chart.stacked else 0
    for axis, words in zip((drawn.category_axis, drawn.value_axis), chart.titles, strict=True):
        axis.has_major_gridlines = axis is drawn.value_axis
        axis.tick_labels.font.size = Pt(12)
        if words:
            axis.has_title = True
            axis.axis_title.text_frame.text = words
            axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    if chart.across:
        drawn.category_axis.reverse_order = False


def rgb(colour: str) -> RGBColor:
    """#rgb, #rrggbb, rrggbb, rgb(...) or rgba(...) as PowerPoint's colour; grey for any other."""
    numbers = re.findall(r"[\d.]+", colour) if colour.startswith("rgb") else []
    if len(numbers) >= 3:
        return RGBColor(*(min(int(float(n)), 255) for n in numbers[:3]))
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    return RGBColor.from_string(digits.upper()) if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else RGBColor(71, 85, 105)
