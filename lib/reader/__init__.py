"""A second reader: any language model the analyst already has, held to the text. Off unless MAJLIS_READER_URL names one.

    reading = read(article)                      what the model reads: rows, refused ones with reasons, doubts
    comparison = compare(records, reading)       the coder's records beside it: agreed, one reader's alone, differing
    records = stand(comparison, "either")        the rows that stand, `reader` telling whose they are
    estimate(articles)                           questions, tokens and price, before anything is sent

`records` are those of lib.coder.code (or of the store), and `article` is made of them by `article_of`, so that both readers
count in one text. An answer is data: a row enters only if its quote stands in the article word for word, its sides, names and
place are named there, and its date follows from its words by our own reckoning (held.py, checking.py). Nothing here is
imported, and nothing leaves the machine, unless one of these is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from lib import schema
from lib.schema import Article, Records, Row

if TYPE_CHECKING:
    from lib.reader.cache import Asker
    from lib.reader.comparing import Comparison
    from lib.reader.estimating import Estimate
    from lib.reader.reading import Ask
    from lib.reader.record import Reading
    from lib.reader.settings import Settings


def article_of(row: Row) -> Article:
    """The article of a row of its table, with the very text that the row's offsets count in."""
    return replace(schema.article_of(row), title="")


def asker(settings: Settings | None = None) -> Asker:
    """What asks the model of the settings, and keeps its answers in the data folder. Raises MJ801, MJ809."""
    from lib.errors import MajlisError
    from lib.reader.cache import Asker
    from lib.reader.endpoint import Endpoint
    from lib.reader.settings import Settings

    settings = settings or Settings.from_environment()
    if not settings.url:
        raise MajlisError("MJ809")
    return Asker(Endpoint(settings))


def read(article: Article, ask: Ask | None = None, settings: Settings | None = None) -> Reading:
    """What the model reads in an article. Parts that got no answer are left out, and told by `problem`. One `ask` serves
    many articles: it stops asking once nobody answers."""
    from lib.reader import reading
    from lib.reader.settings import Settings

    settings = settings or Settings.from_environment()
    return reading.read(article, ask or asker(settings), settings)


def compare(records: Records, reading: Reading) -> Comparison:
    """The coder's records of an article beside what the model read in it."""
    from lib.reader import comparing

    return comparing.compare(records, reading)


def stand(comparison: Comparison, which: str = "") -> Records:
    """The article's records with the rows of `which`: coder, model, agreed or either; by default as MAJLIS_READER_STANDS
    says. Those of the coder alone are its records, unchanged."""
    from lib.reader import comparing
    from lib.reader.settings import Settings

    return comparing.stand(comparison, which or Settings.from_environment().stands)


def estimate(articles: Iterable[Article], settings: Settings | None = None) -> Estimate:
    """What reading them would take, answers that are kept left out. Nothing is sent."""
    from lib.reader import estimating
    from lib.reader.cache import Cache
    from lib.reader.settings import Settings

    return estimating.estimate(articles, settings or Settings.from_environment(), Cache())
