"""What the parts of the Review page share: the row in hand, the words for its states, and how corrections are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.ui.shell import data, state

if TYPE_CHECKING:
    from lib.errors import MajlisError
    from lib.measures.edits.corrections import Correction

AT = "review-at"  # the place of the row in hand among the rows shown
STATES = {"": "As coded", "accepted": "Accepted", "corrected": "Corrected", "added": "Added", "deleted": "Deleted"}


def go(at: int) -> None:
    """Take the row at this place in hand; beyond the last row it is the last one."""
    state.put(AT, at)


def keep(edits: list[Correction]) -> bool:
    """Keep corrections as one step; an error of ours is shown, and nothing is kept."""
    from lib.errors import MajlisError

    try:
        data.store().correct(edits, state.session(), str(state.get("review-author") or ""))
    except MajlisError as error:
        refused(error)
        return False
    return True


def refused(error: MajlisError) -> None:
    """Say why a correction cannot be kept."""
    st.toast(told(error), icon=":material/error:")


def told(error: MajlisError) -> str:
    """What is wrong, what to do, and the code."""
    return f"{error.what} {error.next} ({error.code})"
