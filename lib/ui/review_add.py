"""A row the coder missed: choose its sentence, or the very words, and say what it is."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from lib.measures.corrections import ADD, Correction, completed
from lib.schema import TABLES, Column, Row
from lib.ui import data, names, review_table, state, words

if TYPE_CHECKING:
    import pandas as pd

BLANK = {"integer": 0, "number": 0.0, "boolean": False, "list": [], "records": []}
ONE = {"meetings": "meeting", "topics": "topic", "actors": "actor", "events": "event"}


def draw(article: pd.Series, table: str) -> None:
    """The form, folded away until it is wanted."""
    with st.expander(f"Add a {ONE[table]} the coder missed", icon=":material/add:", key="review-adding"):
        found = sentences(data.version(), article["article_id"], article["text"], words.iso(article["published"]))
        number = st.selectbox(
            "Sentence", range(len(found)), key=f"add-sentence-{article['article_id']}",
            format_func=lambda n: f"{n + 1}. {article['text'][found[n][0] : found[n][1]][:160]}",
        )  # fmt: skip
        if number is None:
            return
        start, end = found[number]
        quoted = st.text_input(
            "Its words, if not the whole sentence", key="add-words", placeholder="Paste from the article",
            help="Copy the exact words from the article above.",
        )  # fmt: skip
        span = within(article["text"], start, end, quoted)
        if span is None:
            st.warning("These words are not in that sentence. Copy them exactly.")
            return
        given = {name: _field(TABLES[table][name], table) for name in review_table.EDITED[table]}
        row = made(article, table, number, span, given)
        st.button(
            f"Add this {ONE[table]}",
            on_click=_add,
            args=(table, row),
            icon=":material/add:",
            type="primary",
            key="add-it",
        )


@st.cache_data(max_entries=100, show_spinner=False)
def sentences(version: str, article_id: str, text: str, published: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in the article's text, numbered as the coder numbers them."""
    from lib.coder.document import read
    from lib.schema import Article

    doc = read(Article(article_id, text, published=published))
    place = doc.clean.original
    return [(place(s.start), place(s.end - 1) + 1) for s in doc.sentences]


def within(text: str, start: int, end: int, quoted: str) -> tuple[int, int] | None:
    """Where the quoted words stand in text[start:end]; all of it without a quotation, None if they do not."""
    at = text.find(quoted.strip(), start, end)
    return (start, end) if not quoted.strip() else None if at < 0 else (at, at + len(quoted.strip()))


def _field(column: Column, table: str) -> object:
    title, key = names.title(column.name), f"add-{table}-{column.name}"
    if column.vocabulary:
        options = list(column.vocabulary)
        return st.selectbox(title, options, key=key, format_func=lambda v: names.title(v) or "None", help=column.help)
    if column.dtype == "date":
        return st.date_input(title, None, key=key, format="YYYY-MM-DD", help=column.help)
    if column.dtype in ("number", "integer"):
        low = 1 if column.name == "quad" else None
        step = 1 if column.dtype == "integer" else 0.5
        return st.number_input(title, low, value=low or 0.0, step=step, key=key, help=column.help)
    if column.dtype == "boolean":
        return st.checkbox(title, key=key, help=column.help)
    unit = f" ({column.unit})" if column.unit else ""
    return st.text_input(f"{title}{unit}", key=key, help=column.help)


def made(article: pd.Series, table: str, sentence: int, span: tuple[int, int], given: dict[str, object]) -> Row:
    """The new row: what was given, its evidence, and that a reader added it."""
    row = {c.name: BLANK.get(c.dtype, "") for c in TABLES[table].columns}
    if "date_precision" in row:
        row["date_precision"] = "unknown"
    text = article["text"][span[0] : span[1]]
    own = {
        "article_id": article["article_id"],
        "sentence": sentence,
        "start": span[0],
        "end": span[1],
        "evidence": text,
    }
    cells = {name: review_table.value(cell, TABLES[table][name], row[name]) for name, cell in given.items()}
    row |= own | {TABLES[table].key: f"r{secrets.token_hex(4)}", "rule": "added by a reader", "confidence": 1.0}
    if "phrase" in row:
        row["phrase"] = text[:120]
    if cells.get("date_start") and cells.get("date_precision") == "unknown":
        cells.pop("date_precision")
    return row | completed(row, cells)


def _add(table: str, row: Row) -> None:
    from lib.ui import review

    if review.keep([Correction(table, str(row["article_id"]), {}, ADD, new=row)]):
        st.toast("Added.", icon=":material/check:")
        for name in (*(f"add-{table}-{column}" for column in review_table.EDITED[table]), "add-words"):
            state.take(name)
