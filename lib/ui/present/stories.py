"""The stories a visitor can show, drawn once per version of the data.

A story is named in the URL: article, wave, actor-IRN, pair-IRN-SAU (lib/export/deck/ready.py), or mine-ID for one
that was built here and saved in the store. `visitor`: whose data it is told from, by state.session(), which is this visitor.
"""

import streamlit as st

from lib.export.deck import slides_html, views
from lib.export.deck import story as files
from lib.export.deck.ready import ready
from lib.export.deck.story import Story
from lib.export.deck.story_data import Data
from lib.ui.present import story_store
from lib.ui.shell import data, state

DEFAULT = "article"


def told(name: str, visitor: str = "") -> Story:
    """The story of that name, ready or one's own. MajlisError MJ606, MJ607."""
    visitor = visitor or state.session()
    return (
        story_store.load(name)
        if story_store.is_mine(name)
        else _ready(data.store(visitor).version(visitor), visitor, name)
    )


def base() -> Data:
    """What stories are told from."""
    return _base(data.version(), state.session())


def page(name: str, visitor: str, plotly: str) -> str:
    """The steps of the story as a page (lib/export/deck/slides_html.py). MajlisError MJ606, MJ607."""
    story = told(name, visitor)
    return _page(data.store(visitor).version(visitor), visitor, name, files.dumps(story), story, plotly)


@st.cache_resource(max_entries=16, show_spinner=False)
def _base(version: str, _visitor: str) -> Data:
    tables = data.loaded(version, _visitor)
    return Data(tables, tables["milestones"])


@st.cache_resource(max_entries=128, show_spinner=False)
def _ready(version: str, _visitor: str, name: str) -> Story:
    return ready(name, _base(version, _visitor))


@st.cache_resource(max_entries=32, show_spinner=False)
def _page(version: str, _visitor: str, name: str, written: bytes, _story: Story, plotly: str) -> str:
    return slides_html.steps(views.deck(_story, _base(version, _visitor), one=views.told), name, plotly)
