"""What a sentence tells as not so: denied, supposed, a habit, a story; and sentences about sport.

spans("no meeting took place between the two.")   [(0, 38, "denied")]
"""

import re
from functools import cache

from lib.codebook import rows, word_class
from lib.codebook.records import Unreal

WORD = re.compile(r"[\w-]+")
ALONE = re.compile(r"(?:^|[.:;!?\"'(–—-] ?|\b(?:while|when|as|but|where) )$")  # before the only subject of a clause
SHARE = 0.4  # of the sentences that speak of sport: then all of the text does, "the meeting" too


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Of each kind, in the order of data/codebook/unreal.csv, the words that tell it."""
    kinds = dict.fromkeys(row.kind for row in rows(Unreal))
    return tuple(
        (kind, re.compile("|".join(rf"(?<!\w)(?:{r.pattern})" for r in rows(Unreal) if r.kind == kind)))
        for kind in kinds
    )


def spans(low: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of what a sentence, in lower case, tells as not so."""
    return [(m.start(), m.end(), kind) for kind, pattern in _patterns() for m in pattern.finditer(low)]


def is_sport(low: str) -> bool:
    """Do these words, in lower case, speak of sport?"""
    return not word_class("sport").isdisjoint(WORD.findall(low))


def all_is_sport(spoken: int, sentences: int) -> bool:
    """Is a text about sport, of whose sentences so many speak of it?"""
    return spoken > 1 and spoken >= SHARE * sentences


def is_team(before: str, after: str) -> bool:
    """Is a state named between these words, in lower case, a team: "Iran meet Qatar on Sunday"? A state "meets"."""
    verb = WORD.match(after, 1) if after.startswith(" ") else None
    return bool(verb and verb.group() in word_class("plays") and ALONE.search(before))
