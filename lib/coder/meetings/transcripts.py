"""Transcripts of remarks: the hour and the place on lines of their own tell when and where the speakers met."""

import re

from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.reading.dates import UNKNOWN, DateSpan

TOP = 8  # sentences in which a transcript says when and where
CLOCK_LINE = 30  # characters of the line that gives the hour

CLOCK = re.compile(r"\d{1,2}:\d\d ?[ap]\.?m\.?\b")
SPEAKERS = re.compile(
    r"^(?:joint )?(?:remarks|statements?|press conference|press availability|statements to the press)\b"
)


def day_of_transcript(doc: Document) -> DateSpan:
    """A transcript that gives the hour is of the day it is dated."""
    for s in doc.sentences[:TOP]:
        if doc.day and len(s.text) < CLOCK_LINE and CLOCK.match(doc.low, s.start):
            return DateSpan(doc.day, doc.day, "day", s.text, s.start, s.end, s.index)
    return UNKNOWN


def place_of_transcript(doc: Document) -> Mention | None:
    """ "Oval Office" or "Berlin, Germany" on a line of its own at the top of a transcript."""
    for s in doc.sentences[:TOP]:
        found = [m for m in doc.of(s.index) if m.kind in ("place", "country") and m.role != "demonym" and m.code]
        lines = [m for m in found if m.start == s.start or doc.folded[m.start - 2 : m.start] == "| "]
        if s.heading and lines:
            return lines[0]
    return None
