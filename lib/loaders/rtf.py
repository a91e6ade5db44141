"""Rich text (.rtf)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article


def load(source: Source) -> Iterator[Article]:
    """One file is one article."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(source.read().decode("latin-1"), errors="replace")
    yield source.article(clean(text))
