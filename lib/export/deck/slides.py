"""A story made visible: slides, each with a headline, lines, a figure or quotation, source and notes.

The writers (slides_html, slides_pptx, brief) take a Deck and know nothing of stories or data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import plotly.graph_objects as go

from lib.export.deck.story import Quote
from lib.wording.story import Words

Progress = Callable[[int, int], None]  # steps done, steps in all
MOST = 5  # rows told of one mark


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
class Proof:
    """What stands behind a mark: a passage in pieces (text, is it marked), in this language, which runs this way.

    `url` leads to the source, `article` (an article and a sentence of it) to the page of the app that shows it.
    """

    heading: str
    pieces: list[tuple[str, bool]]
    cited: str
    lang: str = "en"
    dir: str = "ltr"
    url: str = ""
    article: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deck:
    """All slides of a story, in order; `subtitle` stands on the title slide of a PPTX. `proofs`: key of a row -> what a
    click on its mark tells."""

    title: str
    slides: tuple[Slide, ...]
    subtitle: str = ""
    proofs: Mapping[str, Proof] = field(default_factory=dict)


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


def charted(fig: go.Figure, words: Words, said: str = "") -> Slide:
    """A slide of a finished figure; source, note and alt are the figure's own. said: what the speaker says, before how sure
    it is and how the chart is read."""
    meta = fig.layout.meta or {}
    method = " ".join(filter(None, (words.method, meta.get("note", ""))))
    notes = "\n\n".join(filter(None, (said, method and f"Method: {method}")))
    alt = meta.get("alt", words.headline)
    return Slide(words.headline, words.lines, meta.get("source", ""), notes, fig, alt=alt)


def staged(fig: go.Figure) -> go.Figure:
    """A copy of a finished figure for a slide: no title of its own, as large as its place. Its type stays as it is: the
    picture is enlarged as a whole, so that names keep the room that was found for them."""
    shown = go.Figure(fig)
    shown.update_layout(title=None, height=None, width=None, autosize=True)
    # Held by the top of the picture: held by the plot, it may stand where the plot ended before the last resize
    return shown.update_layout(legend={"yref": "container", "y": 1, "yanchor": "top", "bgcolor": "rgba(0,0,0,0)"})
