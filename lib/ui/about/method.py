"""The Method page: how an article is read, how well, and what that does not mean. Figures are read, not typed."""

import inspect
import json
import re
from datetime import date
from pathlib import Path

import streamlit as st

from lib import __version__
from lib.batch import measured
from lib.catalogue.rows import milestones
from lib.codebook import stages
from lib.coder import confidence
from lib.measures.waves.example import example
from lib.paths import DATA
from lib.reader.instructions import chances
from lib.ui.about import method_wave
from lib.ui.shell import data, state
from lib.ui.shell.marked import plain
from lib.wording import agreement, names, quality, reader
from lib.wording.example import steps
from lib.wording.phrases import capital, day, plural

HERE = Path(__file__).parent
QUALITY = DATA / "quality.json"


def show() -> None:
    """All sections, the figures where they belong."""
    st.markdown((HERE / "method.md").read_text("utf-8"))
    st.markdown("\n\n".join(f"- {rule}" for rule in sentences(inspect.getdoc(confidence) or "")))
    _accuracy()
    st.markdown((HERE / "method_reader.md").read_text("utf-8").format(**chances()))
    _measured_here()
    _example()
    method_wave.show()
    st.markdown(method_wave.filled("method_limits.md"))
    st.caption(f"This is Majlis {__version__}.")


def sentences(doc: str) -> list[str]:
    """The rule as the code documents it, a paragraph of it a point."""
    lines = [" ".join(part.split()) for part in doc.split("\n\n")]
    return [line for whole in lines[1:] for line in re.split(r"(?<=\.) (?=An? )", whole)]


def _accuracy() -> None:
    """Measured accuracy, where it has been measured."""
    st.markdown("## How accurate it is")
    if not QUALITY.exists():
        st.info("Accuracy has not been measured for this version.", icon=":material/straighten:")
        return
    ours: quality.Quality = json.loads(QUALITY.read_text("utf-8"))
    st.markdown(quality.measured(ours))
    st.table(quality.shares(ours), border="horizontal")
    st.markdown(quality.surest(ours))
    st.table(quality.reliability(ours), border="horizontal")
    st.caption(f"Measured on {day(date.fromisoformat(ours['measured']))}.")


def _measured_here() -> None:
    """The coder on the articles that this visitor judged in whole; both readers, as `read measure` found last."""
    st.markdown("### Measured on this server")
    found, (yours, agreed) = measured.last(), data.against_coder(data.version(), state.session())
    if yours.articles:
        st.markdown(
            f"**{capital(agreement.compared(yours, agreement.CODER))}** [Agreement](/agreement) lists what differs."
        )
        ours = json.loads(QUALITY.read_text("utf-8"))["shares"] if QUALITY.exists() else {}
        st.table(agreement.table(agreed, agreement.CODER, ours), border="horizontal")
    elif found is None:
        st.info(
            f"Nothing was measured here yet. {agreement.NOTHING} How the coder did then stands here; with a model named, "
            "`python -m lib read measure` measures that too.",
            icon=":material/straighten:",
        )
    if found is None:
        return
    on, model, parts = found
    for what, (counts, read) in parts.items():
        st.markdown(f"**{capital(plural(read, 'article'))} of {what}**, read by the coder and by {plain(model)}")
        if counts:
            st.table(reader.measured_table(counts), border="horizontal")
    st.caption(f"Shares with their 95 % intervals. Measured on {day(date.fromisoformat(on))}.")


def _example() -> None:
    """The wave's worked example: one call from its severity to the mood the day after."""
    if "contact" not in stages():  # its row of the codebook is at fault, as the head of the page tells
        return
    shown = example(milestones())
    st.markdown(
        "## The wave, worked through on one call\n\n"
        f"{shown.event}, {day(shown.first)}. What it does to the "
        f"[mood](/glossary#mood) of {names.side(shown.dyad[0])} and {names.side(shown.dyad[1])} on {day(shown.on)}, "
        "and whether the pair then counts for the [breadth](/glossary#breadth) of a [wave](/glossary#wave):"
    )
    done = steps(shown)
    st.table({"Step": [what for what, _ in done], "How it is computed": [how for _, how in done]}, border="horizontal")
