"""A learned decision: named features -> a probability, by weights that lie in data/coder.

    weights = Weights.named("events")                     data/coder/events.json, read once a process
    weights.probability({"passive": 1.0, "actors": 2.0})  0.31; a feature without a weight moves nothing
    weights.threshold                                     a row that is less probable is dropped
    weights.weighed({...}, 3)                             [("actors", 0.82), ...]: what moved it most, for (+) or against (-)

    signs = {("", "meet: "): ["dated", "near"]}           what is there, by all the ways in which its names begin
    weights.chance(signs)                                 the probability of dated, meet: dated, near, meet: near
    features(signs)                                       {"dated": 1.0, "near": 1.0, "meet: dated": 1.0, ...}

A file of weights is a logistic regression: `intercept` and `weights` (log-odds by name of a feature; a category is a
feature of its own, "type CONSULT": 1.0) and `threshold`. A module of tests/ that learns it writes it, with scikit-learn,
which the project does not need to run; README.md beside it is the model card.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from lib.paths import WEIGHTS

Features = dict[str, float]
Signs = dict[tuple[str, ...], Iterable[str]]  # rests of names by how these begin, put together only to be learned
CERTAIN = 30.0  # log-odds beyond which a probability is 0 or 1 to all digits


@dataclass(frozen=True)
class Weights:
    intercept: float
    threshold: float
    weights: Features

    @staticmethod
    @cache
    def named(name: str) -> Weights:
        """The weights of data/coder/NAME.json."""
        return Weights(**json.loads((WEIGHTS / f"{name}.json").read_text("utf-8")))

    def score(self, features: Features) -> float:
        """Log-odds."""
        return self.intercept + self.worth(features)

    def worth(self, features: Features) -> float:
        """What these features add to the log-odds."""
        weights = self.weights
        return sum([weights[name] * value for name, value in features.items() if value and name in weights])

    def probability(self, features: Features) -> float:
        """0 to 1."""
        return _probability(self.score(features))

    def chance(self, signs: Signs) -> float:
        """The probability, 0 to 1, where these signs are there."""
        worth = 0.0
        for begins, names in signs.items():
            known = self._of_rests.get(begins)
            if known is None:
                known = self._of_rests[begins] = self._beginning(begins)
            worth += sum([known[name] for name in names if name in known])
        return _probability(self.intercept + worth)

    def _beginning(self, begins: tuple[str, ...]) -> Features:
        """What the rest of a name is worth after all these beginnings together."""
        worth: defaultdict[str, float] = defaultdict(float)
        for begin in begins:
            for name, weight in self.weights.items():
                if name.startswith(begin):
                    worth[name.removeprefix(begin)] += weight
        return dict(worth)

    @cached_property
    def _of_rests(self) -> dict[tuple[str, ...], Features]:
        return {}

    def weighed(self, features: Features, most: int) -> list[tuple[str, float]]:
        """The `most` features that moved the score farthest, with how far, the farthest first."""
        moved = [(n, self.weights[n] * value) for n, value in features.items() if value and n in self.weights]
        return sorted(moved, key=lambda one: -abs(one[1]))[:most]


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-CERTAIN, min(CERTAIN, score))))


def features(signs: Signs) -> Features:
    """The signs under their whole names."""
    return {begin + name: 1.0 for begins, names in signs.items() for begin in begins for name in names}
