"""What would change the verdict: a wave measured anew under other choices."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from lib.codebook import sides
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.voices import behind_crest
from lib.measures.waves.wave import CHANCE, Wave, busiest, overlapping

WINDOWS = (60, 120)  # days: the default of 90, a third less and a third more


@dataclass(frozen=True)
class Part:
    """A part of the evidence: `without` an actor's code or a source's name ("" for none), or the region's dyads alone."""

    without: str = ""
    region: bool = False

    def of(self, evidence: Evidence) -> Evidence:
        """What of the evidence is left."""
        left_out = self._left_out(evidence)
        return evidence.without(left_out) if left_out.any() else evidence

    def holds(self, two: tuple[str, str]) -> bool:
        """Is a dyad in it, whatever sources tell of it?"""
        return self.without not in two and (not self.region or all(map(sides().get, two)))

    def _left_out(self, evidence: Evidence) -> pd.Series:
        told = evidence.touches(self.without) | (evidence.reports["source"] == self.without)
        return told & bool(self.without) | (beyond(evidence) & self.region)


WHOLE = Part()


@dataclass(frozen=True)
class Variant:
    """`change` in words; `wave` is what is left of the wave, None if it is gone; `stands` if it overlaps the original."""

    kind: str  # window, layer, region, source or actor
    change: str
    wave: Wave | None


def variants(evidence: Evidence, wave: Wave, parameters: Parameters = DEFAULTS, sources: int = 8) -> list[Variant]:
    """Other windows, of both layers the chronology alone, dyads of the region alone, the `sources` that tell most of
    the wave left out one by one, and its busiest actor left out."""
    return [
        Variant(kind, change, overlapping(wave, part, p))
        for kind, change, part, p in _choices(evidence, wave, parameters, sources)
    ]


def lost(wave: Wave, left: Wave | None) -> bool:
    """Is nothing left of the wave, or no more than chance may give?"""
    return left is None or wave.p_value <= CHANCE < left.p_value


def _choices(
    evidence: Evidence, wave: Wave, parameters: Parameters, sources: int
) -> Iterator[tuple[str, str, Evidence, Parameters]]:
    for window in WINDOWS:
        if window != parameters.window:
            yield "window", str(window), evidence, replace(parameters, window=window)
    if evidence.days[0].size and evidence.days[1].size:
        yield "layer", "", evidence.only(evidence.reports[evidence.reports["layer"] == "chronology"]), parameters
    if beyond(evidence).any():
        yield "region", "", Part(region=True).of(evidence), parameters
    for name in told_by(evidence, wave, parameters)[:sources]:
        yield "source", name, Part(name).of(evidence), parameters
    if not wave.hub:
        actor = busiest(wave.crest_dyads)[0]
        yield "actor", actor, Part(actor).of(evidence), parameters


def beyond(evidence: Evidence) -> pd.Series:
    """Which reports are of a dyad with a side from beyond the region."""
    region = [code for code, inside in sides().items() if inside]
    return ~(evidence.reports["actor_a"].isin(region) & evidence.reports["actor_b"].isin(region))


def told_by(evidence: Evidence, wave: Wave, parameters: Parameters = DEFAULTS) -> list[str]:
    """The named sources behind the dyads of the crest, those that tell of most events first."""
    told = behind_crest(evidence, breadth(evidence, parameters), wave, parameters)
    count = told.groupby(told["source"].astype(str))["unit"].nunique()
    return sorted((name for name in count.index if name), key=lambda name: (-count[name], name))
