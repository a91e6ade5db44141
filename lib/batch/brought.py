"""An export that comes back, read in a process apart as all files are that nobody has looked at."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from lib.errors import MajlisError
from lib.export.tables.package import Unpacked, unpack
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.measures.edits import agreement
from lib.measures.edits.agreement import Coding
from lib.measures.edits.corrections import Correction
from lib.paths import TEMPORARY
from lib.schema import Row
from lib.tables import to_tables

AT_ONCE = 100  # articles handed over
MEETINGS = 5_000  # of an article, each of which is compared with each of one's own; by eye
Request = dict[str, str]


def unpacked(content: bytes | Path, name: str) -> Unpacked:
    """What an export holds, its bytes or its file. Raises what `unpack` does, MJ107 and MJ136 for an article that is too long, and what
    Isolated.run does."""
    laid, *records = _read("records_of", content, name)
    return Unpacked(records, [Correction(**each) for each in laid])


def codings(content: bytes | Path, name: str) -> dict[str, Coding]:
    """The codings of an export by `agreement.codings`. Raises what `unpacked` does, MJ150 to MJ153, and MJ504 for an article of too many
    meetings."""
    return {sha: Coding(**coding) for sha, coding in _read("codings_of", content, name)}


def _read(target: str, content: bytes | Path, name: str) -> Iterator:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder, Isolated(f"{__name__}:{target}") as apart:
        path = Path(folder) / "export.zip"
        if isinstance(content, Path):
            (path := content).open("rb").close()  # whoever asks is told why it cannot be
        else:
            path.write_bytes(content)
        for found in map(json.loads, apart.run({"name": name, "path": str(path)})):
            if "code" in found:
                raise MajlisError(**found)
            yield from found


# ---------------------------------------------------------------- in the process apart
def records_of(request: Request) -> Iterator[bytes]:
    """Target of lib.loaders.isolated for {"name", "path"}: lines of JSON, lists of what an export holds: its corrections, then
    the records of each article; or what is wrong with it."""
    return _lines(request, lambda found: [[asdict(each) for each in found.corrections], *found.records])


def codings_of(request: Request) -> Iterator[bytes]:
    """Target of lib.loaders.isolated for {"name", "path"}: lines of JSON, lists of [fingerprint, coding] of each article that
    was judged in whole; or what is wrong with it."""

    def made(found: Unpacked) -> Iterable[object]:
        to_tables(found.records)
        read = agreement.codings(*found.coding)
        if (most := max((len(coding.meetings) for coding in read.values()), default=0)) > MEETINGS:
            raise MajlisError("MJ504", name=request["name"], count=f"{most:,}", limit=f"{MEETINGS:,}")
        return [[sha, vars(coding)] for sha, coding in read.items()]

    return _lines(request, made)


def _lines(request: Request, made: Callable[[Unpacked], Iterable[object]]) -> Iterator[bytes]:
    try:
        found, limits = unpack(Path(request["path"]), request["name"]), Limits.from_environment()
        for each in found.records:
            _check(each["articles"][0], request["name"], limits)
        rest = iter(made(found))
        while some := list(islice(rest, AT_ONCE)):
            yield json.dumps(some).encode() + b"\n"
    except MajlisError as error:
        yield json.dumps(error.packed()).encode() + b"\n"


def _check(article: Row, name: str, limits: Limits) -> None:
    """Raises MJ107 for a text that is too long, MJ136 for what else is told of an article."""
    for field, value in article.items():
        if field in ("text", "left_out"):
            limits.check_text(str(value), name)
        else:
            limits.check_detail(str(value), field, name)
