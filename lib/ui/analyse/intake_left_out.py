"""What files held that is no part of their articles: shown before they are kept, each with a way to bring it back."""

import streamlit as st

from lib.batch.job import Line, with_left_out
from lib.schema import Records
from lib.ui.shell import state
from lib.ui.shell.marked import plain
from lib.wording.phrases import plural

MADE = "intake-whole-made"
ARTICLES, CHARACTERS = 100, 2_000  # that are shown


def forget() -> None:
    """Forget what was brought back."""
    state.take(MADE)


def draw(read: list[Line]) -> None:
    """A box for each article of which something was left out."""
    some = [(number, line) for number, line in enumerate(read) if line.left_out]
    if not some:
        return
    with st.expander(f"Left out of {plural(len(some), 'article')}: what is no part of it"):
        st.caption("Links, notices, running heads, notes around a message, comments. Nothing is coded from them.")
        for number, line in some[:ARTICLES]:
            words = plural(len(line.left_out.split()), "word")
            st.checkbox(f"Read it too: {words} of {plain(line.name)}", key=_key(number))
            st.text(line.left_out[:CHARACTERS] + ("…" if len(line.left_out) > CHARACTERS else ""))
        if len(some) > ARTICLES:
            st.caption(f"The first {ARTICLES:,} of {len(some):,}.")


def whole(line: Line, number: int, records: Records) -> Records:
    """The records of an article, coded anew with what was left out of it where the reader wants it back."""
    if not line.left_out or not state.get(_key(number)):
        return records
    made: dict[tuple[int, str], Records] = state.get(MADE) or {}
    state.put(MADE, made)
    day = str(records["articles"][0]["published"])
    if (number, day) not in made:
        made[number, day] = with_left_out(records, line.left_out)
    return made[number, day]


def _key(number: int) -> str:
    return f"intake-whole-{state.get('intake-round', 0)}-{number}"
