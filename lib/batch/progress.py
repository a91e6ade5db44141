"""A progress bar on a terminal: articles, rate and time left; cleared at the end. Silent where nobody watches."""

import sys
from collections.abc import Iterable
from pathlib import Path

from tqdm import tqdm

from lib.wording.phrases import plural

FORM = "{percentage:3.0f}% |{bar:30}| {desc}  {remaining} left"


class Progress(tqdm):
    """Drawn on standard error. What is to be done is measured in bytes, since articles are not known beforehand."""

    def __init__(self, inputs: Iterable[str]) -> None:
        watched = sys.stderr.isatty()
        size = sum(map(_bytes, map(Path, inputs))) if watched else 0
        super().__init__(total=size, bar_format=FORM, leave=False, disable=not watched, smoothing=0)
        self.articles = 0

    def add(self, articles: int, characters: int) -> None:
        """Move the bar on by so many articles and characters."""
        self.articles += articles
        if not self.disable:
            seconds = max(self.format_dict["elapsed"], 1e-3)
            self.set_description_str(
                f"{plural(self.articles, 'article')}  {self.articles / seconds:,.0f}/s", refresh=False
            )
            self.update(min(characters, self.total - self.n))


def _bytes(path: Path) -> int:
    if path.is_dir():
        return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
    return path.stat().st_size if path.is_file() else 0
