"""The fields of a row: of a new one filled in with what the coder reads in its words, of one that is corrected with what it
says."""

from functools import partial

import pandas as pd
import streamlit as st

from lib import tables
from lib.columns import Edited, codec
from lib.schema import EVENT_MODES, TABLES, Cell, Column, Row
from lib.ui.analyse.editors import editor
from lib.ui.analyse.review_table import EDITED
from lib.ui.shell import state
from lib.wording import names

FIRST = ("kind", "topic", "name", "event_type", "mode", "parties", "actor", "recipient")
SCORED = ("quad", "intensity")  # of an event: its type and mode bring them along
FILLED = "add-filled"  # what the fields were filled in for, and with
Given = dict[str, Edited]  # column -> what its field holds
USUAL = {"status": "held", "date_precision": "unknown", "stage": ""}
EMPTY: tuple[Edited, ...] = (None, "", [], "unknown")


def draw(table: str, form: str = "add") -> Given:
    """The fields of a kind of row, and what is in them. `form` begins their keys."""
    shown = sorted((n for n in EDITED[table] if n not in SCORED), key=lambda n: (n == "main", n not in FIRST))
    given: Given = {}
    with st.container(key=f"{form}-fields"):
        for name in shown:
            given[name] = _field(TABLES[table][name], f"{form}-{table}-{_suffixed(name, given)}", given)
    return given


def hold(table: str, rows: pd.DataFrame, form: str) -> None:
    """Fill the fields of this form with what the row, alone in `rows`, says."""
    state.update(dict(_holding(table, rows, form).values()))


def changed(table: str, rows: pd.DataFrame, form: str) -> Given:
    """What the fields of this form hold by now that the row does not say."""
    now = {name: (state.get(key), held) for name, (key, held) in _holding(table, rows, form).items()}
    return {name: typed for name, (typed, held) in now.items() if typed != held}


def _holding(table: str, rows: pd.DataFrame, form: str) -> dict[str, tuple[str, Edited]]:
    """Name -> the key of its field, and what that holds of the row."""
    row = next(tables.rows(rows, table))
    held = {name: _held(TABLES[table][name], row[name]) for name in EDITED[table] if name not in SCORED}
    return {name: (f"{form}-{table}-{_suffixed(name, held)}", value) for name, value in held.items()}


def fill(table: str, article_id: str, span: tuple[int, int], hints: Row) -> None:
    """Fill in, once for each selection, what its words give. What the reader has changed stays."""
    filled: dict[str, Edited]
    where, before, filled = state.get(FILLED) or (None, None, {})
    if where != (table, article_id):
        forget()
        filled = {}
    elif before == span:
        return
    given = {name: value for name, value in hints.items() if name in EDITED[table]}
    cells = {_key(table, name): _held(TABLES[table][name], value) for name, value in given.items()}
    fresh = {k: v for k, v in cells.items() if state.get(k) in EMPTY or state.get(k) == filled.get(k)}
    state.update(fresh)
    state.put(FILLED, ((table, article_id), span, fresh))


def forget() -> None:
    """Leave nothing in the fields. Streamlit keeps what was put into a field before it was first drawn."""
    for table, edited in EDITED.items():
        for name in edited:
            state.take(_key(table, name))
    state.take(FILLED)


def missing(table: str, given: Given) -> str:
    """The first thing that has to be chosen and is not; "" if there is none."""
    needed = [c for c in TABLES[table].columns if c.vocabulary and "" not in c.vocabulary and c.name in given]
    return next((names.label(c.name) for c in needed if not given[c.name]), "")


def _key(table: str, name: str) -> str:
    return f"add-{table}-{name}"


def _held(column: Column, value: Cell) -> Edited:
    """A value as its field holds it; None where nothing is chosen from a list."""
    chosen = column.vocabulary or ("alpha-3" in column.unit and not codec(column).listed)
    return (value or None) if chosen else editor(column).held(value)


def _suffixed(name: str, given: Given) -> str:
    """The name; of the mode of an event with the type, which has modes of its own."""
    return f"{name}-{given.get('event_type')}" if name == "mode" else name


def _field(column: Column, key: str, given: Given) -> Edited:
    title = names.title(column.name)
    if column.name == "mode":
        modes = ["", *EVENT_MODES.get(str(given.get("event_type")), ())]
        return st.selectbox(title, modes, key=key, format_func=lambda v: names.title(v) or "None", help=column.help)
    if column.vocabulary:
        return _one_of(column, key, title)
    if "alpha-3" in column.unit:
        return _side(column, key, title)
    return editor(column).field(title, key=key, help=column.help)


def _one_of(column: Column, key: str, title: str) -> str | None:
    """A word of the vocabulary. What makes the row the row it is has to be chosen; the rest begins with the usual."""
    usual = USUAL.get(column.name)
    words = sorted(column.vocabulary, key=lambda word: word != usual)
    return st.selectbox(
        title, words, None if usual is None else 0, key=key, placeholder="Choose", help=column.help,
        format_func=lambda v: names.title(v) or "None",
    )  # fmt: skip


def _side(column: Column, key: str, title: str) -> Edited:
    """Countries and other sides by name; a code the codebook does not have can be typed."""
    held = state.get(key) or []
    codes = list(dict.fromkeys([*names.codes(), *([held] if isinstance(held, str) else held)]))
    draw = st.multiselect if codec(column).listed else partial(st.selectbox, index=None)
    return draw(title, codes, key=key, format_func=names.side, accept_new_options=True, placeholder="None given",
                help=column.help)  # fmt: skip
