"""What the reader chose in the filters, read from the state of their widgets."""

import datetime as dt

from lib.measures.counts.selection import Selection
from lib.ui.shell import state
from lib.wording.choices import KEYS, SEVERAL


def current() -> Selection:
    """The selection in force."""
    return Selection(
        start=_day("from"),
        end=_day("to"),
        confidence=float(state.get("sure") or 0.0),
        **{each.part: tuple(state.get(each.key) or ()) for each in SEVERAL},
    )


def _day(key: str) -> str:
    value = state.get(key)
    return value.isoformat() if isinstance(value, dt.date) else ""


def clear(*keys: str) -> None:
    """Take filters away; all of them when none is named. For callbacks."""
    for key in keys or KEYS:
        state.put(key, None if key in ("from", "to") else 0.0 if key == "sure" else [])
