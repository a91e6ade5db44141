"""A deck as PDF: the HTML file printed by the Chromium or Chrome of this machine, text as text, charts as lines."""

import tempfile
from pathlib import Path

from lib.errors import MajlisError
from lib.export.deck import chromium, slides_html
from lib.export.deck.slides import Deck, Progress, silent
from lib.paths import TEMPORARY


def write(deck: Deck, out: Path, progress: Progress = silent) -> None:
    """One page a step. MajlisError MJ608 without a browser, MJ610 when it fails to print."""
    if not chromium.find():
        raise MajlisError("MJ608")
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        page = Path(folder) / "deck.html"
        slides_html.write(deck, page, progress)
        chromium.print_pdf(page, out, "#print")
