"""Meetings between sides: found by cue, read by frame, merged into one row each.

A frame says how the sides stand around its cue; it is a function (Reader, Cue) -> list[Meeting].
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from lib.coder.deciding import Signs, Weights
from lib.coder.document import Document, read
from lib.coder.meetings import merging
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import Around
from lib.coder.meetings.frames_nouns import call, noun
from lib.coder.meetings.frames_travel import delegation, go, journey, stay, visit
from lib.coder.meetings.frames_verbs import callon, chair, discuss, host, invite, meet, phone, sign, speak, summon
from lib.coder.meetings.linking import unread
from lib.coder.meetings.meeting import Meeting, date_of, place_of
from lib.coder.meetings.reader import Frames, Reader, place_name
from lib.coder.meetings.telling import Telling
from lib.coder.meetings.transcripts import day_of_transcript, place_of_transcript
from lib.coder.reading.text import fold
from lib.schema import Article, Row

HEADLINE = 60  # characters of a headline that make it the one the text begins with
TEXT_TOP = 1500  # characters of the text in which its own headline stands

FRAMES: Frames = {
    "meet": meet, "speak": speak, "phone": phone, "noun": noun, "call": call, "host": host, "visit": visit, "go": go,
    "journey": journey, "stay": stay, "callon": callon, "invite": invite, "delegation": delegation, "summon": summon, "sign": sign, "chair": chair, "discuss": discuss,
}  # fmt: skip


def headline(reader: Reader) -> list[Meeting]:
    """What a headline that came beside the text tells; its evidence is the first sentence."""
    doc = reader.doc
    title, body = doc.article.title, [s.index for s in doc.sentences if not doc.skip[s.index]]
    if not title or not body or fold(title)[:HEADLINE].lower() in doc.low[:TEXT_TOP]:
        return []
    head = read(
        Article(doc.article.article_id, title + "\n", published=doc.day, source=doc.article.source, url=doc.article.url)
    )
    beside = Reader(head)
    cue = Cue(doc.sentences[body[0]].start, doc.sentences[body[0]].start, "", "", "", body[0])
    found = [
        replace(c, cue=replace(cue, text=c.cue.text), heading=True, rule=f"headline: {c.rule}")
        for c in beside.read(FRAMES)
    ]
    reader.sides, reader.voice = beside.sides, beside.voice
    for c in found:
        c.date = c.date if c.date.start else date_of(doc, c.cue, [])
        where = None if c.place_country or c.family != "present" else place_of(doc, reader.view(c.cue.sentence), c.cue)
        if where:
            c.place, c.place_country = place_name(where), where.code
        if c.rule.endswith("remarks by A and B at N"):
            where = place_of_transcript(doc)
            c.date = day_of_transcript(doc)
            if where:
                c.place, c.place_country = place_name(where), where.code
    return found


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
    sure = [(c, p) for c, p in weighed if p >= learned.rows.threshold]
    return [merging.row(doc, n, c, p) for n, (c, p) in enumerate(sure, 1)]


def candidates(doc: Document, learned: Learned) -> list[tuple[Meeting, Signs]]:
    """What may be a meeting, each once, with what speaks for it."""
    reader = Reader(doc)
    telling = Telling(Around(reader, learned.sides))
    found = reader.read(FRAMES, headline(reader))
    found += unread(telling, found, learned.cues)
    found.sort(key=lambda c: (not c.rule.startswith("headline"), c.cue.sentence, c.cue.start))
    kept = merging.merge(doc, found)
    return [(c, telling.row(c, kept)) for c in kept]
