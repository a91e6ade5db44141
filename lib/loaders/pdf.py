"""PDF files: their text, page by page, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)
HYPHENATED = re.compile("[\ufffe\u00ad]\n?")  # PDFium's mark of a word divided at the end of a line
MADE_BY = re.compile(r"microsoft word|\.\w{2,4}$|^untitled|^document\d*$", re.I)  # not a headline

SEVERAL = 3  # pages from which on a line that most of them share is a running head
MOST = 0.5  # share of the pages that share it; both chosen by eye


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
        pages = [_lines(page.get_textpage().get_text_bounded()) for page in document]
        title = document.get_metadata_dict().get("Title", "").strip()
    finally:
        document.close()
    text = "\n\n".join("\n".join(lines) for lines in _without_running_lines(pages) if lines)
    if not text.strip():
        raise MajlisError("MJ118", name=source.name)
    yield source.article(clean(text), title="" if MADE_BY.search(title) else clean(title))


def _lines(text: str) -> list[str]:
    text = HYPHENATED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [line.strip() for line in text.split("\n") if line.strip()]


def _without_running_lines(pages: list[list[str]]) -> Iterator[list[str]]:
    """Drop page numbers, and first or last lines that most of three or more pages share."""
    ends = Counter(line for lines in pages for line in {*lines[:1], *lines[-1:]})
    running = {line for line, count in ends.items() if len(pages) >= SEVERAL and count > MOST * len(pages)}
    for lines in pages:
        while lines and (lines[0] in running or PAGE_NUMBER.match(lines[0])):
            lines = lines[1:]
        while lines and (lines[-1] in running or PAGE_NUMBER.match(lines[-1])):
            lines = lines[:-1]
        yield lines
