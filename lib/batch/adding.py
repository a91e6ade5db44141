"""Files, folders and archives -> what became of each of their articles, without an app."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lib.batch.job import Find, Line, line_of, merged
from lib.batch.outcome import Outcome
from lib.batch.plan import pieces, requests
from lib.batch.pool import here
from lib.loaders import files
from lib.loaders.duplicates import Index
from lib.loaders.limits import Limits
from lib.schema import now


def coded(inputs: Iterable[str | Path], known: Find, day_first: bool | None = None) -> list[Line]:
    """A line for each article, in order, and for each file that cannot be read. `known` finds copies among the articles that
    are kept already; day_first: how 03/04/2024 is read, None for not at all."""
    limits = Limits.from_environment()
    found = requests(files(inputs), limits, True, day_first, origin="uploaded", added_at=now())
    index: Index[Line] = Index()
    lines = (line for _, outcomes in here(enumerate(pieces(found)), limits) for line in outcomes)
    return merged([line_of(Outcome.parse(line), index, known) for line in lines])
