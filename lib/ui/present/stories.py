"""The stories this visitor can show, their slides drawn once per version of the data.

A story is named in the URL: article, wave, actor-IRN, pair-IRN-SAU (lib/export/deck/ready.py), or mine-ID for one
that was built here and saved in the store.
"""

import json
from dataclasses import dataclass, replace

import streamlit as st

from lib.charts import theme
from lib.errors import MajlisError
from lib.export.deck import story as files
from lib.export.deck.ready import ready
from lib.export.deck.slides import Slide, staged
from lib.export.deck.story import Story
from lib.export.deck.story_data import Data
from lib.export.deck.views import draw
from lib.ui.present import story_store
from lib.ui.shell import data, state

DEFAULT = "article"


@dataclass(frozen=True)
class Drawn:
    """A story by its name; slides are numbered from 1 and drawn when asked for."""

    name: str
    story: Story
    version: str
    session: str

    def __len__(self) -> int:
        return len(self.story.steps)

    def slide(self, number: int) -> Slide:
        """The slide for the screen, its figure in the colours of the reader's theme."""
        step = self.story.steps[number - 1]
        return _slide(self.version, self.session, files.text(step), self.story.data_version)


def asked() -> Drawn:
    """The story the URL names; the first ready one when it names none. MajlisError MJ606, MJ607."""
    return drawn(st.query_params.get("story", DEFAULT)[:120])


def drawn(name: str) -> Drawn:
    """The story of that name, ready or one's own. MajlisError MJ606, MJ607."""
    version, session = data.version(), state.session()
    told = story_store.load(name) if story_store.is_mine(name) else _ready(version, session, name)
    return Drawn(name, told, version, session)


def base() -> Data:
    """What stories are told from, for this visitor."""
    return _base(data.version(), state.session())


@st.cache_resource(max_entries=16, show_spinner=False)
def _base(version: str, session: str) -> Data:
    tables = data.everything()
    return Data(tables, tables["milestones"])


@st.cache_resource(max_entries=128, show_spinner=False)
def _ready(version: str, session: str, name: str) -> Story:
    return ready(name, _base(version, session))


@st.cache_resource(max_entries=400, show_spinner=False)
def _slide(version: str, session: str, step: str, saved_with: str) -> Slide:
    """A slide, also when there is nothing to show: then it says why."""
    try:
        slide = draw(files.step(json.loads(step), 0), _base(version, session), saved_with)
    except MajlisError as error:
        return Slide(f"{error.what}", (error.next,), error.code)
    return replace(slide, figure=theme.screen(staged(slide.figure))) if slide.figure is not None else slide
