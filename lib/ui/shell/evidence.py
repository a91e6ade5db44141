"""The evidence panel: from a mark in a chart, or a row of a table, to the sentence it came from.

`ask(key, keys)` takes keys of rows ("m3", "t12", "c7"; see lib/ui/shell/data.py), and `asked(key)` opens them at the
right of the page.
"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.loaders.language import name as language_name
from lib.measures.counts import summaries
from lib.ui.shell import data, layout, marked, state, views
from lib.wording import names, words
from lib.wording.phrases import around, capital, listing, more, plural, whole

PAIR = 2  # sides
A_PAGE = 5  # rows shown at once
CONTEXT = 260  # characters of the article around the sentence


def ask(key: str, keys: list[str]) -> None:
    """Remember, in a callback, that a reader wants to see these rows; `asked` of the same key opens the panel."""
    if keys:
        state.put(f"{key}-asked", keys)


def asked(key: str) -> None:
    """Open the panel on the rows asked for. When the reader closes it, what was chosen under the key is drawn as not
    chosen, so that it can be chosen again."""
    if keys := state.take(f"{key}-asked"):
        panel(keys, lambda: state.count(f"{key}-round"))


def panel(keys: list[str], on_close: Callable[[], object]) -> None:
    """The panel on these rows. `on_close` is called when the reader closes it."""
    count = len(keys)
    title = "The evidence" if count == 1 else f"The evidence: {plural(count, 'row')}"
    st.dialog(title, position="right", width="medium", on_dismiss=on_close)(show)(keys)


def show(keys: list[str]) -> None:
    """The rows one under the other, a few at a time."""
    for key in keys[layout.sheet(len(keys), "evidence-page", A_PAGE)]:
        found = data.row(key)
        if found is None:
            st.info("This row is gone: the data have changed since the chart was drawn. Reload the page.")
        elif found[0] == "milestones":
            _milestone(found[1])
        else:
            _coded(*found, keys)


def _milestone(row: pd.Series) -> None:
    """A row of the chronology: its one line, and where it is reported."""
    with st.container(border=True):
        st.caption("From the curated chronology")
        st.markdown(f"**{marked.plain(names.sides(row['parties']))}**, {words.when(row)}")
        st.markdown(marked.plain(row["event"]))
        st.markdown(words.direction(row))
        if source := views.outward(row["source_url"]):
            st.link_button("Open the source", source, icon=":material/open_in_new:")
        _pair(row["parties"])


def _coded(table: str, row: pd.Series, beside: list[str]) -> None:
    """A coded row with its sentence; beside: keys of the rows that the panel holds."""
    article = data.article(row["article_id"])
    with st.container(border=True):
        st.markdown(f"**{marked.plain(words.heading(table, row))}**")
        if article is not None:
            _quotation(article, row)
        what_and_why(table, row)
        _competing(table, row, beside)
        layout.article_link("Read it in its article", str(row["article_id"]), sentence=str(int(row["sentence"])))
        _pair(
            row["parties"] if table == "meetings" else [*row["actor"], *row["recipient"]] if table == "events" else []
        )


def _pair(sides: list[str]) -> None:
    """The way to the page of the two sides, where there are just two."""
    if len(two := sorted(set(sides))) == PAIR:
        layout.pair_link(two)


def _quotation(article: pd.Series, row: pd.Series) -> None:
    """The sentence in its surroundings, marked."""
    text, start, end = article["text"], int(row["start"]), int(row["end"])
    before, after = around(text, start, end, CONTEXT)
    body = marked.passage(text, [marked.Mark(start, end, "evidence")], before, after)
    if before:
        body = body.replace("<p>", "<p>… ", 1)
    if after < len(text):
        body = body.removesuffix("</p>") + " …</p>"
    st.html(f'<blockquote class="passage" {marked.tongue(article["language"])}>{body}</blockquote>')
    st.caption(marked.plain(words.cited(article)))


def what_and_why(table: str, row: pd.Series) -> None:
    """What was coded, from which words, by which rule, how sure."""
    facts = words.facts(table, row)
    st.table({"What was coded": [f for f, _ in facts], "As": [marked.plain(v) for _, v in facts]}, border="horizontal")


def _competing(table: str, row: pd.Series, beside: list[str]) -> None:
    """Other articles on the same meeting, and the dates they give; not those whose sentence the panel shows."""
    if table != "meetings":
        return
    others = summaries.same_meeting(data.everything()["meetings"], row)
    others = others[~others["key"].isin(beside)]
    if others.empty:
        return
    competing = [other for _, other in others.iterrows() if words.when(other) != words.when(row)]
    told = f"{plural(len(others), 'other article tells', 'other articles tell')} of what may be this meeting"
    dates = f", {len(competing)} with another date" if competing else ""
    tongues = sorted({language_name(code) for code in others["language"]} - {language_name(row["language"])})
    elsewhere = f", in {listing(tongues)} too" if tongues else ""
    st.markdown(f"**{capital(told)}{elsewhere}{dates}**")
    for _, other in others.head(A_PAGE).iterrows():
        when = words.when(other)
        differs = "" if when == words.when(row) else " (another date)"
        which = marked.plain(whole(other["title"]) or other["source"] or other["article_id"])
        label = f"{marked.plain(when)}{differs}: {which}"
        layout.article_link(label, str(other["article_id"]), sentence=str(int(other["sentence"])))
    if rest := more(len(others) - A_PAGE):
        st.caption(f"and {rest}")
