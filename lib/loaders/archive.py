"""ZIP archives: each document inside is loaded by its own kind. Nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lib.errors import MajlisError
from lib.loaders.source import MB, Source
from lib.schema import Article

ENCRYPTED = 0x1
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")  # Office never writes them; they are how XML grows without end

XML_TIMES = 4  # an Office file's XML may be so many times as large as a document: tags beside the text, chosen by eye
DECLARED_IN = 4_096  # bytes at the start of an XML file in which it declares entities


def load(source: Source) -> Iterator[Article | MajlisError]:
    """The articles of all members; one that cannot be read is given as its error."""
    for name in members(source):
        try:
            if isinstance(name, MajlisError):
                raise name
            yield from open_member(source, name)
        except MajlisError as error:
            yield error


def members(source: Source) -> Iterator[str | MajlisError]:
    """Names of the documents inside. Raises MJ109, MJ119 (grows too much), MJ121 (too deep)."""
    if source.depth >= source.limits.archive_depth:
        raise MajlisError("MJ121", name=source.name, limit=source.limits.archive_depth)
    with _opened(source) as archive:
        _check_growth(archive, source)
        found = [info for info in archive.infolist() if not info.is_dir()]
        if not found:
            raise MajlisError("MJ103", name=source.name)
        for info in found:
            parts = PurePosixPath(info.filename.replace("\\", "/")).parts
            if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
                yield MajlisError("MJ122", name=f"{source.name}/{info.filename}")
            elif not any(part.startswith((".", "__MACOSX")) for part in parts):
                yield info.filename


def open_member(source: Source, name: str) -> Iterator[Article | MajlisError]:
    """The articles of one member. Raises MJ104, MJ109, MJ115 and what its own loader raises."""
    from lib.loaders import LINE_FORMATS, open_source

    with _opened(source) as archive:
        info = archive.getinfo(name)
        if info.flag_bits & ENCRYPTED:
            raise MajlisError("MJ115", name=f"{source.name}/{name}")
        tabular = name.lower().endswith((*LINE_FORMATS, ".zip"))
        limit = source.limits.table_mb if tabular else source.limits.file_mb
        data = _unpacked(archive, info, limit, source)
    yield from open_source(source.member(name, data))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: float, source: Source) -> bytes:
    """A member's bytes, however large its header claims it to be."""
    name, most = f"{source.name}/{info.filename}", int(limit * MB)
    try:
        with archive.open(info) as member:
            data = member.read(most + 1)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise MajlisError("MJ109", name=name, reason=type(error).__name__) from None
    if len(data) > most:
        raise MajlisError("MJ104", name=name, size=f"over {limit:g}", limit=f"{limit:g}")
    return data


def _opened(source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source.open())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise MajlisError("MJ109", name=source.name, reason=type(error).__name__) from None


def _check_growth(archive: zipfile.ZipFile, source: Source) -> None:
    infos = archive.infolist()
    size = sum(info.file_size for info in infos)
    ratio = size / max(source.size(), 1)
    if len(infos) > source.limits.files or size > source.limits.total_mb * MB or ratio > source.limits.expansion:
        raise MajlisError("MJ119", name=source.name, size=f"{size / MB:,.0f}", ratio=f"{ratio:,.0f}")


def check_office(source: Source) -> None:
    """Refuse an Office file that unpacks to too much (MJ119) or whose XML declares entities (MJ120)."""
    with _opened(source) as archive:
        _check_growth(archive, source)
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                start = _unpacked(archive, info, source.limits.file_mb * XML_TIMES, source)[:DECLARED_IN]
                if any(word in start or word in start.replace(b"\x00", b"") for word in DECLARATIONS):
                    raise MajlisError("MJ120", name=source.name)
