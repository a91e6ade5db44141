"""Where meetings took place and which countries took part, on geometry that comes with the app.

The outlines are the UN's, as Plotly brings them; they say nothing on any claim.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.text import plain

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def map_(
    parties: pd.DataFrame, places: pd.DataFrame, title: str, name: Callable[[str], str] = str, source: str = ""
) -> go.Figure:
    """Countries shaded by contacts (country, meetings, keys), circles where contacts took place (also `places`)."""
    import plotly.graph_objects as go

    states = parties[parties["country"].str.len() == 3]
    fig = go.Figure()
    fig.add_choropleth(
        locations=states["country"],
        z=states["meetings"] ** 0.5,  # shades by the root: one large number does not bleach the rest
        locationmode="ISO-3",
        colorscale=[[0, theme.SEQUENTIAL[2]], [1, theme.SEQUENTIAL[7]]],
        zmin=0.5,
        zmax=max(2, int(states["meetings"].max()) if len(states) else 2) ** 0.5,
        showscale=False,
        marker={"line": {"color": theme.PAPER, "width": 0.6}},
        customdata=[[k] for k in states["keys"]],
        hovertext=[f"<b>{plain(name(r.country))}</b><br>took part in {r.meetings}" for r in states.itertuples()],
        hoverinfo="text",
    )
    fig.add_scattergeo(
        locations=places["country"],
        locationmode="ISO-3",
        mode="markers",
        marker={
            "size": 12 + 14 * (places["meetings"] / max(places["meetings"].max() if len(places) else 1, 1)) ** 0.5,
            "color": theme.VERMILLION,
            "line": {"width": 1.5, "color": theme.PAPER},
            "opacity": 0.95,
        },
        customdata=[[k] for k in places["keys"]],
        hovertext=[
            f"<b>{plain(r.places or name(r.country))}</b><br>{r.meetings} took place here" for r in places.itertuples()
        ],
        hoverinfo="text",
    )
    fig.update_geos(
        projection_type="natural earth",
        showcountries=True,
        countrycolor=theme.GRID,
        showland=True,
        landcolor=theme.faint(theme.GREY, 0.14),
        showocean=False,
        showcoastlines=False,
        showframe=False,
        lataxis_range=[-38, 72],
        lonaxis_range=[-130, 150],
    )
    fig.update_layout(dragmode=False, showlegend=False, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    others = parties[parties["country"].str.len() != 3]
    note = "Shaded: countries that took part. Circles: countries where contacts took place, as far as the text says. Outlines: UN; no position on any claim."
    if len(others):
        note += f" {len(others)} organizations are not on the map."
    most = "; ".join(f"{name(r.country)} {r.meetings}" for r in states.head(5).itertuples())
    return theme.finish(fig, title, source, note, f"{title}. World map; most contacts: {most}.", height=440)
