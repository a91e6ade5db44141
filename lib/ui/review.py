"""The Review page: one article beside what was coded from it; accept, correct, delete, add, undo.

Corrections are kept apart from the coded rows (lib/store.py), so coding an article again does not lose them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from lib.measures.corrections import ACCEPT, DELETE, Correction
from lib.schema import CODED
from lib.ui import data, frame, names, review_add, review_history, review_table, state, words
from lib.ui.marked import Mark, passage, plain

if TYPE_CHECKING:
    import pandas as pd

SURE = {1.01: "All rows", 0.9: "Below 0.9", 0.7: "Below 0.7", 0.5: "Below 0.5"}
SCROLL = '<script>document.querySelector(".mark-focus")?.scrollIntoView({block: "nearest"})</script>'
AT = "review-at"
STATES = {"": "As coded", "accepted": "Accepted", "corrected": "Corrected", "added": "Added", "deleted": "Deleted"}


def draw() -> None:
    """The whole page under its head."""
    article_id = _article()
    if article_id is None:
        frame.empty("No article yet.", "Add one on the page Add articles.")
        return
    found, resting = data.store().review(article_id, state.session())
    article = found["articles"].iloc[0]
    table, rows = _rows(found)
    with st.container(horizontal=True, key="review-tools"):
        _undo_redo()
        _this_article(article)
    if rows.empty:
        st.info("No row of this kind to review here.", icon=":material/task_alt:")
    left, right = st.columns([5, 7], gap="medium")
    with right:
        at = _one(article, table, rows) if len(rows) else None
    with left:
        _text(article, rows, at)
    if len(rows):
        review_table.draw(article_id, table, rows)
    review_add.draw(article, table)
    review_history.draw(article_id, resting)


# ---------------------------------------------------------------- what is looked at
def _article() -> str | None:
    articles = data.store().articles(state.session())
    if articles.empty:
        return None
    labels = labelled(articles)
    return st.selectbox(
        "Article", list(labels), key="article", bind="query-params", format_func=labels.get, width=640, on_change=_first
    )


def labelled(articles: pd.DataFrame) -> dict[str, str]:
    """Identifier -> what the list shows, each once: title or source and day, the identifier too where these are alike."""
    titles = [words.short_title(row) for _, row in articles.iterrows()]
    often = Counter(titles)
    return {
        name: title + (f" [{name}]" if often[title] > 1 else "") + (" (hidden)" if hidden else "")
        for name, title, hidden in zip(articles["article_id"], titles, articles["hidden"], strict=True)
    }


def _rows(found: dict[str, pd.DataFrame]) -> tuple[str, pd.DataFrame]:
    """The kind of row that is reviewed, and its rows, the ones that are sure enough left out."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.segmented_control(
            "What", CODED, default="meetings", key="review-table", required=True, on_change=_first,
            format_func=lambda name: f"{names.title(name)} {len(found[name])}",
        )  # fmt: skip
        below = st.selectbox(
            "Confidence of the coder", list(SURE), key="review-sure", format_func=SURE.get, width=160, on_change=_first
        )
    rows = found[table]
    doubtful = (rows["confidence"] < below) & ((below > 1) | (rows["state"] == ""))
    return table, rows[doubtful].reset_index(drop=True)


def _first() -> None:
    state.put(AT, 0)


def _undo_redo() -> None:
    st.button("Undo", on_click=_step, args=("undo",), icon=":material/undo:", shortcut="Alt+Z", key="review-undo-it")
    st.button("Redo", on_click=_step, args=("redo",), icon=":material/redo:", shortcut="Alt+Y", key="review-redo-it")
    with st.popover("Your name", icon=":material/person:"):
        st.text_input(
            "Kept with your corrections", key="review-author", placeholder="Anonymous", persist_state="session"
        )


def _this_article(article: pd.Series) -> None:
    """What can be done with the article as a whole: hide it, share it, remove it."""
    store, session, name = data.store(), state.session(), str(article["article_id"])
    known = store.articles(session).set_index("article_id").loc[name]
    with st.popover("This article", icon=":material/article:"):
        if known["hidden"]:
            st.button("Show it again", on_click=store.hide, args=(name, session, False), key="review-show")
        else:
            st.button("Hide it from my charts", on_click=store.hide, args=(name, session), key="review-hide")
            st.caption("It is not lost: it stays in this list and comes back when you show it again.")
        if known["mine"]:
            st.button("Share it with everyone", on_click=store.share, args=([name], session), key="review-share")
            st.button("Remove it", on_click=store.remove, args=([name], session), key="review-remove")
            st.caption("Only you see it, in this browser, until you share it.")


def _step(which: str) -> None:
    step = getattr(data.store(), which)(state.session())
    st.toast(f"{which.title()}: step {step}." if step else f"There is nothing to {which}.")


# ---------------------------------------------------------------- one row
def _one(article: pd.Series, table: str, rows: pd.DataFrame) -> int:
    """One row, why it was coded so, and what can be done with it; its place among the rows."""
    at = min(int(state.get(AT, 0)), len(rows) - 1)
    row = rows.iloc[at]
    with st.container(border=True):
        st.caption(f"Row {at + 1} of {len(rows)} · {STATES[row['state']]}")
        st.markdown(f"**{plain(words.heading(table, row))}**")
        facts = [(name, value) for name, value in words.facts(table, row) if str(value)]
        st.table({"What was coded": [n for n, _ in facts], "As": [plain(v) for _, v in facts]}, border="horizontal")
        if table == "meetings":
            review_table.participants(row)
        with st.container(horizontal=True, gap="small"):
            st.button("Previous", on_click=_go, args=(at - 1,), disabled=not at, icon=":material/arrow_upward:",
                      shortcut="Alt+P", key="review-previous")  # fmt: skip
            st.button("Next", on_click=_go, args=(at + 1,), disabled=at + 1 == len(rows), icon=":material/arrow_downward:",
                      shortcut="Alt+N", key="review-next")  # fmt: skip
            st.button("Accept", on_click=_decide, args=(table, row, ACCEPT, at), disabled=row["state"] in ("accepted", "deleted"),
                      icon=":material/check:", shortcut="Alt+A", type="primary", key="review-accept")  # fmt: skip
            st.button("Delete", on_click=_decide, args=(table, row, DELETE, at), disabled=row["state"] == "deleted",
                      icon=":material/delete:", shortcut="Alt+X", key="review-delete")  # fmt: skip
    return at


def _go(at: int) -> None:
    state.put(AT, at)


def _decide(table: str, row: pd.Series, action: str, at: int) -> None:
    """Accept or delete a row, and go to the next."""
    if keep([Correction(table, row["article_id"], row["anchor"], action)]):
        state.put(AT, at + 1)


def keep(edits: list[Correction]) -> bool:
    """Keep corrections as one step; an error of ours is shown, and nothing is kept."""
    from lib.errors import MajlisError

    try:
        data.store().correct(edits, state.session(), str(state.get("review-author") or ""))
    except MajlisError as error:
        st.toast(f"{error.what} {error.next} ({error.code})", icon=":material/error:")
        return False
    return True


def _text(article: pd.Series, rows: pd.DataFrame, at: int | None) -> None:
    """The article, the evidence of the rows marked, that of the row in hand most of all."""
    focus = rows.iloc[at] if at is not None else None
    marks = [Mark(int(r["start"]), int(r["end"]), "meeting") for _, r in rows.iterrows() if r["state"] != "deleted"]
    if focus is not None:
        marks.append(Mark(int(focus["start"]), int(focus["end"]), "focus"))
    with st.container(height=560, border=True, key="review-text"):
        st.html(f'<div class="article" tabindex="0">{passage(article["text"], marks)}</div>')
        st.html(SCROLL, unsafe_allow_javascript=True)
    st.caption(plain(words.cited(article)))
