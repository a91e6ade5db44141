"""Moods of several dyads under each other, each with its 90 % band and the events that moved it."""

import numpy as np
import pandas as pd
from plotly.subplots import make_subplots

from lib.charts import theme
from lib.charts.labels import clickable
from lib.charts.theme import Figure
from lib.charts.waves.marks import couples
from lib.wording.names import Name
from lib.wording.phrases import signed


def moods(table: pd.DataFrame, happened: pd.DataFrame, name: Name) -> Figure:
    """A row a dyad, in the order of `table` (series.moods); `happened` (series.happenings) with `keys` and `hover`."""
    dyads = table.groupby(["actor_a", "actor_b"], sort=False)
    heads = couples(dyads.head(1), name)
    gap = min(0.07, 0.5 / max(len(heads), 1))
    fig = make_subplots(len(heads), 1, shared_xaxes=True, vertical_spacing=gap, subplot_titles=heads)
    for n, ((a, b), one) in enumerate(dyads, start=1):
        _row(fig, one, happened[(happened["actor_a"] == a) & (happened["actor_b"] == b)], n)
    fig.update_annotations(x=0, xanchor="left", font={"size": 13, "color": theme.INK})
    fig.update_yaxes(range=[-0.75, 0.75], tickvals=[-0.5, 0, 0.5], zeroline=True, zerolinecolor=theme.MUTED)
    fig.update_xaxes(type="date", range=[table["date"].min(), table["date"].max()])
    fig.update_layout(showlegend=False, margin_t=26)  # the first name stands over its row
    note = (
        "Mood from −1 to 1: the mean severity of what happened, fading with time. Shaded: its 90 % band; "
        "where it spans zero, the mood is not told apart from neutral. Triangles: events."
    )
    last = "; ".join(f"{head} {signed(value)}" for head, value in zip(heads, dyads["mood"].last(), strict=True))
    alt = f"A line of mood for each pair, with its band. Last values: {last}."
    return theme.finish(fig, note, alt, 100 + 118 * len(heads))


def _row(fig: Figure, mood: pd.DataFrame, happened: pd.DataFrame, row: int) -> None:
    x = mood["date"]
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "row": row, "col": 1}
    fig.add_scatter(x=x, y=mood["mood"] - mood["band"], **edge)
    fig.add_scatter(x=x, y=mood["mood"] + mood["band"], fill="tonexty", fillcolor=theme.faint(theme.GREY, 0.25), **edge)
    fig.add_scatter(
        x=x,
        y=mood["mood"],
        mode="lines",
        line={"color": theme.INK, "width": 2},
        customdata=[[""]] * len(mood),
        hovertemplate="%{x|%-d %B %Y}: %{y:+.2f}<extra></extra>",
        row=row,
        col=1,
    )
    inside = happened[(happened["start"] >= x.min()) & (happened["start"] <= x.max())]
    up = (inside["severity"] > 0).to_numpy()
    fig.add_scatter(
        x=inside["start"],
        y=np.where(up, -0.62, 0.62),
        mode="markers",
        marker={
            "size": 11,
            "symbol": np.where(up, "triangle-up", "triangle-down").tolist(),
            "color": np.where(up, theme.BLUE, theme.VERMILLION).tolist(),
        },
        cliponaxis=False,  # one of the last day is seen whole
        row=row,
        col=1,
        **clickable(inside["keys"], inside["hover"]),
    )
