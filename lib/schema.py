"""Every table of Majlis: columns, dtypes, units and vocabularies. The only place they are listed; what an editor of
data/codebook can add to (kinds of meeting, topics, event types, stages, rungs) is listed there.

The README's schema table is generated from here, tables are validated against it where they are
made (`lib/tables.py`), and the store creates its database columns from it.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lib.codebook import BOOK, problems, words
from lib.codebook.records import Plover, Stage, Topic, Word

# ---------------------------------------------------------------- vocabularies

MEETING_KINDS = words("meeting kind")
MEETING_STATUSES = ("held", "planned", "proposed", "cancelled")
EVENT_STATUSES = (*MEETING_STATUSES, "hypothetical", "negated", "historical")
DAY_FROM = ("page", "header line", "mail", "column", "file name", "reader")
DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
ACTOR_KINDS = ("person", "country", "organization")
PARTS = ("actor", "recipient", "host", "mediator")
ORIGINS = ("curated", "library", "uploaded", "imported")
TOPICS = words("topic")
EVENT_MODES = BOOK.modes  # PLOVER (Open Event Data Alliance, draft 2.0): event type -> modes
EVENT_TYPES = tuple(EVENT_MODES)
STAGES = words("stage")
RUNGS = words("rung")  # of the status ladder, from the bottom


def fingerprint(text: str) -> str:
    """Of a text, by which it is known again: SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


# ---------------------------------------------------------------- columns


def _sound(vocabulary: tuple[str, ...], record: type) -> tuple[str, ...]:
    """The vocabulary of a column; none, so that any word passes, while rows of the file that lists it are at fault:
    rows coded before, or by a rule that knows the word, stay readable."""
    return () if problems(record) else vocabulary


@dataclass(frozen=True)
class Column:
    """One column: `dtype` is string, integer, number, boolean, date, timestamp, list or records.

    In memory: string -> str ("" when the text is silent), integer -> int64, number -> float64,
    boolean -> bool, date -> datetime64[s] (NaT when unknown), timestamp -> datetime64[s] in UTC,
    list -> list[str], records -> list[dict[str, str]].
    """

    name: str
    dtype: str
    help: str
    unit: str = ""
    vocabulary: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()  # of each dict, where dtype is records
    explains: bool = False  # written by the command line only with --explain
    lacking: str | None = None  # what holds where a row or a file, made before or elsewhere, has no such column


@dataclass(frozen=True)
class Table:
    name: str
    row: str  # what one row is
    key: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]

    def __getitem__(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


CODER, HAND = "coder", "hand"  # who reads: the rules and weights of Majlis, a person
PARTICIPANT = ("name", "country", "office", "part")

EVIDENCE = (
    Column("article_id", "string", "The article the row was coded from."),
    Column("sentence", "integer", "Which sentence of the article, counted from 0.", "sentences"),
    Column("start", "integer", "Where the evidence begins in the article's text.", "characters"),
    Column("end", "integer", "Where the evidence ends (exclusive).", "characters"),
    Column("evidence", "string", "That very text: text[start:end]."),
    Column(
        "reader",
        "string",
        "Who read it: `coder`, a language model by its name, or both as `coder+MODEL`; `hand` where somebody added it.",
        lacking=CODER,
    ),
)
WHY = (
    Column("cue", "string", "The words that made the row.", explains=True, lacking=""),
    Column("rule", "string", "The rule that read them.", explains=True, lacking=""),
)
DATES = (
    Column("date_start", "date", "First day; empty when the text does not give one.", "ISO 8601 day"),
    Column("date_end", "date", "Last day (inclusive).", "ISO 8601 day"),
    Column("date_precision", "string", "How precisely the text dates it.", vocabulary=DATE_PRECISIONS),
)
CONFIDENCE = Column(
    "confidence", "number", "How sure the coder is: for meetings and events the chance that the row is right.", "0 to 1"
)

ARTICLES = Table(
    "articles",
    "an article",
    "article_id",
    (
        Column("article_id", "string", "Identifier of the article."),
        Column("title", "string", "Headline; empty if the text has none."),
        Column("source", "string", "Agency, outlet or ministry."),
        Column("author", "string", "Byline as printed."),
        Column("published", "date", "Publication date; empty if not known.", "ISO 8601 day"),
        Column("published_precision", "string", "A month stands as its first day.", vocabulary=("", "day", "month")),
        Column("published_from", "string", "Where that date was found.", vocabulary=("", *DAY_FROM)),
        Column("dateline_place", "string", "Place in the dateline (where it was filed, not where it happened)."),
        Column("language", "string", "Language of the text.", "ISO 639-1"),
        Column("url", "string", "Web address, if known."),
        Column("text", "string", "The text every offset points into."),
        Column("words", "integer", "Length of the text.", "words"),
        Column("origin", "string", "How it came here.", vocabulary=ORIGINS),
        Column("sha256", "string", "Fingerprint of the text.", "hexadecimal"),
        Column("added_at", "timestamp", "When it was added.", "UTC"),
    ),
)
MEETINGS = Table(
    "meetings",
    "one meeting of sides, in whatever form",
    "meeting_id",
    (
        Column("meeting_id", "string", "Identifier of the meeting within the article."),
        Column("kind", "string", "Form of the meeting.", vocabulary=_sound(MEETING_KINDS, Word)),
        Column("status", "string", "Status as of the text.", vocabulary=MEETING_STATUSES),
        *DATES,
        Column("date_text", "string", "The words the date came from."),
        Column("place", "string", "Where it happened, only if the text says so."),
        Column("place_country", "string", "Country of that place.", "ISO 3166 alpha-3"),
        Column("parties", "list", "The sides.", "ISO 3166 alpha-3 or ORG: code"),
        Column("participants", "records", "Who took part.", fields=PARTICIPANT),
        Column("initiator", "string", "Who asked, invited, hosted or mediated, if the text says so."),
        Column("main", "boolean", "Is it what the article is about?"),
        Column("speaker", "string", "Who tells of it, if reported speech."),
        CONFIDENCE,
        *EVIDENCE,
        *WHY,
    ),
)
TOPICS_TABLE = Table(
    "topics",
    "one mention of a topic",
    "topic_id",
    (
        Column("topic_id", "string", "Identifier of the mention within the article."),
        Column("topic", "string", "Topic of the taxonomy.", vocabulary=_sound(TOPICS, Topic)),
        Column("phrase", "string", "The words that name it."),
        Column("speaker", "string", "Who is speaking, if reported speech."),
        Column("speaker_country", "string", "The side the speaker speaks for.", "ISO 3166 alpha-3 or ORG: code"),
        CONFIDENCE,
        *EVIDENCE,
        *WHY,
    ),
)
ACTORS = Table(
    "actors",
    "an actor in an article",
    "actor_id",
    (
        Column("actor_id", "string", "Same actor, same identifier, across articles."),
        Column("name", "string", "Fullest common form of the name."),
        Column("kind", "string", "What the actor is.", vocabulary=ACTOR_KINDS),
        Column("country", "string", "Country, or the code of a non-state side.", "ISO 3166 alpha-3 or ORG: code"),
        Column("office", "string", "Office held at the time, as far as known."),
        Column("sector", "string", "PLOVER sector (GOV, MIL, LEG, REB, IGO, ...)."),
        Column("mentions", "integer", "Mentions in the article.", "mentions"),
        Column("statements", "integer", "Statements attributed to the actor.", "statements"),
        CONFIDENCE,
        *EVIDENCE,
        *WHY,
    ),
)
EVENTS = Table(
    "events",
    "who did what to whom",
    "event_id",
    (
        Column("event_id", "string", "Identifier of the event within the article."),
        Column("event_type", "string", "PLOVER event type.", vocabulary=_sound(EVENT_TYPES, Plover)),
        Column("mode", "string", "PLOVER mode; empty if none."),
        Column(
            "quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."
        ),
        Column("actor", "list", "Who acts.", "ISO 3166 alpha-3 or ORG: code"),
        Column("recipient", "list", "Towards whom; empty when all sides are actors.", "ISO 3166 alpha-3 or ORG: code"),
        Column("intensity", "number", "PLOVER score of type and mode.", "-10 to 10"),
        Column("status", "string", "Did it happen?", vocabulary=EVENT_STATUSES),
        Column(
            "stage", "string", "Stage of rapprochement or rupture, if any.", vocabulary=_sound(("", *STAGES), Stage)
        ),
        *DATES,
        Column("place", "string", "Where it happened, only if the text says so."),
        Column("speaker", "string", "Who tells of it, if reported speech."),
        Column("meeting_id", "string", "The meeting it is part of, if any."),
        CONFIDENCE,
        *EVIDENCE,
        *WHY,
    ),
)

TABLES: dict[str, Table] = {t.name: t for t in (ARTICLES, MEETINGS, TOPICS_TABLE, ACTORS, EVENTS)}
CODED = ("meetings", "topics", "actors", "events")  # the tables the coder makes

CHRONOLOGY_PRECISIONS = ("day", "day_disputed", "day_planned", "month", "year")
CHRONOLOGY = Table(
    "chronology",
    "a dated milestone between two actors",
    "row",
    (
        Column("date", "string", "YYYY-MM-DD, YYYY-MM or YYYY.", "ISO 8601"),
        Column("precision", "string", "How precisely it is dated.", vocabulary=CHRONOLOGY_PRECISIONS),
        Column("actor_a", "string", "One side.", "ISO 3166 alpha-3 or a non-state code"),
        Column("actor_b", "string", "The other side.", "ISO 3166 alpha-3 or a non-state code"),
        Column("stage", "string", "What kind of step.", vocabulary=STAGES),
        Column("direction", "string", "Towards (+) or away from (-) each other.", vocabulary=("+", "-")),
        Column("event", "string", "What happened, in one line."),
        Column("place", "string", "Where, if known."),
        Column("mediator", "string", "Who mediated, `;` between several."),
        Column("source_url", "string", "Where it is reported."),
    ),
)


# ---------------------------------------------------------------- the article


@dataclass(frozen=True)
class Article:
    """A loaded article. Offsets in every table point into the `text` of the articles' table: as received, below a
    headline that came beside it.

    `published` is an ISO day, a month (2024-03), or "" when unknown; `added_at` an ISO UTC timestamp.
    """

    article_id: str
    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    dateline_place: str = ""
    language: str = ""
    url: str = ""
    origin: str = "uploaded"
    added_at: str = ""
    published_from: str = ""
    left_out: str = ""  # what the file held beside it, a line each; in no table, as the next
    whole: str = ""  # "yes": all of the text is its own, also what looks like a notice, a link or a headline of another


Dyad = tuple[str, str]  # the codes of two sides, in order
Participant = dict[str, str]  # the fields of PARTICIPANT
Cell = str | int | float | bool | None | list[str] | list[Participant]  # a value of a Column, as the coder gives it
Row = dict[str, Cell]


def now() -> str:
    """This moment in UTC, as the tables write it: 2024-03-06T09:30:00Z."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dated(published: str) -> Row:
    """The cells of an article's row that tell its day of publication.

    >>> dated("2024-03"), dated("")
    ({'published': '2024-03-01', 'published_precision': 'month'}, {'published': '', 'published_precision': ''})
    """
    precision = {len("2024-03-06"): "day", len("2024-03"): "month"}.get(len(published), "")
    return {"published": f"{published}-01" if precision == "month" else published, "published_precision": precision}


def told_day(published: str, precision: str) -> str:
    """The same as an Article has it: told_day("2024-03-01", "month") == "2024-03"."""
    return published[: len("2024-03")] if precision == "month" else published


Made = dict[str, Any]  # a row that the coder has just made, whose columns it knows
Records = dict[str, list[Row]]  # the coder's output: one list of rows for each coded table, plus "articles"


def models(readers: Iterable[str]) -> tuple[str, ...]:
    """The language models among those who read rows, as the column `reader` names them, each once.

    >>> models(["coder", "coder+llama", "hand", "llama", ""])
    ('llama',)
    """
    names = {name for told in readers for name in told.split("+")}
    return tuple(sorted(names - {CODER, HAND, ""}))


def article_of(row: Mapping[str, object]) -> Article:
    """The article of a row of its table, to be read again."""
    known = {name: str(row.get(name) or "") for name in Article.__dataclass_fields__}
    return Article(**known | {"published": told_day(str(row["published"] or ""), str(row["published_precision"]))})
