"""Dates in a text of a language, resolved against the day of publication."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from lib.calendars import day_of, month_of, year_near
from lib.codebook import rows
from lib.codebook.languages import CalendarWord
from lib.coder.languages.language import Language
from lib.coder.reading.dates import DateSpan
from lib.coder.reading.text import Clean, Sentence

NUMERIC = (
    r"(?<!\d)(?P<year>1[34]\d\d|20\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>20\d\d)(?!\d)",
)
EARLY = 1500  # years before it are of a Hijri calendar
BESIDE = 4  # characters between "Friday" and "14 February", one date
AHEAD_BEFORE, AHEAD_AFTER, TO_VERB = 60, 90, 240  # characters around a date in which a word looks ahead, about a clause
OPENING = re.compile(r"(?:[^\W\d_]++|\([^()\n]{2,30}\)|[\s,،.:/|–—-]){0,12}+")  # a place and an agency before a day
OPENING_WORDS, OPENING_SENTENCES = 4, 3  # at most, chosen by eye
CLOSING = re.compile(
    r" ?م [^\W\d_]{3,4}(?=\s)|(?: ?(?:года|г|م|هـ)\b)?[\s.]*(?:$|\n|[(\[/][^()\n/]{2,40}[)\]/]|[–—|电電]|-\s|:\s)"
)  # what ends a dateline behind its day
TWICE = 24  # characters at most between a day and the same day in another calendar
SOON = timedelta(45)  # of a day without a year, in which it may lie ahead or behind whatever the words say
UNITS = {"months": "period", "week": "period", "year": "period", "same": "day"}
Span = tuple[date, date, str]


class Calendar:
    """The words of a language's calendar, and the patterns of its dates."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.told: dict[str, dict[str, tuple[str, int, str]]] = {}  # unit -> word -> (unit, value, calendar)
        for row in rows(CalendarWord, language.code):
            for form in (spelled for written in row.forms for spelled in language.spellings(written)):
                told = (row.unit, row.value, row.calendar)
                self.told.setdefault(UNITS.get(row.unit, row.unit), {}).setdefault(form, told)
                self.told.setdefault(row.unit, {}).setdefault(form, told)
        bound = (r"(?<!\w)", r"(?!\w)") if language.has("spaced") else ("", "")
        sources = [self._filled(source).join(bound) for source in language.sources("date")]
        self.patterns = [re.compile(source) for source in (*NUMERIC, *sources)]
        words = [word for unit in ("month", "weekday", "day", "period") for word in self.told.get(unit, {})]
        self.hints = re.compile("|".join([r"\d", *map(re.escape, words)]))

    @property
    def hijri(self) -> str:
        """The calendar of a year such as 1404: the solar one where the language has its months."""
        return "solar" if any(kind == "solar" for _, _, kind in self.told.get("month", {}).values()) else "hijri"

    def _filled(self, source: str) -> str:
        for unit in ("month", "weekday", "day", "period", "which", "year", "number"):
            words = sorted(self.told.get(unit, {}), key=len, reverse=True)
            either = "|".join(re.escape(word).replace(r"\ ", " ?") for word in words) or "(?!)"
            source = source.replace(f"{{{unit}}}", either)
        return source

    def meaning(self, unit: str, written: str) -> tuple[str, int, str]:
        """(unit, value, calendar) of a word as the text has it, with or without its blanks."""
        known = self.told[unit]
        return known.get(written) or next(
            told for word, told in known.items() if word.replace(" ", "") == written.replace(" ", "")
        )

    def number(self, written: str) -> int:
        """A day of the month in figures or in words: "28", "the twentieth"."""
        return int(written) if written.isdigit() else self.meaning("number", written)[1]


@cache
def calendar(language: Language) -> Calendar:
    return Calendar(language)


def find(
    clean: Clean, sentences: list[Sentence], language: Language, published: str, ahead: set[int]
) -> list[DateSpan]:
    """All dates in order. `published`: ISO day or "", without which what is counted from it stays unknown; `ahead`: the
    sentences that tell of a meeting to come."""
    base = date.fromisoformat(published) if published else None
    found: list[DateSpan] = []
    named: date | None = None
    for sentence in sentences:
        if calendar(language).hints.search(clean.low, sentence.start, sentence.end):
            here = _joined(_of_sentence(clean, sentence, language, base, sentence.index in ahead, named))
            named = next(
                (date.fromisoformat(d.start) for d in reversed(here) if d.precision == "day" and d.start), named
            )
            found += here
    return found


def of_dateline(clean: Clean, sentences: list[Sentence], language: Language) -> DateSpan | None:
    """The day in a dateline over or before the text: "Le Caire, 14 février 2024 (AFP) -"; one of figures alone, whose day
    and month may change places, is none."""
    for s in sentences[:OPENING_SENTENCES]:
        if s.start and not clean.text[: s.start].rstrip(" ").endswith("\n"):
            continue
        told = find(clean, [s], language, "", set())[:2]
        twice = len(told) > 1 and told[1].a - told[0].b < TWICE and _one_day(*told)
        for day in told[1:] if twice else told[:1]:
            before, whole = clean.text[s.start : told[0].a], re.search(r"[^\W\d_]|^\d{4}", day.text)
            opens = OPENING.fullmatch(before) and len(re.findall(r"[^\W\d_]+", before)) <= OPENING_WORDS
            if day.precision == "day" and whole and opens and CLOSING.match(clean.text, day.b, s.end):
                return day
    return None


def _one_day(one: DateSpan, other: DateSpan) -> bool:
    """Can they be one day, told in two calendars?"""
    days = [date.fromisoformat(d.start) for d in (one, other) if d.precision == "day" and d.start]
    return len(days) == 2 and abs(days[0] - days[1]) <= timedelta(1)


def _of_sentence(
    clean: Clean, s: Sentence, language: Language, base: date | None, planned: bool, named: date | None
) -> Iterator[DateSpan]:
    """`named`: the day named last, which "the same day" and "the day after" are counted from."""
    low, text = clean.low, clean.text
    known = calendar(language)
    taken: list[re.Match[str]] = []
    for hit in (hit for pattern in known.patterns for hit in pattern.finditer(low, s.start, s.end)):
        if not any(hit.start() < other.end() and other.start() < hit.end() for other in taken):
            taken.append(hit)
    for hit in sorted(taken, key=lambda hit: hit.start()):
        after = TO_VERB if language.has("verb_last") and language.has("head_first") else AHEAD_AFTER
        around = low[max(s.start, hit.start() - AHEAD_BEFORE) : min(s.end, hit.end() + after)]
        ahead = planned or bool(language.pattern("planned").search(around))
        try:
            span = _resolve({k: v for k, v in hit.groupdict().items() if v}, known, base, ahead, named)
        except ValueError:  # no day of the calendar
            continue
        named = span[0] if span and span[2] == "day" else named
        start, end, precision = (span[0].isoformat(), span[1].isoformat(), span[2]) if span else ("", "", "unknown")
        yield DateSpan(start, end, precision, text[hit.start() : hit.end()].strip(), *hit.span(), s.index)


def _joined(found: Iterable[DateSpan]) -> list[DateSpan]:
    """ "Friday, 14 February" is one date: the one with numbers."""
    kept: list[DateSpan] = []
    for span in found:
        if kept and span.a - kept[-1].b <= BESIDE:
            if kept[-1].precision != "day" or (span.precision == "day" and re.search(r"\d", span.text)):
                kept[-1] = span
        else:
            kept.append(span)
    return kept


def _resolve(told: dict[str, str], known: Calendar, base: date | None, ahead: bool, named: date | None) -> Span | None:
    """First day, last day and precision of what the groups of a pattern tell; None where it cannot be known."""
    if "month" in told or "number" in told:
        return _of_month(told, known, base, ahead)
    if "day_word" in told:
        unit, far, _ = known.meaning("day", told["day_word"])
        start = named if unit == "same" else base
        return (start + timedelta(far), start + timedelta(far), "day") if start else None
    if not base:
        return None
    if "period" in told:
        return _period(*known.meaning("period", told["period"])[:2], base)
    if "weekday" in told:
        which = known.meaning("which", told["which"])[1] if "which" in told else 0
        day = _weekday(known.meaning("weekday", told["weekday"])[1], which, base, ahead)
        return day, day, "day"
    months = (base.replace(day=1) + timedelta(days) for days in (-1, 0, 31))
    number = known.number(told["day"])
    spans = (_days("", m.year, m.month, told, known) for m in months if number <= monthrange(m.year, m.month)[1])
    return min(spans, key=lambda span: abs((span[0] - base).days), default=None)


def _of_month(told: dict[str, str], known: Calendar, base: date | None, ahead: bool) -> Span | None:
    _, month, kind = known.meaning("month", told["month"]) if "month" in told else ("", int(told["number"]), "")
    year = int(told.get("year", 0))
    if year and year < EARLY and not kind:
        kind = known.hijri
    if not year and base and "which_year" in told:
        year = base.year + known.meaning("year", told["which_year"])[1]
    which = known.meaning("which", told["which"])[1] if "which" in told else 0
    ahead = which > 0 if which else ahead
    if not year and base:
        year = year_near(kind, base, month, known.number(told.get("day", "15")))
    if not year:
        return None
    found = _days(kind, year, month, told, known) if "day" in told else (*month_of(kind, year, month), "month")
    if base and not {"year", "which_year"} & told.keys():
        late = base - timedelta(1) if which < 0 else base + SOON  # "last June" is over
        missed = (
            1
            if ahead and found[1] < base - SOON
            else -1
            if not ahead and (found[1] if which < 0 else found[0]) > late
            else 0
        )
        if missed:
            return _of_month({**told, "year": str(year + missed)}, known, base, ahead)
    return found


def _days(kind: str, year: int, month: int, told: dict[str, str], known: Calendar) -> Span:
    first = day_of(kind, year, month, known.number(told["day"]))
    last = day_of(kind, year, month, known.number(told["until"])) if "until" in told else first
    return first, max(first, last), "day"


def _period(unit: str, value: int, base: date) -> Span:
    if unit == "year":
        return date(base.year + value, 1, 1), date(base.year + value, 12, 31), "year"
    if unit == "week":
        monday = base + timedelta(7 * value - base.weekday())
        return monday, monday + timedelta(6), "week"
    month = base.month - 1 + value
    return (*month_of("", base.year + month // 12, month % 12 + 1), "month")


def _weekday(weekday: int, which: int, base: date, ahead: bool) -> date:
    """The day meant: the next one where the text looks ahead, else the one just past; `which`: of last or next week."""
    back = (base.weekday() - weekday) % 7
    if which > 0 or (ahead and not which):
        return base + timedelta((7 - back) % 7 or 7 * (which > 0))
    return base - timedelta((back or 7) - 7 * (which + 1) if which else back)
