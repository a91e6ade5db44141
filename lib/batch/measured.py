"""How well the coder, a model, and what both agree on do against tables of a careful reader: the user's own corrected
articles, and the open gold that comes with the tests."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib import reader
from lib.batch.work import coded
from lib.measures.matching import counted, same_event, same_meeting, surname
from lib.paths import ROOT, kept, private
from lib.reader.reading import Ask
from lib.reader.settings import STANDS, Settings
from lib.schema import CODED, Article, Made, Records, Row, now

GOLD = ROOT / "tests" / "coder" / "real"
LAST = "measured.json"  # in the folder of what is kept
MET = ("held", "planned", "proposed", "cancelled")  # statuses of events that are counted
Counts = tuple[int, int, int]  # right, wanted, made
Figures = dict[tuple[str, str], Counts]  # (reader, table) -> counts


@dataclass(frozen=True)
class Wanted:
    """An article and its tables by a careful reader; `events` is None where nobody read it for events."""

    article: Article
    meetings: list[Made]
    events: list[Made] | None
    topics: set[str]
    people: set[str]


def open_gold(folder: Path = GOLD) -> Iterator[Wanted]:
    """The articles of the open gold; none where it did not come along."""
    if not (folder / "articles.jsonl").is_file():
        return
    meetings, events = (_of_articles(folder / f"{table}.jsonl") for table in ("meetings", "events"))
    for row in _lines(folder / "articles.jsonl"):
        name = row["id"]
        yield Wanted(
            Article(name, row["text"], row["title"], row["published"], row["source"], url=row["url"]),
            meetings.get(name, []),
            events.get(name, []) if row["events_read"] else None,
            set(row["topics"]),
            set(row["persons"]),
        )


def corrected(tables: dict[str, list[Row]], names: set[str]) -> Iterator[Wanted]:
    """The articles of these names, with the rows of their tables as they stand."""
    of = {t: [row for row in tables[t] if row["article_id"] in names] for t in CODED}
    for row in (row for row in tables["articles"] if row["article_id"] in names):
        mine: dict[str, list[Made]] = {t: [r for r in of[t] if r["article_id"] == row["article_id"]] for t in CODED}
        people = {str(actor["name"]) for actor in mine["actors"] if actor["kind"] == "person"}
        yield Wanted(
            reader.article_of(row), mine["meetings"], mine["events"], {t["topic"] for t in mine["topics"]}, people
        )


def measure(wanted: Iterable[Wanted], ask: Ask, settings: Settings) -> tuple[Figures, int]:
    """The counts of each reader and table, and how many articles were read; those without an answer are left out."""
    figures: Figures = {}
    read = 0
    for each in wanted:
        records = coded(each.article)
        reading = reader.read(reader.article_of(records["articles"][0]), ask, settings)
        if reading.problem:
            continue
        read += 1
        compared = reader.compare(records, reading)
        for who in STANDS:
            for table, counts in _counts(each, reader.stand(compared, who)):
                before = figures.get((who, table), (0, 0, 0))
                figures[who, table] = before[0] + counts[0], before[1] + counts[1], before[2] + counts[2]
    return figures, read


def keep(model: str, parts: dict[str, tuple[Figures, int]]) -> None:
    """Write down what was measured, part -> figures and articles read, for the Method page."""
    told = {
        what: {"articles": read, "figures": [[who, table, *counts] for (who, table), counts in figures.items()]}
        for what, (figures, read) in parts.items()
    }
    private(kept() / LAST)
    (kept() / LAST).write_text(json.dumps({"on": now()[:10], "model": model, "parts": told}), "utf-8")


def last() -> tuple[str, str, dict[str, tuple[Figures, int]]] | None:
    """(day, model, parts) of what was measured here last, as `keep` was given it; None where nothing was, or it cannot be
    read."""
    try:
        told = json.loads((kept() / LAST).read_text("utf-8"))
        parts = {
            what: ({(who, table): (a, b, c) for who, table, a, b, c in part["figures"]}, part["articles"])
            for what, part in told["parts"].items()
        }
        return told["on"], told["model"], parts
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _counts(each: Wanted, found: Records) -> Iterator[tuple[str, Counts]]:
    yield "meetings", counted(each.meetings, found["meetings"], same_meeting)
    if each.events is not None:
        wanted, made = ([row for row in some if row["status"] in MET] for some in (each.events, found["events"]))
        yield "events", counted(wanted, made, same_event)
    yield "topics", _shared(each.topics, {str(row["topic"]) for row in found["topics"]})
    named = {surname(str(row["name"])) for row in found["actors"] if row["kind"] == "person"}
    yield "people", _shared({surname(name) for name in each.people}, named)


def _shared(wanted: set[str], made: set[str]) -> Counts:
    return len(wanted & made), len(wanted), len(made)


def _lines(file: Path) -> Iterator[Made]:
    return map(json.loads, file.read_text("utf-8").splitlines())


def _of_articles(file: Path) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for row in _lines(file):
        found.setdefault(row["article_id"], []).append(row)
    return found
