"""Contacts between sides: found by cue, read by frame, merged into one row each.

Each frame says how the sides stand around its cue; a frame is a function (Reader, Cue) -> list[Contact].
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lib.coder import codebook, merging
from lib.coder.contact import REMOTE, Contact, Person, date_of, place_of, status, words
from lib.coder.cues import Cue, find
from lib.coder.document import Document
from lib.coder.mentions import Mention
from lib.coder.sides import View, codes
from lib.schema import Row

PRONOUN = re.compile(
    r"\b(?:he|she|who|it|they|both|both (?:sides|leaders|ministers)|the (?:two|three)(?: \w+)?|the (?:leaders|presidents|ministers|sides|officials|parties|two sides))(?: [a-z]+){0,3} $"
)
THEY = re.compile(
    r"\b(?:they|both (?:sides|leaders|ministers|men|officials)|the (?:two|three)(?: \w+)?|the (?:leaders|presidents|ministers|sides|officials|parties))\b"
)


class Reader:
    """Reads the contacts of one document, sentence by sentence."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.cues = find(doc.low, doc.sentences, doc.skip)
        self.views: dict[int, View] = {}
        self.focus: list[Mention] = []  # the subject "he" stands for
        self.sides: list[Mention] = []  # the sides "they" stand for

    def view(self, index: int) -> View:
        if index not in self.views:
            self.views[index] = View(self.doc, index)
        return self.views[index]

    def read(self) -> list[Contact]:
        found: list[Contact] = []
        cues = iter([*self.cues, None])
        cue = next(cues)
        for s in self.doc.sentences:
            while cue and cue.sentence == s.index:
                for contact in FRAMES[cue.frame](self, cue):
                    contact.heading = s.heading
                    found.append(contact)
                cue = next(cues)
            self._remember(s.index, [c for c in found if c.cue.sentence == s.index])
        return found

    def _remember(self, index: int, contacts: list[Contact]) -> None:
        if self.doc.skip[index]:
            return
        subject = self.view(index).subject()
        people = [m for m in subject if m.kind in ("person", "office")]
        if people:
            self.focus = people[:1]
        elif subject:
            self.focus = subject[:1]

    # ------------------------------------------------------------ subjects

    def subject(self, cue: Cue) -> list[Mention]:
        """Who acts: the chain before the cue, a pronoun's referent, or the sentence's subject."""
        view = self.view(cue.sentence)
        before = self.doc.low[view.start : cue.start]
        if chain := view.before(cue.start):
            return chain
        if found := PRONOUN.search(before):
            if THEY.search(found.group()):
                return self.sides
            if found.group().startswith("who"):
                near = [
                    m
                    for m in view.mentions
                    if m.end <= view.start + found.start() and m.kind in ("person", "office", "group")
                ]
                return near[-1:]
            return self.focus
        return view.subject(cue.start) or (self.focus if re.match(r"(?:he|she|it)\b", before) else [])

    # ------------------------------------------------------------ building

    def contact(self, cue: Cue, left: list[Mention], right: list[Mention], rule: str, **more: object) -> list[Contact]:
        """A contact of the sides left and right; none unless two sides are told and the sentence affirms it."""
        view = self.view(cue.sentence)
        parties = codes([*left, *right])
        if len(parties) < 2:
            return []
        lead = view.start
        told = status(self.doc, cue, lead)
        if not told:
            return []
        kind = more.pop("kind", cue.kind)
        place = more.pop("place", None) or (None if kind in REMOTE else place_of(self.doc, view, cue))
        parts = more.pop("parts", ("actor", "actor"))
        people = self.people(left, parts[0]) + self.people(right, parts[1])
        self.sides = [*left, *right]
        made = Contact(
            kind, more.pop("status", "") or told, parties, people, cue, rule, date_of(self.doc, cue, self.cues), **more
        )
        if place:
            made.place, made.place_country = place_name(place), place.code
        made.initiator = made.initiator or initiator(self.doc, view, cue, left, right)
        return [made]

    def people(self, chain: list[Mention], part: str) -> list[Person]:
        found = []
        for m in chain:
            if m.kind in ("person", "office") and (m.name or m.code):
                found.append(Person(m.name, m.code, m.office, part))
            elif (
                m.kind == "group"
                and m.code
                and not m.code.startswith("ORG:")
                and re.search(r"president|minister|leader|ambassador|envoy|head|king|advis|chief", m.text.lower())
            ):
                found.append(Person("", m.code, "", part))
        return found


def place_name(m: Mention) -> str:
    """City of a place mention; the country itself has no name of a place."""
    if m.kind == "country" and m.role == "seat":
        return {"USA": "Washington"}.get(m.code, m.text)
    return m.name if m.role in ("capital",) or m.kind == "place" else ""


ASKED = re.compile(
    r"\bat the (?:request|invitation|initiative) of (?:the |his |her )?(?:[a-z]+ )?$|\b(?:requested|initiated|placed|made|brokered|mediated|hosted|facilitated|arranged) by (?:the )?$|\breceived an? (?:[a-z]+ )*call from (?:the |his )?$"
)
LATTER = re.compile(r"\bat the (latter|former)'s (?:request|invitation|initiative)")
WHOSE = re.compile(r"\bat $")


def initiator(doc: Document, view: View, cue: Cue, left: list[Mention], right: list[Mention]) -> str:
    """Who asked, invited, hosted or mediated, if the sentence says so."""
    if found := LATTER.search(doc.low, view.start, view.end):
        named = [m for m in view.mentions if m.end <= found.start() and m.kind in ("person", "office")]
        if len(named) > 1:
            return label(named[-1] if found[1] == "latter" else named[-2])
    for m in view.mentions:
        if ASKED.search(doc.low, view.start, m.start) and m.kind in ("person", "office", "country", "organization"):
            return label(m)
        if re.match(r"'s? (?:request|invitation|initiative|mediation)", doc.low[m.end : m.end + 20]) and WHOSE.search(
            doc.low, view.start, m.start
        ):
            return label(m)
    return ""


def label(m: Mention) -> str:
    return m.name or codebook.country_names().get(m.code, "") or m.text


# ---------------------------------------------------------------- frames


def meet(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A met B", "A met with B", "A and B met"."""
    view = reader.view(cue.sentence)
    left, right = reader.subject(cue), view.after(cue.end, "object") or view.after(cue.end, "with")
    if right and all(m.kind in ("country",) and m.role == "demonym" for m in right):
        return []
    return reader.contact(cue, left, right, "A met B", verb=True)


def speak(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A spoke [by phone] with B": a call, unless it says where."""
    view = reader.view(cue.sentence)
    left, right = reader.subject(cue), view.after(cue.end, "to")
    if not right or not any(m.kind in ("person", "office", "group") for m in right):
        both = len(codes(left)) > 1 and re.match(
            r" (?:by (?:phone|telephone)|on (?:the )?(?:phone|telephone)|over the phone|on [A-Z]|today|yesterday)",
            reader.doc.folded[cue.end :],
        )
        if not both:
            return []
    text = reader.doc.low[cue.start : cue.end + 60]
    kind = "video_meeting" if re.search(r"\bvideo|\bvirtual", text) else "phone_call"
    found = reader.contact(cue, left, right, "A spoke with B", kind=kind, verb=True)
    separate = "separately" in text
    return _each(found, right) if separate and len(right) > 1 else found


def _each(found: list[Contact], right: list[Mention]) -> list[Contact]:
    """One contact for each counterpart, where the text says they were separate."""
    from dataclasses import replace

    result = []
    for contact in found:
        names = {m.name for m in right}
        own = [p for p in contact.people if p.name not in names or not p.name]
        left = [c for c in contact.parties if c not in codes(right)]
        for m in right:
            if m.code:
                people = own + [p for p in contact.people if p.name == m.name and p.name]
                result.append(replace(contact, parties=[*left, m.code], people=people, split=True))
    return result or found


def phone(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A phoned B", "A called B"."""
    view = reader.view(cue.sentence)
    right = view.after(cue.end, "object", 12)
    if (
        not right
        or right[0].kind not in ("person", "office")
        or reader.doc.low[cue.end : cue.end + 4] in (" for", " on ")
    ):
        return []
    if cue.text in ("called", "rang") and not re.search(
        r"\b(?:to (?:discuss|congratulate|express|convey|offer)|on \w+day|today|yesterday)",
        reader.doc.low[right[-1].end : right[-1].end + 40],
    ):
        return []
    return reader.contact(cue, reader.subject(cue), right, "A phoned B", verb=True)


HOLDS = re.compile(
    r"\b(?:held|hold|holds|holding|had|have|has|conducted?|conducts|began|begin|begins|started?|starts|resumed?|resumes|concluded?|led|lead|leads|convened|convene|co-chaired|chaired|attended?|attends|joined?|participat\w+ in|took part in|take part in|takes part in|engaged in|made|makes?|paid|pays?|opened?|wrapped up|ended|finished|entered|reopened|received|receives|hosted|hosts|joining|attending|launched|gathered for|met for|arrived for|exchanged)(?: [\w'-]+){0,8} $"
)
DURING = re.compile(
    r"\b(?:in|during|after|following|at|on|before|ahead of|since|from|by|via|over|through|for)(?: [\w'-]+){0,6} $"
)


def noun(reader: Reader, cue: Cue) -> list[Contact]:
    """ "talks with B", "a meeting between A and B", "A-B dialogue", "A's talks with B", "A held a meeting with B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before, after = doc.low[view.start : cue.start], doc.low[cue.end : cue.end + 50]
    if cue.kind == "meeting" and words("domestic").search(before[-25:]) and not re.match(r" (?:with|between)", after):
        return []
    between = (
        view.after(cue.end, "between")
        if re.match(r"(?: [\w'-]+){0,5}? (?:between|among|of|by|involving|gathering)\b", after)
        else []
    )
    if len(codes(between)) > 1:
        return reader.contact(cue, between, [], "N between A and B")
    with_ = view.after(cue.end, "with")
    owner = view.possessor(cue.start)
    if len(codes(owner)) > 1 and not with_:
        if words("vague").search(before[-40:]) and cue.kind == "talks":
            return []
        return reader.contact(cue, owner, [], "A-B N")
    linked = HOLDS.search(before) or DURING.search(before) or doc.sentences[cue.sentence].heading
    if with_:
        left = owner or (reader.subject(cue) if linked or not before.strip() else [])
        left = left or view.subject(cue.start) or _main_subject(view, with_, cue) or reader.focus
        if words("vague").search(before[-30:]) and cue.kind == "talks" and not HOLDS.search(before):
            return []
        return reader.contact(cue, left, with_, "A held N with B", verb=bool(HOLDS.search(before)))
    if HOLDS.search(before):
        left = reader.subject(cue)
        if len(codes(left)) > 1:
            return reader.contact(cue, left, [], "A and B held N", verb=True)
        if owner and left:
            return reader.contact(cue, left, owner, "A attended B's N", verb=True)
    return []


def _main_subject(view: View, right: list[Mention], cue: Cue) -> list[Mention]:
    """ "In a meeting with B, A said ...": the subject that follows."""
    end = right[-1].end
    for i, m in enumerate(view.mentions):
        if (
            m.start > end
            and m.kind in ("person", "office", "country", "group")
            and m.role != "demonym"
            and re.search(r", (?:the )?$", view.doc.folded[end : m.start])
        ):
            return view.chain(i)
    return []


def call(reader: Reader, cue: Cue) -> list[Contact]:
    """ "a call with B" (but no call for or on somebody)."""
    after, before = reader.doc.low[cue.end : cue.end + 12], reader.doc.low[max(0, cue.start - 12) : cue.start]
    if re.match(r" (?:for|on|to [a-z]|upon)\b", after) or re.search(
        r"\b(?:to|we|will|not|press|background|record) $", before
    ):
        return []
    found = noun(reader, cue)
    if cue.text == "calls" and found and len(right := reader.view(cue.sentence).after(cue.end, "with")) > 1:
        return _each(found, right)
    if (
        not found
        and (right := reader.view(cue.sentence).after(cue.end, "any", 40))
        and re.match(r" (?:today |yesterday |on \w+day )?(?:from|to|by)\b", reader.doc.low[cue.end :])
    ):
        left = reader.subject(cue)
        found = reader.contact(cue, left, right, "call from B")
        if found and reader.doc.low[cue.end :].startswith(" from"):
            found[0].initiator = label(right[0])
    return found


def host(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A received B [in Tehran]": A is the host."""
    view = reader.view(cue.sentence)
    right = view.after(cue.end, "object", 40)
    if not right or not any(m.kind in ("person", "office", "group") for m in right):
        return []
    rest = reader.doc.low[right[-1].end : right[-1].end + 60]
    if "welcom" in cue.text and not re.match(r",?(?: [\w']+){0,4}? (?:to|at|in) (?:the |his |her )?\w", rest):
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
    found = reader.contact(cue, left, right, "A received B", verb=True, parts=("recipient", "actor"), place=place)
    for contact in found:
        contact.initiator = contact.initiator or label(left[0])
    return found


def _destinations(view: View, at: int, pattern: re.Pattern[str], reach: int = 90) -> list[Mention]:
    """The places named after a verb or noun of travel, one for each country."""
    for i, m in enumerate(view.mentions):
        if m.start < at or m.kind not in ("country", "place") or m.role == "demonym":
            continue
        gap = view.gap(at, m.start)
        if len(gap) > reach or re.search(r"[;]| that | which ", gap):
            return []
        if pattern.search(gap):
            return _by_country(view, i)
    return []


def _by_country(view: View, i: int) -> list[Mention]:
    """ "Jeddah, Saudi Arabia" is one place; "the UAE, Saudi Arabia, and Qatar" are three."""
    found = [view.mentions[i]]
    for m in view.mentions[i + 1 :]:
        gap = view.gap(found[-1].end, m.start)
        if not re.fullmatch(
            r"(?:,| and|, and|,? as well as|/|,? then)(?: (?:the|then|to|in|on to))* ?", gap
        ) or m.kind not in ("country", "place"):
            break
        if m.code == found[-1].code and gap.startswith(","):
            continue
        found.append(m)
    return found


OBJECT_PLACE = re.compile(r"^ (?:the |both |neighbou?ring |his |her |(?:\w+ )?(?:capital|city)(?: of)? )*$")
TO_PLACE = re.compile(r"\b(?:to|in|for|at) (?:the |neighbou?ring |(?:\w+ )?(?:capital|city)(?: of)?,? |both )*$")


def visit(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A visited B"."""
    view = reader.view(cue.sentence)
    if cue.text in ("visit", "visits", "visiting") and re.search(
        r"\b(?:a|the|his|her|their|this|official|state|'s|first|recent|upcoming|day) $",
        reader.doc.low[max(0, cue.start - 14) : cue.start],
    ):
        return journey(reader, cue)
    found = _destinations(view, cue.end, OBJECT_PLACE, 40)
    return _journeys(reader, cue, reader.subject(cue), found, "A visited B", verb=True) or journey(reader, cue)


def go(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A travelled to B"."""
    found = _destinations(reader.view(cue.sentence), cue.end, TO_PLACE)
    return _journeys(reader, cue, reader.subject(cue), found, "A travelled to B", verb=True)


def journey(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A's visit to B", "a visit by A to B", "A paid a visit to B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before = doc.low[view.start : cue.start]
    found = _destinations(view, cue.end, TO_PLACE, 110)
    left = view.possessor(cue.start)
    if not left:
        by = (
            view.after(cue.end, "between", 70)
            if re.match(r"(?: [\w'-]+){0,4}? (?:by|of|from)\b", doc.low[cue.end :])
            else []
        )
        left = by if by and not (found and by[0].start >= found[0].start and by[0] is found[0]) else []
    if not left:
        left = reader.subject(cue)
    if not found:
        owner = [m for m in view.possessor(cue.start) if m.role == "demonym" or m.kind == "country"]
        people = [m for m in left if m.kind != "country"]
        if owner and people and owner[0].code not in codes(people):
            found = owner[:1]
    if re.search(
        r"\b(?:during|on|in|of|for|welcomed|before|after|since|from) (?:his|her|their) (?:\w+ ){0,3}$", before
    ) and not view.possessor(cue.start):
        left = view.subject(cue.start) or reader.focus
    return _journeys(reader, cue, left, found, "A's visit to B")


def _journeys(
    reader: Reader, cue: Cue, left: list[Mention], places: list[Mention], rule: str, verb: bool = False
) -> list[Contact]:
    """One contact for each country on the way."""
    result, seen = [], set()
    for place in places:
        if place.code and place.code not in codes(left) and place.code not in seen:
            seen.add(place.code)
            result += reader.contact(cue, left, [place], rule, place=place, verb=verb, parts=("actor", "recipient"))
    for contact in result:
        contact.people = [p for p in contact.people if p.name or p.country != contact.place_country]
    return result


def summon(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A summoned B's ambassador", "B's ambassador was summoned by A"."""
    view = reader.view(cue.sentence)
    right = [m for m in view.after(cue.end, "object", 60) if m.kind in ("office", "person", "group", "country")]
    left = reader.subject(cue)
    if re.search(r"\b(?:was|were|been|being) $", reader.doc.low[max(0, cue.start - 8) : cue.start]):
        right, left = left, view.after(cue.end, "any", 60)
    envoys = [m for m in right if m.kind != "country"]
    if not envoys or not re.search(
        r"ambassador|envoy|charg|diplomat|consul|representative|attach|counsel|mission",
        " ".join(m.text.lower() + m.office.lower() for m in envoys),
    ):
        return []
    home = codes(left) or ([reader.doc.home] if reader.doc.home else [])
    if not home or home[0] in codes(right):
        return []
    found = reader.contact(cue, left, right, "A summoned B's envoy", verb=True, parts=("actor", "recipient"))
    for contact in found:
        contact.people = [p for p in contact.people if p.country != home[0]]
        contact.place, contact.place_country = "", home[0]
    return found


def sign(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A and B signed an agreement", "A signed a deal with B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if not re.match(
        r"[^.;]{0,80}\b(?:agreement|agreements|deal|deals|memorand\w+|mou|mous|treaty|accord|accords|pact|protocol|declaration|document|documents|contract|roadmap|plan|communique)\b",
        doc.low[cue.end :],
    ):
        return []
    left, right = reader.subject(cue), view.after(cue.end, "with", 120)
    if len(codes(left)) < 2 and not right:
        return []
    return reader.contact(cue, left, right, "A and B signed", verb=True)


def chair(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A and B co-chaired a meeting"."""
    left = reader.subject(cue)
    return reader.contact(cue, left, [], "A and B chaired", verb=True) if len(codes(left)) > 1 else []


def discuss(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A discussed with B", "A and B discussed": tells of a contact, not of its form."""
    view = reader.view(cue.sentence)
    left = reader.subject(cue)
    right = view.after(cue.end, "with", 90) if cue.text != "reviewed" else []
    people = [m for m in [*left, *right] if m.kind in ("person", "office")]
    if len(codes(people)) < 2:
        return []
    return reader.contact(cue, left, right, "A and B discussed", kind="talks", verb=True, weak=True)


def none(reader: Reader, cue: Cue) -> list[Contact]:
    return []


FRAMES: dict[str, Callable[[Reader, Cue], list[Contact]]] = {
    "meet": meet, "speak": speak, "phone": phone, "noun": noun, "call": call, "host": host, "visit": visit, "go": go,
    "journey": journey, "summon": summon, "sign": sign, "chair": chair, "discuss": discuss,
}  # fmt: skip


def meetings(doc: Document) -> list[Row]:
    """One row a contact, in the order of the text."""
    return [merging.row(doc, n, c) for n, c in enumerate(merging.merge(doc, Reader(doc).read()), 1)]
