"""Dyads of a wave: month by month, and who moved first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.labels import plain
from lib.charts.waves.marks import dyads
from lib.wording.phrases import month, plural

Name = Callable[[str], str]
SCALE = [[0.0, theme.VERMILLION], [0.5, theme.GRID], [1.0, theme.BLUE]]
MONTH = np.timedelta64(1, "M")


def couples(table: pd.DataFrame, name: Name) -> list[str]:
    """The dyad of each row: Iran – Saudi Arabia"""
    return [f"{plain(name(a))} – {plain(name(b))}" for a, b in dyads(table)]


def months(table: pd.DataFrame, title: str, name: Name = str, source: str = "") -> go.Figure:
    """Dyad x month, in order of onset: blue months of being up, vermillion of being down. `table` as series.months
    gives it, with `keys` and `told`."""
    lanes = table.drop_duplicates("place").sort_values("place")
    start = table["month"].to_numpy().astype("datetime64[M]")
    width = ((start + MONTH).astype("datetime64[ms]") - start.astype("datetime64[ms]")).astype("int64")
    fig = go.Figure()
    fig.add_bar(
        base=table["month"],
        x=width,
        y=table["place"],
        orientation="h",
        width=0.86,
        marker={
            "color": table["share"],
            "colorscale": SCALE,
            "cmin": -1,
            "cmax": 1,
            "line": {"width": 0.6, "color": theme.PAPER},
            "colorbar": {
                "orientation": "h",
                "thickness": 8,
                "len": 0.4,
                "x": 0,
                "xanchor": "left",
                "y": 0.0,
                "yanchor": "top",
                "ypad": 6,
                "tickvals": [-1, 0, 1],
                "ticktext": ["down all month", "", "up all month"],
                "tickfont": {"size": 12, "color": theme.MUTED},
            },
        },
        customdata=[[keys] for keys in table["keys"]],
        hovertext=table["told"],
        hoverinfo="text",
    )
    stepped = table[table["begun"]]
    middle = stepped["month"].to_numpy().astype("datetime64[D]") + np.timedelta64(14, "D")
    fig.add_scatter(
        x=middle.astype("datetime64[ms]"),
        y=stepped["place"],
        mode="markers",
        marker={"size": 4, "color": theme.INK},
        customdata=[[keys] for keys in stepped["keys"]],
        hovertext=stepped["told"],
        hoverinfo="text",
    )
    fig.update_yaxes(
        tickvals=lanes["place"].tolist(),
        ticktext=couples(lanes, name),
        tickfont={"size": 11},
        range=[lanes["place"].max() + 0.6, -0.6],
        showgrid=False,
        fixedrange=True,
    )
    fig.update_xaxes(type="date", fixedrange=True, side="top")
    fig.update_layout(dragmode=False, showlegend=False, bargap=0)
    note = "Pairs in the order in which they first moved. A dot marks a month in which a dated event falls; it counts for as long as the window."
    alt = f"{title}. Months of {plural(len(lanes), 'pair')}, from {month(table['month'].min())} to {month(table['month'].max())}."
    return theme.finish(fig, title, source, note, alt, height=110 + 17 * len(lanes))


def onsets(
    table: pd.DataFrame, crest: np.datetime64, title: str, name: Name = str, source: str = "", apart: bool = False
) -> go.Figure:
    """When each dyad moved: a dot, or a bar as long as its date is uncertain. `table` as lead.onsets gives it, with
    `keys`, `told`, and `earliest`/`latest` as dates. apart: the dyads of a rupture."""
    fig = go.Figure()
    colour = theme.COLOURS["-" if apart else "+"]
    table = table.reset_index(drop=True)
    exact = table["earliest"] == table["latest"]
    rough = table[~exact]
    fig.add_bar(
        base=rough["earliest"],
        x=(rough["latest"] - rough["earliest"]).dt.total_seconds() * 1000 + 86_400_000,
        y=rough.index,
        orientation="h",
        width=0.35,
        marker={"color": theme.faint(colour, 0.5), "line": {"width": 0}},
        customdata=[[k] for k in rough["keys"]],
        hovertext=rough["told"],
        hoverinfo="text",
        name="some day within",
    )
    fig.add_scatter(
        x=table.loc[exact, "earliest"],
        y=table.index[exact],
        mode="markers",
        marker={"size": 12, "color": colour},
        customdata=[[k] for k in table.loc[exact, "keys"]],
        hovertext=table.loc[exact, "told"],
        hoverinfo="text",
        name="to the day",
    )
    fig.add_vline(x=crest, line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    fig.add_annotation(
        x=crest, y=1, yref="paper", text="crest", showarrow=False, xanchor="left", yanchor="top", xshift=4
    )
    fig.update_yaxes(
        tickvals=table.index.tolist(),
        ticktext=couples(table, name),
        range=[len(table) - 0.4, -0.6],
        fixedrange=True,
    )
    fig.update_xaxes(type="date", fixedrange=True)
    fig.update_layout(dragmode=False, showlegend=bool(len(rough)))
    note = "The day of the event that lifted each pair. Followed by means later in time, not because of. Overlapping bars have no known order."
    first = "; ".join(couples(table.head(3), name))
    return theme.finish(fig, title, source, note, f"{title}. First: {first}.", height=130 + 26 * len(table))
