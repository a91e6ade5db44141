"""Phrases of what stands on a page and is no part of its article: as the codebook lists them, by where they stand."""

import re
from functools import cache

from lib.codebook import rows
from lib.codebook.records import Boilerplate

OPENED = 160  # characters; a longer sentence that opens like furniture goes on to say something
HOLDING = 300  # characters; the same of one that holds a phrase of furniture; both by eye
AROUND = " :.()0123456789"  # a label
BEHIND = re.compile(r"(?: \([^()]{1,40}\)| appended| made)?\s*(?:[:–—-]|$)")  # a label that opens a notice


@cache
def phrases(*where: str) -> tuple[str, ...]:
    """The phrases that stand at these places, in lower case."""
    return tuple(row.phrase for row in rows(Boilerplate) if row.where in where)


@cache
def _opening() -> tuple[str, ...]:
    return phrases("start", "embargo") + tuple(
        f"{phrase} " if " " in phrase else f"{phrase}:" for phrase in phrases("list")
    )


def is_embargo(low: str) -> bool:
    """Does a sentence, in lower case, tell when the text may be printed?"""
    return low.startswith(phrases("embargo")) and len(low) < OPENED


def is_furniture(low: str, anywhere: list[str]) -> bool:
    """Is a sentence, in lower case, a link, credit or banner? `anywhere`: the phrases for any place that the text holds."""
    if not any(c.isalpha() for c in low) or low.startswith(("http", "[http", "www.")):
        return True
    if low.startswith(_opening()) and len(low) < OPENED:
        return True
    return (len(low) < HOLDING and any(phrase in low for phrase in anywhere)) or low.strip(" .:") in phrases("line")


def heads(low: str, where: str) -> bool:
    """Is a line, in lower case, such a label alone, or with a number: "Comments (12)", "3 comments"?"""
    return len(low) < OPENED and low.strip(AROUND) in phrases(where)


def opens_notice(low: str) -> bool:
    """Does a sentence, in lower case, begin with the label of a correction or an editor's note?"""
    return opens(low, "notice")


def opens(low: str, where: str) -> bool:
    """Does a sentence, in lower case, begin with such a label?"""
    low = low.lstrip("[(*")
    return any(low.startswith(phrase) and BEHIND.match(low, len(phrase)) for phrase in phrases(where))
