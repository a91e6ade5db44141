"""Buttons that act on what a reader has just typed. Streamlit calls back with what the run before had drawn, and a table tells
its cells 150 ms late: who typed a day and pressed Keep at once would keep the article without it."""

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.ui.shell import state

LATE = 0.3  # seconds in which what was typed before a press comes
BUSY = 3.0  # seconds in which it comes from a browser that has much to do
THEN = "pressed-then"


def button(
    label: str,
    act: Callable[..., object],
    args: tuple,
    key: str,
    *,
    disabled: bool = False,
    ready: bool = True,
    **look: Any,
) -> None:
    """A button that calls `act`, as a callback would, with the `args` of the run that knows all that was typed before it was
    pressed; if it may not be pressed by then, nothing is done. `ready`: is there something to act on? If not, it may come
    within the next seconds from a busy browser, and is acted on then."""
    asked, since = f"{key}-asked", f"{key}-since"
    st.button(label, key=key, on_click=state.put, args=(asked, True), disabled=disabled, **look)
    late = ready and time.monotonic() - state.take(since, -BUSY) < BUSY
    if not (late or state.get(asked)):
        return
    time.sleep(LATE)
    st.empty()  # where the script begins anew if something came
    state.take(asked)
    if not ready:
        state.put(since, time.monotonic())
    elif not disabled:
        state.put(THEN, (act, args))
        st.rerun()


def forget(key: str) -> None:
    """Whoever pressed the button wants something else by now."""
    state.take(f"{key}-asked")


def act() -> None:
    """Do what was pressed for in the run before; nothing is drawn yet."""
    if then := state.take(THEN):
        what, args = then
        what(*args)
