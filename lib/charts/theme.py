"""The look all charts share: one colour-blind-safe palette, one template, one way to finish a figure.

A builder draws in the light colours below, complete with title, source and note, ready for print and slides.
`screen` hands the same figure to the page, which shows the title itself and turns the colours with its theme.
The palette is Okabe and Ito's (2008), darkened where needed so that each mark has 3:1 on light and dark ground.
"""

import json
import textwrap
import tomllib
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go
from plotly.graph_objects import Figure

from lib.paths import ROOT

_COLOURS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]  # the app's and the charts'
TYPEFACES: list[dict[str, str]] = _COLOURS["fontFaces"]  # those that come with Majlis, as Streamlit's theme lists them
PALETTE, SEQUENTIAL, DIVERGING = (
    tuple(_COLOURS[f"chart{kind}Colors"]) for kind in ("Categorical", "Sequential", "Diverging")
)
BLUE, VERMILLION, GREEN, PURPLE, OCHRE, TEAL, ROSE, GREY = PALETTE
INK, MUTED, GRID, PAPER = "#0D1319", "#55616B", "#DCE2E4", "#FFFFFF"  # light ground
DARK = {INK: "#E9EDEF", MUTED: "#A9B4BC", GRID: "#35404A", PAPER: "#12171C"}
FONT = "Public Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
SERIF = "Source Serif, Georgia, Times New Roman, serif"
PRINT = (1200, 675)  # px of the picture people take away; saved at three times that
SHORT = 6  # things counted: on a shorter axis Plotly would write halves of them
SQUEEZED = 0.6  # of its height on the page, at the least, in print

# What a colour stands for, the same on every page.
COLOURS: dict[str, str] = {
    "phone_call": BLUE,
    "video_meeting": TEAL,
    "meeting": GREEN,
    "visit": OCHRE,
    "state_visit": VERMILLION,
    "summit": PURPLE,
    "talks": ROSE,
    "conference": "#6F7FB8",
    "signing": "#8A6D3B",
    "summon": "#A04000",
    "other": GREY,
    "person": BLUE,
    "country": VERMILLION,
    "organization": GREEN,
    "+": BLUE,
    "-": VERMILLION,
    "chronology": GREY,
}

# Streamlit swaps these stand-ins for the colours of the reader's theme, in the browser.
_STANDINS = {
    **{colour: f"#{n:06d}" for n, colour in enumerate(PALETTE, start=1)},
    **{colour: f"#{n:06d}" for n, colour in enumerate(SEQUENTIAL, start=11)},
    **{colour: f"#{n:06d}" for n, colour in enumerate(DIVERGING, start=21)},
    INK: "#000037",
    MUTED: "#000037",
    GRID: "#000035",
    PAPER: "#000038",
}


@cache
def template(dark: bool = False) -> go.layout.Template:
    """Plotly's layout defaults: type, grid, hover, legend on top; no vertical grid, no frame."""
    ink, muted, grid, paper = (DARK[c] if dark else c for c in (INK, MUTED, GRID, PAPER))
    axis = {
        "gridcolor": grid,
        "linecolor": grid,
        "zerolinecolor": grid,
        "tickcolor": grid,
        "tickfont": {"color": muted, "size": 13},
        "title": {"font": {"color": muted, "size": 13}, "standoff": 8},
        "automargin": True,
        "zeroline": False,
    }
    layout = go.Layout(
        font={"family": FONT, "size": 13, "color": ink},
        title={"font": {"family": SERIF, "size": 24, "color": ink}, "x": 0, "xanchor": "left", "xref": "container"},
        colorway=list(PALETTE),
        colorscale={
            "sequential": list(SEQUENTIAL),
            "diverging": list(DIVERGING),
            "sequentialminus": list(SEQUENTIAL[::-1]),
        },
        paper_bgcolor=paper,
        plot_bgcolor=paper,
        xaxis={**axis, "showgrid": False, "ticks": "outside", "ticklen": 5, "showline": True},
        yaxis={**axis, "showgrid": True},
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": muted, "size": 13}},
        hoverlabel={"bgcolor": paper, "bordercolor": grid, "font": {"family": FONT, "size": 13, "color": ink}},
        hovermode="closest",
        bargap=0.25,
        geo={"bgcolor": paper, "framecolor": grid, "coastlinecolor": grid},
    )
    return go.layout.Template(layout=layout)


class Clipped(NamedTuple):
    """What axes leave out, in words, and the ranges that show it: names of axes, from and to (lib/charts/clipping.py)."""

    note: str = ""
    whole: tuple[tuple[str, list], ...] = ()


def finish(
    fig: Figure,
    note: str = "",
    alt: str = "",
    height: int = 0,
    room: dict[str, float] | None = None,
    clipped: Sequence[Clipped] = (),
) -> Figure:
    """Give a figure the shared look: a part of a time axis (of type date) is drawn out by dragging, nothing else in it is
    moved; and `layout.meta` has what a page shows beside it.

    note: how to read it, or what is left out. alt: what the chart shows, for people who do not see it. height: px on
    the page; 0 leaves it to the page. room: the width that it needs on a page, as `fitted` in lib/ui/shell/card.py
    reads it. clipped: what its axes leave out. Returns the same figure.
    """
    told, ranges = joined(*(one.note for one in clipped)), dict(each for one in clipped for each in one.whole)
    meta = {"note": joined(note, told), "alt": alt} | ({"room": room} if room else {})
    timed = [axis for axis in fig.select_xaxes() if axis.type == "date"]
    fig.update_layout(template=template(), meta=meta, font={"color": INK}, dragmode="zoom" if timed else False)
    if told:
        fig.update_layout(meta=meta | {"clipped": told, "whole": ranges})
    for axis in (*fig.select_xaxes(), *fig.select_yaxes()):
        axis.update(fixedrange=True, tickfont={"color": MUTED}, title={"font": {"color": MUTED}})
    for axis in timed:
        axis.update(fixedrange=False, matches=None if axis is timed[0] else timed[0].plotly_name.replace("axis", ""))
    return fig.update_layout(height=height) if height else fig


def headed(fig: Figure, title: str, source: str) -> Figure:
    """Put its head on a finished figure. title: the finding, a sentence without a full stop; the alternative text begins
    with it. source: who the data are from. Returns the same figure."""
    meta = {**fig.layout.meta, "title": title, "source": source, "alt": f"{title}. {fig.layout.meta['alt']}"}
    return fig.update_layout(title={"text": wrap(title, 78)}, meta=meta)


def screen(fig: Figure) -> Figure:
    """The figure as a page draws it: no title of its own, colours that follow the reader's theme."""
    spec = fig.to_json()
    for colour, standin in _STANDINS.items():
        spec = spec.replace(colour, standin)
    shown = json.loads(spec)
    shown["layout"].pop("title", None)
    shown["layout"]["template"]["layout"].pop("title", None)
    return Figure(shown, _validate=False)  # it was looked through when it was made


def printed(fig: Figure, seen: str = "") -> Figure:
    """The figure as a picture to take away: light ground, title above, note and source below, at print size. seen: when and
    where it was, as the last line.

    A chart of many rows is taller than PRINT: at less than SQUEEZED of its height on the page its names would meet.
    """
    meta = fig.layout.meta or {}
    picture = go.Figure(fig)
    title = wrap(meta.get("title", ""), 78)
    lines = [wrap(f"{label}{meta[key]}", 135) for key, label in (("note", ""), ("source", "Source: ")) if meta.get(key)]
    last = wrap(seen, 135) or ("" if "Majlis" in meta.get("source", "") else "Majlis")
    foot = "<br>".join([*lines, *filter(None, [last])])
    above = 40 + 30 * (1 + title.count("<br>")) + max(30, _names_above(fig))  # 30: a legend
    below = 80 + 17 * (1 + foot.count("<br>"))
    height = max(PRINT[1], round(SQUEEZED * (fig.layout.height or 0)) + above + below)
    picture.update_layout(
        width=PRINT[0],
        height=height,
        template=template(),
        # at the bottom Plotly means the foot of the first line, at the top it depends on how many lines there are
        title={"text": title, "y": 1 - 42 / height, "yanchor": "bottom", "pad": {"l": 24}},
        margin={"l": 24, "r": 24, "t": above, "b": below},
    )
    picture.add_annotation(
        text=foot,
        font={"size": 12, "color": MUTED},
        align="left",
        showarrow=False,
        xref="paper",
        yref="paper",
        x=0,
        xanchor="left",
        y=0,
        yanchor="top",
        yshift=-54,  # under two lines of dates, or one of numbers and what they count
    )
    return picture


def _names_above(fig: Figure) -> int:
    """px that the names over a table take; Plotly keeps room for them, but not for a title over them."""
    axis = fig.layout.xaxis
    names = [str(name) for t in fig.data if t.type == "heatmap" for name in t.x] if axis.side == "top" else []
    parts = [name.split("<br>") for name in names]
    if axis.tickangle:
        return 10 + 5 * max((len(name) for name in names), default=0)
    return 10 + 17 * max(map(len, parts), default=0)


def whole(most: int) -> int | None:
    """The step of an axis that counts up to `most`: whole things on a short one; Plotly's own choice on a long one."""
    return 1 if most < SHORT else None


def wrap(text: str, width: int) -> str:
    """Text broken into lines of at most `width` characters, as Plotly, which reads some HTML, shows just that text."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(text, width))


def joined(*sentences: str) -> str:
    """The sentences of a note, those that are empty left out."""
    return " ".join(filter(None, sentences))


def faint(colour: str, opacity: float) -> str:
    """`colour` (#RRGGBB) at this opacity, as rgba()."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
