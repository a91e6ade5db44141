"""What the coder reads in an article, and what it suggests for a row made of some of its words.

Nothing is guessed: a value is suggested only where the coder reads just one in the words themselves; the speaker is
that of their sentence. Places count in the article's own text.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st

from lib import codebook
from lib.coder import languages, read
from lib.coder.document import Document
from lib.coder.meetings import cues
from lib.coder.reading.text import fold, lower
from lib.coder.topics import phrases
from lib.schema import Article, Row, told_day
from lib.wording.phrases import iso

Span = tuple[int, int]
Found = TypeVar("Found")
LONGEST = 120  # characters of a name
NOUNS = ("noun", "journey")  # frames of cues that name a meeting by themselves; a verb needs its sides to be one
UNDATED: Row = {"date_start": "", "date_end": "", "date_precision": "unknown", "date_text": ""}


@dataclass(frozen=True)
class Reading:
    """Sentences are numbered as the coder numbers them; with each stands who speaks in it, and for which side."""

    sentences: list[Span]
    speakers: list[tuple[str, str]]
    mentions: list[tuple[Span, dict[str, str]]]  # kind, code, name, office
    dates: list[tuple[Span, Row]]  # as in UNDATED
    kinds: list[tuple[Span, str]]  # of meeting, by the noun that names one

    def sentence(self, place: int) -> int:
        """The sentence a character belongs to; between two sentences, the one before."""
        return max(0, bisect_right([start for start, _ in self.sentences], place) - 1)


def reading(article: pd.Series) -> Reading:
    """The reading of an article's row, made once."""
    on = told_day(iso(article["published"]), article["published_precision"])
    return _reading(*(str(article[n]) for n in ("text", "source", "language")), on, codebook.current().digest)


@st.cache_data(max_entries=100, show_spinner=False)
def _reading(text: str, source: str, language: str, published: str, book: str = "") -> Reading:
    doc = read(Article("", text, published=published, source=source, language=language))

    def span(a: int, b: int) -> Span:
        return doc.clean.original(a), doc.clean.original(b - 1) + 1

    return Reading(
        [span(s.start, s.end) for s in doc.sentences],
        [(s.name or s.text, s.code) if s else ("", "") for s in doc.speakers],
        [(span(m.start, m.end), {n: getattr(m, n) for n in ("kind", "code", "name", "office")}) for m in doc.mentions],
        [
            (span(d.a, d.b), dict(zip(UNDATED, (d.start, d.end, d.precision, d.text), strict=True)))
            for d in doc.dates
            if d.start
        ],
        [(span(c.start, c.end), c.kind) for c in _cues(doc)],
    )


def _cues(doc: Document) -> list[cues.Cue]:
    """Words that name a meeting by its kind."""
    if isinstance(doc, languages.Reading):
        return doc.cues
    return [c for c in cues.find(doc.low, doc.sentences, doc.skip) if c.frame in NOUNS]


def suggested(table: str, read: Reading, text: str, span: Span) -> Row:
    """Column -> value the words themselves give; empty where they give none, or several."""
    speaker, side = read.speakers[read.sentence(span[0])] if read.speakers else ("", "")
    said = text[span[0] : span[1]]
    if table == "actors":
        return _actor(read, said, span)
    if table == "topics":
        return {"topic": _topic(said), "speaker": speaker, "speaker_country": side}
    sides = list(dict.fromkeys(m["code"] for m in inside(read.mentions, span) if m["code"] and m["kind"] != "place"))
    dated = only(inside(read.dates, span)) or UNDATED
    if table == "events":
        return {"actor": sides, **dated, "speaker": speaker}
    return {"kind": only(inside(read.kinds, span)) or "", "parties": sides, **dated, "speaker": speaker}


def _actor(read: Reading, said: str, span: Span) -> Row:
    """The one actor named in the words; a name the coder does not know is the words themselves."""
    named = [m for m in inside(read.mentions, span) if m["kind"] in ("person", "country", "organization") and m["name"]]
    found = only(named) or {"name": said if len(said) <= LONGEST and "\n" not in said else "", "kind": "", "code": ""}
    return {"name": found["name"], "kind": found["kind"], "country": found["code"], "office": found.get("office", "")}


def _topic(said: str) -> str:
    """The one topic that phrases in the words are of."""
    return only([topic for _, _, topic, _ in phrases(lower(fold(said)))]) or ""


def inside(found: Iterable[tuple[Span, Found]], span: Span) -> list[Found]:
    """What was found wholly within the span."""
    return [what for (start, end), what in found if span[0] <= start and end <= span[1]]


def only(values: list[Found]) -> Found | None:
    """The one value there is, however often; None if there is none, or several."""
    return values[0] if values and all(value == values[0] for value in values) else None
