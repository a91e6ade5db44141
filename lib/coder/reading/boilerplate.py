"""Which sentences are furniture of a page (cookie banners, links, credits) and code nothing."""

from __future__ import annotations

from functools import cache

from lib.codebook import rows
from lib.codebook.records import Boilerplate
from lib.coder.reading.header import Header
from lib.coder.reading.text import Clean, Sentence

OPENED = 160  # characters; a longer sentence that opens like furniture goes on to say something
HOLDING = 300  # characters; the same of one that holds a phrase of furniture


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"start": [], "any": [], "line": []}
    for r in rows(Boilerplate):
        found[r.where].append(r.phrase)
    return {k: tuple(v) for k, v in found.items()}


def flags(text: Clean, sentences: list[Sentence], header: Header) -> list[bool]:
    """True for each sentence that is boilerplate, or all header."""
    anywhere = [phrase for phrase in _phrases()["any"] if phrase in text.low]
    return [_is(text.low[s.start : s.end], s, header, anywhere) for s in sentences]


def _is(low: str, s: Sentence, header: Header, anywhere: list[str]) -> bool:
    """Is a sentence, in lower case `low`, furniture? `anywhere`: the phrases for any place that the text holds."""
    if not any(c.isalpha() for c in low) or low.startswith(("http", "[http", "www.")):
        return True
    if header.covers(s.start, s.end):
        return True
    known = _phrases()
    if low.startswith(known["start"]) and len(low) < OPENED:
        return True
    return (len(low) < HOLDING and any(phrase in low for phrase in anywhere)) or low.strip(" .:") in known["line"]
