"""Files, folders, archives and addresses -> what became of each of their articles, without an app. What a list or a feed
names by its address alone can be fetched."""

import json
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from lib.batch.fetching import besides, fetched
from lib.batch.job import Find, Line, line_of, merged
from lib.batch.outcome import Outcome
from lib.batch.plan import TARGET, Request, of_source, pieces, requests
from lib.batch.pool import here
from lib.errors import MajlisError
from lib.loaders import LINE_FORMATS, files
from lib.loaders.addresses import ADDRESS, Address, secure
from lib.loaders.content import recognised
from lib.loaders.duplicates import Index
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.paths import TEMPORARY
from lib.schema import now

LISTED = "lib.batch.work:addresses_of"  # what a process apart runs to find them in a file


def coded(inputs: Iterable[str | Path], known: Find, day_first: bool | None = None) -> list[Line]:
    """A line for each article, in order, and for each file that cannot be read. `known` finds copies among the articles that
    are kept already; day_first: how 03/04/2024 is read, None for not at all."""
    limits = Limits.from_environment()
    found = requests(files(inputs), limits, True, day_first, origin="uploaded", added_at=now())
    return merged(list(_lines(pieces(found), limits, known)))


def followed(
    inputs: Iterable[str],
    known: Find,
    day_first: bool | None = None,
    fetch: bool = True,
    kept: Container[str] = (),
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Line]:
    """The same of inputs of which some are web addresses. The articles that a feed there names by address alone, and with
    `fetch` those that lists and feeds among the files do, are fetched, one after the other, unless they are in `kept`.
    told: called with how many of how many pages of a list are done."""
    limits = Limits.from_environment()
    with (
        tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder,
        Isolated(TARGET, limits) as apart,
        Isolated(LISTED, limits) as lists,
    ):
        origin = partial(of_source, apart=apart, explain=True, origin="uploaded", added_at=now())
        follow = _Following(Path(folder), limits, day_first, fetch, kept, told, origin, lists)
        found = (request for given in inputs for request in follow.requests(given))
        yield from _lines(([request] for request in found), limits, known)


def _lines(found: Iterable[list[Request | MajlisError]], limits: Limits, known: Find) -> Iterator[Line]:
    index: Index[Line] = Index()
    for _, outcomes in here(enumerate(found), limits):
        yield from (line_of(Outcome.parse(outcome), index, known) for outcome in outcomes)


def listed(sources: Iterable[Source]) -> Iterator[list[Address]]:
    """Of each file on disk, the addresses of articles that it lists without their texts; read in one process apart."""
    with Isolated(LISTED) as apart:
        for source in sources:
            yield _listed(source, apart)


def _listed(source: Source, apart: Isolated) -> list[Address]:
    try:
        if recognised(source).ending not in LINE_FORMATS:
            return []
        return [Address(*json.loads(line)) for line in apart.run({"name": source.name, "path": str(source.path)})]
    except MajlisError:  # told when the file is read
        return []


@dataclass
class _Following:
    """How what is given is read, and what it names by address."""

    folder: Path
    limits: Limits
    day_first: bool | None
    fetch: bool
    kept: Container[str]
    told: Callable[[int, int], None]
    of_source: Callable[..., Iterator[Request | MajlisError]]
    lists: Isolated  # finds the addresses that a file lists
    count: int = field(default=0)

    def requests(self, given: str) -> Iterator[Request | MajlisError]:
        """Of a file or folder, or of the page or feed at an address."""
        if not ADDRESS.fullmatch(given):
            for path in files([given]):
                yield from [path] if isinstance(path, MajlisError) else self._of(Source(str(path), path), self.fetch)
            return
        for _, page in fetched([Address(secure(given), {})]):
            yield from [page] if isinstance(page, MajlisError) else self._of(self._saved(page))

    def _of(self, source: Source, fetch: bool = True) -> Iterator[Request | MajlisError]:
        """What a file names by address, fetched, then the rest of it."""
        source = replace(source, limits=self.limits, day_first=self.day_first)
        wanted = _listed(source, self.lists) if fetch else []
        if len(wanted) >= self.limits.files:
            size, count = f"{self.limits.total_mb:g}", f"{self.limits.files:,}"
            yield MajlisError("MJ113", name=source.name, size=size, files=count)
        there = {each.url for each in wanted if each.url in self.kept}
        todo = [each for each in wanted if each.url not in there]
        for done, (address, page) in enumerate(fetched(todo), 1):
            self.told(done, len(todo))
            if isinstance(page, MajlisError):
                yield page
            else:
                there.add(address.url)
                yield from self.of_source(self._saved(page), url=address.url)
        yield from besides(self.of_source(source), there) if wanted else self.of_source(source)

    def _saved(self, page: Source) -> Source:
        """The page as a file of ours."""
        self.count += 1
        path = self.folder / str(self.count)
        path.write_bytes(page.data or b"")
        return replace(page, path=path, data=None, limits=self.limits, day_first=self.day_first)
