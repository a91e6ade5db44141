"""The null model: what net breadth would be if each dyad kept its own history but on a clock of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import shake_128

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

CELLS = 250_000  # days summed at once, in bytes: as much as stays in the processor's cache
MOST = 127  # series that a byte can sum
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
        near = self.net[:, max(crest - REACH, 0) : crest + REACH + 1]
        most = near.max(axis=1) if sign > 0 else -near.min(axis=1)
        return max(int((most >= peak).sum()), 1) / len(self.net)


def null(state: np.ndarray, dyads: Sequence[tuple[str, str]], draws: int, seed: int) -> Null:
    """The null of `state` (dyads, days; int8): each series is moved by a random offset of its own of at most REACH days,
    and what it had beyond an end of the series is its reflection there: a day then has the chance of its own time, and
    later rows change that of earlier days little. Dyad after dyad is added to some draws at once: bytes, while they hold."""
    moving = np.flatnonzero(state.any(axis=1))  # dyads that never move change nothing
    days = state.shape[1]
    net = np.zeros((draws, days), dtype=np.int16)
    if not len(moving):
        return Null(net)
    starts = REACH - np.array([offsets(dyads[n], draws, seed) for n in moving.tolist()])
    shifted = sliding_window_view(np.pad(state[moving], ((0, 0), (REACH, REACH)), mode="symmetric"), days, axis=1)
    batch = max(1, CELLS // days)
    for first in range(0, draws, batch):
        some = net[first : first + batch]
        for low in range(0, len(moving), MOST):
            few = np.zeros(some.shape, dtype=np.int8)
            for series, start in zip(shifted[low : low + MOST], starts[low : low + MOST], strict=True):
                few += series[start[first : first + batch]]
            some += few
    return Null(net)


def offsets(dyad: tuple[str, str], draws: int, seed: int) -> np.ndarray:
    """Days by which each draw moves a dyad, (draws,): a hash of the dyad's own name, so that no other dyad changes them."""
    drawn = shake_128(f"{seed} {'-'.join(dyad)}".encode()).digest(4 * draws)
    return np.frombuffer(drawn, "<u4").astype(int) % (2 * REACH + 1) - REACH
