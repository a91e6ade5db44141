"""The curated chronology: dated milestones between two actors, each with its source."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from lib.codebook import problems as problems_of_codebook
from lib.codebook import stages
from lib.codebook.records import Stage
from lib.errors import MajlisError
from lib.paths import CHRONOLOGY_FILE
from lib.schema import CHRONOLOGY, CHRONOLOGY_PRECISIONS

DISPUTED_DAYS = 2  # a disputed day reaches this far back
CODE = re.compile(r"[A-Z]{3}|ORG:[A-Z0-9]+")
SHORT = {"LAS": "ORG:ARABLEAGUE"}  # the one non-state code that looks like a country's


def code(text: str) -> str:
    """The house's code of an actor: ISO3 stays, a bare non-state code (HAMAS) gets its ORG: prefix."""
    text = text.strip()
    if text in SHORT:
        return SHORT[text]
    return text if not text or len(text) == 3 or text.startswith("ORG:") else f"ORG:{text}"


def interval(text: str, precision: str = "day") -> tuple[date, date]:
    """[first day, day after the last) of a date written YYYY-MM-DD, YYYY-MM or YYYY. ValueError if it is none."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if day:
        first = date(year, month, day)
        back = DISPUTED_DAYS if precision == "day_disputed" else 0
        return first - timedelta(days=back), first + timedelta(days=1)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def load(path: Path | str = CHRONOLOGY_FILE) -> pd.DataFrame:
    """The chronology as a table: its columns, plus `row` (1-based), `first`, `until` (exclusive) and `severity`.

    The sign of the severity is the row's direction, its size the stage's. MJ401 if a row cannot be read.
    Where the codebook's own list of stages is at fault, the milestones of those it cannot read are left out.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [c for c in CHRONOLOGY.names if c not in table.columns]
    if missing:
        raise MajlisError("MJ401", row=0, reason=f"the column {missing[0]} is missing")
    table["row"] = range(1, len(table) + 1)
    if problems_of_codebook(Stage):
        table = table[table["stage"].isin(stages())].copy()
    for column in ("actor_a", "actor_b"):
        table[column] = table[column].map(code)
    for n, row in enumerate(table.to_dict("records"), start=1):
        for reason in problems(row)[:1]:
            raise MajlisError("MJ401", row=n, reason=reason)
    spans = [interval(d, p) for d, p in zip(table["date"], table["precision"], strict=True)]
    table["first"] = pd.to_datetime([a for a, _ in spans])
    table["until"] = pd.to_datetime([b for _, b in spans])
    size = table["stage"].map({name: abs(stage.severity) for name, stage in stages().items()}).astype(float)
    table["severity"] = size * table["direction"].map({"+": 1.0, "-": -1.0}).astype(float)
    return table


def problems(row: Mapping[Hashable, str]) -> list[str]:
    """What is wrong with a row: its codes, date, stage, direction, precision."""
    found = [f"{row[c]!r} is no actor's code" for c in ("actor_a", "actor_b") if not CODE.fullmatch(row[c])]
    if row["actor_a"] == row["actor_b"]:
        found.append("an actor cannot be paired with itself")
    if row["stage"] not in stages():
        found.append(f"{row['stage']!r} is no stage")
    if row["direction"] not in ("+", "-"):
        found.append(f"{row['direction']!r} is no direction (+ or -)")
    if row["precision"] not in CHRONOLOGY_PRECISIONS:
        found.append(f"{row['precision']!r} is no precision")
    try:
        interval(row["date"], row["precision"])
    except ValueError:
        found.append(f"{row['date']!r} is no date")
    else:
        wanted = {"month": 7, "year": 4}.get(row["precision"], 10)
        if len(row["date"]) != wanted:
            found.append(f"{row['date']!r} is not dated to the {row['precision']}")
    return found
