"""The same text twice, and nearly the same text: agency copies under other headlines, cut or edited.

A text's sketch is the smallest hashes of its runs of four words (bottom-k sketch, Broder 1997); what two sketches share
estimates how much of the texts is the same. Rewritten texts stay far below the threshold, copies far above.
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
from typing import Generic, Literal, TypeVar

Name = TypeVar("Name")
RUN = 4  # words
SIZE = 128  # hashes kept of a text
KEYS = 6  # of them, the ones by which copies are looked for
COMMON = 500  # texts that share a hash, above which it tells nothing; chosen by eye
TRIED = 5  # texts compared, those with most keys in common first
ALIKE = 0.6  # share of runs in common from which on a text is a copy
LEAST = 20  # runs below which only the same words are a copy: in a sentence or two, another name is other news
DAYS_APART = 7  # copies appear within days; the same form of words a year later is another article
WORD = re.compile(r"\w+")


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
    """A text that was seen before: its words' fingerprint, its sketch, and the day it was published (ISO, or "")."""

    fingerprint: str
    sketch: tuple[int, ...]
    published: str = ""

    @classmethod
    def of(cls, text: str, published: str = "") -> Known:
        return cls(fingerprint(text), sketch(text), published)

    def likeness(self, other: Known) -> float:
        """How much of the one is the other: 1.0 for the very same words, 0.0 where neither is a copy of the other."""
        if self.fingerprint == other.fingerprint:
            return 1.0
        if min(len(self.sketch), len(other.sketch)) < LEAST:
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


def _near(a: str, b: str) -> bool:
    if not a or not b:
        return True
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= DAYS_APART
