"""What keeping new articles would change, shown before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

import streamlit as st

from lib.schema import Records
from lib.ui.shell import card, data, state

if TYPE_CHECKING:
    import pandas as pd

Made = TypeVar("Made")
SEEN = "intake-seen"
TITLES = {
    "new": ("New meetings", "Meetings that no other article tells of."),
    "merged": ("Better attested", "Meetings that articles you have tell of too; they are counted once."),
    "contradictions": ("Contradictions", "The same meeting, told with another date, place or status."),
    "wave": ("Figures of the wave that move", "Computed with and without the new articles."),
}


def draw(chosen: list[Records]) -> None:
    """The changes, as figures, and as tables to open."""
    found = _preview(chosen)
    st.markdown("## What would change")
    with st.container(horizontal=True):
        for name, rows in found.items():
            st.metric(TITLES[name][0], f"{len(rows):,}", border=True)
    for name, rows in found.items():
        if len(rows):
            with st.expander(TITLES[name][0]):
                st.caption(TITLES[name][1])
                card.table(rows, f"intake-change-{name}")


def _preview(chosen: list[Records]) -> dict[str, pd.DataFrame]:
    return once("preview", chosen, lambda: data.store().preview(chosen, state.session()))


def once(name: str, chosen: list[Records], make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for each choice of articles and each state of the store."""
    key = (data.version(), tuple((id(records), records["articles"][0]["published"]) for records in chosen))
    seen = state.get(f"{SEEN}-{name}")
    if seen is None or seen[0] != key:
        seen = key, make()
        state.put(f"{SEEN}-{name}", seen)
    return cast("Made", seen[1])


def forget() -> None:
    """Drop the comparison kept for this session."""
    for name in ("preview", "tables", "fills"):
        state.take(f"{SEEN}-{name}")
