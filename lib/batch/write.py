"""Coded rows -> the five table files, row by row, so that memory stays flat."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from lib.batch.outcome import Outcome
from lib.batch.work import columns
from lib.export.tables.rows import FORMATS, JsonLines, Parquet
from lib.schema import TABLES


class Writer:
    """Writes `folder`/<table>.<form>; the files take their names only when all rows are in them."""

    def __init__(self, folder: Path, form: str, explain: bool) -> None:
        self.folder, self.form = folder, form
        self._open = ExitStack()
        self._files: dict[str, JsonLines | Parquet] = {}
        for table in TABLES.values():
            file: JsonLines | Parquet = FORMATS[form](self._unfinished(table.name), table, columns(table.name, explain))
            self._files[table.name] = file
            self._open.enter_context(file)

    def _unfinished(self, table: str) -> Path:
        return self.folder / f".{table}.unfinished"

    def write(self, outcome: Outcome, article_id: str) -> None:
        """Add the rows of one article, under this identifier."""
        for table, rows in outcome.rows.items():
            for row in rows:
                if article_id != outcome.article_id:
                    row = json.dumps(json.loads(row) | {"article_id": article_id}, ensure_ascii=False)
                self._files[table].add(row)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()
        for table in TABLES:
            if kind is None:
                self._unfinished(table).replace(self.folder / f"{table}.{self.form}")
            else:
                self._unfinished(table).unlink(missing_ok=True)
