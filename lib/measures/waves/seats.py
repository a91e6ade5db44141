"""Where the actors sit: their capitals, for the map of pairs. Places on the map, not claims."""

from __future__ import annotations

import csv
from functools import cache

from lib.paths import CODEBOOK

FILE = CODEBOOK / "seats.csv"


@cache
def seats() -> dict[str, tuple[float, float, str]]:
    """Code -> latitude, longitude, and on which side of the point its name is written."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        return {r["code"]: (float(r["latitude"]), float(r["longitude"]), r["label"]) for r in rows}
