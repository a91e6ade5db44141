"""One's own stories in the store: private to their owner and to those with the link, or kept for everyone."""

import streamlit as st

from lib.errors import MajlisError
from lib.export.deck import story as files
from lib.export.deck.story import Story
from lib.store.stories import Saved
from lib.ui.shell import data, state

PREFIX = "mine-"


def is_mine(name: str) -> bool:
    """Is it the name of a story that was built here?"""
    return name.startswith(PREFIX)


def everyone() -> dict[str, str]:
    """Name -> title of each story this visitor may see: their own, those kept for everyone, the one in the address."""
    known = {f"{PREFIX}{s['id']}": s["title"] for s in data.store().stories(state.session())}
    linked = st.query_params.get("story", "")
    if is_mine(linked) and linked not in known and (found := saved(linked)):
        known[linked] = found["title"]
    return known


def saved(name: str) -> Saved | None:
    """What the store holds of a story. Its name is hard to guess: who has the link may read and change it."""
    return data.store().story(name.removeprefix(PREFIX)[:64])


def load(name: str) -> Story:
    """A saved story. MajlisError MJ606 when it is not there (any more)."""
    found = saved(name)
    if found is None:
        raise MajlisError("MJ606", name=name[:80], known="those on the Story page")
    return files.load(found["body"])


def save(story: Story, name: str = "", everyone: bool = False) -> str:
    """Keep a story, a new one unless `name` is given; returns its name. Private to its owner and to those with
    the link, unless it is kept for `everyone`."""
    before = saved(name) if name else None
    if before and everyone:
        delete(name)
    owner = None if everyone else before["owner"] if before else state.session()
    made = data.store().save_story(story.title, files.dump(story), owner, name.removeprefix(PREFIX))
    return f"{PREFIX}{made}"


def delete(name: str) -> None:
    """Take a story out of the store."""
    if before := saved(name):
        data.store().remove_story(name.removeprefix(PREFIX), before["owner"])


def shared(name: str) -> bool:
    """Is it kept for everyone?"""
    found = saved(name)
    return found is not None and not found["owner"]
