"""Krippendorff's alpha: how far two coders or more agree, beyond what chance would give them.

After Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, whose worked examples are its tests; sets are
compared by MASI (Passonneau 2006, Measuring Agreement on Set-valued Items).
"""

from collections.abc import Callable, Hashable, Sequence
from collections.abc import Set as AnySet
from typing import Any

import numpy as np

Distance = Callable[[Any, Any], float]


def nominal(a: Hashable, b: Hashable) -> float:
    """0 for the same, 1 for another."""
    return float(a != b)


def masi(a: AnySet[str], b: AnySet[str]) -> float:
    """How far two sets lie apart: by the share that both name, less where neither holds the other.

    >>> masi({"IRN", "SAU"}, {"IRN", "SAU"}), round(masi({"IRN", "SAU"}, {"IRN", "SAU", "CHN", "ARE"}), 3)
    (0.0, 0.667)
    """
    both, all_ = a & b, a | b
    kept = 1.0 if a == b else 2 / 3 if both in (a, b) else 1 / 3 if both else 0.0
    return 1 - kept * (len(both) / len(all_) if all_ else 1.0)


def alpha(
    units: Sequence[Sequence[Hashable]], distance: Distance = nominal, weights: np.ndarray | None = None
) -> np.ndarray:
    """One alpha for each row of `weights` (draws by units: how often each unit is in the draw), or one of all as they are.

    A unit is what each coder said of one thing; None is missing, and a unit that fewer than two coded does not count. NaN
    where all say the same everywhere: there is nothing to agree about.

    >>> alpha([("a", "a"), ("a", "b"), ("b", "b")]).round(3).tolist()
    [0.444]
    """
    said = [[value for value in unit if value is not None] for unit in units]
    counted = [n for n, unit in enumerate(said) if len(unit) > 1]
    values = list(dict.fromkeys(value for n in counted for value in said[n]))
    place = {value: n for n, value in enumerate(values)}
    apart = 1 - np.eye(len(values))
    if distance is not nominal:
        apart = np.array([[distance(a, b) for b in values] for a in values]).reshape(len(values), len(values))
    counts = np.zeros((len(counted), len(values)))
    for row, n in enumerate(counted):
        for value in said[n]:
            counts[row, place[value]] += 1
    times = np.ones((1, len(units))) if weights is None else weights.astype(float)
    seen = times[:, counted] @ counts
    within = ((counts @ apart) * counts).sum(1) / (counts.sum(1) - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_chance = ((seen @ apart) * seen).sum(1) / (seen.sum(1) - 1)
        return np.where(by_chance > 0, 1 - times[:, counted] @ within / by_chance, np.nan)
