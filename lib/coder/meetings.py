"""Contacts between sides: found by cue, read by frame, merged into one row each.

Each frame says how the sides stand around its cue; a frame is a function (Reader, Cue) -> list[Contact].
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lib.coder import codebook, merging
from lib.coder.contact import REMOTE, Contact, Person, date_of, place_of, status, words
from lib.coder.cues import Cue, find
from lib.coder.dates import UNKNOWN, DateSpan
from lib.coder.document import Document, read
from lib.coder.mentions import Mention
from lib.coder.sides import View, codes
from lib.coder.text import fold
from lib.schema import Article, Row

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
        self.setting: Cue | None = None  # "In a meeting held on Monday, ..."
        self.sides: list[Mention] = []  # the sides "they" stand for

    def view(self, index: int) -> View:
        if index not in self.views:
            self.views[index] = View(self.doc, index)
        return self.views[index]

    def read(self) -> list[Contact]:
        found: list[Contact] = self._titled()
        cues = iter([*self.cues, None])
        cue = next(cues)
        for s in self.doc.sentences:
            while cue and cue.sentence == s.index:
                if s.text.endswith("?"):  # a question tells nothing
                    cue = next(cues)
                    continue
                for contact in FRAMES[cue.frame](self, cue):
                    contact.heading = s.heading
                    found.append(contact)
                cue = next(cues)
            here = [c for c in found if c.cue.sentence == s.index]
            self._attended(s.index, here[-1:] or found[-1:])
            if not here and found:
                self._detailed(s.index, found[-1])
            self._remember(s.index, here)
        return found

    def _titled(self) -> list[Contact]:
        """What a headline that came beside the text tells; its evidence is the first sentence."""
        title, body = self.doc.article.title, [s.index for s in self.doc.sentences if not self.doc.skip[s.index]]
        if not title or not body or fold(title)[:60].lower() in self.doc.low[:1500]:
            return []
        head = read(Article(f"{self.doc.article.article_id}", title + "\n", published=self.doc.day, source=self.doc.article.source, url=self.doc.article.url))
        reader = Reader(head)
        cue = Cue(self.doc.sentences[body[0]].start, self.doc.sentences[body[0]].start, "", "", "", body[0])
        found = [replace(c, cue=replace(cue, text=c.cue.text), heading=True, rule=f"headline: {c.rule}") for c in reader.read()]
        self.sides = reader.sides
        for c in found:
            if c.rule.endswith("remarks by A and B at N"):
                where = _place_of_transcript(self)
                c.date = _day_of_transcript(self.doc)
                if where:
                    c.place, c.place_country = place_name(where), where.code
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
        if self.doc.sentences[index].heading and not contacts and not self.sides:
            chains = [self.view(index).chain(i) for i in range(len(self.doc.of(index)))]
            self.sides = next((c for c in chains if len(codes(c)) > 1), [])

    def _detailed(self, index: int, last: Contact) -> None:
        """ "The talks, which took place in Baghdad on April 9, were facilitated by X": what the last contact lacked."""
        s = self.doc.sentences[index]
        cue = next((c for c in self.cues if c.sentence == index and c.frame in ("noun", "call", "visit", "journey")), None)
        if not cue or index > last.cue.sentence + 2 or not SAME.match(self.doc.low, s.start) or cue.start - s.start > 24:
            return
        if not last.date.start:
            last.date = date_of(self.doc, cue, self.cues)
        if not last.place_country and last.kind not in REMOTE and (place := place_of(self.doc, self.view(index), cue)):
            last.place, last.place_country = place_name(place), place.code
        for m in mediators(self.doc, self.view(index), cue, []):
            if m.code and m.code not in last.parties:
                last.parties.append(m.code)
                last.people += self.people([m], "mediator")
                last.initiator = last.initiator or label(m)

    def _attended(self, index: int, contacts: list[Contact]) -> None:
        """ "The meeting was attended by X", "the Israeli delegation was led by Y": they took part in the last contact."""
        s = self.doc.sentences[index]
        if not contacts or self.doc.skip[index] or contacts[0].cue.sentence < index - 4:
            return
        people = [m for m in self.view(index).mentions if m.kind == "person"]
        if not ALL_TOOK_PART.search(self.doc.low, s.start, s.end):
            found = ATTENDED.search(self.doc.low, s.start, s.end)
            people = [m for m in self.view(index).after(found.end(), "object", 60) if m.kind == "person"] if found else []
        known = {p.name for p in contacts[0].people}
        contacts[0].people += self.people([m for m in people if m.code in contacts[0].parties and m.name not in known], "actor")

    # ------------------------------------------------------------ subjects

    def subject(self, cue: Cue, at: int = -1) -> list[Mention]:
        """Who acts: the chain before the cue (or before `at`), a pronoun's referent, or the sentence's subject."""
        view = self.view(cue.sentence)
        at = at if at >= 0 else cue.start
        before = self.doc.low[view.start : at]
        if chain := view.before(at):
            pointing = not codes(chain) and chain[0].kind == "group" and THEY.search(before[-60:])
            return self.sides if pointing else chain
        if re.search(r"\b(?:i|we)(?:'ve|'ll|'d)?(?: [a-z]+){0,3} $", before) and (speaker := self.doc.speakers[cue.sentence]):
            return [speaker]
        if found := PRONOUN.search(before):
            if found.group().startswith("it"):
                nations = [m for m in view.mentions if m.end <= view.start + found.start() and m.kind in ("country", "organization")]
                return [m for m in nations if m.role != "demonym"][-1:] or self.focus
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
        return view.subject(at) or (self.focus if re.match(r"(?:he|she|it)\b", before) else [])

    # ------------------------------------------------------------ building

    def contact(self, cue: Cue, left: list[Mention], right: list[Mention], rule: str, **more: object) -> list[Contact]:
        """A contact of the sides left and right; none unless two sides are told and the sentence affirms it."""
        view = self.view(cue.sentence)
        left, right = self._at_home(left), self._at_home(right)
        parties = codes([*left, *right])
        told = status(self.doc, cue, view.start) if len(parties) > 1 else ""
        if not told:
            return []
        told = more.pop("status", told)
        near = self.doc.low[max(view.start, cue.start - 40) : cue.end + 40]
        if cue.kind in ("meeting", "talks", "summit", "conference") and VIRTUAL.search(near):
            more["kind"] = "video_meeting"
        kind, parts = more.pop("kind", cue.kind), more.pop("parts", ("actor", "actor"))
        place = more.pop("place", None) or (None if kind in REMOTE else place_of(self.doc, view, cue))
        people = [] if more.get("impersonal") else self.people(left, parts[0]) + self.people(right, parts[1])
        self._recall([*left, *right])
        made = Contact(kind, told, parties, people, cue, rule, date_of(self.doc, cue, self.cues), **more)
        if told == "held" and self.doc.day and made.date.start > self.doc.day:
            made.date = UNKNOWN  # what has happened is not dated later than the report
        made.people = [p for i, p in enumerate(people) if not p.name or p.name not in {q.name for q in people[:i]}]
        if place:
            made.place, made.place_country = place_name(place), place.code
        if self.setting and self.setting.sentence == cue.sentence and cue.kind in ("talks", "meeting") and self.setting is not cue:
            made.kind = self.setting.kind
            if not made.date.start:
                made.date = date_of(self.doc, self.setting, self.cues)
        made.initiator = initiator(self.doc, view, left, right)
        for m in mediators(self.doc, view, cue, [c for c in self.cues if c.sentence == cue.sentence]):
            if m.code and m.code not in parties:
                made.parties.append(m.code)
                made.people += self.people([m], "mediator")
                made.initiator = made.initiator or label(m)
        return [made]

    def _recall(self, chain: list[Mention]) -> None:
        """Whom "they" stands for from here on; the same sides by name are kept for the same sides without."""
        named = [m for m in self.sides if m.name and m.kind in ("person", "office")]
        if set(codes(chain)) != set(codes(self.sides)) or not named or any(m.name and m.kind in ("person", "office") for m in chain):
            self.sides = chain

    def _at_home(self, chain: list[Mention]) -> list[Mention]:
        """A person a national source names without a country is of that country."""
        home = self.doc.home
        return [replace(m, code=home) if m.kind == "person" and not m.code and home else m for m in chain]

    def people(self, chain: list[Mention], part: str) -> list[Person]:
        """Persons of a chain; an office or "the leaders of Egypt and Qatar" give one without a name for each state."""
        found = []
        heads = any(m.kind == "group" and HEADS.search(m.text.lower()) for m in chain)
        for m in chain:
            if m.kind in ("person", "office") and (m.name or m.code):
                found.append(Person(m.name, m.code, m.office, part))
            elif heads and m.kind in ("group", "country") and m.code and not m.code.startswith("ORG:"):
                found.append(Person("", m.code, "", part))
        return found


VIRTUAL = re.compile(r"\b(?:virtual(?:ly)?|(?:by|via|over) (?:secure )?video(?: ?conference| ?link| call)?|video ?conference|online|via zoom)\b")
SAME = re.compile(r"(?:the|their|this|these|that|it was the) (?:[a-z-]+ ){0,2}(?:talks|meeting|visit|call|discussions|negotiations|conversation|summit|trip|dialogue)\b")
ALL_TOOK_PART = re.compile(
    r"\b(?:attended (?:the (?:meeting|talks|call|session|reception) )?by|attended from|present (?:at|during) the (?:meeting|talks|session|call|reception|audience)|"
    r"attended the (?:meeting|talks|session|audience|reception)|(?:headed|led) the (?:\w+ )?(?:team|delegation|side|negotiating team)|represented (?:the )?[a-z]+)\b"
)
ATTENDED = re.compile(
    r"\b(?:in the presence of|delegations? (?:was|were|is|are) (?:led|headed) by|accompanied by|also attended by|joined by|attended from the \w+ side by|"
    r"(?:meeting|talks|call|reception|audience) (?:was|were) (?:also )?attended by|delegation (?:led|headed) by|including(?: with)?)"
)
HEADS = re.compile(r"president|minister|leader|ambassador|envoy|diplomat|head|king|advis|chief")
MEDIATED = re.compile(r"\b(?:mediated|brokered|facilitated) by (?:the )?$|\b(?:mediation of|auspices of) (?:the )?$")
MEDIATES = re.compile(r"(?:-(?:mediated|brokered|facilitated)|'s? (?:mediation|support for (?:the )?(?:talks|negotiations)))\b")


def mediators(doc: Document, view: View, cue: Cue, others: list[Cue]) -> list[Mention]:
    """Who mediates near the cue: "mediated by Oman", "Qatari-mediated talks"."""
    found: list[Mention] = []
    for i, m in enumerate(view.mentions):
        if m.kind not in ("country", "person", "organization", "office") or not -40 < m.start - cue.start < 90:
            continue
        if m.start > cue.start and not any(cue.end < c.start < m.start for c in others) and MEDIATED.search(doc.low, view.start, m.start):
            found += view.chain(i)
        elif MEDIATES.match(doc.low, m.end):
            found.append(m)
    return found


def place_name(m: Mention) -> str:
    """City of a place mention; the country itself has no name of a place."""
    if m.kind == "country" and m.role == "seat":
        return {"USA": "Washington"}.get(m.code, m.text)
    return m.name if m.role in ("capital",) or m.kind == "place" else ""


ASKED = re.compile(
    r"\bat the (?:request|invitation|initiative) of (?:the |his |her )?(?:[a-z]+ )?$|\b(?:requested|initiated|placed|made|brokered|mediated|hosted|facilitated|arranged) by (?:the )?$|\breceived an? (?:[a-z]+ )*call from (?:the |his )?$|\binvitation (?:from|of|by|extended by) (?:the |his )?$"
)
LATTER = re.compile(r"\bat the (latter|former)'s (?:request|invitation|initiative)")
WHOSE = re.compile(r"\bat $")


def initiator(doc: Document, view: View, left: list[Mention], right: list[Mention]) -> str:
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
    view, doc = reader.view(cue.sentence), reader.doc
    left = reader.subject(cue)
    right = view.after(cue.end, "object") or view.after(cue.end, "with")
    if len(codes(left)) < 2 and not right and cue.text in ("gathered", "met", "assembled") and "we" in doc.low[cue.end : cue.end + 160].split():
        right = next((view.chain(i) for i, m in enumerate(view.mentions) if m.start > cue.end and len(codes(view.chain(i))) > 2), [])
    if not right and re.match(r" (?:with )?(?:him|her|them)\b", doc.low[cue.end :]):
        right = view.subject(cue.start) or reader.focus
    if right and all(m.kind in ("country", "organization") for m in right):
        rest = doc.low[right[-1].end : right[-1].end + 14]
        if right[-1].role == "demonym" or re.match(r"'s? | [a-z]+(?<! on)(?<! in)(?<! at)(?<! to)(?<! for)(?<! and) ", rest):
            return []
    return reader.contact(cue, left, right, "A met B", verb=True)


ALONE = re.compile(r" (?:by (?:tele)?phone|on (?!behalf|the (?:issue|matter))|over the phone|today|yesterday|again|about|to (?!reporters)|and [a-z]+ed|this |last )|[.,]")
PHONE = re.compile(r"\b(?:phone|telephone|call|video|on \w+day|on [a-z]+\.? \d|today|yesterday|spoke to)\b")
PRESENT = re.compile(r"\b(?:in person|face[- ]to[- ]face|on the (?:sidelines|margins))\b")


def speak(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A spoke [by phone] with B": a call, unless it says where."""
    view = reader.view(cue.sentence)
    left, right = reader.subject(cue), view.after(cue.end, "to")
    if not right or not any(m.kind in ("person", "office", "group") for m in right):
        if len(codes(left)) < 2 or not ALONE.match(reader.doc.low[cue.end : cue.end + 24]):
            return []
        right = []
    text = reader.doc.low[cue.start : cue.end + 60]
    kind = "video_meeting" if re.search(r"\bvideo|\bvirtual", text) else "phone_call"
    if place_of(reader.doc, view, cue) or PRESENT.search(reader.doc.low, cue.end, view.end):
        kind = "meeting"
    if cue.kind == "talks" or (not right and not PHONE.search(text)):
        return reader.contact(cue, left, right, "A consulted B", verb=True, weak=True)
    found = reader.contact(cue, left, right, "A spoke with B", kind=kind, verb=True)
    separate = "separately" in text
    return _each(found, right) if separate and len(right) > 1 else found


def _each(found: list[Contact], right: list[Mention]) -> list[Contact]:
    """One contact for each counterpart, where the text says they were separate."""
    result = []
    for contact in found:
        theirs = {(m.code, m.name) for m in right}
        own = [p for p in contact.people if (p.country, p.name) not in theirs]
        left = [c for c in contact.parties if c not in codes(right)]
        for m in right:
            if m.code:
                people = own + [p for p in contact.people if p.country == m.code and p.name == m.name and p not in own]
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
    r"\b(?:held|hold|holds|holding|had|have|has|conducted?|conducts|began|begin|begins|started?|starts|resumed?|resumes|reopened|concluded?|"
    r"led|lead|leads|convened|convene|co-chaired|chaired|attended?|attends|joined?|participat\w+ in|took part in|take part in|takes part in|"
    r"engaged in|made|makes?|paid|pays?|opened?|wrapped up|ended|finished|entered|received|receives|hosted|hosts|joining|attending|launched|"
    r"gathered for|met for|arrived for|exchanged|reconvene)(?: (?!to |that |with )[\w'-]+){0,8} $"
)
BETWEEN = re.compile(r"(?: (?!with\b|mediated|brokered|facilitated|hosted|attended|led|headed)[\w'-]+){0,8}? (?:between|among|of|by|involving|gathering)\b")
DURING = re.compile(r"\b(?:in|during|after|following|at|on|before|ahead of|since|from|by|via|over|through|for)(?: [\w'-]+){0,6} $")
THEIR = re.compile(r"\btheir (?:own )?(?:(?!respective)[\w-]+ ){0,4}$")
SPEAKERS = re.compile(r"^(?:joint )?(?:remarks|statements?|press conference|press availability|statements to the press)\b")
GOVERNMENTS = re.compile(r"\b(?:our (?:two |three |respective )?(?:governments|countries|nations)|(?:the|both) (?:two |three )?(?:sides|countries|nations|delegations))\b")
RESPECTIVE = re.compile(r" (?:[a-z]+ )?between (?:their respective|the two (?:countries|sides|leaders|nations)|our)\b")
PART_IN = re.compile(r"\b(?:his|her|their) (?:participation|attendance|taking part) (?:in|at) (?:[\w.'-]+ ){0,6}$")
IN_FOR = re.compile(r"\bin (?:the )?[\w ]{2,30} for (?:[\w-]+ ){0,3}$")
OVER = re.compile(r"\b(?:in|during|over|by|via|at|through) (?:an?|the|their|today's|yesterday's|\w+day's) (?:[\w-]+ ){0,3}$|\b(?:in|by|during|over|via) (?:[\w-]+ )?$")
JOINED = re.compile(r" (?:in which|with the participation of|joined by|that (?:was )?joined by)\b")
GENERAL = re.compile(r"\b(?:through|via|importance of|need for|need to|regular|ongoing|broader|continued|continuing|future|direct|framework for|return to|frequent|any|path of|by way of|favou?rs?) (?:[\w-]+ ){0,2}$")


def noun(reader: Reader, cue: Cue) -> list[Contact]:
    """ "talks with B", "a meeting between A and B", "A-B dialogue", "A's talks with B", "A held a meeting with B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before, after = doc.low[view.start : cue.start], doc.low[cue.end : cue.end + 80]
    if cue.kind == "meeting" and words("domestic").search(before[-25:]) and not re.match(r" (?:with|between)", after):
        return []
    holds = HOLDS.search(before)
    loose = cue.kind == "talks" and not holds and bool(GENERAL.search(before))
    between = view.after(cue.end, "between") if BETWEEN.match(after) else []
    if len(codes(between)) > 1:
        return [] if loose else _convened(reader, cue, reader.contact(cue, between, [], "N between A and B", verb=bool(holds)), holds)
    with_, owner = view.after(cue.end, "with"), view.possessor(cue.start)
    if with_:
        return [] if loose and not owner else _with(reader, cue, with_, owner, holds)
    if len(codes(owner)) > 1 and cue.kind != "signing":
        found = [] if loose else reader.contact(cue, owner, [], "A-B N", verb=bool(holds))
        return _convened(reader, cue, _each_date(reader, found), holds)
    if JOINED.match(after) and (also := view.after(cue.end, "object" if "which" in after else "any", 60) or _after_which(view, cue)):
        return reader.contact(cue, [*reader.sides, *also], [], "A joined N", split=True)
    if part := PART_IN.search(before):
        left = [m for m in view.mentions if m.end <= view.start + part.start() and m.kind in ("person", "office")][-1:]
        return reader.contact(cue, left, owner, "A's part in B's N")
    if cue.kind in REMOTE and (found := _from(reader, cue)):
        return found
    if holds:
        return _held(reader, cue, holds, owner)
    return _unnamed(reader, cue, before, after)


def _convened(reader: Reader, cue: Cue, found: list[Contact], holds: re.Match[str] | None) -> list[Contact]:
    """ "X and Y convened a meeting of the A-B group": they took part, if they are of its sides."""
    if found and holds:
        view = reader.view(cue.sentence)
        acting = [m for m in reader.subject(cue, view.start + holds.start()) if m.code in found[0].parties]
        for contact in found:
            contact.people += [p for p in reader.people(acting, "actor") if p not in contact.people]
    return found


def _each_date(reader: Reader, found: list[Contact]) -> list[Contact]:
    """ "the summits of April 2016 and May 2017" are several."""
    if not found or not found[0].cue.text.endswith("s") or found[0].kind == "talks":
        return found
    days = [d for d in reader.doc.dates_of(found[0].cue.sentence) if d.a > found[0].cue.end and d.precision == "day"]
    if len(days) < 2:
        return found
    view = reader.view(found[0].cue.sentence)
    result = []
    for d in days:
        place = next((m for m in view.mentions if m.start > d.b and view.is_place(m)), None)
        where = {"place": place_name(place), "place_country": place.code} if place else {"place": "", "place_country": ""}
        result.append(replace(found[0], date=d, **where))
    return result


def _with(reader: Reader, cue: Cue, right: list[Mention], owner: list[Mention], holds: re.Match[str] | None) -> list[Contact]:
    """ "A held talks with B", "A's meeting with B", "during his meeting with B, A said"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if cue.kind == "signing" and not owner:
        return []
    before = doc.low[view.start : cue.start]
    left = owner
    if not left and doc.sentences[cue.sentence].heading and SPEAKERS.match(before):
        left = [m for m in view.after(view.start, "between", 60) if m.end <= cue.start]
    if not left and THEIR.search(before):
        left = reader.sides
    if not left and holds:
        left = reader.subject(cue, view.start + holds.start())
    if not left and (DURING.search(before) or doc.sentences[cue.sentence].heading or not before.strip()):
        left = reader.subject(cue)
    left = left or view.subject(cue.start) or _main_subject(view, right) or reader.focus
    if set(codes(left)) & set(codes(right)) and len(codes([*left, *right])) < 2:
        left = _main_subject(view, right) or reader.focus
    return reader.contact(cue, left, right, "A held N with B", verb=bool(holds))


def _held(reader: Reader, cue: Cue, holds: re.Match[str], owner: list[Mention]) -> list[Contact]:
    """ "A and B held talks", "senior officials from our governments held talks", "A attended B's summit"."""
    view, doc = reader.view(cue.sentence), reader.doc
    at = view.start + holds.start()
    left = reader.subject(cue, at)
    if len(codes([*left, *owner])) > 1:
        return reader.contact(cue, left, owner, "A and B held N", verb=True)
    if GOVERNMENTS.search(doc.low, view.start, at) and len(codes(reader.sides)) > 1:
        return reader.contact(cue, reader.sides, [], "our governments held N", verb=True, borrowed=True, impersonal=True)
    return []


def _unnamed(reader: Reader, cue: Cue, before: str, after: str) -> list[Contact]:
    """Contacts whose sides the sentence only points at: "in their March meeting", "between their respective teams"."""
    view, doc = reader.view(cue.sentence), reader.doc
    if doc.sentences[cue.sentence].heading and SPEAKERS.match(before):
        speakers = view.after(view.start, "between", 60)
        found = reader.contact(cue, speakers, [], "remarks by A and B at N", status="held")
        where = _place_of_transcript(reader)
        return [replace(c, date=_day_of_transcript(doc), place=place_name(where), place_country=where.code) if where
                else replace(c, date=_day_of_transcript(doc)) for c in found]
    if RESPECTIVE.match(after) and not GENERAL.search(before):
        return reader.contact(cue, reader.sides, [], "N between their teams", borrowed=True, impersonal=True)
    dated = bool(doc.dates_of(cue.sentence))
    if dated and (THEIR.search(before) or (cue.kind in ("meeting", "summit") and re.match(r"[^.;]{0,40} where they\b", after))):
        last = [m for m in view.mentions if m.end <= cue.start and m.kind in ("person", "office")][-1:]
        sides = [*last, *(m for m in reader.focus if last and m.code != last[0].code)]
        return reader.contact(cue, sides if len(codes(sides)) > 1 else reader.sides, [], "their N", borrowed=True)
    if OVER.search(before) and (told := _told_over(view, cue)):
        return reader.contact(cue, told, [], "A and B spoke in N")
    if re.fullmatch(r"(?:in|during|at) (?:an?|the|their) (?:[\w-]+ ){0,3}", before):
        reader.setting = cue
    if IN_FOR.search(before) and cue.kind == "talks":
        places = [m for m in view.mentions if m.end <= cue.start and m.kind in ("country", "place") and m.role != "demonym"][-1:]
        return _journeys(reader, cue, view.subject(cue.start), places, "A in B for N", kind="visit")
    return []


CLOCK = re.compile(r"\d{1,2}:\d\d ?[ap]\.?m\.?\b")


def _day_of_transcript(doc: Document) -> DateSpan:
    """A transcript that gives the hour is of the day it is dated."""
    for s in doc.sentences[:8]:
        if doc.day and len(s.text) < 30 and CLOCK.match(doc.low, s.start):
            return DateSpan(doc.day, doc.day, "day", s.text, s.start, s.end, s.index)
    return UNKNOWN


def _after_which(view: View, cue: Cue) -> list[Mention]:
    found = next((i for i, m in enumerate(view.mentions) if m.start > cue.end and m.kind in ("person", "office")), None)
    return view.chain(found) if found is not None else []


def _told_over(view: View, cue: Cue) -> list[Mention]:
    """ "A and B discussed it in a phone call", "A discussed it with B over the phone": the sides before the cue."""
    subject = view.subject(cue.start)
    for i, m in enumerate(view.mentions):
        if m.end <= cue.start and m.kind in ("person", "office", "group") and re.search(r"\bwith (?:the |his |her |its )?$", view.doc.low[max(view.start, m.start - 12) : m.start]):
            return [*subject, *view.chain(i)]
    return subject if any(m.kind in ("person", "office", "group") for m in subject) and len(codes(subject)) > 1 else []


def _place_of_transcript(reader: Reader) -> Mention | None:
    """ "Oval Office" or "Berlin, Germany" on a line of its own at the top of a transcript."""
    for s in reader.doc.sentences[:8]:
        found = [m for m in reader.doc.of(s.index) if m.kind in ("place", "country") and m.role != "demonym" and m.code]
        lines = [m for m in found if m.start == s.start or reader.doc.folded[m.start - 2 : m.start] == "| "]
        if s.heading and lines:
            return lines[0]
    return None


def _main_subject(view: View, right: list[Mention]) -> list[Mention]:
    """ "In a meeting with B, A said ...": the subject that follows."""
    end = right[-1].end
    for i, m in enumerate(view.mentions):
        acts = m.kind in ("person", "office", "country", "group") and m.role != "demonym"
        if m.start > end and acts and re.search(r", (?:the )?$", view.doc.folded[end : m.start]):
            return view.chain(i)
    return []


def _from(reader: Reader, cue: Cue) -> list[Contact]:
    """ "received a call from B", "a call to B"."""
    low = reader.doc.low[cue.end :][:60]
    if not re.match(r" (?:today |yesterday |on \w+day |\w+ )?(?:from|to|by)\b", low):
        return []
    right = reader.view(cue.sentence).after(cue.end, "any", 60)
    holds = HOLDS.search(reader.doc.low, reader.view(cue.sentence).start, cue.start)
    left = reader.subject(cue, holds.start() if holds else -1)
    found = reader.contact(cue, left, right, "A had a call from B", verb=True)
    if found and re.match(r" (?:today |yesterday |on \w+day |\w+ )?from\b", low):
        found[0].initiator = label(right[0])
    return found


def call(reader: Reader, cue: Cue) -> list[Contact]:
    """ "a call with B" (but no call for or on somebody)."""
    after, before = reader.doc.low[cue.end : cue.end + 12], reader.doc.low[max(0, cue.start - 12) : cue.start]
    if re.match(r" (?:for|on|to [a-z]|upon)\b", after) or re.search(r"\b(?:to|we|will|not|press|background|record) $", before):
        return []
    found = noun(reader, cue)
    if cue.text == "calls" and found and len(right := reader.view(cue.sentence).after(cue.end, "with")) > 1:
        return _each(found, right)
    return found


ON_THE_WAY = re.compile(
    r" (?:at|in|on|here|today|yesterday|separately|late|earlier|this|last)\b(?: (?!(?:calls?|letter|message|cable|telegram|credentials|copy|from|conversation|report)\b)[\w'-]+){0,16} ?"
)


def _received(view: View, cue: Cue) -> list[Mention]:
    """ "received in his office at the ministry today B": place and time stand before the visitor."""
    for i, m in enumerate(view.mentions):
        if m.start < cue.end or m.kind not in ("person", "office", "group") or (m.kind == "office" and not m.code):
            continue
        gap = view.gap(cue.end, m.start)
        return view.chain(i) if len(gap) < 130 and ON_THE_WAY.fullmatch(gap.replace(",", "")) and not view.is_place(m) else []
    return []


VENUE = re.compile(r"\bat (?:the |his |her )?([\w' -]{0,40}(?:palace|diwan|court|office|headquarters|residence|majlis))\b")


def host(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A received B [in Tehran]": A is the host."""
    view = reader.view(cue.sentence)
    right = view.after(cue.end, "object", 40) or _received(view, cue)
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
    venue = VENUE.search(reader.doc.low, cue.end, view.end)
    for contact in found:
        contact.initiator = contact.initiator or label(left[0])
        if venue and not contact.place_country:
            contact.place, contact.place_country = reader.doc.text[venue.start(1) : venue.end(1)], left[0].code
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
    """ "A visited B" (verb); as a noun it is a journey."""
    view, before = reader.view(cue.sentence), reader.doc.low[max(0, cue.start - 40) : cue.start]
    is_noun = cue.text in ("visit", "visits") and not re.search(r"\b(?:to|will|would|may|could|can|should|not|did|and|also|they|who|separately) $", before)
    if is_noun and not _destinations(view, cue.end, OBJECT_PLACE, 24):
        return journey(reader, cue)
    found = _destinations(view, cue.end, OBJECT_PLACE, 40)
    if found and re.match(r"'s? | (?:settlement|outpost|front|troops|base|camp|border|embassy|pavilion)", reader.doc.low[found[0].end :]):
        return []
    return _journeys(reader, cue, reader.subject(cue), found, "A visited B", verb=True)


def go(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A travelled to B"."""
    pattern = OBJECT_PLACE if cue.text.endswith((" for", " to")) else TO_PLACE
    found = _destinations(reader.view(cue.sentence), cue.end, pattern)
    return _journeys(reader, cue, reader.subject(cue), found, "A travelled to B", verb=True)


LEADS = re.compile(r"\b(?:led|leads?|leading|head(?:ed|s|ing)?) (?:an?|the|his|her) [\w' -]{0,60}$")


def delegation(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A led a delegation to B"."""
    leads = LEADS.search(reader.doc.low, reader.view(cue.sentence).start, cue.start)
    found = _destinations(reader.view(cue.sentence), cue.end, TO_PLACE, 40) if leads else []
    return _journeys(reader, cue, reader.subject(cue, leads.start()), found, "A led a delegation to B", verb=True) if found else []


JOURNEY_VERB = re.compile(
    r"\b(?:paid|pays?|will pay|made|makes?|began|begins|started?|kicked off|ended|concluded|wrapped up|cancell?ed|postponed|delayed|put off|called off|cut short|"
    r"announced|embarked on|is on|are on|was on|undertook|plans?|planned|scheduled|launched|completed|to pay|to make|to begin|begin|conclude)(?: [\w'-]+){0,8} $"
)


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
        verb = JOURNEY_VERB.search(before)
        left = reader.subject(cue, view.start + verb.start() if verb else -1)
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
    reader: Reader, cue: Cue, left: list[Mention], places: list[Mention], rule: str, verb: bool = False, **more: str
) -> list[Contact]:
    """One contact for each country on the way."""
    result, seen = [], set()
    guests = [[m] for m in left] if cue.text.endswith("visits") and len(codes(left)) > 1 else [left]
    for place in places:
        if not place.code or place.code in seen or _seat_of_un(reader, cue, place):
            continue
        seen.add(place.code)
        for guest in guests:
            if place.code not in codes(guest):
                result += reader.contact(cue, guest, [place], rule, place=place, verb=verb, parts=("actor", "recipient"), **dict(more))
    for contact in result:
        contact.people = [p for p in contact.people if p.name or p.country != contact.place_country]
    return result


UN = re.compile(r"\b(?:un|u\.n\.|united nations|unga|general assembly|security council|human rights council|iaea|opec)\b")


def _seat_of_un(reader: Reader, cue: Cue, place: Mention) -> bool:
    """A visit to New York for the General Assembly is none to the United States."""
    view = reader.view(cue.sentence)
    return place.name in ("New York", "Geneva", "Vienna") and bool(UN.search(reader.doc.low, view.start, view.end))


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
    left = [m for m in reader.subject(cue) if _acts(view, m)]
    right = [m for m in view.after(cue.end, "with", 120) if _acts(view, m)]
    if len(codes(left)) < 2 and not right:
        return []
    return reader.contact(cue, left, right, "A and B signed", verb=True)


STATE = re.compile(r"'s? (?:[\w-]+ ){0,3}(?:government|ministry|minister|president|delegation|officials?|side|envoy|cabinet|authorities|parliament|army|navy)\b")


def _acts(view: View, m: Mention) -> bool:
    """Does the state itself act, and not "China's Sinopec"?"""
    return m.kind != "country" or view.doc.folded[m.end : m.end + 1] != "'" or bool(STATE.match(view.doc.low, m.end))


def chair(reader: Reader, cue: Cue) -> list[Contact]:
    """ "A and B co-chaired" something that is not itself a cue."""
    named = any(c.sentence == cue.sentence and 0 < c.start - cue.end < 80 for c in reader.cues)
    left, right = reader.subject(cue), reader.view(cue.sentence).after(cue.end, "with", 120)
    if right and "convene" in cue.text:
        return reader.contact(cue, left, right, "A convened with B", verb=True)
    if GOVERNMENTS.search(reader.doc.low, reader.view(cue.sentence).start, cue.start) and not codes(left):
        return reader.contact(cue, reader.sides, [], "our governments meet", kind="talks", verb=True, borrowed=True, impersonal=True)
    return reader.contact(cue, left, [], "A and B chaired", verb=True) if len(codes(left)) > 1 and not named else []


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
    "journey": journey, "delegation": delegation, "summon": summon, "sign": sign, "chair": chair, "discuss": discuss,
}  # fmt: skip


def meetings(doc: Document) -> list[Row]:
    """One row a contact, in the order of the text."""
    return [merging.row(doc, n, c) for n, c in enumerate(merging.merge(doc, Reader(doc).read()), 1)]
