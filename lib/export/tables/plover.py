"""Events as JSON in the manner of PLOVER's coded events: type, mode, actors and recipients, dates, source, quotation."""

import json

from lib.columns import items
from lib.export.tables.about import About, Rows
from lib.schema import Row

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def plover(rows: Rows, about: About) -> bytes:
    """{"metadata": {...}, "events": [...]}; an event's identifier is <article_id>/<event_id>. Needs events; takes
    sources from articles and participants from meetings where these are there."""
    articles = {row["article_id"]: row for row in rows.get("articles", ())}
    meetings = {(row["article_id"], row["meeting_id"]): row for row in rows.get("meetings", ())}
    events = [_event(row, articles, meetings) for row in rows["events"]]
    metadata = {"scheme": "PLOVER 2.0 (draft), JSON in its manner", **about.facts({"events": rows["events"]})}
    return json.dumps({"metadata": metadata, "events": events}, ensure_ascii=False, indent=1).encode()


def _event(row: Row, articles: dict, meetings: dict) -> dict[str, object]:
    article = articles.get(row["article_id"], {})
    meeting = meetings.get((row["article_id"], row["meeting_id"]), {})
    return {
        "id": f"{row['article_id']}/{row['event_id']}",
        "event_type": row["event_type"],
        "mode": row["mode"] or None,
        "quad": {"code": row["quad"], "name": QUADS.get(int(str(row["quad"])))},
        "date": row["date_start"] or None,
        "date_end": row["date_end"] or None,
        "date_precision": row["date_precision"],
        "actors": [{"code": code} for code in items(row["actor"])],
        "recipients": [{"code": code} for code in items(row["recipient"])],
        "participants": meeting.get("participants", []),
        "status": row["status"],
        "stage": row["stage"] or None,
        "intensity": row["intensity"],
        "confidence": row["confidence"],
        "location": row["place"] or None,
        "reported_by": row["speaker"] or None,
        "text": row["evidence"],
        "source": {
            "article_id": row["article_id"],
            "publisher": article.get("source") or None,
            "published": article.get("published") or None,
            "url": article.get("url") or None,
            "sentence": row["sentence"],
            "start": row["start"],
            "end": row["end"],
        },
    }
