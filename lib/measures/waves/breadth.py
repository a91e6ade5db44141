"""Breadth: how many dyads are up, and how many down, on each day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.evidence import Evidence

TINY = 1e-9  # sums of severities are compared with the thresholds to this precision
CELLS = 2_000_000  # dyad x day cells computed at once


@dataclass(frozen=True)
class Breadth:
    """`state` int8 (dyads, days): 1 up, -1 down, 0 neither. Day 0 is `start` (days since 1970). `mirrored`: the same with
    the signs turned, for ruptures: down takes as much as up does here, and up as little as down."""

    start: int
    state: np.ndarray
    mirrored: np.ndarray

    def toward(self, sign: int) -> Breadth:
        """What waves of this sign are found in."""
        return self if sign > 0 else replace(self, state=self.mirrored)

    @property
    def days(self) -> int:
        """Length of the series."""
        return self.state.shape[1]

    @property
    def end(self) -> int:
        """The last day with evidence (days since 1970)."""
        return self.start + self.days - 1

    @property
    def up(self) -> np.ndarray:
        """How many dyads are up on each day, (days,)."""
        return (self.state > 0).sum(axis=0)

    @property
    def down(self) -> np.ndarray:
        """How many are down, (days,)."""
        return (self.state < 0).sum(axis=0)

    @property
    def net(self) -> np.ndarray:
        """Up minus down, (days,)."""
        return self.state.sum(axis=0, dtype=np.int64)


def breadth(evidence: Evidence, parameters: Parameters = DEFAULTS) -> Breadth:
    """Which dyads are up or down from the first step's day to the last day with evidence, also of what was left out of it;
    what came after is not known.

    A dyad at war is not up before its war has left the window, whatever else is counted. Steps of no size move nothing
    and do not lengthen the series. Memory: one byte per dyad and day, plus a working array of at most CELLS numbers.

    >>> from lib.measures.days import day
    >>> from lib.measures.waves import command, curated
    >>> day(breadth(command.evidence_of(milestones=curated.milestones())).end)
    datetime.date(2026, 7, 3)
    """
    moving = np.flatnonzero(evidence.step)
    if not len(moving):
        nothing = np.zeros((len(evidence.dyads), 0), dtype=np.int8)
        return Breadth(0, nothing, nothing)
    start, end = evidence.watched
    days = end - start
    state, mirrored = np.zeros((2, len(evidence.dyads), days), dtype=np.int8)
    rows = max(1, CELLS // days)
    for low in range(0, len(state), rows):
        chosen = moving[
            np.searchsorted(evidence.dyad[moving], low) : np.searchsorted(evidence.dyad[moving], low + rows)
        ]
        sums = window_sums(evidence, chosen, low, len(state[low : low + rows]), start, days, parameters.window)
        for found, up, down in ((state, parameters.up, parameters.down), (mirrored, parameters.down, parameters.up)):
            found[low : low + rows] = (sums >= up - TINY).astype(np.int8) - (sums <= -(down - TINY))
    for dyad, first, until in evidence.wars.tolist():
        for found in (state, mirrored):
            at_war = found[dyad, max(first - start, 0) : max(until + parameters.window - start, 0)]
            at_war[at_war > 0] = 0
    return Breadth(start, state, mirrored)


def window_sums(
    evidence: Evidence, units: np.ndarray, low: int, rows: int, start: int, days: int, window: int
) -> np.ndarray:
    """N_d(t) of the dyads low..low+rows: sum of steps x share of [first, until) within (t-W, t], (rows, days).

    The share rises and falls in straight lines, so its second difference is four impulses an event.
    """
    width = days + 1  # what falls beyond the series is put on a last day, which is cut off
    a, b = evidence.first[units] - start, evidence.until[units] - start
    slope = evidence.step[units] / (b - a)
    at = np.minimum([a, b, a + window, b + window], days) + (evidence.dyad[units] - low) * width
    impulses = np.outer([1, -1, -1, 1], slope)
    sums = np.bincount(at.ravel(), impulses.ravel(), rows * width).reshape(rows, width)
    np.cumsum(sums, axis=1, out=sums)
    np.cumsum(sums, axis=1, out=sums)
    return sums[:, :days]


def runs(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row, first and end (exclusive) of every unbroken run of True in a (rows, days) mask, in order."""
    rows, width = len(mask), mask.shape[1] + 1
    flat = np.zeros(rows * width + 1, dtype=bool)  # row after row, a False before each and one at the end
    flat[:-1].reshape(rows, width)[:, 1:] = mask
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    row, first = np.divmod(edges[::2], width)
    return row, first, edges[1::2] - row * width
