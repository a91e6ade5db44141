"""What each stage of rapprochement or rupture is worth: severity, and the rung it leads to."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass

from lib.paths import CODEBOOK
from lib.schema import RUNGS

__all__ = ["RUNGS", "Stage", "stages"]

FILE = CODEBOOK / "stage_steps.csv"


@dataclass(frozen=True)
class Stage:
    """`severity` in [-1, 1]; `rises_to` and `falls_to` are indices of RUNGS, None where the stage moves nothing."""

    name: str
    severity: float
    rises_to: int | None
    falls_to: int | None
    meaning: str


@functools.cache
def stages() -> dict[str, Stage]:
    """The codebook's stages by name, read once per process."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {row["stage"]: _stage(row) for row in csv.DictReader(handle)}


def _stage(row: dict[str, str]) -> Stage:
    rung = lambda text: int(text) if text else None  # noqa: E731
    return Stage(row["stage"], float(row["severity"]), rung(row["rises_to"]), rung(row["falls_to"]), row["meaning"])
