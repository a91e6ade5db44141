"""The Method page on waves: every term, with the numbers the measures use, read from them."""

from pathlib import Path

import streamlit as st

from lib.codebook import stages
from lib.measures.parameters import DEFAULTS, TABLE
from lib.measures.waves.null import ENOUGH, MORE, REACH
from lib.measures.waves.reports import SURE
from lib.measures.waves.voices import FEWEST
from lib.measures.waves.wave import CHANCE, FEWER
from lib.schema import RUNGS
from lib.wording import names


def show() -> None:
    """Terms and stages."""
    st.markdown(filled("method_wave.md"))
    with st.expander("What each kind of step is worth"):
        st.dataframe(worth(), hide_index=True, alt="What each kind of step is worth")


def filled(name: str) -> str:
    """A text of this room with the numbers the measures use in their places."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return text.format(
        **{"p": DEFAULTS, "table": TABLE, "sure": SURE, "reach": REACH, "chance": CHANCE, "fewest": FEWEST},
        **{"enough": ENOUGH, "most": MORE * DEFAULTS.draws, "hub": DEFAULTS.draws // FEWER},
        **{"rungs": len(RUNGS), "lowest": names.rung(0), "highest": names.rung(len(RUNGS) - 1)},
    )


def worth() -> list[dict[str, str]]:
    """Each stage with its severity and what it does to the ladder."""
    rung = {None: ""} | dict(enumerate(RUNGS))
    return [
        {
            "Step": names.title(stage.stage),
            "Severity": f"{stage.severity:+.2f}",
            "Up to": rung[stage.rises_to],
            "Down to": rung[stage.falls_to],
            "What it is": stage.meaning,
        }
        for stage in stages().values()
    ]
