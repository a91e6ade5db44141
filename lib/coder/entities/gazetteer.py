"""Who and what the codebook names, found in a text.

`hits(low)` finds all names of a lower-cased text in one pass
(Aho-Corasick), longest first, whole words only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from lib.codebook import cached, organizations, rows
from lib.codebook.records import Ambiguity, Country, Organization, Place, Tenure, Title
from lib.coder.reading.phrases import Phrases
from lib.coder.reading.text import fold, lower

ABBREVIATED = frozenset(["he", "hh", "hm", "hrh", "mp", "mk"])  # of titles: only in capitals


NATION = ("country", "demonym", "capital", "seat", "organization")  # kinds of entries that name a side


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a phrase can mean.

    `kind`: country, demonym, capital, seat, organization, place, person, office, plural (offices), modifier,
    portfolio, honorific, rank, mask. `code`: ISO 3166 alpha-3 or ORG:, "" if none. `name`: canonical name.
    `detail`: office class, or kind of place or organization. `cased`: only where the text writes it with a capital;
    `form`: the only spelling that counts ("US"), "" if any. `warn`: key in `ambiguous()`.
    """

    kind: str
    name: str
    code: str = ""
    detail: str = ""
    cased: bool = True
    form: str = ""
    warn: str = ""


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class Hit:
    """A phrase of the codebook found at start:end."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def get(self, *kinds: str) -> Entry | None:
        """The first entry of one of these kinds."""
        for entry in self.entries:
            if entry.kind in kinds:
                return entry
        return None


@cached
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """Person's name -> the offices held, in the order of the file."""
    found: dict[str, list[Tenure]] = {}
    for tenure in rows(Tenure):
        found.setdefault(tenure.name, []).append(tenure)
    return {name: tuple(held) for name, held in found.items()}


@cache
def capital(code: str) -> str:
    return next((r.capital[0] for r in rows(Country) if r.code == code and r.capital), "")


@cache
def ambiguous() -> dict[str, Ambiguity]:
    """Name as spelled -> the rules under which it counts."""
    return {r.name: r for r in rows(Ambiguity)}


@cached
def side(code: str) -> str:
    """The side a body acts for: a state's army or parliament is the state, any other code is itself."""
    row = organizations().get(code)
    return row.country if row and row.kind == "state_body" and row.country else code


def _named() -> Iterable[tuple[str, Entry]]:
    for c in rows(Country):
        yield from ((n, Entry("country", c.name, c.code)) for n in (c.name, *c.aliases))
        yield from ((n, Entry("demonym", c.name, c.code)) for n in c.demonyms)
        yield from ((n, Entry("capital", c.capital[0], c.code)) for n in c.capital)
        yield from ((n, Entry("seat", n, c.code)) for n in c.seats)
    for o in rows(Organization):
        yield from ((n, Entry("organization", o.name, o.code, o.kind)) for n in (o.name, *o.aliases))
    for p in rows(Place):
        yield from ((n, Entry("place", p.name, p.country, p.kind)) for n in (p.name, *p.aliases))
    for t in rows(Tenure):
        yield from ((n, Entry("person", t.name, t.country)) for n in (t.name, *t.aliases))
    yield from ((n, Entry("mask", n)) for n, warning in ambiguous().items() if "mask" in warning.rule)


def _entries() -> Iterable[tuple[str, Entry]]:
    """Every phrase with what it can mean."""
    for phrase, entry in _named():
        warning = ambiguous().get(phrase)
        exact = phrase.isupper() or (warning and "exact_case" in warning.rule)
        cased = not phrase[0].islower()  # "al-Qaeda", "three European powers"
        yield phrase, replace(entry, cased=cased, form=fold(phrase) if exact else "", warn=phrase if warning else "")
    for t in rows(Title):
        entry = Entry(t.kind, t.phrase, t.country or _inherited(t), t.class_, cased=t.cased)
        yield t.phrase, entry if t.phrase not in ABBREVIATED else replace(entry, form=t.phrase.upper())


@cache
def classes() -> dict[str, str]:
    """Office, in lower case -> its class."""
    return {t.phrase: t.class_ for t in rows(Title) if t.kind == "office"}


@cache
def _sides_of_titles() -> dict[tuple[str, str], str]:
    return {(t.kind, t.phrase): t.country for t in rows(Title) if t.country}


def _inherited(title: Title) -> str:
    """The side of the title this one ends with: "acting secretary of state" is of the side of "secretary of state"."""
    words = title.phrase.split()
    ends = (" ".join(words[i:]) for i in range(1, len(words)))
    return next((side for end in ends if (side := _sides_of_titles().get((title.kind, end)))), "")


@cached
def names() -> Phrases[tuple[tuple[Entry, ...], bool]]:
    """Lower-case phrase without diacritics -> (entries, does one of them ask for its very spelling?)."""
    found: dict[str, list[Entry]] = {}
    for phrase, entry in _entries():
        key = lower(fold(" ".join(phrase.split())))
        if len(key) > 1 and entry not in (known := found.setdefault(key, [])):
            known.append(entry)
    return Phrases((key, (tuple(known), any(e.form for e in known))) for key, known in found.items())


def _written(entry: Entry, folded: str, start: int, end: int) -> bool:
    """Does the text write the entry as it must be: with a capital, or in its only spelling?"""
    return (not entry.cased or folded[start].isupper()) and (not entry.form or folded[start:end] == entry.form)


def hits(low: str, folded: str) -> list[Hit]:
    """Whole-word matches of the codebook in a text, longest first, none overlapping another, in order.

    `folded` is the same text with its capitals: names match only where they begin with one.
    """
    found: list[tuple[int, int, tuple[Entry, ...]]] = []
    for start, end, (entries, strict) in names().find(low):
        following = low[end : end + 1]
        if following.isalnum() and low[end - 1] != ".":
            continue
        if following == "'" and low[end + 1 : end + 2].isalpha() and low[end + 1 : end + 3].rstrip(" ,.;:") != "s":
            continue  # "Shia" in "Shia'a"
        if strict or not folded[start].isupper():
            entries = tuple(e for e in entries if _written(e, folded, start, end))
        if entries:
            found.append((start, -end, entries))
    found.sort()  # no two phrases share both ends
    kept: list[Hit] = []
    reached = -1
    for start, end, entries in found:
        if start >= reached:
            reached = -end
            kept.append(Hit(start, -end, entries))
    return kept
