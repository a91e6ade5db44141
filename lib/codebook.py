"""The CSV files of data/codebook, read once a process."""

from __future__ import annotations

import csv
from functools import cache

from lib.paths import CODEBOOK


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of data/codebook/NAME.csv; lines starting with # are comments. A file not there holds no rows."""
    path = CODEBOOK / f"{name}.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple({k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(lines))


def several(value: str) -> list[str]:
    """The values of a cell, `;` between them."""
    return [v.strip() for v in value.split(";") if v.strip()]


@cache
def places() -> frozenset[str]:
    """Lower-case names of capitals and cities."""
    capitals = [c for r in rows("countries") for c in several(r["capital"])]
    cities = [c for r in rows("places") for c in [r["name"], *several(r["aliases"])]]
    return frozenset(c.lower() for c in capitals + cities)
