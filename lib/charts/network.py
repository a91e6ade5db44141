"""Who meets whom as a network: circles that met are joined, thicker the more often."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.text import plain

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

NAMED = 40  # nodes that carry their name; of the others it shows on pointing
MARKS = {"person": "circle", "country": "circle", "organization": "square"}


def network(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    title: str,
    name: Callable[[str], str] = str,
    source: str = "",
    unit: str = "contacts",
    left_out: str = "",
) -> go.Figure:
    """nodes and edges as lib/measures/networks.py gives them; the middle of an edge can be clicked like a node."""
    import plotly.graph_objects as go

    fig = go.Figure()
    place = nodes.set_index("id")[["x", "y"]]
    edges = edges.assign(colour=_colours(edges))
    most = max(edges["meetings"].max() if len(edges) else 1, 1)
    for (weight, colour), some in edges.groupby(["meetings", "colour"]):
        x, y = _lines(some, place)
        width = 1 + 5 * (weight / most) ** 0.5
        fig.add_scatter(
            x=x, y=y, mode="lines", line={"width": width, "color": theme.faint(colour, 0.5)}, hoverinfo="skip"
        )
    _handles(fig, edges, place, name, unit)
    for kind, some in nodes.groupby("kind", sort=False):
        fig.add_scatter(
            x=some["x"],
            y=some["y"],
            mode="markers+text",
            name=f"{kind.capitalize()}",
            text=[plain(name(i)) if n < NAMED else "" for n, i in zip(some.index, some["id"], strict=True)],
            textposition="top center",
            cliponaxis=False,
            marker={
                "size": 11 + 22 * (some["meetings"] / nodes["meetings"].max()) ** 0.5,
                "color": theme.TEAL if "closer" in edges else theme.COLOURS[kind],
                "symbol": MARKS[kind],
                "line": {"width": 0},
                "opacity": 0.92,
            },
            customdata=[[k] for k in some["keys"]],
            hovertext=[
                f"<b>{plain(name(r.id))}</b><br>{r.meetings} {unit}, {r.degree} counterparts" for r in some.itertuples()
            ],
            hoverinfo="text",
        )
    fig.update_layout(showlegend=nodes["kind"].nunique() > 1, dragmode=False)
    fig.for_each_trace(lambda t: t.update(showlegend=t.name is not None and t.mode == "markers+text"))
    wide, high = (max(float(nodes[c].abs().max()), 0.2) for c in ("x", "y"))
    fig.update_xaxes(visible=False, range=[-wide * 1.15, wide * 1.15], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-high * 1.12, high * 1.2], fixedrange=True)
    pairs = "; ".join(f"{name(r.a)} and {name(r.b)} ({r.meetings})" for r in edges.nlargest(5, "meetings").itertuples())
    note = f"A thicker line is more {unit}, a larger circle takes part in more. The distance means nothing. {left_out}".strip()
    if "closer" in edges:
        note = f"Blue: steps mostly closer. Vermillion: mostly apart. Grey: as many of each. {note}"
    return theme.finish(
        fig, title, source, note, f"{title}. Network of {len(nodes)} and their contacts: {pairs}.", height=540
    )


def _colours(edges: pd.DataFrame) -> list[str]:
    """Grey; where edges know how many steps led closer, blue for mostly closer and vermillion for mostly apart."""
    if "closer" not in edges:
        return [theme.GREY] * len(edges)
    share = edges["closer"] / edges["meetings"]
    return [theme.BLUE if s > 0.5 else theme.VERMILLION if s < 0.5 else theme.GREY for s in share]


def _lines(edges: pd.DataFrame, place: pd.DataFrame) -> tuple[list, list]:
    x: list[float | None] = []
    y: list[float | None] = []
    for edge in edges.itertuples():
        (ax, ay), (bx, by) = place.loc[edge.a], place.loc[edge.b]
        x += [ax, bx, None]
        y += [ay, by, None]
    return x, y


def _handles(fig: go.Figure, edges: pd.DataFrame, place: pd.DataFrame, name: Callable[[str], str], unit: str) -> None:
    """Small points in the middle of the lines: a line itself cannot be clicked."""
    middles = [(place.loc[e.a] + place.loc[e.b]) / 2 for e in edges.itertuples()]
    fig.add_scatter(
        x=[m["x"] for m in middles],
        y=[m["y"] for m in middles],
        mode="markers",
        marker={"size": 7, "color": edges["colour"]},
        customdata=[[k] for k in edges["keys"]],
        hovertext=[
            f"<b>{plain(name(e.a))} and {plain(name(e.b))}</b><br>{e.meetings} {unit}" for e in edges.itertuples()
        ],
        hoverinfo="text",
    )
