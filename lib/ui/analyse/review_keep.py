"""What the parts of the Review page share: the row in hand, the words for its states, and how corrections are kept."""

from lib.measures.edits.corrections import Correction
from lib.ui.shell import data, layout, state

AUTHOR = "review-author"  # the key of the field for the reader's name
AT = "review-at"  # the place of the row in hand among the rows shown
STATES = {"": "As coded", "accepted": "Accepted", "corrected": "Corrected", "added": "Added", "deleted": "Deleted"}


def go(at: int) -> None:
    """Take the row at this place in hand; beyond the last row it is the last one."""
    state.put(AT, at)


def author() -> str:
    """The name the reader gave, in this visit or before."""
    if state.get(AUTHOR) is None:
        state.put(AUTHOR, data.store().name(state.session()))
    return str(state.get(AUTHOR))


def keep(edits: list[Correction]) -> bool:
    """Keep corrections as one step; an error of ours is shown, and nothing is kept."""
    with layout.passing():
        data.store().correct(edits, state.session(), author())
        return True
    return False
