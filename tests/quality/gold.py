"""The open gold of tests/coder/real: articles, each with the tables that a careful reader made of it.

    read()                  all of them
    read("development")     those whose errors may be looked at
    read("figures")         those that give figures only

What the columns hold stands in the README beside the files.
"""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from lib.batch.work import coded
from lib.schema import CODED, Article, Row

FOLDER = Path(__file__).parents[1] / "coder" / "real"
PARTS = ("development", "figures")


@dataclass(frozen=True)
class Gold:
    """An article and its tables; `events` is None where nobody read it for events."""

    part: str
    article: Article
    topics: list[str]
    persons: list[str]
    meetings: list[Row]
    events: list[Row] | None


def read(part: str = "", folder: Path = FOLDER) -> list[Gold]:
    """Articles of one part, or of both, in order of publication."""
    meetings, events = (_of_articles(folder / f"{table}.jsonl") for table in ("meetings", "events"))
    return [
        Gold(
            row["part"],
            Article(row["id"], row["text"], row["title"], row["published"], row["source"], url=row["url"]),
            row["topics"],
            row["persons"],
            meetings.get(row["id"], []),
            events.get(row["id"], []) if row["events_read"] else None,
        )
        for row in lines(folder / "articles.jsonl")
        if part in ("", row["part"])
    ]


def code(gold: list[Gold]) -> dict[str, list[Row]]:
    """The tables that our coder makes of the articles."""
    found: dict[str, list[Row]] = {table: [] for table in CODED}
    for g in gold:
        records = coded(g.article)
        for table, rows in found.items():
            rows += records[table]
    return found


def part_of(published: str) -> str:
    """The part of an article, by its day of publication: two tellings of one day never stand on both sides."""
    return PARTS[zlib.crc32(published.encode()) % 3 == 0]


def lines(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _of_articles(file: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in lines(file):
        found.setdefault(row["article_id"], []).append(row)
    return found
