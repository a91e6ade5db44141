"""Meetings no frame reads: of the sides named near a cue, those that likely took part.

A frame knows how the sides stand around its cue; much is told in another way ("Jordan is next on the minister's list").
So every cue that no frame reads is weighed, and every side near it, by weights learned from annotated texts.
"""

from collections import defaultdict
from collections.abc import Iterator

from lib.coder.deciding import Weights
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import BACK, Around, Chances
from lib.coder.meetings.guests import absent
from lib.coder.meetings.meeting import HALF, LINKED, VISITS, Meeting
from lib.coder.meetings.sides import members
from lib.coder.meetings.telling import Telling

LIKELY = 0.5
POSSIBLE = 0.15  # of the second side, where fewer than two are likely
LAND = frozenset(["country", "place"])
ONE_BY_ONE = VISITS | {"phone_call"}  # with several sides: one for each of those visited or called


def chosen(told: Chances) -> list[str]:
    """The sides that took part; the two likeliest where fewer are likely, none where there are no two."""
    likely = sorted((code for code, p in told.items() if p >= LIKELY), key=lambda code: -told[code])
    if len(likely) < 2:
        likely = sorted((code for code, p in told.items() if p >= POSSIBLE), key=lambda code: -told[code])[:2]
    return likely if len(likely) > 1 else []


def unread(telling: Telling, found: list[Meeting], cues: Weights) -> list[Meeting]:
    """The meetings of cues that no frame reads and that likely tell one. `found`: what the frames read."""
    around = telling.around
    read = {m.cue.start for m in found}
    beside: defaultdict[int, list[Meeting]] = defaultdict(list)  # what the frames read in each sentence
    for m in found:
        beside[m.cue.sentence].append(m)
    more = []
    for cue in (c for s in around.doc.sentences if not s.text.endswith("?") for c in around.cues(s.index)):
        if cue.start in read or cues.chance(telling.at_best(cue)) < cues.threshold:
            continue
        sides = chosen(_of_clause(around, cue))
        if sides and (cue.frame != "invite" or len(sides) == 2) and cues.chance(telling.cue(cue)) >= cues.threshold:
            here = beside[cue.sentence]
            more += [m for m in linked(around, cue, sides) if not any(_told(m, one) for one in here)]
    return more


def _told(m: Meeting, one: Meeting) -> bool:
    """Is it likely the one that a frame has read in its sentence? What one agreed by phone is another."""
    among = m.shared(one) >= HALF or set(m.parties) <= set(one.parties)
    return among and (m.cue.kind == m.kind or m.kind != "phone_call" or one.family == m.family)


def _of_clause(around: Around, cue: Cue) -> Chances:
    """The chances of the sides between the semicolons around a cue, where two are named there; else of all."""
    away = absent(around.reader, cue.sentence)
    told = {code: p for code, p in around.chances(cue).items() if code not in away}
    view = around.reader.view(cue.sentence)
    start = around.doc.low.rfind(";", view.start, cue.start) + 1
    end = around.doc.low.find(";", cue.end, view.end)
    if not start and end < 0:
        return told
    near = {code for m in view.mentions if start <= m.start and (end < 0 or m.end <= end) for code in members(m.code)}
    inside = {code: p for code, p in told.items() if code in near}
    return inside if len(inside) > 1 else told


def linked(around: Around, cue: Cue, sides: list[str]) -> Iterator[Meeting]:
    """The meeting of these sides, or one for each that is visited or called."""
    reader = around.reader
    view = reader.view(cue.sentence)
    named = [
        m
        for m in view.mentions
        if not set(sides).isdisjoint(members(m.code)) and m.role != "demonym" and not view.is_place(m)
    ]
    lead = next((code for m in named for code in members(m.code) if code in sides), sides[0])
    groups = [[lead, code] for code in sides if code != lead] if cue.kind in ONE_BY_ONE else [sides]
    for group in groups:
        mentions = [_of_side(around, cue, named, code) for code in group]
        left = [m for told in mentions for m in told if m.start < cue.start and m.sentence == cue.sentence]
        right = [m for told in mentions for m in told if m not in left]
        where = next(
            (m for m in view.mentions if cue.kind in VISITS and group[-1] in members(m.code) and m.kind in LAND), None
        )
        if cue.kind in VISITS and not any(m.kind in LAND and m.role != "demonym" for m in view.mentions):
            continue  # a journey to nowhere
        yield from reader.meeting(
            cue, left, right, LINKED, place=where, borrowed=any(m.sentence != cue.sentence for m in right)
        )


def _of_side(around: Around, cue: Cue, named: list[Mention], code: str) -> list[Mention]:
    """The mentions that stand for a side: those of the sentence, else the last one near it, else the first."""
    here = [m for m in named if code in members(m.code)]
    if here:
        return here
    last = min(cue.sentence + 2, len(around.doc.sentences))
    told = [m for i in range(max(0, cue.sentence - BACK), last) for m in around.doc.of(i) if code in members(m.code)]
    return told[-1:] or [m for m in around.doc.of(around.first[code]) if code in members(m.code)][:1]
