"""Answers a model gave, kept by article, model and instructions: nothing is asked and paid for twice."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lib.errors import MajlisError
from lib.paths import kept, private
from lib.reader.asking import Question
from lib.reader.endpoint import Answer, Endpoint
from lib.reader.wanted import tables_of

GIVEN_UP = 3  # questions in a row without an answer, after which no more are asked


class Cache:
    """A file of answers, in the folder of the database unless `path` is given; safe for threads and processes."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or kept() / "reader.sqlite3"
        try:
            private(self.path)
        except OSError as error:
            raise MajlisError("MJ301", place=str(self.path), reason=error.strerror) from None
        with self._open() as file:
            file.execute(
                "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT NOT NULL, cut INTEGER NOT NULL)"
            )

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as file, file:
                yield file
        except sqlite3.Error as error:
            raise MajlisError("MJ301", place=str(self.path), reason=str(error)) from None

    def get(self, question: Question) -> Answer | None:
        """The answer that was given before."""
        with self._open() as file:
            row = file.execute("SELECT text, cut FROM answers WHERE key = ?", [question.key]).fetchone()
        return Answer(row[0], bool(row[1])) if row else None

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer that says something: rows, or that its text is to be asked about in halves."""
        halved = answer.cut and len(question.halved()) > 1
        if halved or (not answer.cut and not answer.refused and tables_of(answer.text) is not None):
            text = answer.text.encode("utf-8", "replace").decode()
            with self._open() as file:
                file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", [question.key, text, answer.cut])


@dataclass
class Asker:
    """Asks an endpoint what the cache does not know; gives up after a few questions in a row without an answer."""

    endpoint: Endpoint
    cache: Cache = field(default_factory=Cache)
    failed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, question: Question) -> Answer:
        """Raises MJ802 to MJ804 where the endpoint has no answer, MJ807 where it is not asked any more."""
        if known := self.cache.get(question):
            return known
        if self.failed >= GIVEN_UP:
            raise MajlisError("MJ807", host=self.endpoint.settings.host, count=GIVEN_UP)
        try:
            answer = self.endpoint.ask(question.body)
        except MajlisError:
            with self._lock:
                self.failed += 1
            raise
        self.failed = 0
        self.cache.put(question, answer)
        return answer
