"""Axes that end where the others can still be told apart: what is far off is counted, said, and shown on request.

    theme.finish(fig, note, alt, clipped=[clipping.dates(fig, rows["date_start"], rows["date_end"], [1])])

A page offers the whole of such a figure (`whole`); what is left out is decided in lib/measures/outliers.py.
"""

from collections.abc import Iterable
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.labels import HALO
from lib.charts.theme import Clipped, Figure
from lib.measures.outliers import ceiling, core
from lib.wording.phrases import capital, listing, month, plural, verb

NAME = "clipped"  # of the words that tell of it in the chart
AIR, SHORTEST = 0.03, 20  # of the time shown, and days at the least, between the marks and the edge


def dates(fig: Figure, start: pd.Series, end: pd.Series, rows: Iterable[int]) -> Clipped:
    """Let the time axes (the first in each of these rows of subplots) begin and end where the marks do, from `start` to
    `end` without NaT; but for a few that are far from the rest."""
    if start.empty:
        return Clipped()
    both = pd.concat([start, end], ignore_index=True)
    first, last = core(both)
    axes = [axis for row in rows for axis in fig.select_xaxes(row=row, col=1)]
    for axis in axes:
        axis.update(type="date", range=_padded(first, last))
    before, after = int((end < first).sum()), int((start > last).sum())
    if not before and not after:
        return Clipped()
    for count, words, side in ((before, "◂ {} earlier", "left"), (after, "{} later ▸", "right")):
        if count:
            at = {"x": float(side == "right"), "xref": "paper", "xanchor": side, "y": 1, "yref": "paper"}
            _mark(fig, words.format(f"{count:,}"), at)
    told = [f"{before:,} before {month(first)}" if before else "", f"{after:,} after {month(last)}" if after else ""]
    off = f"Off the chart {verb(before + after, 'is', 'are')} {listing(told)}."
    return Clipped(off, tuple((axis.plotly_name, _padded(both.min(), both.max())) for axis in axes))


def heights(fig: Figure, at: pd.Series, height: pd.Series, row: pd.Series, rows: Iterable[int] = (1,)) -> Clipped:
    """Give the subplots in these rows one scale, from zero; bars so high that the others could not be told apart are cut
    off, with their number on them. at: their middle; row: of the subplot."""
    if height.empty:
        return Clipped()
    top, whole = ceiling(height), 1.05 * float(height.max())
    axes = [axis for n in rows for axis in fig.select_yaxes(row=n, col=1)]
    for axis in axes:
        axis.range = [0, top or whole]
    if top is None:
        return Clipped()
    over = height > top
    for x, high, n in zip(at[over], height[over], row[over], strict=True):
        axis = "" if n == 1 else n
        _mark(fig, f"▴ {high:,}", {"x": x, "xref": f"x{axis}", "y": 1, "yref": f"y{axis} domain"})
    count = int(over.sum())
    are, they = verb(count, "is", "are"), verb(count, "it says its", "they say their")
    told = f"{plural(count, 'bar')} {are} cut off, so that the others can be told apart; {they} number."
    return Clipped(capital(told), tuple((axis.plotly_name, [0, whole]) for axis in axes))


def whole(fig: Figure) -> Figure:
    """A copy of a clipped figure that shows all of it."""
    shown, meta = go.Figure(fig), fig.layout.meta
    for axis, span in meta["whole"].items():
        shown.layout[axis].range = span
    shown.layout.annotations = [each for each in shown.layout.annotations if each.name != NAME]
    shown.layout.meta = {**meta, "note": meta["note"].removesuffix(meta["clipped"]).strip()}
    return shown


def part(fig: Figure, first: date, last: date) -> Figure:
    """A copy of a figure whose time axes show what is between two days."""
    shown = go.Figure(fig)
    for axis in shown.select_xaxes(lambda axis: axis.type == "date"):
        axis.range = [first, last]
    return shown


def _mark(fig: Figure, text: str, at: dict[str, object]) -> None:
    font = {"size": 12, "color": theme.INK, "shadow": HALO}
    fig.add_annotation(text=text, name=NAME, showarrow=False, font=font, yanchor="top", **at)


def _padded(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    air = max((last - first) * AIR, pd.Timedelta(days=SHORTEST))
    return [first - air, last + air]
