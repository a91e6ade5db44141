"""Readers' names for the codes in the tables."""

import re
from collections.abc import Callable
from functools import cache

from lib.codebook import labels, rows, stages
from lib.codebook import names as codes
from lib.codebook.records import Definite, Title
from lib.schema import HAND, RUNGS

PLAIN = {"relations restored": "relations", "missions reopened": "missions"}  # where nothing was restored or reopened
LEVELS = {1: "no relations", len(RUNGS) - 1: "treaty, economy, security"}
EARNED = {5: "restoration", 6: "mission"}
SEVERED = 1  # the rung, of those who broke and of those who had nothing to break
NEVER = re.compile(r"^no diplomatic relations|not recognised|unrecognised")
BROKEN = re.compile(r"^(severed|broken off)(?! in practice)")
ONCE = re.compile(r"since \d|broken|in practice|clos")  # there was something between them before

Name = Callable[[str], str]  # a code -> what it is called


def side(code: str) -> str:
    """Iran for IRN; a code the codebook does not hold stays as it is, without its prefix."""
    return codes().get(code) or code.removeprefix("ORG:")


@cache
def _definite() -> frozenset[str]:
    return frozenset(row.word for row in rows(Definite))


def in_text(code: str) -> str:
    """The name as it stands in a sentence: the United States, Iran."""
    name = side(code)
    return f"the {name}" if _definite().intersection(name.split()) and not name.startswith("The ") else name


def sides(several: list[str]) -> str:
    """The names of several codes, parted by commas: China, Iran."""
    return ", ".join(side(code) for code in several)


def reader(told: str) -> str:
    """Who read a row.

    >>> reader("coder"), reader("coder+llama3.1"), reader("llama3.1"), reader("hand")
    ('coder', 'coder and llama3.1', 'llama3.1', 'added by hand')
    """
    return " and ".join("added by hand" if one == HAND else one for one in told.split("+"))


def label(code: str) -> str:
    """The words for a kind, topic, stage or status: phone call for phone_call."""
    return labels().get(code) or code.replace("_", " ")


def rung(number: int) -> str:
    """The rung of the status ladder, counted from 0; "unknown" where there is none such."""
    return RUNGS[number] if 0 <= number < len(RUNGS) else "unknown"


def level(number: int) -> str:
    """The rung as a height among others, however it was reached.

    >>> level(1), level(6), level(7)
    ('no relations', 'missions', 'ambassadors')
    """
    return LEVELS.get(number) or PLAIN.get(rung(number), rung(number))


def at_most(number: int) -> str:
    """An upper limit of where a pair stands: at most missions."""
    return f"at most {level(number)}"


def standing(rung_: int, limit: int, treaty: bool = False, note: str = "", by: str = "") -> str:
    """Where a pair stands, in words. `limit`: the highest rung it can stand on. `note` as the baseline has it, `by`: the stage of the step that brought it there, ""
    where it stood so from the first.

    >>> standing(-1, 6), standing(6, 6, True), standing(1, 1, note="no relations, not recognised")
    ('unknown, at most missions', 'missions; treaties stand', 'never had relations')
    """
    top = len(RUNGS) - 1
    if rung_ < 0:
        return f"unknown, {at_most(limit)}" if limit < top else "unknown"
    word, never = rung(rung_), bool(NEVER.search(note)) and not ONCE.search(note)
    if EARNED.get(rung_) != by or never:
        word = PLAIN.get(word, word)
    if rung_ == limit and by in stages() and stages()[by].falls_to == rung_ + 1:  # it fell further than its stage
        word += " alone"
    if rung_ == SEVERED and not by and not BROKEN.search(note):
        word = "never had relations" if never else "no working relations"
    return word + ("; treaties stand" if treaty and rung_ < top else "")


def title(code: str) -> str:
    """The same with a capital: Phone call."""
    words = label(code)
    return words[:1].upper() + words[1:]


@cache
def _offices() -> frozenset[str]:
    """Every word that titles and offices are made of, in the singular."""
    return frozenset({"and"}.union(*(re.findall(r"\w+?(?=s?\b)", title.phrase.lower()) for title in rows(Title))))


def nameless(said: str) -> bool:
    """Is it an office or a group, and nobody's name?

    >>> nameless("Deputy Secretary and Foreign Minister"), nameless("leaders"), nameless("European Union"), nameless("Wang Yi")
    (True, True, False, False)
    """
    return said not in codes().values() and _offices().issuperset(re.findall(r"\w+?(?=s?\b)", said.lower()))
