"""Words selected in the article of the Review page, by mouse, touch or keyboard: they become the evidence of a new row.

review_select.js runs in the page, and sends no more than two numbers: where the selection begins and ends. What comes
from a browser may be anything, and is checked here.
"""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.ui.analyse import review_read
from lib.ui.shell import state

KEY = "review-select"
PICKED = "review-picked"  # (article, start, end)
OPEN = "review-adding"  # is the form for a new row open?
SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
_listener = st.components.v2.component("majlis_selection", js=SCRIPT)


def listen(article: pd.Series, focus: int) -> None:
    """Take up what is selected in the article, and keep the row whose evidence begins at `focus` in view (-1: none)."""
    shown = {"focus": focus, "picked": picked(article)}
    _listener(key=KEY, data=shown, on_words_change=lambda: _selected(article))


def _selected(article: pd.Series) -> None:
    sent = state.get(KEY)
    take(article, sent.get("words") if sent else None)


def take(article: pd.Series, sent: object) -> None:
    """Open the form for a new row on the words a browser says were selected; anything else is passed over."""
    span = checked(article["text"], sent)
    if span:
        state.put(PICKED, (article["article_id"], *span))
        state.put(sentence_key(article["article_id"]), review_read.reading(article).sentence(span[0]))
        state.put(OPEN, True)


def checked(text: str, sent: object) -> tuple[int, int] | None:
    """{"start", "end"} from a browser as a span of the text without the blanks at its ends; None if it is no such span."""
    start, end = (sent.get("start"), sent.get("end")) if isinstance(sent, dict) else (None, None)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return None
    said = text[start:end]
    start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    return (start, end) if start < end else None


def picked(article: pd.Series) -> tuple[int, int] | None:
    """The span of this article that is selected for a new row."""
    name, *span = state.get(PICKED) or ("",)
    return tuple(span) if name == article["article_id"] else None


def drop() -> None:
    """Forget the selected words."""
    state.take(PICKED)


def sentence_key(article_id: str) -> str:
    """The key of the list of sentences to choose from."""
    return f"add-sentence-{article_id}"
