"""Krippendorff's alpha against the worked examples of Krippendorff (2011), and what must hold of any coding."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.measures.alpha import alpha, masi, nominal

FOUR = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
TWO = "a a b b d c c c e d d a", "b a b b b c c c e d d d"
BINARY = "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"
CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)
SETS = st.frozensets(st.sampled_from(["IRN", "SAU", "CHN", "ARE"]), max_size=4)


def units(*coders: str) -> list[tuple]:
    said = ([None if word == "." else word for word in coder.split()] for coder in coders)
    return list(zip(*said, strict=True))


def squared(a: str, b: str) -> float:
    return float((int(a) - int(b)) ** 2)


@pytest.mark.parametrize(
    ("coders", "distance", "expected"),
    [
        (BINARY, nominal, 0.095),  # section A
        (TWO, nominal, 0.692),  # section B
        (FOUR.strip().splitlines(), nominal, 0.743),  # section C, with missing ones
        (FOUR.strip().splitlines(), squared, 0.849),  # section D, interval
    ],
)
def test_the_worked_examples_of_krippendorff(coders, distance, expected):
    assert alpha(units(*coders), distance)[0] == pytest.approx(expected, abs=0.0005)


def test_masi_by_hand():
    """Half shared and one in the other: 1 - 1/2 * 2/3. One of three shared, none in the other: 1 - 1/3 * 1/3."""
    assert masi({"a"}, {"a", "b"}) == pytest.approx(2 / 3)
    assert masi({"a", "b"}, {"b", "c"}) == pytest.approx(8 / 9)
    assert (masi({"a"}, {"b"}), masi({"a"}, {"a"}), masi(set(), set())) == (1.0, 0.0, 0.0)


def test_alpha_of_sets_by_hand():
    """Two units of {a} and {a}, {a} and {a, b}. Seen: 2 * 2/3 in 4 values. By chance: {a} three times, {a, b} once: 2 * 3 * 2/3
    over 4 * 3. So 1 - (1/3) / (1/3)."""
    a, ab = frozenset("a"), frozenset("ab")
    assert alpha([(a, a), (a, ab)], masi)[0] == pytest.approx(0.0)


def test_where_all_say_the_same_there_is_nothing_to_agree_about():
    assert math.isnan(alpha([("a", "a"), ("a", "a")])[0])
    assert math.isnan(alpha([])[0])
    assert math.isnan(alpha([("a", None)])[0])


@settings(deadline=None)
@given(CODES, st.randoms())
def test_alpha_knows_no_order_of_units_or_coders_and_no_names(codes, random):
    mixed = [unit[::-1] for unit in codes]
    random.shuffle(mixed)
    renamed = [tuple({"a": "x", "b": "y", "c": "z"}[v] for v in unit) for unit in mixed]
    assert alpha(renamed)[0] == pytest.approx(alpha(codes)[0], nan_ok=True)
    assert not alpha(codes)[0] > 1


@settings(deadline=None)
@given(CODES)
def test_a_draw_counts_a_unit_as_often_as_it_is_in_it(codes):
    times = np.arange(len(codes)) % 3
    several = [unit for unit, n in zip(codes, times, strict=True) for _ in range(n)]
    assert alpha(codes, weights=times[None])[0] == pytest.approx(alpha(several)[0], nan_ok=True)


@settings(deadline=None)
@given(SETS, SETS)
def test_masi_is_a_distance_from_0_to_1(a, b):
    assert masi(a, b) == masi(b, a)
    assert (masi(a, b) == 0) == (a == b)
    assert 0 <= masi(a, b) <= 1
