"""Who meets whom as a network: circles that met are joined, thicker the more often."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import PHONE, TIERS, WIDTHS, Label, brief, clickable, counted, escaped, placed, tiers, written
from lib.charts.theme import Figure
from lib.wording import names
from lib.wording.phrases import plural

MARKS = {"person": "circle", "country": "circle", "organization": "square"}
HEIGHT = 540  # px
MARGIN = {"l": 0, "r": 0, "t": 16, "b": 8}  # px
LEGEND = 23  # px
CROWD = 40  # nodes
WAITING = 0.25  # opacity of who is in the network, and met nobody in the year shown


def network(nodes: pd.DataFrame, edges: pd.DataFrame, unit: str = "meetings", left_out: str = "") -> Figure:
    """nodes and edges as lib/measures/counts/networks.py gives them; the middle of an edge can be clicked like a node."""
    fig = Figure()
    place = nodes.set_index("id")[["x", "y"]]
    edges = edges.assign(colour=_colours(edges))
    most = max(edges["meetings"].max() if len(edges) else 1, 1)
    for (_, colour), some in edges.groupby(["meetings", "colour"]):
        x, y = _lines(some, place)
        width = 1 + 5 * (some["meetings"].max() / most) ** 0.5
        line = {"width": width, "color": theme.faint(str(colour), 0.5)}
        fig.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")
    _handles(fig, edges, place, unit)
    _nodes(fig, nodes, "closer" in edges, unit)
    fig.update_layout(showlegend=nodes["kind"].nunique() > 1, margin=MARGIN)
    fig.for_each_trace(lambda t: t.update(showlegend=t.name is not None))
    wide, high = _reach(nodes)
    fig.update_xaxes(visible=False, range=[-wide, wide])
    fig.update_yaxes(visible=False, range=[-high, high])
    labels = names_of(nodes, edges, [brief(code) for code in nodes["id"]])
    for tier, named in tiers(labels):
        at = nodes.iloc[[label.node for label in named]]
        sizes = _sizes(nodes)[at.index].tolist()
        fig.add_scatter(x=at["x"], y=at["y"], cliponaxis=False, **written(named, sizes, tier))
    most_met = edges.nlargest(5, "meetings").to_dict("records")
    pairs = "; ".join(f"{names.side(r['a'])} and {names.side(r['b'])} ({r['meetings']})" for r in most_met)
    note = theme.joined(
        "Blue: steps mostly closer. Vermillion: mostly apart. Grey: as many of each." if "closer" in edges else "",
        f"A thicker line is more {unit}, a larger circle takes part in more. The distance means nothing.",
        unnamed(labels, len(nodes)),
        left_out,
    )
    alt = f"Network of {len(nodes)} and their meetings: {pairs}."
    return theme.finish(fig, note, alt, HEIGHT, {"names": True})


def _nodes(fig: Figure, nodes: pd.DataFrame, chronicled: bool, unit: str) -> None:
    """The circles and squares, a trace a kind; of the chronology, where colours tell directions, all in one colour."""
    sizes = _sizes(nodes)
    for (kind, met), some in nodes.groupby(["kind", nodes["meetings"] > 0], sort=False):
        told = [
            f"<b>{escaped(names.side(r['id']))}</b><br>{counted(r['meetings'], unit)}, {plural(r['degree'], 'counterpart')}"
            for r in some.to_dict("records")
        ]
        fig.add_scatter(
            x=some["x"],
            y=some["y"],
            mode="markers",
            name=str(kind).capitalize() if met else None,
            cliponaxis=False,
            marker={
                "size": sizes[some.index],
                "color": theme.TEAL if chronicled else theme.COLOURS[str(kind)],
                "symbol": MARKS[str(kind)],
                "line": {"width": 0},
                "opacity": 0.92 if met else WAITING,
            },
            **clickable(some["keys"], told),
        )


def names_of(nodes: pd.DataFrame, edges: pd.DataFrame, called: Sequence[str]) -> list[Label]:
    """The names that have room, from the most meetings down; rather beside lines than across them."""
    xy = nodes[["x", "y"]].to_numpy(float)
    index = {node: n for n, node in enumerate(nodes["id"])}
    a, b = (xy[[index[i] for i in edges[side]]].reshape(-1, 2) for side in ("a", "b"))
    along = np.linspace(0.1, 0.9, 9)[:, None, None]  # an edge as nine points, the middle its handle
    across = (a * (1 - along) + b * along).reshape(-1, 2)
    wide, high = _reach(nodes)
    top = MARGIN["t"] + (LEGEND if nodes["kind"].nunique() > 1 else 0)

    def pixels(points: np.ndarray) -> np.ndarray:
        x = np.outer(WIDTHS, 0.5 + points[:, 0] / (2 * wide))
        y = top + (HEIGHT - top - MARGIN["b"]) * (0.5 - points[:, 1] / (2 * high))
        return np.stack([x, np.broadcast_to(y, x.shape)], axis=-1)

    room = np.stack([WIDTHS, np.full(len(WIDTHS), HEIGHT)], axis=-1)
    return placed(pixels(xy), _sizes(nodes).to_numpy(float) / 2, called, room, pixels(across))


def _sizes(nodes: pd.DataFrame) -> pd.Series:
    """Diameters in px: the area grows with the meetings; of many nodes all are smaller."""
    least = 11 if len(nodes) <= CROWD else 9
    return least + 22 * (nodes["meetings"] / max(nodes["meetings"].max(), 1)) ** 0.5


def _reach(nodes: pd.DataFrame) -> tuple[float, float]:
    """Half the width and half the height of the frame, in units of the layout; around few nodes there is more room."""
    wide, high = (max(float(nodes[c].abs().max()), 0.2) * (1.12 + 0.8 / len(nodes)) for c in ("x", "y"))
    return wide, high


def unnamed(labels: Sequence[Label], count: int) -> str:
    """How many of `count` names are not written, in a sentence; empty where all are."""
    wide, phone = count - len(labels), count - sum(TIERS[label.tier] <= PHONE for label in labels)
    if not phone:
        return ""
    if not wide:
        return f"On a narrow screen there is no room for the names of {plural(phone, 'circle')}: they show on pointing."
    more = f" ({phone} on a narrow screen)" if phone > wide else ""
    return f"There is no room for the names of {plural(wide, 'circle')}{more}: they show on pointing."


def _colours(edges: pd.DataFrame) -> list[str]:
    """Grey; where edges know how many steps led closer, blue for mostly closer and vermillion for mostly apart."""
    if "closer" not in edges:
        return [theme.GREY] * len(edges)
    share = edges["closer"] / edges["meetings"]
    return [theme.BLUE if s > 0.5 else theme.VERMILLION if s < 0.5 else theme.GREY for s in share]


def _lines(edges: pd.DataFrame, place: pd.DataFrame) -> tuple[list, list]:
    x: list[float | None] = []
    y: list[float | None] = []
    for a, b in zip(edges["a"], edges["b"], strict=True):
        (ax, ay), (bx, by) = place.loc[a], place.loc[b]
        x += [ax, bx, None]
        y += [ay, by, None]
    return x, y


def _handles(fig: Figure, edges: pd.DataFrame, place: pd.DataFrame, unit: str) -> None:
    """Small points in the middle of the lines: a line itself cannot be clicked."""
    middles = [(place.loc[a] + place.loc[b]) / 2 for a, b in zip(edges["a"], edges["b"], strict=True)]
    told = [
        f"<b>{escaped(names.side(e['a']))} and {escaped(names.side(e['b']))}</b><br>{e['meetings']} {unit}"
        for e in edges.to_dict("records")
    ]
    fig.add_scatter(
        x=[m["x"] for m in middles],
        y=[m["y"] for m in middles],
        mode="markers",
        marker={"size": 7, "color": edges["colour"]},
        **clickable(edges["keys"], told),
    )
