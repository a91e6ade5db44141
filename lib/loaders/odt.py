"""OpenDocument texts (.odt): what their body says, in its order, and the title in the document's properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.loaders.archive import check_office, office_part
from lib.loaders.markup import tree
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
BLOCKS = (f"{TEXT}p", f"{TEXT}h")
BETWEEN = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
UNSAID = (
    f"{TEXT}tracked-changes",
    f"{TEXT}note-citation",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
)
TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def load(source: Source) -> Iterator[Article]:
    """One document is one article; what was deleted in it, and remarks on it, are kept beside its text. Raises MJ109, MJ119,
    MJ120."""
    archive = check_office(source)
    body = tree(office_part(archive, source, "content.xml"), source)
    left_out = []
    for element in list(body.iter(*UNSAID)):
        left_out += ["".join(_said(block)) for block in element.iter(*BLOCKS)]
        tail = element.tail
        element.clear()  # its place and what stands behind it stay
        element.tail = tail
    blocks = ["".join(_said(block)).strip() for block in body.iter(*BLOCKS)]
    meta = office_part(archive, source, "meta.xml", b"<none/>")
    title = tree(meta, source).findtext(TITLE) or ""
    said, beside = ("\n\n".join(filter(None, blocks)), "\n".join(filter(None, left_out)))
    yield source.article(clean(said), left_out=clean(beside), title=clean(title.strip()))


def _said(element: _Element) -> Iterator[str]:
    """What a paragraph says; paragraphs inside it, as in notes, are blocks of their own."""
    yield element.text or ""
    for child in element:
        if child.tag in BETWEEN:
            yield BETWEEN[child.tag]
        elif child.tag not in BLOCKS:
            yield from _said(child)
        yield child.tail or ""
