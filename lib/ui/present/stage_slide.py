"""One slide on the screen: headline, lines, figure or quotation, source. A click on a mark opens its sentence."""

import streamlit as st

from lib.export.deck.slides import Slide
from lib.export.deck.story import Quote
from lib.ui.shell import card, evidence
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
    """The passage with its marks, and who said it if the source does not tell."""
    marks = [Mark(start, end, "evidence") for start, end in quote.marks]
    st.html(f'<blockquote class="passage" dir="auto">{passage(quote.text, marks)}</blockquote>')
    if quote.attribution and quote.attribution != source:
        st.caption(plain(quote.attribution))


def figure(slide: Slide, key: str) -> None:
    """The figure; a click on a mark opens its evidence."""
    card.plot(slide.figure, key, slide.alt, "stretch")
    evidence.asked(key)
