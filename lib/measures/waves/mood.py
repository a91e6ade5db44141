"""The mood of a dyad: the decayed mean of what happened between its two sides, with its band."""

import numpy as np

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.evidence import Evidence

Z90 = 1.645  # half-width of a 90 % band in standard deviations


def kernel(days: np.ndarray, first: np.ndarray, until: np.ndarray, half_life: float) -> np.ndarray:
    """Mean decay of an event dated somewhere in [first, until), as seen on each day: shape (days, events).

    K(t) = h / (ln 2 (b-a)) (2^-((t - min(b,t))/h) - 2^-((t-a)/h)) for t > a, else 0.
    """
    t = np.asarray(days, dtype=float)[:, None]
    a, b = np.asarray(first, dtype=float), np.asarray(until, dtype=float)
    since_end = np.maximum(t - b, 0.0)
    since_start = np.maximum(t - a, 0.0)
    mean = half_life / (np.log(2.0) * (b - a)) * (2.0 ** (-since_end / half_life) - 2.0 ** (-since_start / half_life))
    return np.where(t > a, mean, 0.0)


def mood(
    evidence: Evidence, a: str, b: str, days: np.ndarray, parameters: Parameters = DEFAULTS
) -> tuple[np.ndarray, np.ndarray]:
    """Mood in [-1, 1] and half-width of its 90 % band, one value for each of `days` (days since 1970).

    M = sum(w K s) / (kappa + sum(w K)); band 1.645 sigma / sqrt(kappa + sum(w K)). A dyad nobody
    reports on has mood 0 and the widest band.

    >>> from lib.measures.waves import command, curated
    >>> evidence = command.evidence_of(milestones=curated.milestones())
    >>> value, band = mood(evidence, "IRN", "SAU", np.array([19590]))  # 21 August 2023
    >>> value.round(2), band.round(2)
    (array([0.22]), array([0.25]))
    """
    units = evidence.of(a, b)
    weights = evidence.weight[units] * kernel(days, evidence.first[units], evidence.until[units], parameters.half_life)
    mass = parameters.kappa + weights.sum(axis=1)
    return weights @ evidence.severity[units] / mass, Z90 * parameters.sigma / np.sqrt(mass)
