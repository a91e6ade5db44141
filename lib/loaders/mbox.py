"""Mailboxes (.mbox): each mail inside is loaded by its own kind."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, pairwise
from typing import BinaryIO

from lib.errors import MajlisError
from lib.loaders.source import MB, START, Source, Taken
from lib.loaders.split import SHOWN

LONGEST = 16_384  # bytes of a line that are looked at
BEGINS = b"From "  # the line over a mail, which its writers mark where it stands in a text
HEADER = re.compile(rb"[\w.-]+:|>From ")  # and what follows it
MARKED = re.compile(rb"^>(>*From )", re.M)


def load(source: Source) -> Iterator[Source | MajlisError]:
    """Every mail inside, or why it cannot be read. Raises as `members` does."""
    for found in list(members(source)):  # counted before anything in them is
        try:
            yield found if isinstance(found, MajlisError) else _mail(source, *found[:2])
        except MajlisError as error:
            yield error


def members(source: Source) -> Iterator[tuple[int, str, int] | MajlisError]:
    """(where it begins, name, bytes) of the mails inside, and what stands before them as MJ142. Raises MJ103 (empty), MJ171
    (no mails), MJ131 (too many)."""
    with source.open() as file:
        edges, number = _edges(file), 0
        first = next(edges)
        for number, (start, end) in enumerate(pairwise(chain([first], edges)), 1):
            source.unpack(1, 0)
            yield start, f"mail {number}.eml", end - start
        file.seek(0)
        before = " ".join(file.read(min(first, START)).decode("utf-8", "replace").split())
    if not number:
        raise MajlisError("MJ171" if before else "MJ103", name=source.name)
    if any(map(str.isalpha, before)):
        yield MajlisError("MJ142", name=source.name, value=before[:SHOWN].rstrip("."))


def member(source: Source, place: int) -> Source:
    """The mail that begins here, of a mailbox on disk; its name is that of the list. Raises MJ104 (too large)."""
    mail = _mail(source, place, "mail.eml")
    return replace(mail, packed=mail.size(), taken=Taken())


def _mail(source: Source, place: int, name: str) -> Source:
    with source.open() as file:
        file.seek(place)
        size = next(islice(_edges(file), 1, None), 0)
        if size > source.limits.file_mb * MB:
            limit = f"{source.limits.file_mb:g}"
            raise MajlisError("MJ104", name=f"{source.name}/{name}", size=f"{size / MB:.1f}", limit=limit)
        file.seek(place)
        _, _, data = file.read(size).partition(b"\n")
    return source.member(name, MARKED.sub(rb"\1", data))


def _edges(file: BinaryIO) -> Iterator[int]:
    """Where each mail begins, and the end of the last, from where the file is read."""
    blank, begun, place = True, -1, 0
    while line := file.readline(LONGEST):
        if begun >= 0 and HEADER.match(line):
            yield begun
        begun = place if blank and line.removeprefix(BOM_UTF8).startswith(BEGINS) else -1
        blank = not line.strip()
        place += len(line)
    yield place
