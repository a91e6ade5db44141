"""The worked example of the Method page: one call, from its severity to the mood the day after. Nothing is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.breadth import breadth
from lib.measures.waves.command import day, evidence_of, number
from lib.measures.waves.mood import Z90, kernel, mood
from lib.measures.waves.status import ladder
from lib.wording.phrases import plural

PAIR = ("CHN", "IRN")
ON = date(2023, 8, 21)


@dataclass(frozen=True)
class Example:
    """Every number of the example, in the order it is computed."""

    event: str
    source: str
    dyad: tuple[str, str]
    first: date
    until: date  # the day after
    on: date
    stage: str
    severity: float
    weight: float
    decay: float  # K, share of the event that still counts
    mood: float
    band: float
    rung: int
    share: float  # of the event's dates that lie in the window
    contribution: float  # to N_d, what breadth compares with the threshold
    threshold: float
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
    severity = float(evidence.severity[unit])
    return Example(
        event=row["event"],
        source=row["source_url"],
        dyad=PAIR,
        first=day(evidence.first[unit]),
        until=day(evidence.until[unit]),
        on=ON,
        stage=row["stage"],
        severity=severity,
        weight=float(evidence.weight[unit]),
        decay=float(decay),
        mood=float(value[0]),
        band=float(band[0]),
        rung=int(ladder(evidence, *PAIR)["after"].iloc[-1]),
        share=1.0,
        contribution=severity,
        threshold=parameters.up,
        is_up=bool(moved.state[evidence.dyads.index(PAIR), at[0] - moved.start] > 0),
    )


def steps(shown: Example, parameters: Parameters = DEFAULTS) -> list[tuple[str, str]]:
    """(what, how it is computed) of each step, the numbers filled in."""
    mass = shown.weight * shown.decay
    return [
        ("Severity s", f"{shown.stage}: {shown.severity:+.2f}"),
        ("Weight w", f"one row of the chronology: {shown.weight:.2f}"),
        (
            "Decay K",
            f"{shown.decay:.4f}, {plural((shown.on - shown.first).days, 'day')} after, half-life {plural(parameters.half_life, 'day')}",
        ),
        (
            "Mood M",
            f"w K s / (κ + w K) = {shown.weight:.2f} × {shown.decay:.4f} × {shown.severity:.2f} / "
            f"({parameters.kappa:g} + {mass:.4f}) = {shown.mood:.2f}",
        ),
        (
            "90 % band",
            f"{Z90} σ / √(κ + w K) = {Z90} × {parameters.sigma:g} / √{parameters.kappa + mass:.4f} = ± {shown.band:.2f}",
        ),
        (
            "Breadth",
            f"N = s × share of the date in the window = {shown.severity:.2f} × {shown.share:g} = {shown.contribution:.2f}, "
            f"{'at least' if shown.is_up else 'below'} {shown.threshold:g}: the pair is {'' if shown.is_up else 'not '}up",
        ),
    ]
