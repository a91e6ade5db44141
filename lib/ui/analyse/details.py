"""A form to put right what is known of articles: of one its title, source, author, day, language and place of its dateline;
of several at once all but the title."""

import pandas as pd
import streamlit as st

from lib import tables
from lib.errors import MajlisError
from lib.loaders.language import NAMES
from lib.loaders.language import name as language_name
from lib.measures.edits import details
from lib.ui.analyse import review_keep
from lib.ui.shell import data, layout, state
from lib.wording import words
from lib.wording.phrases import capital

FIELDS = {  # in the order they are shown; with what helps to fill them in
    "title": "The headline. The text stays as it is.",
    "source": "The agency, outlet or ministry that published it.",
    "author": "The byline as printed.",
    "published": "A day such as 2024-03-06 or 6 March 2024, or a month such as 2024-03; empty where it is not known. “On Monday” in "
    "the text counts from it.",
    "language": "The language the text is read in, whatever it looks like.",
    "dateline_place": "Where it was filed, which need not be where it happened.",
}
SAME = "Left as it is"
ROUND, DONE = "details-round", "details-done"


def draw(articles: pd.DataFrame, key: str) -> None:
    """The form for these rows of articles, folded away; once it was saved, what was done, and how to undo it."""
    if done := state.take(DONE):
        said, step = done
        st.success(said, icon=":material/check:")
        if step:
            st.button(
                "Undo this",
                on_click=data.store().undo,
                args=(state.session(), step),
                icon=":material/undo:",
                key=f"{key}-undo",
            )
    several = len(articles) > 1
    title = (
        f"Put right source, date and more of {len(articles):,}" if several else "Put right title, source, date and more"
    )
    with st.expander(title, icon=":material/edit_note:", key=f"{key}-open"):
        if several:
            st.caption("What you leave empty stays as it is. What you give holds for all of them.")
        with st.form(f"{key}-form", border=False):
            given = _fields(articles, key)
            saved = st.form_submit_button("Save and code anew", type="primary", icon=":material/save:")
        if saved:
            _save(articles["article_id"].tolist(), given)


def _fields(articles: pd.DataFrame, key: str) -> dict[str, str]:
    """What was changed in the fields; those of several articles begin empty."""
    rows = list(tables.rows(articles, "articles")) if len(articles) == 1 else []
    now = {name: details.told(rows[0], name) if rows else "" for name in FIELDS}
    shown = [name for name in FIELDS if rows or name != "title"]
    with st.container(horizontal=True):
        given = {name: _field(name, now[name], f"{key}-{name}", bool(rows)) for name in shown}
    return {name: value for name, value in given.items() if value != now[name]}


def _field(name: str, now: str, key: str, one: bool) -> str:
    """A field that begins with what is known; under another key once that is another."""
    label, key = capital(words.DETAILS[name]), f"{key}-{state.get(ROUND, 0)}-{now}"
    if name != "language":
        return st.text_input(
            label, now, key=key, help=FIELDS[name], placeholder="Not known" if one else SAME, width=300
        )
    codes = list(dict.fromkeys([*([now] if now else []), *sorted(NAMES, key=language_name)]))
    chosen = st.selectbox(
        label,
        codes,
        0 if one else None,
        key=key,
        format_func=language_name,
        help=FIELDS[name],
        placeholder=SAME,
        width=300,
    )
    return chosen or ""


def _save(names: list[str], given: dict[str, str]) -> None:
    try:
        with st.spinner("Coding anew"):
            done = data.store().put_right(names, given, state.session(), review_keep.author())
    except MajlisError as error:
        st.error(layout.told(error))
        return
    state.put(DONE, (words.put_right(len(names), *done), done[0]))
    state.count(ROUND)
    st.rerun()
