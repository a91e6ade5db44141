"""Who asked for a meeting, invited, hosted or mediated."""

import re

from lib import codebook
from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.sides import View
from lib.coder.reading.phrases import pattern

LEADS_UP = 160  # characters before a name or cue in which the words that lead up to it stand, by eye
MEDIATES_FROM, MEDIATES_TO = -40, 90  # characters around a cue in which a mediator is named, by eye
MEDIATED = re.compile(r"\b(?:mediated|brokered|facilitated) by (?:the )?$|\b(?:mediation of|auspices of) (?:the )?$")
MEDIATES = pattern("mediates")
ASKED = pattern("who asked")
LATTER = re.compile(r"\bat the (latter|former)'s (?:request|invitation|initiative)")
WISH = re.compile(r"request|invit|initiat|mediat|(?:placed|made|broker|host|facilitat|arrang)\w* by|call from")


def mediators(doc: Document, view: View, cue: Cue, others: list[Cue]) -> list[Mention]:
    """Who mediates near the cue: "mediated by Oman", "Qatari-mediated talks"."""
    found: list[Mention] = []
    for i, m in enumerate(view.mentions):
        if (
            m.kind not in ("country", "person", "organization", "office")
            or not MEDIATES_FROM < m.start - cue.start < MEDIATES_TO
        ):
            continue
        if (
            m.start > cue.start
            and not any(cue.end < c.start < m.start for c in others)
            and MEDIATED.search(doc.low, max(view.start, m.start - LEADS_UP), m.start)
        ):
            found += view.chain(i)
        elif MEDIATES.match(doc.low, m.end):
            found.append(m)
    return found


def initiator(doc: Document, view: View, left: list[Mention], right: list[Mention]) -> str:
    """Who asked, invited, hosted or mediated, if the sentence says so."""
    if not view.says(WISH):
        return ""
    if found := view.says(LATTER):
        named = view.people_before(found.start())
        if len(named) > 1:
            return label(named[-1] if found[1] == "latter" else named[-2])
    for m in view.mentions:
        near = max(view.start, m.start - LEADS_UP)
        if m.kind in ("person", "office", "country", "organization") and ASKED.search(doc.low, near, m.start):
            return label(m)
    return ""


def label(m: Mention) -> str:
    return m.name or codebook.names().get(m.code, "") or m.text
