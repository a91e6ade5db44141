"""What articles the reader has would get from copies of theirs, told before it is filled in."""

import streamlit as st

from lib.batch.job import Line, copies
from lib.measures.edits.details import Copy
from lib.ui.analyse import intake_changes
from lib.ui.shell import data, state
from lib.ui.shell.marked import plain
from lib.wording import words
from lib.wording.phrases import more, plural

SHOWN = 100  # articles listed
UNFOLDED = 10  # lines that a box shows before it is opened, at most; by eye


def _told(found: list[Copy]) -> list[str]:
    return words.filled_in(data.store().fills(found, state.session()))


def draw(aside: list[Line]) -> list[Copy]:
    """What the lines that are not kept would fill in, and whether they may; the copies that do."""
    found = copies(aside)
    of = [line.records for line in aside if line.kept and line.records]
    told = intake_changes.once("fills", of, lambda: _told(found)) if found else []
    if not told:
        return []
    agreed = st.checkbox(
        f"Fill in what copies tell of {plural(len(told), 'article')} you have", True, key="intake-fill",
        help="Only what these articles lack, never what a reader put right. It can be undone, here and on the page Review. "
        "Where everyone sees an article, everyone sees what is filled in.",
    )  # fmt: skip
    with st.expander(f"What copies tell of {plural(len(told), 'article')} you have", expanded=len(told) <= UNFOLDED):
        for line in filter(None, [*told[:SHOWN], more(len(told) - SHOWN)]):
            st.caption(plain(line))
    return found if agreed else []
