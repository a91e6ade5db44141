"""Where stories are chosen, built and handed out."""

import secrets

import streamlit as st

from lib.export.deck import ready
from lib.ui.present import handouts, my_stories, stage, stories, story_editor, story_store
from lib.ui.shell import asked, layout, state
from lib.ui.shell.marked import plain
from lib.wording import names

TOLD = {
    "article": ("One article", "The curated article, from its sentences to its charts."),
    "wave": ("The region's wave", "How the region's pairs have moved since 2020, and what broke."),
}


def show() -> None:
    """The page: ready stories, then those built here."""
    layout.page(
        "Present",
        "Choose a story and go on stage: arrow keys, space or a clicker move it, ? lists all keys. Or hand it out.",
    )
    _unknown(st.query_params.get("story", ""))
    left, middle, right = st.columns(3)
    for column, name in ((left, "article"), (middle, "wave")):
        with column.container(border=True, height="stretch"):
            st.subheader(TOLD[name][0], anchor=False)
            st.markdown(TOLD[name][1])
            actions(name)
    with right.container(border=True, height="stretch"):
        st.subheader("One actor or pair", anchor=False)
        actions(chosen())
    story_editor.show(actions)


def _unknown(name: str) -> None:
    """Tell of a story that the address names and there is none of."""
    kinds = {kind.partition("-")[0] for kind in ready.NAMES}
    if name and name.partition("-")[0] not in kinds and name not in story_store.everyone():
        asked.tell([f"the story {plain(name[:60])}"])


def chosen() -> str:
    """The name of the story of the actor, or pair, picked here."""
    data = stories.base()
    first = st.selectbox("Actor", ready.actors(data), key="story-actor", format_func=names.side, index=None)
    if not first:
        return ""
    second = st.selectbox("And", ready.partners(data, first), key="story-partner", format_func=names.side, index=None,
                          placeholder="all its neighbours")  # fmt: skip
    return f"pair-{min(first, second)}-{max(first, second)}" if second else f"actor-{first}"


def actions(name: str) -> None:
    """What can be done with a story: stage, speaker's window, hand-outs, a copy to change."""
    if not name:
        st.caption("Pick an actor to begin.")
        return
    show = token()
    st.link_button("Go on stage", stage.address(name, show), icon=":material/play_arrow:", type="primary")
    with st.container(horizontal=True, gap="small"):
        st.link_button("Speaker view", stage.address(name, show, True), icon=":material/co_present:", type="tertiary")
        handouts.button(name)
        st.button("Copy to edit", key=f"copy-{name}", icon=":material/edit:", type="tertiary",
                  on_click=my_stories.copy, args=(name,))  # fmt: skip


def token() -> str:
    """The name of the show that this visitor's windows share."""
    if not state.get("show-token"):
        state.put("show-token", secrets.token_hex(8))
    return str(state.get("show-token"))
