"""Who tells of a wave: none that is coded from articles is named on one voice."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from lib.codebook import voice
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import occasions
from lib.measures.waves.breadth import Breadth
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.wave import CHANCE, Wave, overlapping

FEWEST = 3  # independent publishers behind the crest of a wave


def heard(evidence: Evidence, moved: Breadth, waves: Iterable[Wave], parameters: Parameters = DEFAULTS) -> list[Wave]:
    """The waves, each told whether it hangs on one voice."""
    return [replace(wave, one_voice=hangs(evidence, moved, wave, parameters)) for wave in waves]


def hangs(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> bool:
    """Does a wave that chance does not explain rest on coded text of too few publishers, or of one without whom it is
    none? What also stands on the chronology alone does not."""
    if wave.p_value > CHANCE or (count := speakers(evidence, moved, wave, parameters)).empty:
        return False
    told = evidence.about(wave.hub)
    curated = told["layer"] == "chronology"
    if curated.any() and _stands(evidence.only(told[curated]), wave, parameters):
        return False
    if (count.index != "").sum() < FEWEST:
        return True
    busiest = told["source"].astype(str).map(voice) == count.index[0]
    return not _stands(evidence.only(told[curated | ~busiest]), wave, parameters)


def speakers(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> pd.Series:
    """Publisher -> how many of the coded events behind the crest it tells, the busiest first; empty where all of them
    are milestones. All offices and agencies of one state are one, and so are all texts of no named source ("")."""
    told = behind_crest(evidence, moved, wave, parameters)
    coded = told[~told["unit"].isin(told.loc[told["layer"] == "chronology", "unit"])]
    count = coded.groupby(coded["source"].astype(str).map(voice))["unit"].nunique()
    return count.iloc[np.lexsort((count.index, -count))]


def behind_crest(evidence: Evidence, moved: Breadth, wave: Wave, parameters: Parameters = DEFAULTS) -> pd.DataFrame:
    """The reports of the steps of the dyads that are up (or down) on the crest."""
    rows, crest = evidence.places(wave.crest_dyads), wave.crest - moved.start
    units = occasions.behind(evidence, moved, rows, (crest, crest), wave.sign, parameters.window)
    return evidence.told(units)


def _stands(evidence: Evidence, wave: Wave, parameters: Parameters) -> bool:
    left = overlapping(wave, evidence, parameters)
    return left is not None and left.p_value <= CHANCE
