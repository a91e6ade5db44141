"""Many phrases found in a text in one pass (Aho-Corasick), and patterns of words by their name."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar

import ahocorasick

from lib.codebook import NEVER, rows
from lib.codebook.records import Pattern

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
        for found in self.anywhere(text):
            if not found[0] or not text[found[0] - 1].isalnum():
                yield found

    def anywhere(self, text: str) -> Iterator[tuple[int, int, Told]]:
        """The same of each occurrence, also inside words."""
        if len(self._machine):  # else the machine is not one yet
            for last, (length, told) in self._machine.iter(text):
                yield last + 1 - length, last + 1, told


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name in data/codebook/patterns.csv."""
    return re.compile(next((r.pattern for r in rows(Pattern) if r.name == name), NEVER))
