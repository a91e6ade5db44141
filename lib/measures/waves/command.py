"""What `python -m lib wave` measures: the waves in coded tables or the chronology, and the moods asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from lib.codebook import names
from lib.errors import MajlisError
from lib.measures.days import day, number
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import chronology, curated, reports
from lib.measures.waves.breadth import breadth
from lib.measures.waves.conditions import lacking
from lib.measures.waves.evidence import Evidence, gather
from lib.measures.waves.mood import mood
from lib.measures.waves.rivals import rivals
from lib.measures.waves.voices import heard
from lib.measures.waves.wave import Condition, Wave, hubs, regions

LONGEST = 3650  # days of a window: ten years
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
        "evidence",
    ),
}


def evidence_of(
    tables: Mapping[str, pd.DataFrame] | None = None,
    milestones: pd.DataFrame | None = None,
    parameters: Parameters = DEFAULTS,
) -> Evidence:
    """Evidence from coded tables (articles, events, and meetings where given), from the chronology, or from both.

    Whether a coded dyad is one of rivals is looked up in the chronology also where it is not measured itself.
    """
    layers = [] if milestones is None else [reports.of_chronology(milestones, parameters.chronology_weight)]
    if tables is not None:
        coded = reports.of_events(tables)
        layers.append(coded.assign(rival=rivals(coded, reports.of_chronology(curated.milestones()))))
    return gather(*layers, wars=[(*war.pair, war.first, war.end) for war in curated.wars()])


@dataclass
class Report:
    """`waves` as `as_record` writes them; `mood`: "IRN-SAU" -> ISO day -> [value, half-width]; `lacking`: what a wave of
    reconciliation lacks to be named, None where one is or all may be chance; `end`: the last day with evidence, None where there is none."""

    window: int
    waves: list[dict]
    lacking: Condition | None
    end: date | None
    mood: dict[str, dict[str, list[float]]] = field(default_factory=dict)


def report(
    tables: Mapping[str, pd.DataFrame] | None = None,
    with_chronology: bool = False,
    window: int = DEFAULTS.window,
    moods: Sequence[str] = (),
) -> Report:
    """The waves of coded tables, of the chronology, or of both, and the moods asked for. MJ403 if there is nothing to
    measure, MJ404 if the window is no number of days from 2 to LONGEST, and what `told` raises."""
    if tables is None and not with_chronology:
        raise MajlisError("MJ403")
    if not 2 <= window <= LONGEST:
        raise MajlisError("MJ404", window=window)
    parameters = Parameters(window=window)
    return told(evidence_of(tables, curated.milestones() if with_chronology else None, parameters), parameters, moods)


def told(evidence: Evidence, parameters: Parameters = DEFAULTS, moods: Sequence[str] = ()) -> Report:
    """The waves of this evidence, and the moods asked for as "IRN-SAU@2023-08-21". MJ402 if one cannot be read, MJ408 if
    neither evidence nor codebook knows a side."""
    asked = [_asked(text) for text in moods]
    for two, text in zip(asked, moods, strict=True):
        for side in two[:2]:
            if chronology.code(side) not in names() and chronology.code(side) not in evidence.actors:
                raise MajlisError("MJ408", asked=text, side=side)
    moved = breadth(evidence, parameters)
    found = regions(evidence, parameters, moved)
    found = {way: replace(r, waves=heard(evidence, moved, r.waves, parameters)) for way, r in found.items()}
    everywhere = [w for region in found.values() for w in region.waves]
    waves = [as_record(w) for w in everywhere + heard(evidence, moved, hubs(evidence, parameters, moved), parameters)]
    missing = lacking(evidence, found["reconciliation"], parameters)
    answer = Report(parameters.window, waves, missing, day(moved.end) if moved.days else None)
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
        "first_step": day(wave.first_step).isoformat(),
        "named": wave.named,
        "lacks": wave.lacks or None,
        "open": wave.open,
    }


def _asked(text: str) -> tuple[str, str, date]:
    try:
        dyad, on = text.split("@")
        a, b = dyad.upper().split("-")
        if not a or not b or chronology.code(a) == chronology.code(b):
            raise ValueError(text)
        return a, b, date.fromisoformat(on)
    except ValueError:
        raise MajlisError("MJ402", asked=text) from None
