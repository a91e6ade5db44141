"""Adding articles while a reader watches: coded in the background, counted, stoppable, nothing kept yet.

Results are taken in the order of the uploads, so that of several copies the first is the one that counts.
"""

from __future__ import annotations

import itertools
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from lib import codebook
from lib.batch.background import Background
from lib.batch.fetching import besides
from lib.batch.outcome import Outcome
from lib.batch.plan import TARGET, Request, of_source
from lib.batch.pool import Piece, cores, spread
from lib.codebook import coded
from lib.errors import MajlisError
from lib.loaders.duplicates import Index, Known
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.loaders.source import MB, Source
from lib.measures.edits.arrivals import Ingested
from lib.measures.edits.details import Copy
from lib.paths import TEMPORARY
from lib.schema import CODED, Records, Row, article_of, now
from lib.wording.phrases import plural
from lib.wording.words import coded_in

AT_ONCE = 4  # requests handed to a process together: few, so that the count moves


@dataclass(frozen=True)
class Upload:
    """A file as the reader gave it. `mapping`: column -> field of Article, for tables; `fields`: what else is known."""

    name: str
    data: bytes
    mapping: dict[str, str] | None = None
    url: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)  # fields of Article, where the file does not tell them
    there: frozenset[str] = frozenset()  # addresses whose pages are read by themselves, and their rows here not


Given = Upload | MajlisError  # or why there is none


@dataclass(frozen=True)
class Line:
    """What became of one article: `state` is coded, kept (in a language that is not coded), copy or skipped, `note` says why; or, with
    `problem`, something that was noted of one that was read."""

    name: str
    state: str
    note: str = ""
    records: Records | None = None
    problem: MajlisError | None = None
    left_out: str = ""  # what its file held that is no part of it, a line each
    first: Line | None = None  # among those read with it, the one this is a copy of
    kept: str = ""  # the identifier of the kept article it is a copy of

    @property
    def article(self) -> Row:
        """The article's row; empty for what was skipped."""
        return self.records["articles"][0] if self.records else {}


Find = Callable[[Known], tuple[str, float]]  # -> (identifier, likeness) of the article this is a copy of


class Job(Background):
    """Codes uploads in the background. `known` finds copies among the articles the reader already has; `keep` is handed the
    lines when all is coded, or what was until it was stopped, before the job has ended. `total`: articles, or files yet to be
    read."""

    def __init__(
        self,
        uploads: list[Given],
        known: Find = lambda text: ("", 0.0),
        day_first: bool | None = None,
        keep: Callable[[list[Line]], Ingested | None] = lambda lines: None,
    ) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.kept: Ingested | None = None  # what `keep` made of them
        self.book = codebook.current()  # what they are coded with
        self._uploads, self._known, self._day_first, self._keep = uploads, known, day_first, keep
        self.start()

    def again(self, day_first: bool) -> Job:
        """The same uploads, with 03/04/2024 read so."""
        return Job(self._uploads, self._known, day_first, self._keep)

    @property
    def pace(self) -> float:
        """Articles a second."""
        return len(self.lines) / max(self.seconds, 1e-3)

    def _do(self) -> None:
        with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder, Isolated(TARGET) as apart:
            self._code(Path(folder), apart)
        self.lines = merged(self.lines)
        self.kept = self._keep(self.lines)

    def _code(self, folder: Path, apart: Isolated) -> None:
        """`apart` opens tables and archives, and then codes with others like it."""
        limits = Limits.from_environment()
        found = _requests(self._uploads, folder, limits, apart, self._day_first)
        requests = list(itertools.takewhile(lambda _: not self.stopped, found))
        self.total = len(requests)
        index: Index[Line] = Index()
        pieces: Iterator[Piece] = enumerate(requests[i : i + AT_ONCE] for i in range(0, len(requests), AT_ONCE))
        jobs = min(cores(), -(-len(requests) // AT_ONCE)) or 1
        finished = spread(pieces, limits, jobs, [apart])
        waiting: dict[int, list[bytes]] = {}
        try:
            for number, lines in finished:
                waiting[number] = lines
                while not self.stopped and (ready := waiting.pop(self.done // AT_ONCE, None)) is not None:
                    self.lines += [line_of(Outcome.parse(line), index, self._known) for line in ready]
                    self.done = min(self.done + AT_ONCE, self.total)
                if self.stopped:
                    return
        finally:
            finished.close()


def line_of(outcome: Outcome, index: Index[Line], known: Find) -> Line:
    """What became of an article, which is put into `index`; a copy of one there, or of one that is `known`, is told."""
    if (problem := outcome.problem) is not None:
        state = "noted" if problem.kept else "skipped"
        return Line(outcome.name, state, problem.told, problem=problem)
    records = outcome.records()
    row = records["articles"][0]
    text = Known.of(str(row["text"]), str(row["published"]))
    first, likeness = index.find(text)
    kept, likeness = ("", likeness) if first else known(text)
    if same := first.name if first else kept and f"{kept}, which you have":
        note = f"Same text as {same}" if likeness == 1 else f"{likeness:.0%} the same as {same}"
        return Line(outcome.name, "copy", note, records, left_out=outcome.left_out, first=first or None, kept=kept)
    state = "coded" if coded(str(row["language"])) else "kept"
    line = Line(outcome.name, state, _found(records), records, left_out=outcome.left_out)
    index.add(line, text)
    return line


def _found(records: Records) -> str:
    """What was found in an article, and in which language."""
    spoken = str(records["articles"][0]["language"])
    language = coded_in(spoken)
    if not coded(spoken):
        return f"{language}, so it gets no rows"
    counts = ((len(records[table]), table) for table in CODED)
    found = [plural(count, table.removesuffix("s")) for count, table in counts if count]
    told = ", ".join(found) or "nothing found in it"
    return f"{told}. {language}" if language else told


def merged(lines: list[Line]) -> list[Line]:
    """The lines; an article of which there are copies among them gets what these tell and it lacks, and is coded anew."""
    doubles: dict[int, list[Copy]] = defaultdict(list)
    for line in (line for line in lines if line.first):
        doubles[id(line.first)].append(Copy("", line.article, line.name))
    return [_merged(line, doubles[id(line)]) for line in lines]


def copies(lines: Iterable[Line]) -> list[Copy]:
    """The lines that are copies of kept articles, as the store asks for them."""
    return [Copy(line.kept, line.article, line.name) for line in lines if line.kept]


def _merged(line: Line, doubles: list[Copy]) -> Line:
    from lib.batch.work import completed

    records, told = completed(line.article, doubles)
    return replace(line, records=records, note=f"{_found(records)}. From a copy: {told}") if told else line


def _requests(
    uploads: list[Given], folder: Path, limits: Limits, apart: Isolated, day_first: bool | None
) -> Iterator[Request | MajlisError]:
    """Requests for the uploads, whose bytes are put into `folder` under names of ours."""
    added_at = now()
    size = count = 0
    for number, upload in enumerate(uploads):
        if isinstance(upload, MajlisError):
            yield upload
            continue
        size += len(upload.data)
        path = folder / str(number)
        path.write_bytes(upload.data)
        told = partial(Source, upload.name, path, limits=limits, day_first=day_first)
        source = told(mapping=upload.mapping, url=upload.url, otherwise=upload.otherwise)
        fields = {"origin": "uploaded", "added_at": added_at, **upload.fields}
        requests = of_source(source, apart, explain=True, **fields)
        for request in besides(requests, upload.there) if upload.there else requests:
            count += 1
            if count > limits.files or size > limits.total_mb * MB:
                yield MajlisError("MJ113", name=upload.name, size=f"{limits.total_mb:g}", files=f"{limits.files:,}")
                return
            yield request


def recoded(records: Records, **changed: str) -> Records:
    """The article of these records coded anew with other facts, such as the day it was published."""
    from lib.batch.work import coded

    return coded(replace(article_of(records["articles"][0]), **changed))


def with_left_out(records: Records, left_out: str) -> Records:
    """The article of these records coded anew, with what was left out of it as part of its text."""
    text = str(records["articles"][0]["text"])
    lines = [line for line in left_out.split("\n") if line not in text]
    return recoded(records, text="\n\n".join((text, *lines)), whole="yes")
