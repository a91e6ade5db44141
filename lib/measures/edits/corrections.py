"""Readers' corrections, laid over coded rows. They are kept apart from the rows, so re-coding does not lose them.

A correction names its row by an anchor: where its evidence stands in the article and what the row said when the
coder made it. A row coded anew is the same row if it quotes the same evidence (or, in the same sentence,
overlapping evidence) and says at least half of the same. Without such a row the correction rests, and is listed so.

It also names the row it saw, by `seen`: a word for all that the row said then, and how it had been judged. A row that is
another by then is not judged, and a correction that later ones rely on is not undone (lib/store/correcting.py).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from lib.codebook import score, stages
from lib.errors import MajlisError
from lib.schema import HAND, TABLES, Cell, Row

CHANGE, DELETE, ACCEPT, ADD = "change", "delete", "accept", "add"
SETTLE = "settle"  # a difference from another coding was looked at (agreement.py); by itself it changes nothing
ACTIONS = (CHANGE, DELETE, ACCEPT, ADD, SETTLE)
FILL = "fill"  # what is known of an article filled in from a copy; see details.py
STATES = {CHANGE: "corrected", DELETE: "deleted", ACCEPT: "accepted", ADD: "added", SETTLE: "settled"}
IDENTITY = {  # what makes a row the row it is, beside its evidence
    "meetings": ("kind", "parties", "date_start"),
    "topics": ("topic", "phrase"),
    "actors": ("actor_id", "name"),
    "events": ("event_type", "actor", "recipient"),
}
FIXED = ("article_id", "sentence", "start", "end", "evidence", "reader", "cue", "rule")  # of a row, never corrected
SAME = 0.5  # least share of IDENTITY that a row coded anew has in common with the one corrected; chosen by eye
Columns = dict[str, list[Cell]]


@dataclass(frozen=True)
class Correction:
    """One change to one row. `anchor`: which row, and as what it was `seen` (see `anchor` and `seen` below); `old` and `new`: the
    values of `column`. Where a row is added, `new` is that row; where a difference is settled, the row of the other coder.

    Corrections made in one go share a `step`. `made_at` is UTC; an undone one is kept, and does nothing.
    """

    table: str
    article_id: str
    anchor: Row
    action: str
    column: str = ""
    old: Cell = None
    new: Cell | Row = None
    author: str = ""
    made_at: str = ""
    step: int = 0
    undone: bool = False

    @property
    def cell(self) -> Cell:
        """The new value of a corrected column."""
        return None if isinstance(self.new, dict) else self.new

    @property
    def row(self) -> Row:
        """The row that is added, with all columns of its table."""
        given = {"reader": HAND, **(self.new if isinstance(self.new, dict) else {})}
        return {name: given.get(name, "") for name in TABLES[self.table].names}


@dataclass(frozen=True)
class Overlaid:
    """A table with its corrections applied. `columns`: its values, deleted rows still among them; `states`: of each row, one of
    STATES, "" where nobody touched it; `anchors`: place of a row -> its anchor, in articles that are corrected or asked about;
    `resting`: corrections that find no row any more; `found`: the others in articles asked about, each with the `seen` of its row
    before the step."""

    columns: Columns
    states: list[str]
    anchors: dict[int, Row]
    resting: list[Correction]
    found: list[tuple[Correction, str]]

    def settled(self) -> Columns:
        """The columns of the table as corrected, without the rows a correction deleted."""
        if "deleted" not in self.states:
            return self.columns
        kept = [n for n, state in enumerate(self.states) if state != "deleted"]
        return {name: [values[n] for n in kept] for name, values in self.columns.items()}


def anchor(row: Row, table: str) -> Row:
    """What finds the row again: {"id", "sentence", "start", "end", "evidence", and what makes it the row it is}."""
    names = ("sentence", "start", "end", "evidence", *IDENTITY[table])
    return {"id": row[TABLES[table].key], **{name: row[name] for name in names}}


def seen(row: Row, state: str, table: str) -> str:
    """A word for what a row says, and how it is judged; the same whatever it and its article are called."""
    told = {name: row[name] for name in TABLES[table].names if name not in ("article_id", TABLES[table].key)}
    return hashlib.sha256(json.dumps([state, told], sort_keys=True).encode()).hexdigest()[:16]


def overlay(columns: Columns, table: str, corrections: Iterable[Correction], about: Iterable[str] = ()) -> Overlaid:
    """Lay the corrections of a table, oldest first, over its columns as read; only the rows they name are touched.

    Rows of the articles in `about` get their anchors even if nothing is corrected in them, with what is `seen` of them.
    """
    about = set(about)
    live = sorted(
        (c for c in corrections if c.table == table and not c.undone and c.action != SETTLE), key=lambda c: c.step
    )
    columns = {name: list(columns[name]) for name in TABLES[table].names}
    states = [""] * len(columns["article_id"])
    resting: list[Correction] = []
    rows = _rows(columns, table, {c.article_id for c in live} | about)
    over = Overlaid(columns, states, {}, resting, [])
    before: dict[tuple[int, int], str] = {}  # step and place -> what was seen there
    for each in live:
        if each.action == ADD:
            row = each.row
            rows[each.article_id][len(states)] = {**anchor(row, table), "added": True}
            for name, values in columns.items():
                values.append(row[name])
            states.append("added")
        elif (place := find(each.anchor, rows[each.article_id], table)) is None:
            resting.append(each)
        else:
            if each.article_id in about:
                was = before.setdefault((each.step, place), seen(_row(columns, place), states[place], table))
                over.found.append((each, was))
            if each.action == CHANGE:
                columns[each.column][place] = each.cell
            if states[place] != "added" or each.action == DELETE:
                states[place] = STATES[each.action]
    for article_id, of in rows.items():
        for place, named in of.items():
            looked = {"seen": seen(_row(columns, place), states[place], table)} if article_id in about else {}
            over.anchors[place] = {**named, **looked}
    return over


def _rows(columns: Columns, table: str, articles: set[str]) -> dict[str, dict[int, Row]]:
    """Article -> place -> anchor, of the rows of these articles."""
    found: dict[str, dict[int, Row]] = defaultdict(dict)
    if articles:
        for place, article_id in enumerate(columns["article_id"]):
            if article_id in articles:
                found[str(article_id)][place] = anchor(_row(columns, place), table)
    return found


def _row(columns: Columns, place: int) -> Row:
    return {name: values[place] for name, values in columns.items()}


def find(wanted: Row, rows: dict[int, Row], table: str) -> int | None:
    """The place of the row an anchor names, None if no row is it."""
    if wanted.get("added"):
        return next((place for place, row in rows.items() if row.get("added") and row["id"] == wanted["id"]), None)
    likeness = {place: like(wanted, row, table) for place, row in rows.items() if not row.get("added")}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] else None


def like(wanted: Row, row: Row, table: str) -> float:
    """How surely a row is the one an anchor names; 0 if it is not."""
    same = sum(wanted.get(name) == row[name] for name in IDENTITY[table]) / len(IDENTITY[table])
    quoted = wanted["start"] == row["start"] and wanted["evidence"] == row["evidence"]
    (a, b), (c, d) = _span(wanted), _span(row)
    overlaps = wanted["sentence"] == row["sentence"] and a < d and c < b
    if same < SAME or not (quoted or overlaps):
        return 0.0
    return same + (2 if quoted else 0) + (0.1 if wanted["id"] == row["id"] else 0)


def _span(row: Row) -> tuple[int, int]:
    """Where the evidence begins and ends in the article."""
    return cast("int", row["start"]), cast("int", row["end"])


def relied_on(before: Overlaid, after: Overlaid, step: int) -> bool:
    """Do later corrections rely on a step, so that it may not be undone, or not be done again? `before` and `after`: the table
    with the step as it is, and as it would be. They do where a correction would lose its row or lie over one that says something
    else than its author saw."""
    others = [each for each in before.found if each[0].step != step]
    again = ((each.anchor.get("seen", was), was) for each, was in after.found if each.step == step)
    return any(each not in after.found for each in others) or any(saw != was for saw, was in again)


def corrected(edit: Correction, row: Row | None, state: str = "") -> Row:
    """The row that an edit makes of `row` (whose judgment so far is `state`), to be checked before the edit is kept. Raises MJ307 for a
    column that stays as coded, MJ308 where there is no such row, MJ314 where nothing would change."""
    if edit.action in (ADD, SETTLE):
        return edit.row
    if row is None:
        raise MajlisError("MJ308", table=edit.table)
    if edit.action != CHANGE:
        if state == STATES[edit.action] or (state, edit.action) == ("added", ACCEPT):
            raise MajlisError("MJ314", table=edit.table, now=state)
        return row
    if edit.column in (*FIXED, TABLES[edit.table].key) or edit.column not in row:
        raise MajlisError("MJ307", table=edit.table, column=edit.column)
    return row | {edit.column: edit.cell}


def completed(row: Row, changes: Row) -> Row:
    """The changes to a row, and what they carry along: a new first day moves the last day of a one-day meeting,
    and says that the day is known; a date taken away is unknown; another type of event has its own quad, intensity and
    stage. Raises MJ309 for a last day before the first."""
    changes = dict(changes)
    if "event_type" in row:
        changes = _scored(row, changes) | changes
    if "date_start" not in row:
        return changes
    start = changes.get("date_start", row["date_start"])
    if "date_start" in changes and "date_end" not in changes:
        one_day = row["date_end"] in ("", row["date_start"]) or row["date_precision"] == "day"
        changes |= {"date_end": start} if one_day or not start else {}
    end = changes.get("date_end", row["date_end"])
    if not start and (row["date_start"] or "date_start" in changes):
        changes |= {"date_end": "", "date_precision": "unknown"}
    elif start and row["date_precision"] == "unknown" and "date_precision" not in changes:
        changes |= {"date_precision": "day"}
    if start and end and str(end) < str(start):
        raise MajlisError("MJ309", start=start, end=end)
    return {name: value for name, value in changes.items() if value != row[name]}


def _scored(row: Row, changes: Row) -> Row:
    """What another type or mode of an event brings with it: no mode that the type does not have, the quad and the
    score PLOVER gives them, and no stage that leads the other way."""
    if not {"event_type", "mode"} & changes.keys():
        return {}
    kind, mode = str(changes.get("event_type", row["event_type"])), str(changes.get("mode", row["mode"]))
    known = score(kind, mode)
    if known is None:
        return {}
    carried: Row = {"quad": known.quad, "intensity": known.score}
    if known.mode != mode:
        carried["mode"] = ""
    step = stages().get(str(row["stage"]))
    if step and step.severity * known.score <= 0:
        carried["stage"] = ""
    return carried
