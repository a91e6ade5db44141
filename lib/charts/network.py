"""Who meets whom as a network: circles that met are joined, thicker the more often.

Also the placing of names beside marks, for maps too: no name covers another or a mark, at any width of the screen.
The builder does not know that width. So it finds for each name the narrowest screen from which on it has room, and
writes the name in a trace whose font says so (`TIERS`); `narrow` is the CSS that hides such names on narrower ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lib.charts import theme
from lib.charts.labels import plain

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import plotly.graph_objects as go

MARKS = {"person": "circle", "country": "circle", "organization": "square"}
HEIGHT = 540  # px
MARGIN = {"l": 0, "r": 0, "t": 16, "b": 8}  # px
LEGEND = 23  # px
CROWD = 40  # nodes
TEXT = 12  # px
AIR = 1.5  # px at least between a name and a mark of another, and to the edge
TIERS = (0, 480, 720, 960)  # px of width from which on a name is written
WIDTHS = (320, 336, 352, 368, 392, 424, 456, 480, 520, 560, 600, 640, 680, 720, 780, 840, 900, 960, 1040, 1120, 1240)
STRAIGHT = "top center", "bottom center", "middle right", "middle left"
ASLANT = "top right", "bottom right", "top left", "bottom left"
HALO = ", ".join([f"0 0 2px {theme.PAPER}"] * 4)  # around letters, so that lines behind do not strike them out


class Label(NamedTuple):
    """A name with room: its lines, on which side of its mark, and the place of its screen in TIERS."""

    node: int
    text: str
    side: str
    tier: int


def network(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    title: str,
    name: Callable[[str], str] = str,
    source: str = "",
    unit: str = "contacts",
    left_out: str = "",
) -> go.Figure:
    """nodes and edges as lib/measures/counts/networks.py gives them; the middle of an edge can be clicked like a node."""
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
    _nodes(fig, nodes, "closer" in edges, name, unit)
    fig.update_layout(showlegend=nodes["kind"].nunique() > 1, dragmode=False, margin=MARGIN)
    fig.for_each_trace(lambda t: t.update(showlegend=t.name is not None))
    wide, high = _reach(nodes)
    fig.update_xaxes(visible=False, range=[-wide, wide], fixedrange=True)
    fig.update_yaxes(visible=False, range=[-high, high], fixedrange=True)
    labels = names_of(nodes, edges, [brief(i, name(i)) for i in nodes["id"]])
    for tier, some in tiers(labels):
        at = nodes.iloc[[label.node for label in some]]
        fig.add_scatter(x=at["x"], y=at["y"], cliponaxis=False, **written(some, _sizes(nodes)[at.index], tier))
    pairs = "; ".join(f"{name(r.a)} and {name(r.b)} ({r.meetings})" for r in edges.nlargest(5, "meetings").itertuples())
    note = f"A thicker line is more {unit}, a larger circle takes part in more. The distance means nothing."
    note = " ".join(part for part in (note, unnamed(labels, len(nodes)), left_out) if part)
    if "closer" in edges:
        note = f"Blue: steps mostly closer. Vermillion: mostly apart. Grey: as many of each. {note}"
    return theme.finish(
        fig, title, source, note, f"{title}. Network of {len(nodes)} and their contacts: {pairs}.", height=HEIGHT
    )


def _nodes(fig: go.Figure, nodes: pd.DataFrame, chronicled: bool, name: Callable[[str], str], unit: str) -> None:
    """The circles and squares, a trace a kind; of the chronology, where colours tell directions, all in one colour."""
    sizes = _sizes(nodes)
    for kind, some in nodes.groupby("kind", sort=False):
        fig.add_scatter(
            x=some["x"],
            y=some["y"],
            mode="markers",
            name=f"{kind.capitalize()}",
            cliponaxis=False,
            marker={
                "size": sizes[some.index],
                "color": theme.TEAL if chronicled else theme.COLOURS[kind],
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


def names_of(nodes: pd.DataFrame, edges: pd.DataFrame, names: Sequence[str]) -> list[Label]:
    """The names that have room, from the most contacts down; rather beside lines than across them."""
    import numpy as np

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
    return placed(pixels(xy), _sizes(nodes).to_numpy(float) / 2, names, room, pixels(across))


def _sizes(nodes: pd.DataFrame) -> pd.Series:
    """Diameters in px: the area grows with the contacts; of many nodes all are smaller."""
    least = 11 if len(nodes) <= CROWD else 9
    return least + 22 * (nodes["meetings"] / nodes["meetings"].max()) ** 0.5


def _reach(nodes: pd.DataFrame) -> tuple[float, float]:
    """Half the width and half the height of the frame, in units of the layout; around few nodes there is more room."""
    wide, high = (max(float(nodes[c].abs().max()), 0.2) * (1.12 + 0.8 / len(nodes)) for c in ("x", "y"))
    return wide, high


def placed(
    at: np.ndarray,
    radius: np.ndarray,
    names: Sequence[str],
    room: np.ndarray,
    soft: np.ndarray | None = None,
    sides: Sequence[Sequence[Sequence[str]]] | None = None,
    start: int = 0,
) -> list[Label]:
    """A place for each name that has one, the first names first.

    at: pixels of the marks, (WIDTHS, marks, 2), y downwards. radius: of the marks in px, 0 for none. room: width and
    height of the picture in px, (WIDTHS, 2). soft: pixels of what a name should rather not cover, (WIDTHS, points, 2).
    sides: of each mark in groups, one of a later group only where none before has room on as narrow a screen.
    start: px of width below which there is no name.
    """
    import numpy as np

    texts = [lines(name) for name in names]
    reach = radius[:, None] + AIR
    marks = np.concatenate([at - reach, at + reach], axis=-1)
    taken = np.full((len(WIDTHS), len(names), 4), np.inf)  # boxes of the names placed so far; the others far away
    found = []
    for n, text in enumerate(texts):
        groups = sides[n] if sides is not None else (STRAIGHT, ASLANT)
        mine = [(rank, side) for rank, group in enumerate(groups) for side in group]
        boxes = np.tile(at[:, n], 2)[:, None] + np.array([box(text, side, radius[n]) for _, side in mine])
        others = np.delete(marks, n, axis=1)
        out = ((boxes[..., :2] < AIR) | (boxes[..., 2:] > room[:, None] - AIR)).any(axis=-1)
        tier = [_from(column, start) for column in (out | _covers(boxes, others) | _covers(boxes, taken)).T]
        free = [s for s, t in enumerate(tier) if t is not None]
        if not free:
            continue
        cost = _inside(boxes, soft)
        best = min(free, key=lambda s: (tier[s], mine[s][0], cost[tier[s], s], s))
        shown = np.array(WIDTHS) >= TIERS[tier[best]]
        taken[shown, n] = boxes[shown, best]
        found.append(Label(n, text, mine[best][1], tier[best]))
    return found


def _from(full: np.ndarray, start: int) -> int | None:
    """The first tier from which on there is room at every width; `full` says where there is none, (WIDTHS,)."""
    import numpy as np

    last = max(np.array(WIDTHS)[full].max(initial=-1), start - 1)
    return next((t for t, least in enumerate(TIERS) if least > last), None)


def _covers(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which boxes (widths, sides, 4) touch any of the others (widths, many, 4)."""
    a, b = boxes[:, :, None], others[:, None]
    apart = (a[..., 0] >= b[..., 2]) | (a[..., 2] <= b[..., 0]) | (a[..., 1] >= b[..., 3]) | (a[..., 3] <= b[..., 1])
    return ~apart.all(axis=-1)


def _inside(boxes: np.ndarray, points: np.ndarray | None) -> np.ndarray:
    """How many points lie in each box (widths, sides, 4) on screens of a tier and wider: (TIERS, sides)."""
    import numpy as np

    if points is None:
        return np.zeros((len(TIERS), boxes.shape[1]))
    some = slice(2, None, 4)  # every fourth width tells enough
    b, p = boxes[some, :, None], points[some, None]
    held = (p[..., 0] > b[..., 0]) & (p[..., 0] < b[..., 2]) & (p[..., 1] > b[..., 1]) & (p[..., 1] < b[..., 3])
    return np.array([held[np.array(WIDTHS[some]) >= least].sum(axis=(0, 2)) for least in TIERS])


def box(text: str, side: str, radius: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the text in px, from the middle of its mark, as Plotly writes it."""
    rows = text.split("<br>")
    wide, high = max(map(length, rows)) + 2, TEXT * (1.3 * (len(rows) - 1) + 1.17)
    off = radius / 0.8 + 1 if radius else 0
    left = off if "right" in side else -off - wide if "left" in side else -wide / 2
    top = 0.07 * TEXT - off - high if "top" in side else off - 0.1 * TEXT if "bottom" in side else -high / 2
    return left, top, left + wide, top + high


def length(text: str) -> float:
    """Width in px of a line in Public Sans, estimated from the kind of its letters."""
    return TEXT * sum(
        0.28 if c in "iljI.,'’ " else 0.4 if c in "frtJ-" else 0.88 if c in "mwMW" else 0.7 if c.isupper() else 0.59
        for c in text
    )


def brief(code: str, name: str) -> str:
    """What a side is called where there is little room: GCC for ORG:GCC, UAE for ARE; else its name."""
    if code == "ARE":
        return "UAE"
    initials = code.removeprefix("ORG:")
    return initials if initials != code and len(initials) <= 5 and len(name) > 15 else name


def lines(name: str) -> str:
    """A name in one line or two, short enough to stand beside others."""
    from textwrap import shorten, wrap

    name = shorten(name, 60, placeholder="…")
    broken = (wrap(name, most, break_on_hyphens=False, break_long_words=False) for most in (14, 17, 21, 26, 60))
    return "<br>".join(plain(line) for line in next(b for b in broken if len(b) <= 2))


def tiers(labels: Sequence[Label]) -> list[tuple[int, list[Label]]]:
    """The labels by the width of screen they need; a tier without any is left out."""
    return [(t, some) for t in range(len(TIERS)) if (some := [label for label in labels if label.tier == t])]


def written(labels: Sequence[Label], sizes: Sequence[float], tier: int) -> dict:
    """What a trace of names has, on a plane and on a map: clear marks keep the letters off the marks they name."""
    return {
        "mode": "markers+text",
        "text": [label.text for label in labels],
        "textposition": [label.side for label in labels],
        "textfont": {"size": TEXT, "color": theme.INK, "shadow": HALO, "family": f"{theme.FONT}{_mark(tier)}"},
        "marker": {"size": list(sizes), "opacity": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _mark(tier: int) -> str:
    """A font nobody has, as the one mark of a trace that Plotly writes into the page."""
    return f", from-{TIERS[tier]}" if tier else ""


def narrow(chart: str) -> str:
    """CSS that hides the names a narrow chart has no room for; `chart` selects it, within a container of its width."""
    return " ".join(
        f'@container (max-width: {w - 0.1}px) {{ {chart} text[style*="from-{w}"] {{ display: none !important; }} }}'
        for w in TIERS[1:]
    )


def unnamed(labels: Sequence[Label], count: int) -> str:
    """How many of `count` names are not written, in a sentence; empty where all are."""
    wide, phone = count - len(labels), count - sum(not label.tier for label in labels)
    circles = lambda n: f"{n} circle{'s' * (n != 1)}"  # noqa: E731
    if not phone:
        return ""
    if not wide:
        return f"On a narrow screen there is no room for the names of {circles(phone)}: they show on pointing."
    more = f" ({phone} on a narrow screen)" if phone > wide else ""
    return f"There is no room for the names of {circles(wide)}{more}: they show on pointing."


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
