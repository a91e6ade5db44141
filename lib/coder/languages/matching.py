"""Words of the codebook found in a text of a language, with what is written together with them."""

import re
from dataclasses import dataclass
from functools import cache

from lib.coder.entities.gazetteer import Entry
from lib.coder.languages.language import Language, Phrase

SON = r"(?:bin|ben|ibn|bn|بن|בן|бин|бен|ибн)"  # of a name that ends in the father's
BEFORE_SON, BEHIND_SON = re.compile(rf" {SON}\b"), re.compile(rf"\b{SON} $")
TOGETHER = 8  # characters before a word that may be written as one with it


@dataclass(slots=True)
class Found:
    """A phrase at head:end of the clean text; from `start` on with what precedes it in its word ("and the")."""

    start: int
    head: int
    end: int
    entry: Entry


def find(low: str, folded: str, language: Language, topics: bool = False) -> list[Found]:
    """All phrases of a text, or all that tell of topics, in order, none over another; of two that begin together the longer.

    `low`: the text as the language is read, in small letters; `folded`: the same with its capitals.
    """
    found = []
    known = (language.topics if topics else language.phrases).anywhere(low)
    for head, end, phrases in sorted(known, key=lambda hit: hit[:2], reverse=True):  # longest stems first
        start = _start(low, head, language)
        if start >= 0 and (one := _whole(low, folded, start, head, end, phrases, language)) and not _of_name(low, one):
            found.append(one)
    found.sort(key=lambda one: (one.head, -one.end))
    kept: list[Found] = []
    for one in found:
        end = kept[-1].end if kept else 0
        if one.head >= end and not (one.head > end and _inside(low, one, language)):
            kept.append(one)
    return kept


def _of_name(low: str, one: Found) -> bool:
    """Is it the name of a son or a father: "Khalid bin Turki" is no Turk, "Faisal bin" no verb?"""
    if one.entry.kind not in ("cue", "country", "place"):
        return False
    father = BEHIND_SON.search(low, max(0, one.start - 5), one.start)
    return bool(father or (one.start < one.head and BEFORE_SON.match(low, one.end)))


def _inside(low: str, one: Found, language: Language) -> bool:
    """Is it part of a longer name, where no blank parts words?"""
    if language.has("spaced") or one.entry.kind != "person":
        return False
    return bool(language.pattern("name").fullmatch(low, one.head - 1, one.end))


def _start(low: str, head: int, language: Language) -> int:
    """Where the word that holds `head` begins; -1 where what stands before it there is no prefix."""
    if not language.has("spaced"):
        return head
    start = head
    while start > 0 and head - start <= TOGETHER and (low[start - 1].isalnum() or _elided(low, start)):
        start -= 1
    return start if start == head or language.prefix.fullmatch(low, start, head) else -1


def _elided(low: str, start: int) -> bool:
    """Is it an apostrophe inside a word ("l'Iran")?"""
    return low[start - 1] == "'" and start > 1 and low[start - 2].isalnum()


def _whole(
    low: str, folded: str, start: int, head: int, end: int, phrases: list[Phrase], language: Language
) -> Found | None:
    """The first of the phrases that fills its words up to their endings."""
    for phrase in phrases:
        tail = _rest(phrase.rest, language).match(low, end) if phrase.rest else None
        after = tail or (None if phrase.rest else language.ending(phrase.entry.kind).match(low, end))
        cased = phrase.entry.cased and language.has("latin")
        if after and not (cased and not folded[head].isupper()):
            return Found(start, head, after.end(), phrase.entry)
    return None


@cache
def _rest(words: tuple[str, ...], language: Language) -> re.Pattern[str]:
    """The further words of a phrase, each with an ending of its own."""
    ending = language.ending("").pattern
    return re.compile(ending + "".join(rf"[ -]{re.escape(word)}{ending}" for word in words))
