"""Days of three calendars as days of the Gregorian one."""

from datetime import date, timedelta

from hijridate import Hijri

EPOCH = date(1600, 3, 20)  # 1 Farvardin 979
CYCLE = 33  # Solar Hijri years, of which 8 are leap years
LUNAR = 32 / 33  # solar years to a lunar one: 33 lunar years are 32 solar ones
FIRST_YEAR = {"solar": 621, "hijri": 622}


def day_of(calendar: str, year: int, month: int, day: int) -> date:
    """A day of "solar" (Solar Hijri), "hijri" (Umm al-Qura) or "" (Gregorian); ValueError where there is none.

    >>> day_of("solar", 1404, 1, 1), day_of("hijri", 1445, 9, 1)
    (datetime.date(2025, 3, 21), datetime.date(2024, 3, 11))
    """
    if calendar == "hijri":
        try:
            told = Hijri(year, month, day).to_gregorian()
        except OverflowError as error:  # its tables reach from 1343 to 1500
            raise ValueError(f"no day {year}-{month}-{day}") from error
        return date(told.year, told.month, told.day)
    if calendar == "solar":
        return _solar(year, month, day)
    return date(year, month, day)


def _solar(year: int, month: int, day: int) -> date:
    """1178 to 1633 follow the cycle; the first six months have 31 days, the others 30, the last 29 or 30."""
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(f"no day {year}-{month}-{day}")
    years = year - 979
    before = 365 * years + years // CYCLE * 8 + (years % CYCLE + 3) // 4
    return EPOCH + timedelta(before + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def month_of(calendar: str, year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    following = (year + month // 12, month % 12 + 1)
    return day_of(calendar, year, month, 1), day_of(calendar, *following, 1) - timedelta(1)


def year_near(calendar: str, base: date, month: int, day: int) -> int:
    """The year in which this day of a calendar lies nearest to `base`."""
    about = base.year - FIRST_YEAR[calendar] if calendar else base.year
    about = int(about / LUNAR) if calendar == "hijri" else about
    years = range(about - 1, about + 2)
    return min(years, key=lambda year: abs((day_of(calendar, year, month, min(day, 28)) - base).days))
