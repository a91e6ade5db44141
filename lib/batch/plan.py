"""Inputs -> pieces of work of similar size, read as they are needed so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypedDict

from lib.errors import MajlisError
from lib.loaders import LINE_FORMATS, open_source
from lib.loaders.archive import members
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.loaders.signature import check_signature
from lib.loaders.source import MB, Source

PLAIN = (".txt", ".text", ".md", ".jsonl", ".ndjson", ".csv", ".tsv")  # read by a few lines of ours, in this process
STREAMED = (".xlsx", ".parquet")  # read in a process apart, which hands over their rows as articles
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
    known: dict[str, str]  # fields of Article
    archive: str  # name of the archive at `path`, and of the member to read
    member: str


def requests(
    paths: Iterable[Path | MajlisError], limits: Limits, explain: bool = False, **known: str
) -> Iterator[Request | MajlisError]:
    """What is to be coded in these files, in their order; errors stand in their place. The rest as in `of_source`."""
    size = 0
    for count, path in enumerate(paths, 1):
        if isinstance(path, MajlisError):
            yield path
            continue
        size += path.stat().st_size
        if size > limits.total_mb * MB or count > limits.files:
            yield MajlisError("MJ113", name=str(path), size=f"{limits.total_mb:g}", files=f"{limits.files:,}")
            return
        yield from of_source(Source(str(path), path, limits=limits), explain, **known)


def of_source(file: Source, explain: bool = False, **known: str) -> Iterator[Request | MajlisError]:
    """Requests of one file: its articles where it is plain or a table, else the file, for a process apart to read.

    Each member of an archive is a request of its own, so that none stops the rest. `known` are fields of Article.
    """
    told: Request = {"known": known, "explain": explain}
    try:
        if file.ending in PLAIN:
            for number, found in enumerate(open_source(file), 1):
                yield found if isinstance(found, MajlisError) else _article(file, number, asdict(found), told)
        elif file.ending in STREAMED:
            yield from _streamed(file, told)
        elif file.ending == ".zip":
            yield from _members(file, told)
        else:
            yield _file(file) | told
    except MajlisError as error:
        yield error


def _article(source: Source, number: int, article: dict[str, str], told: Request) -> Request:
    by_line = source.ending in LINE_FORMATS
    name = f"{source.name}:{number}" if by_line else source.name
    return {"name": name, "named": by_line, "article": article | told["known"], "explain": told["explain"]}


def _file(source: Source) -> Request:
    place: Request = {"name": source.name, "path": str(source.path), "size": source.size()}
    return place | {"mapping": source.mapping, "url": source.url}


def _members(source: Source, told: Request) -> Iterator[Request | MajlisError]:
    check_signature(source)
    inside = list(members(source))
    share = source.size() // max(len(inside), 1)
    for name in inside:
        if isinstance(name, MajlisError):
            yield name
            continue
        place: Request = {"name": f"{source.name}/{name}", "archive": source.name, "member": name, "size": share}
        yield _file(source) | told | place


def _streamed(source: Source, told: Request) -> Iterator[Request | MajlisError]:
    with Isolated("lib.batch.work:articles_of", source.limits) as apart:
        for number, line in enumerate(apart.run(_file(source)), 1):
            article, problem = json.loads(line)
            yield MajlisError(problem[0], **problem[1]) if problem else _article(source, number, article, told)


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
    return len(request["article"]["text"]) if "article" in request else request["size"]
