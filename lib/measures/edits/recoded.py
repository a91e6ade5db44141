"""What coding an article anew changes of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.measures.edits.corrections import anchor, find
from lib.schema import CODED, TABLES, Records, Row

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Difference:
    """A row that is `added`, `removed`, or `changed` in these columns; `before` and `after` are empty where it is not there."""

    table: str
    article_id: str
    what: str
    before: Row
    after: Row
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is, or was."""
        return self.after or self.before


def differences(before: Records, after: Records) -> list[Difference]:
    """Between two codings of an article, a table after the other. Numbers that rows have within it do not count."""
    return [each for table in CODED for each in _of_table(table, before[table], after[table])]


def _of_table(table: str, before: list[Row], after: list[Row]) -> Iterator[Difference]:
    old = dict(enumerate(before))
    new = []
    for row in after:
        same = next((n for n, each in old.items() if _told(each, table) == _told(row, table)), None)
        if same is None:
            new.append(row)
        else:
            del old[same]
    for row in new:
        place = _again(row, old, table)
        if place is None:
            yield Difference(table, str(row["article_id"]), ADDED, {}, row)
            continue
        was = old.pop(place)
        columns = tuple(name for name, value in _told(row, table).items() if value != was[name])
        yield Difference(table, str(row["article_id"]), CHANGED, was, row, columns)
    for row in old.values():
        yield Difference(table, str(row["article_id"]), REMOVED, row, {})


def _told(row: Row, table: str) -> Row:
    """What it says, whatever number it has. An actor's identifier is its name."""
    return {name: row[name] for name in TABLES[table].names if name not in (TABLES[table].key, "meeting_id", "rule")}


def _overlap(one: Row, other: Row) -> bool:
    """Do their words lie over each other in the article?"""
    a, b, c, d = (int(str(row[edge])) for row in (one, other) for edge in ("start", "end"))
    return a < d and c < b


def _again(row: Row, old: dict[int, Row], table: str) -> int | None:
    """Which of these the row was: the one with its evidence that says most of the same; an actor by its first words."""
    place = find(anchor(row, table), {n: anchor(each, table) for n, each in old.items()}, table)
    if place is None and table == "actors":
        place = next((n for n, each in old.items() if _overlap(each, row)), None)
    return place
