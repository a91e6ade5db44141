"""What came of an article's reading by a model: its rows, those refused, and what of the rows is doubtful."""

from dataclasses import dataclass, field

from lib.errors import MajlisError
from lib.schema import CODED, Made, Row


@dataclass(frozen=True)
class Refused:
    """A row that is none of its table: `reason` as lib/wording/reader.py words it, the `field` at fault and its value."""

    table: str
    reason: str
    field: str
    value: str
    given: Row


@dataclass(frozen=True)
class Doubt:
    """A row that stands without what was given in one column: `reason`, and `value` as given."""

    table: str
    row: str  # its identifier
    column: str
    reason: str
    value: str


@dataclass
class Reading:
    """`rows`: table -> rows as lib/schema.py lists them, each with evidence that stands in the article's text.

    `model` as the column `reader` names it, `version` of what it was told; `problem`: why a part of the article has no
    answer, None where all have; `addressed`: sentences of the article that speak to a program.
    """

    article_id: str
    model: str
    version: str = ""
    rows: dict[str, list[Made]] = field(default_factory=lambda: {name: [] for name in CODED})
    refused: list[Refused] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    addressed: list[str] = field(default_factory=list)
    problem: MajlisError | None = None
