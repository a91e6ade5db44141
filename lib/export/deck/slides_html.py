"""A deck as one HTML file that needs nothing else: interactive charts, the same keys, no request.

One copy of plotly.js serves all charts. A content security policy forbids the file to ask anyone for anything.
"""

from __future__ import annotations

import base64
import importlib.util
import json
from html import escape
from pathlib import Path

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from lib.charts import theme
from lib.export.deck.slides import Deck, Progress, Slide, pieces, silent
from lib.paths import FONTS, OUTLINES

HERE = Path(__file__).parent
FONT = "public-sans-latin-wght-normal.woff2"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)


def deck_html(deck: Deck, progress: Progress = silent) -> str:
    """The whole file as text."""
    parts, facts = [], []
    for number, slide in enumerate(deck.slides, 1):
        parts.append(section(slide, number))
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
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(deck.title)}</title>
<style>{fonts()}{asset("deck.css")}</style>
</head>
<body>
<main>
{"".join(parts)}</main>
{controls(len(deck.slides))}
<section id="speaker" aria-label="Speaker view">
<div><div class="clock" id="clock"></div><h2 id="now"></h2></div>
<div class="say" id="say"></div><div class="next" id="next"></div>
</section>
<script type="application/json" id="deck">{inert(data)}</script>
<script>{get_plotlyjs()}</script>
{coastlines() if maps else ""}<script>{asset("deck.js")}</script>
</body>
</html>
"""


def fonts() -> str:
    """The app's two typefaces, carried inside the file: ours, and the serif that Streamlit brings along."""
    spec = importlib.util.find_spec("streamlit")
    media = Path(spec.origin).parent / "static" / "static" / "media" if spec and spec.origin else Path()
    files = {"Public Sans": [FONTS / FONT], "Source Serif": sorted(media.glob("SourceSerif*Roman*.woff2"))}
    rules = []
    for family, found in files.items():
        if found and found[0].exists():
            source = f"url(data:font/woff2;base64,{base64.b64encode(found[0].read_bytes()).decode('ascii')})"
            rules.append(f"@font-face{{font-family:'{family}';font-weight:200 900;src:{source} format('woff2')}}")
    return "".join(rules)


def drawn_on_a_map(fig: go.Figure) -> bool:
    return any(trace.type in ("scattergeo", "choropleth") for trace in fig.data)


def coastlines() -> str:
    """Plotly asks a server for coastlines unless the page has them already: so it has."""
    file = OUTLINES
    if not file.exists():
        return ""
    return f"<script>window.PlotlyGeoAssets={{topojson:{{world_110m:{file.read_text('utf-8')}}}}};</script>\n"


def asset(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def inert(value: object) -> str:
    """JSON that cannot end the script element it stands in, whatever the texts say."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def fact(slide: Slide) -> dict:
    figure = json.loads(slide.figure.to_json()) if slide.figure is not None else None
    if figure:
        figure["layout"].pop("template", None)
    return {"headline": slide.headline, "lines": list(slide.lines), "notes": slide.notes, "figure": figure}


def section(slide: Slide, number: int) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in slide.lines)
    body = ""
    if slide.quote:
        words = "".join(f"<mark>{escape(t)}</mark>" if lit else escape(t) for t, lit in pieces(slide.quote))
        told = slide.quote.attribution if slide.quote.attribution != slide.source else ""
        by = f"<footer>{escape(told)}</footer>" if told else ""
        body = f'<blockquote class="quote"><p>{words}</p>{by}</blockquote>'
    elif slide.figure is not None:
        body = (
            f'<div class="figure" role="figure" aria-label="{escape(slide.alt or slide.headline, quote=True)}"></div>'
        )
    warning = f'<div class="warning">{escape(slide.warning)}</div>' if slide.warning else ""
    notes = f'<div class="notes" hidden>{escape(slide.notes)}</div>' if slide.notes else ""
    source = f'<div class="source">Source: {escape(slide.source)}</div>' if slide.source else ""
    return (
        f'<section class="slide" id="step-{number}" aria-label="Step {number}"><h1>{escape(slide.headline)}</h1>'
        f'<ul class="lines">{lines}</ul>{body}{warning}{source}{notes}</section>\n'
    )


def controls(count: int) -> str:
    dots = "".join(f'<button class="dot" aria-label="Step {i}"></button>' for i in range(1, count + 1))
    return (
        f'<nav aria-label="Steps"><button id="back" aria-label="Back">←</button>{dots}'
        '<button id="on" aria-label="Next">→</button><button id="turn" class="words">Light or dark (T)</button>'
        '<button id="second" class="words">Speaker view (S)</button></nav>'
    )


def write(deck: Deck, out: Path, progress: Progress = silent) -> None:
    out.write_text(deck_html(deck, progress), "utf-8")
