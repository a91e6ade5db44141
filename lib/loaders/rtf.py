"""Rich text (.rtf)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article


def load(source: Source) -> Iterator[Article]:
    """The article of a rich-text file: its text, without a title or date of its own."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(source.read().decode("latin-1"), errors="replace")
    yield source.article(clean(text))
