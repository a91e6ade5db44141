"""A form to correct the row in hand by keys: its columns as fields, filled in with what it says."""

import pandas as pd
import streamlit as st

from lib.errors import MajlisError
from lib.ui.analyse import review_fields, review_table
from lib.ui.analyse.review_keep import keep
from lib.ui.shell import layout, state

FORM, WRONG = "correct", "correct-wrong"  # the first begins the keys of the fields


def button(table: str, rows: pd.DataFrame, then: int, key: str) -> None:
    """Open the form for this row, alone in `rows`; once it is saved, the row at the place `then` follows."""
    if st.button("Correct", on_click=review_fields.hold, args=(table, rows, FORM), disabled=rows["state"].iloc[0] == "deleted",
                 icon=":material/edit:", shortcut="Alt+E", key=key, help="Change what the row says. The next row follows."):  # fmt: skip
        _dialog(table, rows, then)


@st.dialog("Correct this row")
def _dialog(table: str, rows: pd.DataFrame, then: int) -> None:
    with st.form(f"{FORM}-form", border=False):
        review_fields.draw(table, FORM)
        saved = st.form_submit_button(
            "Save", type="primary", icon=":material/save:", shortcut="Alt+S", on_click=_save, args=(table, rows, then),
            key="review-save-correction",
        )  # fmt: skip
    if wrong := state.take(WRONG):
        st.error(wrong)
    elif saved:
        st.rerun()


def _save(table: str, rows: pd.DataFrame, then: int) -> None:
    """Keep what was changed in the fields; what hangs together and does not fit is told under them."""
    try:
        edits = review_table.corrections(table, rows, {0: review_fields.changed(table, rows, FORM)})
    except MajlisError as error:
        state.put(WRONG, layout.told(error))
        return
    if not edits:
        st.toast(review_table.NOTHING)
    else:
        keep(edits, then)
