"""The same text twice, and nearly the same text: agency copies under other headlines, cut or edited.

A text's sketch is the smallest hashes of its runs of four words (bottom-k sketch, Broder 1997); what two sketches share
estimates how much of the texts is the same. Rewritten texts stay far below the threshold, copies far above.
Short texts that differ in a name, a number, a day or a place are no copies of each other: briefs are written after a form.
A copy is looked for among texts that share one of the KEYS smallest hashes: that a text which has 60 % of its runs
in common with another shares none of them happens once in 240 times (0.4 to the power of 6), less for closer copies.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import re
import struct
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import Generic, Literal, TypeVar

from lib.codebook import rows
from lib.codebook.records import DateWords
from lib.loaders.calendars import CALENDARS, folded

Name = TypeVar("Name")
RUN = 4  # words
SIZE = 128  # hashes kept of a text
KEYS = 6  # of them, the ones by which copies are looked for
COMMON = 500  # texts that share a hash, above which it tells nothing; chosen by eye
TRIED = 5  # texts compared, those with most keys in common first
ALIKE = 0.6  # share of runs in common from which on a text is a copy
LEAST = 20  # runs below which only the same words are a copy: in a sentence or two, another name is other news
DAYS_APART = 7  # copies appear within days; the same form of words a year later is another article
SHORT = 120  # runs up to which a text is short, by eye; a longer one is told once, whatever else changed in it
MOST = 10  # words of a dateline or of credits, by eye
WORD = re.compile(r"\w+")
BESIDE = re.compile(r"[^\s,]")  # between a text and its dateline or credits, and not between names that are listed


def fingerprint(text: str) -> str:
    """Hash of the words alone: spacing, case and punctuation do not matter."""
    return hashlib.sha256(" ".join(WORD.findall(text.casefold())).encode("utf-8", "replace")).hexdigest()


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes (32 bits) of the text's runs of words, ascending."""
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(len(words) - RUN + 1, 1))}
    hashes = {int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=4).digest()) for run in runs}
    return tuple(heapq.nsmallest(SIZE, hashes))


def written(hashes: tuple[int, ...]) -> str:
    """A sketch as base64 text, as the store keeps it; `unwritten` reads it back."""
    return base64.b64encode(struct.pack(f">{len(hashes)}I", *hashes)).decode()


def unwritten(word: str) -> tuple[int, ...]:
    """The sketch (ascending 32-bit hashes) in such base64 text.

    >>> unwritten(written((3, 70000)))
    (3, 70000)
    """
    raw = base64.b64decode(word)
    return struct.unpack(f">{len(raw) // 4}I", raw)


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated share of runs that two texts have in common (Jaccard), 0 to 1."""
    union = heapq.nsmallest(SIZE, {*a, *b})
    return len({*a} & {*b} & {*union}) / len(union) if union else 0.0


@dataclass(frozen=True)
class Known:
    """A text that was seen before: its words' fingerprint, its sketch, the day it was published (ISO, or ""), and the text
    itself where it is short."""

    fingerprint: str
    sketch: tuple[int, ...]
    published: str = ""
    short: str = ""

    @classmethod
    def of(cls, text: str, published: str = "", hashes: tuple[int, ...] = ()) -> Known:
        """hashes: the text's sketch, where it was made before."""
        hashes = hashes or sketch(text)
        return cls(fingerprint(text), hashes, published, text if len(hashes) <= SHORT else "")

    def likeness(self, other: Known) -> float:
        """How much of the one is the other: 1.0 for the very same words, 0.0 where neither is a copy of the other."""
        if self.fingerprint == other.fingerprint:
            return 1.0
        if min(len(self.sketch), len(other.sketch)) < LEAST:
            return 0.0
        if self.short and other.short and not same_facts(self.short, other.short):
            return 0.0
        share = alike(self.sketch, other.sketch)
        return min(share, 0.99) if share >= ALIKE and _near(self.published, other.published) else 0.0


@dataclass
class Index(Generic[Name]):
    """Texts seen so far, by what stands for each, among which a copy of a new one is found."""

    _known: list[tuple[Name, Known]] = field(default_factory=list)
    _by_words: dict[str, Name] = field(default_factory=dict)  # fingerprint -> what stands for the first text
    _by_hash: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def find(self, wanted: Known) -> tuple[Name | Literal[""], float]:
        """What stands for the earlier text that this is a copy of, and the likeness; ("", 0.0) if there is none."""
        if wanted.fingerprint in self._by_words:
            return self._by_words[wanted.fingerprint], 1.0
        places = (self._by_hash.get(h, []) for h in wanted.sketch[:KEYS])
        shared = Counter(place for found in places if len(found) <= COMMON for place in found)
        for place, _ in shared.most_common(TRIED):
            name, known = self._known[place]
            if likeness := known.likeness(wanted):
                return name, likeness
        return "", 0.0

    def add(self, name: Name, known: Known) -> None:
        """Remember a text."""
        self._by_words.setdefault(known.fingerprint, name)
        for h in known.sketch[:KEYS]:
            self._by_hash[h].append(len(self._known))
        self._known.append((name, known))


def same_facts(a: str, b: str) -> bool:
    """Do two texts tell the same names, numbers and days, but for what stands before or after one of them?

    >>> same_facts("MUSCAT (Agency) - Oman hosted talks.", "Oman hosted the talks. Editing by Ana Reed.")
    True
    >>> same_facts("Oman hosted talks on Monday.", "Oman hosted talks on Tuesday.")
    False
    """
    first, second = list(WORD.finditer(a)), list(WORD.finditer(b))
    matcher = SequenceMatcher(None, [w[0].casefold() for w in first], [w[0].casefold() for w in second], autojunk=False)
    for tag, start, end, other, until in matcher.get_opcodes():
        here, there = first[start:end], second[other:until]
        beside = (not there and _beside(a, first, here)) or (not here and _beside(b, second, there))
        if tag != "equal" and not beside and any(_is_fact(word[0]) for word in (*here, *there)):
            return False
    return True


def _beside(text: str, words: list[re.Match[str]], some: list[re.Match[str]]) -> bool:
    """Are these words of a text its dateline or its credits: a few, at its beginning or end, set apart from the rest?"""
    if not 0 < len(some) <= min(MOST, len(words) - 1):
        return False
    if some[0] is words[0]:
        return bool(BESIDE.search(text, some[-1].end(), words[len(some)].start()))
    return some[-1] is words[-1] and bool(BESIDE.search(text, words[-len(some) - 1].end(), some[0].start()))


def _is_fact(word: str) -> bool:
    """Is it a name, by its capital or where letters have none, or a number or a part of a date?"""
    return not word.islower() or not word.isalpha() or folded(word) in _dated()


@cache
def _dated() -> frozenset[str]:
    """Months, days of the week and numbers in words, folded."""
    kinds = (*CALENDARS, "weekday", "number")
    return frozenset(folded(word) for row in rows(DateWords) if row.kind in kinds for word in row.words)


def _near(a: str, b: str) -> bool:
    if not a or not b:
        return True
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= DAYS_APART
