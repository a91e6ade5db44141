"""Word documents (.docx): paragraphs and tables in their order, and the title in the document's properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.loaders.archive import check_office
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

if TYPE_CHECKING:
    from docx.document import Document


def load(source: Source) -> Iterator[Article]:
    """One document is one article; when it was saved is no publication date. Raises MJ119, MJ120."""
    data = source.read()
    check_office(source)
    import docx

    document = docx.Document(io.BytesIO(data))
    text = "\n\n".join(block for block in _blocks(document) if block.strip())
    yield source.article(clean(text), title=clean(document.core_properties.title or ""))


def _blocks(document: Document) -> Iterator[str]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield "\t".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield item.text
