"""What stands around a cue: its sides, the place and the day, whether the meeting was, will be or was called off."""

from dataclasses import dataclass, field
from functools import cache, cached_property

from lib.codebook import rows
from lib.codebook.records import Country
from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.languages.language import Language
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import REMOTE, Meeting, Person
from lib.coder.reading.dates import UNKNOWN, DateSpan
from lib.coder.reading.text import Sentence

LEFT, RIGHT = 30, 12  # characters about a name in which a preposition or postposition stands
DENIED, CALLED_OFF = 45, 60  # characters before a cue in which it is denied, or called off
AFTER, FAR_AFTER = 12, 60  # the same behind it; where the verb comes last
AHEAD, FAR_AHEAD = 60, 90  # characters before the cue, or from it on where the verb comes last, that look ahead
COMING = 14  # characters behind a cue in which a word beside it looks ahead: "his coming visit", where that follows
ACTORS = ("person", "office")
MANY = ("delegation", "ministry")  # offices of no single person
TENSES = {"planned": "planned", "proposed": "proposed"}


@cache
def capitals() -> frozenset[str]:
    return frozenset(name for row in rows(Country) for name in row.capital)


def acting(mentions: list[Mention]) -> list[Mention]:
    """People and offices that can be a side."""
    return [m for m in mentions if m.kind in ACTORS and m.code and m.office_class != "spokesperson"]


@dataclass
class Scene:
    """One cue in its sentence, beside the others; `tense`: the cue's own; `before`: whom the sentence before is about;
    `last`: the meeting told last; `fits`: which patterns fit which names of the sentence, as its cues found out."""

    doc: Document
    language: Language
    sentence: Sentence
    cue: Cue
    tense: str
    cues: list[Cue]
    before: Mention | None = None
    last: Meeting | None = None
    fits: dict[tuple[str, int, int], bool] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Whom the sentence names, but for who only brings the others together."""
        return [m for m in self.doc.of(self.sentence.index) if not self.about("mediated", m)]

    @cached_property
    def actors(self) -> list[Mention]:
        """Who can be a side, but for those of a clause set aside in which the cue is not: "A, who was back from B's, met"."""
        return [m for m in acting(self.mentions) if not self._aside(m.start)]

    @cached_property
    def _asides(self) -> list[tuple[int, int]]:
        """The clauses set aside."""
        aside = self.language.pattern("aside")
        return [hit.span() for hit in aside.finditer(self.doc.low, self.sentence.start, self.sentence.end)]

    @cached_property
    def _own(self) -> list[tuple[int, int]]:
        """That of them in which the cue is, if it is in one."""
        return [(a, b) for a, b in self._asides if a <= self.cue.start < b]

    def _aside(self, at: int) -> bool:
        """Is it in one in which the cue is not?"""
        return any(a <= at < b for a, b in self._asides if (a, b) not in self._own)

    @cached_property
    def led(self) -> bool:
        """Does a pronoun stand before anybody who is named, so that it is who acts?"""
        first = min([m.start for m in self.actors] + [self.cue.start])
        return bool(self.language.pattern("pronoun").search(self.doc.low, self.sentence.start, first))

    @cached_property
    def places(self) -> list[Mention]:
        return [m for m in self.mentions if m.kind in ("place", "country") and m.code]

    @cached_property
    def sides(self) -> list[Mention]:
        """Countries, organizations, and capitals that stand for theirs: "Riyadh and Tehran", not where it was or led."""
        named = [m for m in self.mentions if m.code and not self._aside(m.start)]
        return [m for m in named if m.kind in ("country", "organization") or self._governs(m)]

    def _governs(self, m: Mention) -> bool:
        return m.kind == "place" and m.name in capitals() and not self.about("in", m) and not self.about("to", m)

    def words(self, before: int, after: int) -> str:
        """The sentence from so many characters before the cue to so many behind it."""
        return self.doc.low[
            max(self.sentence.start, self.cue.start - before) : min(self.sentence.end, self.cue.end + after)
        ]

    def says(self, kind: str, before: int, after: int) -> bool:
        return bool(self.language.pattern(kind).search(self.words(before, after)))

    def about(self, kind: str, m: Mention) -> bool:
        """Does a pattern fit the name in its place? In it ‹ and › stand for where the name begins and ends."""
        return self._fits(kind, max(m.head, m.start), m.end)

    def fits_cue(self, kind: str) -> bool:
        """The same of the cue in its place."""
        return self._fits(kind, self.cue.start, self.cue.end)

    def distance(self, m: Mention) -> int:
        """Characters between a name and the cue."""
        return min(abs(m.start - self.cue.end), abs(self.cue.start - m.end))

    @cached_property
    def date(self) -> DateSpan:
        days = [d for d in self.doc.dates_of(self.sentence.index) if not self._of_telling(d) and not self._aside(d.a)]
        for a, b in self._own:
            days = [d for d in days if a <= d.a < b] or days
        return min(days, key=lambda d: min(abs(d.a - self.cue.end), abs(self.cue.start - d.b)), default=UNKNOWN)

    def date_of(self, place: Mention) -> DateSpan:
        """The day of one of several places, where several days are told: "to A on Saturday and to B on Sunday"."""
        days = [d for d in self.doc.dates_of(self.sentence.index) if not self._of_telling(d)]
        if len(days) < 2 or not self.date.start or any(d.a < m.start for d in days[:1] for m in self.places[:1]):
            return self.date
        return next((d for d in days if d.a >= place.end), UNKNOWN)

    def _of_telling(self, day: DateSpan) -> bool:
        """Is it the day on which somebody said so?"""
        return ": " in self.doc.low[day.b : self.cue.start] or self._fits("told on", day.a, day.b)

    def _fits(self, kind: str, start: int, end: int) -> bool:
        known = self.fits.get((kind, start, end))
        if known is None:
            low, s = self.doc.low, self.sentence
            left, right = low[max(s.start, start - LEFT) : start], low[end : min(s.end, end + RIGHT)]
            known = bool(self.language.pattern(kind).search(f"{left}‹{low[start:end]}›{right}"))
            self.fits[kind, start, end] = known
        return known

    @cached_property
    def denied(self) -> bool:
        return self.says("negated", DENIED, FAR_AFTER if self.language.has("verb_last") else AFTER)

    @cached_property
    def status(self) -> str:
        """held, planned, proposed or cancelled."""
        if self.says("cancelled", CALLED_OFF, FAR_AHEAD):
            return "cancelled"
        last = self.language.has("verb_last")
        around = (AHEAD, FAR_AHEAD if last else COMING * self.language.has("head_first"))
        if self.cue.frame == "visit" and self.says("proposed", FAR_AHEAD, around[1]):
            return "proposed"
        if self.says("should", *around):
            return "proposed"
        ahead = self.says("planned", *around) or self.says("will be", 0, FAR_AHEAD)
        later = self.doc.day and self.date.start > self.doc.day
        over = self.date.precision in ("month", "year") and self.date.end < self.doc.day
        if over and not self.tense:
            return "held"
        return TENSES.get(self.tense, "planned" if ahead or later else "held")

    @cached_property
    def place(self) -> Mention | None:
        """Where it was, as a preposition says: the nearest city, else the nearest country."""
        inside = [m for m in self.places if self.about("in", m) and not self._aside(m.start)]
        return min(inside, key=lambda m: (m.kind != "place", self.distance(m)), default=None)

    def meeting(self, codes: list[str], people: list[Mention], where: Mention | None = None) -> Meeting:
        """The meeting of these sides; `where`: its place if not the one the sentence says."""
        people = [m for m in people if m.kind == "person" or (m.kind == "office" and m.office_class not in MANY)]
        named = {m.code for m in people if m.kind == "person"}
        people = [m for m in people if m.kind == "person" or m.code not in named]
        people = list({m.name or m.code: m for m in people[::-1]}.values())[::-1]  # everybody once
        where = None if self.cue.kind in REMOTE else where or self.place
        return Meeting(
            self.cue.kind, self.status, list(dict.fromkeys(codes)), [person(m) for m in people], self.cue,
            f"{self.language.code}: {self.cue.frame}", date=self.date, heading=self.sentence.heading,
            place=where.name if where and where.kind == "place" else "", place_country=where.code if where else "",
            verb=True,
        )  # fmt: skip


def person(m: Mention, part: str = "actor") -> Person:
    return Person(m.name if m.kind == "person" else "", m.code, m.office, part)
