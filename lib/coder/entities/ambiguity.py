"""Names that mean something else here, and abbreviations that only repeat a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from lib.codebook.records import Ambiguity
from lib.coder.entities import gazetteer, names
from lib.coder.entities.gazetteer import NATION, Hit
from lib.coder.reading.text import Clean

PARENTHESIS = re.compile(r" \(([A-Z][A-Za-z0-9&+-]{1,9})\)")
FULL_NAME = re.compile(r"(?:[A-Z][\w'-]+ (?:(?:and|for|of|in|the|to|on) )*){2,14}\($")
GIVEN = re.compile(r"([A-Z][a-z]+|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) $")
SURNAME = re.compile(r" [A-Z][a-z]+")


def abbreviations(hits: list[Hit], clean: Clean) -> list[Hit]:
    """ "Palestinian Authority (PA)" is one name; what spells "(UNRWA)" out before it is that body, not its parts."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and kept[-1].end > hit.start:
            continue
        following = clean.folded[hit.end : hit.end + 2]
        if following[:1] == ")" and clean.folded[hit.start - 1 : hit.start] == "(" and hit.get("organization"):
            spelled = FULL_NAME.search(clean.folded, max(0, hit.start - 130), hit.start)
            if spelled:
                while kept and kept[-1].start >= spelled.start():
                    kept.pop()
                hit = replace(hit, start=spelled.start(), end=hit.end + 1)
        elif following == " (" and hit.get(*NATION) and (found := PARENTHESIS.match(clean.folded, hit.end)):
            hit = replace(hit, end=found.end())
        kept.append(hit)
    return kept


def disambiguate(hits: list[Hit], clean: Clean) -> list[Hit]:
    """Drop names that mean something else here (data/codebook/ambiguous.csv)."""
    warnings = gazetteer.ambiguous()
    sure = {e.code for h in hits for e in h.entries if e.code and not e.warn}
    told = cache(lambda clues: any(clue in clean.folded for clue in clues))  # anywhere in the text
    kept = []
    for hit in hits:
        entries = hit.entries
        if any(e.warn for e in entries):
            entries = tuple(
                e
                for e in entries
                if not e.warn or e.kind == "mask" or _counts(hit, e, warnings[e.warn], clean, sure, told)
            )
        if entries:
            kept.append(hit if entries is hit.entries else replace(hit, entries=entries))
    return kept


def _counts(
    hit: Hit,
    entry: gazetteer.Entry,
    warning: Ambiguity,
    clean: Clean,
    sure: set[str],
    told: Callable[[tuple[str, ...]], bool],
) -> bool:
    rules, clues = warning.rule, warning.clues
    after, before = clean.folded[hit.end : hit.end + 40], clean.folded[max(0, hit.start - 40) : hit.start]
    if "not_before" in rules and after.lstrip(" ").startswith(clues):
        return False
    if "not_after" in rules and before.rstrip(" ").endswith(clues):
        return False
    if "not_person" in rules:
        given = GIVEN.search(before)
        if given and (given[1].lower() in names.words("given") or given[1].startswith(("Mr", "Ms", "Dr"))):
            return False
        follows = SURNAME.match(after)
        if follows and "given" in rules:
            return False
        if follows and clues and follows.group().strip() in clues:
            return False
    if "needs_context" in rules:
        return entry.code in sure or told(clues)
    return True
