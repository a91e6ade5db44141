"""What `python -m lib wave` measures: the waves in coded tables or the chronology, and the moods asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from lib.errors import MajlisError
from lib.measures.days import day, number
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import chronology, reports
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import Evidence, gather
from lib.measures.waves.mood import mood
from lib.measures.waves.wave import Wave, most_at_once, waves

NEEDED = {  # the columns the measures read
    "articles": ("article_id", "source", "origin"),
    "events": (
        "article_id",
        "event_type",
        "mode",
        "actor",
        "recipient",
        "intensity",
        "status",
        "stage",
        "date_start",
        "date_end",
        "place",
        "confidence",
    ),
}


def evidence_of(
    tables: Mapping[str, pd.DataFrame] | None = None,
    milestones: pd.DataFrame | None = None,
    parameters: Parameters = DEFAULTS,
) -> Evidence:
    """Evidence from coded tables (articles, events), from the chronology, or from both."""
    layers = []
    if milestones is not None:
        layers.append(reports.of_chronology(milestones, parameters.chronology_weight))
    if tables is not None:
        layers.append(reports.of_events(tables))
    return gather(*layers)


@dataclass
class Report:
    """`waves` as `as_record` writes them; `mood`: "IRN-SAU" -> ISO day -> [value, half-width]; `most` dyads that moved
    towards each other at once."""

    window: int
    waves: list[dict]
    most: int
    mood: dict[str, dict[str, list[float]]] = field(default_factory=dict)


def report(
    tables: Mapping[str, pd.DataFrame] | None = None,
    with_chronology: bool = False,
    window: int = DEFAULTS.window,
    moods: Iterable[str] = (),
) -> Report:
    """The waves of coded tables, of the chronology, or of both, and the moods asked for.

    `moods` are written "IRN-SAU@2023-08-21". MJ402 if one cannot be read, MJ403 if there is nothing to measure,
    MJ404 if the window is not a positive number of days.
    """
    if tables is None and not with_chronology:
        raise MajlisError("MJ403")
    if window < 2:
        raise MajlisError("MJ404", window=window)
    parameters = Parameters(window=window)
    asked = [_asked(text) for text in moods]
    evidence = evidence_of(tables, chronology.load() if with_chronology else None, parameters)
    found = [as_record(w) for w in waves(evidence, parameters)]
    answer = Report(window, found, most_at_once(breadth(evidence, parameters))[0])
    for a, b, on in asked:
        value, band = mood(evidence, chronology.code(a), chronology.code(b), np.array([number(on)]), parameters)
        days = answer.mood.setdefault(f"{a}-{b}", {})
        days[on.isoformat()] = [round(float(value[0]), 2), round(float(band[0]), 2)]
    return answer


def as_record(wave: Wave) -> dict:
    """One wave as JSON: dates ISO, codes as lists."""
    return {
        "scope": wave.scope,
        "hub": wave.hub or None,
        "direction": wave.direction,
        "onset": day(wave.onset).isoformat(),
        "crest": day(wave.crest).isoformat(),
        "end": day(wave.end).isoformat(),
        "net_breadth": wave.net_breadth,
        "pairs": [list(dyad) for dyad in wave.dyads],
        "occasions": wave.occasions,
        "package": wave.package is not None,
        "p_value": round(wave.p_value, 4),
    }


def _asked(text: str) -> tuple[str, str, date]:
    try:
        dyad, on = text.split("@")
        a, b = dyad.split("-")
        if not a or not b:
            raise ValueError(text)
        return a, b, date.fromisoformat(on)
    except ValueError:
        raise MajlisError("MJ402", asked=text) from None
