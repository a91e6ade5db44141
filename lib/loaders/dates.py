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
DAY_MONTH = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})\b", re.I)
MONTH_DAY = re.compile(r"^(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)


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
        return _numbers(*map(int, found.groups()), day_first)
    if found := DAY_MONTH.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := MONTH_DAY.match(text):
        return _day(found[3], _month(found[1]), found[2])
    try:
        return parsedate_to_datetime(text).strftime("%Y-%m-%d")
    except (TypeError, ValueError, IndexError):
        return ""


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


def _day(year: object, month: object, day: object) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
