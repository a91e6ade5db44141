"""A year as a sheet of days, a week a column: when people met, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.charts import theme

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def calendar(days: pd.DataFrame, year: int, title: str, source: str = "", note: str = "") -> go.Figure:
    """days: day, meetings, keys, all of one year."""
    import pandas as pd
    import plotly.graph_objects as go

    whole = pd.DataFrame({"day": pd.date_range(f"{year}-01-01", f"{year}-12-31")})
    first = whole["day"].iloc[0].weekday()
    table = whole.merge(days.assign(day=days["day"].astype(whole["day"].dtype)), on="day", how="left")
    table["week"] = (table["day"].dt.dayofyear - 1 + first) // 7
    table["weekday"] = table["day"].dt.weekday
    some = table[table["meetings"].notna()]
    fig = go.Figure(
        go.Heatmap(
            x=table["week"],
            y=table["weekday"],
            z=table["meetings"].fillna(0),
            colorscale=_scale(),
            zmin=0,
            zmax=max(2.0, float(some["meetings"].max()) if len(some) else 2.0),
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        )
    )
    fig.add_scatter(
        x=some["week"],
        y=some["weekday"],
        mode="markers",
        marker={"size": 15, "symbol": "square", "color": "rgba(0,0,0,0)"},
        customdata=[[k] for k in some["keys"]],
        hovertext=[f"<b>{r.day.day} {r.day:%B %Y}</b><br>{int(r.meetings)} contacts" for r in some.itertuples()],
        hoverinfo="text",
    )
    starts = table.groupby(table["day"].dt.month)["week"].first()
    fig.update_xaxes(
        tickvals=starts + 1.5, ticktext=MONTHS, showline=False, ticks="", fixedrange=True, range=[-0.6, 53.6]
    )
    fig.update_yaxes(
        tickvals=[0, 2, 4, 6], ticktext=WEEKDAYS[::2], autorange="reversed", showgrid=False, fixedrange=True
    )
    fig.update_layout(dragmode=False, showlegend=False)
    return theme.finish(
        fig, title, source, note, f"{title}. Calendar of {year}, a shaded day for each day with contacts.", height=215
    )


def _scale() -> list[list]:
    """An empty day is the ground of the sheet, then three steps of teal."""
    return [[0, theme.GRID], [0.001, theme.SEQUENTIAL[4]], [0.5, theme.SEQUENTIAL[6]], [1, theme.SEQUENTIAL[8]]]
