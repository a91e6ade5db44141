"""Names without a title: of people named before, of the gazetteer, and of those who only the words around tell of.

Whether an unknown run of capitalised words is a person is a learned decision (lib/coder/deciding.py) over `signs`:
what the words look like, and what stands before and after them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lib.codebook import name_words, rows
from lib.codebook.records import NameSign
from lib.coder.deciding import Features, Weights
from lib.coder.entities import names
from lib.coder.entities.mentions import Finder, Mention, names_code
from lib.coder.entities.titles import no_name, pieces
from lib.coder.reading.phrases import pattern
from lib.coder.reading.text import Sentence

LISTED = re.compile(r",? and |, ")
HYPHENATED = re.compile(r"[^-]+-[A-Z]")  # "Jean-Yves", not "Iran-backed"
NEXT_WORD = re.compile(r" ([A-Z][a-z]+)\b")
WIDEST = 6  # words of a name
PARTICLES = 10  # characters of "bin" and the like before a name
NEAR = 40  # characters before and after a name that are looked at
NO_NAME = pattern("ends like no name")
ACTS = pattern("acts in person")


@dataclass
class People:
    """Where the people known so far end and start."""

    ends: set[int]
    starts: set[int]

    @staticmethod
    def of(found: list[Mention]) -> People:
        people = [m for m in found if m.kind == "person"]
        return People({m.end for m in people}, {m.start for m in people})


@cache
def _around(where: str) -> dict[str, re.Pattern[str]]:
    """What may stand before or after a name, by data/codebook/name_signs.csv."""
    return {r.name: re.compile(r.pattern) for r in rows(NameSign) if r.where == where}


def with_bare_names(finder: Finder, found: list[Mention]) -> list[Mention]:
    """The mentions found and the people without a title, in order."""
    people = People.of(found)
    known = {word for m in found if m.kind == "person" for word in names.key(m.name).split() if len(word) > 1}
    owners = {
        m.end + len("'s "): m.code for m in found if m.kind == "country" and finder.folded.startswith("'s ", m.end)
    }
    extra: list[Mention] = []
    for start, text, sentence in runs(finder, found):
        if mention := _bare(finder, start, text, sentence, known, people, owners.get(start, "")):
            extra.append(mention)
            known.add(names.surname(mention.name))
            people.ends.add(mention.end)
    return sorted([*found, *extra], key=lambda m: m.start)


def runs(finder: Finder, found: list[Mention]) -> Iterator[tuple[int, str, Sentence]]:
    """Runs of capitalised words that no mention covers: where each begins, its words, its sentence."""
    starts = [m.start for m in found]
    bounds = iter(finder.sentences)
    sentence = next(bounds, None)
    for run in names.NAME.finditer(finder.folded):
        while sentence and run.start() >= sentence.end:
            sentence = next(bounds, None)
        if not sentence:
            break
        if run.group().lower() in no_name():
            continue
        start, end = _uncovered(finder, run.start(), run.end(), found, starts)
        for at, text in pieces(finder.folded[start:end]):
            at += start
            if (
                (text[0].isupper() or names.THE.search(text[: text.find("-") + 1]))
                and at >= sentence.start
                and at + len(text) <= sentence.end
            ):
                yield at, text, sentence


def _uncovered(finder: Finder, start: int, end: int, found: list[Mention], starts: list[int]) -> tuple[int, int]:
    """What of a run of capitalised words no mention covers; nothing if it stands in the middle."""
    i = bisect_right(starts, start)
    if i and found[i - 1].end > start:
        covered = found[i - 1]
        gap = 3 if finder.folded.startswith("'s ", covered.end) else 1
        if (
            covered.end >= end
            or covered.kind in ("person", "office", "group")
            or finder.folded[covered.end + gap - 1] != " "
        ):
            return end, end
        start = covered.end + gap
    if i < len(found) and found[i].start < end:
        inside = found[i]
        hyphenated = inside.start > start and finder.folded[inside.start - 1] == "-"
        if not hyphenated:
            end = max(start, inside.start)
    return start, end


def _bare(
    finder: Finder, start: int, text: str, sentence: Sentence, known: set[str], people: People, owner: str
) -> Mention | None:
    """A person without a title: named before, one of the gazetteer's surnames, told by the signs, or "Israel's Cohen met".
    `owner`: the state whose the name is."""
    while (
        sentence.heading and " " in text and names.surname(text) in known and names.key(text.split(" ")[0]) not in known
    ):
        cut = text.index(" ") + 1  # "Norway Allows Test to Travel"
        start, text = start + cut, text[cut:]
    end = start + len(text)
    tokens = names.key(text).split()
    if not tokens:
        return None
    how = name = ""
    body = NEXT_WORD.match(finder.folded, end)
    if tokens[-1] in known:
        how = "named before"
    elif len(tokens) == 1 and tokens[0].startswith("al") and tokens[0][2:] in known:
        how, name = "named before", f"al-{text[2:]}"  # "Albusaidi", told before as al-Busaidi
    elif body and body[1].lower() in name_words("body"):
        return None  # "Sovereign Wealth Fund"
    elif long_enough(text) and text[0].isupper():
        weights = Weights.named("names")
        how = "signs" if weights.probability(signs(finder, start, text, sentence, people)) > weights.threshold else ""
    if not how and len(tokens) <= 2 and text.lower() not in name_words("given") and len(text) > 3:
        name = names.holder(text, owner, "", finder.day)
        the = finder.folded[max(0, start - 4) : start].lower() == "the "
        how = "surname of the gazetteer" if name and not the and names.surname(name) == tokens[-1] else ""
    if not how and owner and ACTS.match(finder.folded, end) and text.lower() not in name_words("common"):
        how = "does what people do"
    if not how:
        return None
    code = names_code(name, finder.day) if how == "surname of the gazetteer" else ""
    if led := names.LED.search(finder.folded, max(sentence.start, start - PARTICLES), start):
        start = led.start()  # "received bin Salman"
    whole = finder.clean.text[start:end]
    return Mention(start, end, whole, "person", code, name or whole, sentence.index, role="bare", head=start, how=how)


def long_enough(text: str) -> bool:
    """Has an unknown name as many words as names have?"""
    return bool(HYPHENATED.match(text) or " " in text) and text.count(" ") < WIDEST


def signs(finder: Finder, start: int, text: str, sentence: Sentence, people: People) -> Features:
    """What tells whether `text` at `start` is a person's name: names of signs, each 1.0."""
    folded, end = finder.folded, start + len(text)
    words = [word.lower().rstrip(".,") for word in text.split(" ")]
    given = name_words("given")
    look, ahead = folded[max(0, start - NEAR) : start], folded[end : end + NEAR]
    told = [name for name, pattern in _around("before").items() if pattern.search(look)]
    told += [name for name, pattern in _around("after").items() if pattern.match(ahead)]
    seen = {
        "given first": words[0].split("-")[0] in given,
        "given inside": any(word.split("-")[0] in given for word in words[1:]),
        "Arabic": any(word.startswith(("al-", "bin", "abu")) for word in words),
        "small elsewhere": any(len(word) > 2 and word in finder.small for word in words),
        "capitals": any(word.isupper() and len(word) > 2 for word in text.split(" ")),
        "ends like no name": bool(NO_NAME.search(words[-1])),
        "begins like no name": bool(NO_NAME.search(words[0])),
        "first of the sentence": start == sentence.start,
        "headline": sentence.heading,
        "four words": len(words) > 3,
        "after a person": any(p in people.ends and LISTED.fullmatch(folded, p, start) for p in range(start - 6, start)),
        "before a person": any(p in people.starts and LISTED.fullmatch(folded, end, p) for p in range(end, end + 7)),
    }
    return dict.fromkeys([*told, *(name for name, holds in seen.items() if holds)], 1.0)
