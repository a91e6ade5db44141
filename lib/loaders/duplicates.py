"""The same text twice, and nearly the same text: agency copies under other headlines, cut or edited.

A text's sketch is the smallest hashes of its runs of four words (bottom-k sketch, Broder 1997); what two sketches share
estimates how much of the texts is the same. Rewritten texts stay far below the threshold, copies far above.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

RUN = 4  # words
SIZE = 128  # hashes kept of a text
ALIKE = 0.6  # share of runs in common from which on a text is a copy
DAYS_APART = 7  # copies appear within days; the same form of words a year later is another article
WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Hash of the words alone: spacing, case and punctuation do not matter."""
    return hashlib.sha256(" ".join(WORD.findall(text.casefold())).encode("utf-8", "replace")).hexdigest()


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's runs of words, ascending."""
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(len(words) - RUN + 1, 1))}
    hashes = (int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()) for run in runs)
    return tuple(heapq.nsmallest(SIZE, hashes))


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated share of runs that two texts have in common (Jaccard), 0 to 1."""
    union = heapq.nsmallest(SIZE, {*a, *b})
    return len({*a} & {*b} & {*union}) / len(union) if union else 0.0


@dataclass
class Index:
    """Texts seen so far."""

    _exact: dict[str, str] = field(default_factory=dict)
    _sketches: dict[str, tuple[tuple[int, ...], str]] = field(default_factory=dict)
    _by_hash: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def find(self, text: str, published: str = "") -> tuple[str, float]:
        """(identifier, likeness) of the earlier text this is a copy of, 1.0 for the very same words; ("", 0.0) if none."""
        if same := self._exact.get(fingerprint(text)):
            return same, 1.0
        mine = sketch(text)
        shared = Counter(key for h in mine for key in self._by_hash.get(h, ()))
        for key, _ in shared.most_common(5):
            other, when = self._sketches[key]
            likeness = alike(mine, other)
            if likeness >= ALIKE and _near(published, when):
                return key, min(likeness, 0.99)
        return "", 0.0

    def add(self, identifier: str, text: str, published: str = "") -> None:
        """Remember a text."""
        self._exact.setdefault(fingerprint(text), identifier)
        mine = sketch(text)
        self._sketches[identifier] = mine, published
        for h in mine:
            self._by_hash[h].append(identifier)


def _near(a: str, b: str) -> bool:
    if not a or not b:
        return True
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= DAYS_APART
