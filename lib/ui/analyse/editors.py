"""How a reader edits a column: one editor a type, in a grid and in a form."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from lib.columns import Boolean, Codec, Date, Edited, Integer, Number, Texts, codec
from lib.schema import Cell, Column
from lib.wording import names

FIRST, LAST = dt.date(1000, 1, 1), dt.date(2999, 12, 31)  # a text may tell of any day between
DAY = "YYYY-MM-DD"


@dataclass(frozen=True)
class Editor:
    """`column` makes the column of a grid, `field` draws the field of a form, which holds a value as `held` gives it."""

    column: Callable[..., ColumnConfig]
    field: Callable[..., Edited]
    held: Callable[[Cell], Edited] = lambda value: value


WORDS = Editor(st.column_config.TextColumn, st.text_input)
NUMBER = Editor(partial(st.column_config.NumberColumn, width="small"), st.number_input)
EDITORS: dict[type[Codec], Editor] = {
    Codec: WORDS,
    Texts: WORDS,
    Number: NUMBER,
    Integer: NUMBER,
    Boolean: Editor(st.column_config.CheckboxColumn, st.checkbox),
    Date: Editor(
        partial(st.column_config.DateColumn, format=DAY, min_value=FIRST),
        partial(st.date_input, value=None, min_value=FIRST, max_value=LAST, format=DAY),
        lambda value: dt.date.fromisoformat(str(value)) if value else None,
    ),
}


def editor(column: Column) -> Editor:
    """The editor of a column. KeyError for one that is not edited as a whole, as participants are not."""
    return EDITORS[type(codec(column))]


def in_grid(column: Column) -> ColumnConfig:
    """The column of a grid in which its values are changed: from a list where it has a vocabulary."""
    title, words = names.title(column.name), column.vocabulary
    if words:
        return st.column_config.SelectboxColumn(title, options=words, required="" not in words, help=column.help)
    return editor(column).column(title, help=column.help)
