"""Publication dates as they are written -> ISO days or months. A date that could be read two ways stays unknown."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from lib.loaders.calendars import CALENDARS, GREGORIAN, day_of, folded, months, words

FIRST = 1900  # year; nothing that is read here was published before, or after the year that follows this one
COMMON = 1600  # year; what is written with a smaller one is of another calendar
LONGEST = 200  # characters in which a date is looked for
UNREADABLE, TWO_WAYS = "MJ137", "MJ138"

ISO = re.compile(r"(1[6-9]\d\d|2\d\d\d)-(\d\d)-(\d\d)(?=$|[T ]\d\d:)")  # as most files have it: told at once
COUNTED = re.compile(r"(\d{5}(?:\.\d+)?)|(\d{9,10})(?:\.\d+)?|(\d{13})|(\d{16})")  # days; seconds, and parts of them
SERIAL, UNIX = dt.date(1899, 12, 30), dt.date(1970, 1, 1)  # the days spreadsheets and computers count from
PER_DAY = 86_400
ORDINAL = r"(?:st|nd|rd|th|er|e|eme|o|a)?\b"
NO_DATE_GOES_ON = r"(?!\d|[-/.]\d|:)"
NUMERIC = r"(?<!\d)(?<!\d[-/.:])"


class Published(NamedTuple):
    """`day`: ISO day, month ("2024-03"), or "" if not known; then `fault` may hold the code that tells why."""

    day: str = ""
    fault: str = ""
    calendar: str = GREGORIAN


@cache
def _pattern() -> re.Pattern[str]:
    """A date in folded text. The first letter of a group's name is what it holds: year, month, day, name of a month;
    a and b are day and month in either order."""
    month = rf"(?<![^\W\d_])ב?(?P<n{{0}}>{words(*CALENDARS)})(?![^\W\d_])"
    name = lambda form: month.replace("{0}", form)  # noqa: E731
    return re.compile(
        rf"(?<!\d)(?P<y1>\d{{4}})(?P<m1>0[1-9]|1[0-2])(?P<d1>[0-3]\d)(?:[t ]?\d{{4}}(?:\d\d)?z?)?(?!\d)"
        rf"|{NUMERIC}(?P<y2>\d{{4}})\s?[-/.年년]\s?(?P<m2>\d{{1,2}})\s?[-/.月월]\s?(?P<d2>\d{{1,2}})(?!\d|[-/.]\d)(?:\s?[日일])?"
        rf"|{NUMERIC}(?P<y3>\d{{4}})[\s,-]+{name('3')}[\s.,-]+(?P<d3>\d{{1,2}})(?!\d)"
        rf"|{NUMERIC}(?P<a4>\d{{1,2}})(?P<s4>\s?[-/.]\s?)(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}}|\d\d)(?!\d|[-/.]\d|:)"
        rf"|{NUMERIC}(?P<d5>\d{{1,2}}){ORDINAL}[\s.,-]*(?:of |de |d')?{name('5')}(?:\s?[/(]\s?{name('6')}\)?)?"
        rf"(?:[\s.,'/-]|de(?= )|عام|سنه)*(?P<y5>\d{{4}}|\d\d){NO_DATE_GOES_ON}"
        rf"|{name('7')}[\s.-]*(?P<d7>\d{{1,2}}){ORDINAL}[\s,-]+(?:\d\d:\d\d(?::\d\d)?\s+(?:(?:[a-z]{{3,4}}|[+-]\d{{4}})\s+)?)?(?P<y7>\d{{4}})(?!\d)"
        rf"|{name('8')}(?:[\s.,/-]|de(?= ))*(?P<y8>\d{{4}})(?!\d)"
        rf"|{NUMERIC}(?P<y9>\d{{4}})\s?[-/年년]\s?(?P<m9>\d{{1,2}})\s?[月월]?{NO_DATE_GOES_ON}"
        rf"|{NUMERIC}(?P<m0>\d{{1,2}})[-/](?P<y0>\d{{4}}){NO_DATE_GOES_ON}"
    )


class Written(NamedTuple):
    """A date in folded text, and where it stands there."""

    published: Published
    start: int
    end: int


def written(text: str, day_first: bool | None = None) -> list[Written]:
    """The dates in folded text, in their order."""
    return [Written(_resolved(found, day_first), *found.span()) for found in _pattern().finditer(text)]


def read(value: object, day_first: bool | None = None) -> Published:
    """The day, or at least the month, that a date, a timestamp or a text names. `day_first`: how 03/04/2024 is read.

    >>> read("Mehr News Agency, Sept 22, 2024").day, read("20240306T044000Z").day, read("اسفند 1402").day
    ('2024-09-22', '2024-03-06', '2024-02')
    >>> read("03/04/2024").fault, read("2024-13-45").fault, read("").fault
    ('MJ138', 'MJ137', '')
    """
    if isinstance(value, dt.date):
        return _within(value) if value == value else Published()  # NaT is not equal to itself
    given = str("" if value is None else value)[:LONGEST].strip().removesuffix(".0")
    if (iso := ISO.match(given)) and (day := day_of(GREGORIAN, *map(int, iso.groups()))):
        return _within(day)
    text = folded(given)
    if text in ("", "nan", "none", "nat", "null"):
        return Published()
    if counted := COUNTED.fullmatch(text):
        return _counted(counted)
    return _one([each.published for each in _not_updated(text, written(text, day_first))])


def iso_day(value: object, day_first: bool | None = None) -> str:
    """ISO day of a date, timestamp or its text; "" if it names no day, or 03/04/2023 without `day_first`.

    >>> iso_day("Mon, 21 Aug 2023 09:00:00 +0000"), iso_day("21/08/2023"), iso_day("03/04/2023")
    ('2023-08-21', '2023-08-21', '')
    """
    day = read(value, day_first).day
    return day if len(day) == len("2023-08-21") else ""


def day_first(values: list[object]) -> bool | None:
    """Do the dates of a column like 21/08/2023 put the day first? None if no date of it tells."""
    texts = (folded(str("" if value is None else value)[:LONGEST]) for value in values)
    found = [m for m in map(_pattern().search, texts) if m and m["a4"]]
    first = any(int(m["a4"]) > 12 for m in found)
    second = any(int(m["b4"]) > 12 for m in found)
    return None if first == second else first


def _not_updated(text: str, found: list[Written]) -> list[Written]:
    """Without those behind a word that tells of a later change, where there are others."""
    changed = re.compile(rf"(?:{words('updated')})(?:\W+(?:{words('weekday', 'beside')}|[^\W\d_]{{1,3}}))*\W*$")
    first = [each for each in found if not changed.search(text[: each.start])]
    return first or found


def _one(found: list[Published]) -> Published:
    """The day that these dates agree on; days go before months, and the common calendar before others."""
    for told in (
        [p for p in found if len(p.day) == 10 and p.calendar == GREGORIAN],
        [p for p in found if len(p.day) == 10],
        [p for p in found if p.day],
        [p for p in found if p.fault == TWO_WAYS],
    ):
        if told:
            return told[0] if len({p.day for p in told}) == 1 else Published(fault=UNREADABLE)
    return Published(fault=UNREADABLE)


def _counted(found: re.Match[str]) -> Published:
    days, seconds, *parts = found.groups()
    if days:
        return _within(SERIAL + dt.timedelta(int(float(days))))
    whole = int(seconds) if seconds else int((parts[0] or parts[1])[:10])
    return _within(UNIX + dt.timedelta(whole // PER_DAY))


def _resolved(found: re.Match[str], day_first: bool | None) -> Published:
    names = [(group, value) for group, value in found.groupdict().items() if value]
    parts = {group[0]: value for group, value in names}
    told = {months()[value] for group, value in names if group[0] == "n"}  # two names of one month may stand together
    if len(told) > 1:
        return Published(fault=UNREADABLE)
    calendar, month = next(iter(told), ("", int(parts.get("m", 0))))
    year, day = _year(parts["y"]), int(parts.get("d", 0))
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        if max(a, b) <= 12 and a != b and day_first is None:
            return Published(fault=TWO_WAYS)
        day, month = (a, b) if a > 12 or (b <= 12 and day_first) else (b, a)
    possible = [calendar] if calendar else [GREGORIAN] if year >= COMMON else CALENDARS[1:]
    days = [(at, name) for name in possible if (at := day_of(name, year, month, day or 1)) and at.year <= last_year()]
    at, calendar = max(days, default=(dt.date.min, ""))  # 1402 is of the Solar Hijri calendar: 2023, not 1981
    return _within(at, "d" in parts or "a" in parts)._replace(calendar=calendar)


def _year(digits: str) -> int:
    """Of two digits the year of that end that is the latest."""
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) - 100 * (2000 + int(digits) > last_year())


def last_year() -> int:
    """The last year that a day of publication may be in: papers are dated ahead, and clocks go wrong."""
    return dt.date.today().year + 1


def _within(day: dt.date, whole: bool = True) -> Published:
    """The day, or its month alone, if it is within the years that are believed."""
    if not FIRST <= day.year <= last_year():
        return Published(fault=UNREADABLE)
    return Published(f"{day:%Y-%m-%d}" if whole else f"{day:%Y-%m}")
