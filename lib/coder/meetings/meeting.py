"""A meeting being read from a text: its fields, its status words, its date and place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lib.codebook import NEVER, rows
from lib.codebook.records import MeetingWords
from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.sides import View
from lib.coder.reading.date_words import WEEKDAYS
from lib.coder.reading.dates import UNKNOWN, DateSpan, in_a_week, in_a_year
from lib.coder.reading.phrases import pattern

# Characters around a cue in which a word counts for it. Chosen by eye on the development articles, about a clause.
BEFORE_CUE = 130
AFTER_CUE = 110
CANCELLED_REACH = 70
NEGATED_REACH = 30  # of the end of "did not" to the cue
DATE_REACH = 30  # before a date, for words that make it another thing's
WEIGHED = 12  # dates on each side of a cue that can be its own; an honest sentence holds three or four
OWN_DATE = 15  # so near a date is the cue's, whatever else stands near it
OPENING = 12  # of a sentence: a date there is the whole sentence's
FAR_BACK = 60  # before the cue: beyond, a nearer cue takes the date; a comma or a new clause counts as as many
PLACE_OPENING = 40  # of a sentence: a place there is the whole sentence's
PLACE_REACH = 75  # between cue and place
OF_COUNTRY = 20  # by which a country is farther than a city named at the same distance

LINKED = "sides near the cue"  # the rule of a meeting no frame reads
REMOTE = frozenset(["phone_call", "video_meeting"])
VISITS = frozenset(["visit", "state_visit"])
HALF = 0.5  # of the sides in common: perhaps the same meeting


@dataclass
class Person:
    name: str
    country: str
    office: str
    part: str


@dataclass
class Meeting:
    """One meeting as one sentence tells it; later merged with what other sentences tell of it."""

    kind: str
    status: str
    parties: list[str]
    people: list[Person]
    cue: Cue
    rule: str
    date: DateSpan = UNKNOWN
    place: str = ""
    place_country: str = ""
    initiator: str = ""
    heading: bool = False
    verb: bool = False
    borrowed: bool = False
    grouped: bool = False
    weak: bool = False
    split: bool = False
    later: bool = False  # at another time than what was told before: "Later that day", "In the evening"
    stop: bool = False  # of a tour
    known: bool = False  # told as known already: "in the phone call with", "before his call with"
    impersonal: bool = False  # teams and officials, not the persons named
    first: int = 0  # the first sentence that tells it
    main: bool = False  # the article is about it

    @property
    def family(self) -> str:
        return "remote" if self.kind in REMOTE else "summon" if self.kind == "summon" else "present"

    def shared(self, other: Meeting) -> float:
        """The share of sides both have in common."""
        mine, theirs = set(self.parties), set(other.parties)
        return len(mine & theirs) / len(mine | theirs)


@cache
def words(kind: str) -> re.Pattern[str]:
    """Pattern of data/codebook/meeting_words.csv of one kind."""
    patterns = "|".join(r.pattern for r in rows(MeetingWords) if r.kind == kind) or NEVER
    return re.compile(rf"\b(?:{patterns})\b")


HARD = re.compile(
    r"[;:\"]| that | which (?!(?:will )?(?:also )?includ)| who (?:is|was|are|were) | while | but | although |,? (?:after|following|during|since) |, before |, (?:saying|where|who|with|as) | and (?=(?:\w+ ){0,2}\w+ed\b)"
)
TRAVEL_TO = pattern("travel to")
FIRST_TO = pattern("done by then")
COMING = frozenset(["leaves", "heads", "departs", "flies", "travels"])
NOT_HELD = re.compile(r"[^.;]{0,40}\b(?:did not|was not|were not|will not) (?:take place|happen|be held)")
ACCEPTED = re.compile(r"\baccept\w* (?:an|the|his|her|their)[^.;]{0,30}invitation")
AHEAD = pattern("lies ahead")


def status(doc: Document, cue: Cue, lead: int) -> str:
    """held, planned, proposed or cancelled; "" where the sentence denies the meeting. `lead`: where its clause may begin."""
    low = doc.low
    if doc.unreal(cue.sentence, cue.start):
        return ""
    if moved_to(doc, cue):
        return "planned"
    start = max(lead, cue.start - BEFORE_CUE)
    before = low[start : cue.start + len("to ") * cue.text.startswith("to ")]
    near = _last_clause(before)
    after = low[cue.end : min(doc.sentences[cue.sentence].end, cue.end + AFTER_CUE)]
    if before.removesuffix(near).endswith(", who "):
        after = after.partition(",")[0]  # what follows is said of who is told about
    if words("cancelled").search(near[-CANCELLED_REACH:]) or _called_off().match(after):
        return "cancelled"
    if (found := _last(words("negated"), near)) and len(near) - found.end() < NEGATED_REACH:
        return ""
    if NOT_HELD.match(after):
        return ""
    if ACCEPTED.search(near):
        return "planned"
    if near != before and (wanted := _last(words("asked"), before)) and ";" not in before[wanted.end() :]:
        return "proposed"
    near = before if before.endswith(" before ") else near  # "will visit A before heading to B"
    proposed, planned = _last(words("proposed"), near), _last(words("planned"), near)
    if proposed and (not planned or proposed.end() > planned.end() or proposed.group().startswith("invit")):
        return "proposed"
    if planned or cue.text.startswith(("will ", "expected ", "is to ", "are to ", "was to ")) or " due " in cue.text:
        return "planned"
    if cue.frame in ("noun", "journey", "call") and AHEAD.match(after):
        return "planned"
    if (
        before.endswith((" to ", "to also "))
        and not FIRST_TO.search(before)
        and not TRAVEL_TO.search(before)
        and cue.frame in ("meet", "visit", "speak", "host", "go", "sign")
    ):
        return "planned"
    return "held"


@cache
def _called_off() -> re.Pattern[str]:
    """After the cue, that it was cancelled; where nothing follows, the verb alone says it: "talks postponed"."""
    verbs = words("cancelled").pattern[5:-3]
    return re.compile(rf"[^.;,]{{0,100}}\b(?:was|were|is|been|has been|had been|be) (?:{verbs})| (?:{verbs})(?=\W*$|,)")


def _last_clause(before: str) -> str:
    """The words of the cue's own clause before it."""
    last = 0
    for found in HARD.finditer(before):
        last = found.end()
    return before[last:]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


NOT_ITS_DATE = pattern("not its date")


ASIDE = re.compile(r"\([^()]*\)")
NOUN = pattern("date of a noun")
YEAR_OF = re.compile(r"(?:[Tt]he |[Ss]ince )?\d{4}")
SAID, AS_SAID = pattern("said on"), pattern("as said")
ELSEWHERE = re.compile(r"[;]| (?:that|which) (?!took place|(?:was|were) (?:held|to ))| said | as ")
DECIDED = pattern("decided")
NOT_A_DAY = pattern("not a day")

AFTERMATH = re.compile(r"\b(?:following|after|before) the ")
AFTER_ANOTHER = re.compile(
    r"\bafter (?:(?:a|his|her|their) )?(?:[\w-]+ ){0,3}(?:stop|visits?|trip|talks|meetings?|summit)\b"
)
WITHIN = re.compile(r"\bduring (?:[\w'.-]+ ){1,6}$")  # "met B during his visit on Monday"
STEP = re.compile(r"\b(?:after|before|prior) ?$")  # "a day after": what follows is another thing
RELATIVE = pattern("relative clause")
AUXILIARY = re.compile(r"\b(?:was|were|is|are|been|be|has|have|had)\b")
MOVED = pattern("put off to")
DAYS_APART = pattern("days apart")
MAIN_VERB = re.compile(r"\b(?:following|after|before|ahead of) (?:[\w'-]+ ){0,4}$")


LATER = pattern("later")
KNOWN = pattern("told as known")


def moved_to(doc: Document, cue: Cue) -> DateSpan | None:
    """The new day of a meeting put off: "has been moved to tomorrow"."""
    later = (d for d in doc.dates_of(cue.sentence) if d.a > cue.end)
    return next((d for d in later if MOVED.search(doc.low, max(cue.end, d.a - BEFORE_CUE), d.a)), None)


def date_of(doc: Document, cue: Cue, cues: list[Cue]) -> DateSpan:
    """The date in the cue's sentence that is nearest to it and to none of the `cues` of that sentence."""
    if moved := moved_to(doc, cue):
        return moved
    best, nearest = UNKNOWN, 10_000
    for d in _nearest(doc.dates_of(cue.sentence), cue):
        if NOUN.fullmatch(doc.low, d.b, max(d.b, cue.start)):
            return d  # "the June summit", "the stormy 2013 talks"
        if d.precision == "year" and YEAR_OF.fullmatch(d.text):
            continue  # "the 2015 nuclear deal": the year of something else
        if NOT_ITS_DATE.search(doc.low, max(0, d.a - DATE_REACH), d.a) or (not d.start and STEP.search(d.text)):
            continue
        distance = _distance(doc, d, cue)
        if distance >= nearest:
            continue
        if d.b <= cue.start and cue.kind == "visit" and MAIN_VERB.search(doc.low, d.b, cue.start):
            continue  # "arrived on Tuesday, following a visit to"
        if (
            d.b <= cue.start
            and doc.low.startswith((" to ", ", to "), d.b)
            and DECIDED.search(doc.low, max(0, d.a - BEFORE_CUE), d.a)
        ):
            continue  # "invited him on Monday to visit"
        if AFTER_ANOTHER.search(doc.low, cue.end, max(cue.end, d.a)):
            continue  # "will travel to A after talks in B on Monday"
        if d.precision == "year" and AFTERMATH.search(doc.low, cue.end, max(cue.end, d.a)):
            continue  # "his first visit following the events of 2018"
        if d.b <= cue.start and AS_SAID.match(doc.low, d.b) and SAID.search(doc.low[max(0, d.a - BEFORE_CUE) : d.a]):
            continue  # "announced on Friday that he would visit", "said on Friday talks would resume"
        if d.b <= cue.start and DAYS_APART.search(doc.low, d.b, cue.start):
            continue  # "on Sunday, a day after talks with"
        if _of_another_clause(doc, d, cue):
            continue
        ended = d.a > cue.end and words("cancelled").search(doc.low, cue.end, d.a)
        if ended and not AUXILIARY.search(doc.low, cue.end, ended.start()):
            continue  # "talks suspended in 2018 resumed": the day on which they ended
        if (
            NOT_A_DAY.match(doc.low, d.b)
            or " since " in ASIDE.sub("", doc.low[cue.end : d.a])
            or SAID.search(doc.low[cue.end : max(cue.end, d.a)])
        ):
            continue
        low, high = min(d.a, cue.start), max(d.b, cue.end)
        rivals = (
            c
            for c in cues[bisect_left(cues, low, key=_start) : bisect_left(cues, high, key=_start)]
            if c is not cue
            and not _one_journey(c, cue)
            and not (c.start >= cue.end and PREDICATE.fullmatch(doc.low, cue.end, c.start))
            and not (c.start >= cue.end and WITHIN.search(doc.low, cue.end, c.start))
        )
        opening = d.a - doc.sentences[cue.sentence].start < OPENING
        if distance > OWN_DATE and not opening and any(_distance(doc, d, c) < distance for c in rivals):
            continue
        earlier = (c for c in cues[: bisect_left(cues, d.a, key=_start)] if d.a - distance < c.end <= d.a)
        if d.b <= cue.start and distance > FAR_BACK and any(_distance(doc, d, c) < distance for c in earlier):
            continue
        best, nearest = d, distance
    return best


def _of_another_clause(doc: Document, d: DateSpan, cue: Cue) -> bool:
    """Does the date stand in a relative clause that tells of something else ("B, who took office last year")?"""
    start = cue.end if d.a >= cue.end else doc.sentences[cue.sentence].start
    clause = max(start, doc.low.rfind(",", start, d.a), doc.low.rfind(";", start, d.a))  # it ends with either
    opened = RELATIVE.search(doc.low, clause, d.a)
    return bool(opened) and (d.a >= cue.end or "," in doc.low[d.b : cue.start])


def _nearest(days: list[DateSpan], cue: Cue) -> list[DateSpan]:
    """The dates of a sentence that are weighed for a cue, in order: all, but in a calendar written as one sentence."""
    at = bisect_left(days, cue.start, key=lambda d: d.a)
    return days[max(0, at - WEIGHED) : at + WEIGHED]


def _start(cue: Cue) -> int:
    return cue.start


PREDICATE = pattern("predicate")


def _one_journey(c: Cue, cue: Cue) -> bool:
    """ "visited Riyadh on a two-day trip in July": two cues of one meeting."""
    return {c.kind, cue.kind} <= VISITS


JOINED = re.compile(r",|^ and\b")  # after a date: another verb begins
APART = re.compile(r"[;]| that | which | while | and \w+ed ")


def _distance(doc: Document, d: DateSpan, cue: Cue) -> int:
    a, b = (cue.end, d.a) if d.a >= cue.end else (d.b, cue.start)
    gap = doc.low[a:b] if b > a else ""
    apart = d.b <= cue.start and d.a - doc.sentences[cue.sentence].start > OPENING and JOINED.search(gap)
    return FAR_BACK * bool(apart) + len(gap) + FAR_BACK * len(APART.findall(gap))


STAYS = pattern("stays")


def _reached(view: View, cue: Cue) -> Iterator[tuple[Mention, str]]:
    """The places of the sentence, outwards from the cue on both sides as far as it reaches, and the words in between."""
    before = [m for m in view.located if m.start < cue.end]
    for side in (before[::-1], [m for m in view.located if m.start >= cue.end]):
        for m in side:
            a, b = (m.end, cue.start) if m.start < cue.end else (cue.end, m.start)
            gap = view._without_mentions(a, b)
            if STAYS.search(gap.lower()) or len(gap) > PLACE_REACH:
                break  # those farther away have these words in between too
            yield m, gap


def place_of(doc: Document, view: View, cue: Cue) -> Mention | None:
    """Where it happened: "met in Doha", "talks at the Kremlin", "In Cairo, he met"; None if the sentence does not say."""
    best, nearest = None, (10_000, 0)
    for m, gap in _reached(view, cue):
        opening = m.end <= cue.start and m.start - view.start < PLACE_OPENING
        if not opening and DAYS_APART.search(doc.low, min(m.end, cue.end), max(m.start, cue.start)):
            continue
        if not opening and ELSEWHERE.search(gap):
            continue
        weight = len(gap) + (OF_COUNTRY if m.kind == "country" and not m.role else 0)
        if (weight, m.start) < nearest:
            best, nearest = m, (weight, m.start)
    after = next((m for m in view.mentions if best and m.start == best.end + len(" in ")), None)
    if after and best and best.role in ("seat", "venue") and doc.low.startswith(" in ", best.end):
        return after  # "at the Great Hall of the People in Beijing"
    return best


def settle(doc: Document, made: Meeting) -> None:
    """Makes status and date agree with the day of the report: what has happened is not dated later, what is only
    proposed not earlier, and what one does in the present tense on a day to come is planned."""
    weekday = made.date.text.lower().removeprefix("this ") in WEEKDAYS
    past, ahead = "" < made.date.start < doc.day, made.date.start > doc.day > ""
    present = made.cue.text.split()[0].endswith("s") or doc.low.endswith(("is ", "are "), 0, made.cue.start)
    if made.status == "held" and (
        (past and weekday and made.cue.text.split()[0] in COMING) or (ahead and made.verb and present)
    ):
        made.status = "planned"  # "leaves on Monday", told before that Monday; "goes to Ankara on 3 February"
    if made.status == "planned" and past and weekday:
        made.date = in_a_week(made.date)
    if made.status in ("planned", "proposed") and past:
        made.date = in_a_year(made.date, doc.day)
        past = made.date.start < doc.day
    if (made.status == "held" and ahead) or (made.status == "proposed" and past and made.date.precision == "day"):
        made.date = UNKNOWN  # of the plan, or of the proposal


def place_name(m: Mention) -> str:
    """City of a place mention; the country itself has no name of a place."""
    if m.kind == "country" and m.role == "seat":
        return {"USA": "Washington"}.get(m.code, m.text)
    return m.name if m.role in ("capital",) or m.kind == "place" else ""
