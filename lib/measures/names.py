"""Readers' names of the codes for countries and organizations, from the codebook."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

CODEBOOK = Path(__file__).parents[2] / "data" / "codebook"


@cache
def codes() -> dict[str, str]:
    """Code -> name of every country and organization of the codebook; lines starting with # are comments."""
    names: dict[str, str] = {}
    for file in ("countries.csv", "organizations.csv"):
        with (CODEBOOK / file).open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(line for line in lines if not line.startswith("#"))
            names.update({row["code"]: row["name"] for row in rows})
    return names


def side(code: str) -> str:
    """Iran for IRN; a code the codebook does not hold stays as it is, without its prefix."""
    return codes().get(code) or code.removeprefix("ORG:")
