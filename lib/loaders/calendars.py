"""Names of months and years of other calendars: what the codebook says of them, ready to be looked up."""

import datetime as dt
import re
import unicodedata
from functools import cache

from lib import calendars
from lib.codebook import rows
from lib.codebook.records import DateWords

GREGORIAN = "gregorian"
REACHED = {GREGORIAN: "", "hijri": "hijri", "solar_hijri": "solar"}  # as lib.calendars calls them
CALENDARS = tuple(REACHED)
LONGEST_MONTH = 30  # days: where the moon is seen a day later than reckoned, a month has a day more than its table
SAME = str.maketrans({"ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "’": "'", "\u200c": " ", "\xa0": " ", "ـ": ""})
UNSEEN = re.compile("[\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # they order or join letters


def folded(text: str) -> str:
    """The text in small letters without accents and signs that are not seen, its digits those of ASCII.

    >>> folded("٦ Şubat ٢٠٢٤")
    '6 subat 2024'
    """
    letters = unicodedata.normalize("NFKD", UNSEEN.sub("", text.replace("İ", "I")).casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c)).translate(SAME)
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)
    return unicodedata.normalize("NFC", digits)


@cache
def months() -> dict[str, tuple[str, int]]:
    """Folded name of a month -> its calendar and number."""
    return {folded(word): (r.kind, r.number) for r in rows(DateWords) if r.kind in CALENDARS for word in r.words}


@cache
def words(*kinds: str) -> str:
    """A pattern of the folded words of these kinds, the longest first."""
    known = months() if GREGORIAN in kinds else {folded(w) for r in rows(DateWords) if r.kind in kinds for w in r.words}
    return "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) or "(?!)"


def day_of(calendar: str, year: int, month: int, day: int) -> dt.date | None:
    """The day as a date of the common calendar; None where there is none, or where no table reaches.

    >>> day_of("solar_hijri", 1402, 12, 16), day_of("hijri", 1445, 8, 25)
    (datetime.date(2024, 3, 6), datetime.date(2024, 3, 6))
    """
    late = int(calendar == "hijri" and day == LONGEST_MONTH)  # the day after the 29th, whether reckoned or seen
    try:
        return calendars.day_of(REACHED[calendar], year, month, day - late) + dt.timedelta(late)
    except (ValueError, OverflowError):
        return None
