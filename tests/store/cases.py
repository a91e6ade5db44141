"""Records as the coder makes them, without the coder: small, and right by the schema."""

import hashlib

from lib.schema import CODER, TABLES, Records

BLANK = {
    "string": "",
    "integer": 0,
    "number": 0.0,
    "boolean": False,
    "date": "",
    "timestamp": "",
    "list": [],
    "records": [],
}


def row(table: str, **values: object) -> dict[str, object]:
    return {column.name: BLANK[column.dtype] for column in TABLES[table].columns} | values


def evidence(article_id: str, text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    where = {"sentence": 0, "start": start, "end": start + len(words), "evidence": words}
    return {"article_id": article_id, "reader": CODER, **where}


def records(
    article_id: str, text: str = "", kind: str = "talks", day: str = "2023-08-20", **article: object
) -> Records:
    """One article with a meeting of Iran and Saudi Arabia, a topic, an actor and an event."""
    text = text or f"Iran and Saudi Arabia held talks in Beijing. No. {article_id}"
    here = evidence(article_id, text, text[:20])
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known = {"language": "en", "words": len(text.split()), "origin": "uploaded", "source": "Agency"}
    dates = {"date_start": day, "date_end": day, "date_precision": "day" if day else "unknown"}
    person = {"name": "Wang Yi", "country": "CHN", "office": "Foreign Minister", "part": "mediator"}
    return {
        "articles": [row("articles", article_id=article_id, text=text, sha256=sha256, **(known | article))],
        "meetings": [
            row("meetings", meeting_id="m1", kind=kind, status="held", parties=["IRN", "SAU"], participants=[person],
                confidence=0.8, **dates, **here)
        ],
        "topics": [row("topics", topic_id="t1", topic="reconciliation", phrase=text[:4], confidence=0.9, **here)],
        "actors": [row("actors", actor_id="IRN", name="Iran", kind="country", country="IRN", mentions=1, **here)],
        "events": [
            row("events", event_id="e1", event_type="CONSULT", quad=1, actor=["IRN", "SAU"], intensity=1.0,
                status="held", meeting_id="m1", confidence=0.7, **dates, **here)
        ],
    }  # fmt: skip
