"""How much a file may ask of us. The only place the limits are listed; each can be set by the environment.

`MAJLIS_MAX_FILE_MB=200` raises `file_mb`, and so on for every field of `Limits`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from lib.errors import MajlisError


@dataclass(frozen=True)
class Limits:
    """Sizes in megabytes (10**6 bytes), times in seconds."""

    file_mb: float = 50  # one document
    table_mb: float = 2_000  # one file of many articles (.jsonl, .csv, .parquet, .zip ...)
    total_mb: float = 4_000  # everything given at once
    files: int = 100_000  # everything given at once
    pages: int = 1_000  # of one PDF
    characters: int = 3_000_000  # of one article
    detail_characters: int = 2_000  # of a title, source, author or address
    columns: int = 1_000  # of a table
    archive_depth: int = 3  # a .zip in a .zip in a .zip, or an e-mail in them
    expansion: float = 200  # unpacked size, of all archives inside too / packed size
    seconds: float = 30  # to read, or to code, one article
    memory_mb: float = 3_000  # of the process that reads risky files
    web_mb: float = 10  # one page from the web
    web_seconds: float = 15

    @classmethod
    def from_environment(cls) -> Limits:
        """The defaults, changed by any MAJLIS_MAX_<FIELD> that holds a positive number."""
        changed: dict[str, float] = {}
        for field in fields(cls):
            value = os.environ.get(f"MAJLIS_MAX_{field.name.upper()}", "")
            try:
                number = float(value)
            except ValueError:
                continue
            if number > 0:
                changed[field.name] = int(number) if field.type == "int" else number
        return cls(**changed)  # type: ignore[arg-type]  # each number is of its field's type

    def out_of_memory(self, name: str) -> MajlisError:
        """What is told of a file that needs more than there is."""
        return MajlisError("MJ135", name=name, limit=f"{self.memory_mb:g}")

    def check_text(self, text: str, name: str) -> None:
        """Raises MJ107 for the text of an article that is too long."""
        if len(text) > self.characters:
            raise MajlisError("MJ107", name=name, length=f"{len(text):,}", limit=f"{self.characters:,}")

    def check_detail(self, value: str, field: str, name: str) -> None:
        """Raises MJ136 for what else is told of an article, where that is too long."""
        if len(value) > self.detail_characters:
            raise MajlisError(
                "MJ136", name=name, field=field, length=f"{len(value):,}", limit=f"{self.detail_characters:,}"
            )
