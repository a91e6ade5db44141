"""One slide on the screen: headline, lines, figure or quotation, source."""

from __future__ import annotations

import re

import streamlit as st

from lib.export.slides import Slide, pieces
from lib.export.story import Quote

SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")  # every punctuation mark of ASCII
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def escaped(text: str) -> str:
    """Text of an article as Markdown that shows exactly that text."""
    return SPECIAL.sub(r"\\\1", text).replace("\n", "  \n")


def marked(quote: Quote) -> str:
    """The quotation as Markdown, its marks on a coloured ground."""
    return "".join(
        f":orange-background[**{escaped(t.strip())}**]{' ' * t.endswith(' ')}" if lit and t.strip() else escaped(t)
        for t, lit in pieces(quote)
    )


def draw(slide: Slide, key: str) -> None:
    """Draw the slide; `key` tells its chart from those of other steps."""
    st.title(escaped(slide.headline), anchor=False)
    with st.container(key="stage-lines", gap=None):
        for line in slide.lines:
            st.markdown(escaped(line))
    if slide.quote:
        with st.container(key="stage-quote"):
            st.markdown(marked(slide.quote))
            st.caption(escaped(slide.quote.attribution))
    elif slide.figure is not None:
        with st.container(key="stage-figure", height=600, border=False):
            st.plotly_chart(
                slide.figure, key=f"stage-chart-{key}", height="stretch", alt=slide.alt, theme=None, config=CONFIG
            )
    with st.container(key="stage-source", gap=None):
        if slide.warning:
            st.markdown(f":material/info: {escaped(slide.warning)}")
        st.caption(escaped(slide.source))
