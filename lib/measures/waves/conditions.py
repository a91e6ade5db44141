"""What a regional wave needs, and how far the evidence is from it on its best day."""

import numpy as np

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.breadth import runs
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.null import REACH
from lib.measures.waves.wave import DIRECTIONS, Condition, Region, Wave, busiest


def conditions(evidence: Evidence, region: Region, parameters: Parameters = DEFAULTS) -> list[Condition]:
    """What a wave of the region's direction needs, in the order in which it is asked, as it stands on the day that meets
    most of it: of several the one with the most net pairs, and of these the first."""
    moved, sign = region.moved, DIRECTIONS[region.direction]
    if not moved.days:
        return [Condition("pairs", 0, parameters.min_dyads, 0)]
    side, net = (moved.state == sign).sum(axis=0), sign * moved.net
    bar = region.null.threshold(sign, parameters.quantile)
    tests = [side >= parameters.min_dyads, region.occasions >= parameters.min_occasions, net > bar]
    met = np.cumprod(tests, axis=0).sum(axis=0)
    at = int(np.lexsort((-net, -met))[0])
    first, stop = next(((a, b) for _, a, b in zip(*runs(met[None, :] == met[at]), strict=True) if a <= at < b))
    dyads = [evidence.dyads[n] for n in np.flatnonzero(moved.state[:, at] == sign)]
    actor, count = busiest(dyads)
    on = moved.start + at
    return [
        Condition("pairs", int(side[at]), parameters.min_dyads, on),
        Condition("occasions", int(region.occasions[at]), parameters.min_occasions, on),
        Condition("chance", int(net[at]), int(bar[at]) + 1, on),
        Condition("days", int(stop - first), parameters.min_days, moved.start + int(first)),
        Condition("outside", len(dyads) - count, parameters.min_outside, on, actor),
    ]


def past(days: np.ndarray, wave: Wave, parameters: Parameters = DEFAULTS) -> Condition:
    """Whether a wave has a past to be held against; `days`: on which steps were told of, in order. Somebody was looking before
    where the REACH days before the window of its onset hold `parameters.past` times as many such days as that window: a
    pile of texts that begins with the wave does not, nor one with some stray days long before. And where they hold as many
    as its fullest window: a sixfold rise of all that is told may be one of what was read."""
    until = np.arange(wave.onset, wave.end + 1)
    now = np.searchsorted(days, until, "right") - np.searchsorted(days, until - parameters.window, "right")
    before, begun = np.searchsorted(days, wave.onset - parameters.window - np.array([REACH, 0]), "right")
    needs = max(parameters.past * max(int(now[0]), parameters.min_occasions), int(now.max()))
    return Condition("past", int(begun - before), needs, wave.onset)


def failed(found: list[Condition]) -> Condition | None:
    """The first condition that is not met; None if all are."""
    return next((condition for condition in found if not condition.met), None)


def lacking(evidence: Evidence, region: Region, parameters: Parameters = DEFAULTS) -> Condition | None:
    """What a wave of the region's direction lacks, to be found or named; None where one is, or chance may explain all."""
    if not region.waves:
        return failed(conditions(evidence, region, parameters))
    return None if region.waves[0].named else next((w.lacking for w in region.waves if w.lacking), None)
