"""What the parts of the Review page share: the row in hand, the words for its states, and how corrections are kept."""

from __future__ import annotations

from lib.measures.edits.corrections import Correction
from lib.ui.shell import data, layout, state

AT = "review-at"  # the place of the row in hand among the rows shown
STATES = {"": "As coded", "accepted": "Accepted", "corrected": "Corrected", "added": "Added", "deleted": "Deleted"}


def go(at: int) -> None:
    """Take the row at this place in hand; beyond the last row it is the last one."""
    state.put(AT, at)


def keep(edits: list[Correction]) -> bool:
    """Keep corrections as one step; an error of ours is shown, and nothing is kept."""
    with layout.passing():
        data.store().correct(edits, state.session(), str(state.get("review-author") or ""))
        return True
    return False
