"""The codebook: every CSV file of data/codebook, read once a process, typed, and each row checked.

    from lib.codebook import rows
    from lib.codebook.records import Topic
    [topic.topic for topic in rows(Topic)]

A record (records.py) is a row of one file; cells.py reads its cells, book.py the files. A row that is wrong is left out
and told by `problems()`: file, line, column, and what to do. Nobody else opens a file of data/codebook.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TypeVar

from lib.codebook import languages  # noqa: F401  its records are files of the codebook too
from lib.codebook.book import Codebook
from lib.codebook.cells import Row, Wrong
from lib.codebook.own import MANY, Own
from lib.codebook.records import (
    Country,
    EventWords,
    NameWords,
    Organization,
    Place,
    Plover,
    Seat,
    Source,
    Stage,
    Topic,
    Word,
)
from lib.errors import MajlisError
from lib.paths import CODEBOOK

BOOK = Codebook(CODEBOOK)
words, problems = BOOK.words, BOOK.problems
_now: ContextVar[Codebook] = ContextVar("codebook", default=BOOK)
POLITICAL = ("armed_group", "party", "region_government")  # kinds of organization that are a side of their own
AROUND = " .,;:()[]\"'“”‘’"  # signs around a name that are none of it
NEVER = "(?!)"  # the pattern of no words at all, where a file is missing: it matches nothing


Made = TypeVar("Made")


def current() -> Codebook:
    """The codebook that is read here and now: that of the files, or one with a team's own rows over it."""
    return _now.get()


@functools.lru_cache(8)
def over(own: tuple[Own, ...]) -> Codebook:
    """The codebook of the files with these rows over it; the last ones stay, with what was made of them."""
    return BOOK.over(own) if own else BOOK


def use(book: Codebook) -> None:
    """Read this one from now on, in this thread, or in what runs in its context."""
    _now.set(book)


@contextmanager
def using(book: Codebook) -> Iterator[None]:
    """Read this one in the body."""
    before = _now.set(book)
    try:
        yield
    finally:
        _now.reset(before)


def cached(function: Callable[..., Made], most: int | None = None) -> Callable[..., Made]:
    """As functools.cache, for what depends on rows that a team can add: kept with the codebook it was made of. `most`: how
    many results are kept."""

    @functools.wraps(function)
    def found(*args: object) -> Made:
        made = _now.get().made
        if (known := made.get(function)) is None:
            known = made[function] = functools.lru_cache(most)(function)
        return known(*args)

    return found


def rows(record: type[Row], language: str = "") -> tuple[Row, ...]:
    """The rows of a record's file, in the folder of the `language` if it has one each; those that are wrong left out."""
    return _now.get().rows(record, language)


def faults(own: Iterable[Own], book: Codebook | None = None, first: int = 1) -> dict[int, MajlisError]:
    """What is wrong with rows that are to be laid over this codebook beside its own, by their number from 0. `first`: the
    line that the first of them stands in."""
    book, found = book or BOOK, {}
    rows = tuple(own)
    called = Counter(name for row in (*book.own, *rows) for name in set(row.spellings))
    for number, row in enumerate(rows):
        try:
            row.check()
            if common := [name for name in row.spellings if name and called[name] > MANY]:
                raise Wrong("MJ205", column="name", value=common[0], wanted=f"a name that at most {MANY} own rows have")
        except Wrong as wrong:
            found[number] = MajlisError(wrong.code, file="Own rows", line=number + first, **wrong.told)
    sound = [number for number in range(len(rows)) if number not in found]
    told = book.over((*book.own, *(rows[number] for number in sound))).faults()
    for place, number in enumerate(sound, len(book.own)):
        if place in told:
            error = told[place]
            found[number] = MajlisError(error.code, **{**error.fields, "line": number + first})
    return found


def coded(language: str) -> bool:
    """Are texts in this language (ISO 639-1) coded, and not only kept?"""
    return language == "en" or language in BOOK.languages


@cached
def places() -> dict[str, str]:
    """Lower-case name of every capital and city -> code of its country."""
    capitals = {name.lower(): country.code for country in rows(Country) for name in country.capital}
    cities = {name.lower(): place.country for place in rows(Place) for name in (place.name, *place.aliases)}
    return cities | capitals


@cached
def located() -> dict[str, str]:
    """Lower-case name of every country, capital and city -> code of its country."""
    return {
        name.lower(): country.code for country in rows(Country) for name in (country.name, *country.aliases)
    } | places()


@cached
def organizations() -> dict[str, Organization]:
    """Code -> organization."""
    return {organization.code: organization for organization in rows(Organization)}


@cached
def names() -> dict[str, str]:
    """Code -> name of every country and organization."""
    return {c.code: c.name for c in rows(Country)} | {o.code: o.name for o in rows(Organization)}


@cached
def sides() -> dict[str, bool]:
    """Code of every state and every named armed or political side -> whether it is of the region."""
    countries = {country.code: country.region for country in rows(Country)}
    political = (each for each in rows(Organization) if each.kind in POLITICAL)
    return countries | {each.code: countries.get(each.country, False) for each in political}


@cache
def _voices() -> dict[str, str]:
    told = {source.name: source.country if source.official else source.name for source in rows(Source)}
    return {_spelt(name.casefold()): told[s.name] for s in rows(Source) for name in (s.name, *s.aliases)}


def _spelt(name: str) -> str:
    return name.replace("-", " ")


@cache
def name_words(kind: str) -> frozenset[str]:
    """Lower-case words of name_words.csv of one kind: given, common, body, ..."""
    return frozenset(word for row in rows(NameWords) if row.kind == kind for word in row.words)


@cache
def word_class(name: str) -> frozenset[str]:
    """Words of a class of event_words.csv, such as "preposition"."""
    return frozenset(word for row in rows(EventWords) if row.class_ == name for word in row.words)


@cached
def _states() -> dict[str, str]:
    """The names of states in lower case -> code."""
    return {name.casefold(): c.code for c in rows(Country) for name in (c.name, *c.aliases, *c.demonyms)}


@cached
def voice(source: str) -> str:
    """Who speaks through a source: the code of the state whose own it is, or the publisher; "" if nobody is named.

    >>> voice("state.gov"), voice("White House"), voice("aljazeera.com"), voice("A blog")
    ('USA', 'USA', 'Al Jazeera', 'A blog')
    >>> voice("The Associated Press (Cairo)"), voice("www.irna.ir"), voice("Omani Foreign Ministry")
    ('Associated Press', 'IRN', 'OMN')
    """
    plain = " ".join(source.casefold().split()).strip(AROUND)
    bare = re.sub(r"\s*[(,].*", "", plain)  # without the bureau after the name
    hosts = [plain.split(".", n)[-1] for n in range(1, plain.count("."))] if " " not in plain else []
    editions = [bare]  # and without the last words of "Reuters News Agency", "Al Arabiya English"
    while (parts := editions[-1].rpartition(" "))[2] in name_words("edition"):
        editions.append(parts[0])
    named = (n for e in editions for n in (e, f"the {e}", e.removeprefix("the ")))
    for name in map(_spelt, (plain, *named, *hosts)):
        if name in _voices():
            return _voices()[name]
    told = re.findall(r"[^\W_][\w.-]*", plain)
    office = not name_words("office").isdisjoint(told)
    of = {code for name, code in _states().items() if f" {name} " in f" {' '.join(told)} "} if office else ()
    return next(iter(of)) if len(of) == 1 else " ".join(source.split())


@cache
def publisher(source: str) -> str:
    """What all spellings of one voice share: a state's code, or the letters of a name or site, without "the", bureau and edition.

    >>> {publisher(name) for name in ("The Gulf Daily", "GULF DAILY (Cairo)", "Gulf-Daily Online", "https://www.gulfdaily.com/a")}
    {'gulfdaily'}
    """
    who = voice(source)
    if who in names():
        return who
    plain = re.sub(r"\s*[(,].*|^\W*https?://|(?<=\w)/.*", "", who.casefold())
    labels = plain.split(".")[:-1] if " " not in plain else []  # of a site; its own is the longest that is no edition
    own = max((label for label in labels if label not in name_words("edition")), key=len, default=plain)
    letters = re.sub(r"\W|_", "", own).removeprefix("the")
    edition = "|".join(word for word in name_words("edition") if len(word) > 3) or NEVER
    return re.sub(f"(?:{edition})+$", "", letters) or letters


@cache
def labels() -> dict[str, str]:
    """Word of a vocabulary -> what readers call it, where that is not the word itself."""
    named = {topic.topic: topic.label for topic in rows(Topic)} | {word.word: word.label for word in rows(Word)}
    return {word: label for word, label in named.items() if label}


@cache
def stages() -> dict[str, Stage]:
    """Stage of rapprochement or rupture -> what it is worth, and the rung of the ladder it leads to."""
    return {stage.stage: stage for stage in rows(Stage)}


@cache
def seats() -> dict[str, tuple[float, float, str]]:
    """Code -> latitude, longitude, and on which side of the point its name is written. Places on a map, not claims."""
    return {seat.code: (seat.latitude, seat.longitude, seat.label) for seat in rows(Seat)}


@cache
def _scores() -> dict[tuple[str, str], Plover]:
    return {(row.type, row.mode): row for row in rows(Plover)}


def score(kind: str, mode: str = "") -> Plover | None:
    """What PLOVER says of an event type and mode; of the type where it does not tell the mode; None of another type."""
    return _scores().get((kind, mode)) or _scores().get((kind, ""))
