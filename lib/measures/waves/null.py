"""The null model: what net breadth would be if each dyad kept its own history but on a clock of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_128

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

CELLS = 250_000  # days summed at once, in bytes: as much as stays in the processor's cache
MOST = 127  # series that a byte can sum
CHANCE = 0.05  # above this p a wave is no more than chance may give
ENOUGH, MORE = 25, 10  # draws that reach a crest, which settle its p; and times as many draws at most while fewer do
DOUBT = 2  # standard errors: nearer to CHANCE a p is not settled
SERIES = 150_000  # shifted at most while it is not, if that is more than the most draws: of few dyads they cost little
REACH = 540  # days: how far a dyad's clock may be off, and how far from a crest chance is looked for


@dataclass(frozen=True)
class Null:
    """`net`: net breadth of every draw on every day, int16 (draws, days), in order of the draws."""

    net: np.ndarray

    def threshold(self, sign: int, quantile: float) -> np.ndarray:
        """Upper quantile of sign x net breadth over the draws, of each day, (days,)."""
        return np.quantile(sign * self.net, quantile, axis=0, method="inverted_cdf")


class Clocks:
    """Each series of `state` (dyads, days; int8) moved by a random offset of its own of at most REACH days, in every draw
    anew. What it had beyond an end of the series is its reflection there: a day then has the chance of its own time, and
    later rows change that of earlier days little."""

    def __init__(self, state: np.ndarray, dyads: Sequence[tuple[str, str]], seed: int) -> None:
        moving = np.flatnonzero(state.any(axis=1))  # dyads that never move change nothing
        self.days, self.seed = state.shape[1], seed
        self.dyads = tuple(dyads[n] for n in moving.tolist())
        self.padded = np.pad(state[moving], ((0, 0), (REACH, REACH)), mode="symmetric" if self.days else "constant")

    def drawn(self, begin: int, end: int, low: int, high: int) -> np.ndarray:
        """Net breadth of draws begin..end on days low..high, int16 (draws, days). Dyad after dyad is added to some draws at
        once: bytes, while they hold."""
        net = np.zeros((end - begin, high - low), dtype=np.int16)
        starts = np.int32(low + REACH) - offsets(self.dyads, begin, end, self.seed)
        shifted = sliding_window_view(self.padded, high - low, axis=1)
        batch = max(1, CELLS // max(high - low, 1))
        for first in range(0, len(net), batch):
            some = net[first : first + batch]
            for at in range(0, len(starts), MOST):
                few = np.zeros(some.shape, dtype=np.int8)
                for series, start in zip(shifted[at : at + MOST], starts[at : at + MOST], strict=True):
                    few += series[start[first : first + batch]]
                some += few
        return net

    def null(self, draws: int) -> Null:
        """The first draws of all days."""
        return Null(self.drawn(0, draws, 0, self.days))

    def reached(self, begun: Null, peak: int, crest: int, most: int, sign: int = 1) -> tuple[int, int]:
        """In how many draws sign x net breadth reaches `peak` within REACH days of `crest` (a day of the series), and of how
        many. The maximum over that time makes their share family-wise. To those begun with others are added until
        ENOUGH reach it, or `most` are drawn: what is rare is counted as well as what is not. Where their share may still be by
        luck above or below CHANCE, as many as SERIES allows: no wave is named, or not, by the draws it began with."""
        low, high = max(crest - REACH, 0), min(crest + REACH + 1, self.days)
        net, count, drawn, longest = begun.net[:, low:high], 0, 0, max(most, SERIES // max(len(self.dyads), 1))
        while True:
            count += int(((net.max(axis=1) if sign > 0 else -net.min(axis=1)) >= peak).sum())
            drawn += len(net)
            settled = abs(count - CHANCE * drawn) > DOUBT * count**0.5
            if drawn >= longest or (settled and (count >= ENOUGH or drawn >= most)):
                return count, drawn
            net = self.drawn(drawn, min(2 * drawn, most if drawn < most else longest), low, high)


@lru_cache(maxsize=16)  # the waves of a hub ask for the same
def offsets(dyads: tuple[tuple[str, str], ...], begin: int, end: int, seed: int) -> np.ndarray:
    """Days by which draws begin..end move each dyad, (dyads, draws): a hash of the dyad's own name, so that no other changes
    them."""
    names = (f"{seed} {'-'.join(dyad)}".encode() for dyad in dyads)
    drawn = b"".join(shake_128(name).digest(4 * end)[4 * begin :] for name in names)
    return (np.frombuffer(drawn, "<u4") % (2 * REACH + 1)).astype(np.int16).reshape(len(dyads), end - begin) - np.int16(
        REACH
    )
