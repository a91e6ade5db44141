"""What the words around a cue say: whether anybody met, how, and beside which summit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.coder.document import Document
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import HARD, Meeting, date_of, place_name, place_of
from lib.coder.meetings.sides import View
from lib.coder.reading.phrases import pattern

if TYPE_CHECKING:
    from lib.coder.meetings.reader import Reader

BEFORE, AFTER = 40, 60  # characters around a cue that tell how they met, by eye
OWNED = len("'s private ")  # before a plane that is somebody's
SIDELINED = 3  # sentences back to the summit on whose sidelines somebody met, by eye
BY_PHONE, IN_PERSON, VIRTUAL = pattern("by phone"), pattern("in person"), pattern("virtual")
VEHICLE = pattern("vehicle")
SIDELINES = pattern("on the sidelines")


def form(doc: Document, view: View, cue: Cue, kind: str) -> str:
    """The kind of meeting, where the words beside the cue say how they met: by video, by phone, in person."""
    near, after = doc.low[max(view.start, cue.start - BEFORE) : cue.end + AFTER], doc.low[cue.end : cue.end + AFTER]
    spoke = kind == "phone_call" and cue.frame == "speak"
    phone = BY_PHONE.search(doc.low, cue.start, view.end) if spoke else BY_PHONE.search(after)
    if (cue.kind in ("meeting", "talks", "summit", "conference") or (spoke and not phone)) and VIRTUAL.search(near):
        return "video_meeting"
    if phone and cue.frame != "noun" and kind in ("meeting", "talks", "signing"):
        return kind if HARD.search(after[: phone.start()]) else "phone_call"
    met = IN_PERSON.search(near) or (spoke and place_of(doc, view, cue))
    return "meeting" if kind == "phone_call" and not phone and met else kind


def freight(view: View, cue: Cue) -> bool:
    """ "A plane carrying aid landed in B": nobody travels, unless the plane is somebody's or carries somebody."""
    travels = cue.kind == "visit" and cue.frame == "go"
    craft = VEHICLE.search(view.doc.low, view.start, cue.start) if travels else None
    near = (m for m in view.mentions if craft and craft.start() - OWNED <= m.end <= cue.start)
    return bool(craft) and not any(m.kind in ("person", "office", "group") for m in near)


def beside_summit(reader: Reader, made: Meeting) -> None:
    """ "On the sidelines, A met B": where and on the day of the summit told with it or just before, unless told."""
    last = made.cue.sentence
    if not (beside := reader.view(last).says(SIDELINES)):
        return
    first = last if beside.group(1) else max(0, last - SIDELINED)
    for c in (c for i in range(last, first - 1, -1) for c in reader.every[i] if c.kind in ("summit", "conference")):
        made.date = date_of(reader.doc, c, reader.cues[c.sentence])
        place = place_of(reader.doc, reader.view(c.sentence), c)
        if place and not made.place_country:
            made.place, made.place_country = place_name(place), place.code
        if made.date.start:
            return
