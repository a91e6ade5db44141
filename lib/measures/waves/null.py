"""The null model: what net breadth would be if each dyad kept its own history but on a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

CHANGES, CELLS = 400_000, 100_000  # changes moved and days summed at once: as much as stays in the processor's cache
REACH = 540  # days: how far a dyad's clock may be off, and how far from a crest chance is looked for


@dataclass(frozen=True)
class Null:
    """`net`: net breadth of every draw on every day, int16 (draws, days), in order of the draws."""

    net: np.ndarray

    def threshold(self, sign: int, quantile: float) -> np.ndarray:
        """Upper quantile of sign x net breadth over the draws, of each day, (days,)."""
        return np.quantile(sign * self.net, quantile, axis=0, method="inverted_cdf")

    def p_value(self, peak: int, crest: int, sign: int = 1) -> float:
        """Share of the draws in which sign x net breadth reaches `peak` within REACH days of `crest` (a day of the
        series), at least one in all draws. The maximum over that time makes it family-wise."""
        near = sign * self.net[:, max(crest - REACH, 0) : crest + REACH + 1]
        return max(int((near.max(axis=1) >= peak).sum()), 1) / len(self.net)


def null(state: np.ndarray, draws: int, seed: int) -> Null:
    """The null of `state` (dyads, days; int8): each series is moved by a random offset of its own of at most REACH days,
    and what it had beyond an end of the series is its reflection there: a day then has the chance of its own time, and
    later rows change that of earlier days little. Only changes of state are moved: the cost is draws x changes."""
    state = state[state.any(axis=1)]  # dyads that never move draw no offset, and change nothing
    dyads, days = state.shape
    net = np.zeros((draws, days), dtype=np.int16)
    if not dyads:
        return Null(net)
    rng = np.random.default_rng(seed)
    steps = changes(state)
    batch = max(1, min(draws, CHANGES // max(len(steps.day), 1), CELLS // days))
    for first in range(0, draws, batch):
        offsets = rng.integers(-REACH, REACH + 1, size=(min(batch, draws - first), dyads))
        net[first : first + len(offsets)] = _shifted(state, steps, offsets)
    return Null(net)


class Changes(NamedTuple):
    """Days on which a series changes, row after row: by how much; `per_row` of them in each row."""

    day: np.ndarray
    by: np.ndarray
    per_row: np.ndarray


def changes(state: np.ndarray) -> Changes:
    """Every change from the day before, also in the reflections up to REACH days beyond the ends: day 0 is the first."""
    long = np.pad(state, ((0, 0), (REACH, REACH)), mode="symmetric")
    row, day = np.nonzero(np.diff(long, axis=1))
    by = long[row, day + 1].astype(np.int64) - long[row, day]
    return Changes(day + 1 - REACH, by, np.bincount(row, minlength=len(state)))


def _shifted(state: np.ndarray, steps: Changes, offsets: np.ndarray) -> np.ndarray:
    """Sum over rows of the shifted series, (draws, days): where each begins, and its changes moved and summed up."""
    n, days = len(offsets), state.shape[1]
    row = np.arange(len(state))
    begin = state[row, _reflected(-offsets, days)].sum(axis=1, dtype=np.int64)
    place = np.repeat(offsets, steps.per_row, axis=1) + steps.day
    inside = (place > 0) & (place < days)
    place += days * np.arange(n)[:, None]
    moved = np.bincount(place[inside], np.broadcast_to(steps.by, place.shape)[inside], n * days).reshape(n, days)
    return begin[:, None] + np.cumsum(moved, axis=1)


def _reflected(day: np.ndarray, days: int) -> np.ndarray:
    """Where a day beyond the ends of a series of so many days is mirrored to."""
    day = day % (2 * days)
    return np.where(day < days, day, 2 * days - 1 - day)
