"""A form to put right what is known of articles: of one its title, source, author, day, language and place of its dateline;
of several at once all but the title."""

import pandas as pd
import streamlit as st

from lib import tables
from lib.errors import MajlisError
from lib.loaders.language import NAMES
from lib.loaders.language import name as language_name
from lib.measures.edits import details
from lib.schema import Row
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
ROUND, DONE, WRONG = "details-round", "details-done", "details-wrong"


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
        rows = list(tables.rows(articles, "articles"))
        with st.form(f"{key}-form", border=False):
            fields = _fields(rows, key)
            st.form_submit_button(
                "Save and code anew", type="primary", icon=":material/save:", on_click=_save, args=(rows, fields, key)
            )
        if wrong := state.take(f"{WRONG}-{key}"):
            st.error(wrong)


def _fields(rows: list[Row], key: str) -> dict[str, tuple[str, str]]:
    """Draw the fields; those of several articles begin empty. Name -> its key, and what it begins with."""
    one = len(rows) == 1
    now = {name: details.told(rows[0], name) if one else "" for name in FIELDS if one or name != "title"}
    with st.container(horizontal=True):
        return {name: (_field(name, told, f"{key}-{name}", one), told) for name, told in now.items()}


def _field(name: str, now: str, key: str, one: bool) -> str:
    """A field that begins with what is known; under another key, which it returns, once that is another."""
    label, key = capital(words.DETAILS[name]), f"{key}-{state.get(ROUND, 0)}-{now}"
    if name != "language":
        st.text_input(label, now, key=key, help=FIELDS[name], placeholder="Not known" if one else SAME, width=300)
        return key
    codes = list(dict.fromkeys([*([now] if now else []), *sorted(NAMES, key=language_name)]))
    st.selectbox(
        label,
        codes,
        0 if one else None,
        key=key,
        format_func=language_name,
        help=FIELDS[name],
        placeholder=SAME,
        width=300,
    )
    return key


def _save(rows: list[Row], fields: dict[str, tuple[str, str]], key: str) -> None:
    """Keep what was changed in the fields, as they were drawn; what is wrong is told under them."""
    typed = {name: str(state.get(field) or "") for name, (field, _) in fields.items()}
    given = {name: value for name, value in typed.items() if value != fields[name][1]}
    looked = {str(row["article_id"]): details.seen(row) for row in rows}
    try:
        with st.spinner("Coding anew"):
            done = data.store().put_right(list(looked), given, state.session(), review_keep.author(), looked)
    except MajlisError as error:
        state.put(f"{WRONG}-{key}", layout.told(error))
        return
    state.put(DONE, (words.put_right(len(rows), *done), done[0]))
    state.count(ROUND)
