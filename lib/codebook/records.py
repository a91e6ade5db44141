"""One record a file of data/codebook: its columns, their types, and what each cell must be.

`data/codebook/README.md` says what they mean. A tuple is a cell with several values; a field with a default is a column
that may be missing. Words that only the code can add to (a frame, a form of cue) are listed here; those that an
editor can add to are in vocabulary.csv or in a file of their own.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated

from msgspec import Meta, Struct

from lib.codebook.cells import REGEX, OneOf, Row, Split, known

FILES: dict[str, type[Struct]] = {}  # name of the file -> its record
KEYS: dict[type[Struct], tuple[str, ...]] = {}  # columns that no two rows share

PLACES = (
    "start", "any", "line", "embargo", "notice", "corrected", "list", "end", "rating", "claim", "claimed", "verdict", "factcheck",
)  # fmt: skip  # where a phrase of boilerplate stands
FRAMES = (
    "meet", "speak", "phone", "noun", "call", "host", "visit", "go", "journey", "summon", "sign", "discuss", "sit", "delegation", "invite", "send", "any",
)  # fmt: skip  # lib/coder/meetings/read.py has a function for each but any
ASKED = ("clause", "to", "np", "alone", "until", "passive", "for")  # of the words after a verb, not of a noun
RULES = ("exact_case", "needs_context", "not_before", "not_after", "mask")
FIELDS = ("text", "article_id", "title", "published", "source", "author", "url", "language", "dateline_place")
PARTS = ("year", "month", "day")  # of its day, each in a column of its own
TITLES = ("office", "plural", "modifier", "portfolio", "honorific", "rank")
DATE_WORDS = (
    "gregorian",
    "hijri",
    "solar_hijri",
    "hebrew",
    "weekday",
    "number",
    "label",
    "updated",
    "beside",
    "outlet",
)
ORDERS = ("title source date", "source date title", "title date source", "title")
SIDES = tuple(f"{y} {x}" for y in ("top", "middle", "bottom") for x in ("left", "center", "right"))

PUNCTUATION = str.maketrans(",;.:()-–—'’", " " * 11)

NEEDED = Meta(min_length=1)
Text = Annotated[str, NEEDED]
Words = Annotated[tuple[str, ...], NEEDED]
Names = tuple[str, ...]
Side = Annotated[str, known("code")]  # a country or an organization; empty where there is none
DAY = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"
Day = Annotated[str, Meta(pattern=DAY, description="a date: YYYY, YYYY-MM or YYYY-MM-DD")]
Sector = Annotated[str, NEEDED, known("sector")]
Rung = Annotated[int | None, OneOf(("rung",), rung=True)]


class Record(Struct, frozen=True, rename=lambda name: name.rstrip("_")):
    """A row of a file."""


def record(file: str, *key: str) -> Callable[[type[Row]], type[Row]]:
    """The record is a row of data/codebook/FILE.csv; no two rows share their `key`."""

    def made(cls: type[Row]) -> type[Row]:
        FILES[file], KEYS[cls] = cls, key
        return cls

    return made


# ---------------------------------------------------------------- vocabularies


@record("vocabulary", "vocabulary", "word")
class Word(Record, frozen=True):
    vocabulary: Text
    word: Text
    label: str
    meaning: str


@record("topics", "topic")
class Topic(Record, frozen=True):
    topic: Annotated[
        str,
        NEEDED,
        Meta(pattern=r"^[a-z][a-z0-9_]*$", description="a short name in small letters, such as trade_energy"),
    ]
    label: str


@record("plover", "type", "mode")
class Plover(Record, frozen=True):
    type: Text
    mode: str
    quad: Annotated[int, Meta(ge=1, le=4, description="a number from 1 to 4")]
    score: Annotated[float, Meta(ge=-10, le=10, description="a number from -10 to 10")]
    recipient: bool


@record("stage_steps", "stage")
class Stage(Record, frozen=True):
    """A step of rapprochement or rupture; `rises_to` and `falls_to` count the rungs of the ladder from 0."""

    stage: Text
    severity: Annotated[float, Meta(ge=-1, le=1, description="a number from -1 to 1")]
    rises_to: Rung
    needs: Names  # words, one of which the step's own words must have to lead to that rung; else it is `otherwise`
    otherwise: Rung
    falls_to: Rung
    further: Names  # words, all of one of which tell that it falls to the rung below that
    mends: bool  # tells by itself that the two sides were estranged before
    meaning: str

    def rung(self, words: str) -> int:
        """The rung that a step told in these words rises to, or lowers to at most; -1 if it moves nothing."""
        told = set(words.casefold().translate(PUNCTUATION).split()) if self.needs or self.further else set()
        to = self.falls_to if self.rises_to is None else self.rises_to
        if self.needs and told.isdisjoint(self.needs):
            to = self.otherwise
        if self.falls_to is not None and any(map(told.issuperset, _sets(self.further))):
            to = self.falls_to - 1
        return -1 if to is None else to


@cache
def _sets(phrases: tuple[str, ...]) -> list[set[str]]:
    """The words of each phrase."""
    return [set(phrase.split()) for phrase in phrases]


@record("glossary", "term")
class Term(Record, frozen=True):
    term: Text
    meaning: Text
    see: Annotated[tuple[str, ...], known("term")]


# ---------------------------------------------------------------- who and where


@record("countries", "code")
class Country(Record, frozen=True):
    code: Annotated[str, NEEDED, Meta(pattern="^[A-Z]{3}$", description="an ISO 3166 alpha-3 code")]
    name: Text
    aliases: Names
    demonyms: Names
    capital: Names
    seats: Names
    region: bool


@record("organizations", "code")
class Organization(Record, frozen=True):
    code: Annotated[str, NEEDED, Meta(pattern="^ORG:[A-Z0-9_]+$", description="ORG: and capitals, such as ORG:UN")]
    name: Text
    aliases: Names
    kind: Annotated[str, NEEDED, known("organization kind")]
    sector: Sector
    country: Side
    members: Annotated[tuple[str, ...], known("code")]


@record("places", "name")
class Place(Record, frozen=True):
    name: Text
    aliases: Names
    country: Side
    kind: Annotated[str, NEEDED, known("place kind")]
    note: str = ""


@record("people", "name", "country", "office", "from")
class Tenure(Record, frozen=True):
    """One office held by one person, `from_` one day `to` another (ISO days, months or years, "" = open)."""

    name: Text
    aliases: Names
    country: Annotated[str, NEEDED, known("code")]
    office: Text
    office_class: Annotated[str, NEEDED, known("office class")]
    from_: Day
    to: Day
    sector: Sector
    source: Names
    checked: Annotated[str, known(words=("start", "year", "held"))]

    def held_on(self, day: str) -> bool:
        return (not self.from_ or self.from_[: len(day)] <= day) and (not self.to or day <= self.to + "~")


class Alias(Record, frozen=True):
    """A team's own spellings of what a file names; in no file of the codebook, where they stand in the row itself."""

    name: Annotated[str, NEEDED, known("name")]
    aliases: Words


ALIASED = ("countries", "organizations", "places", "people")  # files whose rows have a name and aliases
ALIASES = "aliases"
KEYS[Alias] = ("name", "aliases")


@record("ambiguous", "name")
class Ambiguity(Record, frozen=True):
    """When an ambiguous name counts."""

    name: Text
    code: Side
    rule: Annotated[tuple[str, ...], NEEDED, known(words=RULES)]
    clues: Names
    note: str = ""


@record("seats", "code")
class Seat(Record, frozen=True):
    code: Annotated[str, NEEDED, known("code")]
    latitude: Annotated[float, Meta(ge=-90, le=90, description="a number from -90 to 90")]
    longitude: Annotated[float, Meta(ge=-180, le=180, description="a number from -180 to 180")]
    label: Annotated[str, NEEDED, known(words=SIDES)]


@record("sources", "name")
class Source(Record, frozen=True):
    name: Text
    aliases: Names
    country: Side
    official: bool


@record("definite", "word")
class Definite(Record, frozen=True):
    word: Text


# ---------------------------------------------------------------- people, speech, meetings, topics


@record("titles", "phrase", "kind")
class Title(Record, frozen=True):
    phrase: Text
    kind: Annotated[str, NEEDED, known(words=TITLES)]
    class_: Annotated[str, known("office class")]
    cased: bool
    country: Side


@record("name_words", "kind")
class NameWords(Record, frozen=True):
    kind: Annotated[str, NEEDED, known(words=("given", "common", "body", "particle", "office", "edition", "firm"))]
    words: Words


@record("name_signs", "name")
class NameSign(Record, frozen=True):
    name: Text
    where: Annotated[str, NEEDED, known(words=("before", "after"))]
    pattern: Annotated[str, NEEDED, REGEX]


@record("speech_verbs", "verb")
class SpeechVerb(Record, frozen=True):
    verb: Text
    after: bool


@record("boilerplate", "phrase")
class Boilerplate(Record, frozen=True):
    phrase: Text
    where: Annotated[str, NEEDED, known(words=PLACES)]
    note: str = ""


@record("abbreviations", "word", "kind")
class Abbreviation(Record, frozen=True):
    word: Text
    kind: Annotated[str, NEEDED, known(words=("never_last", "seldom_last", "first_word"))]


@record("meeting_cues", "cue")
class MeetingCue(Record, frozen=True):
    cue: Annotated[tuple[str, ...], NEEDED, Split("|")]
    kind: Annotated[str, NEEDED, known("meeting kind")]
    frame: Annotated[str, NEEDED, known(words=FRAMES)]
    note: str = ""


@record("meeting_words", "kind", "pattern")
class MeetingWords(Record, frozen=True):
    kind: Annotated[
        str,
        NEEDED,
        known(
            words=(
                "cancelled",
                "negated",
                "proposed",
                "planned",
                "asked",
                "vague",
                "domestic",
                "tour",
                "departs",
                "stop",
                "sent",
                "urged",
                "times",
            )
        ),
    ]
    pattern: Annotated[str, NEEDED, REGEX]
    note: str = ""


@record("patterns", "name")
class Pattern(Record, frozen=True):
    name: Text
    pattern: Annotated[str, NEEDED, REGEX]
    note: str = ""


@record("unreal", "kind", "pattern")
class Unreal(Record, frozen=True):
    kind: Annotated[str, NEEDED, known(words=("denied", "supposed", "generic", "fiction"))]
    pattern: Annotated[str, NEEDED, REGEX]
    note: str = ""


@record("topic_phrases", "topic", "phrase")
class TopicPhrase(Record, frozen=True):
    topic: Annotated[str, NEEDED, known("topic")]
    phrase: Text
    weight: Annotated[float, Meta(ge=0, le=10, description="a number from 0 to 10")]


# ---------------------------------------------------------------- events

Type = Annotated[str, known("event type")]
Mode = Annotated[str, known("event", after="type")]


@record("event_cues", "type", "mode", "form", "object", "cues")
class EventCue(Record, frozen=True):
    type: Annotated[str, known("event type", "operator", words=("none",))]
    mode: Mode
    form: Annotated[str, NEEDED, known(words=("verb", "noun", "adjective", "phrase"))]
    object: Annotated[str, known("noun class", "subject class", words=ASKED)]
    cues: Words


@record("event_forms", "lemma")
class EventForms(Record, frozen=True):
    lemma: Text
    third: Names
    past: Names
    participle: Names
    ing: Names


@record("event_operators", "operator", "on")
class EventOperator(Record, frozen=True):
    operator: Text
    on: Annotated[tuple[str, ...], known("event type", "event", "event made")]
    type: Annotated[str, known("event type", words=("=",))]
    mode: Annotated[str, known("event", words=("=",), after="type")]


@record("event_roles", "sector")
class EventRoles(Record, frozen=True):
    sector: Sector
    words: Words


@record("event_words", "class")
class EventWords(Record, frozen=True):
    class_: Text
    words: Words


@record("stages", "type", "mode", "words")
class StageRule(Record, frozen=True):
    type: Annotated[str, NEEDED, known("event type")]
    mode: Mode
    words: Names
    stage: Annotated[str, NEEDED, known("stage")]


# ---------------------------------------------------------------- claims, dates, and other people's tables


@record("claims", "phrase")
class Claim(Record, frozen=True):
    claim: Annotated[str, NEEDED, known(words=("reconciliation", "rupture"))]
    phrase: Text


@record("claim_guards", "words")
class ClaimGuard(Record, frozen=True):
    words: Text


@record("date_words", "kind", "language", "number")
class DateWords(Record, frozen=True):
    kind: Annotated[str, NEEDED, known(words=DATE_WORDS)]
    language: Text
    number: int
    words: Words


@record("exports", "layout")
class Export(Record, frozen=True):
    """How a database of newspapers writes several articles into one file: patterns of whole lines."""

    layout: Text
    begins: Annotated[str, REGEX]
    ends: Annotated[str, REGEX]
    body: Annotated[str, REGEX]
    after: Annotated[str, REGEX]
    order: Annotated[str, NEEDED, known(words=ORDERS)]


@record("columns", "field", "language")
class ColumnNames(Record, frozen=True):
    field: Annotated[str, NEEDED, known(words=(*FIELDS, *PARTS))]
    language: Text
    names: Words


@record("mail_words", "field", "words")
class MailWords(Record, frozen=True):
    field: Annotated[str, NEEDED, known(words=("from", "date", "to", "subject", "answered"))]
    words: Words
