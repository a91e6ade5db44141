"""How the parts of the Codebook page begin a change, and what they say of it afterwards."""

from lib.store.own import Change
from lib.ui.analyse.review_keep import author
from lib.ui.shell import data, layout, state

JOB, DONE = "own-job", "own-done"


def begin(change: Change, at_once: bool = False) -> None:
    """Code the articles anew with the change, to be previewed, or kept at once."""
    state.take(DONE)
    with layout.passing():
        state.put(JOB, data.store().recoding(change, state.session(), author(), at_once))


def said(words: str, wrong: bool = False, undo: Change | None = None) -> None:
    """Say this above the page until the next change."""
    state.put(DONE, (words, wrong, undo))
