"""The curated chronology: dated milestones between two actors, each with its source."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from lib.codebook import names, stages
from lib.codebook import problems as problems_of_codebook
from lib.codebook.records import Country, Organization, Stage, Word
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

    The sign of the severity is the row's direction, its size the stage's. A row that cannot be used is left out, and
    told by `faults`.
    """
    table, wrong = _read(path)
    return dated(table[~table["row"].isin(wrong)])


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a chronology with `first`, `until` and `severity`."""
    table = rows.copy()
    spans = [interval(d, p) for d, p in zip(table["date"], table["precision"], strict=True)]
    table["first"] = pd.to_datetime([a for a, _ in spans])
    table["until"] = pd.to_datetime([b for _, b in spans])
    size = table["stage"].map({name: abs(stage.severity) for name, stage in stages().items()}).astype(float)
    table["severity"] = size * table["direction"].map({"+": 1.0, "-": -1.0}).astype(float)
    return table


def faults(path: Path | str = CHRONOLOGY_FILE) -> list[MajlisError]:
    """MJ401 of each row that `load` leaves out, its first fault; MJ405 where the file gives no rows at all."""
    wrong = _read(path)[1]
    return [MajlisError("MJ401" if row else "MJ405", row=row, reason=reason) for row, reason in wrong.items()]


def _read(path: Path | str) -> tuple[pd.DataFrame, dict[int, str]]:
    """The file as it stands, with `row`, and what is wrong: row -> its first fault, row 0 the file.

    Where the codebook is at fault, which it tells itself, milestones of a stage that it lacks go without a word each.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:  # not there; not UTF-8, empty, ragged
        return _none(), {0: str(error)}
    missing = [c for c in CHRONOLOGY.names if c not in table.columns]
    if missing:
        return _none(), {0: f"the column {missing[0]} is missing"}
    if table.empty:
        return _none(), {0: "it holds no rows"}
    table["row"] = range(1, len(table) + 1)
    if problems_of_codebook(Stage, Word):
        table = table[table["stage"].isin(stages())].copy()
    for column in ("actor_a", "actor_b"):
        table[column] = table[column].map(code)
    rows = zip(table["row"], table.to_dict("records"), strict=True)
    return table, {n: found[0] for n, row in rows if (found := problems(row))}


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=[*CHRONOLOGY.names, "row"])


def problems(row: Mapping[Hashable, str]) -> list[str]:
    """What is wrong with a row: its codes, date, stage, direction, precision."""
    sides = [row["actor_a"], row["actor_b"]]
    found = [f"{side!r} is no actor's code" for side in sides if not CODE.fullmatch(side)]
    if not found and not problems_of_codebook(Country, Organization):  # else the codebook tells what it lacks itself
        found = [f"the codebook has no actor {side!r}" for side in sides if side not in names()]
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
