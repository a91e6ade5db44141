"""Inputs -> pieces of work of similar size, read as they are needed so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from lib.errors import MajlisError
from lib.loaders import LINE_FORMATS, open_source
from lib.loaders.archive import members
from lib.loaders.limits import Limits
from lib.loaders.signature import check_signature
from lib.loaders.source import MB, Source

Request = dict[str, object]
HARMLESS = (".txt", ".text", ".md", ".jsonl", ".ndjson")  # read by a few lines of ours; all else in a process apart
PIECE_INPUTS = 40
PIECE_CHARACTERS = 200_000


def requests(paths: Iterable[Path | MajlisError], limits: Limits, added_at: str) -> Iterator[Request | MajlisError]:
    """What is to be coded: articles of harmless files, the names of all others. Errors stand in their place."""
    size = 0
    for count, path in enumerate(paths, 1):
        if isinstance(path, MajlisError):
            yield path
            continue
        size += path.stat().st_size
        if size > limits.total_mb * MB or count > limits.files:
            yield MajlisError("MJ113", name=str(path), size=f"{limits.total_mb:g}", files=f"{limits.files:,}")
            return
        source = Source(str(path), path, limits=limits)
        known = {"origin": "imported", "added_at": added_at}
        if source.ending in HARMLESS:
            yield from _articles(source, known)
        else:
            yield from apart(source, **known)


def apart(source: Source, **known: object) -> Iterator[Request | MajlisError]:
    """What is to be read in a process apart: a file, or each member of an archive by itself, so none stops the rest."""
    request = {"name": source.name, "path": str(source.path), "size": source.size(), **known}
    if source.ending != ".zip":
        yield request
        return
    try:
        check_signature(source)
        inside = list(members(source))
    except MajlisError as error:
        yield error
        return
    for name in inside:
        if isinstance(name, MajlisError):
            yield name
        else:
            yield request | {"name": f"{source.name}/{name}", "member": name, "size": source.size() // len(inside)}


def _articles(source: Source, known: dict[str, object]) -> Iterator[Request | MajlisError]:
    by_line = source.ending in LINE_FORMATS
    try:
        for number, found in enumerate(open_source(source), 1):
            if isinstance(found, MajlisError):
                yield found
                continue
            name = f"{source.name}:{number}" if by_line else source.name
            yield {"name": name, "named": by_line, "article": asdict(found) | known}
    except MajlisError as error:
        yield error


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
    return len(request["article"]["text"]) if "article" in request else int(request["size"])
