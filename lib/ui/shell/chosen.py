"""What the reader chose in the filters, read from the state of their widgets."""

from __future__ import annotations

import datetime as dt

from lib.measures.counts.selection import Selection
from lib.ui.shell import state

KEYS = ("from", "to", "country", "person", "kind", "status", "topic", "source", "layer", "sure")


def current() -> Selection:
    """The selection in force."""
    return Selection(
        start=_day("from"),
        end=_day("to"),
        countries=_several("country"),
        people=_several("person"),
        kinds=_several("kind"),
        statuses=_several("status"),
        topics=_several("topic"),
        sources=_several("source"),
        layers=_several("layer"),
        confidence=float(state.get("sure") or 0.0),
    )


def _day(key: str) -> str:
    value = state.get(key)
    return value.isoformat() if isinstance(value, dt.date) else ""


def _several(key: str) -> tuple[str, ...]:
    return tuple(state.get(key) or ())


def clear(*keys: str) -> None:
    """Take filters away; all of them when none is named. For callbacks."""
    for key in keys or KEYS:
        state.put(key, None if key in ("from", "to") else 0.0 if key == "sure" else [])
