"""The rows behind the chart of breadth: one a day, with what moved and what chance would give."""

import numpy as np
import pytest

from lib.measures.waves import series
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import gather
from tests.measures.waves.evidence_of import DAY0, evidence


class Chance:
    """A null that answers with one number, or with one a day."""

    def __init__(self, low: int | list[int], high: int | list[int]) -> None:
        self.bars = {-1: low, 1: high}

    def threshold(self, sign: int, quantile: float) -> int | np.ndarray:
        bar = self.bars[sign]
        return bar if isinstance(bar, int) else np.array(bar)


@pytest.fixture
def moving():
    return evidence(
        [
            {"pair": "AAA-BBB", "day": 0, "s": 0.5},
            {"pair": "CCC-AAA", "day": 2, "s": 0.5},
            {"pair": "CCC-DDD", "day": 2, "s": -0.5},
            {"pair": "AAA-DDD", "day": 3, "s": 0.1},
        ]
    )


def test_moods_are_told_of_every_day(moving):
    table = series.moods(moving, [("AAA", "BBB")], (DAY0, DAY0 + 90))
    assert np.diff(table["date"]).max() == np.timedelta64(1, "D")
    assert table["mood"].idxmax() == 1  # the day after what happened


def test_each_day_has_its_counts_and_the_pairs_behind_them(moving):
    table = series.daily(moving, breadth(moving), Chance(1, 2))
    assert table["up"].tolist() == [1, 1, 2, 2]
    assert table["down"].tolist() == [0, 0, 1, 1]
    assert table["net"].tolist() == [1, 1, 1, 1]
    assert table["pairs_up"].tolist() == ["AAA-BBB", "AAA-BBB", "AAA-BBB; AAA-CCC", "AAA-BBB; AAA-CCC"]
    assert table["pairs_down"].tolist() == ["", "", "CCC-DDD", "CCC-DDD"]
    assert table["date"].diff().dt.days.tolist()[1:] == [1, 1, 1]


@pytest.mark.parametrize(
    ("low", "high", "band"), [(1, 2, [(-1, 2)] * 4), ([0, 1, 2, 3], [4, 5, 6, 7], [(0, 4), (-1, 5), (-2, 6), (-3, 7)])]
)
def test_the_band_of_chance_is_that_of_all_days_or_of_each(moving, low, high, band):
    table = series.daily(moving, breadth(moving), Chance(low, high))
    assert list(zip(table["chance_low"], table["chance_high"], strict=True)) == band


def test_without_evidence_there_are_no_days():
    assert series.daily(gather(), breadth(gather()), Chance([], [])).empty
