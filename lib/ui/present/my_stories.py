"""Stories built here: steps collected from charts, put in order, retitled, given notes; kept in the store."""

import datetime as dt
import json
from dataclasses import replace

import streamlit as st

from lib.charts.theme import Figure
from lib.export.deck import story as files
from lib.export.deck import views
from lib.export.deck.story import Step, Story
from lib.paths import file_name
from lib.ui.present import stories, story_store
from lib.ui.shell import layout, state
from lib.ui.shell.marked import plain


def add(fig: Figure, key: str) -> None:
    """A button under a chart: keep this view as a step of one's story. app.py gives it to the shell."""
    if st.button("Add to my story", key=f"{key}-story", icon=":material/add_to_photos:", type="tertiary"):
        keep(fig)


def keep(fig: Figure) -> None:
    """Put the figure, as it is drawn now, at the end of the story in hand, or begin one."""
    with layout.passing():
        name, story = in_hand()
        hold(story_store.save(story.plus(step_of(fig)), name))
        st.toast(f"Added to “{plain(story.title)}”, step {len(story.steps) + 1}.", icon=":material/check:")


def step_of(fig: Figure) -> Step:
    title = str((fig.layout.meta or {}).get("title", ""))[: files.LENGTHS["headline"]]
    spec = json.loads(fig.to_json())
    spec["layout"].pop("template", None)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return Step(headline=title, figure={name: files.unpacked(part) for name, part in spec.items()}, drawn=today)


def in_hand() -> tuple[str, Story]:
    """The story that is being built: the last one touched, else a new one without a name yet."""
    name = str(state.get("story-in-hand", ""))
    return (
        (name, story_store.load(name))
        if name and story_store.saved(name)
        else ("", Story("My story", (), stories.base().mark))
    )


def hold(name: str) -> None:
    """From now on, views are added to this story."""
    state.put("story-in-hand", name)


def copy(name: str) -> None:
    """A copy of any story, to change: its views stay alive, its words become one's own."""
    with layout.passing():
        told = views.stamped(stories.told(name), stories.base())
        slides = views.deck(told, stories.base(), one=views.told).slides
        steps = tuple(
            replace(s, headline=s.headline or d.headline[:200]) for s, d in zip(told.steps, slides, strict=True)
        )
        title = f"Copy of {told.title}"[: files.LENGTHS["headline"]]
        hold(story_store.save(replace(told, title=title, steps=steps)))
        st.toast(f"“{plain(title)}” is below, ready to edit.", icon=":material/check:")


def receive(raw: bytes) -> None:
    """Keep a story from a file. MajlisError MJ601 to MJ605 when it cannot be used."""
    hold(story_store.save(files.loads(raw)))


def file(story: Story) -> tuple[str, bytes]:
    """(name, content) of the story as a file to load elsewhere."""
    return f"{file_name(story.title)}.json", files.dumps(story)
