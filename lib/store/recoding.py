"""Articles coded anew with own rows of the codebook changed, while somebody watches: previewed, stoppable, then kept.

The preview does the work: what it coded is what is kept, with the change itself, in one transaction. Only articles whose
rows the change moves are written; one that others change meanwhile is coded once more. Articles that a model read too, and
those that were imported, stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import sqlalchemy as sa

from lib import codebook
from lib.batch.background import Background
from lib.batch.job import AT_ONCE
from lib.batch.outcome import Outcome
from lib.batch.plan import Request
from lib.batch.pool import Piece, cores, here, spread
from lib.batch.work import again
from lib.codebook.book import Codebook
from lib.errors import MajlisError
from lib.loaders.limits import Limits
from lib.measures.edits.arrivals import keepable
from lib.measures.edits.recoded import Difference, differences
from lib.schema import Records
from lib.store import coding, own, reading
from lib.store.layout import SHARED, A
from lib.store.own import Change
from lib.store.statements import batches

BATCH = 100  # articles looked at together
FEW = 30  # articles that are coded sooner here than other processes could start
Reading = Callable[[], AbstractContextManager[sa.Connection]]


class _Tried(Exception):
    """A change was made to see what comes of it, and is taken back."""


@dataclass
class Work:
    """An owner's articles, with the codebook they are coded with `before` and `after` a change."""

    owner: str
    before: Codebook
    after: Codebook
    names: list[str]
    left: int  # how many stay as they are: a model read them too

    @property
    def moves(self) -> bool:
        return self.before.digest != self.after.digest


def works(
    connection: sa.Connection, change: Change, session: str | None, author: str = ""
) -> tuple[list[Work], list[int]]:
    """Make the change; whose articles it concerns, and the numbers of its rows. Raises what own.make raises."""
    everyone = own.touched(connection, change, session)
    owners = {SHARED, *connection.execute(sa.select(A.owner).distinct()).scalars()} if everyone else {session or SHARED}
    before = {owner: own.book(connection, owner) for owner in owners}
    seqs = own.make(connection, change, session, author)
    found = []
    for owner in sorted(owners):
        every, apart = coding.alone(connection, owner)
        found.append(Work(owner, before[owner], own.book(connection, owner), every, apart))
    return found, seqs


def write(connection: sa.Connection, done: Recoding) -> None:
    """Make the change that was previewed, and write the rows it moves. Raises MJ319 where the codebook is another by now."""
    found, done.seqs = works(connection, done.change, done.session, done.author)
    if any(done.books.get(work.owner, work.after.digest) != work.after.digest for work in found):
        raise MajlisError("MJ319")
    for work in (work for work in found if work.moves):
        coding.anew(connection, work.owner, work.names)


@dataclass
class Recoding(Background):
    """Codes, in the background, what a change concerns. `reads` and `writes` begin transactions of the store, `keeps` keeps
    this when it is done."""

    reads: Reading
    writes: Reading
    keeps: Callable[[Recoding], None]
    change: Change
    session: str | None = None
    author: str = ""
    at_once: bool = False  # keep it when it is done, unseen

    left: int = 0  # articles that stay as they are, since a model read them too
    seen: int = (
        0  # articles of these that the visitor sees; of others' own nothing is told, not even whether they change
    )
    found: list[Difference] = field(default_factory=list)
    problems: list[MajlisError] = field(default_factory=list)
    kept: bool = False
    seqs: list[int] = field(default_factory=list)  # of the own rows, once they are kept
    lost: int = 0  # corrections whose row is not there any more
    ahead: coding.Ahead = field(default_factory=coding.Ahead)
    books: dict[str, str] = field(default_factory=dict)  # owner -> the codebook that was previewed

    def __post_init__(self) -> None:
        super().__init__()

    def _do(self) -> None:
        for work in self._tried():
            if work.moves:
                self._code(work)
        if self.at_once and not self.stopped:
            self.keeps(self)

    def _tried(self) -> list[Work]:
        found: list[Work] = []
        try:
            with self.writes() as connection:
                found, _ = works(connection, self.change, self.session, self.author)
                raise _Tried
        except _Tried:
            pass
        self.books = {work.owner: work.after.digest for work in found}
        self.total = sum(len(work.names) for work in found if work.moves)
        own_eyes = [work for work in found if work.moves and work.owner in (SHARED, self.session)]
        self.seen, self.left = sum(len(work.names) for work in own_eyes), sum(work.left for work in own_eyes)
        return found

    def _code(self, work: Work) -> None:
        """Code the articles of an owner, and compare."""
        limits = Limits.from_environment()
        stored: dict[str, Records] = {}
        asked: dict[int, list[Request]] = {}

        def numbered() -> Iterator[Piece]:
            for number, piece in enumerate(batches(self._requests(work, stored), AT_ONCE)):
                asked[number] = piece
                yield number, piece

        with codebook.using(work.after):
            many = len(work.names) > FEW
            finished = spread(numbered(), limits, cores()) if many else here(numbered(), limits)
            for number, lines in finished:
                for request, line in zip(asked.pop(number), lines, strict=True):
                    self._take(work, request, Outcome.parse(line), stored.pop(request["name"]), limits)
                if self.stopped:
                    finished.close()

    def _requests(self, work: Work, stored: dict[str, Records]) -> Iterator[Request]:
        """Of an owner's articles, whose rows as they are kept are put into `stored`; until it is stopped."""
        for some in batches(work.names, BATCH):
            if self.stopped:
                return
            with self.reads() as connection:
                known = coding.known(connection, work.owner, some)
                was = reading.records(connection, [kept.seq for kept in known.values()])
            stored |= {str(each["articles"][0]["article_id"]): each for each in was}
            for name, kept in known.items():
                yield {"name": name, "row": kept.now, "language": kept.language}

    def _take(self, work: Work, request: Request, outcome: Outcome, before: Records, limits: Limits) -> None:
        """Note what came of an article; of rows that the change does not move, since they were coded by another Majlis, nothing."""
        self.done += 1
        after = keepable(outcome.records())
        moved = [] if outcome.problem else differences(before, after)
        if moved:
            with codebook.using(work.before):
                otherwise = again(request, limits)
            moved = moved if otherwise.problem or differences(keepable(otherwise.records()), after) else []
        self.ahead.know(request["row"], request["language"], work.after, after if moved else {})
        if work.owner in (SHARED, self.session):
            self.found += moved
            self.problems += [outcome.problem] if outcome.problem else []
