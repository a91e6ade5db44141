"""Articles read by a model while somebody watches: a few at once, stoppable, what was read is there at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextvars import copy_context

from lib import reader
from lib.batch.second import AT_ONCE
from lib.reader.asking import Question
from lib.reader.endpoint import Answer
from lib.reader.record import Reading
from lib.reader.settings import Settings
from lib.schema import Records

Key = tuple[str, str, str, str]


def key(records: Records) -> Key:
    """What a reading depends on beside the model: the article, its text, and its day of publication."""
    row = records["articles"][0]
    return str(row["article_id"]), str(row["sha256"]), str(row["published"]), str(row["published_precision"])


class ReadingJob:
    """Reads articles with the model of `settings`. What came of each is put into `readings`, which may hold some before;
    `lines`: those of this job, in the order they came. Raises what lib.reader.asker raises."""

    def __init__(self, articles: Sequence[Records], settings: Settings, readings: dict[Key, Reading]) -> None:
        self.total, self.readings, self.settings = len(articles), readings, settings
        self.lines: list[Reading] = []
        self.failure: BaseException | None = None
        self.began = time.monotonic()
        self._asker = reader.asker(settings)
        self._waiting, self._turn = iter(articles), threading.Lock()
        count = min(AT_ONCE, len(articles))
        self._threads = [
            threading.Thread(target=copy_context().run, args=(self._work,), daemon=True) for _ in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def running(self) -> bool:
        return not self.stopped and any(thread.is_alive() for thread in self._threads)

    @property
    def stopped(self) -> bool:
        return self._asker.endpoint.stop.is_set()

    @property
    def left(self) -> float:
        """Seconds until the end, about; 0 where nothing is known of it yet."""
        done = len(self.lines)
        return (time.monotonic() - self.began) * (self.total - done) / done if done else 0.0

    def stop(self) -> None:
        """Ask nothing more. What was asked is kept when it is answered, and need not be asked again."""
        self._asker.endpoint.stop.set()

    def wait(self, seconds: float | None = None) -> ReadingJob:
        """Return when everything that was asked is answered, or after so many seconds for each thread."""
        for thread in self._threads:
            thread.join(seconds)
        return self

    def _work(self) -> None:
        try:
            while (records := self._next()) is not None:
                article = reader.article_of(records["articles"][0])
                reading = reader.read(article, self._ask, self.settings)
                with self._turn:
                    self.readings[key(records)] = reading
                    self.lines.append(reading)
        except CancelledError:
            return
        except BaseException as error:  # told by the page, instead of dying unheard
            self.failure = error
            self.stop()

    def _next(self) -> Records | None:
        with self._turn:
            return None if self.stopped else next(self._waiting, None)

    def _ask(self, question: Question) -> Answer:
        if self.stopped:
            raise CancelledError
        return self._asker(question)
