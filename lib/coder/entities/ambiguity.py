"""Names that mean something else here, and abbreviations that only repeat a name."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from lib.codebook import name_words
from lib.codebook.records import Ambiguity
from lib.coder.entities import gazetteer
from lib.coder.entities.gazetteer import NATION, Hit
from lib.coder.reading.text import Clean

NAMED = ("country", "capital", "place", "organization")  # kinds of entries whose names people and towns share
PARENTHESIS = re.compile(r" \(([A-Z][A-Za-z0-9&+-]{1,9})\)")
FULL_NAME = re.compile(r"(?:[A-Z][\w'-]+ (?:(?:and|for|of|in|the|to|on) )*){2,14}\($")
GIVEN = re.compile(r"(?<![\w'-])([A-Z][a-z]+) $")
LONGEST, NEAR = 60, 3  # characters and words of a name that are looked at
LISTED = frozenset([" and ", ", ", ", and "])  # between two names of a list
BEHIND = re.compile(r"(?: (?:[A-Z][\w'&-]*|of))*")  # the rest of a name: "Kuwait Cement Company"


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
    """Drop names that mean something else here: by data/codebook/ambiguous.csv, or as the text uses them."""
    warnings = gazetteer.ambiguous()
    hits = _without_namesakes(hits, clean)
    sure = {e.code for h in hits for e in h.entries if e.code and not e.warn}
    told = cache(lambda clues: any(clue in clean.folded for clue in clues))  # anywhere in the text
    kept = []
    for i, hit in enumerate(hits):
        entries = hit.entries
        if hit.get(*NAMED, "demonym") and _is_firm(hit, clean.folded):
            continue
        if any(e.warn for e in entries) and not _in_a_list(hits, i, clean):
            entries = tuple(
                e
                for e in entries
                if not e.warn or e.kind == "mask" or _counts(hit, e, warnings[e.warn], clean, sure, told)
            )
        if entries:
            kept.append(hit if entries is hit.entries else replace(hit, entries=entries))
    return kept


def _in_a_list(hits: list[Hit], i: int, clean: Clean) -> bool:
    """ "Armenia and Georgia": a country's name, of two readings, beside a country's name of one."""
    for a, b in ((i - 1, i), (i, i + 1)):
        if a < 0 or b >= len(hits) or clean.folded[hits[a].end : hits[b].start] not in LISTED:
            continue
        other = hits[a if b == i else b].get("country")
        if hits[i].get("country") and other and not other.warn and other.code != "USA":
            return True
    return False


def _without_namesakes(hits: list[Hit], clean: Clean) -> list[Hit]:
    """Without "Jim Jordan", and without the later "Jordan", unless the text tells of that country by other words."""
    others = {i for i, hit in enumerate(hits) if hit.get(*NAMED) and _namesake(hits, i, clean)}
    if not others:
        return hits
    words = [clean.low[h.start : h.end] for h in hits]
    shared = {words[i] for i in others}
    told = {e.code for h, word in zip(hits, words, strict=True) if word not in shared for e in h.entries} - {""}
    kept = []
    for i, hit in enumerate(hits):
        if words[i] in shared:
            hit = replace(hit, entries=tuple(
                e for e in hit.entries if e.kind not in NAMED or (i not in others and e.kind != "place" and e.code in told)
            ))  # fmt: skip
        if hit.entries:
            kept.append(hit)
    return kept


def _namesake(hits: list[Hit], i: int, clean: Clean) -> bool:
    """A person ("Jim Jordan"), a town of another state ("Lebanon, Pennsylvania"), a street or a cafe of that name."""
    hit, text = hits[i], clean.folded
    name = text[hit.start : hit.end]
    if name.isalpha() and name.istitle() and _after_given_name(hits, i, text):
        return True
    following = hits[i + 1] if i + 1 < len(hits) else None
    gap = text[hit.end : following.start] if following else ""
    if following and gap == ", " and (state := following.get("place")):
        return state.code == "USA" and state.detail == "province" and all(e.code != "USA" for e in hit.entries)
    return False


def _is_firm(hit: Hit, text: str) -> bool:
    """Is it the first word of a company, a street, a club: "Kuwait Cement Company", "Baghdad Cafe"?"""
    rest = BEHIND.match(text, hit.end, hit.end + LONGEST).group().lower().split()  # type: ignore[union-attr]
    return not name_words("firm").isdisjoint(rest[:NEAR]) and not name_words("firm").isdisjoint(rest[-2:])


def _after_given_name(hits: list[Hit], i: int, text: str) -> bool:
    """ "Sara Oman", "Rep. Jordan", "Rep. Enid Jordan"; not "the Israel Jordan border"."""
    given = GIVEN.search(text, max(0, hits[i].start - 20), hits[i].start)
    before = hits[i - 1] if i else None
    if before and before.get("honorific") and before.end + 1 in (hits[i].start, given.start() if given else 0):
        return True
    return bool(
        given
        and given[1].lower() in name_words("given")
        and not (before and before.end > given.start() and before.get(*NATION))
    )


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
    if "needs_context" in rules:
        return entry.code in sure or told(clues)
    return True
