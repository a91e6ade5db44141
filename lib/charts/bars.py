"""Ranked bars: names down the side, so that they can be read, values along the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.text import plain

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MOST = 20


def ranked(
    table: pd.DataFrame, value: str, label: str, title: str, unit: str, source: str = "", colour: str = theme.TEAL
) -> go.Figure:
    """The largest MOST of `value`, by `label`; `keys` (if there) go into customdata. unit: what is counted."""
    import plotly.graph_objects as go

    top = table.nlargest(MOST, value).iloc[::-1]
    fig = go.Figure(
        go.Bar(
            x=top[value],
            y=[plain(t) for t in top[label]],
            orientation="h",
            marker_color=colour,
            text=[f"{v:,}" for v in top[value]],
            textposition="outside",
            cliponaxis=False,
            customdata=[[k] for k in top["keys"]] if "keys" in top else None,
            hovertemplate="%{y}: %{x} " + unit + "<extra></extra>",
        )
    )
    fig.update_layout(dragmode=False)
    fig.update_xaxes(
        title_text=unit, rangemode="tozero", fixedrange=True, showgrid=True, dtick=1 if top[value].max() < 6 else None
    )
    fig.update_yaxes(showgrid=False, fixedrange=True)
    note = f"The {MOST} largest of {len(table):,}." if len(table) > MOST else ""
    return theme.finish(fig, title, source, note, f"{title}. Bars of {len(top)} rows.", height=80 + 30 * len(top))
