"""Corrections in an export: out of it go the rows as coded that they lie over, and both come back as they were."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from msgspec import ValidationError, convert, defstruct, structs

from lib.columns import Integer, codec
from lib.errors import MajlisError, in_words
from lib.export.tables.about import Rows
from lib.measures.edits.arrivals import keepable
from lib.measures.edits.corrections import (
    ACTIONS,
    ADD,
    CHANGE,
    FILL,
    FIXED,
    IDENTITY,
    SETTLE,
    Correction,
    Overlaid,
    find,
    overlay,
)
from lib.measures.edits.details import ARTICLES, KNOWN
from lib.schema import CODED, TABLES, Column, Row, dated

FIELDS = {  # of a correction, as datapackage.json tells them: name -> (type, what it holds)
    "table": ("string", "The table of the row."),
    "article_id": ("string", "The article of the row."),
    "anchor": (
        "object",
        "What finds the row: its identifier, where its evidence stands, what it says; empty if added.",
    ),
    "action": ("string", f"One of {', '.join(ACTIONS)}; {FILL} for what an article got from a copy."),
    "column": ("string", "The column that was changed."),
    "old": ("any", "Its value before."),
    "new": ("any", "Its value since; of an added row the whole row, of a settled difference that of the other coder."),
    "author": ("string", "Who corrected it; empty if they gave no name."),
    "made_at": ("datetime", "When, in UTC."),
    "step": ("integer", "Corrections made in one go share a number; the highest is the newest."),
    "undone": ("boolean", "It was taken back, and does nothing."),
}
KINDS = {"string": str, "datetime": str, "object": dict, "any": object, "integer": Integer.kind, "boolean": bool}
LINE = defstruct("Line", [(name, KINDS[kind]) for name, (kind, _) in FIELDS.items()], forbid_unknown_fields=True)


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
    here = {str(row["article_id"]) for name, found in rows.items() if name in TABLES for row in found}
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
    known = {each.article_id for each in laid if each.table == ARTICLES and ARTICLES in rows}
    if known:
        made[ARTICLES] = [row | {"text": ""} for row in coded[ARTICLES] if row["article_id"] in known]
    return History(made, [each for n, each in enumerate(laid) if each.table in made and n not in out])


def _of_articles(over: Overlaid) -> dict[str, dict[int, dict]]:
    """Article -> place -> anchor."""
    found: dict[str, dict[int, dict]] = defaultdict(dict)
    for place, anchor in over.anchors.items():
        found[str(over.columns["article_id"][place])][place] = anchor
    return found


def _place(each: Correction, anchors: dict[str, dict[int, dict]]) -> int | None:
    """The place of the row that was corrected; None where it is not there, as that of an undone addition."""
    added = {"added": True, "id": each.new[TABLES[each.table].key]} if isinstance(each.new, dict) else {}
    return find(added or each.anchor, anchors[each.article_id], each.table)


# ---------------------------------------------------------------- back
def read(content: bytes, name: str) -> list[Correction]:
    """The corrections of an export's file. Raises MJ503 for one that cannot be: nothing of it is ever laid unread."""
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                found.append(_correction(json.loads(line)))
            except ValidationError as error:
                raise MajlisError("MJ503", name=name, number=number, reason=in_words(error)) from None
            except (ValueError, KeyError, RecursionError):
                reason = "it is not written as Majlis writes it"
                raise MajlisError("MJ503", name=name, number=number, reason=reason) from None
    return found


def _correction(row: object) -> Correction:
    each = Correction(**structs.asdict(convert(keepable(row), LINE)))
    if each.made_at:
        convert(each.made_at, dt.datetime)
    if each.table == ARTICLES:
        return _detail(each)
    if each.table not in CODED or each.action not in ACTIONS:
        raise ValidationError("there is no such table or action")
    columns = {column.name: column for column in TABLES[each.table].columns}
    if each.action in (ADD, SETTLE):
        if each.action == ADD and each.anchor:
            raise ValidationError("it adds a row that is there")
        lacking = {name: column.lacking for name, column in columns.items() if column.lacking is not None}
        _check(lacking | convert(each.new, dict[str, object]), columns.values())
        return each
    named = ("sentence", "start", "end", "evidence", *IDENTITY[each.table])
    _check(each.anchor, [columns[name] for name in named], vocabulary=False)
    convert(each.anchor["id"], str)
    if each.action == CHANGE:
        if each.column not in columns or each.column in (*FIXED, TABLES[each.table].key):
            raise ValidationError("its column is none that can be corrected")
        _check({each.column: each.new}, [columns[each.column]])
        if each.old is not None:
            _check({each.column: each.old}, [columns[each.column]], vocabulary=False)
    return each


def _detail(each: Correction) -> Correction:
    """The correction of what is known of an article."""
    if each.action not in (CHANGE, FILL) or each.column not in KNOWN:
        raise ValidationError("there is no such action, or its column is none that can be corrected")
    value = {"published": dated(convert(each.new, str))["published"]}.get(each.column, each.new)
    _check({each.column: value}, [TABLES[ARTICLES][each.column]])
    if each.old is not None:
        convert(each.old, str)
    return each


def _check(values: Mapping[str, object], columns: Iterable[Column], vocabulary: bool = True) -> None:
    """Raises ValidationError for a value that does not fit its column, KeyError where there is none."""
    for column in columns:
        try:
            codec(column).check(values[column.name], vocabulary)
        except ValidationError as error:
            raise ValidationError(f"{column.name} cannot hold its value, {in_words(error)}") from None
