"""Dyads of a wave: month by month, and who moved first."""

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import clickable
from lib.charts.theme import Figure
from lib.charts.waves.marks import DOWN, UP, couples, moment
from lib.measures.waves.wave import Wave
from lib.wording.names import Name
from lib.wording.phrases import month, plural

SCALE = [[0.0, theme.VERMILLION], [0.5, theme.GRID], [1.0, theme.BLUE]]
MONTH = np.timedelta64(1, "M")


def months(table: pd.DataFrame, name: Name) -> Figure:
    """Dyad x month, in order of onset: blue months of being up, vermillion of being down. `table` as series.months
    gives it, with `keys` and `hover`."""
    lanes = table.drop_duplicates("place").sort_values("place")
    start = table["month"].to_numpy().astype("datetime64[M]")
    width = ((start + MONTH).astype("datetime64[ms]") - start.astype("datetime64[ms]")).astype("int64")
    fig = Figure()
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
                "ticktext": ["down", "", "up"],
                "tickfont": {"size": 12, "color": theme.MUTED},
            },
        },
        **clickable(table["keys"], table["hover"]),
    )
    stepped = table[table["begun"]]
    middle = stepped["month"].to_numpy().astype("datetime64[D]") + np.timedelta64(14, "D")
    fig.add_scatter(
        x=middle.astype("datetime64[ms]"),
        y=stepped["place"],
        mode="markers",
        marker={"size": 4, "color": theme.INK},
        **clickable(stepped["keys"], stepped["hover"]),
    )
    fig.update_yaxes(
        tickvals=lanes["place"].tolist(),
        ticktext=couples(lanes, name),
        tickfont={"size": 11},
        range=[lanes["place"].max() + 0.6, -0.6],
        showgrid=False,
    )
    fig.update_xaxes(type="date", side="top")
    fig.update_layout(showlegend=False, bargap=0)
    note = "Pairs in the order in which they first moved. The fullest shades: up, or down, all month. A dot marks a month in which a dated event falls; it counts for as long as the window."
    alt = (
        f"Months of {plural(len(lanes), 'pair')}, from {month(table['month'].min())} to {month(table['month'].max())}."
    )
    return theme.finish(fig, note, alt, 110 + 17 * len(lanes))


def onsets(table: pd.DataFrame, wave: Wave, name: Name) -> Figure:
    """When each dyad of a wave moved: a dot, or a bar as long as its date is uncertain. `table` as lead.onsets gives it,
    with `keys`, `hover`, and `earliest`/`latest` as dates."""
    fig = Figure()
    colour, crest = UP if wave.sign > 0 else DOWN, moment(wave.crest)
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
        name="some day within",
        **clickable(rough["keys"], rough["hover"]),
    )
    sure = table[exact]
    fig.add_scatter(
        x=sure["earliest"],
        y=sure.index,
        mode="markers",
        marker={"size": 12, "color": colour},
        name="to the day",
        **clickable(sure["keys"], sure["hover"]),
    )
    fig.add_vline(x=crest, line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    fig.add_annotation(
        x=crest, y=1, yref="paper", text="crest", showarrow=False, xanchor="left", yanchor="top", xshift=4
    )
    fig.update_yaxes(tickvals=table.index.tolist(), ticktext=couples(table, name), range=[len(table) - 0.4, -0.6])
    fig.update_xaxes(type="date")
    fig.update_layout(showlegend=bool(len(rough)))
    note = "The day of the event that lifted each pair. Followed by means later in time, not because of. Overlapping bars have no known order."
    first = "; ".join(couples(table.head(3), name))
    return theme.finish(fig, note, f"First: {first}.", 130 + 26 * len(table))
