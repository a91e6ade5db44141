"""Work in a thread of its own that somebody watches: how far it is, what it failed of, and a way to stop it."""

import threading
import time
from contextvars import copy_context
from typing import Self


class Background:
    """One piece of work, done by `_do`, which looks now and then whether it is `stopped`."""

    def __init__(self) -> None:
        self.total = self.done = 0  # parts of it
        self.failure: BaseException | None = None
        self.began, self.ended = time.monotonic(), 0.0
        self._stop = threading.Event()

    def start(self) -> Self:
        """Begin, in the context of who asks."""
        self._thread = threading.Thread(target=copy_context().run, args=(self._run,), daemon=True)
        self._thread.start()
        return self

    @property
    def running(self) -> bool:
        return not self.ended

    @property
    def stopped(self) -> bool:
        """Was it told to stop?"""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop soon."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> Self:
        """Return when it has ended, or after so many seconds."""
        self._thread.join(seconds)
        return self

    @property
    def seconds(self) -> float:
        """How long it has taken so far, or took."""
        return (self.ended or time.monotonic()) - self.began

    def progress(self) -> tuple[float, float]:
        """(share done, seconds left)."""
        share = self.done / self.total if self.total else 0.0
        return share, self.seconds * (1 - share) / share if share else 0.0

    def _run(self) -> None:
        try:
            self._do()
        except BaseException as error:  # told by who watches, instead of dying unheard
            self.failure = error
        finally:
            self.ended = time.monotonic()

    def _do(self) -> None:
        raise NotImplementedError
