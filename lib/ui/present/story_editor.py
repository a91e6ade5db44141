"""The workshop: one's own stories, their steps to reorder, retitle, annotate and take out."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lib.errors import MajlisError
from lib.export.deck.story import LENGTHS, Story
from lib.ui.present import my_stories, story_store
from lib.ui.shell import layout, state
from lib.ui.shell.marked import plain


def show(actions: Callable[[str], None]) -> None:
    """Choose a story of one's own and change it; `actions` draws what can be done with it."""
    st.subheader("Your stories", anchor=False)
    known = story_store.everyone()
    load_file()
    if not known:
        st.markdown("None yet. Press **Add to my story** under any chart, or **Copy to edit** on a story above.")
        return
    names = list(known)
    held = state.get("story-in-hand", st.query_params.get("story"))
    name = held if held in names else names[0]
    key = f"story-chosen-{known[name]}"  # a new title is a new widget: the old one would go on showing the old title
    st.selectbox("Story", names, names.index(name), key=key, format_func=known.get, on_change=chosen, args=(key,))
    st.query_params["story"] = name  # so that a reload, or a link, comes back to it
    with st.container(border=True):
        edit(name, story_store.load(name), actions)


def chosen(key: str) -> None:
    my_stories.hold(str(state.get(key)))


def load_file() -> None:
    with st.popover("Load a story from a file", icon=":material/upload:", type="tertiary"):
        turn = state.get("story-file-round", 0)
        st.file_uploader(
            "Story file", type="json", key=f"story-file-{turn}", max_upload_size=8, on_change=received, args=(turn,)
        )
        if problem := state.take("story-file-problem"):
            st.error(problem)


def received(turn: int) -> None:
    """Take the file in before the page is drawn anew."""
    raw = state.get(f"story-file-{turn}")
    if raw is None:
        return
    try:
        my_stories.receive(raw.getvalue())
        st.toast("The story is loaded.", icon=":material/check:")
    except MajlisError as error:
        state.put("story-file-problem", layout.told(error, bold=True))
    state.count("story-file-round")


def edit(name: str, story: Story, actions: Callable[[str], None]) -> None:
    st.text_input(
        "Title", story.title, key=f"{name}-title", max_chars=LENGTHS["headline"], on_change=retitle, args=(name, story)
    )
    if story.steps:
        actions(name)
    for index in range(len(story.steps)):
        step(name, story, index)
    with st.container(horizontal=True):
        file, content = my_stories.file(story)
        st.download_button("Save to a file", content, file, "application/json", icon=":material/save:", on_click="ignore",
                           disabled=not story.steps)  # fmt: skip
        if not story_store.shared(name):
            st.button("Keep for everyone here", icon=":material/group:", type="tertiary", on_click=publish, args=(name, story),
                      help="Until then only you see it, and those who have its link.")  # fmt: skip
        st.button(
            "Delete this story", icon=":material/delete:", type="tertiary", on_click=story_store.delete, args=(name,)
        )


def publish(name: str, story: Story) -> None:
    my_stories.hold(story_store.save(story, name, everyone=True))


def retitle(name: str, story: Story) -> None:
    title = str(state.get(f"{name}-title", "")).strip()
    if title:
        story_store.save(Story(title, story.steps, story.data_version), name)


def step(name: str, story: Story, index: int) -> None:
    """One step: its headline and notes, and where it stands."""
    told, last = story.steps[index], len(story.steps) - 1
    # The key follows the step, not its place, so that what was typed moves along with it.
    key = f"{name}-{abs(hash((told.view, tuple(told.settings.items()), told.headline, told.drawn)))}-{index}"
    with st.expander(f"{index + 1}. {plain(told.headline or told.view or 'Quotation')}"):
        st.text_input("Headline", told.headline, key=f"{key}-headline", max_chars=LENGTHS["headline"],
                      on_change=change, args=(name, story, index, "headline", f"{key}-headline"))  # fmt: skip
        st.text_area("Notes for the speaker", told.notes, key=f"{key}-notes", max_chars=LENGTHS["notes"],
                     on_change=change, args=(name, story, index, "notes", f"{key}-notes"))  # fmt: skip
        with st.container(horizontal=True):
            st.button("Up", key=f"{key}-up", icon=":material/arrow_upward:", disabled=index == 0,
                      on_click=keep, args=(name, story.move(index, -1)))  # fmt: skip
            st.button("Down", key=f"{key}-down", icon=":material/arrow_downward:", disabled=index == last,
                      on_click=keep, args=(name, story.move(index, 1)))  # fmt: skip
            st.button(
                "Take out", key=f"{key}-out", icon=":material/delete:", on_click=keep, args=(name, story.without(index))
            )


def change(name: str, story: Story, index: int, field: str, key: str) -> None:
    said, told = str(state.get(key, "")).strip(), story.steps[index]
    changed = replace(told, headline=said) if field == "headline" else replace(told, notes=said)
    story_store.save(story.put(index, changed), name)


def keep(name: str, story: Story) -> None:
    """Save the story as changed; without its last step it is gone."""
    if story.steps:
        story_store.save(story, name)
    else:
        story_store.delete(name)
