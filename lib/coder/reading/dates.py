"""Dates in a text, resolved against the day of publication, with their precision and the words they came from.

Without a publication day, relative dates ("on Sunday", "last month") stay unknown; nothing falls back silently.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.coder.reading.date_words import (
    AHEAD,
    BACK,
    DESCRIBED,
    DESCRIBES,
    DIGIT,
    MONTHS,
    NUMBERS,
    OWNED,
    OWNED_BY,
    PATTERN,
    SAME_DAY,
    SEASONS,
    TRIGGERS,
    WEEKDAYS,
    YEARS,
)
from lib.coder.reading.text import Sentence

TENSE_REACH = 110  # characters before a date in which its verb is looked for, about a clause; by eye
AHEAD_WINS = 12  # characters by which a word that looks ahead may stand before one that looks back ("is to have met")
FRIDAY = 4  # of the days of a week from 0
LONG_AGO = 200  # units; a larger count ("500 years ago") dates no diplomacy


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class DateSpan:
    """`start` and `end`: ISO days, both inclusive, "" if unknown. `text` at a:b of the clean text.

    precision: day, week, month, year or unknown. `sentence`: index.
    """

    start: str
    end: str
    precision: str
    text: str
    a: int
    b: int
    sentence: int = -1


UNKNOWN = DateSpan("", "", "unknown", "", -1, -1)


def find(text: str, low: str, sentences: list[Sentence], published: str) -> list[DateSpan]:
    """All dates of a text in order, resolved against `published` (ISO day or "")."""
    base = date.fromisoformat(published) if published else None
    found: list[DateSpan] = []
    triggers = [word for word in TRIGGERS if word in low]
    for sentence in sentences:
        words = low[sentence.start : sentence.end]
        if not (DIGIT.search(words) or any(word in words for word in triggers)):
            continue
        for hit in PATTERN.finditer(low, sentence.start, sentence.end):
            if not _is_date(hit, text):
                continue
            anchor = next(
                (
                    date.fromisoformat(d.start)
                    for d in reversed(found[-3:])
                    if d.precision == "day" and d.sentence >= sentence.index - 1
                ),
                None,
            )
            span = resolve(hit, base, _tense(low, sentence.start, hit.start()), anchor)
            a, b = hit.span()
            found.append(DateSpan(*span, text[a:b].strip(), a, b, sentence.index))
    return found


def _is_date(hit: re.Match[str], text: str) -> bool:
    """ "may" and "march" are months only with a capital, and "Wed" a day; "sun" and "second" are none."""
    if hit["short"]:
        return text[hit.start()].isupper() and (hit["short"] not in ("sat", "sun") or text[hit.end()] == ":")
    if hit["figures"]:
        return max(len(hit["fa"]), len(hit["fc"])) == 4
    if hit["bare"]:
        return bool(DESCRIBES.search(text, max(0, hit.start() - DESCRIBED), hit.start()))
    word = (hit["mo"] or hit["m"] or hit["dm"] or "").rstrip(".")
    if not word:
        return True
    at = hit.start("mo") if hit["mo"] else hit.start("m") if hit["m"] else hit.start("dm")
    if not text[at].isupper():
        return False
    if hit["mo"] and not hit["moy"] and not hit["morel"]:
        before = text[max(0, at - 14) : at].lower()
        if word in ("may", "mar", "march", "jan", "june", "april", "august"):
            return bool(OWNED.search(before) and OWNED_BY.match(text, hit.end())) or before.endswith(
                (
                    "in ",
                    "since ",
                    "of ",
                    "last ",
                    "early ",
                    "late ",
                    "mid-",
                    "until ",
                    "by ",
                    "during ",
                    "next ",
                    "this ",
                    "for ",
                )
            )
        return len(word) > 3 and not text[hit.end() : hit.end() + 1].isdigit()
    return True


def _tense(low: str, start: int, at: int) -> int:
    """+1 looks ahead, -1 back, 0 open: the last verb before the date in its sentence decides."""
    window = low[max(start, at - TENSE_REACH) : at]
    ahead = max((m.start() for m in AHEAD.finditer(window)), default=-1)
    back = max((m.start() for m in BACK.finditer(window)), default=-1)
    if ahead >= 0 and ahead >= back - AHEAD_WINS:
        return 1
    return -1 if back >= 0 else 0


Span = tuple[str, str, str]
NONE: Span = ("", "", "unknown")


def resolve(hit: re.Match[str], base: date | None, tense: int, anchor: date | None) -> Span:
    """(start, end, precision) of one match of PATTERN. `anchor`: the last day the text named before."""
    if hit["iso"]:
        return _days(hit["iy"], hit["im"], hit["id"])
    if hit["figures"]:
        return _figures(hit["fa"], hit["fb"], hit["fc"], hit["by"])
    if hit["within"]:
        month = _unit(hit["wiw"], "month", base)[0] if base else ""
        return _days(month[:4], month[5:7], hit["wid"]) if month else NONE
    if hit["ordinal"]:
        return _ordinal(hit["oa"], hit["ob"], base, tense, anchor)
    if hit["anniversary"]:
        return _days(hit["ay"], f"{base.month}", f"{base.day}") if base else NONE
    if hit["dm"]:
        return _calendar(hit["dy"], hit["dm"], hit["d1"], "", hit["d2"], base, tense)
    if hit["m"]:
        return _calendar(hit["my"], hit["m"], hit["md1"], hit["m2"], hit["md2"], base, tense)
    if hit["wk"]:
        return _week_of(hit, base, tense)
    if hit["mo"]:
        return _month_only(hit, base, tense)
    if year := hit["year"] or hit["bare"]:
        return f"{year}-01-01", f"{year}-12-31", "year"
    if hit["from"]:
        return _from(hit["fday"], hit["fside"], anchor)
    if hit["next"] or hit["step"] or SAME_DAY.match(hit["day"] or ""):
        return _step(hit, base, anchor)
    return _relative(hit, base, tense) if base else NONE


def _month(word: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(word[:3]))


def _day(d: date) -> Span:
    return d.isoformat(), d.isoformat(), "day"


def _days(year: str, month: str, day: str) -> Span:
    try:
        return _day(date(int(year), int(month), int(day)))
    except ValueError:
        return NONE


def _figures(a: str, b: str, c: str, by: str) -> Span:
    """ "2024/05/21", "28/05/2024", "25.05.2024"; where day and month can be told apart in neither way, it stays unknown."""
    if len(a) == 4:
        return _days(a, b, c)
    if by == "." or int(a) > 12:
        return _days(c, b, a)
    return _days(c, a, b) if int(b) > 12 or a == b else NONE


def _ordinal(day: str, day2: str, base: date | None, tense: int, anchor: date | None) -> Span:
    """ "on the 19th": of the month named before, else of that nearest to the publication."""
    if not base:
        return NONE
    months = [anchor] if anchor else [base - timedelta(base.day), base, base.replace(day=1) + timedelta(31)]
    options = [_days(f"{m.year}", f"{m.month}", day) for m in months]
    known = [date.fromisoformat(start) for start, *_ in options if start]
    ahead = [d for d in known if d >= base] if tense > 0 else [d for d in known if d <= base] if tense < 0 else known
    if not known:
        return NONE
    first = min(ahead or known, key=lambda d: abs((d - base).days))
    last = _days(f"{first.year}", f"{first.month}", day2)[0] if day2 else ""
    return (first.isoformat(), last, "day") if last > first.isoformat() else _day(first)


def _calendar(year: str, month: str, day: str, month2: str, day2: str, base: date | None, tense: int) -> Span:
    """A day of a month, or a range of them; a missing year is the one nearest to the publication."""
    try:
        if year:
            first = date(int(year), _month(month), int(day))
        elif base:
            first = _nearest(base, _month(month), int(day), tense)
        else:
            return NONE
        if not day2:
            return _day(first)
        last = date(first.year, _month(month2 or month), int(day2))
        return (first.isoformat(), last.isoformat(), "day") if first <= last <= first + timedelta(60) else _day(first)
    except ValueError:
        return NONE


def _nearest(base: date, month: int, day: int, tense: int) -> date:
    """The day of that month nearest to the publication, looking the way the tense looks."""
    options = [date(y, month, day) for y in (base.year - 1, base.year, base.year + 1) if day <= monthrange(y, month)[1]]
    if tense < 0:
        options = [d for d in options if d <= base + timedelta(1)] or options
    elif tense > 0:
        options = [d for d in options if d >= base - timedelta(60)] or options
    else:
        options = [d for d in options if d <= base + timedelta(120)] or options
    return min(options, key=lambda d: abs((d - base).days))


def _span_of_month(year: int, month: int) -> Span:
    return date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat(), "month"


def _month_only(hit: re.Match[str], base: date | None, tense: int) -> Span:
    month = _month(hit["mo"])
    if hit["moy"]:
        return _span_of_month(int(hit["moy"]), month)
    if not base:
        return NONE
    if hit["morel"]:
        return _span_of_month(base.year + {"this": 0, "last": -1, "next": 1}[hit["morel"]], month)
    if month == base.month:
        return _span_of_month(base.year, month)
    return _span_of_month(_nearest(base, month, 1, tense or -1).year, month)


def _week(monday: date, month: date | None = None) -> Span:
    """Monday to Sunday; only its days in the month of `month`, where given and it straddles two."""
    first, last = monday, monday + timedelta(6)
    if month:
        first = max(first, month.replace(day=1))
        last = min(last, month.replace(day=monthrange(month.year, month.month)[1]))
    return first.isoformat(), last.isoformat(), "week"


def _week_of(hit: re.Match[str], base: date | None, tense: int) -> Span:
    if not base:
        return NONE
    try:
        first = _nearest(base, _month(hit["wm"]), int(hit["wd"]), tense or -1)
    except ValueError:
        return NONE
    return first.isoformat(), (first + timedelta(6)).isoformat(), "week"


def _step(hit: re.Match[str], base: date | None, anchor: date | None) -> Span:
    """ "two days later", "the next day": from the last day named; "three weeks ago": from the publication."""
    if hit["next"] or hit["day"]:
        days = (
            0
            if hit["day"]
            else 1
            if "next" in hit["next"] or "following" in hit["next"] or "after" in hit["next"]
            else -1
        )
        return _day(anchor + timedelta(days)) if anchor else NONE
    if hit["sd"] in ("after", "before", "prior"):
        return NONE  # "four years after they cut off ties": after what is not told here
    unit, count = hit["su"], NUMBERS.get(hit["sn"]) if not hit["sn"].isdigit() else int(hit["sn"])
    start = base if hit["sd"] == "ago" else anchor or (base if hit["sd"] == "earlier" else None)
    if not start or not count or count > LONG_AGO:
        return NONE
    sign = 1 if hit["sd"] == "later" else -1
    if unit in YEARS:
        year = start.year + sign * count * YEARS[unit]
        return _years_ago(hit["sx"] or "", start, year) if year >= date.min.year else NONE
    if unit == "month":
        months = start.year * 12 + start.month - 1 + sign * count
        return _span_of_month(months // 12, months % 12 + 1)
    day = start + timedelta(sign * count * (7 if unit == "week" else 1))
    return _day(day) if unit == "day" else _week(day - timedelta(day.weekday()))


def _from(weekday: str, side: str, anchor: date | None) -> Span:
    """ "the Monday before": counted from the last day named."""
    if not anchor:
        return NONE
    back = (anchor.weekday() - WEEKDAYS.index(weekday)) % 7 or 7
    return _day(anchor - timedelta(back) if side == "before" else anchor + timedelta((7 - back) or 7))


def _years_ago(told: str, base: date, year: int) -> Span:
    """ "twenty years ago", with "today", "this week" or "on Friday" behind it: the same time of that year."""
    if told.endswith("day"):
        same = _weekday(told.split()[-1], "", base, 0)[0] if told.endswith(tuple(WEEKDAYS)) else base.isoformat()
        return _days(f"{year}", same[5:7], same[8:])
    if told:
        leap = (base.month, base.day) == (2, 29)
        then = base.replace(year=year, day=28 if leap else base.day)
        return _week(then - timedelta(then.weekday())) if told == "this week" else _span_of_month(year, base.month)
    return f"{year:04}-01-01", f"{year:04}-12-31", "year"


def _relative(hit: re.Match[str], base: date, tense: int) -> Span:
    if hit["wof"]:
        monday = base - timedelta(base.weekday() - 7 * ["last", "this", "next"].index(hit["wof"]) + 7)
        return _day(monday + timedelta(WEEKDAYS.index(hit["wday"])))
    if hit["short"]:
        return _weekday(next(d for d in WEEKDAYS if d.startswith(hit["short"][:3])), "", base, tense)
    if hit["wday"]:
        return _weekday(hit["wday"], hit["wrel"] or "", base, tense)
    if hit["day"]:
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}.get(hit["day"], 0)
        return _day(base + timedelta(shift))
    if hit["hours"]:
        return (base - timedelta(2)).isoformat(), base.isoformat(), "day"
    if hit["over"]:
        return _over(hit["ou"], base)
    if hit["weekend"]:
        return _unit("this" if tense > 0 or base.weekday() > FRIDAY else "last", "weekend", base)
    if hit["today"]:
        return _day(base)
    if hit["close"]:
        return _close(hit["cu"] or hit["cv"], base)
    return _unit(hit["which"], hit["unit"], base)


def _weekday(name: str, which: str, base: date, tense: int) -> Span:
    back = (base.weekday() - WEEKDAYS.index(name)) % 7
    if which in ("last", "past", "previous", "this past", "the previous"):
        return _day(base - timedelta(back or 7))
    if which in ("next", "coming", "this coming", "the following") or (tense > 0 and which != "last"):
        ahead = (7 - back) % 7
        return _day(base + timedelta(ahead or (7 if which else 0)))
    return _day(base - timedelta(back))


YEAR_SAID = re.compile(r"\d{4}|\b(?:last|past|this|since)\b")


def in_a_week(span: DateSpan) -> DateSpan:
    """The same weekday of the next week: what is still to come on "Tuesday" cannot be last Tuesday."""
    day = (date.fromisoformat(span.start) + timedelta(7)).isoformat()
    return replace(span, start=day, end=day)


def in_a_year(span: DateSpan, day: str) -> DateSpan:
    """The same days a year on, where the text names the month without a year and these are nearer: of a plan for "July"."""
    words = span.text.lower()
    if YEAR_SAID.search(words) or not any(month[:3] in words for month in MONTHS):
        return span
    start, end = (f"{int(one[:4]) + 1}{one[4:]}".replace("02-29", "02-28") for one in (span.start, span.end))
    last, to_come = (abs(date.fromisoformat(one) - date.fromisoformat(day)) for one in (span.start, start))
    return replace(span, start=start, end=end) if to_come < last else span


def month_of(span: DateSpan) -> DateSpan:
    """The month in which a span begins."""
    start, end, precision = _span_of_month(int(span.start[:4]), int(span.start[5:7]))
    return replace(span, start=start, end=end, precision=precision)


def _over(unit: str, base: date) -> Span:
    """ "over the past month": from the month before to the publication."""
    if unit == "year":
        return f"{base.year - 1}-01-01", base.isoformat(), "year"
    if unit == "week":
        return (base - timedelta(7)).isoformat(), base.isoformat(), "week"
    first = base.replace(day=1) - timedelta(1)
    return _span_of_month(first.year, first.month)[0], _span_of_month(base.year, base.month)[1], "month"


def _close(unit: str, base: date) -> Span:
    """ "before the end of the year": what is left of it; in its last month, that month."""
    if unit == "year" and base.month < 12:
        return base.isoformat(), f"{base.year}-12-31", "year"
    return _week(base - timedelta(base.weekday())) if unit == "week" else _span_of_month(base.year, base.month)


def _unit(which: str, unit: str, base: date) -> Span:
    """ "this week", "last month", "earlier this year", "last summer"."""
    words = which.split()
    step = -1 if {"last", "past", "previous"} & set(words) else 1 if {"next", "coming", "following"} & set(words) else 0
    if unit in ("week", "weekend"):
        monday = base - timedelta(base.weekday()) + timedelta(7 * step)
        if unit == "weekend":
            return (monday + timedelta(5)).isoformat(), (monday + timedelta(6)).isoformat(), "week"
        return _week(monday, base if step == 0 else None)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return _span_of_month(months // 12, months % 12 + 1)
    year = base.year + step
    if unit in SEASONS and step == -1 and SEASONS[unit][1] < base.month and unit != "winter":
        year = base.year
    return f"{year}-01-01", f"{year}-12-31", "year"
