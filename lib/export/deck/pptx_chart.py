"""Native charts on a PowerPoint slide, from the plain description in slides_chart."""

import re
from typing import cast

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData, XyChartData
from pptx.chart.series import XySeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as Type
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt

from lib.export.deck.slides_chart import Native, Series

FALLBACK = ("0F4C81", "B45309", "0F766E", "7E22CE", "BE123C", "4D7C0F", "475569", "A16207")
DESCRIBED = 900  # characters of an alternative text; a screen reader takes about a minute over them


def draw(page: Page, chart: Native, words: str, frame: tuple[float, float, float, float]) -> None:
    """Add the chart at `frame` (left, top, width, height in inches) with `words` as its alternative text."""
    kind, data = prepared(chart)
    left, top, width, height = map(Inches, frame)
    added = page.shapes.add_chart(kind, left, top, width, height, cast("ChartData", data))
    shape = cast("GraphicFrame", added)  # what it is, whatever python-pptx says
    describe(shape, words)
    style(shape.chart, chart)


def describe(shape: BaseShape, words: str) -> None:
    """Alternative text, read aloud by PowerPoint."""
    shape._element._nvXxPr.cNvPr.set("descr", words[:DESCRIBED])


def prepared(chart: Native) -> tuple[Type, CategoryChartData | XyChartData]:
    """The chart type and data as python-pptx wants them."""
    if chart.kind == "xy":
        points = XyChartData()
        for series in chart.series:
            added = points.add_series(series.name)
            for x, y in series.points:
                if x is not None and y is not None:
                    added.add_data_point(x, y)
        drawn = any(s.line for s in chart.series)
        marked = any(s.markers for s in chart.series)
        lines = Type.XY_SCATTER_LINES if marked else Type.XY_SCATTER_LINES_NO_MARKERS
        return (lines if drawn else Type.XY_SCATTER), points
    data = CategoryChartData()
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, [value for _, value in series.points])
    if chart.kind == "pie":
        return Type.PIE, data
    bar = {False: Type.BAR_CLUSTERED, True: Type.BAR_STACKED}
    column = {False: Type.COLUMN_CLUSTERED, True: Type.COLUMN_STACKED}
    return (bar if chart.kind == "bar" else column)[chart.stacked], data


def style(drawn: Chart, chart: Native) -> None:
    """Legend, colours and labels of a native chart."""
    drawn.has_title = False
    drawn.font.size = Pt(13)
    named = [s for s in chart.series if s.name]
    drawn.has_legend = chart.kind == "pie" or (len(chart.series) > 1 and bool(named))
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for index, (made, series) in enumerate(zip(drawn.plots[0].series, chart.series, strict=True)):
        if chart.kind == "xy":
            stroke(made, series, index)
        elif chart.kind != "pie":
            made.format.fill.solid()
            made.format.fill.fore_color.rgb = rgb(series.colour or FALLBACK[index % len(FALLBACK)])
            for place, shade in enumerate(series.each):
                made.points[place].format.fill.solid()
                made.points[place].format.fill.fore_color.rgb = rgb(shade)
    if chart.kind == "pie":
        drawn.plots[0].has_data_labels = True
        return
    if chart.kind in ("bar", "column"):
        drawn.plots[0].gap_width = 60
        drawn.plots[0].has_data_labels = len(chart.series) == 1
        drawn.plots[0].overlap = 100 if chart.stacked else 0
    axes(drawn, chart)


def stroke(made: XySeries, series: Series, index: int) -> None:
    """Line and markers of one XY series as the figure has them."""
    shade = rgb(series.colour or FALLBACK[index % len(FALLBACK)])
    if series.line:
        made.format.line.color.rgb, made.format.line.width = shade, Pt(2)
    else:
        made.format.line.fill.background()
    made.marker.style = XL_MARKER_STYLE.CIRCLE if series.markers else XL_MARKER_STYLE.NONE
    if series.markers:
        made.marker.size = 8
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = shade


def axes(drawn: Chart, chart: Native) -> None:
    """Titles, grid and scale of its axes; an XY chart of days has months on its axis."""
    for axis, words in ((drawn.category_axis, chart.x_title), (drawn.value_axis, chart.y_title)):
        axis.has_major_gridlines = axis is drawn.value_axis
        axis.tick_labels.font.size = Pt(12)
        if words:
            axis.has_title = True
            axis.axis_title.text_frame.text = words
            axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    if chart.kind == "bar":
        drawn.category_axis.reverse_order = False
    if chart.kind == "xy" and chart.dates:
        xs = [x for s in chart.series for x, y in s.points if isinstance(x, float | int) and y is not None]
        labels = drawn.category_axis.tick_labels
        labels.number_format, labels.number_format_is_linked = "mmm yyyy", False
        span = max(xs) - min(xs) or 30.0
        drawn.category_axis.minimum_scale, drawn.category_axis.maximum_scale = min(xs) - span / 50, max(xs) + span / 50
        drawn.category_axis.major_unit = max(round(span / 8), 1)


def rgb(colour: str) -> RGBColor:
    """#rgb, #rrggbb, rrggbb, rgb(...) or rgba(...) as PowerPoint's colour; grey for any other."""
    numbers = re.findall(r"[\d.]+", colour) if colour.startswith("rgb") else []
    if len(numbers) >= 3:
        return RGBColor(*(min(int(float(n)), 255) for n in numbers[:3]))
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    return RGBColor.from_string(digits.upper()) if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else RGBColor(71, 85, 105)
