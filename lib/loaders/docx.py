"""Word documents (.docx, and .docm with macros, which are never run): all that their body and notes say, in its order, and the title in the document's properties; what
was struck or hidden, and what stands in margins, is kept beside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from lib.loaders.archive import check_office
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_Tc
    from docx.oxml.xmlchemy import BaseOxmlElement

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, RUN, ROW, CELL = f"{WORD}p", f"{WORD}r", f"{WORD}tr", f"{WORD}tc"
SAID_ELSEWHERE = (  # text that was moved away, and the same text box again, for old programs
    f"{WORD}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
NOTES = ("/footnotes", "/endnotes")
BESIDE = ("/header", "/footer", "/comments")


def load(source: Source) -> Iterator[Article]:
    """One document is one article; when it was saved is no publication date. Raises MJ119, MJ120."""
    data = source.read()
    check_office(source)
    import docx.package
    from docx.opc.part import PartFactory
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for[WITH_MACROS] = DocumentPart
    document = cast(DocumentPart, docx.package.Package.open(io.BytesIO(data)).main_document_part).document
    body = document.element.body
    text = "\n\n".join(block for part in (body, *_parts(document, NOTES)) for block in _blocks(part) if block.strip())
    beside = [block.strip() for part in _parts(document, BESIDE) for block in _blocks(part)]
    left_out = "\n".join(filter(None, dict.fromkeys((*beside, *_unseen(body)))))
    yield source.article(clean(text), left_out=clean(left_out), title=clean(document.core_properties.title or ""))


def _parts(document: Document, kinds: tuple[str, ...]) -> Iterator[BaseOxmlElement]:
    from docx.oxml import parse_xml

    for link in document.part.rels.values():
        if not link.is_external and link.reltype.endswith(kinds):
            yield parse_xml(link.target_part.blob)


def _unseen(body: BaseOxmlElement) -> Iterator[str]:
    """What was struck from the text, paragraph by paragraph, or is hidden in it."""
    for paragraph in body.iter(PARAGRAPH):
        yield "".join(each.text or "" for each in paragraph.iter(f"{WORD}delText")).strip()
        yield "".join(run.text for run in paragraph.iter(RUN) if _is_hidden(run)).strip()


def _is_hidden(run: BaseOxmlElement) -> bool:
    mark = run.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and mark.get(f"{WORD}val") not in ("0", "false")


def _blocks(element: Iterable[BaseOxmlElement]) -> Iterator[str]:
    """Paragraphs, with the text boxes in them, and rows of tables, a tab between their cells; at any depth of what else
    holds them: forms, tracked changes, tables in tables."""
    row: dict[int, str] = {}
    for child in element:
        if child.tag == ROW:
            row = _row(child, row)
            yield "\t".join(row.values())
            continue
        if child.tag == PARAGRAPH:
            yield "".join(_runs(child))
        if child.tag not in SAID_ELSEWHERE:
            yield from _blocks(child)


def _row(row: BaseOxmlElement, above: Mapping[int, str]) -> dict[int, str]:
    """What the cells of a row say, by the column in which each begins; one that is merged with the one above is that one."""
    found: dict[int, str] = {}
    column = cast("CT_Row", row).grid_before
    for cell in _cells(row):
        merged = cell.vMerge == "continue" and column in above
        found[column] = above[column] if merged else "\n".join(_blocks(cell)).strip()
        column += max(cell.grid_span, 1)
    return found


def _cells(row: Iterable[BaseOxmlElement]) -> Iterator[CT_Tc]:
    for child in row:
        if child.tag == CELL:
            yield cast("CT_Tc", child)
        else:
            yield from _cells(child)


def _runs(element: Iterable[BaseOxmlElement]) -> Iterator[str]:
    """What a paragraph says, links and tracked insertions too."""
    for child in element:
        if child.tag == RUN:
            yield "" if _is_hidden(child) else child.text
        elif child.tag != PARAGRAPH and child.tag not in SAID_ELSEWHERE:
            yield from _runs(child)
