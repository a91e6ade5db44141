"""Ranked bars: names down the side, so that they can be read, values along the bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.text import plain

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MOST = 20


def ranked(
    table: pd.DataFrame,
    value: str,
    label: str,
    title: str,
    unit: str,
    source: str = "",
    colours: pd.Series | None = None,
) -> go.Figure:
    """The largest MOST of `value`, by `label`; `keys` lead to the rows. unit: what is counted. colours: what
    `theme.COLOURS` calls each row; all the same when not given."""
    import plotly.graph_objects as go

    top = table.nlargest(MOST, value).iloc[::-1]
    fig = go.Figure(
        go.Bar(
            x=top[value],
            y=[plain(t) for t in top[label]],
            orientation="h",
            marker_color=theme.TEAL
            if colours is None
            else [theme.COLOURS.get(c, theme.TEAL) for c in colours[top.index]],
            text=[f"{v:,}" for v in top[value]],
            textposition="outside",
            cliponaxis=False,
            customdata=[[k] for k in top["keys"]],
            hovertemplate="%{y}: %{x} " + unit + "<extra></extra>",
        )
    )
    _axes(fig, unit, int(top[value].max()))
    note = f"The {MOST} largest of {len(table):,}." if len(table) > MOST else ""
    alt = f"{title}. " + "; ".join(f"{r[label]} {r[value]}" for r in top.iloc[::-1].head(8).to_dict("records"))
    return theme.finish(fig, title, source, note, alt, height=74 + 30 * len(top))


def stacked(
    table: pd.DataFrame,
    value: str,
    label: str,
    part: str,
    title: str,
    unit: str,
    name: Callable[[str], str] = str,
    source: str = "",
) -> go.Figure:
    """The MOST largest of `label` by the sum of `value`, each bar made of its `part`s."""
    import plotly.graph_objects as go

    order = table.groupby(label)[value].sum().sort_values(ascending=False, kind="stable").head(MOST).index.tolist()
    fig = go.Figure()
    for n, (which, some) in enumerate(table[table[label].isin(order)].groupby(part, sort=False)):
        fig.add_bar(
            x=some[value],
            y=[plain(name(v)) for v in some[label]],
            orientation="h",
            name=str(which),
            marker_color=theme.PALETTE[n % len(theme.PALETTE)],
            customdata=[[k] for k in some["keys"]],
            hovertemplate="%{y}, " + str(which) + ": %{x} " + unit + "<extra></extra>",
        )
    fig.update_layout(barmode="stack", showlegend=True, legend={"traceorder": "normal"})
    fig.update_yaxes(categoryorder="array", categoryarray=[plain(name(v)) for v in order][::-1])
    _axes(fig, unit, int(table.groupby(label)[value].sum().max()))
    alt = f"{title}. " + "; ".join(f"{name(r[label])} {r[part]} {r[value]}" for r in table.head(8).to_dict("records"))
    note = f"The {MOST} largest of {table[label].nunique():,}." if table[label].nunique() > MOST else ""
    return theme.finish(fig, title, source, note, alt, height=110 + 30 * len(order))


def _axes(fig: go.Figure, unit: str, largest: int) -> None:
    fig.update_layout(dragmode=False)
    fig.update_xaxes(
        title_text=unit, range=[0, largest * 1.12], fixedrange=True, showgrid=True, dtick=1 if largest < 6 else None
    )
    fig.update_yaxes(showgrid=False, fixedrange=True, type="category", ticks="")
