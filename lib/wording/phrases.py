"""The smallest parts of a sentence: counts, lists, days and spans of time. Everything said of a number goes through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING

from lib.measures import days

FEW_DAYS, MONTH = 7, 31  # days of which the last is told; of which the month is

if TYPE_CHECKING:
    import pandas as pd

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # of the scripts that run from right to left
LEFTWARD = re.compile(rf"[{_LETTERS}]+(?:[^\w<>&]+[{_LETTERS}]+)*")

BEGUN_LEFTWARD = re.compile(rf"[\W\d_]*[{_LETTERS}]")


def isolated(text: str) -> str:
    """The text with Arabic and Hebrew words set apart by signs nobody sees, so that what stands beside them keeps its place.

    >>> isolated("Met عباس عراقچی, Iran") == "Met \u2068عباس عراقچی\u2069, Iran"
    True
    """
    return text if "\u2068" in text else LEFTWARD.sub("\u2068\\g<0>\u2069", text)


def whole(text: str) -> str:
    """A headline or sentence that stands for itself: one that begins in Arabic or Hebrew is set apart from end to end, so
    that the figures in it keep their place.

    >>> whole("قمة 34 في بغداد") == "\u2068قمة 34 في بغداد\u2069", whole("Summit 34")
    (True, 'Summit 34')
    """
    return f"\u2068{text}\u2069" if BEGUN_LEFTWARD.match(text) and "\u2068" not in text else isolated(text)


def around(text: str, start: int, end: int, margin: int) -> tuple[int, int]:
    """start:end widened by about `margin` characters on each side, to whole words and not beyond the text."""
    before, after = max(0, start - margin), min(len(text), end + margin)
    if before:
        before = text.find(" ", before, start) + 1 or start
    if after < len(text):
        after = max(text.rfind(" ", end, after), end)
    return before, after


def in_place(text: str, start: int, end: int, few: int) -> str:
    """The words of a text from start to end; where they are fewer than `few` characters, with about as many on each side.

    >>> in_place("The two ministers met in Doha, where talks go on.", 18, 29, 12)
    '… ministers met in Doha, where …'
    """
    a, b = around(text, start, end, few) if end - start < few else (start, end)
    return f"{'… ' * (0 < a < start)}{text[a:b]}{' …' * (end < b < len(text))}"


def plural(count: float, one: str, many: str = "") -> str:
    """What is counted, after its number; `many` where an s is not enough.

    >>> plural(1, "meeting"), plural(1204, "meeting"), plural(0, "meeting"), plural(2, "country", "countries")
    ('1 meeting', '1,204 meetings', 'no meetings', '2 countries')
    """
    return f"{f'{count:,.15g}' if count else 'no'} {one if count == 1 else many or one + 's'}"


def number(count: int) -> str:
    """The number alone, where what is counted was named before: 1,204; none.

    >>> number(1204), number(0)
    ('1,204', 'none')
    """
    return f"{count:,}" if count else "none"


def verb(count: int, one: str, many: str) -> str:
    """The form of a verb, or of any words, that goes with so many.

    >>> verb(1, "tells", "tell"), verb(2, "tells", "tell")
    ('tells', 'tell')
    """
    return one if count == 1 else many


def listing(items: Iterable[str], most: int = 0, empty: str = "") -> str:
    """The items that are not empty, the last after an "and"; of many more than `most` the rest is counted.

    >>> listing(["a", "b", "", "c"]), listing("abcde", most=2), listing([], empty="nothing")
    ('a, b and c', 'a, b and 3 more', 'nothing')
    """
    said = [item for item in items if item]
    if most and len(said) > most + 1:  # one left over takes no more room than "1 more"
        said = [*said[:most], more(len(said) - most)]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part) if said else empty


def more(count: int) -> str:
    """What a list that breaks off leaves unsaid; "" where it leaves nothing.

    >>> more(1204), more(0)
    ('1,204 more', '')
    """
    return f"{count:,} more" if count > 0 else ""


def capital(text: str) -> str:
    """The text with a capital at its start.

    >>> capital("no meetings from the UAE")
    'No meetings from the UAE'
    """
    return text[:1].upper() + text[1:]


def day(on: Date | int) -> str:
    """A day, that of a timestamp, or one counted since 1 January 1970 as the measures do.

    >>> day(Date(2023, 8, 5)), day(19574)
    ('5 August 2023', '5 August 2023')
    """
    on = on if isinstance(on, Date) else days.day(on)
    return f"{on.day} {on:%B %Y}"


def brief(start: Date, until: Date, year: bool = True) -> str:
    """The days from `start` to before `until` where there is little room: the last day of a few, else the month, or the
    year of more than a month. year: whether a day or month is told with its year.

    >>> brief(Date(2023, 8, 3), Date(2023, 8, 6)), brief(Date(2023, 8, 1), Date(2023, 9, 1), year=False)
    ('5 Aug 2023', 'Aug')
    >>> brief(Date(2023, 1, 1), Date(2024, 1, 1), year=False)
    '2023'
    """
    wide, last = (until - start).days, until - timedelta(days=1)
    if wide > MONTH:
        return f"{last.year}"
    said = f"{last.day} {last:%b}" if wide <= FEW_DAYS else f"{last:%b}"
    return f"{said} {last.year}" if year else said


def month(on: Date | int) -> str:
    """The month of a day.

    >>> month(Date(2023, 8, 5))
    'August 2023'
    """
    return f"{on if isinstance(on, Date) else days.day(on):%B %Y}"


def published(article: pd.Series | Mapping) -> str:
    """When a row of articles was published, as precisely as it is known; "" where it is not.

    >>> published({"published": Date(2024, 3, 1), "published_precision": "month"})
    'March 2024'
    """
    on = article["published"]
    return span(on, on, str(article["published_precision"]))


def period(start: pd.Timestamp, by: str, brief: bool = False) -> str:
    """A month, quarter or year (`by`) by its first day; `brief` where there is little room.

    >>> import pandas as pd
    >>> [period(pd.Timestamp("2023-04-01"), by) for by in ("month", "quarter", "year")]
    ['April 2023', 'April to June 2023', '2023']
    >>> [period(pd.Timestamp("2023-04-01"), by, brief=True) for by in ("month", "quarter")]
    ['Apr 2023', 'Apr–Jun 2023']
    """
    if by == "year":
        return f"{start:%Y}"
    name, to = ("%b", "–") if brief else ("%B", " to ")
    if by == "month":
        return f"{start:{name} %Y}"
    return f"{start:{name}}{to}{start + timedelta(days=70):{name} %Y}"


def span(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> str:
    """When something took place, as precisely as it is known; "" where it is not (NaT, or `precision` "unknown").

    >>> import pandas as pd
    >>> first, last = pd.Timestamp("2023-05-04"), pd.Timestamp("2023-05-10")
    >>> span(first, first, "day"), span(first, last, "day"), span(first, last, "week")
    ('4 May 2023', '4 May 2023 to 10 May 2023', 'the week of 4 May 2023')
    >>> span(first, last, "month"), span(first, last, "year"), span(pd.NaT, pd.NaT, "unknown")
    ('May 2023', '2023', '')
    """
    if start != start or precision == "unknown":  # NaT is not equal to itself
        return ""
    if precision in ("month", "year"):
        return month(start) if precision == "month" else f"{start.year}"
    if precision == "week":
        return f"the week of {day(start)}"
    return day(start) if end != end or start == end else f"{day(start)} to {day(end)}"


def when(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> str:
    """The same inside a sentence.

    >>> import pandas as pd
    >>> first = pd.Timestamp("2023-05-04")
    >>> when(first, first, "day"), when(first, first, "month"), when(pd.NaT, pd.NaT, "unknown")
    ('on 4 May 2023', 'in May 2023', 'on an unknown date')
    """
    said = span(start, end, precision)
    if not said:
        return "on an unknown date"
    return f"{'from' if ' to ' in said else 'on' if precision == 'day' else 'in'} {said}"


def iso(on: pd.Timestamp) -> str:
    """A day for a table; "" for NaT.

    >>> iso(Date(2023, 8, 5))
    '2023-08-05'
    """
    return f"{on:%Y-%m-%d}" if on == on else ""


def signed(value: float) -> str:
    """A number with its sign and two places, and a minus that is no hyphen.

    >>> signed(0.412), signed(-0.4)
    ('+0.41', '−0.40')
    """
    return f"{value:+.2f}".replace("-", "−")
