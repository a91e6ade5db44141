"""Frames of travel: "A visited B", "A's visit to B", "A led a delegation to B"."""

import re
from dataclasses import replace

from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import STEP, Meeting, words
from lib.coder.meetings.reader import Reader
from lib.coder.meetings.sides import CLAUSE, FARTHEST, View, codes
from lib.coder.meetings.tours import DAY_BEHIND, REACH
from lib.coder.reading.dates import UNKNOWN, month_of
from lib.coder.reading.phrases import pattern

LATTER = re.compile(r"\bthe latter's (?:[\w-]+ ){0,3}$")
OPENS = re.compile(
    r"(?:(?:during|on|after|following|before|in|at the (?:end|start|beginning) of) )(?:an? )?(?:[\w-]+ ){0,4}"
)
THE = re.compile(r"the (?:[\w-]+ ){0,2}$")
POINTS = 2  # sentences back to the place that "there" stands for, by eye
OWNERS = 70  # characters between "visit by" and the sides of it, by eye
OWNER = re.compile(r"(?: [\w'-]+){0,4}? (?:by|of|from)\b")
JOURNEY_VERB = pattern("journey verb")
INCLUDING = pattern("including")
OBJECT_PLACE = re.compile(r"^ (?:the |both |neighbou?ring |his |her |(?:\w+ )?(?:capital|city)(?: of)? )*$")
TO_PLACE = pattern("to place")
THE_CITY, THE_COUNTRY = pattern("the city"), pattern("the country")
VISITED_WHEN = pattern("visited when")


def destinations(view: View, at: int, pattern: re.Pattern[str], reach: int = 90) -> list[Mention]:
    """The places named after a verb or noun of travel, one for each country."""
    region: list[Mention] = []  # "the Gulf", unless its countries follow
    for i, m in enumerate(view.mentions):
        if m.start < at or m.kind not in ("country", "place") or m.role == "demonym":
            continue
        gap = view.gap(at, m.start)
        if len(gap) <= FARTHEST and INCLUDING.search(gap):
            return _by_country(view, i)
        if len(gap) > reach or re.search(
            r"[;]| that | which |, (?:following|after|before) | (?:since|amid|after visits? to) ", gap
        ):
            return region
        if pattern.search(gap):
            region = region or _by_country(view, i)
            if m.code:
                return region
    return region


ONWARD = pattern("onward")


def _by_country(view: View, i: int) -> list[Mention]:
    """ "Jeddah, Saudi Arabia" is one place; "the UAE, Saudi Arabia, and Qatar" are three."""
    found = [view.mentions[i]]
    for m in view.mentions[i + 1 :]:
        gap = view.gap(found[-1].end, m.start)
        onward = ONWARD.fullmatch(view.words_between(found[-1].end, m.start)) and not STEP.search(gap)
        if m.kind not in ("country", "place") or m.role == "demonym" or not onward:
            break
        if m.code == found[-1].code and gap.startswith(","):
            continue
        found.append(m)
    return found


def visit(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A visited B" (verb); as a noun it is a journey."""
    view, before = reader.view(cue.sentence), reader.doc.low[max(0, cue.start - 40) : cue.start]
    is_noun = cue.text in ("visit", "visits") and not re.search(
        r"\b(?:to|will|would|may|could|can|should|not|did|and|also|they|who|separately) $", before
    )
    if is_noun and not destinations(view, cue.end, OBJECT_PLACE, 24):
        return journey(reader, cue)
    found = destinations(view, cue.end, OBJECT_PLACE, 40) or pointed_at(reader, cue)
    return journeys(reader, cue, reader.subject(cue), found, "A visited B", verb=True)


def pointed_at(reader: Reader, cue: Cue) -> list[Mention]:
    """ "visited the city", "was there", "visited on Friday": the place named last, in this sentence or the one before."""
    alone = cue.text == "visited" and VISITED_WHEN.match(reader.doc.low, cue.end)
    city = alone or cue.text.endswith(" there") or THE_CITY.match(reader.doc.low, cue.end)
    if not city and not THE_COUNTRY.match(reader.doc.low, cue.end):
        return []
    views = [reader.view(i) for i in range(max(0, cue.sentence - POINTS), cue.sentence + 1)]
    cities = [m for v in views for m in v.mentions if m.kind == "place" or m.role == "capital"]
    near = cities if city else [m for v in views for m in v.located if m.kind == "country" and not m.role]
    return [m for m in near if m.end <= cue.start and m.role != "demonym" and m.code][-1:]


ON_A = re.compile(r"\b(?:on|during) an? (?:\w+ ){0,3}$")
CARGO = re.compile(r"fl(?:y|ies|ew|ying)")
PASSENGER = pattern("travels")
DAY_AHEAD = re.compile(r",(?: in| to)? ")  # "and, on the 6th, in Lithuania"
LEADS = re.compile(r"\b(?:led|leads?|leading|head(?:ed|s|ing)?) (?:an?|the|his|her) [\w' -]{0,60}$")
LEFT = re.compile(r"left|leav|depart|set off|sets off|took off|takes off")


def go(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A travelled to B"."""
    pattern = OBJECT_PLACE if cue.text.endswith((" for", " to", " in")) else TO_PLACE
    pointed = [] if LEFT.match(cue.text) else pointed_at(reader, cue)
    found = pointed or destinations(reader.view(cue.sentence), cue.end, pattern)
    if cue.text == "headed" and reader.doc.low.startswith(" by ", cue.end):
        return []
    if found and reader.another(cue, found[0].start):
        found = []  # "a team headed by A is due in B"
    if CARGO.fullmatch(cue.text) and not PASSENGER.match(reader.doc.low, cue.end):
        return []  # "flies spare parts to B"
    return journeys(reader, cue, reader.subject(cue), found, "A travelled to B", verb=True)


def delegation(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A led a delegation to B"."""
    leads = LEADS.search(reader.doc.low, reader.view(cue.sentence).start, cue.start)
    if not leads or not (found := destinations(reader.view(cue.sentence), cue.end, TO_PLACE, 40)):
        return []
    return journeys(reader, cue, reader.subject(cue, leads.start()), found, "A led a delegation to B", verb=True)


def send(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A sent four judges to B": people, named or not, and no letter."""
    view = reader.view(cue.sentence)
    found = destinations(view, cue.end, TO_PLACE)
    sent = [
        m
        for m in view.mentions
        if found and cue.end <= m.start < found[0].start and m.kind in ("person", "office", "group")
    ]
    if not found or not (sent or words("sent").search(reader.doc.low, cue.end, found[0].start)):
        return []
    sender = reader.subject(cue)
    left = [m if m.code else replace(m, code=sender[0].code) for m in sent] if sender else []
    return journeys(reader, cue, left or sender, found, "A sent somebody to B", verb=True)


def journey(reader: Reader, cue: Cue) -> list[Meeting]:
    """ "A's visit to B", "a visit by A to B", "A paid a visit to B"."""
    view, doc = reader.view(cue.sentence), reader.doc
    before = doc.low[view.start : cue.start]
    if cue.text.endswith(" stop") and not doc.low.startswith((" in ", " at "), cue.end):
        return []  # a stop to something
    found = pointed_at(reader, cue) or destinations(view, cue.end, TO_PLACE, CLAUSE)
    left = view.possessor(cue.start)
    if LATTER.search(before):
        left = view.people_before(cue.start)[-1:]
    if not left:
        by = view.after(cue.end, "between", OWNERS) if OWNER.match(doc.low, cue.end) else []
        left = by if by and not (found and by[0].start >= found[0].start and by[0] is found[0]) else []
    if not left:
        verb = JOURNEY_VERB.search(before)
        left = reader.subject(cue, view.start + verb.start() if verb else -1)
    if re.search(
        r"\b(?:during|on|in|of|for|welcomed|before|after|following|since|from) (?:his|her|their) (?:\w+ ){0,3}$", before
    ) and not view.possessor(cue.start):
        left = view.subject(cue.start) or reader.focus
    touring = reader.tour.traveller if reader.tour and cue.sentence <= reader.tour.sentence + REACH else []
    left = left or (touring or reader.focus if THE.fullmatch(before) else [])
    if found and doc.low.startswith(" by ", found[-1].end):
        left = view.after(found[-1].end, "between", OWNERS) or left
    if not left and found and OPENS.fullmatch(before):
        left = view.follows(found[-1].end)
    if not left and cue.text == "visits":
        left = touring or view.people_before(cue.start)[-1:]
    if left and set(codes(left)) <= set(codes(found)) and ON_A.search(before):
        left = [m for m in view.people_before(cue.start) if m.code][-1:]  # "a letter brought by A during a visit to"
    return journeys(reader, cue, left, found, "A's visit to B")


def journeys(
    reader: Reader, cue: Cue, left: list[Mention], places: list[Mention], rule: str, verb: bool = False, kind: str = ""
) -> list[Meeting]:
    """One meeting for each country on the way."""
    result: list[Meeting] = []
    seen = set(codes(left))
    for place in places:
        if place.code and place.code not in seen:
            seen.add(place.code)
            result += reader.meeting(
                cue, left, [place], rule, place=place, verb=verb, parts=("actor", "recipient"), kind=kind
            )
    for meeting in result:
        meeting.people = [p for p in meeting.people if p.name or p.country != meeting.place_country]
    return days_of_each(reader, result, places)


def days_of_each(reader: Reader, found: list[Meeting], places: list[Mention]) -> list[Meeting]:
    """ "to Dushanbe on Wednesday and to Moscow on Friday": a day right behind a place is of that place alone."""
    if len(found) < 2:
        return found
    days = reader.doc.dates_of(found[0].cue.sentence)
    low = reader.doc.low
    own = {p.code: d for p in places for d in days if DAY_BEHIND.fullmatch(low, p.end, max(p.end, d.a))}
    taken = [*own.values()]
    ahead = {p.code: d for p in places for d in days if DAY_AHEAD.fullmatch(low, d.b, max(d.b, p.start))}
    own = {code: d for code, d in ahead.items() if d not in taken} | own
    if (
        not own
        and found[0].date.precision == "day"
        and found[0].date.start == found[0].date.end
        and LEFT.match(found[0].cue.text)
    ):
        for meeting in found:
            meeting.date = month_of(meeting.date)  # "left on Monday for Egypt and Jordan": the day of none of them
    if len(own) > 1:  # one day behind the last place may be of all
        for meeting in found:
            meeting.date = own.get(meeting.place_country, UNKNOWN)
    return found
