"""A row that a model gives, held to the article: what does not stand there or follow by the codebook is refused."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from lib import codebook
from lib.coder.entities import gazetteer, names
from lib.coder.meetings.meeting import REMOTE
from lib.coder.reading.dates import DateSpan
from lib.coder.reading.text import fold, lower
from lib.reader.held import Held, Span
from lib.reader.wanted import WORDS, Actor, Event, Meeting, Person, Wanted
from lib.schema import EVENT_MODES, Participant, Row

NAME = re.compile(r"(?=\W*\w.)(?!\W*[a-z])")  # of a side: two letters at least, no small one first
DEPTH = 5  # of a row, to be shown: one of the form that is asked for has four
FEWEST, SIGNS = 3, 6  # words of a quote, or signs of a script without blanks: less tells nothing


class Wrong(Exception):
    """Why a row is refused: a reason of lib/wording/reader.py, the field, and what stands in it."""

    def __init__(self, reason: str, field: str, value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field, self.value = reason, field, value


@dataclass
class Check:
    """What rows are held to. `named`: sides that rows of actors name; `doubts`: (column, reason, what was given) of the
    row being checked, which is kept without them."""

    held: Held
    named: set[str] = field(default_factory=set)
    people: dict[str, str] = field(
        default_factory=dict
    )  # name as given -> as the article or the codebook has it, never ""
    doubts: list[tuple[str, str, str]] = field(default_factory=list)

    @cached_property
    def coded(self) -> bool:
        """Does the coder read the article's language, so that it knows every side that is named?"""
        return codebook.coded(self.held.doc.article.language or "en")

    # ------------------------------------------------------------ fields of every row
    def words(self, row: Wanted | Person) -> None:
        """Raises Wrong where a word is none of its vocabulary."""
        form = type(row).__name__
        for name in row.__struct_fields__:
            if (form, name) in WORDS and getattr(row, name) not in WORDS[form, name]:
                raise Wrong("word", name, getattr(row, name))
        if isinstance(row, Event) and row.mode and row.mode not in EVENT_MODES[row.event_type]:
            raise Wrong("word", "mode", row.mode)

    def quote(self, quote: str, others: Iterable[str], least: bool = True) -> Span:
        """Where the quote stands: of several places that whose sentences hold most of the row's other words, the first."""
        if least and len(re.findall(r"\w+", quote)) < FEWEST and len(re.findall(r"[\u2e80-\uffdc]", quote)) < SIGNS:
            raise Wrong("short", "quote", quote)
        spans = [span for span in self.held.places(quote) if len(self.held.sentences(span))]
        if not spans:
            raise Wrong("quote", "quote", quote)
        wanted = [lower(fold(word)) for word in others if word]
        return max(spans, key=lambda span: (self._near(span, wanted), -span[0]))

    def _near(self, span: Span, wanted: list[str]) -> int:
        told = self.held.doc.sentences
        around = lower(fold(" ".join(told[n].text for n in self.held.sentences(span))))
        return sum(word in around for word in wanted)

    def own(self, span: Span, field: str = "quote") -> Span:
        """The passage, where it is the article's own. Raises Wrong for furniture, and for what speaks to a program."""
        doc, touched = self.held.doc, self.held.sentences(span)
        if any(n in self.held.addressed for n in touched):
            raise Wrong("addressed", field, doc.text[slice(*span)])
        if all(doc.skip[n] for n in touched):
            raise Wrong("aside", field, doc.text[slice(*span)])
        paragraphs = {doc.sentences[n].paragraph for n in self.held.addressed if n < touched[0]}
        if doc.sentences[touched[0]].paragraph in paragraphs:
            self.doubts.append((field, "beside", doc.text[slice(*span)]))
        return span

    def side(self, code: str, field: str) -> str:
        """The side, where the article names it."""
        known = gazetteer.side(code)
        if code not in codebook.names():
            raise Wrong("word", field, code)
        if known not in self.held.codes and known not in self.named:
            raise Wrong("party", field, code)
        return known

    def sides(self, codes: list[str], field: str) -> list[str]:
        return list(dict.fromkeys(self.side(code, field) for code in codes))

    def date(self, row: Meeting | Event, near: Span) -> DateSpan:
        """What its date words mean by our own reckoning; unknown where that is not what was given."""
        day, wrong = self.held.date(row.date_words, near, row.date.strip())
        if wrong:
            self.doubts.append(("date_start", wrong, row.date if wrong == "date" else row.date_words or row.date))
        return day

    def place(self, row: Meeting | Event) -> tuple[str, str]:
        """(place, country) where the article names them."""
        if not row.place:
            return "", ""
        if isinstance(row, Meeting) and row.kind in REMOTE:
            self.doubts.append(("place", "call", row.place))
            return "", ""
        there, country = self.held.place(row.place)
        if not there:
            raise Wrong("place", "place", row.place)
        given = row.place_country if isinstance(row, Meeting) else ""
        if given and country and given != country:
            self.doubts.append(("place_country", "country", given))
        return row.place, country or (self.side(given, "place_country") if given else "")

    # ------------------------------------------------------------ people
    def participants(self, row: Meeting) -> list[Participant]:
        return [self._participant(person) for person in row.participants]

    def _participant(self, person: Person) -> Participant:
        self.words(person)
        name = self.people.get(person.name) or self.held.name(person.name, person.country)
        if person.name and not name:
            raise Wrong("name", "participants", person.name)
        code = self.side(person.country, "participants") if person.country else ""
        return {"name": name, "country": code, "office": self.office(person.office, name, code), "part": person.part}

    def office(self, office: str, name: str, code: str) -> str:
        """The office, in words that the article or the codebook has of this person."""
        known = {m.office for m in self.held.doc.mentions if m.name == name}
        if tenure := names.office_on(name, code, self.held.doc.day):
            known.add(tenure.office)
        if not office or names.key(office) in map(names.key, known) or self.held.says(office):
            return office
        self.doubts.append(("office", "office", office))
        return ""

    def initiator(self, given: str) -> str:
        name = self.people.get(given) or self.held.name(given)
        if given and not name and given in codebook.names():
            name = codebook.names()[given] if gazetteer.side(given) in self.held.codes | self.named else ""
        if given and not name:
            self.doubts.append(("initiator", "name", given))
        return name

    def actor(self, row: Actor) -> tuple[Span, str, str]:
        """(where it is first named, its name, its side). Sides that the coder cannot know, as it does not read the language,
        are named by the very words given, unless the codebook knows these as another."""
        span = next(iter(self.held.places(row.written)), None)
        if span is None or not len(self.held.sentences(span)):
            raise Wrong("name", "written", row.written)
        if row.kind != "person":
            return span, "", self._named(row)
        code = gazetteer.side(row.country)
        if row.country and code not in self.held.codes | self.named:
            self.doubts.append(("country", "party", row.country))
            code = ""
        return span, self.held.name(row.name, code, row.written), code

    def _named(self, row: Actor) -> str:
        hits = gazetteer.hits(lower(fold(row.written)), fold(row.written))
        known = {gazetteer.side(e.code) for hit in hits for e in hit.entries if e.kind in gazetteer.NATION}
        if self.coded or known or row.country not in codebook.names():
            return self.side(row.country, "country")
        if not NAME.match(row.written):
            raise Wrong("name", "written", row.written)
        self.doubts.append(("country", "unread", row.country))
        self.named.add(code := gazetteer.side(row.country))
        return code


def given(row: object) -> Row:
    """A row as a model gave it, to be shown."""
    made = _shallow(row)
    return made if isinstance(made, dict) else {"row": str(made)}


def _shallow(value: object, left: int = DEPTH) -> object:
    """A value of JSON without what lies too deep in it, or is no number of JSON."""
    if isinstance(value, dict | list) and not left:
        return "…"
    if isinstance(value, dict):
        return {name: _shallow(each, left - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_shallow(each, left - 1) for each in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
