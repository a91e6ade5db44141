"""The worked example of the Method page: one call, from its severity to the mood the day after."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.measures.days import day, number
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.breadth import breadth
from lib.measures.waves.command import evidence_of
from lib.measures.waves.mood import kernel, mood

PAIR = ("CHN", "IRN")
ON = date(2023, 8, 21)


@dataclass(frozen=True)
class Example:
    """Every number of the example, in the order it is computed."""

    event: str
    dyad: tuple[str, str]
    first: date
    on: date
    stage: str
    severity: float
    weight: float
    decay: float  # K, share of the event that still counts
    mood: float
    band: float
    is_up: bool


def example(milestones: pd.DataFrame, parameters: Parameters = DEFAULTS) -> Example:
    """The call of 20 August 2023 between China's and Iran's foreign ministers, as the chronology holds it."""
    evidence = evidence_of(milestones=milestones, parameters=parameters)
    unit = int(evidence.of(*PAIR)[-1])
    report = evidence.reports[evidence.reports["unit"] == unit].iloc[0]
    row = milestones[milestones["row"] == report["ref"]].iloc[0]
    at = np.array([number(ON)])
    decay = kernel(at, evidence.first[[unit]], evidence.until[[unit]], parameters.half_life)[0, 0]
    value, band = mood(evidence, *PAIR, at, parameters)
    moved = breadth(evidence, parameters)
    return Example(
        event=row["event"],
        dyad=PAIR,
        first=day(evidence.first[unit]),
        on=ON,
        stage=row["stage"],
        severity=float(evidence.severity[unit]),
        weight=float(evidence.weight[unit]),
        decay=float(decay),
        mood=float(value[0]),
        band=float(band[0]),
        is_up=bool(moved.state[evidence.dyads.index(PAIR), at[0] - moved.start] > 0),
    )
