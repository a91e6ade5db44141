"""Where a show stands, shared between the audience's window and the speaker's.

Both windows carry the show's token and their step in the URL, so a restarted server loses nothing: the
first window to come back says where it stands. The shows kept are bounded; the oldest is forgotten.
"""

import secrets
from dataclasses import dataclass

import streamlit as st


@dataclass
class Show:
    """The step it stands at; 0 while no window has said."""

    step: int = 0


@st.cache_resource(max_entries=500, show_spinner=False)
def _show(token: str) -> Show:
    return Show()


def at(token: str, step: int) -> int:
    """The step the show stands at; an unknown show begins at `step`."""
    show = _show(token)
    show.step = show.step or step
    return show.step


def move(token: str, step: int) -> None:
    """Both windows go to this step."""
    _show(token).step = step


def token() -> str:
    """A new one."""
    return secrets.token_hex(4)
