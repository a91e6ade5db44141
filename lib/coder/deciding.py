"""A learned decision: named features -> a probability, by weights that lie in data/coder.

    weights = Weights.named("events")                     data/coder/events.json, read once a process
    weights.probability({"passive": 1.0, "actors": 2.0})  0.31; a feature without a weight moves nothing
    weights.threshold                                     a row that is less probable is dropped
    weights.weighed({...}, 3)                             [("actors", 0.82), ...]: what moved it most, for (+) or against (-)

A file of weights is a logistic regression: `intercept` and `weights` (log-odds by name of a feature; a category is a
feature of its own, "type CONSULT": 1.0) and `threshold`. A module of tests/ that learns it writes it, with scikit-learn,
which the project does not need to run; README.md beside it is the model card.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

from lib.paths import WEIGHTS

Features = dict[str, float]
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
        weights = self.weights
        return self.intercept + sum(
            [weights[name] * value for name, value in features.items() if value and name in weights]
        )

    def probability(self, features: Features) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-max(-CERTAIN, min(CERTAIN, self.score(features)))))

    def weighed(self, features: Features, most: int) -> list[tuple[str, float]]:
        """The `most` features that moved the score farthest, with how far, the farthest first."""
        moved = [(n, self.weights[n] * value) for n, value in features.items() if value and n in self.weights]
        return sorted(moved, key=lambda one: -abs(one[1]))[:most]
