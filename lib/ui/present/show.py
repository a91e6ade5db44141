"""A show: the stage, or the speaker's view of it, which follow each other."""

from pathlib import Path

import streamlit as st

from lib.charts import labels
from lib.ui.present import stage, stage_speaker, stage_sync, stories

STYLE = Path(__file__).parent / "stage.css"
POLL = 0.5  # seconds until the other window follows


def show() -> None:
    """Draw the stage, or the speaker's view of it, for the story the URL names. MajlisError MJ606, MJ607."""
    st.html(f"<style>{STYLE.read_text('utf-8')}{labels.narrow('.st-key-stage-figure')}</style>")
    deck = stories.asked()
    if stage.token():
        follow()
    if st.query_params.get("view") == "speaker":
        stage_speaker.view(deck)
    else:
        stage.step(deck)


@st.fragment(run_every=POLL)
def follow() -> None:
    """Come along when the other window has moved."""
    here = stage.asked_step()
    there = stage_sync.at(stage.token(), here)
    if there != here:
        st.query_params["step"] = str(there)
        st.rerun()
