"""Publication dates as file formats give them -> ISO days. A date that could be read two ways stays unknown."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
NUMBERS = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T\s])")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY_MONTH = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})\b", re.I)
MONTH_DAY = re.compile(r"^(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)

# A line that is a date and nothing else: "Published: Monday, 21 August 2023, 10:12 GMT"
_LABEL = r"(?:date|dated|published|publication date|date of publication|posted|issued|released)"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*\s+"
_ZONE = r"(?:\s*\(?(?:z|[a-z]{1,4}t|utc)?(?:[+-]\d{1,2}(?::?\d\d)?)?(?:\s+time)?\)?)"
_TIME = rf"(?:\d{{1,2}}(?:[:.]\d\d){{1,2}}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?|hrs?|h)?|\d{{1,2}}\s*[ap]\.?m\b\.?){_ZONE}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    r"(?P<day>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]+{_MONTH}\.?,?[\s-]+\d{{4}}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
LABEL = re.compile(rf"{_LABEL}\s*:?", re.I)
DATE_LINE = re.compile(
    rf"[(\[]?(?P<label>{_LABEL}(?:\s+(?:on|at))?\s*[:–—-]?\s*)?(?:{_TIME}[,|]?\s+)?(?:{_WEEKDAY})?{_DAY}"
    rf"(?:(?:[,|–—-]|\s|\bat\b|t(?=\d)){{0,6}}{_TIME})?[)\]]?",
    re.I,
)
TOP, A_LINE, FAR = 6, 80, 4_000  # lines looked at; characters of the longest, and of all that are looked through
GOES_ON = re.compile(
    r"(?:[,;:(–—-]|\b(?:a|and|by|before|after|between|for|from|in|of|on|or|since|the|till|to|until|with))$", re.I
)


def iso_day(value: object, day_first: bool | None = None) -> str:
    """ISO day of a date, timestamp or its text; "" if it names no day, or 03/04/2023 without `day_first`.

    >>> iso_day("Mon, 21 Aug 2023 09:00:00 +0000"), iso_day("21/08/2023"), iso_day("03/04/2023")
    ('2023-08-21', '2023-08-21', '')
    """
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d") if value == value else ""  # NaT is not equal to itself
    text = str(value or "").strip().translate(DIGITS)
    if found := YEAR_FIRST.match(text) or COMPACT.match(text):
        return _day(*found.groups())
    if found := NUMBERS.match(text):
        return _numbers(int(found[1]), int(found[2]), int(found[3]), day_first)
    if found := DAY_MONTH.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := MONTH_DAY.match(text):
        return _day(found[3], _month(found[1]), found[2])
    try:
        return parsedate_to_datetime(text).strftime("%Y-%m-%d")
    except (TypeError, ValueError, IndexError):
        return ""


def date_line(text: str) -> tuple[str, int, int]:
    """(ISO day, start, end) of a line near the top that is a date and nothing else; "" if none is, or several differ.

    A date in running prose is none, also where a line of it holds just the date; nor is 03/04/2023.
    """
    spans = (line.span() for line in re.finditer(r"[^\r\n]+", text[:FAR]) if line[0].strip())
    lines = [span for span in spans if span[1] < FAR][: TOP + 1]  # one that is cut may have looked like a date
    labelled: list[tuple[str, int, int]] = []
    alone: list[tuple[str, int, int]] = []
    prose: list[tuple[str, int, int]] = []
    for number, (start, end) in enumerate(lines[:TOP]):
        line = re.sub(r"[*_#>`]", "", text[start:end]).strip().translate(DIGITS)
        found = DATE_LINE.fullmatch(line) if len(line) <= A_LINE else None
        if found and (day := iso_day(found["day"])):
            before = text[slice(*lines[number - 1])].strip() if number else ""
            after = text[lines[number + 1][0] :].lstrip()[:1] if number + 1 < len(lines) else ""
            said = found["label"] or LABEL.fullmatch(before)
            kind = labelled if said else prose if GOES_ON.search(before) or after.islower() else alone
            kind.append((day, start, end))
    told, all_days = (labelled, labelled) if labelled else (alone, alone + prose)
    return told[0] if told and len({day for day, *_ in all_days}) == 1 else ("", 0, 0)


def day_first(values: list[object]) -> bool | None:
    """Do the dates of a column like 21/08/2023 put the day first? None if no date of it tells."""
    found = [NUMBERS.match(str(v or "").strip().translate(DIGITS)) for v in values]
    first = any(int(m[1]) > 12 for m in found if m)
    second = any(int(m[2]) > 12 for m in found if m)
    return None if first == second else first


def _month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in MONTHS else 0


def _numbers(a: int, b: int, year: int, first: bool | None) -> str:
    if a > 12 or a == b:
        return _day(year, b, a)
    if b > 12:
        return _day(year, a, b)
    return "" if first is None else _day(year, b, a) if first else _day(year, a, b)


def _day(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
