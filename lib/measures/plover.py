"""What PLOVER says of each type of event and its modes: the quad class, and the score of its intensity."""

from __future__ import annotations

import csv
from functools import cache

from lib.paths import CODEBOOK

FILE = CODEBOOK / "plover.csv"


@cache
def scores() -> dict[tuple[str, str], tuple[int, float]]:
    """(type, mode) -> (quad 1 to 4, score -10 to 10); the mode "" holds the score of the type."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {(row["type"], row["mode"]): (int(row["quad"]), float(row["score"])) for row in csv.DictReader(lines)}
