"""Lanes of marks over time that keep apart: of two that would cover each other, as those of one day or of two days in a
row, the second stands a level higher or lower. Heights are in px, from the top down."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

PLACED = ["key", "date_start", "date_precision"]  # columns of what is placed
LANE = 52  # px of a lane of one to three levels
LEVELS = 6  # of a lane; marks of which more stand in one place share the level of the one farthest away
MARK = 13  # px of the largest mark
WIDE = 640  # px of a chart on which none covers another: between a phone and a desktop, where dragging draws time out


class Lanes(NamedTuple):
    """`at`: key of a row -> the height of its mark; `middle`: name of a lane -> its height; `high`: of all of them."""

    at: pd.Series
    middle: pd.Series
    high: float


def lanes(rows: Mapping[str, pd.DataFrame], shown: pd.Timedelta) -> Lanes:
    """Lanes of these rows (PLACED), the first at the top. shown: the time that the axis spans.
    What is not dated to the day stands in the middle of its lane."""
    at, middle, high = [], {}, 0.0
    for name, some in rows.items():
        exact = some[some["date_precision"] == "day"].sort_values("date_start", kind="stable")
        level = pd.Series(levels(exact["date_start"], shown * (MARK / WIDE)), index=exact["key"], dtype=int)
        level = level.reindex(some["key"], fill_value=0)
        pitch = MARK + 1
        tall = max(LANE, pitch * (level.max() + 2))
        middle[name] = high + tall / 2
        # 0, 1, 2, 3 are the middle, one above, one below, two above
        at.append(middle[name] + pitch * ((level + 1) // 2) * np.where(level % 2, -1, 1))
        high += tall
    return Lanes(pd.concat(at), pd.Series(middle), high)


def levels(dates: pd.Series, apart: pd.Timedelta) -> list[int]:
    """A level for each of these days, in order, so that no two on one level are less than `apart` from each other.

    >>> levels(pd.Series(pd.to_datetime(["2023-05-04", "2023-05-05", "2023-05-20"])), pd.Timedelta(days=7))
    [0, 1, 0]
    """
    last: list[int] = []
    gap = apart.total_seconds()
    found = []
    for day in dates.to_numpy("datetime64[s]").astype(int).tolist():
        free = next((n for n, before in enumerate(last) if day - before >= gap), len(last))
        if free == LEVELS:
            free = min(range(LEVELS), key=last.__getitem__)
        last[free : free + 1] = [day]
        found.append(free)
    return found


def places(heights: Sequence[float], gaps: Sequence[float]) -> list[tuple[float, float]]:
    """Subplots of these px under each other, with these px between them, as fractions of the whole from below."""
    whole, above, found = sum(heights) + sum(gaps), 0.0, []
    for height, gap in zip(heights, [*gaps, 0], strict=True):
        found.append((1 - (above + height) / whole, 1 - above / whole))
        above += height + gap
    return [(max(low, 0.0), high) for low, high in found]
