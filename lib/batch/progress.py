"""A progress bar on a terminal: articles, rate and time left. Silent where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

WIDTH = 30
EVERY = 0.1  # seconds between two drawings


class Progress:
    """Drawn on standard error. What is to be done is measured in bytes, since articles are not known beforehand."""

    def __init__(self, inputs: Iterable[str]) -> None:
        self.on = sys.stderr.isatty()
        self.total = sum(map(_bytes, map(Path, inputs))) if self.on else 0
        self.articles = self.size = 0
        self.began, self.drawn = time.monotonic(), 0.0

    def add(self, articles: int, characters: int) -> None:
        """So many more are done."""
        self.articles += articles
        self.size += characters
        if self.on and time.monotonic() - self.drawn > EVERY:
            self.drawn = time.monotonic()
            sys.stderr.write(f"\r{self.line(self.drawn - self.began)}\x1b[K")
            sys.stderr.flush()

    def line(self, seconds: float) -> str:
        """The bar as text, so many seconds after the start."""
        share = min(self.size / self.total, 1.0) if self.total else 0.0
        left = f"{clock(seconds * (1 - share) / share)} left" if share else ""
        bar = ("█" * round(share * WIDTH)).ljust(WIDTH, "·")
        return f"{share:4.0%} {bar} {self.articles:,} articles  {self.articles / max(seconds, 1e-3):,.0f}/s  {left}"

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.on:
            sys.stderr.write("\r\x1b[K")


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _bytes(path: Path) -> int:
    if path.is_dir():
        return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
    return path.stat().st_size if path.is_file() else 0
