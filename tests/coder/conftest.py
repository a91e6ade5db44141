"""What the coder's tests share: an article from a text, coded."""

from pathlib import Path

import pytest

from lib.coder import code
from lib.coder.document import Document, read
from lib.schema import Article

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture
def reading():
    """Text -> Document."""

    def read_text(text: str, day: str = "2024-05-20", source: str = "", title: str = "") -> Document:
        return read(Article("a", text, title, day, source))

    return read_text


@pytest.fixture
def coding():
    """Text -> records."""

    def code_text(text: str, day: str = "2024-05-20", source: str = "", title: str = ""):
        return code(Article("a", text, title, day, source))

    return code_text
