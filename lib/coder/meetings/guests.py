"""Lists of guests: "The meeting was attended by A, B and C", where the sentence that tells of the meeting names no sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import Meeting
from lib.coder.meetings.sides import codes
from lib.coder.reading.phrases import pattern

if TYPE_CHECKING:
    from lib.coder.meetings.reader import Reader

GUESTS = pattern("guests")
CHAIRED = pattern("chaired")
BACK = 2  # sentences to the gathering, by eye
GATHERINGS = frozenset(["meeting", "talks", "summit", "conference"])


def read(reader: Reader, index: int, found: list[Meeting]) -> list[Meeting]:
    """The gathering whose guests the sentence lists, unless `found` has its sides already."""
    low, view = reader.doc.low, reader.view(index)
    listed = GUESTS.search(low, view.start, view.end)
    guests = view.after(listed.end(), "object") if listed and not reader.doc.skip[index] else []
    cue = _gathering(reader, index, listed.end()) if listed and codes(guests) else None
    if not listed or not cue:
        return []
    led = CHAIRED.search(low, view.start, listed.start())
    chair = view.before(led.start()) if led else []
    if any(m.cue.sentence >= cue.sentence and m.family == "present" for m in found[-3:]):
        return []
    return reader.meeting(cue, chair, guests, "N attended by A", verb=True, borrowed=cue.sentence != index)


def _gathering(reader: Reader, index: int, end: int) -> Cue | None:
    """The meeting whose guests are told: "the meeting" of a sentence just before, else one told with them."""
    here = [c for c in reader.cues[index] if c.kind in GATHERINGS and c.end <= end]
    for i in range(index - 1, max(-1, index - BACK - 1), -1):
        before = [c for c in reader.cues[i] if c.kind in GATHERINGS]
        if before and not reader.doc.dates_of(index):
            return before[0]
    return here[-1] if here else None
