"""PDF files: their text, page by page, without running heads, page numbers and what a browser prints around a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.loaders import rtl
from lib.loaders.beside import parted
from lib.loaders.source import Source
from lib.loaders.split import is_mark
from lib.loaders.text import clean, dated
from lib.schema import Article

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)
PRINTED = re.compile(  # when and from where a browser printed the page
    r"(?:.{0,200} )?(?:https?|file)://\S+(?: \d{1,4}/\d{1,4})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?: .{0,200})?"
)
DIVIDED = re.compile(  # PDFium's mark of a word divided at the end of a line, or a hyphen there
    r"(?<!\w)(\w++)(?:[\x02\ufffe\u00ad]\s*|[-\u2010]\n)(?=(\w++))"
)
WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
MADE_BY = re.compile(
    r"microsoft word|\.\w{2,4}$|^untitled|^document\d*$|^(?:about|https?|file):", re.I
)  # not a headline

RUNNING = 3  # lines at either end of a page that may be running heads
SHARED = 0.5  # of the pages, above which a line that so many have there is one
HEAD = 80  # characters of one that may tell another number on each page; all chosen by eye


def load(source: Source) -> Iterator[Article]:
    """One PDF is one article; when it was made is no publication date. Raises MJ109, MJ115, MJ117, MJ118."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(source.read())
    except PdfiumError as error:
        code = "MJ115" if "password" in str(error).lower() else "MJ109"
        raise MajlisError(code, name=source.name, reason="no valid PDF") from None
    try:
        if len(document) > source.limits.pages:
            raise MajlisError("MJ117", name=source.name, pages=len(document), limit=source.limits.pages)
        texts = [_text(page.get_textpage()) for page in document]
        pictures = sum(_is_picture(page) for page, (text, _) in zip(document, texts, strict=True) if not text.strip())
        dropped = [line for page in document for line in _remarks(page)]
        title = document.get_metadata_dict().get("Title", "").strip()
    finally:
        document.close()
    kept, running = _without_running_lines([_lines(text) for text, _ in texts])
    dropped += [*running, *(line for _, beside in texts for line in _lines(beside))]
    text = _joined("\n\n".join("\n".join(lines) for lines in kept if lines))
    if not text.strip():
        raise MajlisError("MJ118", name=source.name)
    if pictures:
        source.note("MJ169", count=f"{pictures:,}")
    title = "" if MADE_BY.search(title) else clean(title)
    yield dated(source, clean(text), title=title, left_out="\n".join(dict.fromkeys(dropped)))


def _text(page: PdfTextPage) -> tuple[str, str]:
    """What a page says, and what stands beside it."""
    text, beside = parted(page)
    return (text, beside) if beside else (rtl.text(page), "")


def _is_picture(page: PdfPage) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None


def _remarks(page: PdfPage) -> Iterator[str]:
    """What readers wrote on a page: comments, and notes in its margin."""
    from pypdfium2 import raw

    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        remark = raw.FPDFPage_GetAnnot(page, number)
        size = raw.FPDFAnnot_GetStringValue(remark, b"Contents", None, 0)
        said = (raw.FPDF_WCHAR * (size // 2))()
        raw.FPDFAnnot_GetStringValue(remark, b"Contents", said, size)
        raw.FPDFPage_CloseAnnot(remark)
        yield from _lines(clean(bytes(said).decode("utf-16-le", "replace").rstrip("\0")))


def _lines(text: str) -> list[str]:
    lines = re.split(r"[\r\n]+", text)
    return [line.strip() for line in lines if line.strip()]


def _joined(text: str) -> str:
    """The text with words divided at the end of a line whole again; compound words keep their hyphen: names, numbers, and
    those that the text writes with one elsewhere."""
    known = {word.replace("\u2010", "-").casefold() for word in WORD.findall(text)}

    def join(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        compound = f"{first}-{second}"
        part = second[0].islower() and first[-1].isalpha() and compound.casefold() not in known
        return first if part or f"{first}{second}".casefold() in known else f"{first}-"

    return DIVIDED.sub(join, text)


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without what most of several share at their ends, page numbers and what a browser printed there; and those
    lines."""
    often = Counter(_plain(line) for lines in pages for line in {*map(_plain, _ends(lines))})
    running = {line for line, count in often.items() if len(pages) > 1 and count > SHARED * len(pages)}
    kept, dropped = [], []
    for lines in pages:
        first, last = 0, len(lines)
        while first < last and _runs(lines[first], running):
            first += 1
        while first < last and _runs(lines[last - 1], running):
            last -= 1
        kept.append(lines[first:last])
        dropped += [*lines[:first], *lines[last:]]
    return kept, dropped


def _ends(lines: list[str]) -> Iterable[str]:
    return (*lines[:RUNNING], *lines[-RUNNING:])


def _runs(line: str, running: set[str]) -> bool:
    if is_mark(line):  # each page may end an article
        return False
    return bool(_plain(line) in running or PAGE_NUMBER.match(line) or PRINTED.fullmatch(line))


def _plain(line: str) -> str:
    """The line, whatever numbers stand in it, if it is short."""
    return re.sub(r"\d+", "0", line) if len(line) < HEAD else line
