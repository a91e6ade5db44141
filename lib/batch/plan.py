"""Inputs -> pieces of work of similar size, read as they are needed so that memory stays flat."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

from lib.errors import MajlisError
from lib.loaders import ARCHIVES, LINE_FORMATS, Found, loader, read
from lib.loaders.content import recognised
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.loaders.signature import check_signature
from lib.loaders.source import MB, Source
from lib.schema import Row

TARGET = "lib.batch.work:work"  # what the processes run that read and code
PLAIN = (".txt", ".text", ".md")  # read by ours alone, in this process up to PIECE_CHARACTERS
OPENED = (*LINE_FORMATS, *ARCHIVES)  # opened in a process apart, which hands over what is in them, piece by piece
# A piece ends at either: about a fraction of a second of work, so that little is lost when a run is interrupted.
PIECE_INPUTS = 40
PIECE_CHARACTERS = 200_000


class Request(TypedDict, total=False):
    """What is to be coded: an article, or a file or member of an archive and what is known of all its articles."""

    name: str  # as the user knows it
    explain: bool  # is cue and rule of each row asked for?
    article: dict[str, str]  # fields of Article
    named: bool  # was its id given by the user?
    path: str
    size: int  # bytes
    mapping: dict[str, str] | None  # column of a table -> field of Article
    url: str
    otherwise: dict[str, str]  # fields of Article, where the file does not tell them
    day_first: bool | None  # is 03/04/2024 the third of April?
    known: dict[str, str]  # fields of Article
    archive: str  # name of the archive at `path`, and the place in it of the member to read
    member: int
    opened: bool  # is it to be opened only, and handed over as requests?
    row: Row  # of an article that is kept, to be coded anew in this `language`, if it is given by hand
    language: str


def requests(
    paths: Iterable[Path | MajlisError],
    limits: Limits,
    explain: bool = False,
    day_first: bool | None = None,
    **known: str,
) -> Iterator[Request | MajlisError]:
    """What is to be coded in these files, in their order; errors stand in their place. The rest as in `of_source`."""
    size = 0
    with Isolated(TARGET, limits) as apart:
        for count, path in enumerate(paths, 1):
            if isinstance(path, MajlisError):
                yield path
                continue
            file = Source(str(path), path, limits=limits, day_first=day_first)
            try:
                size += file.size()
            except MajlisError as error:
                yield error
                continue
            if size > limits.total_mb * MB or count > limits.files:
                yield MajlisError("MJ113", name=str(path), size=f"{limits.total_mb:g}", files=f"{limits.files:,}")
                return
            yield from of_source(file, apart, explain, **known)


def of_source(file: Source, apart: Isolated, explain: bool = False, **known: str) -> Iterator[Request | MajlisError]:
    """Requests of one file: its articles where it is a short text or a table, its members where it is an archive, so that none
    stops the rest; else the file, for a process apart to read. `apart` runs TARGET; `known` are fields of Article.
    """
    told: Request = {"known": known, "explain": explain}
    try:
        file = recognised(file)
        if file.ending in PLAIN and file.size() <= PIECE_CHARACTERS:
            yield from (_article(found, told) for found in read(file))
        elif file.ending in OPENED:
            for line in apart.run(_file(file) | told | {"opened": True}):
                for found in json.loads(line):
                    yield MajlisError(**found) if "code" in found else found
        else:
            yield _file(file) | told
    except MajlisError as error:
        yield error
    except OSError as error:  # it was opened, and cannot be read: a broken disk, a network that went
        yield MajlisError("MJ106", name=file.name, reason=error.strerror or str(error))


def inside(source: Source, told: Request) -> Iterator[bytes]:
    """What a table or an archive holds, in lines of JSON: lists of requests and errors."""
    for piece in pieces(_inside(source, told)):
        found = [each.packed() if isinstance(each, MajlisError) else each for each in piece]
        yield json.dumps(found).encode() + b"\n"


def _inside(source: Source, told: Request) -> Iterator[Request | MajlisError]:
    try:
        if source.ending in ARCHIVES:
            yield from _members(source, told)
        else:
            yield from (_article(found, told) for found in read(source))
    except MajlisError as error:
        yield error


def _members(source: Source, told: Request) -> Iterator[Request | MajlisError]:
    check_signature(source)
    for found in loader(source).members(source):
        if isinstance(found, MajlisError):
            yield found
            continue
        place, name, size = found
        here: Request = {"name": f"{source.name}/{name}", "archive": source.name, "member": place, "size": size}
        yield _file(source) | told | here


def _article(found: Found, told: Request) -> Request | MajlisError:
    if isinstance(found.what, MajlisError):
        return found.what
    article = vars(found.what) | told["known"]
    return {"name": found.name, "named": found.by_row, "article": article, "explain": told["explain"]}


def _file(source: Source) -> Request:
    place: Request = {"name": source.name, "path": str(source.path), "size": source.size()}
    told: Request = {"mapping": source.mapping, "url": source.url, "otherwise": source.otherwise}
    return place | told | {"day_first": source.day_first}


def pieces(found: Iterable[Request | MajlisError]) -> Iterator[list[Request | MajlisError]]:
    """Requests grouped so that a piece is a fraction of a second of work, and starting it costs little beside it."""
    piece: list[Request | MajlisError] = []
    size = 0
    for request in found:
        piece.append(request)
        size += weight(request)
        if len(piece) >= PIECE_INPUTS or size >= PIECE_CHARACTERS:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def weight(request: Request | MajlisError) -> int:
    """Roughly how many characters there are to code."""
    if isinstance(request, MajlisError):
        return 0
    if "row" in request:
        return len(str(request["row"]["text"]))
    return sum(map(len, request["article"].values())) if "article" in request else request["size"]
