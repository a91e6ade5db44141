"""A row the coder missed: select its words in the text, or choose its sentence, and say what it is."""

import re
import secrets

import pandas as pd
import streamlit as st

from lib.columns import codec
from lib.errors import MajlisError
from lib.measures.edits.corrections import ADD, Correction, completed
from lib.schema import HAND, TABLES, Row
from lib.ui.analyse import review_fields, review_read, review_select
from lib.ui.analyse.review_fields import Given
from lib.ui.analyse.review_keep import go, keep
from lib.ui.analyse.review_select import OPEN, sentence_key
from lib.ui.shell import layout, pressing, state
from lib.ui.shell.marked import passage, tongue

ONE = {"meetings": "a meeting", "topics": "a topic", "actors": "an actor", "events": "an event"}
WORDS = "add-words"


def draw(article: pd.Series, table: str, count: int) -> None:
    """The form, folded away until it is wanted. count: rows shown beside it, which the new one will follow."""
    title = f"Add {ONE[table]} the coder missed"
    with st.expander(title, icon=":material/add:", key=OPEN, on_change=_folded, args=(article["article_id"],)) as form:
        if form.open:
            _form(article, table, count)


def _form(article: pd.Series, table: str, count: int) -> None:
    read = review_read.reading(article)
    number = _sentence(article, read)
    if number is None:
        return
    span = _span(article, read.sentences[number])
    if span is None:
        return
    hints = review_read.suggested(table, read, article["text"], span)
    review_fields.fill(table, article["article_id"], span, hints)
    given = review_fields.draw(table)
    if str(given.get("date_start") or "") != hints.get("date_start"):
        hints = hints | {"date_text": ""}  # another day than the words give
    row, wrong = _checked(article, table, number, span, {**hints, **given})
    with st.container(horizontal=True, vertical_alignment="center"):
        pressing.button(f"Add this {ONE[table].split()[1]}", _add, (table, row, count), "add-it", disabled=bool(wrong),
                        icon=":material/add:", type="primary")  # fmt: skip
        st.button("Cancel", on_click=close, args=(article["article_id"],), key="add-cancel")
        if wrong:
            st.caption(wrong)


def _sentence(article: pd.Series, read: review_read.Reading) -> int | None:
    return st.selectbox(
        "Sentence", range(len(read.sentences)), None, key=sentence_key(article["article_id"]), on_change=review_select.drop,
        placeholder="Select words in the text, or choose a sentence here",
        format_func=lambda n: f"{n + 1}. {article['text'][slice(*read.sentences[n])][:160]}",
    )  # fmt: skip


def _span(article: pd.Series, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The words selected in the text, or those of the sentence that are quoted; None if it does not hold them."""
    span = review_select.picked(article)
    if span:
        words = passage(article["text"], (), *span)
        st.html(f'<blockquote class="passage" {tongue(article["language"])}>{words}</blockquote>')
        return span
    quoted = st.text_input(
        "Its words, if not the whole sentence", key=WORDS, placeholder="Paste from the article",
        help="Copy the exact words from the article. Or select them there.",
    )  # fmt: skip
    span = within(article["text"], *sentence, quoted)
    if span is None:
        st.warning("These words are not in that sentence. Copy them exactly.")
    return span


def within(text: str, start: int, end: int, quoted: str) -> tuple[int, int] | None:
    """Where the quoted words stand in text[start:end], however they are spaced and broken into lines there; all of it
    without a quotation, None if they do not."""
    said = quoted.split()
    found = re.compile(r"\s+".join(map(re.escape, said))).search(text, start, end)
    return (start, end) if not said else found.span() if found else None


def _checked(article: pd.Series, table: str, sentence: int, span: tuple[int, int], given: Given) -> tuple[Row, str]:
    """The new row, and what is wrong with it, in words."""
    if missing := review_fields.missing(table, given):
        return {}, f"Choose the {missing} first."
    try:
        return made(article, table, sentence, span, given), ""
    except MajlisError as error:
        return {}, layout.told(error)


def made(article: pd.Series, table: str, sentence: int, span: tuple[int, int], given: Given) -> Row:
    """The new row: what was given, its evidence, and that a reader added it."""
    row = {c.name: codec(c).edited(None) for c in TABLES[table].columns}
    if "date_precision" in row:
        row["date_precision"] = "unknown"
    said = article["text"][span[0] : span[1]]
    own = {
        "article_id": article["article_id"],
        "sentence": sentence,
        "start": span[0],
        "end": span[1],
        "evidence": said,
    }
    row |= own | {
        TABLES[table].key: f"r{secrets.token_hex(4)}",
        "rule": "added by a reader",
        "reader": HAND,
        "confidence": 1.0,
    }
    if table == "topics":
        row["phrase"] = said[: review_read.LONGEST]
    if table == "actors":
        row["mentions"] = 1
    cells = {n: codec(TABLES[table][n]).edited(cell, row[n]) for n, cell in given.items() if n in row}
    if cells.get("date_start") and cells.get("date_precision") == "unknown":
        cells.pop("date_precision")
    return row | completed(row, cells)


def _add(table: str, row: Row, count: int) -> None:
    """Keep the row, and take it in hand."""
    if keep([Correction(table, str(row["article_id"]), {}, ADD, new=row)]):
        st.toast("Added.", icon=":material/check:")
        go(count)
        close(str(row["article_id"]))


def close(article_id: str) -> None:
    """Fold the form away."""
    state.put(OPEN, False)
    _folded(article_id)


def stay() -> None:
    """Stay as open as it is: under another title the form is another one to Streamlit, and would begin folded."""
    state.put(OPEN, bool(state.get(OPEN)))


def _folded(article_id: str) -> None:
    """A folded form keeps nothing, nor is anything marked for it in the text."""
    if not state.get(OPEN):
        review_select.drop()
        state.take(sentence_key(article_id))
        review_fields.forget()
