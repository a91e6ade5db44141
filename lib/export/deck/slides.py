"""A story made visible: slides, each with a headline, lines, a figure or quotation, source and notes.

The writers (slides_html, slides_pdf, slides_pptx) take a Deck and know nothing of stories or data.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lib.export.deck.story import Quote

Progress = Callable[[int, int], None]  # steps done, steps in all


@dataclass(frozen=True)
class Slide:
    """One step, drawn. `figure` is a go.Figure without its own title, `alt` its words for those who cannot see it.

    `warning` says when what is shown is no longer what was saved.
    """

    headline: str
    lines: tuple[str, ...] = ()
    source: str = ""
    notes: str = ""
    figure: go.Figure | None = None
    quote: Quote | None = None
    alt: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Deck:
    """All slides of a story, in order; `subtitle` stands on the title slide of a PPTX."""

    title: str
    slides: tuple[Slide, ...]
    subtitle: str = ""


def silent(done: int, total: int) -> None:
    """The progress of someone who does not watch."""


def pieces(quote: Quote) -> list[tuple[str, bool]]:
    """The quotation cut at its marks: (text, is it highlighted)."""
    cut, at = [], 0
    for start, end in sorted(quote.marks):
        start = max(start, at)
        if end <= start:
            continue
        cut += [(quote.text[at:start], False), (quote.text[start:end], True)]
        at = end
    return [(text, lit) for text, lit in [*cut, (quote.text[at:], False)] if text]


def charted(fig: go.Figure, words: tuple[str, tuple[str, ...]]) -> Slide:
    """A slide of a finished figure: `words` are headline and lines; source, note and alt are the figure's own."""
    meta = fig.layout.meta or {}
    headline, lines = words
    return Slide(
        headline, tuple(lines), meta.get("source", ""), meta.get("note", ""), fig, alt=meta.get("alt", headline)
    )


def larger(size: float | Sequence[float], scale: float) -> float | list[float]:
    """A marker size, or one for each mark, times the scale."""
    return size * scale if isinstance(size, int | float) else [s * scale for s in size]


SCALE = 1.3  # type on stage and on slides, beside that of a page


def staged(fig: go.Figure, scale: float = SCALE) -> go.Figure:
    """A copy of a finished figure for a slide: no title of its own, larger type, as large as its place."""
    shown = go.Figure(fig)
    size = round((fig.layout.template.layout.font.size or 12) * scale)
    axis = {"tickfont": {"size": size}, "title": {"font": {"size": size}}}
    shown.update_layout(title=None, height=None, width=None, autosize=True, font={"size": size})
    # Held by the top of the picture: held by the plot, it may stand where the plot ended before the last resize
    above = {"yref": "container", "y": 1, "yanchor": "top"}
    shown.update_layout(legend={"font": {"size": size}, **above}, hoverlabel={"font": {"size": size}})
    shown.update_xaxes(axis)
    shown.update_yaxes(axis)
    for note in shown.layout.annotations:
        note.font.size = round((note.font.size or 12) * scale)
    for trace in shown.data:
        if "textfont" in trace and trace.textfont.size and isinstance(trace.textfont.size, int | float):
            trace.textfont.size = round(trace.textfont.size * scale)
        if trace.type == "scatter" and trace.marker.size is not None:
            trace.marker.size = larger(trace.marker.size, scale)
    return shown
