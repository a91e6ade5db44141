"""What an article says, for rows to be held against: where words stand in it, whom it names, what its dates mean."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lib import codebook
from lib.coder.document import Document
from lib.coder.entities import gazetteer, names
from lib.coder.languages import spelling
from lib.coder.reading.dates import UNKNOWN, DateSpan
from lib.coder.reading.text import clean, fold, lower
from lib.loaders import dates as written_dates
from lib.loaders.calendars import folded
from lib.reader.instructions import addressed
from lib.schema import Row

MARKS = {ord(a): b for some, b in (("’‘‚‛ʼʻ`´‹›", "'"), ("“”„‟«»", '"'), ("–‑‐−—", "-"), ("\n", " ")) for a in some}
SEATS = ("country", "capital", "seat", "place", "organization")  # entries that something can happen at
MOST = 2_000  # places of the same words that are looked at
PREFIX = 3  # letters that scripts from right to left write together with the word that follows
WORD_BEFORE = re.compile(r"\w*\Z")
OPENING = re.compile(r"^[\W_]+")
Span = tuple[int, int]  # in the clean text


def plain(text: str) -> str:
    """The text with one kind of quotation mark, dash and blank; of the same length."""
    return text.translate(MARKS)


@dataclass(frozen=True)
class Held:
    """An article as the coder sees it, to be asked what it says. Places count in its clean text."""

    doc: Document
    _looked: dict[str, list[Span]] = field(default_factory=dict)

    @cached_property
    def _text(self) -> str:
        return plain(self.doc.text)

    def places(self, words: str) -> list[Span]:
        """Every place where the text has these words, whole and in their order; marks, dashes and blanks may differ."""
        if words not in self._looked:
            wanted = " ".join(plain(clean(words).text).split())
            found = islice(_found(self._text, wanted), MOST) if wanted else ()
            self._looked[words] = [span for span in found if _whole(self._text, *span)]
        return self._looked[words]

    def says(self, words: str) -> bool:
        """Does the text have these words, whatever their capitals?"""
        wanted = lower(fold(" ".join(plain(clean(words).text).split())))
        return bool(wanted) and any(_whole(self.doc.low, *span) for span in _found(self.doc.low, wanted))

    def sentences(self, span: Span) -> range:
        """The sentences that a passage touches; none where it lies between them."""
        last = bisect_right(self._starts, span[1] - 1) - 1
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        return range(first, last + 1) if self._starts else range(0)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.doc.sentences]

    @cached_property
    def addressed(self) -> frozenset[int]:
        """The sentences that speak to the program which reads them."""
        cues, told = addressed(), self.doc.sentences
        low = {s.index: lower(plain(f"{s.label} {s.text}")) for s in told}
        return frozenset(n for n, text in low.items() if cues.search(text) or cues.search(OPENING.sub("", text)))

    def evidence(self, span: Span) -> Row:
        """The evidence columns of a row that quotes this passage."""
        return self.doc.evidence(self.sentences(span)[0], *span)

    # ------------------------------------------------------------ whom it names
    @cached_property
    def codes(self) -> frozenset[str]:
        """The sides that the text names, in whatever way: by name, demonym, capital, seat, leader or office; the members
        of groups it names, and the state whose own voice it is."""
        entries = {entry for hit in self.doc.hits for entry in hit.entries if entry.code}
        found = {gazetteer.side(entry.code) for entry in entries} | {m.code for m in self.doc.mentions if m.code}
        known = codebook.organizations()
        members = {member for code in found if code in known for member in known[code].members}
        return frozenset(found | members | {self.doc.home} - {""})

    def name(self, name: str, code: str = "", written: str = "") -> str:
        """How a person may be named: as given where the text or the codebook has it, or where it sounds as what is
        `written` in another script; else as written, which stands in the text. "" where nothing of it does."""
        if self.places(name):
            return name
        if name and names.key(name) in self._known:
            return self._known[names.key(name)]
        if not self.places(written):
            return ""
        follows = names.holder(written, code, "", self.doc.day) == name or spelling.alike(name, written)
        return name if name and follows else written

    @cached_property
    def _known(self) -> dict[str, str]:
        return {names.key(m.name): m.name for m in self.doc.mentions if m.name}

    def place(self, place: str) -> tuple[bool, str]:
        """(is it named, its country where the codebook knows one): by these words, or by the codebook's
        for what is named; in a dateline nothing is."""
        low, spans = lower(fold(place)), [span for span in self.places(place) if not self.doc.header.covers(*span)]
        named = [(hit, entry) for hit in self.doc.hits for entry in hit.entries if entry.kind in SEATS]
        there = (entry for a, b in spans for hit, entry in named if hit.start < b and a < hit.end)
        known = next((entry for _, entry in named if lower(fold(entry.name)) == low), None) or next(there, None)
        return bool(spans or known), known.code if known and len(known.code) == 3 else ""

    # ------------------------------------------------------------ when
    def date(self, words: str, near: Span, given: str) -> tuple[DateSpan, str]:
        """What the date words mean, those nearest to a passage; and what is wrong: "" where it is what was given.

        The words stay where their meaning is doubtful; where they do not stand in the text, nothing does.
        """
        spans = sorted(self.places(words), key=lambda span: abs(span[0] - near[0]))
        if not spans:
            return UNKNOWN, "date_words" if words.strip() or given.strip() else ""
        (a, b), text = spans[0], self.doc.text[spans[0][0] : spans[0][1]]
        told = [d for d in self.doc.dates if d.a < b and a < d.b] or list(_absolute(text, a, b))
        agreed = next((d for d in told if d.start and (not given or _agree(d, given))), None)
        if agreed:
            return agreed, ""
        return DateSpan("", "", "unknown", text, a, b), "date" if given else ""


def _found(text: str, wanted: str) -> Iterator[Span]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _whole(text: str, a: int, b: int) -> bool:
    """Does the passage begin and end where words do? Scripts without blanks have no such places, and those from right to
    left write "and", "the" and "to" together with what follows."""
    before = len(WORD_BEFORE.findall(text, max(0, a - PREFIX - 1), a)[0])
    joined = unicodedata.bidirectional(text[a]) in ("R", "AL") and before <= PREFIX
    return (not before or joined or _parted(text, a)) and (b == len(text) or _parted(text, b))


def _parted(text: str, at: int) -> bool:
    """Does a word end before this place, or has the script of one of its neighbours no blanks?"""
    signs = text[at - 1 : at + 1]
    return not signs.isalnum() or any(map(_unspaced, signs))


def _unspaced(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F") or "\u0e00" <= sign <= "\u0eff"


def _absolute(text: str, a: int, b: int) -> Iterable[DateSpan]:
    """A whole date in the words of whatever language, by the table of months that days of publication are read with."""
    day = written_dates.read(folded(text)).day
    if len(day) == len("2024-03-05"):
        yield DateSpan(day, day, "day", text, a, b)


def _agree(told: DateSpan, given: str) -> bool:
    """Does the given day, month or year lie within what the words mean?"""
    n = len(given)
    return told.start[:n] <= given[: len(told.start)] <= told.end[:n]
