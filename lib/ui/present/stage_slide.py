"""One slide on the screen: headline, lines, figure or quotation, source. A click on a mark opens its sentence."""

from __future__ import annotations

import streamlit as st

from lib.export.deck.slides import Slide
from lib.export.deck.story import Quote
from lib.ui.shell import evidence, layout, state
from lib.ui.shell.marked import Mark, passage, plain


def draw(slide: Slide, key: str) -> None:
    """Draw the slide; `key` tells its chart from those of other steps."""
    st.title(plain(slide.headline), anchor=False)
    with st.container(key="stage-lines", gap=None):
        for line in slide.lines:
            st.markdown(plain(line))
    if slide.quote:
        with st.container(key="stage-quote"):
            quotation(slide.quote, slide.source)
    elif slide.figure is not None:
        with st.container(key="stage-figure", height=600, border=False):
            figure(slide, f"stage-chart-{key}")
    with st.container(key="stage-source", gap=None):
        if slide.warning:
            st.markdown(f":material/info: {plain(slide.warning)}")
        st.caption(plain(f"Source: {slide.source}" if slide.source else ""))


def quotation(quote: Quote, source: str) -> None:
    marks = [Mark(start, end, "evidence") for start, end in quote.marks]
    st.html(f'<blockquote class="passage">{passage(quote.text, marks)}</blockquote>')
    if quote.attribution and quote.attribution != source:
        st.caption(plain(quote.attribution))


def figure(slide: Slide, key: str) -> None:
    name = f"{key}-{state.get(f'{key}-round', 0)}"
    st.plotly_chart(
        slide.figure,
        key=name,
        height="stretch",
        alt=slide.alt,
        config=layout.CONFIG,
        on_select=lambda: state.put(f"{key}-asked", layout.clicked(state.get(name))),
        selection_mode="points",
    )
    if asked := state.take(f"{key}-asked"):
        evidence.panel(asked, on_close=lambda: state.count(f"{key}-round"))
