"""Buttons that act on what a reader has just typed. Streamlit calls back with what the run before had drawn, and a table tells
its cells 150 ms late: who typed a day and pressed Keep at once would keep the article without it. A table that is drawn anew
meanwhile forgets the cell, so nothing is drawn until it has come."""

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.ui.shell import state

LATE = 0.3  # seconds in which what was typed before a press comes
LOOK = 0.05  # seconds between two looks whether it came
PRESSED, THEN = "pressed", "pressed-then"


def button(
    label: str, act: Callable[..., object], args: tuple, key: str, *, disabled: bool = False, **look: Any
) -> None:
    """A button that calls `act`, as a callback would, with the `args` of the run that knows all that was typed before it was
    pressed; if it may not be pressed by then, nothing is done."""
    asked = f"{key}-asked"
    st.button(label, key=key, on_click=state.update, args=({asked: True, PRESSED: True},), disabled=disabled, **look)
    if state.take(asked) and not disabled:
        state.put(THEN, (act, args))
        st.rerun()


def forget(key: str) -> None:
    """Whoever pressed the button wants something else by now."""
    state.take(f"{key}-asked")


def act() -> None:
    """Do what was pressed for in the run before, or wait for what was typed before a press; nothing is drawn yet."""
    if then := state.take(THEN):
        what, args = then
        what(*args)
    until = time.monotonic() + LATE * bool(state.take(PRESSED))
    while time.monotonic() < until:
        time.sleep(LOOK)
        state.get(PRESSED)  # where the script begins anew if something came
