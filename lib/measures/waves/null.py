"""The null model: what net breadth would be if each dyad kept its own history but on a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

CHANGES, CELLS = 400_000, 100_000  # changes moved and days summed at once: as much as stays in the processor's cache


@dataclass(frozen=True)
class Null:
    """Draws in which each dyad's series is shifted circularly by a random offset of its own.

    Every day then has the same distribution, so days and draws are pooled: `counts[n]` is how often net
    breadth was n - offset. `peaks` and `troughs` are its maximum and minimum over time in each draw.
    """

    counts: np.ndarray
    offset: int
    peaks: np.ndarray
    troughs: np.ndarray

    def threshold(self, sign: int, quantile: float) -> int:
        """Upper quantile of sign x net breadth on any one day."""
        counts = self.counts if sign > 0 else self.counts[::-1]
        reach = np.cumsum(counts)
        return int(np.searchsorted(reach, quantile * reach[-1] - 1e-9)) - self.offset

    def p_value(self, peak: int, sign: int = 1) -> float:
        """Share of draws with sign x net breadth as high as `peak` at any time, the observed series counted in.
        The maximum over time makes it family-wise: it holds however many days were looked at."""
        highest = self.peaks if sign > 0 else -self.troughs
        return float((1 + (highest >= peak).sum()) / (1 + len(highest)))


def null(state: np.ndarray, draws: int, seed: int, pooled: bool = True) -> Null:
    """The null of `state` (dyads, days; int8). Only changes of state are moved: the cost is draws x changes.
    Not `pooled`, it keeps the extremes only, and knows p-values but no threshold."""
    state = state[state.any(axis=1)]  # dyads that never move draw no offset, and change nothing
    dyads, days = state.shape
    counts = np.zeros(2 * dyads + 1, dtype=np.int64)
    peaks, troughs = np.zeros(draws, dtype=np.int64), np.zeros(draws, dtype=np.int64)
    if not dyads:
        counts[dyads] = 1
        return Null(counts, dyads, peaks, troughs)
    rng = np.random.default_rng(seed)
    rises, falls = changes(state)
    total = int(state.sum(dtype=np.int64))
    batch = max(1, min(draws, CHANGES // (len(rises.day) + len(falls.day)), CELLS // (2 * days)))
    for first in range(0, draws, batch):
        offsets = rng.integers(days, size=(min(batch, draws - first), dyads))
        net = _shifted(rises, falls, offsets, days, total)
        last = first + len(offsets)
        peaks[first:last], troughs[first:last] = net.max(axis=1), net.min(axis=1)
        if pooled:
            counts += np.bincount((net + dyads).ravel(), minlength=len(counts))
    return Null(counts, dyads, peaks, troughs)


class Changes(NamedTuple):
    """Days on which a series changes by one, row after row; `per_row` of them in each row."""

    day: np.ndarray
    per_row: np.ndarray


def changes(state: np.ndarray) -> tuple[Changes, Changes]:
    """Every rise and every fall by one from the day before; the last day comes before the first."""
    steps = state - np.roll(state, 1, axis=1)
    return _repeated(np.maximum(steps, 0)), _repeated(np.maximum(-steps, 0))


def _repeated(steps: np.ndarray) -> Changes:
    row, day = np.nonzero(steps)
    return Changes(np.repeat(day, steps[row, day]), steps.sum(axis=1, dtype=np.int64))


def _shifted(rises: Changes, falls: Changes, offsets: np.ndarray, days: int, total: int) -> np.ndarray:
    """Sum over rows of the shifted series, (draws, days): the changes are moved, then summed up again."""
    n = len(offsets)
    base = offsets + 2 * days * np.arange(n)[:, None]
    steps = _placed(rises, base, 2 * days * n)
    steps -= _placed(falls, base, 2 * days * n)
    steps = steps.reshape(n, 2, days)
    net = np.cumsum(steps[:, 0] + steps[:, 1], axis=1)
    return net + (total - net.sum(axis=1, keepdims=True)) // days  # shifting does not change the sum over time


def _placed(changes: Changes, base: np.ndarray, cells: int) -> np.ndarray:
    place = np.repeat(base, changes.per_row, axis=1)
    place += changes.day
    return np.bincount(place.ravel(), minlength=cells)
