"""The fields of a new row, filled in with what the coder reads in its words."""

from functools import partial

import streamlit as st

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


def draw(table: str) -> Given:
    """The fields of a kind of row, and what is in them."""
    shown = sorted((n for n in EDITED[table] if n not in SCORED), key=lambda n: (n == "main", n not in FIRST))
    given: Given = {}
    with st.container(key="add-fields"):
        for name in shown:
            given[name] = _field(TABLES[table][name], table, given)
    return given


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


def _field(column: Column, table: str, given: Given) -> Edited:
    title, key = names.title(column.name), _key(table, column.name)
    if column.name == "mode":
        modes = ["", *EVENT_MODES.get(str(given.get("event_type")), ())]
        key = f"{key}-{given.get('event_type')}"
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
