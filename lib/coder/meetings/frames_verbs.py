"""Frames of verbs: "A met B", "A spoke with B", "A received B", "A summoned B's ambassador", "A and B signed"."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from lib.coder.entities.mentions import Mention
from lib.coder.meetings.asking import label
from lib.coder.meetings.circumstances import BY_PHONE, IN_PERSON
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import PREDICATE, Meeting, date_of
from lib.coder.meetings.reader import HE, HEADS, THEY, Reader
from lib.coder.meetings.sides import BESIDE, FARTHEST, PHRASE, View, codes
from lib.coder.reading.dates import UNKNOWN
from lib.coder.reading.phrases import pattern

INVITED, DISCUSSED = 30, 90  # characters between such a verb and whom it was done to or with, by eye
INVITED_TO = ("visit", "journey", "go", "meet", "noun")  # frames of what one is invited to
HIM = re.compile(r" (?:with )?(?:him|her|them)\b")
THEY_ALONE = re.compile(r"\bthey(?: [a-z]+){0,2} $")


def meet(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A met B", "A met with B", "A and B met"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if any(PREDICATE.fullmatch(doc.low, c.end, cue.start) for c in reader.nouns[cue.sentence]):
        return []  # "the commission will meet": the noun tells it
    right = view.after(cue.end, "object") or view.after(cue.end, "with")
    left = (reader.team if right and THEY_ALONE.search(doc.low, view.start, cue.start) else []) or reader.subject(cue)
    if not right and HIM.match(doc.low, cue.end):
        of_him = HE.search(doc.low, view.start, cue.start) if reader.focus else None
        right = reader.focus if of_him else view.subject(cue.start) or reader.focus
    return apart(reader, cue, reader.meeting(cue, left, right, "A met B", verb=True), left, right)


SECOND = pattern("and second")


def sit(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A had coffee with B", "A sounded out B": somebody, not a state, is met."""
    view, left = reader.view(cue.sentence), reader.subject(cue)
    right = view.after(cue.end, "object") or view.after(cue.end, "with")
    if not any(m.kind in ("person", "office", "group") for m in (right or left)):
        return []
    return apart(reader, cue, reader.meeting(cue, left, right, "A sat down with B", verb=True), left, right)


AFTER_IT = re.compile(r"\b(?:after|following|before) (?:that|it|this|the)\b")
CLOSED = re.compile(r" (?:in|at|on|last|today|yesterday)\b|[.,;]")


def and_next(
    reader: Reader, cue: Cue, found: list[Meeting], left: list[Mention], right: list[Mention]
) -> list[Meeting]:
    """ "A met B in Abu Dhabi and C in Riyadh", "A met B and, on Monday, C": the second meeting with its own place and day."""
    view, doc = reader.view(cue.sentence), reader.doc
    at = right[-1].end if found and right else view.end
    i = next((i for i, m in enumerate(view.mentions) if m.start >= at and not view.is_place(m)), -1)
    chain = view.chain(i) if i >= 0 else []
    if not any(m.kind in ("person", "office") and m.code for m in chain) or set(codes(chain)) & set(codes(left)):
        return found
    a, b, gap = chain[0].start, chain[-1].end, view.gap(at, chain[0].start)
    plain = view._without_mentions(at, a)
    if (gap == plain and not AFTER_IT.search(gap)) or not SECOND.fullmatch(plain) or not CLOSED.match(doc.low, b):
        return found
    place = next((m for m in view.mentions if m.start >= b and view.is_place(m)), None)
    place = place if place and re.fullmatch(r" (?:in|at) (?:the )?", doc.low[b : place.start]) else None
    further = reader.meeting(cue, left, chain, f"{found[0].rule}, and C", verb=True, place=place)
    days, joint = doc.dates_of(cue.sentence), at + gap.rindex(" and")
    same = AFTER_IT.search(gap)
    before, own = [d for d in days if at <= d.a < joint and not same], [d for d in days if joint < d.a < a]
    for meeting in further:
        meeting.date = (own or [d for d in days if d.a >= b] or ([UNKNOWN] if before else [meeting.date]))[0]
        meeting.place, meeting.place_country = (meeting.place, meeting.place_country) if place else ("", "")
    for meeting in found:
        meeting.date = UNKNOWN if meeting.date in own else meeting.date
    return [*found, *further]


ALONE = pattern("spoke alone")
PHONE = re.compile(r"\b(?:phone|telephone|call|video|on \w+day|on [a-z]+\.? \d|today|yesterday|spoke to)\b")


def speak(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A spoke [by phone] with B": a call, unless it says where."""
    view = reader.view(cue.sentence)
    left, right = reader.subject(cue), view.after(cue.end, "to")
    text = reader.doc.low[cue.start : cue.end + 60]
    if not right or not any(m.kind in ("person", "office", "group") for m in right):
        if len(codes(left)) < 2 or not (ALONE.match(reader.doc.low[cue.end : cue.end + 24]) or IN_PERSON.search(text)):
            return []
        right = []
    plain = cue.kind == "talks" or not (right or PHONE.search(text) or IN_PERSON.search(text))
    if plain and not BY_PHONE.search(reader.doc.low, cue.start, view.end):
        return reader.meeting(cue, left, right, "A consulted B", verb=True, weak=True)
    found = reader.meeting(cue, left, right, "A spoke with B", kind="phone_call", verb=True)
    return apart(reader, cue, found, left, right)


SEPARATE = pattern("separate")


def apart(reader: Reader, cue: Cue, found: list[Meeting], left: list[Mention], right: list[Mention]) -> list[Meeting]:
    """One meeting for each counterpart, where the text says they were separate; else what is found, and what follows it."""
    low, view = reader.doc.low, reader.view(cue.sentence)
    if len(right) > 1 and (
        (cue.frame == "phone" and len(codes(right)) > 1)
        or (cue.kind == "phone_call" and cue.text.endswith("s"))
        or SEPARATE.search(low[view.start : cue.start])
        or re.search(r"\beach of\b|\bseparately\b", low[cue.end : right[0].start])
        or all(re.search(r" (?:and|then) with ", view.gap(a.end, b.start)) for a, b in pairwise(right))
    ):
        return each(found, right)
    return and_next(reader, cue, found, left, right)


def each(found: list[Meeting], right: list[Mention]) -> list[Meeting]:
    """One meeting for each counterpart, where the text says they were separate."""
    result, several = [], len({m.code for m in right}) > 1  # sides; else people of one
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for m in (m for m in right if m.code):
        groups[m.code if several else m.name].append(m)
    for meeting in found:
        own = [p for p in meeting.people if p.country not in codes(right)]
        left = [c for c in meeting.parties if c not in codes(right)]
        for group in groups.values() if left else ():
            names = {"", *(m.name for m in group)}
            people = own + [p for p in meeting.people if p.country in codes(group) and p.name in names]
            result.append(replace(meeting, parties=[*left, *codes(group)], people=people, split=True))
    return result or [m for m in found if set(m.parties) - set(codes(right))]


CALLED_TO = pattern("called to")


def phone(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A phoned B", "A called B"."""
    they = THEY.match(reader.doc.low, cue.end + 1)
    right = reader.both(they.group()) if they else reader.view(cue.sentence).after(cue.end, "object", BESIDE)
    if not they and (not right or right[0].kind not in ("person", "office", "group")):
        return []
    low = reader.doc.low
    end = they.end() if they else right[-1].end
    if low.startswith((" for", " on "), cue.end):
        return []
    if cue.text in ("called", "rang") and not CALLED_TO.search(low, end, end + 40):
        return []
    left = reader.subject(cue)
    right = [m for m in right if m.code not in codes(left)] if they else right
    found = reader.meeting(cue, left, right, "A phoned B", verb=True)
    return found if they and len(codes(right)) < 2 else apart(reader, cue, found, left, right)


PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being) (?:also |then |later |warmly )*$")


def _received_by(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A was received by B": B is the host."""
    view = reader.view(cue.sentence)
    by = [m for m in view.after(cue.end, "any", PHRASE) if m.kind in ("person", "office", "country")]
    by = by or [m for m in view.mentions if m.kind == "person" and cue.end < m.start < cue.end + PHRASE]
    if not by or " by " not in reader.doc.low[cue.end : by[0].start]:
        return []
    found = reader.meeting(cue, reader.subject(cue), by, "A was received by B", verb=True, parts=("actor", "recipient"))
    for meeting in found:
        meeting.initiator = meeting.initiator or label(by[0])
    return found


def host(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A received B [in Tehran]": A is the host."""
    view = reader.view(cue.sentence)
    if cue.text != "to welcome" and PASSIVE.search(reader.doc.low, max(view.start, cue.start - 24), cue.start):
        return _received_by(reader, cue)
    right = view.after(cue.end, "object", PHRASE)
    if not right or not any(m.kind in ("person", "office", "group") for m in right):
        return []
    rest = reader.doc.low[right[-1].end : right[-1].end + 60]
    between = reader.doc.low[cue.end : right[0].start]
    if (
        "welcom" in cue.text
        and not re.match(r" (?:at|in) ", between)
        and not re.match(r",?(?: [\w']+){0,4}? (?:to|at|in) (?:the |his |her )?\w", rest)
    ):
        return []
    left = reader.subject(cue)
    place = next(
        (
            m
            for m in view.mentions
            if m.start >= right[-1].end
            and m.kind in ("country", "place")
            and m.role != "demonym"
            and re.search(r"\b(?:to|at|in) (?:the )?$", reader.doc.low[m.start - 10 : m.start])
        ),
        None,
    )
    found = reader.meeting(cue, left, right, "A received B", verb=True, parts=("recipient", "actor"), place=place)
    for meeting in found:
        meeting.initiator = meeting.initiator or label(left[0])
    return found


def invite(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A invited B" (to A's country), where no visit is named after it."""
    left, right = reader.subject(cue), reader.view(cue.sentence).after(cue.end, "object", INVITED)
    told = any(c.start > cue.end and c.frame in INVITED_TO for c in reader.cues[cue.sentence])
    if (
        told
        or not codes(left)
        or not right
        or right[0].kind not in ("person", "office")
        or reader.status(cue) == "proposed"
    ):
        return []  # "ought to invite": no invitation yet
    parts = ("actor", "recipient")
    found = reader.meeting(cue, right, left, "A invited B", verb=True, kind="visit", told="proposed", parts=parts)
    for meeting in found:
        meeting.people = [p for p in meeting.people if p.part == "actor"]
        meeting.place, meeting.place_country, meeting.initiator = "", codes(left)[0], label(left[0])
    return found


def summon(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A summoned B's ambassador", "B's ambassador was summoned by A"."""
    view = reader.view(cue.sentence)
    right = [m for m in view.after(cue.end, "object", PHRASE) if m.kind in ("office", "person", "group", "country")]
    left = reader.subject(cue)
    if re.search(r"\b(?:was|were|been|being) $", reader.doc.low[max(0, cue.start - 8) : cue.start]):
        right, left = left, view.after(cue.end, "any", PHRASE)
    home = codes(left)
    if not home or home[0] in codes(right):
        return []
    found = reader.meeting(cue, left, right, "A summoned B's envoy", verb=True, parts=("actor", "recipient"))
    for meeting in found:
        meeting.place, meeting.place_country = "", home[0]
    return found


AGREED = pattern("agreed")


def sign(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A and B signed an agreement", "A signed a deal with B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if not AGREED.match(doc.low, cue.end) and not AGREED.match(doc.low, view.start):
        return []
    passive = PASSIVE.search(doc.low, max(view.start, cue.start - 24), cue.start)
    by = [m for m in view.after(cue.end, "between", BESIDE) if passive and m.kind in ("person", "office")]
    left = [m for m in by or reader.subject(cue) if _acts(view, m)]
    right = [m for m in view.after(cue.end, "with", FARTHEST) if _acts(view, m)]
    if len(codes(left)) < 2 and not right:
        return []
    hosted = next((c for c in reader.cues[cue.sentence] if c.frame in ("host", "meet") and c.end < cue.start), None)
    if hosted and doc.low.endswith(" to ", 0, cue.start) and reader.status(hosted) == "held":
        found = reader.meeting(cue, [*reader.subject(hosted), *left], right, "A and B signed", told="held", verb=True)
        return [
            replace(m, date=date_of(doc, hosted, reader.cues[cue.sentence])) for m in found
        ]  # "hosted B and C to sign"
    return reader.meeting(cue, left, right, "A and B signed", verb=True)


STATE = pattern("state's")


def _acts(view: View, m: Mention) -> bool:
    """Does the state itself act, and not "China's Sinopec"?"""
    return m.kind != "country" or view.doc.folded[m.end : m.end + 1] != "'" or bool(STATE.match(view.doc.low, m.end))


def discuss(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A discussed with B", "A and B discussed": tells of a meeting, not of its form."""
    left = reader.subject(cue)
    right = reader.view(cue.sentence).after(cue.end, "with", DISCUSSED) if cue.text != "reviewed" else []
    if not any(m.kind in ("person", "office") for m in right):
        right = []  # "discussed their ties with China"
    heads = bool(left) and left[0].kind == "group" and bool(HEADS.search(left[0].text.lower()))
    if len(codes(m for m in [*left, *right] if heads or m.kind in ("person", "office"))) < 2:
        return []
    return reader.meeting(cue, left, right, "A and B discussed", kind="talks", verb=True, weak=True)
