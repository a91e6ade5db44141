"""Days as the measures count them: since 1 January 1970, as whole numbers."""

from datetime import date

EPOCH = date(1970, 1, 1).toordinal()


def day(number: int) -> date:
    """The calendar day of a number of days since 1970."""
    return date.fromordinal(EPOCH + int(number))


def number(of: date) -> int:
    """A calendar day as days since 1 January 1970."""
    return of.toordinal() - EPOCH
