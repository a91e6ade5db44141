"""Lead and lag: which dyad moved first, as intervals. "Followed by" says an order in time, never a cause."""

import numpy as np
import pandas as pd

from lib.measures.waves import occasions
from lib.measures.waves.breadth import Breadth
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.wave import Wave

COLUMNS = ("actor_a", "actor_b", "earliest", "latest", "day", "unit")


def onsets(evidence: Evidence, moved: Breadth, wave: Wave, window: int) -> pd.DataFrame:
    """When each dyad of a wave moved: the dates its lifting event may have (days since 1970, both inclusive).

    `day` is the first day the dyad was up (or down) in the stretch that reaches into the wave; `unit` the event
    that lifted it, -1 if it rose because a setback left the window. Sorted by earliest, then latest.
    """
    span = wave.onset - moved.start, wave.end - moved.start
    places = evidence.places(wave.dyads).tolist()
    rows = [_onset(evidence, moved, place, span, wave.sign, window) for place in places]
    table = pd.DataFrame([(*dyad, *row) for dyad, row in zip(wave.dyads, rows, strict=True)], columns=list(COLUMNS))
    return table.sort_values(["earliest", "latest", "actor_a", "actor_b"], ignore_index=True)


def order(one: pd.Series, other: pd.Series) -> str:
    """How the onset of one dyad stands to that of another: "followed by", "after" or "order unknown"."""
    if one["latest"] < other["earliest"]:
        return "followed by"
    if other["latest"] < one["earliest"]:
        return "after"
    return "order unknown"


def _onset(
    evidence: Evidence, moved: Breadth, dyad: int, span: tuple[int, int], sign: int, window: int
) -> tuple[int, int, int, int]:
    state = moved.toward(sign).state[dyad] == sign
    day = span[0] + int(state[span[0] : span[1] + 1].argmax())
    before = np.flatnonzero(~state[:day])
    day = (int(before[-1]) + 1 if len(before) else 0) if state[day] else day
    units = occasions.behind(evidence, moved, np.array([dyad]), (day, day), sign, window)
    current = units[evidence.until[units] - moved.start > day]
    if not len(current):
        return (moved.start + day, moved.start + day, moved.start + day, -1)
    unit = int(current[-1])
    return int(evidence.first[unit]), int(evidence.until[unit]) - 1, moved.start + day, unit
