"""A language as the codebook knows it: its words in one automaton, its patterns, its switches."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from lib import codebook
from lib.codebook import BOOK, NEVER, cached, rows
from lib.codebook.languages import (
    CalendarWord,
    CommonName,
    Grammar,
    Letters,
    NativeCue,
    NativeName,
    NativePerson,
    NativeTitle,
    NativeTopic,
    Pattern,
)
from lib.codebook.records import Tenure
from lib.coder.entities.gazetteer import Entry
from lib.coder.reading.phrases import Phrases
from lib.coder.reading.text import clean, fold, lower

FIRST = ("cue", "person", "office", "organization", "country", "place", "topic")  # what a phrase of several meanings is
JOINER = "\u200c"  # parts a word as a blank does, and is often left out


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): row.as_ for row in rows(Letters) for letter in row.letters}


def respelled(text: str) -> str:
    """The text, as long as before, with one letter for those written in several ways; capitals stay."""
    return fold(text).translate(_letters())


@dataclass(frozen=True)
class Phrase:
    """A phrase of the codebook: what it means, and its words after the first where each word has an ending."""

    entry: Entry
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    code: str

    @cached_property
    def _grammar(self) -> dict[str, str]:
        return {row.key: row.value for row in rows(Grammar, self.code)}

    def has(self, switch: str) -> bool:
        return self._grammar.get(switch) == "yes"

    @property
    def home(self) -> str:
        """The country whose minister is meant where none is named; "" where many countries write the language."""
        return self._grammar.get("home", "")

    @property
    def subject(self) -> str:
        """Where the one who travels stands: "before" or "after" the verb, "first" or "last" before it."""
        return self._grammar.get("subject", "before")

    def sources(self, kind: str) -> list[str]:
        return [respelled(row.pattern) for row in rows(Pattern, self.code) if row.kind == kind]

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        return {}

    def pattern(self, kind: str) -> re.Pattern[str]:
        """A pattern of words.csv; one that matches nothing where the language has none of this kind."""
        if kind not in self._compiled:
            self._compiled[kind] = re.compile("|".join(self.sources(kind)) or NEVER)
        return self._compiled[kind]

    @cached_property
    def prefix(self) -> re.Pattern[str]:
        return re.compile("|".join(self.sources("prefix")))

    def ending(self, kind: str) -> re.Pattern[str]:
        """What may stand behind a word of this kind, to the end of the word."""
        name = f"end {kind}"
        if name not in self._compiled:
            source = (self.sources(f"suffix {kind}") or self.sources("suffix") or [""])[0]
            self._compiled[name] = re.compile(source + (r"(?!\w)" if self.has("spaced") else ""))
        return self._compiled[name]

    @cached_property
    def phrases(self) -> Phrases[list[Phrase]]:
        """Every phrase, or first word of one, with what it can mean, likeliest first."""
        return self._machine(chain(_names(self.code), _people(self), _words(self.code)))

    @cached_property
    def topics(self) -> Phrases[list[Phrase]]:
        """The phrases that tell of topics."""
        told = rows(NativeTopic, self.code)
        return self._machine((form, Entry("topic", row.topic, cased=False)) for row in told for form in row.forms)

    def _machine(self, named: Iterable[tuple[str, Entry]]) -> Phrases[list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        for form, entry in named:
            for spelled in self.spellings(form):
                key, *rest = spelled.split(" ") if self.has("inflected") else [spelled]
                known, phrase = found.setdefault(key, []), Phrase(entry, tuple(rest))
                if phrase not in known:
                    known.append(phrase)
        for known in found.values():
            known.sort(key=lambda phrase: (-len(phrase.rest), FIRST.index(phrase.entry.kind)))
        return Phrases(found.items())

    def spellings(self, form: str) -> set[str]:
        """A form as the text is read; where words are often written as one, also so."""
        whole = [form, form.replace(JOINER, " ")] if JOINER in form else [form]
        read = {lower(respelled(clean(one).text)) for one in whole}
        if self.has("compounds"):
            read |= {one.replace(" ", "") for one in read}
        if apart := self._grammar.get("one_or_two", ""):
            together = apart.replace(" ", "")
            read |= {one.replace(apart, together) for one in read} | {one.replace(together, apart) for one in read}
        return {one for one in read if len(one) > 1}


def _names(language: str) -> Iterator[tuple[str, Entry]]:
    named = codebook.names()
    own = {form for row in rows(NativeName, language) for form in row.forms}
    own |= {form for row in rows(CalendarWord, language) for form in row.forms}  # Monday is no city
    for row in chain(rows(NativeName, language), rows(CommonName, language)):
        kind = "place" if row.kind == "city" else row.kind
        common = isinstance(row, CommonName)
        entry = Entry(kind, row.name or named.get(row.code, row.code), row.code, row.kind, cased=common)
        yield from ((form, entry) for form in row.forms if not (common and form in own))


def _people(language: Language) -> Iterator[tuple[str, Entry]]:
    for row in rows(NativePerson, language.code):
        yield from ((form, Entry("person", row.name, row.country)) for form in row.forms)
    if language.has("latin"):
        for tenure in rows(Tenure):
            entry = Entry("person", tenure.name, tenure.country)
            yield from ((form, entry) for form in (tenure.name, *tenure.aliases) if " " in form)


def _words(language: str) -> Iterator[tuple[str, Entry]]:
    for title in rows(NativeTitle, language):
        yield from (
            (form, Entry("office", title.class_, title.country, title.class_, cased=False)) for form in title.forms
        )
    for cue in rows(NativeCue, language):
        entry = Entry("cue", cue.kind, detail=cue.frame, form=cue.tense, cased=False)
        yield from ((form, entry) for form in cue.forms)


@cached
def language(code: str) -> Language | None:
    """The language of this ISO 639-1 code, if the codebook has a folder of it."""
    return Language(code) if code in BOOK.languages else None
