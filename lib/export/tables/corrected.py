"""Corrections in an export: out of it go the rows as coded that they lie over, and both come back as they were."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from lib.errors import MajlisError
from lib.export.tables.about import Rows
from lib.measures.edits.corrections import ACTIONS, ADD, CHANGE, FIXED, IDENTITY, Correction, Overlaid, find, overlay
from lib.schema import CODED, TABLES, Column, Row

LARGEST = 2**53  # integers every reader of JSON holds exactly
FIELDS = {  # of a correction, as datapackage.json tells them: name -> (type, what it holds)
    "table": ("string", "The table of the row."),
    "article_id": ("string", "The article of the row."),
    "anchor": (
        "object",
        "What finds the row: its identifier, where its evidence stands, what it says; empty if added.",
    ),
    "action": ("string", f"One of {', '.join(ACTIONS)}."),
    "column": ("string", "The column that was changed."),
    "old": ("any", "Its value before."),
    "new": ("any", "Its value since; of an added row the whole row."),
    "author": ("string", "Who corrected it; empty if they gave no name."),
    "made_at": ("datetime", "When, in UTC."),
    "step": ("integer", "Corrections made in one go share a number; the highest is the newest."),
    "undone": ("boolean", "It was taken back, and does nothing."),
}


@dataclass(frozen=True)
class History:
    """`coded`: table -> the rows as coded of the articles that were corrected; `corrections` of these, oldest first."""

    coded: dict[str, list[Row]] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)

    def lines(self) -> str:
        """The corrections, one a line of JSON."""
        return "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in self.corrections)


# ---------------------------------------------------------------- out
def history(coded: Rows, laid: Sequence[Correction], rows: Rows) -> History:
    """What goes out beside these corrected rows: of `coded`, the rows of corrected articles as coded, those that are shown
    among them or were deleted, and the corrections `laid` over these. So a filter holds for both."""
    here = {row["article_id"] for name, found in rows.items() if name in TABLES for row in found}
    laid = [each for each in laid if each.article_id in here]
    made, out = {}, set()
    for name in (name for name in CODED if name in rows):
        key = TABLES[name].key
        as_coded = [row for row in coded[name] if row["article_id"] in here]
        shown = {(row["article_id"], row[key]) for row in rows[name]}
        columns = {column: [row[column] for row in as_coded] for column in TABLES[name].names}
        over = overlay(columns, name, laid, about=here)
        ids = zip(over.columns["article_id"], over.columns[key], over.states, strict=True)
        hidden = {n for n, (*row, state) in enumerate(ids) if state != "deleted" and tuple(row) not in shown}
        made[name] = [row for n, row in enumerate(as_coded) if n not in hidden]
        anchors = _of_articles(over)
        out |= {n for n, each in enumerate(laid) if each.table == name and _place(each, anchors) in hidden}
    return History(made, [each for n, each in enumerate(laid) if each.table in made and n not in out])


def _of_articles(over: Overlaid) -> dict[str, dict[int, dict]]:
    """Article -> place -> anchor."""
    found: dict[str, dict[int, dict]] = defaultdict(dict)
    for place, anchor in over.anchors.items():
        found[str(over.columns["article_id"][place])][place] = anchor
    return found


def _place(each: Correction, anchors: dict[str, dict[int, dict]]) -> int | None:
    """The place of the row that was corrected; None where it is not there, as that of an undone addition."""
    added = {"added": True, "id": each.new[TABLES[each.table].key]} if each.action == ADD else None
    return find(added or each.anchor, anchors[each.article_id], each.table)


# ---------------------------------------------------------------- back
def read(content: bytes, name: str) -> list[Correction]:
    """The corrections of an export's file. Raises MJ503 for one that cannot be: nothing of it is ever laid unread."""
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                found.append(_correction(json.loads(line)))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                reason = str(error) if type(error) is _Wrong else "it is not written as Majlis writes it"
                raise MajlisError("MJ503", name=name, number=number, reason=reason) from None
    return found


class _Wrong(ValueError):
    """What is wrong with a correction, in words."""


def _correction(row: dict[str, object]) -> Correction:
    each = Correction(**row)
    texts = (each.article_id, each.column, each.author, each.made_at)
    if not all(isinstance(text, str) for text in texts) or not isinstance(each.undone, bool) or not _whole(each.step):
        raise TypeError
    if each.made_at:
        dt.datetime.fromisoformat(each.made_at)
    if each.table not in CODED or each.action not in ACTIONS:
        raise _Wrong("there is no such table or action")
    columns = {column.name: column for column in TABLES[each.table].columns}
    if each.action == ADD:
        whole = {n: each.new.get(n, "") if c.explains else each.new[n] for n, c in columns.items()}
        if each.anchor or not all(fits(whole[n], c) for n, c in columns.items()):
            raise _Wrong("the row it adds is none of the schema")
        return each
    named = ("sentence", "start", "end", "evidence", *IDENTITY[each.table])
    if not isinstance(each.anchor["id"], str) or not all(_is(each.anchor[n], columns[n]) for n in named):
        raise _Wrong("it names no row")
    if each.action == CHANGE:
        if each.column not in columns or each.column in (*FIXED, TABLES[each.table].key):
            raise _Wrong("its column is none that can be corrected")
        old_fits = each.old is None or _is(each.old, columns[each.column])
        if not old_fits or not fits(each.new, columns[each.column]):
            raise _Wrong(f"{each.column} cannot hold its value")
    return each


def fits(value: object, column: Column) -> bool:
    """May the column hold this value, by its type, its vocabulary and, where it is a day, by the calendar?"""
    if not _is(value, column) or (column.vocabulary and value not in column.vocabulary):
        return False
    if column.dtype == "date" and value:
        return dt.date.fromisoformat(value).isoformat() == value  # other spellings of a day are none of ours
    return True


def _is(value: object, column: Column) -> bool:
    """Is the value of the column's type?"""
    if column.dtype == "list":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if column.dtype == "records":
        return isinstance(value, list) and all(
            isinstance(v, dict) and v.keys() == set(column.fields) and all(isinstance(w, str) for w in v.values())
            for v in value
        )
    if column.dtype == "number":
        return _whole(value) or (isinstance(value, float) and math.isfinite(value))
    if column.dtype == "integer":
        return _whole(value)
    return isinstance(value, bool if column.dtype == "boolean" else str)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
