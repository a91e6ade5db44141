"""On stage: one step fills the window; keys, clicker and dots move it; the URL says where it stands.

The address is /story?stage=1&story=NAME&step=N, plus show=TOKEN when a second window follows and
view=speaker in that window. Only a fragment runs when a key is pressed, so a step does not wait for the app.
"""

import contextlib
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from lib.ui.present import stage_sync, stories
from lib.ui.present.stage_slide import draw
from lib.ui.shell import layout

WATCH = Path(__file__).parent / "stage_watch.js"
FAR = 10_000
KEYS = {
    "Next step (Right)": ("Right", 1),
    "Next step (Space)": ("Space", 1),
    "Next step (Page Down)": ("PageDown", 1),
    "Step back (Left)": ("Left", -1),
    "Step back (Page Up)": ("PageUp", -1),
    "First step (Home)": ("Home", -FAR),
    "Last step (End)": ("End", FAR),
}


def asked_step() -> int:
    """The step in the URL, from 1; 1 when it is missing or no number."""
    text = st.query_params.get("step", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def token() -> str:
    """The show's name in the address, by which two windows follow each other; "" without one."""
    return st.query_params.get("show", "")[:16]


def fields(story: str, step: int = 1, show: str = "", speaker: bool = False) -> dict[str, str]:
    """The query parameters of a step on stage."""
    all_of_them = {"stage": "1", "story": story, "step": str(step), "show": show, "view": "speaker" if speaker else ""}
    return {k: v for k, v in all_of_them.items() if v}


def address(story: str, step: int = 1, show: str = "", speaker: bool = False) -> str:
    """The same as a link, to share or to open in a second window."""
    return "?" + urlencode(fields(story, step, show, speaker))


def enter(story: str, show: str) -> None:
    """From the page where stories are chosen to the first step of one."""
    st.query_params.from_dict(fields(story, show=show))


def go(to: int, count: int) -> None:
    """Move to step `to` (from 1), kept inside the story, and tell the other window."""
    to = min(max(to, 1), count)
    st.query_params["step"] = str(to)
    if token():
        stage_sync.move(token(), to)


def leave() -> None:
    """Back to the page with its navigation, the story kept."""
    for name in ("stage", "show", "view"):
        st.query_params.pop(name, None)


@st.fragment
def step(deck: stories.Drawn) -> None:
    """The step itself; the next one is drawn ahead once this one is on its way to the screen."""
    at = min(asked_step(), len(deck))
    keys(at, len(deck))
    with st.container(key="stage"):
        draw(deck.slide(at), f"{deck.name}-{at}")
    bar(deck, at)
    if at < len(deck):
        with contextlib.suppress(Exception):  # a fault is told when its step is shown, not before
            deck.slide(at + 1)


def keys(at: int, count: int) -> None:
    """One button for each key, hidden from sight only: Streamlit listens to the key of every button drawn. Beside them
    stands what shows a step again that did not come to the screen."""
    with st.container(key="stage-keys"):
        layout.run(WATCH)
        for label, (key, by) in KEYS.items():
            st.button(label, key=f"stage-{key}", shortcut=key, on_click=go, args=(at + by, count))


def bar(deck: stories.Drawn, at: int) -> None:
    """The bar under a slide: a dot a step, and the button that leaves the show."""
    with st.container(key="stage-bar", horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        dots(at, len(deck))
        # Not Esc: that closes the evidence, and must not end the show with it
        if st.button("Leave", key="stage-leave", type="tertiary", shortcut="Q"):
            leave()
            st.rerun()


def dots(at: int, count: int) -> None:
    """A dot for each step; pressing one goes there."""
    with st.container(key="stage-dots", horizontal=True, gap=None, width="content"):
        for n in range(1, count + 1):
            kind = "primary" if n == at else "secondary"
            st.button(f"Step {n}", key=f"stage-dot-{n}", type=kind, on_click=go, args=(n, count))
