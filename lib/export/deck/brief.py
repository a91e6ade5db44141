"""A deck as one page of A4: what it found, two of its charts, its sources, and a code that leads to the story itself."""

import base64
import datetime as dt
from pathlib import Path

import segno

from lib.export.deck import chromium
from lib.export.deck.slides import Deck, Progress, Slide, silent
from lib.export.deck.slides_html import HERE, SHELL, fonts, key, map_script
from lib.wording.phrases import day

ENDING = ".brief.pdf"
MOST = 10  # findings beside those of the charts; more would leave the charts no room
CHART = (1000, 400)  # px


def write(deck: Deck, out: Path, progress: Progress = silent, link: str = "") -> None:
    """Write the page; `link`: the address of the story, "" for none. MajlisError MJ608 without a browser, MJ610 when it fails
    to print."""
    drawn = chosen([slide for slide in deck.slides if slide.figure is not None])
    figures = [slide.figure for slide in drawn]
    pictures = chromium.pictures(figures, *CHART, 2, map_script(figures)) if figures else []
    told = {
        "deck": deck,
        "answer": deck.slides[-1].headline if deck.slides[-1].figure is None and not deck.slides[-1].quote else "",
        "findings": [
            s.headline for s in deck.slides if (s.figure is not None or s.quote) and all(s is not one for one in drawn)
        ][:MOST],
        "charts": [(s, base64.b64encode(p).decode("ascii")) for s, p in zip(drawn, pictures, strict=True)],
        "sources": list(dict.fromkeys(s.source for s in deck.slides if s.source and s.figure is not None))[:3],
        "today": day(dt.datetime.now(dt.UTC).date()),
        "link": link,
        "code": segno.make(link, micro=False).svg_inline(omitsize=True) if link else "",
    }
    template = SHELL.from_string((HERE / "brief.html").read_text("utf-8"))
    chromium.print_pdf(template.render(told | {"fonts": fonts(template.render(told | {"fonts": ""}))}), out)
    progress(1, 1)


def chosen(slides: list[Slide]) -> list[Slide]:
    """Two that tell most, in their order: the first of a wave over time, the last of all, the first of all."""
    waves = [n for n, slide in enumerate(slides) if key(slide)]
    return [
        slides[n] for n in sorted(list(dict.fromkeys([*waves[:1], *range(len(slides))[-1:], *range(len(slides))]))[:2])
    ]
