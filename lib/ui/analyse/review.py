"""The Review page: one article beside what was coded from it; accept, correct, delete, add, undo.

Corrections are kept apart from the coded rows (lib/store/), so coding an article again does not lose them.
"""

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import MajlisError
from lib.schema import CODED, CODER, HAND, TABLES, models
from lib.ui.analyse import (
    details,
    library,
    review_add,
    review_history,
    review_queue,
    review_row,
    review_select,
    review_table,
    sharing,
)
from lib.ui.analyse.review_keep import AT, go, your_name
from lib.ui.shell import data, layout, pick, state
from lib.ui.shell.marked import Mark, passage, plain, tongue
from lib.wording import names, words

SURE = {1.01: "All rows", 0.9: "Below 0.9", 0.7: "Below 0.7", 0.5: "Below 0.5"}


def draw() -> None:
    """The whole page under its head."""
    library.done()
    if review_queue.chosen():
        review_queue.draw(_undo_redo, _row)
        return
    first, second = _line(), _line()
    with first:
        article_id = _article()
    if article_id is None:
        layout.empty("No article yet.", "Add one on the page Add articles.")
        return
    found, resting = data.store().review(article_id, state.session())
    article = found["articles"].iloc[0]
    with first:
        mine = _this_article(article)
        your_name()
    if any(models(found[name]["reader"]) for name in CODED):
        st.caption("A model read this article too. Rows that one reader alone tells come first.")
    if not mine:
        st.caption("A shared article: everyone who uses this server sees your corrections, with the name you give.")
    with second:
        table, below, rows = _rows(found)
        _undo_redo()
    at = min(int(state.get(AT, 0)), len(rows) - 1)
    left, right = st.columns([5, 7], gap="medium")
    with right:
        review_add.draw(article, table, len(rows))
        if len(rows):
            review_row.draw(table, rows.iloc[[at]], at, len(rows), leaves=below <= 1)
        else:
            _nothing(table, len(found[table]))
    with left:
        _text(article, table, rows, at if len(rows) else None)
        details.draw(found["articles"], "review-details")
    if len(rows):
        review_table.draw(article_id, table, rows)
    review_history.draw(article_id, resting)


def _row(article_id: str, table: str, row_id: str, at: int, count: int) -> None:
    """One row beside its article, of the queue over all articles."""
    found, resting = data.store().review(article_id, state.session())
    rows = found[table][found[table][TABLES[table].key] == row_id].reset_index(drop=True)
    if rows.empty:  # judged or coded anew at this moment by somebody else
        raise MajlisError("MJ308", table=table)
    left, right = st.columns([5, 7], gap="medium")
    with right:
        review_row.draw(table, rows.iloc[[0]], at, count, leaves=True)
    with left:
        _text(found["articles"].iloc[0], table, rows, 0, adds=False)
    review_table.draw(article_id, table, rows)
    review_history.draw(article_id, resting)


def _line() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="bottom")


# ---------------------------------------------------------------- what is looked at
def _article() -> str | None:
    before = str(state.get(pick.NOW) or "")
    return pick.article(data.store().articles(state.session()), lambda: _another(before))


def _rows(found: dict[str, pd.DataFrame]) -> tuple[str, float, pd.DataFrame]:
    """The kind of row that is reviewed, the probability below which it is shown, and its rows."""
    table = st.segmented_control(
        "What", CODED, default="meetings", key="review-table", required=True, on_change=_another_kind,
        format_func=lambda name: f"{names.title(name)} {len(found[name])}",
    )  # fmt: skip
    below = st.selectbox(
        "Confidence", list(SURE), key="review-sure", format_func=SURE.get, width=150, on_change=go, args=(0,),
        help="How sure the coder is, from 0 to 1. Rows it is surer of are left out, and those that were judged.",
    )  # fmt: skip
    rows = found[table]
    doubtful = (rows["confidence"] < below) & ((below > 1) | (rows["state"] == ""))
    return table, below, differing_first(rows[doubtful])


def differing_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, where a model read some: those it alone tells, then those that only the coder tells, then the others."""
    several = rows["reader"].map(lambda told: len(told.split("+")))
    one = (several == 1) & (rows["reader"] != HAND) & bool(models(rows["reader"]))
    order = (~one) * 2 + (one & (rows["reader"] == CODER))
    return rows.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _another(before: str) -> None:
    """Another article: begin with its first row, and nothing selected or written for the one before."""
    go(0)
    review_add.close(before)


def _another_kind() -> None:
    """Another kind of row: begin with its first one. An open form stays open, for the words selected."""
    go(0)
    review_add.stay()


def _nothing(table: str, every: int) -> None:
    if every:
        told = "Nothing is left to judge at this confidence. “All rows” shows what is surer, or judged already."
        st.info(told, icon=":material/task_alt:")
    else:
        st.info(
            f"The coder found no {table} in this article. What it missed can be added.", icon=":material/search_off:"
        )


def _undo_redo() -> None:
    st.button("Undo", on_click=_step, args=("undo",), icon=":material/undo:", shortcut="Alt+Z", key="review-undo-it",
              help="Take back your last correction, of whatever article.")  # fmt: skip
    st.button("Redo", on_click=_step, args=("redo",), icon=":material/redo:", shortcut="Alt+Y", key="review-redo-it",
              help="Do again what was taken back last.")  # fmt: skip


def _step(which: str) -> None:
    with layout.passing():
        st.toast(review_history.switched(which))


def _this_article(article: pd.Series) -> bool:
    """What can be done with the article as a whole: hide it, share it, remove it. Is it the reader's own?"""
    store, session, name = data.store(), state.session(), str(article["article_id"])
    known = store.articles(session).set_index("article_id").loc[name]
    with st.popover("This article", icon=":material/article:"):
        if known["hidden"]:
            st.button("Show it again", on_click=store.hide, args=(name, session, False), key="review-show")
        else:
            st.button("Hide it from my charts", on_click=store.hide, args=(name, session), key="review-hide")
            st.caption("It is not lost: it stays in this list and comes back when you show it again.")
        if known["mine"]:
            sharing.button([name], partial(library.shared, [name]), "review-share", "Share it with everyone")
            st.button("Remove it", on_click=library.remove, args=([name],), key="review-remove")
            st.caption("Only you see it, in this browser, until you share it.")
        elif known["given"]:
            st.button("Take it back", on_click=library.take_back, args=([name],), key="review-take")
            st.caption("You shared it: everyone who uses this server sees its text, tables and corrections.")
    return bool(known["mine"])


# ---------------------------------------------------------------- the text
def _text(article: pd.Series, table: str, rows: pd.DataFrame, at: int | None, adds: bool = True) -> None:
    """The article, the evidence of the rows marked, that of the row in hand most of all; words can be selected in it."""
    if adds:
        st.caption(f"Select words in the text to add {review_add.ONE[table]} the coder missed.")
    marks = [Mark(int(r["start"]), int(r["end"]), "meeting") for _, r in rows.iterrows() if r["state"] != "deleted"]
    focus = rows.iloc[at] if at is not None else None
    if focus is not None:
        marks.append(Mark(int(focus["start"]), int(focus["end"]), "focus"))
    with st.container(height=560, border=True, key="review-text"):
        html = passage(article["text"], marks, places=True)
        st.html(
            f'<div class="article" {tongue(article["language"])} tabindex="0" role="region" aria-label="Text of the article">{html}</div>'
        )
        review_select.listen(article, -1 if focus is None else int(focus["start"]))
    st.caption(plain(words.cited(article)))
