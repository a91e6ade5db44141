"""One row of the Review page: what was coded, why, and what can be done with it."""

import pandas as pd
import streamlit as st

from lib.measures.edits.corrections import ACCEPT, DELETE, Correction
from lib.schema import TABLES
from lib.ui.analyse import review_correct, review_table
from lib.ui.analyse.review_keep import STATES, go, keep
from lib.ui.shell import evidence
from lib.ui.shell.marked import plain
from lib.wording import words


def draw(table: str, rows: pd.DataFrame, at: int, count: int, leaves: bool) -> None:
    """The row in hand, alone in `rows`, the one at this place of so many; `leaves`: once judged, it is none of them any more."""
    row = rows.iloc[0]
    with st.container(border=True):
        st.caption(f"Row {at + 1:,} of {count:,} · {STATES[row['state']]}")
        st.markdown(f"**{plain(words.heading(table, row))}**")
        evidence.what_and_why(table, row)
        if table == "meetings":
            review_table.participants(row)
        with st.container(horizontal=True, gap="small"):
            _walk(at, count)
            _judge(table, rows, at if leaves else at + 1)


def _walk(at: int, count: int) -> None:
    st.button("Previous", on_click=go, args=(at - 1,), disabled=not at, icon=":material/arrow_upward:",
              shortcut="Alt+P", key="review-previous")  # fmt: skip
    st.button("Next", on_click=go, args=(at + 1,), disabled=at + 1 == count, icon=":material/arrow_downward:",
              shortcut="Alt+N", key="review-next")  # fmt: skip


def _judge(table: str, rows: pd.DataFrame, then: int) -> None:
    """The buttons name the row they are drawn for: a press that comes late, from a page that shows the row before, is none of
    the row in hand by now."""
    row = rows.iloc[0]
    judged, seen = row["state"], f"{row[TABLES[table].key]}-{row['anchor']['seen']}"
    st.button("Accept", on_click=_decide, args=(table, row, ACCEPT, then), disabled=judged in ("accepted", "added", "deleted"),
              icon=":material/check:", shortcut="Alt+A", type="primary", key=f"review-accept-{seen}",
              help="The row is right. The next row follows.")  # fmt: skip
    review_correct.button(table, rows, then, f"review-correct-{seen}")
    st.button("Delete", on_click=_decide, args=(table, row, DELETE, then), disabled=judged == "deleted",
              icon=":material/delete:", shortcut="Alt+X", key=f"review-delete-{seen}",
              help="The row is wrong. It leaves the charts, stays listed here, and Undo brings it back.")  # fmt: skip


def _decide(table: str, row: pd.Series, action: str, then: int) -> None:
    """Accept or delete a row, and go on."""
    keep([Correction(table, row["article_id"], row["anchor"], action)], then)
