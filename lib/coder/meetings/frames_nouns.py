"""Frames of nouns: "talks between A and B", "A-B dialogue", "A held a meeting with B", "a call from B"."""

import re
from dataclasses import replace
from functools import cache

from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.asking import label
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.frames_travel import journeys
from lib.coder.meetings.frames_verbs import apart
from lib.coder.meetings.meeting import DAYS_APART, REMOTE, Meeting, place_name, words
from lib.coder.meetings.reader import GOVERNMENTS, THEY, Reader
from lib.coder.meetings.sides import BESIDE, PHRASE, View, codes
from lib.coder.reading.dates import UNKNOWN, DateSpan
from lib.coder.reading.phrases import pattern

HOLDS = pattern("holds")
BETWEEN = pattern("between")
REFERS = re.compile(r"\b(?:after|following|before) (?:that|this) (?:[a-z]+ )?$")
GERUND = pattern("gerund")
ASIDE = pattern("aside")
DURING = pattern("during")
PART_IN = re.compile(r"\b(?:his|her|their) (?:participation|attendance|taking part) (?:in|at) (?:[\w.'-]+ ){0,6}$")
THEIR = re.compile(r"\btheir (?:own )?(?:(?!respective)[\w-]+ ){0,4}$")
IN_FOR = re.compile(r"\bin (?:the )?[\w ]{2,30} for (?:[\w-]+ ){0,3}$")
OVER = pattern("spoken over")
TOP = 8  # sentences in which a transcript says when and where
CLOCK_LINE = 30  # characters of the line that gives the hour
CLOCK = re.compile(r"\d{1,2}:\d\d ?[ap]\.?m\.?\b")
SPEAKERS = pattern("speakers")


def _general(before: str) -> bool:
    """Do the words before the cue speak of talks in general ("through dialogue", "regular consultations")?"""
    return bool(_vague().search(before))


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(words("vague").pattern + r" (?:[\w-]+ ){0,2}$")


def noun(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "talks with B", "a meeting between A and B", "A-B dialogue", "A's talks with B", "A held a meeting with B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before, after = doc.low[view.start : cue.start], doc.low[cue.end : cue.end + 80]
    if cue.kind == "meeting" and words("domestic").search(before[-25:]) and not re.match(r" (?:with|between)", after):
        return []
    if cue.kind == "talks" and re.search(
        r"\b(?:(?:discuss(?:ed|es|ing)?|about|reviewed|on|regarding) the (?:\w+ )?|for the (?:\w+ )+)$", before
    ):
        return []  # what was talked about
    right = view.after(cue.end, "object", BESIDE) if cue.text == "meeting" and GERUND.search(before) else []
    if right:
        left = view.subject(cue.start) or view.follows(right[-1].end) or reader.focus
        return apart(reader, cue, reader.meeting(cue, left, right, "A met B", verb=True), left, right)
    if REFERS.search(before):
        return []  # "and, after that call, with C"
    holds = HOLDS.search(before)
    loose = cue.kind == "talks" and not holds and bool(_general(before))
    end = cue.end
    if (aside := ASIDE.match(doc.low, cue.end, view.end)) and BETWEEN.match(doc.low, aside.end()):
        end = aside.end()
    told = BETWEEN.match(doc.low, end, end + 80)
    between = view.after(end, "between") if told else []
    called = told if cue.kind == "phone_call" and told and told.group().endswith("between") else None
    they = THEY.match(doc.low, called.end() + 1) if called else None
    if they and len(codes(between)) < 2:
        between = reader.both(they.group())  # "a call between the two leaders"
    acting = reader.subject(cue) if len(codes(between)) > 1 and OVER.search(before) else []
    if len(codes(between)) > 1:
        between = acting if set(codes(acting)) == set(codes(between)) else between
        return (
            []
            if loose
            else _convened(reader, cue, reader.meeting(cue, between, [], "N between A and B", verb=bool(holds)), holds)
        )
    with_, owner = view.after(cue.end, "with"), view.possessor(cue.start)
    if with_ and reader.another(cue, with_[0].start):
        with_ = []  # "for the summit, held meetings with B"
    if with_:
        return [] if loose and not owner else _with(reader, cue, with_, owner, holds)
    if len(codes(owner)) > 1 and cue.kind != "signing":
        found = [] if loose else reader.meeting(cue, owner, [], "A-B N", verb=bool(holds))
        return _convened(reader, cue, found, holds)
    if part := PART_IN.search(before):
        left = view.people_before(view.start + part.start())[-1:]
        return reader.meeting(cue, left, owner, "A's part in B's N")
    if cue.kind in REMOTE and (found := _from(reader, cue)):
        return found
    if holds:
        return _held(reader, cue, holds, owner)
    return _unnamed(reader, cue, before, after)


def _convened(reader: Reader, cue: Cue, found: list[Meeting], holds: re.Match[str] | None) -> list[Meeting]:
    """ "X and Y convened a meeting of the A-B group": they took part, if they are of its sides."""
    if found and holds:
        view = reader.view(cue.sentence)
        acting = [m for m in reader.subject(cue, view.start + holds.start()) if m.code in found[0].parties]
        for meeting in found:
            meeting.people += [p for p in reader.people(acting, "actor") if p not in meeting.people]
    return found


def _with(
    reader: Reader, cue: Cue, right: list[Mention], owner: list[Mention], holds: re.Match[str] | None
) -> list[Meeting]:
    """ "A held talks with B", "A's meeting with B", "during his meeting with B, A said"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before = doc.low[view.start : cue.start]
    left = owner
    if not left and holds:
        left = reader.subject(cue, view.start + holds.start())
    if not left and DAYS_APART.search(before):
        left = view.subject(cue.start)
    if not left and (DURING.search(before) or doc.sentences[cue.sentence].heading or not before.strip()):
        left = reader.subject(cue)
    left = left or view.subject(cue.start) or view.follows(right[-1].end) or reader.focus
    if set(codes(left)) & set(codes(right)) and len(codes([*left, *right])) < 2:
        left = view.follows(right[-1].end) or reader.focus
    found = reader.meeting(cue, left, right, "A held N with B", verb=bool(holds))
    return apart(reader, cue, found, left, right)


HOSTED = pattern("hosted")


def _host(view: View, cue: Cue) -> list[Mention]:
    """ "the conference Morocco stages": who invites is a side."""
    by = HOSTED.match(view.doc.low, cue.end, view.end) if cue.kind in ("conference", "summit") else None
    hosts = [
        m
        for m in view.mentions
        if by and cue.end < m.start and m.end <= by.end() and m.kind in ("country", "organization")
    ]
    return [m for m in hosts if m.role != "demonym"][-1:]


def _held(reader: Reader, cue: Cue, holds: re.Match[str], owner: list[Mention]) -> list[Meeting]:
    """ "A and B held talks", "officials from our governments held talks", "A attended B's summit"."""
    view = reader.view(cue.sentence)
    at = view.start + holds.start()
    left, owner = reader.subject(cue, at), owner or _host(view, cue)
    if owner and view.gap(owner[0].start - 1, owner[0].start) == "-":
        owner = []  # "the Arab-China summit": of more than China
    if len(codes([*left, *owner])) < 2 and GOVERNMENTS.search(reader.doc.low, view.start, at):
        return reader.meeting(
            cue, reader.both(), [], "our governments held N", verb=True, borrowed=True, impersonal=True
        )
    return reader.meeting(cue, left, owner, "A and B held N", verb=True)


def _unnamed(reader: Reader, cue: Cue, before: str, after: str) -> list[Meeting]:
    """Meetings whose sides the sentence only points at: "in their March meeting", "between their respective teams"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if doc.sentences[cue.sentence].heading and SPEAKERS.match(before):
        speakers = view.after(view.start, "between", PHRASE)
        found = reader.meeting(cue, speakers, [], "remarks by A and B at N", told="held")
        where = place_of_transcript(doc)
        return [
            replace(c, date=day_of_transcript(doc), place=place_name(where), place_country=where.code)
            if where
            else replace(c, date=day_of_transcript(doc))
            for c in found
        ]
    dated = bool(doc.dates_of(cue.sentence))
    if dated and (
        THEIR.search(before) or (cue.kind in ("meeting", "summit") and re.match(r"[^.;]{0,40} where they\b", after))
    ):
        last = view.people_before(cue.start)[-1:]
        sides = [*last, *(m for m in reader.focus if last and m.code != last[0].code)]
        return reader.meeting(cue, sides if len(codes(sides)) > 1 else reader.sides, [], "their N", borrowed=True)
    if OVER.search(before) and (told := _told_over(view, cue)):
        return reader.meeting(cue, told, [], "A and B spoke in N")
    if re.fullmatch(r"(?:in|during|at) (?:an?|the|their) (?:[\w-]+ ){0,3}", before):
        reader.setting = cue
        acting = next(
            (
                view.chain(i)
                for i, m in enumerate(view.mentions)
                if m.start > cue.end and m.kind in ("person", "office", "group")
            ),
            [],
        )
        if len(codes(acting)) > 1 and re.search(r", (?:the )?$", doc.folded[cue.end : acting[0].start]):
            return reader.meeting(cue, acting, [], "in N, A and B")
    if IN_FOR.search(before) and cue.kind == "talks":
        places = [
            m for m in view.mentions if m.end <= cue.start and m.kind in ("country", "place") and m.role != "demonym"
        ][-1:]
        return journeys(reader, cue, view.subject(cue.start), places, "A in B for N", kind="visit")
    return []


def _told_over(view: View, cue: Cue) -> list[Mention]:
    """ "A and B discussed it in a phone call", "A discussed it with B over the phone": the sides before the cue."""
    subject = view.subject(cue.start)
    for i, m in enumerate(view.mentions):
        if (
            m.end <= cue.start
            and m.kind in ("person", "office", "group")
            and re.search(
                r"\b(?:with|told|assured|informed|thanked|briefed|urged) (?:the |his |her |its )?$",
                view.doc.low[max(view.start, m.start - 12) : m.start],
            )
        ):
            return [*subject, *view.chain(i)]
    return subject if any(m.kind in ("person", "office", "group") for m in subject) and len(codes(subject)) > 1 else []


FROM = pattern("call from")


def _from(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "received a call from B", "a call to B"."""
    low = reader.doc.low[cue.end : cue.end + 60]
    linked = FROM.match(low)
    if not linked:
        return []
    right = reader.view(cue.sentence).after(cue.end, "any", PHRASE)
    if linked[1] == "from" and not right:
        return []
    holds = HOLDS.search(reader.doc.low, reader.view(cue.sentence).start, cue.start)
    left = reader.subject(cue, holds.start() if holds else -1)
    if not holds and OVER.search(reader.doc.low, reader.view(cue.sentence).start, cue.start):
        left = reader.view(cue.sentence).subject(cue.start) or left  # "A discussed C in calls to B"
    found = reader.meeting(cue, left, right, "A had a call from B", verb=True)
    if found and linked[1] == "from":
        found[0].initiator = label(right[0])
    return apart(reader, cue, found, left, right)


def call(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "a call with B" (but no call for or on somebody)."""
    after, before = reader.doc.low[cue.end : cue.end + 12], reader.doc.low[max(0, cue.start - 12) : cue.start]
    if re.match(r" (?:for|on(?! (?:\d|\w+day|\w+ \d))|to [a-z]|upon)\b", after) or re.search(
        r"\b(?:to|we|will|not|press|background|record) $", before
    ):
        return []
    return noun(reader, cue)


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
