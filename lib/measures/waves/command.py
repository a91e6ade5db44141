"""What `python -m lib wave --json` prints: the waves found and the moods asked for, as one plain record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lib.errors import MajlisError
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import chronology, reports
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import Evidence, gather
from lib.measures.waves.mood import mood
from lib.measures.waves.wave import Wave, most_at_once, waves
from lib.wording.phrases import plural

EPOCH = date(1970, 1, 1)
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


def day(number: int) -> date:
    """The calendar day of a number of days since 1970."""
    return EPOCH + timedelta(days=int(number))


def number(of: date) -> int:
    """A calendar day as days since 1 January 1970."""
    return (of - EPOCH).days


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


def report(
    tables: Mapping[str, pd.DataFrame] | None = None,
    with_chronology: bool = False,
    window: int = DEFAULTS.window,
    moods: Iterable[str] = (),
) -> dict:
    """{"window", "waves": [...], "mood": {"IRN-SAU": {"2023-08-21": [value, half-width]}}, "verdict"}.

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
    answer: dict = {
        "window": window,
        "waves": [as_record(w) for w in waves(evidence, parameters)],
        "mood": {},
        "verdict": verdict(evidence, parameters),
    }
    for a, b, on in asked:
        value, band = mood(evidence, chronology.code(a), chronology.code(b), np.array([number(on)]), parameters)
        dyad = answer["mood"].setdefault(f"{a}-{b}", {})
        dyad[on.isoformat()] = [round(float(value[0]), 2), round(float(band[0]), 2)]
    return answer


def verdict(evidence: Evidence, parameters: Parameters = DEFAULTS) -> str:
    """The most dyads that moved towards each other at once: "1 pair moved; a wave needs at least 4"."""
    most, _ = most_at_once(breadth(evidence, parameters))
    return f"{plural(most, 'pair')} moved; a wave needs at least {parameters.min_dyads}"


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


def lines(answer: dict) -> list[str]:
    """The same report for people: one line a wave, one a mood."""
    found = [
        f"{w['scope']} {w['direction']}{' of ' + w['hub'] if w['hub'] else ''}: {w['onset']} to {w['end']}, crest "
        f"{w['crest']} at net {w['net_breadth']}, {plural(len(w['pairs']), 'pair')}, {plural(w['occasions'], 'occasion')}"
        f"{', one package' if w['package'] else ''}, p = {w['p_value']:g}"
        for w in answer["waves"]
    ]
    if not any(w["scope"] == "regional" for w in answer["waves"]):
        found.insert(0, f"No regional wave: {answer['verdict']}")
    moods = [(dyad, on, m) for dyad, days in answer["mood"].items() for on, m in days.items()]
    return found + [f"mood of {dyad} on {on}: {value:+.2f} ± {band:.2f}" for dyad, on, (value, band) in moods]


def _asked(text: str) -> tuple[str, str, date]:
    try:
        dyad, on = text.split("@")
        a, b = dyad.split("-")
        if not a or not b:
            raise ValueError(text)
        return a, b, date.fromisoformat(on)
    except ValueError:
        raise MajlisError("MJ402", asked=text) from None
