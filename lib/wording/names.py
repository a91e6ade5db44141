"""Readers' names for the codes in the tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lib.codebook import labels, rows
from lib.codebook import names as codes
from lib.codebook.records import Definite
from lib.schema import RUNGS

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


def label(code: str) -> str:
    """The words for a kind, topic, stage or status: phone call for phone_call."""
    return labels().get(code) or code.replace("_", " ")


def rung(number: int) -> str:
    """The rung of the status ladder, counted from 0; "unknown" where there is none such."""
    return RUNGS[number] if 0 <= number < len(RUNGS) else "unknown"


def title(code: str) -> str:
    """The same with a capital: Phone call."""
    words = label(code)
    return words[:1].upper() + words[1:]
