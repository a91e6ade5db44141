"""What would change the verdict: a wave measured anew under other choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import occasions
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import Evidence, gather
from lib.measures.waves.wave import Wave, busiest, hubs, regional

WINDOWS = (60, 120)  # days: the default of 90, a third less and a third more
FIRST = 3  # sources, by what they tell of a wave, that are left out to see whether it is one source's; chosen by eye
CHANCE = 0.05  # above this p a wave is no more than chance may give


@dataclass(frozen=True)
class Variant:
    """`change` in words; `wave` is what is left of the wave, None if it is gone; `stands` if it overlaps the original."""

    kind: str  # window, source, actor or certainty
    change: str
    wave: Wave | None


def variants(evidence: Evidence, wave: Wave, parameters: Parameters = DEFAULTS, sources: int = 8) -> list[Variant]:
    """Other windows, the `sources` that tell most of the wave left out one by one, and its busiest actor left out."""
    return [
        Variant(kind, change, _overlapping(wave, part, p))
        for kind, change, part, p in _choices(evidence, wave, parameters, sources)
    ]


def one_source(evidence: Evidence, wave: Wave, parameters: Parameters = DEFAULTS) -> str:
    """The source without which no such wave is left (or none beyond chance), of those that tell most of it; "" if it
    stands without any one of them."""
    reports = evidence.reports
    for name in told_by(evidence, wave, parameters)[:FIRST]:
        left = _overlapping(wave, gather(reports[reports["source"] != name]), parameters)
        if lost(wave, left):
            return name
    return ""


def lost(wave: Wave, left: Wave | None) -> bool:
    """Is nothing left of the wave, or no more than chance may give?"""
    return left is None or wave.p_value <= CHANCE < left.p_value


def _choices(
    evidence: Evidence, wave: Wave, parameters: Parameters, sources: int
) -> Iterator[tuple[str, str, Evidence, Parameters]]:
    for window in WINDOWS:
        if window != parameters.window:
            yield "window", str(window), evidence, replace(parameters, window=window)
    reports = evidence.reports
    for name in told_by(evidence, wave, parameters)[:sources]:
        yield "source", name, gather(reports[reports["source"] != name]), parameters
    if wave.hub:
        return
    actor = busiest(wave.crest_dyads)[0]
    without = (reports["actor_a"] != actor) & (reports["actor_b"] != actor)
    yield "actor", actor, gather(reports[without]), parameters


def told_by(evidence: Evidence, wave: Wave, parameters: Parameters = DEFAULTS) -> list[str]:
    """The sources behind the dyads of the crest, those that tell of most events first."""
    moved = breadth(evidence, parameters)
    place = {dyad: n for n, dyad in enumerate(evidence.dyads)}
    rows = np.array([place[dyad] for dyad in wave.crest_dyads])
    crest = wave.crest - moved.start
    units = occasions.behind(evidence, moved, rows, (crest, crest), wave.sign, parameters.window)
    told = evidence.reports[evidence.reports["unit"].isin(units)]
    count = told.groupby(told["source"].astype(str))["unit"].nunique()
    return sorted(count.index, key=lambda name: (-count[name], name))


def _overlapping(wave: Wave, evidence: Evidence, parameters: Parameters) -> Wave | None:
    """The strongest wave of that scope and direction which shares a day with the original."""
    if wave.hub:
        same = [w for w in hubs(evidence, parameters) if (w.hub, w.direction) == (wave.hub, wave.direction)]
        found = sorted(same, key=lambda w: -w.net_breadth)
    else:
        found = regional(evidence, parameters, wave.direction).waves
    return next((w for w in found if w.onset <= wave.end and w.end >= wave.onset), None)
