"""Article -> records: sentences, dates, mentions, meetings, topics, actors, events.

    records = code(article)     {"articles": [row], "meetings": [...], "topics": [...], "actors": [...], "events": [...]}

Pure and deterministic: the same article gives the same records, whatever was coded before. The codebook is read
once a process. Every row quotes its evidence: article.text[start:end] == evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.schema import Article, Records, Row, dated, fingerprint

if TYPE_CHECKING:
    from lib.coder.document import Document


def code(article: Article) -> Records:
    """Records of one article: rows as in lib/schema.py, dates as ISO strings ("" unknown), with cue and rule.

    >>> records = code(Article("a1", "Faisal bin Farhan met his Iranian counterpart in Beijing on 6 April 2023."))
    >>> [(row["kind"], row["parties"], row["date_start"], row["place"]) for row in records["meetings"]]
    [('meeting', ['SAU', 'IRN'], '2023-04-06', 'Beijing')]
    """
    return records(read(article))


def records(doc: Document) -> Records:
    """Those of an article that is read."""
    from lib.coder import languages
    from lib.coder.actors import actors
    from lib.coder.events.read import events
    from lib.coder.meetings.read import meetings
    from lib.coder.topics import topics

    if isinstance(doc, languages.Reading):
        met = languages.meetings(doc)
        told, discussed = languages.events(doc, met), topics(doc, languages.topic_phrases(doc))
    else:
        met = meetings(doc)
        told, discussed = events(doc, met), topics(doc)
    return {
        "articles": [_article_row(doc)],
        "meetings": met,
        "topics": discussed,
        "actors": actors(doc),
        "events": told,
    }


def read(article: Article) -> Document:
    """The article as the coder sees it, by the rules of its language; in a language it does not know, as English."""
    from lib.coder import document, languages

    spoken = languages.language(article.language)
    return languages.read(article, spoken) if spoken else document.read(article)


def _article_row(doc: Document) -> Row:
    article, head = doc.article, doc.header
    return {
        "article_id": article.article_id, "title": head.title, "source": head.source, "author": head.author,
        **dated(head.published), "published_from": head.published_from, "dateline_place": head.dateline_place, "language": article.language or "en",
        "url": article.url, "text": article.text, "words": len(article.text.split()), "origin": article.origin,
        "sha256": fingerprint(article.text), "added_at": article.added_at,
    }  # fmt: skip
