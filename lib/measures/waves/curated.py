"""Two curated files beside the chronology: where each dyad stood before it begins, and the wars that lasted.

A war is a step on its first day, and a time over the ladder; being at war for years moves nothing.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import pandas as pd

from lib.codebook import names, problems, stages
from lib.codebook.records import Country, Organization
from lib.errors import MajlisError
from lib.measures.days import day, number
from lib.measures.waves import chronology
from lib.measures.waves.chronology import code
from lib.measures.waves.evidence import HOSTILITY
from lib.paths import BASELINE_FILE, LASTING_FILE
from lib.schema import CHRONOLOGY, RUNGS, Dyad

ONGOING = number(date.max)  # the end of a war that has none
SAME = 3  # days: a hostility of the chronology so near to the first day of a war is its beginning

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Began(msgspec.Struct, frozen=True):
    """Where a dyad stood on a day: its rung (0 to 8), and why."""

    actor_a: Text
    actor_b: Text
    as_of: date
    status: Annotated[int, msgspec.Meta(ge=0, le=len(RUNGS) - 1)]
    note: str
    source_url: Text

    @property
    def pair(self) -> Dyad:
        """Its two sides in order."""
        return pair(self.actor_a, self.actor_b)


class War(msgspec.Struct, frozen=True, rename=lambda name: name.rstrip("_")):
    """A war of a dyad, from its first day to the first day without; `until` empty or `ongoing` where it has not ended."""

    actor_a: Text
    actor_b: Text
    from_: date
    until: str
    name: Text
    sources: Text
    note: str

    @property
    def pair(self) -> Dyad:
        """Its two sides in order."""
        return pair(self.actor_a, self.actor_b)

    @property
    def first(self) -> int:
        """Its first day, in days since 1970."""
        return number(self.from_)

    @property
    def end(self) -> int:
        """The first day without it, in days since 1970; ONGOING where there is none."""
        return ONGOING if self.until in ("", "ongoing") else number(date.fromisoformat(self.until))

    @property
    def links(self) -> list[str]:
        """The addresses of the pages that tell of it."""
        return self.sources.split(";")

    @property
    def ended(self) -> date | None:
        """The first day without it; None while it goes on."""
        return None if self.end == ONGOING else day(self.end)


Row = TypeVar("Row", Began, War)


def pair(a: str, b: str) -> Dyad:
    """Two codes in order, as the measures have them."""
    a, b = code(a), code(b)
    return min(a, b), max(a, b)


@cache
def baseline(path: Path = BASELINE_FILE) -> dict[Dyad, Began]:
    """Dyad -> where it stood. A row that cannot be used is left out, and told by `faults`."""
    return {row.pair: row for row in _rows(path, Began) if isinstance(row, Began)}


@cache
def wars(path: Path = LASTING_FILE) -> tuple[War, ...]:
    """The wars in the order of the file. A row that cannot be used is left out, and told by `faults`."""
    return tuple(row for row in _rows(path, War) if isinstance(row, War))


@cache
def milestones() -> pd.DataFrame:
    """Nobody changes it in place: the chronology as `chronology.load` gives it, and after its rows the first day of each war that began in its time
    and that it does not tell itself, in the same columns."""
    told = chronology.load()
    known = HOSTILITY in stages() and not told.empty
    begun = [war for war in wars() if known and pd.Timestamp(war.from_) >= told["first"].min()]
    rows = [_milestone(war, len(told) + n) for n, war in enumerate(begun, 1) if not _told(war, told)]
    more = chronology.dated(pd.DataFrame(rows, columns=[*CHRONOLOGY.names, "row"]))
    return pd.concat([told, more], ignore_index=True) if rows else told


def _milestone(war: War, row: int) -> tuple[str | int, ...]:
    day = war.from_.isoformat()
    return day, "day", war.actor_a, war.actor_b, HOSTILITY, "-", f"{war.name}: first day", "", "", war.links[0], row


def _told(war: War, told: pd.DataFrame) -> bool:
    own = told[told["actor_a"].isin(war.pair) & told["actor_b"].isin(war.pair) & (told["stage"] == HOSTILITY)]
    return bool(((own["first"] - pd.Timestamp(war.from_)).abs() <= pd.Timedelta(days=SAME)).any())


def faults() -> list[MajlisError]:
    """What is wrong in the chronology, and MJ406 of each row of the two files that is left out, MJ407 where one of them
    gives no rows at all."""
    rows = (*_rows(BASELINE_FILE, Began), *_rows(LASTING_FILE, War))
    return [*chronology.faults(), *(row for row in rows if isinstance(row, MajlisError))]


def _rows(path: Path, kind: type[Row]) -> Iterator[Row | MajlisError]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        yield MajlisError("MJ407", file=path.name, reason=str(error))
        return
    if not lines:
        yield MajlisError("MJ407", file=path.name, reason="it holds no rows")
    seen: dict[Dyad, int] = {}
    for n, line in enumerate(lines, 1):
        try:
            row = msgspec.convert(line, kind, strict=False)
            _check(row, seen)
            seen[row.pair] = n
            yield row
        except ValueError as error:  # a ValidationError of msgspec is one
            yield MajlisError("MJ406", file=path.name, row=n, reason=str(error))


def _check(row: Began | War, seen: dict[Dyad, int]) -> None:
    """ValueError with what is wrong with a row; `seen`: in which row a dyad stood already."""
    unknown = [side for side in row.pair if side not in names()]
    if unknown and not problems(Country, Organization):  # else the codebook tells what it lacks itself
        raise ValueError(f"the codebook has no actor {unknown[0]!r}")
    if row.pair[0] == row.pair[1]:
        raise ValueError("an actor cannot be paired with itself")
    if isinstance(row, Began) and row.pair in seen:
        raise ValueError(f"row {seen[row.pair]} has this pair already")
    if isinstance(row, War) and row.end <= row.first:
        raise ValueError("it ends before it begins")
