"""Lists of guests: "The meeting was attended by A, B and C", where the sentence that tells of the meeting names no sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import Meeting
from lib.coder.meetings.sides import View, codes
from lib.coder.reading.phrases import pattern

if TYPE_CHECKING:
    from lib.coder.meetings.reader import Reader

ATTENDED, AS_DID, ABSENT = pattern("guests"), pattern("as did"), pattern("absent")
CHAIRED = pattern("chaired")
BACK = 2  # sentences to the gathering, by eye
NEAR = 6  # meetings found last, among which that of the guests may be
SUMMITS = frozenset(["summit", "conference"])
GATHERINGS = SUMMITS | {"meeting", "talks"}


def read(reader: Reader, index: int, found: list[Meeting]) -> list[Meeting]:
    """The gathering whose guests the sentence lists, unless `found` has its sides already."""
    view = reader.view(index)
    if reader.doc.skip[index] or not (listed := view.says(ATTENDED)):
        return []
    guests = _before(view, listed) if listed["verb"] else _after(view, listed)
    cue = _gathering(reader, index, listed, found[-NEAR:]) if codes(guests) else None
    if not cue:
        return []
    return reader.meeting(cue, guests, [], "N attended by A", verb=True, borrowed=cue.sentence != index)


def _after(view: View, listed: re.Match[str]) -> list[Mention]:
    """ "A chaired the session, attended by B and C"."""
    led = CHAIRED.search(view.doc.low, view.start, listed.start())
    return [*(view.before(led.start()) if led else []), *view.after(listed.end(), "object")]


def _before(view: View, listed: re.Match[str]) -> list[Mention]:
    """ "A and B attended, as did C"."""
    also = AS_DID.match(view.doc.low, listed.end())
    return [*view.before(listed.start()), *(view.after(also.end(), "object") if also else [])]


def absent(reader: Reader, index: int) -> set[str]:
    """The sides that stayed away, as the sentence or one just after it says: "A did not attend"."""
    views = [reader.view(i) for i in range(index, min(index + BACK + 1, len(reader.doc.sentences)))]
    return {code for view in views if (away := view.says(ABSENT)) for code in codes(view.before(away.start()))}


def _gathering(reader: Reader, index: int, listed: re.Match[str], found: list[Meeting]) -> Cue | None:
    """The meeting whose guests are told, if nobody has been found to have met there: one told just before or with them."""
    read = {m.cue.sentence for m in found if m.family == "present"}
    for i in range(index - 1, max(-1, index - BACK - 1), -1):
        kinds = SUMMITS if i in read else GATHERINGS
        before = [c for c in reader.cues[i] if c.kind in kinds and not any(m.cue == c for m in found)]
        if before and not reader.doc.dates_of(index):
            return before[0]
    here = [c for c in reader.cues[index] if c.kind in GATHERINGS and c.end <= listed.end() and not listed["verb"]]
    return here[-1] if here and index not in read else None
