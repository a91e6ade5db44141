"""Many phrases found in a text in one pass (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

Told = TypeVar("Told")  # what a phrase stands for


class Phrases(Generic[Told]):
    """Phrases, each with what it stands for; of two alike the later counts. There may be none.

    >>> list(Phrases({"talks": "noun", "met": "verb"}.items()).find("they met"))
    [(5, 8, 'verb')]
    """

    def __init__(self, phrases: Iterable[tuple[str, Told]]) -> None:
        self._machine = ahocorasick.Automaton()
        for phrase, told in phrases:
            self._machine.add_word(phrase, (len(phrase), told))
        self._machine.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, Told]]:
        """(start, end, what it stands for) of each occurrence that begins no later than a word, in order of its end."""
        if len(self._machine):  # else the machine is not one yet
            for last, (length, told) in self._machine.iter(text):
                start = last + 1 - length
                if not start or not text[start - 1].isalnum():
                    yield start, last + 1, told
