"""A year as a sheet of days, a week a column: when people met, day by day."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.labels import clickable
from lib.charts.theme import Figure
from lib.wording.phrases import day, plural

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EMPTY = theme.SEQUENTIAL[0]
SHADES = (theme.SEQUENTIAL[5], theme.SEQUENTIAL[7], theme.SEQUENTIAL[9])
WEEKS = 54  # columns of a sheet, at most
LEAST = 680  # px of width from which on a day is a square; a narrower page lets the sheet scroll


def calendar(days: pd.DataFrame, year: int, note: str = "") -> Figure:
    """days: day, meetings, keys, all of one year."""
    whole = pd.DataFrame({"day": pd.date_range(f"{year}-01-01", f"{year}-12-31")})
    first = whole["day"].iloc[0].weekday()
    table = whole.merge(days.assign(day=days["day"].astype(whole["day"].dtype)), on="day", how="left")
    table["week"] = (table["day"].dt.dayofyear - 1 + first) // 7
    table["weekday"] = table["day"].dt.weekday
    some = table[table["meetings"].notna()]
    steps = _steps(int(some["meetings"].max()) if len(some) else 1)
    shade = sum((table["meetings"].fillna(0) >= low).astype(int) for low, _ in steps)
    colours = (EMPTY, *SHADES[: len(steps)])
    fig = Figure(
        go.Heatmap(
            x=table["week"],
            y=table["weekday"],
            z=shade,
            colorscale=[[edge / len(colours), c] for n, c in enumerate(colours) for edge in (n, n + 1)],
            zmin=-0.5,
            zmax=len(colours) - 0.5,
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        )
    )
    told = [f"<b>{day(r['day'])}</b><br>{plural(int(r['meetings']), 'meeting')}" for r in some.to_dict("records")]
    fig.add_scatter(
        x=some["week"],
        y=some["weekday"],
        mode="markers",
        marker={"size": 15, "symbol": "square", "color": "rgba(0,0,0,0)"},
        showlegend=False,
        **clickable(some["keys"], told),
    )
    _legend(fig, steps)
    starts = table.groupby(table["day"].dt.month)["week"].first()
    fig.update_xaxes(tickvals=starts + 1.5, ticktext=MONTHS, tickangle=0, showline=False, ticks="", range=[-0.6, 53.6])
    fig.update_yaxes(tickvals=[0, 2, 4, 6], ticktext=WEEKDAYS[::2], range=[6.5, -0.5], showgrid=False)
    fig.update_layout(showlegend=True)
    total = plural(int(some["meetings"].sum()), "meeting")
    alt = f"Calendar of {year}: {total} on {plural(len(some), 'day')}, each day with meetings shaded."
    return theme.finish(fig, note, alt, 245, {"least": LEAST, "opens": _opens(some, starts)})


def _opens(some: pd.DataFrame, starts: pd.Series) -> float:
    """Where the first month with meetings begins, as a share of the width of the sheet."""
    return float(starts[some["day"].dt.month.min()]) / WEEKS if len(some) else 0.0


def _steps(most: int) -> list[tuple[int, int]]:
    """First and last number of meetings a day of each shade: one; up to about the root of the most; more."""
    middle = max(2, round(most**0.5))
    return [(low, high) for low, high in ((1, 1), (2, min(middle, most)), (middle + 1, most)) if low <= high]


def _legend(fig: Figure, steps: list[tuple[int, int]]) -> None:
    for (low, high), colour in zip(steps, SHADES, strict=False):
        several = f"{low} to {plural(high, 'meeting')}"
        fig.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={"size": 13, "symbol": "square", "color": colour},
            name=plural(low, "meeting") if low == high else several,
            hoverinfo="skip",
        )
