"""Contacts over time, drawn as precisely as the text dates them, and not more.

A day is a dot, a week, month or year a bar of that length; contacts without a date stand in a lane of their own.
Milestones of the chronology are small grey triangles in two lanes below. Above CROWD contacts, bars of months take over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lib.charts import theme

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

CROWD = 400  # contacts that can still be told apart
LANES = {"+": "Closer", "-": "Apart"}  # by direction
Name = Callable[[str], str]


def timeline(
    contacts: pd.DataFrame, milestones: pd.DataFrame, title: str, name: Name = str, label: Name = str, source: str = ""
) -> go.Figure:
    """Contacts (meetings, with `key`) in lanes by kind; milestones as context.

    name: code of a side -> its name. label: code of a kind -> words. Rows' keys are in customdata[0].
    """
    from plotly.subplots import make_subplots

    if len(contacts) > CROWD:
        return months(contacts, milestones, title, label, source)
    unknown = contacts["date_start"].isna()
    columns = 2 if unknown.any() else 1
    widths = [0.84, 0.16] if columns == 2 else [1]
    fig = make_subplots(1, columns, shared_yaxes=True, column_widths=widths, horizontal_spacing=0.02)
    lanes = [label(kind) for kind in contacts["kind"].value_counts().index]
    for kind, rows in contacts[~unknown].groupby("kind", sort=False):
        _spans(fig, rows[rows["date_precision"] != "day"], kind, label(kind), name)
        _days(fig, rows[rows["date_precision"] == "day"], kind, label(kind), name)
    if len(milestones):
        _milestones(fig, milestones, name)
        lanes = [*lanes, *(lane for sign, lane in LANES.items() if (milestones["direction"] == sign).any())]
    if columns == 2:
        _undated(fig, contacts[unknown], label, name)
    fig.update_yaxes(categoryorder="array", categoryarray=lanes[::-1], range=[-0.6, len(lanes) - 0.4], showgrid=True)
    fig.update_layout(showlegend=False, dragmode=False)
    fig.update_xaxes(fixedrange=True)
    fig.update_yaxes(fixedrange=True)
    _time_axis(fig, contacts, milestones)
    note = "A dot is a day, a bar a week, month or year the text does not narrow down."
    if columns == 2:
        fig.update_xaxes(
            title_text="No date",
            showticklabels=False,
            ticks="",
            range=[-1, max(1, int(unknown.sum()))],
            row=1,
            col=2,
        )
        note += " Contacts the text does not date stand at the right."
    if len(milestones):
        note += " Grey: milestones of the chronology, steps closer (up) and apart (down)."
    alt = f"{title}. Timeline of {len(contacts)} contacts in {len(lanes)} lanes by kind" + (
        f", with {len(milestones)} milestones of the chronology." if len(milestones) else "."
    )
    return theme.finish(fig, title, source, note, alt, height=max(220, 64 + 52 * len(lanes)))


def _time_axis(fig: go.Figure, contacts: pd.DataFrame, milestones: pd.DataFrame) -> None:
    import pandas as pd

    dated = pd.concat([t[["date_start", "date_end"]] for t in (contacts, milestones)]).dropna()
    if dated.empty:
        return
    first, last = dated["date_start"].min(), dated["date_end"].max()
    pad = max((last - first) * 0.03, pd.Timedelta(days=20))
    fig.update_xaxes(range=[first - pad, last + pad], type="date", row=1, col=1)


def _hover(row: pd.Series, name: Name) -> str:
    from lib.charts.text import plain, when

    where = f"<br>{plain(row['place'])}" if row["place"] else ""
    return f"<b>{plain(', '.join(name(p) for p in row['parties']))}</b><br>{when(row)}{where}"


def _days(fig: go.Figure, rows: pd.DataFrame, kind: str, lane: str, name: Name) -> None:
    if rows.empty:
        return
    fig.add_scatter(
        x=rows["date_start"],
        y=[lane] * len(rows),
        mode="markers",
        marker={"size": 13, "color": theme.COLOURS.get(kind, theme.GREY), "opacity": 0.9},
        customdata=[[key] for key in rows["key"]],
        hovertext=[_hover(r, name) for _, r in rows.iterrows()],
        hoverinfo="text",
        row=1,
        col=1,
    )


def _spans(fig: go.Figure, rows: pd.DataFrame, kind: str, lane: str, name: Name) -> None:
    """Bars as long as the text leaves open."""
    if rows.empty:
        return
    days = (rows["date_end"] - rows["date_start"]).dt.days + 1
    fig.add_bar(
        base=rows["date_start"],
        x=days * 86_400_000,
        y=[lane] * len(rows),
        orientation="h",
        width=0.3,
        marker={"color": theme.COLOURS.get(kind, theme.GREY), "opacity": 0.55, "line": {"width": 0}},
        customdata=[[key] for key in rows["key"]],
        hovertext=[_hover(r, name) for _, r in rows.iterrows()],
        hoverinfo="text",
        row=1,
        col=1,
    )


def _undated(fig: go.Figure, rows: pd.DataFrame, label: Name, name: Name) -> None:
    place = rows.groupby("kind").cumcount()
    fig.add_scatter(
        x=place,
        y=[label(k) for k in rows["kind"]],
        mode="markers",
        marker={
            "size": 13,
            "symbol": "circle-open",
            "line": {"width": 2},
            "color": [theme.COLOURS.get(k) for k in rows["kind"]],
        },
        customdata=[[key] for key in rows["key"]],
        hovertext=[_hover(r, name) for _, r in rows.iterrows()],
        hoverinfo="text",
        row=1,
        col=2,
    )


def _milestones(fig: go.Figure, rows: pd.DataFrame, name: Name) -> None:
    from lib.charts.text import plain, wrap

    fig.add_scatter(
        x=rows["date_start"],
        y=[LANES[d] for d in rows["direction"]],
        mode="markers",
        marker={
            "size": 8,
            "symbol": ["triangle-up" if d == "+" else "triangle-down" for d in rows["direction"]],
            "color": theme.GREY,
            "opacity": 0.75,
        },
        customdata=[[key] for key in rows["key"]],
        hovertext=[
            f"<b>{plain(', '.join(name(p) for p in r.parties))}</b><br>{wrap(plain(r.event), 50)}"
            for r in rows.itertuples()
        ],
        hoverinfo="text",
        row=1,
        col=1,
    )


def months(
    contacts: pd.DataFrame, milestones: pd.DataFrame, title: str, label: Name = str, source: str = ""
) -> go.Figure:
    """Contacts a month, stacked by kind: for more than a reader can tell apart one by one."""
    import plotly.graph_objects as go

    dated = contacts.dropna(subset=["date_start"])
    month = dated["date_start"].dt.to_period("M").dt.to_timestamp()
    fig = go.Figure()
    for kind in dated["kind"].value_counts().index:
        keys = dated.loc[dated["kind"] == kind].groupby(month)["key"].agg(list)
        fig.add_bar(
            x=keys.index,
            y=keys.map(len),
            name=label(kind),
            marker_color=theme.COLOURS.get(kind, theme.GREY),
            customdata=[[" ".join(k)] for k in keys],
            hovertemplate="%{x|%B %Y}: %{y}<extra>" + label(kind) + "</extra>",
        )
    fig.update_layout(barmode="stack", bargap=0.1, dragmode=False)
    fig.update_yaxes(title_text="contacts a month", fixedrange=True)
    fig.update_xaxes(fixedrange=True, type="date")
    left = len(contacts) - len(dated)
    note = "Contacts count in the month they begin in." + (
        f" {left:,} the text does not date are left out." if left else ""
    )
    return theme.finish(fig, title, source, note, f"{title}. Stacked bars of contacts a month, by kind.", height=420)
