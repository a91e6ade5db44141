"""A drawn story as a file to hand out: the ending of its name decides between PPTX, HTML and PDF."""

from pathlib import Path

from lib.errors import MajlisError
from lib.export.deck import brief, chromium, slides_html
from lib.export.deck.slides import Deck, Progress, silent

ENDINGS = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".html": "text/html",
    ".pdf": "application/pdf",
    brief.ENDING: "application/pdf",
}


def write(deck: Deck, out: Path, progress: Progress = silent, template: bytes = b"", link: str = "") -> list[str]:
    """Write the file; returns what could not be done as wished, in words. template: a .potx or .pptx whose master and layouts
    slides get; link: the address of the story, for a brief. MajlisError MJ608 to MJ611."""
    ending = out.suffix.lower()
    if out.name.lower().endswith(brief.ENDING):
        brief.write(deck, out, progress, link)
        return []
    if ending not in ENDINGS:
        raise MajlisError("MJ609", ending=ending or "a file without an ending")
    if ending == ".pptx":
        from lib.export.deck import slides_pptx

        return slides_pptx.write(deck, out, progress, template)
    if ending == ".html":
        slides_html.write(deck, out, progress)
        return []
    if not chromium.find():  # told before the steps are drawn
        raise MajlisError("MJ608")
    chromium.print_pdf(slides_html.deck_html(deck, progress), out, "#print")
    return []
