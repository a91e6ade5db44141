"""Who claims a wave in the loaded articles, beside what the evidence supports."""

import pandas as pd
import streamlit as st

from lib.catalogue.measured import Measured
from lib.measures.parameters import DEFAULTS
from lib.measures.waves.doubt import WHOLE
from lib.ui.explore import wave_data
from lib.ui.shell import data, evidence
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave, verdict, words
from lib.wording.phrases import capital, plural, whole

MOST = 3  # claims shown


@st.fragment
def claimed(measured: Measured) -> None:
    """Each claim of a wave in the loaded articles, beside what the evidence supports."""
    told = wave_data.claimed(*data.view())
    st.markdown("## What is claimed, and what the evidence supports")
    if told.empty:
        st.markdown("No loaded article claims a wave in so many words.")
        return
    for n, (_, claim) in enumerate(told.head(MOST).iterrows()):
        _claim(measured, claim, n)
    if len(told) > MOST:
        st.caption(f"{plural(len(told) - MOST, 'more sentence claims', 'more sentences claim')} one.")
    evidence.asked("claim")


def _claim(measured: Measured, claim: pd.Series, n: int) -> None:
    said, shown = st.columns(2, gap="medium")
    with said.container(border=True, height="stretch"):
        st.caption("The claim")
        st.markdown(f"> {plain(whole(claim['evidence']))}")
        who = capital(claim["speaker"]) or "The text itself"
        side = f", for {names.side(claim['speaker_country'])}" if claim["speaker_country"] else ""
        article = data.article(claim["article_id"])
        where = f" ({words.cited(article)})" if article is not None else ""
        st.markdown(f"**{plain(who + side)}**{plain(where)}")
        topics = measured.tables["topics"]
        here = topics[(topics["article_id"] == claim["article_id"]) & (topics["start"] == claim["start"])]
        if len(here):
            keys = [here.iloc[0]["key"]]
            st.button("See it in its article", key=f"claim-{n}", icon=":material/article:", type="tertiary",
                      on_click=evidence.ask, args=("claim", keys))  # fmt: skip
    with shown.container(border=True, height="stretch"):
        st.caption("What the evidence supports")
        for line in supported(measured, claim):
            st.markdown(line)


def supported(measured: Measured, claim: pd.Series) -> list[str]:
    """What the loaded articles alone, and the chronology, say to a claim."""
    lines = []
    coded = wave_data.measured("articles", measured.parameters, measured.part)
    alone = coded.regions[claim["claim"]].waves
    articles = len(measured.tables["articles"])
    as_chosen = "" if (measured.part, measured.parameters) == (WHOLE, DEFAULTS) else ", as chosen above"
    told = story_wave.region(alone, coded.lacking(claim["claim"]), names.in_text)
    said = (
        verdict.claimed(alone, claim)
        if any(wave.named for wave in alone)
        else f"They do not support it by themselves: {(told.headline if alone else told.lines[0]).rstrip('.')}."
    )
    lines.append(f"**The loaded articles ({articles}){as_chosen}.** {plain(said)}")
    if len(measured.tables["milestones"]):
        curated = wave_data.measured("chronology", measured.parameters, measured.part).regions[claim["claim"]]
        lines.append(f"**The curated chronology{as_chosen}.** {plain(verdict.claimed(curated.waves, claim))}")
    lines.append("A claim in an article is no evidence of a wave; only dated steps between pairs of rivals count.")
    return lines
