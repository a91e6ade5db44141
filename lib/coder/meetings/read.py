"""Meetings between sides: found by cue, read by frame, merged into one row each.

A frame says how the sides stand around its cue; it is a function (Reader, Cue) -> list[Meeting].
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib.coder.deciding import Signs, Weights
from lib.coder.document import Document
from lib.coder.meetings import merging
from lib.coder.meetings.features import Around
from lib.coder.meetings.frames_nouns import call, noun
from lib.coder.meetings.frames_travel import delegation, go, journey, send, visit
from lib.coder.meetings.frames_verbs import discuss, host, invite, meet, phone, sign, sit, speak, summon
from lib.coder.meetings.linking import unread
from lib.coder.meetings.meeting import LINKED, Meeting, Person
from lib.coder.meetings.reader import Frames, Reader
from lib.coder.meetings.telling import Kept, Telling
from lib.coder.reading.unreal import is_sport
from lib.schema import Row

FRAMES: Frames = {
    "meet": meet, "speak": speak, "phone": phone, "noun": noun, "call": call, "host": host, "visit": visit, "go": go,
    "journey": journey, "summon": summon, "sign": sign, "discuss": discuss, "sit": sit, "delegation": delegation, "invite": invite, "send": send,
}  # fmt: skip


@dataclass(frozen=True)
class Learned:
    """Weights: which sides near a cue took part, which cues tell a meeting, and which meetings are rows."""

    sides: Weights
    cues: Weights
    rows: Weights

    @staticmethod
    @cache
    def shipped() -> Learned:
        return Learned(*(Weights.named(name) for name in ("meeting_sides", "meeting_cues", "meetings")))


def meetings(doc: Document) -> list[Row]:
    """One row a meeting, in the order of the text; its confidence is the chance that it is one."""
    learned = Learned.shipped()
    weighed = [(c, learned.rows.chance(signs)) for c, signs in candidates(doc, learned)]
    least = learned.rows.threshold
    read = {(c.cue, c.rule) for c, p in weighed if p >= least and c.rule != LINKED}  # of all stops of a list, or none
    sure = [(c, p) for c, p in weighed if p >= least or (c.cue, c.rule) in read]
    return [merging.row(doc, n, c, p) for n, (c, p) in enumerate(sure, 1)]


def candidates(doc: Document, learned: Learned) -> list[tuple[Meeting, Signs]]:
    """What may be a meeting, each once, with what speaks for it."""
    reader = Reader(doc)
    telling = Telling(Around(reader, learned.sides))
    found = reader.read(FRAMES)
    found += unread(telling, found, learned.cues)
    found = [c for c in found if not doc.sport[c.cue.sentence] or c.grouped or any(_in_office(p) for p in c.people)]
    found.sort(key=lambda c: (c.cue.sentence, c.cue.start))
    merged = merging.merge(doc, found)
    kept = Kept(merged)
    return [(c, telling.row(c, kept)) for c in merged]


def _in_office(person: Person) -> bool:
    return bool(person.office) and not is_sport(person.office.lower())
