"""What lies so far from the rest that a chart which shows all of it shows nothing else: days and counts."""

import numpy as np
import pandas as pd

FAR = 5  # times the next highest: beside such a bar the others take less than a fifth of the height
FEWEST = 5  # counts of which one can be out of the ordinary
DENSER = 10  # the share of the axis that some days take, by their share of all days, before the axis leaves them out
WORTH = 0.25  # of the axis at least that a gap and the days before it have to take
AT_MOST = 10  # one in so many is left out at either end


def ceiling(counts: pd.Series) -> float | None:
    """Where an axis of counts ends so that the others can be told apart; None where none is FAR above the rest.

    >>> ceiling(pd.Series([3, 2, 60, 3, 1, 2])), ceiling(pd.Series([3, 2, 6, 3, 1, 2]))
    (4.5, None)
    """
    high = np.sort(counts[counts > 0].to_numpy(float))[::-1]
    if len(high) < FEWEST:
        return None
    few = max(1, len(high) // AT_MOST)
    far = [n for n in range(few) if high[n] > FAR * high[n + 1]]
    return 1.5 * float(high[far[-1] + 1]) if far else None


def core(dates: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day that an axis shows: all of them, but for a few that are far from the rest. `dates`
    without NaT, at least one.

    >>> days = pd.Series(pd.to_datetime(["1945-02-14", *(f"2023-{n:02}-01" for n in range(1, 13))]))
    >>> core(days)[0]
    Timestamp('2023-01-01 00:00:00')
    """
    days = np.sort(dates.to_numpy("datetime64[D]").astype(np.int64))
    first, last = _beyond(days), _beyond(-days[::-1])
    if first + last >= len(days):
        first = last = 0
    return pd.Timestamp(int(days[first]), unit="D"), pd.Timestamp(int(days[len(days) - 1 - last]), unit="D")


def step(first: pd.Timestamp, last: pd.Timestamp, months: int, quarters: int) -> str:
    """What a time is best counted by: month, quarter or year. `months`, `quarters`: so many at most are counted one by one."""
    span = (last.year - first.year) * 12 + last.month - first.month
    return "month" if span < months else "quarter" if span < 3 * quarters else "year"


def _beyond(days: np.ndarray) -> int:
    """How many of the first days, in order, the axis leaves out: one gap after the other."""
    left, most = 0, len(days) // AT_MOST
    while left < most and days[-1] > days[left]:
        gained = (days[left : most + 1] - days[left]) / (days[-1] - days[left])
        share = np.arange(len(gained)) / len(days)
        worth = np.flatnonzero((gained >= WORTH) & (gained > DENSER * share))
        if not len(worth):
            break
        left += int(worth[0])
    return left
