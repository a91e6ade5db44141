"""What the parts of the Review page share: the row in hand, the words for its states, and how corrections are kept."""

import streamlit as st

from lib.errors import MajlisError
from lib.measures.edits.corrections import Correction
from lib.ui.shell import data, layout, state

AUTHOR = "review-author"  # the key of the field for the reader's name
LONGEST_NAME = 100  # characters
AT = "review-at"  # the place of the row in hand among the rows shown
STATES = {"": "As coded", "accepted": "Accepted", "corrected": "Corrected", "added": "Added", "deleted": "Deleted"}


def go(at: int) -> None:
    """Take the row at this place in hand; beyond the last row it is the last one."""
    state.put(AT, at)


def author() -> str:
    """The name the reader gave, in this visit or before."""
    if state.get(AUTHOR) is None:
        state.put(AUTHOR, data.store().name(state.session()))
    return str(state.get(AUTHOR))


def your_name(kept_with: str = "Kept with your corrections") -> None:
    """Who the reader wants to be called."""
    author()  # as it was given before
    with st.popover("Your name", icon=":material/person:"):
        st.text_input(
            kept_with, key=AUTHOR, placeholder="Anonymous", max_chars=LONGEST_NAME,
            on_change=_named, persist_state="session",
        )  # fmt: skip


def _named() -> None:
    data.store().call(state.session(), author())


def keep(edits: list[Correction], then: int | None = None) -> bool:
    """Keep corrections as one step, with the row at the place `then` in hand; an error of ours is shown, and nothing is kept.
    Wherever it touches the session's state, Streamlit may leave a callback for the next press: not between these two."""
    store, session, name, before = data.store(), state.session(), author(), int(state.get(AT, 0))
    with layout.passing():
        go(before if then is None else then)
        try:
            store.correct(edits, session, name)
            return True
        except MajlisError:
            go(before)
            raise
    return False
