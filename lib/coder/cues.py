"""Words that tell of a contact: data/codebook/meeting_cues.csv, found in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lib.coder.knowledge import rows
from lib.coder.text import Sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at start:end of the clean text. `kind`: of meeting; `frame`: how its sides stand around it."""

    start: int
    end: int
    text: str
    kind: str
    frame: str
    sentence: int


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[dict[str, str], ...]]:
    table = rows("meeting_cues")
    # longer cues first, so that "phone call" is not read as "call"
    parts = [(part, i) for i, r in enumerate(table) for part in _split(r["cue"])]
    parts.sort(key=lambda p: -len(p[0]))
    groups = "|".join(f"(?P<c{n}x{i}>{part})" for n, (part, i) in enumerate(parts))
    return re.compile(rf"\b(?:{groups})\b(?!')"), table


def _split(cue: str) -> list[str]:
    """Alternatives of a cue: at the bars outside brackets."""
    parts, depth = [""], 0
    for c in cue:
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += c
    return parts


def find(low: str, sentences: list[Sentence], skip: list[bool]) -> list[Cue]:
    """All cues of the text in order."""
    pattern, table = _pattern()
    found = []
    for s in sentences:
        if skip[s.index]:
            continue
        for hit in pattern.finditer(low, s.start, s.end):
            row = table[int(hit.lastgroup.split("x")[1])]
            found.append(Cue(hit.start(), hit.end(), hit.group(), row["kind"], row["frame"], s.index))
    return found
