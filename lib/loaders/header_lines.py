"""The lines over an article in a file of several: headline, source, date, byline; labels and their values."""

import itertools
import re
from functools import cache
from typing import NamedTuple

from lib.loaders.calendars import folded
from lib.loaders.date_lines import date_line, outlet
from lib.loaders.dates import written
from lib.loaders.mapping import names, plain

LONGEST = 120  # characters of a line that is no prose
PROSE = 90  # of one that is, where it ends as a sentence does
SHORT = 80  # of one that names outlet and date alone
MOST = 14  # lines over an article
TITLE_LINES = 3  # of a headline that is parted
BROKEN = 50  # characters of a line that may go on in the next, where all lines are short
LABEL = re.compile(r"([^\W\d_](?:[^\W\d_]|[ /-]){1,30}):\s*(.*)$")
CODE = re.compile(
    r"(HD|BY|PD|SN|LA|AU|CR|WC|ET|SC|CY|PG|SE|CLM|VOL|ED|LP|TD)(?:\s+(.*))?$"
)  # Factiva's names of fields
BYLINE = re.compile(r"(?:By|BY|Par|Von|Por)\s+(?P<name>[^\W\d].{2,80})$")
UNTOLD = re.compile(  # lines that tell nothing we keep
    r"[\d,. ]+\s*(?:words|mots|Wörter|palabras|parole)\b.*|(?:©|\(c\)|copyright\b).*|\d{1,2}[:.h]\d\d.*|page \d+.*|p\.\s?\d+.*"
    r"|proquest document link|certificat émis .*|news\s?[·•].*|section\b.*|all rights reserved.*|[_=*─–—-]{3,}|\d+|.{0,20}edition\b.*|length\b.*",
    re.I,
)


class Part(NamedTuple):
    """An article of a file: its text, and what its head says of it, as fields of Article."""

    text: str
    known: dict[str, str]


@cache
def _fields() -> dict[str, str]:
    """Name of a label, as `plain` writes it, -> field."""
    return {name: field for field, known in names().items() for name in known if name} | {
        "hd": "title", "by": "author", "pd": "published", "sn": "source", "au": "author", "la": "language",
    }  # fmt: skip


def length(lines: list[str]) -> int:
    """How many lines stand over the first of prose."""
    for n, line in enumerate(lines[: MOST + 1]):
        if len(line) > LONGEST or (len(line) > PROSE and line.endswith((".", ".”", '."', "!", "?"))):
            return n
    return min(MOST, len(lines))


def narrow(lines: list[str]) -> bool:
    """Were all lines broken where the page ends, as in a PDF?"""
    return max(map(len, lines), default=0) <= PROSE


def over(lines: list[str]) -> int:
    """How many lines stand over the text of an article in an export: where all are short, up to the last that tells of it."""
    told, dated = 0, False
    for n, line in enumerate(lines[:MOST] if narrow(lines) else ()):
        first, dated = not dated and _is_dated(line), dated or _is_dated(line)
        if n - told > TITLE_LINES:
            break
        if first or _tells_of_it(line):
            told = n + 1
    return told or length(lines)


def _tells_of_it(line: str) -> bool:
    """Is it a label, a code, a byline, a date, a count of words; no prose with a colon in it?"""
    return bool(_named(line) or CODE.match(line) or UNTOLD.fullmatch(line) or BYLINE.match(line) or date_line(line)[0])


def _named(line: str) -> bool:
    """Does it begin with the name of a field, and not as a headline: "Yemen: talks go on"?"""
    label = LABEL.match(line)
    return bool(label and (label[1].isupper() or plain(label[1]) in _fields() or not label[2]))


def labelled(lines: list[str]) -> dict[str, str]:
    """Fields of Article that lines like "Publication title: Gulf News" give, the first of each; a value may stand on the
    next line."""
    known: dict[str, str] = {}
    for n, line in enumerate(lines):
        if not (found := LABEL.match(line) or CODE.match(line)):
            continue
        value = (found[2] or "").strip() or (lines[n + 1] if n + 1 < len(lines) else "")
        field = _fields().get(plain(found[1]), "")
        if value and field and field not in ("text", "article_id"):
            by = BYLINE.match(value) if field == "author" else None
            value = value.split("; ")[0] if field == "source" else value  # the outlet, and behind it its town
            known.setdefault(field, by["name"] if by else value)
    return known


def read(lines: list[str], order: str, first: bool, broken: bool) -> tuple[dict[str, str], list[str]]:
    """What the lines over an article say, as fields of Article, and those before its headline. `order`: how headline,
    source and date follow each other; `first`: what stands over the first article may be none of it; `broken`: are its lines, where the page ends?"""
    bare = [n for n, line in enumerate(lines) if not _tells_nothing(line)]
    at = next((n for n in bare if not LABEL.match(lines[n]) and _is_dated(lines[n])), -1)
    author = next((found["name"] for n in bare if (found := BYLINE.match(lines[n]))), "")
    above = [n for n in bare if n < at and not BYLINE.match(lines[n])]
    below = [lines[n] for n in bare if n > at and not BYLINE.match(lines[n])]
    title, source, start = _whole(below, broken) if at < 0 else "", "", 0
    if at >= 0 and order == "title source date" and len(above) > 1:
        named = _told_twice(lines, above) or (_listed_above(lines, above) if first else above[-1 - TITLE_LINES : -1])
        title, source, start = " ".join(lines[n] for n in named), lines[above[-1]], named[0]
    elif at >= 0 and order == "source date title":
        title, source, start = _whole(below, broken), "".join(lines[n] for n in above[-1:]), (above or [0])[-1]
    elif at >= 0:
        title = _whole([lines[n] for n in above], broken)
        source = "".join(below[:1]) if order == "title date source" else outlet(lines[at])
    told = {"title": title, "source": source, "author": author, "published": lines[at] if at >= 0 else ""}
    return {field: value for field, value in told.items() if value} | labelled(lines[start:]), lines[:start]


def _told_twice(lines: list[str], above: list[int]) -> list[int]:
    """The lines of a headline, before its outlet, that stand over themselves, as where each page has it at its top."""
    for count in range(TITLE_LINES, 0, -1):
        named, before = above[-1 - count : -1], above[-1 - 2 * count : -1 - count]
        if len(before) == count and [lines[n] for n in named] == [lines[n] for n in before]:
            return named
    return []


def _listed_above(lines: list[str], above: list[int]) -> list[int]:
    """The lines of the first article's headline, before its outlet: as many as the list of articles over it has in one."""
    for count in range(TITLE_LINES, 1, -1):
        named = above[-1 - count : -1]
        if len(named) == count and " ".join(lines[n] for n in named) in " ".join(lines[: named[0]]):
            return named
    return above[-2:-1]


def headline(lines: list[str], end: int, broken: bool) -> int:
    """Where the headline that stands before line `end` begins, which may have been `broken` at the end of a page's line."""
    start = end - 1
    while broken and start > max(end - TITLE_LINES, 0) and len(before := lines[start - 1]) >= BROKEN:
        if before.endswith((".", "?", "!", '"', "”", ":")):
            break
        start -= 1
    return start


def _whole(found: list[str], broken: bool) -> str:
    """The headline that begins these lines, put together where it was broken at the end of a page's line."""
    more = itertools.takewhile(lambda pair: broken and len(pair[0]) >= BROKEN, itertools.pairwise(found[:TITLE_LINES]))
    return " ".join([*found[:1], *(line for _, line in more)])


def _tells_nothing(line: str) -> bool:
    return bool(_named(line) or CODE.match(line) or (len(line) <= LONGEST and UNTOLD.fullmatch(line)))


def _is_dated(line: str) -> bool:
    found = written(folded(line)) if len(line) <= LONGEST and any(map(str.isdigit, line)) else []
    return len(found) == 1 and len(found[0].published.day) == len("2024-03-06")


def sourced(line: str, sure: bool = False) -> bool:
    """Is it an outlet and a date, as stands under a headline: "Gulf Times, 6 May 2024"? `sure`: also one that is not known."""
    if len(line) > SHORT or not any(map(str.isdigit, line)) or not (name := outlet(line, sure)):
        return False
    return bool(date_line(line)[0] or (sure and date_line(line[len(name) :].lstrip(" ,|·–—-"))[0]))


def heads(lines: list[str]) -> int:
    """How many articles a text looks like, by lines that stand over or under one each: counts of words, marks of copyright,
    outlets with a date, where one of these is known."""
    counted = sum(bool(re.fullmatch(r"(?:length\s?:?\s*)?[\d,.]+ (?:words|mots)", line, re.I)) for line in lines)
    owned = sum(bool(re.match(r"(?:©|\(c\) |copyright (?:©|\d))", line, re.I)) for line in lines)
    named = sum(sourced(line, sure=True) for line in lines) if any(map(sourced, lines)) else 1
    return max(counted, owned, named)
