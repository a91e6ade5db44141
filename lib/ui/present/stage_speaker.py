"""The speaker's window: notes, what comes next, and the time. It moves the audience's window and follows it."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from lib.ui.present import stage, stories
from lib.ui.shell.marked import plain


def view(deck: stories.Drawn) -> None:
    """The whole window."""
    st.query_params.setdefault("began", str(int(time.time())))
    clock()
    step(deck)


@st.fragment(run_every=1)
def clock() -> None:
    """The time where the speaker stands, and the minutes since the show began; a restart keeps both."""
    now = datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    began = st.query_params.get("began", "")
    gone = max(int(time.time()) - int(began), 0) if began.isascii() and began.isdigit() and len(began) < 12 else 0
    with st.container(key="speaker-clock"):
        st.markdown(f"**{now:%H\\:%M\\:%S}** · {gone // 60:02d}\\:{gone % 60:02d} since the start")


@st.fragment
def step(deck: stories.Drawn) -> None:
    """The step the show stands at, with its notes and the next headline."""
    at, count = min(stage.asked_step(), len(deck)), len(deck)
    stage.keys(at, count)
    slide = deck.slide(at)
    with st.container(key="speaker"):
        st.title(f"{at} / {count} · {plain(slide.headline)}", anchor=False)
    with st.container(key="speaker-notes"):
        st.markdown(plain(slide.notes) if slide.notes else "*No notes for this step.*")
        for line in slide.lines:
            st.markdown(plain(line))
    st.subheader("Next", anchor=False)
    st.markdown(plain(deck.slide(at + 1).headline) if at < count else "This is the last step.")
    with st.container(horizontal=True):
        st.button("Back", key="speaker-back", icon=":material/arrow_back:", on_click=stage.go, args=(at - 1, count))
        st.button("Next step", key="speaker-on", type="primary", on_click=stage.go, args=(at + 1, count))
    stage.dots(at, count)
