"""Distinct occasions behind the dyads that move: one meeting of many is one occasion, not many steps."""

import numpy as np

from lib.measures.waves.breadth import Breadth, runs
from lib.measures.waves.evidence import Evidence


def pieces(evidence: Evidence, moved: Breadth, sign: int, window: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unit, first day and end (exclusive, both from the series' start) of every stretch on which a unit of
    this sign lies in the window while its dyad is up (sign 1) or down (sign -1)."""
    row, begin, stop = runs(moved.state == sign)
    units = np.flatnonzero(np.sign(evidence.step) == sign)
    dyad = evidence.dyad[units]
    enter = evidence.first[units] - moved.start
    leave = evidence.until[units] - moved.start + window - 1
    width = moved.days + 1
    low = np.searchsorted(row * width + stop, dyad * width + enter, side="right")
    high = np.searchsorted(row * width + begin, dyad * width + np.minimum(leave, moved.days), side="left")
    count = np.maximum(high - low, 0)
    unit = np.repeat(np.arange(len(units)), count)
    run = np.repeat(low, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return units[unit], np.maximum(enter[unit], begin[run]), np.minimum(leave[unit], stop[run])


def per_day(evidence: Evidence, moved: Breadth, sign: int, window: int) -> np.ndarray:
    """Number of distinct occasions behind the dyads that are up (or down) on each day."""
    unit, begin, stop = pieces(evidence, moved, sign, window)
    width = moved.days + 1
    begin, stop = np.divmod(np.sort((evidence.occasion[unit] * width + begin) * width + stop), width)
    reach = np.maximum.accumulate(begin - begin % width + stop)  # furthest end so far, within the occasion
    fresh = np.append(True, begin[1:] > reach[:-1])[: len(begin)]
    ends = np.append(fresh[1:], True)[: len(begin)]
    change = np.bincount(begin[fresh] % width, minlength=width) - np.bincount(reach[ends] % width, minlength=width)
    return np.cumsum(change[:-1])


def behind(
    evidence: Evidence, moved: Breadth, dyads: np.ndarray, span: tuple[int, int], sign: int, window: int
) -> np.ndarray:
    """Units of these dyads and this sign whose date lies in the window of some day of the span (series days)."""
    first, last = span[0] + moved.start, span[1] + moved.start
    units = evidence.begun(dyads, first - window - evidence.longest, last)
    return within(evidence, moved, units[sign * evidence.step[units] > 0], span, window)


def within(evidence: Evidence, moved: Breadth, units: np.ndarray, span: tuple[int, int], window: int) -> np.ndarray:
    """Those of the units whose date lies in the window of some day of the span."""
    first, last = span[0] + moved.start, span[1] + moved.start
    return units[(evidence.first[units] <= last) & (evidence.until[units] > first - window + 1)]


def shared(evidence: Evidence, units: np.ndarray, dyads: int) -> int | None:
    """The occasion of these units that as many dyads took part in, the latest if several; None if there is none."""
    each = np.unique(evidence.occasion[units] * len(evidence.dyads) + evidence.dyad[units]) // len(evidence.dyads)
    last = each[dyads - 1 :]
    return max(last[last == each[: len(last)]].tolist(), default=None)
