"""The line of a text that tells when it was published, and the date in the name of a file."""

import itertools
import re
from functools import cache
from pathlib import Path

from lib.codebook import places, rows
from lib.codebook.records import Source
from lib.loaders.calendars import GREGORIAN, folded, words
from lib.loaders.dates import LONGEST, TWO_WAYS, written

TOP, A_LINE, FAR = 6, 80, 4_000  # lines looked at; characters of the longest, and of all that are looked through
GOES_ON = re.compile(
    r"(?:[,;:(–—-]|\b(?:a|and|by|before|after|between|for|from|in|of|on|or|since|the|till|to|until|with))$", re.I
)
ZONE = r"(?:\s*\(?(?:z|[a-z]{1,4}t|utc)?(?:[+-]\d{1,2}(?::?\d\d)?)?(?:\s+time)?\)?)"
ALONE = r"(?<![^\W\d_])(?:z|utc|[a-z]{1,4}t)(?![^\W\d_])|[+-]\d{1,2}(?::?\d\d)?(?!\d)"  # a zone by itself
TIME = rf"t?(?:\d{{1,2}}(?:[:.]\d\d){{1,2}}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?|hrs?|h\b)?|\d{{1,2}}\s*[ap]\.?m\b\.?|\d{{1,2}}h\d\d){ZONE}"
MARKS = r"[\s,،؛|:;·–—/()\[\]*-]|\.$"
ACRONYM = re.compile(r"[A-Z]{2,6}\s?[,|–—-]\s?(?=\d|[A-Z][a-z])")  # before a date: LBCI, 21-06-2023
BESIDE = re.compile(r"(.*?)\s*(?:[,|·–—]|\s-\s)\s*")  # an outlet before a date, and what parts them
WORDS = 5  # of an outlet's name, chosen by eye


@cache
def _empty() -> re.Pattern[str]:
    """What may stand in a line beside a date: names of days, times, labels; what is taken once is not tried in another way,
    which would take without end."""
    known = words("weekday", "label", "beside")
    hebrew = rf"(?:\d\d?|[א-ת]['\"׳״א-ת]{{0,4}})\s[בל]?(?:{words('hebrew')})(?:\s(?:i{{1,2}}|[אב])['׳]?)?,?\s(?:5\d{{3}}|(?:ה['׳]?)?תש['\"׳״א-ת]{{1,4}})"
    return re.compile(rf"(?>{hebrew}|(?<![^\W\d_])(?:{known})(?![^\W\d_])\.?|{TIME}|{ALONE}|{MARKS})*+")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{words('label')})(?![^\W\d_])")


@cache
def _outlets() -> tuple[frozenset[str], re.Pattern[str]]:
    known = frozenset(folded(name) for source in rows(Source) for name in (source.name, *source.aliases))
    return known, re.compile(rf"(?:.*\s)?(?:{words('outlet')})")


def date_line(text: str) -> tuple[str, int, int]:
    """(date, start, end) of a line near the top that is a date and nothing else; "" if none is, or several differ.

    The date is an ISO day, a month, or as it is written where that can be read two ways. A date in running prose is none,
    also where a line of it holds just the date; a month alone is one only where the line says that it tells when it was
    published.
    """
    spans = (line.span() for line in re.finditer(r"[^\r\n]+", text[:FAR]) if line[0].strip())
    lines = [span for span in spans if span[1] < FAR or span[1] == len(text)][: TOP + 1]  # one that is cut is none
    labelled: list[tuple[str, int, int]] = []
    alone: list[tuple[str, int, int]] = []
    prose: list[tuple[str, int, int]] = []
    for number, (start, end) in enumerate(lines[:TOP]):
        if not (day := _told(text[start:end])):
            continue
        before = text[slice(*lines[number - 1])].strip() if number else ""
        after = text[lines[number + 1][0] :].lstrip()[:1] if number + 1 < len(lines) else ""
        said = any(_label().match(folded(line)) for line in (text[start:end], before if len(before) <= A_LINE else ""))
        kind = labelled if said else prose if GOES_ON.search(before) or after.islower() else alone
        kind.append((day, start, end))
    told, all_days = (labelled, labelled) if labelled else (alone, alone + prose)
    return told[0] if told and len({day for day, *_ in all_days}) == 1 else ("", 0, 0)


def _told(line: str) -> str:
    """The date of a line that is one and little else."""
    bare = re.sub(r"[*_#>`]", "", line).strip()
    line = folded(bare)
    found = written(line) if len(line) <= A_LINE and any(map(str.isdigit, line)) else []
    told = [each for each in found if each.published.calendar == GREGORIAN] or found  # a day may be told in several
    if len({each.published.day for each in told}) != 1:
        return ""
    if not all(_empty().fullmatch(line[one.end : next_one.start]) for one, next_one in itertools.pairwise(found)):
        return ""
    published, start, end = told[0]
    before, after = line[: found[0].start], line[found[-1].end :]
    acronym = ACRONYM.match(bare) and before.strip(" ,|–—-") not in places()
    by_outlet = acronym or ((name := outlet(line)) and not before[len(name) :].strip(" ,|·–—-"))
    if not (by_outlet or _empty().fullmatch(before)) or not _empty().fullmatch(after) or after == ".":
        return ""
    if published.fault == TWO_WAYS:
        return line[start:end]
    return published.day if len(published.day) == 10 or by_outlet or _label().match(before) else ""


def outlet(line: str, sure: bool = False) -> str:
    """The outlet that stands before a date: Mehr in "Mehr News Agency, 6 May 2024", none in "Tehran, 6 May 2024". `sure`: an
    outlet is what stands there, if it is no place and no name of a day, known or not."""
    found = BESIDE.match(line)
    known, named = _outlets()
    name = folded(found[1]) if found else ""
    fits = named.fullmatch(name) or (sure and name not in places() and not _empty().fullmatch(name))
    return found[1] if found and (name in known or (len(name.split()) <= WORDS and fits)) else ""


def in_name(name: str) -> str:
    """The day in the name of a file, "" if there is none or more than one: 2024-03-06-talks.pdf.

    >>> in_name("xinhua 6 March 2024.docx"), in_name("report_12.txt")
    ('2024-03-06', '')
    """
    stem = re.sub(r"[_+]", " ", Path(name).stem[-LONGEST:])
    days = {each.published.day for each in written(folded(stem)) if len(each.published.day) == 10}
    return days.pop() if len(days) == 1 else ""
