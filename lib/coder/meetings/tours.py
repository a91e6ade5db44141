"""Tours: one traveller, one window of days, several stops, told over some sentences.

"Loizou will tour the Gulf from March 10 to 14. He will start in Kuwait." The first stop has the first day, later ones
the month; a stop that no frame reads ("Tonga and Samoa follow") is one where the sentence tells of stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import VISITS, Meeting, words
from lib.coder.meetings.sides import PHRASE, codes
from lib.coder.reading.date_words import WEEKDAYS
from lib.coder.reading.dates import UNKNOWN, DateSpan, in_a_week, month_of

if TYPE_CHECKING:
    from lib.coder.meetings.reader import Reader

DAY_BEHIND = re.compile(r",?(?: on| in| late| early)* ")  # "to Dushanbe on Wednesday"
OF = 12  # characters before "tour" in which its owner stands
IS_A_STOP = re.compile(r",| (?:is|was|will|as|and|follow)")  # before a word of stops: "Kuwait, the first stop"
HIS = re.compile(r"\b(?:his|her|their|the)\b")
BESIDE = 24  # characters between "the first stop" and its place, by eye
JOINED = 8  # between two places of a list
REACH = 4  # sentences after its own in which the stops of a tour are told


@dataclass
class Tour:
    traveller: list[Mention]
    window: DateSpan
    told: str  # planned or held
    sentence: int
    start: int  # of the word "tour"
    stops: int = 0


def read(reader: Reader, index: int, here: list[Meeting]) -> list[Meeting]:
    """The stops a sentence tells beside the meetings read in it, which get the days of the tour."""
    sentence = reader.doc.sentences[index]
    if reader.doc.skip[index] or sentence.text.endswith("?"):
        return []
    tour, begun = reader.tour, _begun(reader, index)
    if begun and not (tour and not begun.window.start and codes(begun.traveller) == codes(tour.traveller)):
        reader.tour = tour = begun
    if not tour or not tour.sentence <= index <= tour.sentence + REACH:
        return []
    own = [m for m in here if m.kind in VISITS and set(codes(tour.traveller)) & set(m.parties)]
    more = _stops(reader, tour, index, {m.place_country for m in here if set(codes(tour.traveller)) & set(m.parties)})
    for meeting in sorted([*own, *more], key=lambda m: m.cue.start):
        meeting.stop = True
        known = tour.window.start and (tour.window.end > tour.window.start or tour.told == "planned")
        if known and not meeting.date.start and (meeting in more or index > tour.sentence):
            meeting.date = tour.window
            if tour.window.precision == "day":
                meeting.date = month_of(tour.window) if tour.stops else replace(tour.window, end=tour.window.start)
        tour.stops += 1
    return more


def _begun(reader: Reader, index: int) -> Tour | None:
    """The tour that a sentence tells of: who travels, and when."""
    doc, view = reader.doc, reader.view(index)
    days = [d for d in doc.dates_of(index) if d.precision in ("day", "week")]
    ranges = [d for d in days if d.end > d.start and d.precision == "day"]
    word = words("tour").search(doc.low, view.start, view.end)
    going = next((c for c in reader.cues[index] if ranges and c.frame in ("visit", "go")), None)
    start, end = word.span() if word else (going.start, going.end) if going else (-1, -1)
    if start < 0 or doc.unreal(index, start):
        return None
    named = view.possessor(start) or view.subject(start) or view.after(end, "between", PHRASE)
    people = [m for m in named if m.kind in ("person", "office", "group") and m.code] or (
        reader.focus if HIS.search(doc.low, max(view.start, start - OF), start) else []
    )
    if len(codes(people)) != 1:
        return None
    days = [d for d in days if not (" since " in doc.low[end : d.a] or doc.low.endswith(" through ", 0, d.a))]
    window = next((d for d in days if d.end > d.start), days[0] if days else UNKNOWN)
    before = doc.low[view.start : start]
    soon = words("departs").search(before)
    if soon and window.text.lower() in WEEKDAYS and window.start < doc.day:
        window = in_a_week(window)
    ahead = soon or words("planned").search(before) or window.start > doc.day > ""
    return Tour(people, window, "planned" if ahead else "held", index, start)


def _stops(reader: Reader, tour: Tour, index: int, known: set[str]) -> list[Meeting]:
    """The places of a sentence that says which follows which."""
    view = reader.view(index)
    says = list(words("stop").finditer(reader.doc.low, view.start, view.end))
    start, days = view.start, reader.doc.dates_of(index)
    if index == tour.sentence:  # "in A, the first stop of a tour that includes B"
        start = next((x.start() - BESIDE for x in says if 0 < tour.start - x.end() < BESIDE), tour.start)
    others = {m.code for m in view.mentions if m.kind in ("person", "office") and m.start >= start}
    if not says or others - set(codes(tour.traveller)):
        return []
    found: list[Meeting] = []
    seen, last, status = {*known, *codes(tour.traveller)}, 0, tour.told
    for m in view.mentions:
        land = m.kind in ("place", "country") and m.role not in ("demonym", "region", "sea")
        fits = says if IS_A_STOP.match(reader.doc.low, m.end) else [x for x in says if x.start() < m.start]
        fits = [x for x in fits if " by " not in reader.doc.low[x.end() : m.start]]
        told = next((x for x in fits if max(m.start - x.end(), x.start() - m.end) < BESIDE), None)
        joined = bool(found) and m.start - last < JOINED
        if m.start < start or not land or not m.code or m.code in seen or not (told or joined):
            continue
        seen.add(m.code)
        if told and words("planned").search(reader.doc.low, last or start, told.end()):
            status = "planned"
        last, told = m.end, told or says[0]
        cue = Cue(told.start(), told.end(), told.group(), "visit", "go", index)
        stops = reader.meeting(cue, tour.traveller, [m], "A travelled to B", told=status, place=m, verb=True,
                               parts=("actor", "recipient"), borrowed=index != tour.sentence)  # fmt: skip
        for meeting in stops:
            meeting.date = next(
                (d for d in days if DAY_BEHIND.fullmatch(reader.doc.low, m.end, max(m.end, d.a))), UNKNOWN
            )
            meeting.people = [p for p in meeting.people if p.name or p.country != meeting.place_country]
        found += stops
    return found
