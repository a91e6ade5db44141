"""A learned decision is a sum of weights, made a probability, and tells what moved it."""

import math

import pytest

from lib.coder.deciding import Weights

RAIN = Weights(intercept=-1.0, threshold=0.4, weights={"clouds": 2.0, "wind": -0.5})


def test_a_probability_is_the_sum_of_weights_as_odds():
    assert RAIN.probability({"clouds": 1.0, "wind": 2.0}) == pytest.approx(0.5)
    assert RAIN.probability({}) == pytest.approx(1 / (1 + math.e))


def test_a_feature_without_a_weight_moves_nothing():
    assert RAIN.probability({"clouds": 1.0, "moon": 9.0}) == RAIN.probability({"clouds": 1.0})


def test_the_most_certain_of_scores_are_no_error():
    assert RAIN.probability({"clouds": 1e4}) == pytest.approx(1.0)
    assert RAIN.probability({"clouds": -1e4}) == pytest.approx(0.0)


def test_what_weighed_most_comes_first():
    assert RAIN.weighed({"wind": 8.0, "clouds": 1.0, "moon": 3.0}, 2) == [("wind", -4.0), ("clouds", 2.0)]
    assert RAIN.weighed({"wind": 8.0, "clouds": 1.0}, 1) == [("wind", -4.0)]
