"""A deck as one HTML file that needs nothing else: interactive charts, the same keys, no request.

One copy of plotly.js serves all charts. A content security policy forbids the file to ask anyone for anything. Whatever
the texts say is escaped by the template, deck.html.
"""

import base64
import importlib.util
import json
import re
from pathlib import Path

import plotly.graph_objects as go
from jinja2 import Environment
from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from lib.charts import theme
from lib.charts.labels import narrow
from lib.export.deck.slides import Deck, Progress, Slide, pieces, silent
from lib.paths import FONTS, OUTLINES

HERE = Path(__file__).parent
PAGE = Environment(autoescape=True, keep_trailing_newline=True).from_string((HERE / "deck.html").read_text("utf-8"))


def deck_html(deck: Deck, progress: Progress = silent) -> str:
    """The whole file as text."""
    facts = []
    for number, slide in enumerate(deck.slides, 1):
        facts.append(fact(slide))
        progress(number, len(deck.slides))
    looks = {"light": theme.template(False), "dark": theme.template(True)}
    data = {
        "title": deck.title,
        "slides": facts,
        "templates": {name: json.loads(json.dumps(look, cls=PlotlyJSONEncoder)) for name, look in looks.items()},
        "dark": theme.DARK,
    }
    maps = any(slide.figure is not None and drawn_on_a_map(slide.figure) for slide in deck.slides)
    said = {"deck": deck, "pieces": pieces, "data": inert(data)}
    return PAGE.render(
        said,
        fonts=fonts(PAGE.render(said)),
        css=asset("deck.css") + narrow(".drawn"),
        js=asset("deck.js"),
        plotly=get_plotlyjs(),
        coastlines=coastlines() if maps else "",
    )


def fonts(text: str) -> str:
    """The app's typefaces, carried inside the file: ours as far as this text has letters of theirs, and the serif that
    Streamlit brings along."""
    spec = importlib.util.find_spec("streamlit")
    media = Path(spec.origin).parent / "static" / "static" / "media" if spec and spec.origin else Path()
    rules = [_face("Source Serif", file, "normal") for file in sorted(media.glob("SourceSerif*Roman*.woff2"))[:1]]
    for face in theme.TYPEFACES:
        letters = re.sub(r"U\+(\w+)(?:-(\w+))?,? ?", _span, face["unicodeRange"])
        if re.search(f"[{letters}]", text):
            file, style = FONTS / Path(face["url"]).name, face.get("style", "normal")
            rules.append(_face(face["family"], file, style, f"unicode-range:{face['unicodeRange']};"))
    return "".join(rules)


def _span(found: re.Match[str]) -> str:
    """U+0600-06FF of a typeface's range as a regular expression has it."""
    return "-".join(f"\\U{int(end, 16):08x}" for end in found.groups() if end)


def _face(family: str, file: Path, style: str, letters: str = "") -> str:
    if not file.exists():
        return ""
    source = f"url(data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode('ascii')})"
    look = f"font-weight:100 900;font-style:{style};{letters}"
    return f"@font-face{{font-family:'{family}';{look}src:{source} format('woff2')}}"


def drawn_on_a_map(fig: go.Figure) -> bool:
    """Does the figure need the outlines of countries?"""
    return any(trace.type in ("scattergeo", "choropleth") for trace in fig.data)


def coastlines() -> str:
    """Plotly asks a server for coastlines unless the page has them already: so it has."""
    file = OUTLINES
    if not file.exists():
        return ""
    return f"<script>window.PlotlyGeoAssets={{topojson:{{world_110m:{file.read_text('utf-8')}}}}};</script>\n"


def asset(name: str) -> str:
    """A file of this folder."""
    return (HERE / name).read_text("utf-8")


def inert(value: object) -> str:
    """JSON that cannot end the script element it stands in, whatever the texts say."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def fact(slide: Slide) -> dict:
    """A slide as deck.js reads it."""
    figure = json.loads(slide.figure.to_json()) if slide.figure is not None else None
    if figure:
        figure["layout"].pop("template", None)
    return {"headline": slide.headline, "lines": list(slide.lines), "notes": slide.notes, "figure": figure}


def write(deck: Deck, out: Path, progress: Progress = silent) -> None:
    """Write the deck to one HTML file."""
    out.write_text(deck_html(deck, progress), "utf-8")
