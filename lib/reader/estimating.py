"""What a reading would take, before anything is sent: words, questions, tokens about, and the price where it is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from lib import coder
from lib.reader.asking import questions
from lib.reader.cache import Cache
from lib.reader.instructions import example
from lib.reader.settings import Settings
from lib.schema import Article

BYTES = 4  # of UTF-8 to a token, about, in whatever script: by what tokenizers' makers tell of English
ROW = 35  # words of an article to a row, about: by the example and our own articles


@dataclass(frozen=True)
class Estimate:
    """`questions` that would be sent, `known` ones that need not; `read` and `written`: tokens, about; `price` None where
    MAJLIS_READER_PRICE does not tell it, in its currency."""

    articles: int
    words: int
    questions: int
    known: int
    read: int
    written: int
    price: float | None


def estimate(articles: Iterable[Article], settings: Settings, cache: Cache | None = None) -> Estimate:
    """Of these articles; what the `cache` knows is not asked again."""
    count = words = known = sent = read = written = 0
    a_row = len(json.dumps(example()[1])) / sum(len(rows) for rows in example()[1].values())
    for article in articles:
        count += 1
        words += len(article.text.split())
        for question in questions(coder.read(article), settings.model):
            if cache and cache.get(question):
                known += 1
                continue
            sent += 1
            read += len(msgspec.json.encode(question.body)) // BYTES
            written += int((1 + len(question.text.split()) / ROW) * a_row) // BYTES
    a, b = settings.price or (0.0, 0.0)
    price = (read * a + written * b) / 1e6 if settings.price else None
    return Estimate(count, words, sent, known, read, written, price)
