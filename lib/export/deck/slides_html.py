"""A deck as one page: deck.html with its charts, notes and evidence, played by deck.js. As a file it needs nothing else;
our server serves the same page (lib/ui/present/stage.py), its two scripts apart.

One copy of plotly.js serves all charts. A content security policy forbids the page to ask anyone else for anything.
Whatever the texts say is escaped by the template.
"""

import base64
import importlib.util
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import plotly.graph_objects as go
from jinja2 import Environment
from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from lib.charts import theme
from lib.charts.labels import TIERS, narrow
from lib.export.deck.slides import MOST, Deck, Progress, Slide, pieces, silent
from lib.paths import FONTS, OUTLINES

HERE = Path(__file__).parent
SHELL = Environment(autoescape=True, keep_trailing_newline=True)
# The head goes out before the steps are drawn
HEAD, PAGE = map(SHELL.from_string, (HERE / "deck.html").read_text("utf-8").split("<!-- steps -->"))


def deck_html(deck: Deck, progress: Progress = silent) -> str:
    """The whole file as text."""
    return head(deck.title) + steps(deck, progress=progress)


def head(title: str, served: Mapping[str, str] | None = None) -> str:
    """What stands before the steps. served: the addresses of the `scripts`, of a deck that our server serves; in a file
    they stand in it."""
    below = (f"@container (min-width: {w}px) {{ .below-{w} {{ display: none; }} }}" for w in TIERS[1:])
    return HEAD.render(title=title, css=asset("deck.css") + narrow(".drawn") + "".join(below), served=served)


def steps(deck: Deck, story: str = "", plotly: str = "", progress: Progress = silent) -> str:
    """The rest. Of a deck that our server serves: the name by which it knows the story, and the address of plotly.js."""
    facts = []
    for number, slide in enumerate(deck.slides, 1):
        facts.append(fact(slide))
        progress(number, len(deck.slides))
    looks = {"light": theme.template(False), "dark": theme.template(True)}
    maps = any(slide.figure is not None and drawn_on_a_map(slide.figure) for slide in deck.slides)
    data = {
        "title": deck.title,
        "story": story,
        "plotly": plotly,
        "slides": facts,
        "proofs": {key: asdict(proof) for key, proof in deck.proofs.items()},
        "most": MOST,
        "templates": {name: json.loads(json.dumps(look, cls=PlotlyJSONEncoder)) for name, look in looks.items()},
        "dark": theme.DARK,
        "outlines": outlines() if maps else None,
    }
    said = {"deck": deck, "story": story, "pieces": pieces, "key": key, "data": inert(data), "inline": ()}
    return PAGE.render(said | {"fonts": fonts(PAGE.render(said)), "inline": () if story else scripts().values()})


def key(slide: Slide) -> list[tuple[int, str, int]]:
    """The numbers of the chart with their names, and the width in px from which on the chart has room for the name; 0 where
    it never has."""
    return (slide.figure.layout.meta or {}).get("key", []) if slide.figure is not None else []


def scripts() -> dict[str, str]:
    """What draws and plays a deck."""
    return {"deck.js": asset("deck.js"), "plotly.js": get_plotlyjs()}


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


def map_script(figures: Iterable[go.Figure]) -> str:
    """The outlines for a page of figures, "" where no map is among them."""
    assets = f"window.PlotlyGeoAssets = {{topojson: {{world_110m: {json.dumps(outlines())}}}}}"
    return f"<script>{assets}</script>" if any(map(drawn_on_a_map, figures)) else ""


def outlines() -> dict | None:
    """Of countries: Plotly asks a server for them unless the page has them already; so it has."""
    return json.loads(OUTLINES.read_bytes()) if OUTLINES.exists() else None


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
