"""What the reader chose in the filters, read from the state of their widgets."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from lib.loaders.language import name as language_name
from lib.measures.counts.selection import Selection
from lib.ui.shell import state
from lib.wording import names


class Several(NamedTuple):
    """A filter of which several can be chosen: its key in the address, its part of the selection, its title, what its
    values are called, and of how many there must be any for it to be offered; `before`: what says of a value what it is."""

    key: str
    part: str
    title: str
    called: Callable[[str], str] = str
    least: int = 0
    before: str = ""


LAYER_NAMES = {"articles": "Articles", "chronology": "Chronology of milestones"}
SEVERAL = (
    Several("country", "countries", "Countries and organizations", names.side),
    Several("person", "people", "People"),
    Several("kind", "kinds", "Kinds of meeting", names.title),
    Several("status", "statuses", "Status of a meeting", names.title),
    Several("topic", "topics", "Topics", names.title),
    Several("source", "sources", "Sources"),
    Several("language", "languages", "Languages of articles", language_name),
    Several("reader", "readers", "Reader", names.reader, 2, "Read by "),
    Several("layer", "layers", "Layers", LAYER_NAMES.__getitem__),
)
KEYS = ("from", "to", *(each.key for each in SEVERAL), "sure")


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
