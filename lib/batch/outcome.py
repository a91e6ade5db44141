"""What became of one article or file: its rows, or why there are none. One line of bytes, to be sent or kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from lib.errors import MajlisError
from lib.schema import TABLES, Records

SEPARATOR = "\x1f"  # JSON escapes control characters, so this never occurs inside a row


@dataclass(frozen=True)
class Outcome:
    """`rows` maps a table to its rows, each as JSON. With `problem`, the input was skipped and there are none."""

    name: str  # file, or file:line, as the user knows it
    article_id: str = ""
    language: str = ""
    sha256: str = ""
    named: bool = False  # the article's id was given by the user
    problem: MajlisError | None = None
    rows: dict[str, list[str]] = field(default_factory=dict)
    left_out: str = ""  # what the file held that is no part of the article, a line each

    def line(self) -> bytes:
        """The outcome as one line of bytes: its head and rows as JSON, parted by SEPARATOR."""
        problem = self.problem and self.problem.packed()
        head = [self.name, self.article_id, self.language, self.sha256, self.named, problem, self.left_out]
        cells = [json.dumps(head, ensure_ascii=False)]
        for table, rows in self.rows.items():
            for row in rows:
                cells += (table, row)
        return (SEPARATOR.join(cells) + "\n").encode()

    @classmethod
    def parse(cls, line: bytes) -> Outcome:
        """The outcome of a line that `line()` made."""
        head, *cells = line.decode().rstrip("\n").split(SEPARATOR)
        name, article_id, language, sha256, named, problem, left_out = json.loads(head)
        rows: dict[str, list[str]] = {}
        for table, row in zip(cells[::2], cells[1::2], strict=True):
            rows.setdefault(table, []).append(row)
        problem = MajlisError(**problem) if problem else None
        return cls(name, article_id, language, sha256, named, problem, rows, left_out)

    def records(self) -> Records:
        """The rows of every table, as dicts."""
        return {table: [json.loads(row) for row in self.rows.get(table, ())] for table in TABLES}
