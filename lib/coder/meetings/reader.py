"""Reads the meetings of one document: who acts, whom "they" stands for, and what makes a meeting complete."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import TypedDict, Unpack

from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.meetings import guests, tours
from lib.coder.meetings.asking import LEADS_UP, initiator, label, mediators
from lib.coder.meetings.circumstances import beside_summit, form, freight
from lib.coder.meetings.cues import Cue, find
from lib.coder.meetings.meeting import (
    KNOWN,
    LATER,
    REMOTE,
    VISITS,
    Meeting,
    Person,
    date_of,
    place_name,
    place_of,
    settle,
    status,
    words,
)
from lib.coder.meetings.sides import View, codes
from lib.coder.reading.phrases import pattern

PRIVATE = "private"  # the office class of who stands for no state
COMPANIONS = 60  # characters to each of those who came along, by eye
AND = re.compile(r"\band\b")
WHOM = 12  # characters between "told" and whom
TO = re.compile(r" to ")


class Flags(TypedDict, total=False):
    """What a frame knows of a meeting beyond its sides; see Meeting."""

    verb: bool
    borrowed: bool
    split: bool
    weak: bool
    impersonal: bool


Frames = dict[str, Callable[["Reader", Cue], list[Meeting]]]

_STATES = r"(?:sides|countries|governments|nations|states|capitals|neighbou?rs|delegations)"
_SIDES = rf"(?:leaders|ministers|men|officials|{_STATES})"
PRONOUN = re.compile(
    rf"\b(?:he|she|who|it|they|both|both {_SIDES}|the (?:two|three)(?: \w+)?|the (?:leaders|presidents|ministers|sides|officials|parties))(?: [a-z]+){{0,3}} $"
)
WE = re.compile(r"\b(?:i|we)(?:'ve|'ll|'d)?(?: [a-z]+){0,3} $")
THEY = re.compile(
    rf"\b(?:they|both {_SIDES}|the (?:two|three)(?: \w+)?|the (?:leaders|presidents|ministers|sides|officials|parties))\b"
)
GOVERNMENTS = re.compile(
    rf"\b(?:our (?:two |three |respective )?(?:governments|countries|nations)|both {_STATES}|the (?:two |three )?(?:sides|countries|nations|delegations|neighbou?rs)|the two {_STATES})\b"
)
ROUND = pattern("another round")
HE = re.compile(r"\b(?:he|she)\b")
SAME = pattern("the same meeting")
ALL_TOOK_PART = pattern("all took part")
ATTENDED, ON_HIS_TRIP = pattern("attended"), pattern("on his trip")
FOR = re.compile(r"\bfor [^,;]* to $")  # "it would be odd for him to travel"
BARE_VERB = pattern("bare verb")
HEADS = re.compile(r"president|minister|leader|ambassador|envoy|diplomat|head|king|advis|chief")


def each_time(reader: "Reader", meeting: Meeting) -> list[Meeting]:
    """One meeting for each date that follows, with the place beside it, where the sentence says there were several."""
    doc, view, cue = reader.doc, reader.view(meeting.cue.sentence), meeting.cue
    days = [d for d in doc.dates_of(cue.sentence) if d.a > cue.end and d.precision in ("day", "month")]
    if len(days) < 2:
        return [meeting]
    plural = cue.frame == "noun" and cue.text.endswith("s") and cue.kind != "talks" and days[0].precision == "day"
    if not plural and not view.says(words("times")):
        return [meeting]
    first = any(cue.end <= m.start < days[0].a for m in view.located)  # "in Rome on 3 May", not "on 3 May in Rome"
    result = []
    for last, d, following in zip([None, *days], days, [*days[1:], None], strict=False):
        before = [m for m in view.located if first and (last.b if last else cue.end) <= m.start < d.a]
        after = [m for m in view.located if d.b <= m.start < (following.a if first and following else view.end)]
        where = [*before[-1:], *after[:1]][:1] if meeting.kind not in REMOTE else []
        name, country = (place_name(where[0]), where[0].code) if where else ("", "")
        result.append(replace(meeting, date=d, place=name, place_country=country, split=True))
    return result


class Reader:
    """Reads the meetings of one document, sentence by sentence."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.cues: defaultdict[int, list[Cue]] = defaultdict(list)  # of each sentence, those that a frame reads
        self.nouns: defaultdict[int, list[Cue]] = defaultdict(list)  # the nouns among them
        self.every: defaultdict[int, list[Cue]] = defaultdict(list)  # and those without a frame
        for cue in find(doc.low, doc.sentences, doc.skip):
            if cue.frame != "send":  # "sent" tells too much else to be weighed with the others
                self.every[cue.sentence].append(cue)
            if cue.frame != "any":
                self.cues[cue.sentence].append(cue)
            if cue.frame == "noun":
                self.nouns[cue.sentence].append(cue)
        self.views: dict[int, View] = {}
        self._status: dict[Cue, str] = {}
        self.focus: list[Mention] = []  # the subject "he" stands for
        self.setting: Cue | None = None  # "In a meeting held on Monday, ..."
        self.sides: list[Mention] = []  # the sides "they" stand for
        self.two: list[Mention] = []  # the only two states of the sentence before, told without a meeting
        self.team: list[Mention] = []  # the several of one side "they" stands for where somebody else is met
        self.tour: tours.Tour | None = None  # the one told last

    def view(self, index: int) -> View:
        if index not in self.views:
            self.views[index] = View(self.doc, index)
        return self.views[index]

    def status(self, cue: Cue) -> str:
        """held, planned, proposed, cancelled or "", as the words around the cue say."""
        if cue not in self._status:
            own, first = status(self.doc, cue, self.view(cue.sentence).start), self._infinitive(cue)
            self._status[cue] = self.status(first) if own and first else own
        return self._status[cue]

    def another(self, cue: Cue, at: int) -> bool:
        """Does another cue of its frame stand between it and `at`, which then is that one's?"""
        return any(c.frame == cue.frame and cue.end < c.start < at for c in self.cues[cue.sentence])

    def read(self, frames: Frames) -> list[Meeting]:
        found: list[Meeting] = []
        for s in self.doc.sentences:
            here: list[Meeting] = []
            asked = s.text.endswith("?")  # a question tells nothing
            for cue in (c for c in self.cues[s.index] if c.frame in frames and not asked):
                told = [each for meeting in frames[cue.frame](self, cue) for each in each_time(self, meeting)]
                found += told
                here += told
            if not here and found and (another := self._another_round(s.index, found[-1])):
                here = [another]
                found.append(another)
            more = tours.read(self, s.index, here) or guests.read(self, s.index, found)
            found += more
            here += more
            for meeting in here:
                meeting.heading = s.heading
            self._attended(s.index, here or found)
            self._detailed(s.index, here, found[: len(found) - len(here)])
            self._remember(s.index, here)
        return found

    def _remember(self, index: int, meetings: list[Meeting]) -> None:
        if self.doc.skip[index]:
            return
        states = {m.code: m for m in self.doc.of(index) if m.code and not m.code.startswith("ORG:")}
        self.two = list(states.values()) if len(states) == 2 else self.two if not states else []
        subject = self.view(index).subject()
        if subject and HE.search(self.doc.low, self.view(index).start, subject[0].start):
            subject = []  # "On Sunday he took part in talks of ..." is of whom was spoken before
        people = [m for m in subject if m.kind in ("person", "office") and (m.code or m.name)]
        s = self.doc.sentences[index]
        if " they " not in self.doc.low[s.start : s.end]:
            several = len(codes(subject)) == 1 and (len(people) > 1 or subject[0].kind == "group")
            self.team = subject if several else [] if people else self.team
        if people or codes(subject):  # not "the prince", who may be any
            self.focus = (people or subject)[:1]
        if self.doc.sentences[index].heading and not meetings and not self.sides:
            chains = [self.view(index).chain(i) for i in range(len(self.doc.of(index)))]
            self.sides = next((c for c in chains if len(codes(c)) > 1), [])

    def _another_round(self, index: int, last: Meeting) -> Meeting | None:
        """ "A second round followed in Ankara in September", "the next summit will be held in Riyadh": the same sides again."""
        s, view = self.doc.sentences[index], self.view(index)
        if self.doc.skip[index] or index > last.cue.sentence + 3 or s.text.endswith("?"):
            return None
        found = ROUND.search(self.doc.low, s.start, s.end)
        if not found:
            return None
        cue = Cue(found.start(), found.end(), found.group(), last.kind, "noun", index)
        date, place = date_of(self.doc, cue, [cue]), place_of(self.doc, view, cue)
        if not date.start and not place:
            return None
        ahead = re.search(r"\b(?:will|is to|are to|scheduled|due)\b", found.group())
        made = replace(last, cue=cue, rule="another round", status="planned" if ahead else "held", date=date, people=[], borrowed=True,
                       impersonal=True, heading=False, weak=False, initiator="", place="", place_country="", parties=list(last.parties))  # fmt: skip
        if place:
            made.place, made.place_country = place_name(place), place.code
        return made

    def _detailed(self, index: int, here: list[Meeting], found: list[Meeting]) -> None:
        """ "The talks, which took place in Baghdad on April 9, were long": what the last meeting, or visit, lacked."""
        s = self.doc.sentences[index]
        cue = next((c for c in self.cues[index] if c.frame in ("noun", "call", "visit", "journey")), None)
        if not found or not cue or any(m.cue == cue for m in here) or not SAME.match(self.doc.low, s.start):
            return
        near = [m for m in found if m.cue.sentence >= index - 2]
        last = next((m for m in reversed(near) if (m.kind in VISITS) == (cue.kind in VISITS)), None)
        if not last:
            return
        if cue.kind in REMOTE and last.kind == "talks" and not last.place_country:
            last.kind, last.weak = cue.kind, False
        if here:
            return
        if not last.date.start:
            last.date = date_of(self.doc, cue, self.cues[index])
        if not last.place_country and last.kind not in REMOTE and (place := place_of(self.doc, self.view(index), cue)):
            last.place, last.place_country = place_name(place), place.code

    def _attended(self, index: int, told: list[Meeting]) -> None:
        """ "The meeting was attended by X", "the Israeli delegation was led by Y": they took part in the last meeting,
        in all the visits told with it, or of the trip."""
        s = self.doc.sentences[index]
        trip = self.view(index).says(ON_HIS_TRIP)
        visits = [m for m in told if m.kind in VISITS and (trip or m.cue == told[-1].cue)]
        meetings = visits or told[-1:]
        if not meetings or self.doc.skip[index] or not ((visits and trip) or meetings[0].cue.sentence >= index - 4):
            return
        people = [m for m in self.view(index).mentions if m.kind == "person"]
        if not people:
            return
        along: list[Mention] = []  # of the side that travels
        if not ALL_TOOK_PART.search(self.doc.low, s.start, s.end):
            named, people = people, []
            for found in ATTENDED.finditer(self.doc.low, s.start, s.end):
                last = found.end()
                people += [m for m in self.view(index).after(last, "object", COMPANIONS) if m.kind == "person"]
                for m in named if found.group().startswith(("joined", "accompanied", "delegation")) else ():
                    if last <= m.start < last + COMPANIONS:
                        along, last = [*along, m], m.end
        people = list(dict.fromkeys([*people, *along]))
        for meeting in meetings:
            known = {p.name for p in meeting.people}
            side = meeting.parties[0] if meeting.kind in VISITS else ""
            own = [replace(m, code=side) if m in along and not m.code else m for m in people if m.name not in known]
            meeting.people += self.people([m for m in own if m.code in meeting.parties], "actor")

    # ------------------------------------------------------------ subjects

    def subject(self, cue: Cue, at: int = -1) -> list[Mention]:
        """Who acts: the chain before the cue (or before `at`), a pronoun's referent, or the sentence's subject."""
        view = self.view(cue.sentence)
        at = at if at >= 0 else cue.start
        before = self.doc.low[view.start : at]
        if chain := view.before(at):
            if leading := self._joined_verb(cue, chain, at):
                return self.subject(leading)
            pointing = not codes(chain) and chain[0].kind == "group" and THEY.search(before[-60:])
            return self.both(pointing.group()) if pointing else chain
        near = max(view.start, at - LEADS_UP)
        if WE.search(self.doc.low, near, at) and (speaker := self.doc.speakers[cue.sentence]):
            return [speaker]
        if found := PRONOUN.search(self.doc.low, near, at):
            if found.group().startswith("it"):
                nations = [m for m in view.mentions if m.end <= found.start() and m.kind in ("country", "organization")]
                return [m for m in nations if m.role != "demonym"][-1:] or self.focus
            if they := THEY.search(found.group()):
                return self.both(they.group())
            if found.group().startswith("who"):
                people = [
                    m for m in view.mentions if m.end <= found.start() and m.kind in ("person", "office", "group")
                ]
                return people[-1:]
            first = HE.search(before)
            named = view.subject(view.start + first.start() if first else found.start())
            own = [m for m in named if m.kind in ("person", "office")]
            return own[:1] or self.focus
        if infinitive := self._infinitive(cue):
            return self.subject(infinitive)
        if not view.subject(at) and (they := THEY.match(before)):
            return self.both(they.group())
        return view.subject(at) or (self.focus if self.focus and re.search(r"\b(?:he|she)\b|^it\b", before) else [])

    def _infinitive(self, cue: Cue) -> Cue | None:
        """ "authorized A to travel to B and meet C": the infinitive that "and" joins the verb to."""
        low = self.doc.low
        if not low.endswith(" and ", 0, cue.start) or not BARE_VERB.fullmatch(cue.text):
            return None
        verbs = [c for c in self.every[cue.sentence] if c.frame != "noun" and c.end < cue.start]
        first = next((c for c in reversed(verbs) if low.endswith(" to ", 0, c.start)), None)
        return None if first and FOR.search(low, self.view(cue.sentence).start, first.start) else first

    def _joined_verb(self, cue: Cue, chain: list[Mention], at: int) -> Cue | None:
        """ "A met B in Ankara and flew to Doha": the verb whose object stands before a second verb of the same subject."""
        verbs = [c for c in self.every[cue.sentence] if c.frame != "noun" and c.end <= chain[0].start]
        return verbs[-1] if verbs and AND.search(self.doc.low, chain[-1].end, at) else None

    def both(self, words: str = "both") -> list[Mention]:
        """Whom "they" stands for; for "both countries", in need, the only two of the sentence before."""
        lacking = len(codes(self.sides)) < 2 and words.startswith(("both", "the two"))
        return self.two if lacking else self.sides

    # ------------------------------------------------------------ building

    def meeting(
        self,
        cue: Cue,
        left: list[Mention],
        right: list[Mention],
        rule: str,
        *,
        kind: str = "",
        told: str = "",
        place: Mention | None = None,
        parts: tuple[str, str] = ("actor", "actor"),
        **flags: Unpack[Flags],
    ) -> list[Meeting]:
        """A meeting of the sides left and right; none unless two sides are told and the sentence affirms it. `told` and
        `place` are its status and place, where the caller knows better than the words around the cue."""
        view = self.view(cue.sentence)
        left, right = self._at_home(left), self._at_home(right)
        parties = codes(m for m in [*left, *right] if m.office_class != PRIVATE)
        affirmed = self.status(cue) if len(parties) > 1 else ""
        if not affirmed or (affirmed == "proposed" and self._urged(cue, parties)) or freight(view, cue):
            return []
        kind, told = kind or cue.kind, told or ("proposed" if cue.frame == "invite" else affirmed)
        kind = form(self.doc, view, cue, kind)
        place = place or (None if kind in REMOTE else place_of(self.doc, view, cue))
        people = [] if flags.get("impersonal") else self.people(left, parts[0]) + self.people(right, parts[1])
        self._recall([*left, *right])
        made = Meeting(kind, told, parties, people, cue, rule, date_of(self.doc, cue, self.cues[cue.sentence]), **flags)
        made.later = bool(LATER.match(self.doc.low, view.start))
        made.known = bool(KNOWN.search(self.doc.low, max(view.start, cue.start - LEADS_UP), cue.start))
        sides = [*left, *right]
        made.grouped = any(m.kind == "group" for m in sides) and not any(m.kind in ("person", "office") for m in sides)
        if cue.frame != "any" and not made.date.start:
            beside_summit(self, made)
        settle(self.doc, made)
        first = {p.name: p for p in reversed(people)}
        made.people = [p for p in people if not p.name or first[p.name] is p]
        if place:
            made.place, made.place_country = place_name(place), place.code
        if (
            self.setting
            and self.setting.sentence == cue.sentence
            and self.setting is not cue
            and cue.kind in ("talks", "meeting")
            and not (place and place.start > cue.start)
        ):
            made.kind = self.setting.kind
            made.date = made.date if made.date.start else date_of(self.doc, self.setting, self.cues[cue.sentence])
        made.initiator = initiator(self.doc, view, left, right)
        for m in mediators(self.doc, view, cue, self.cues[cue.sentence]):
            if m.code and m.code not in parties:
                made.parties.append(m.code)
                made.people += self.people([m], "mediator")
                made.initiator = made.initiator or label(m)
        return [made]

    def _urged(self, cue: Cue, parties: list[str]) -> bool:
        """ "A keeps telling B to hold talks with C": what a third one wants is no meeting."""
        view = self.view(cue.sentence)
        for urged in words("urged").finditer(self.doc.low, view.start, cue.start):
            whom = next((m for m in view.mentions if urged.end() < m.start < urged.end() + WHOM), None)
            if whom and whom.code in parties and TO.search(self.doc.low, whom.end, cue.start):
                return not set(codes(view.before(urged.start()) or view.subject(urged.start()))) & set(parties)
        return False

    def _recall(self, chain: list[Mention]) -> None:
        """Whom "they" stands for from here on; the same sides by name are kept for the same sides without."""
        named = [m for m in self.sides if m.name and m.kind in ("person", "office")]
        if (
            set(codes(chain)) != set(codes(self.sides))
            or not named
            or any(m.name and m.kind in ("person", "office") for m in chain)
        ):
            self.sides = chain

    def _at_home(self, chain: list[Mention]) -> list[Mention]:
        """Whom a national source names without a country is of that country."""
        home = self.doc.home
        chain = [self._meant(m) for m in chain]
        return [replace(m, code=home) if m.kind in ("person", "office") and not m.code and home else m for m in chain]

    def _meant(self, m: Mention) -> Mention:
        """ "The minister", who is the one spoken of, if he is one."""
        of = self.focus[0] if self.focus and m.kind == "office" and not m.code else m
        return of if of.code and of.office.lower().endswith(m.text.lower()) else m

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
