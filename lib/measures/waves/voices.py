"""Who tells of a wave, and since when: none is named with which the evidence begins, or that hangs on one voice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from lib.codebook import publisher, voice
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import occasions
from lib.measures.waves.breadth import Breadth
from lib.measures.waves.conditions import failed, past
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.wave import CHANCE, Condition, Wave, overlapping

FEWEST = 3  # independent publishers behind the crest of a wave


def heard(evidence: Evidence, moved: Breadth, waves: Iterable[Wave], parameters: Parameters = DEFAULTS) -> list[Wave]:
    """The waves, each with what it lacks to be named."""
    return [replace(wave, lacking=lacking(evidence, moved, wave, parameters)) for wave in waves]


def lacking(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> Condition | None:
    """What a wave that chance does not explain lacks to be named: a past in the chronology, if it also stands on that
    alone; else one in coded text, and publishers enough, also without the busiest."""
    if wave.p_value > CHANCE:
        return None
    count = speakers(evidence, moved, wave, parameters)
    told = evidence.about(wave.hub)
    curated = told["layer"] == "chronology"
    before, before_coded = (past(days, wave, parameters) for days in evidence.days)
    if count.empty or (curated.any() and _stands(evidence.only(told[curated]), wave, parameters)):
        return failed([before])
    voices = Condition("voices", int((count.index != "").sum()), FEWEST, wave.crest)
    if not voices.met or not before_coded.met:
        return failed([voices, before_coded])
    busiest = told["source"].map(publisher) == publisher(count.index[0])
    stands = _stands(evidence.only(told[curated | ~busiest]), wave, parameters)
    return failed([Condition("alone", int(stands), 1, wave.crest)])


def speakers(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> pd.Series:
    """Publisher -> how many of the coded events behind the crest it tells, the busiest first; empty where all of them
    are milestones. All offices and agencies of one state are one, and so are all spellings of one name and all texts of no
    named source ("")."""
    told = behind_crest(evidence, moved, wave, parameters)
    coded = told[~told["unit"].isin(told.loc[told["layer"] == "chronology", "unit"])]
    names: dict[str, str] = {}
    units: defaultdict[str, set[int]] = defaultdict(set)
    for source, unit in zip(coded["source"].astype(str), coded["unit"], strict=True):
        names.setdefault(publisher(source), voice(source))
        units[publisher(source)].add(unit)
    count = sorted((-len(units[own]), name) for own, name in names.items())
    return pd.Series([-n for n, _ in count], index=[name for _, name in count], dtype=int)


def behind_crest(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> pd.DataFrame:
    """The reports of the steps of the dyads that are up (or down) on the crest."""
    rows, crest = evidence.places(wave.crest_dyads), wave.crest - moved.start
    units = occasions.behind(evidence, moved, rows, (crest, crest), wave.sign, parameters.window)
    return evidence.told(units)


def _stands(evidence: Evidence, wave: Wave, parameters: Parameters) -> bool:
    left = overlapping(wave, evidence, parameters)
    return left is not None and left.p_value <= CHANCE
