"""What an axis leaves out: the few that are far from the rest, and nothing of what is merely uneven."""

import pandas as pd
import pytest

from lib.measures.outliers import ceiling, core


@pytest.mark.parametrize(
    ("counts", "top"),
    [
        ([3, 2, 3, 1, 60, 2, 3], 4.5),
        ([3, 2, 3, 1, 14, 2, 3], None),  # below a fifth nothing disappears
        ([2, 60], None),  # of two, neither is out of the ordinary
        ([60, 55, 2, 1, 2, 3], None),  # two of six are no exception
        ([*[2] * 20, 40, 50], 3.0),
        ([0, 0, 0, 0, 0, 9], None),
        ([], None),
    ],
)
def test_only_a_few_bars_far_above_the_others_are_cut_off(counts, top):
    assert ceiling(pd.Series(counts, dtype=float)) == top


EVEN = pd.Series(pd.date_range("2021-01-01", "2025-12-31", periods=60))


@pytest.mark.parametrize(
    ("far", "first", "last"),
    [
        ([], 2021, 2025),
        (["1956-10-29"], 2021, 2025),
        (["1945-02-14", "1978-09-17", "2060-01-01"], 2021, 2025),
        (["2020-06-01"], 2020, 2025),  # near enough
        (["2012-01-01"] * 8, 2012, 2025),  # too many to be an exception
    ],
)
def test_days_far_from_the_rest_are_off_the_axis(far, first, last):
    begin, end = core(pd.concat([pd.Series(pd.to_datetime(far)), EVEN], ignore_index=True))
    assert (begin.year, end.year) == (first, last)


def test_few_days_are_all_shown():
    assert core(pd.Series(pd.to_datetime(["1945-02-14", "2023-03-10"])))[0].year == 1945
