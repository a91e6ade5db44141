"""Two readers, one table: the coder's rows and a model's, matched as occasions are, and which of them stand."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lib.measures.matching import matched, same_event, same_meeting, same_person
from lib.reader.instructions import chances
from lib.reader.record import Reading
from lib.schema import CODED, TABLES, Made, Records, Row

COMPARED = {  # columns in which two tellings of one occasion can differ
    "meetings": ("kind", "status", "date_start", "date_end", "place_country", "parties", "main"),
    "topics": (),
    "actors": ("country", "office"),
    "events": ("event_type", "mode", "actor", "recipient", "status", "date_start", "date_end"),
}
LISTS = ("parties", "actor", "recipient")  # whose order tells nothing


@dataclass(frozen=True)
class Pair:
    """One occasion as the coder and as the model have it, None where one of them has not; `differing`: the columns in
    which they disagree."""

    table: str
    coder: Made | None
    model: Made | None
    differing: tuple[str, ...] = ()

    @property
    def told_by(self) -> str:
        """coder, model or both."""
        return "both" if self.coder and self.model else "coder" if self.coder else "model"

    @property
    def alike(self) -> bool:
        """Do both tell it, and the same?"""
        return self.told_by == "both" and not self.differing


@dataclass(frozen=True)
class Comparison:
    """An article by both readers; `pairs`: every row of the coder, then those of the model alone. Of a topic that both
    name, each mention of the coder's is a pair."""

    records: Records
    reading: Reading
    pairs: list[Pair]

    @property
    def differences(self) -> list[Pair]:
        """What both tell otherwise, then what one of them alone tells; nothing where the model did not read all."""
        if self.reading.problem:
            return []
        found = [pair for pair in self.pairs if not pair.alike]
        return sorted(found, key=lambda pair: pair.told_by != "both")


def compare(records: Records, reading: Reading) -> Comparison:
    """The coder's records of an article beside what a model read in it."""
    pairs = [pair for table in CODED for pair in _pairs(table, records[table], reading.rows[table])]
    return Comparison(records, reading, pairs)


def _pairs(table: str, coded: list[Row], read: list[Made]) -> Iterable[Pair]:
    found = matched(coded, read, LIKE[table])
    if table == "topics":  # each mention of a topic that the model tells too, wherever it does
        known = {row["topic"]: n for n, row in reversed([*enumerate(read)])}
        found = {n: found.get(n, known[row["topic"]]) for n, row in enumerate(coded) if row["topic"] in known}
    for n, row in enumerate(coded):
        other = read[found[n]] if n in found else None
        yield Pair(table, row, other, _differing(table, row, other) if other else ())
    told = {*found.values()}
    there = {row["topic"] for row in coded} if table == "topics" else set()
    yield from (Pair(table, None, row) for n, row in enumerate(read) if n not in told and row.get("topic") not in there)


def _differing(table: str, a: Made, b: Made) -> tuple[str, ...]:
    return tuple(name for name in COMPARED[table] if _value(a, name) != _value(b, name))


def _value(row: Made, name: str) -> object:
    return sorted(row[name]) if name in LISTS else row[name]


def _same_event(a: Made, b: Made) -> float:
    days = (
        not a["date_start"]
        or not b["date_start"]
        or (a["date_start"] <= b["date_end"] and b["date_start"] <= a["date_end"])
    )
    return same_event(a, b) * days + 0.1 * (days and a["sentence"] == b["sentence"] and bool(same_event(a, b)))


def _same_actor(a: Made, b: Made) -> float:
    if a["kind"] != "person" or b["kind"] != "person":
        return float(a["actor_id"] == b["actor_id"])
    return (a["actor_id"] == b["actor_id"]) + float(same_person(a, b) and a["country"] in (b["country"], ""))


LIKE: dict[str, Callable[[Made, Made], float]] = {
    "meetings": same_meeting,
    "topics": lambda a, b: float(a["topic"] == b["topic"] and a["start"] < b["end"] and b["start"] < a["end"]),
    "actors": _same_actor,
    "events": _same_event,
}


# ---------------------------------------------------------------- whose rows stand
def stand(comparison: Comparison, which: str) -> Records:
    """The article's records with the rows of `which`: coder (as they are), model, agreed or either.

    A row that both tell is the coder's (with `model` the model's), of both readers, and as sure as data/reader/chances.csv
    has it or surer. Rows that only the model tells get identifiers that the coder's leave free.
    """
    if which == "coder":
        return comparison.records
    standing = {table: chosen([p for p in comparison.pairs if p.table == table], which) for table in CODED}
    known: dict[str, str] = {}  # identifier of the model's meeting -> of the row that stands for it
    records = {"articles": comparison.records["articles"]}
    for table, pairs in standing.items():
        key, taken = TABLES[table].key, {str(row[TABLES[table].key]) for row in comparison.records[table]}
        free = (name for n in itertools.count(1) if (name := f"{table[0]}{n}") not in taken)
        rows = [_row(pair, which) for pair in pairs]
        if table != "actors" and which != "model":
            rows = [row if pair.coder else {**row, key: next(free)} for row, pair in zip(rows, pairs, strict=True)]
        if table == "meetings":
            known = {str(p.model[key]): str(row[key]) for row, p in zip(rows, pairs, strict=True) if p.model}
        records[table] = rows
    there = {row["meeting_id"] for row in records["meetings"]}
    for row, pair in zip(records["events"], standing["events"], strict=True):
        meeting = str(row["meeting_id"])
        meeting = meeting if pair.coder and which != "model" else known.get(meeting, "")
        row["meeting_id"] = meeting if meeting in there else ""
    return records


def chosen(pairs: list[Pair], which: str) -> list[Pair]:
    """Those whose rows stand, of one article; by the model each of its rows once."""
    if which != "model":
        return [p for p in pairs if which == "either" or p.told_by in ("both", which)]
    return [*{id(p.model): p for p in reversed(pairs) if p.model}.values()][::-1]


def _row(pair: Pair, which: str) -> Made:
    row = dict((pair.model if which == "model" else pair.coder) or pair.coder or pair.model or {})
    if pair.coder and pair.model:
        row["reader"] = f"{pair.coder['reader']}+{pair.model['reader']}"
        row["confidence"] = max(float(row["confidence"]), chances()["both"])
    return row
