"""ZIP archives: each document inside is loaded by its own kind. Nothing is ever unpacked to disk."""

import functools
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lib.errors import MajlisError
from lib.loaders import directory
from lib.loaders.source import MB, Source, Taken

ENCRYPTED = 0x1
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")  # Office never writes them; they are how XML grows without end

XML_TIMES = 4  # an Office file's XML may be so many times as large as a document: tags beside the text, chosen by eye
DECLARED_IN = 4_096  # bytes at the start of an XML file in which it declares entities
LEADS_OUT = re.compile(r"[/\\]|[A-Za-z]:")  # how a path begins that starts at the top, or on another disk
MADE_BY_MAC = "__MACOSX"  # the folder of what a Mac notes of files beside them
CHUNK = 16_384  # bytes unpacked at once: bzip2 and LZMA unpack all that they are given


def load(source: Source) -> Iterator[Source | MajlisError]:
    """Every document inside; one that cannot be unpacked is given as its error. Raises as `members` does."""
    archive = _opened(source)
    for found in _documents(archive, source):
        try:
            yield found if isinstance(found, MajlisError) else _unpacked(archive, found[1], source)
        except MajlisError as error:
            yield error


def members(source: Source) -> Iterator[tuple[int, str, int] | MajlisError]:
    """(place in the archive, name, packed bytes) of the documents inside; several may have one name.

    Raises MJ103 (empty), MJ109 (damaged), MJ119 (grows too much), MJ131 (too many).
    """
    for found in _documents(_opened(source), source):
        yield found if isinstance(found, MajlisError) else (found[0], found[1].filename, found[1].compress_size)


def member(source: Source, place: int) -> Source:
    """The document at this place of an archive on disk. Raises MJ104 (too large), MJ109 (damaged), MJ115 (encrypted).

    What is unpacked from it in turn is measured by its own share of the archive.
    """
    try:
        archive = _kept_open(source.path, source.path.stat().st_mtime_ns)
        info = archive.infolist()[place]
    except Exception as error:  # the file was changed since it was listed
        raise source.fault(error) from None
    return replace(_unpacked(archive, info, source), packed=max(info.compress_size, 1), taken=Taken())


@functools.lru_cache(maxsize=1)
def _kept_open(path: Path, changed: int) -> directory.Archive:
    """One archive is asked for all its members, one after the other: its directory is read once."""
    return directory.opened(path.open("rb"))


def _opened(source: Source) -> directory.Archive:
    try:
        return directory.opened(source.open())
    except MajlisError:
        raise
    except Exception as error:  # zipfile raises much that it does not list
        raise source.fault(error) from None


def _documents(archive: directory.Archive, source: Source) -> Iterator[tuple[int, zipfile.ZipInfo] | MajlisError]:
    """Members that hold something and are not hidden, each with its place; one whose path leads out of the archive is
    given as its error, and so is what no directory lists, and how many that could be read are hidden."""
    from lib.loaders import FORMATS

    infos = [(place, info) for place, info in enumerate(archive.infolist()) if info.file_size or not info.is_dir()]
    source.unpack(len(infos), sum(info.file_size for _, info in infos))
    if archive.unread:
        yield MajlisError("MJ133", name=source.name, size=f"{archive.unread:,}")
    shown = hidden = 0
    for place, info in infos:
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if ".." in parts or LEADS_OUT.match(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
            yield MajlisError("MJ122", name=f"{source.name}/{info.filename}")
        elif not any(part.startswith(".") for part in parts) and MADE_BY_MAC not in parts:
            yield place, info
        else:
            hidden += MADE_BY_MAC not in parts and info.filename.lower().endswith(tuple(FORMATS))
            continue
        shown += 1
    if hidden:
        yield MajlisError("MJ166", name=source.name, count=f"{hidden:,}")
    elif not shown:
        raise MajlisError("MJ103", name=source.name)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Source:
    from lib.loaders import ARCHIVES, LINE_FORMATS

    if info.flag_bits & ENCRYPTED:
        raise MajlisError("MJ115", name=f"{source.name}/{info.filename}")
    tabular = info.filename.lower().endswith((*LINE_FORMATS, *ARCHIVES))
    limit = source.limits.table_mb if tabular else source.limits.file_mb
    return source.member(info.filename, _bytes(archive, info, limit, source))


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: float, source: Source) -> bytes:
    """A member's bytes, however large its header claims it to be."""
    name, data = f"{source.name}/{info.filename}", bytearray()
    if hasattr(info, "_end_offset"):  # newer Pythons take it for damaged where another's record points into it
        setattr(info, "_end_offset", None)  # noqa: B010
    try:
        with archive.open(info) as packed:
            while len(data) <= limit * MB and (chunk := packed.read(CHUNK)):
                data += chunk
    except RuntimeError:  # a method that it does not know, or whose library this Python lacks
        raise MajlisError("MJ165", name=name) from None
    except Exception as error:  # whatever the library raises, this member is at fault and no other
        raise source.fault(error, name) from None
    if len(data) > limit * MB:
        raise MajlisError("MJ104", name=name, size=f"over {limit:g}", limit=f"{limit:g}")
    return bytes(data)


def office_part(archive: zipfile.ZipFile, source: Source, name: str, otherwise: bytes | None = None) -> bytes:
    """A file inside an Office file; where it is not there, what is given for it. Raises MJ104, MJ109."""
    if name not in archive.NameToInfo:
        if otherwise is None:
            raise MajlisError("MJ109", name=source.name, reason=f"{name or 'a part'} is missing")
        return otherwise
    return _bytes(archive, archive.getinfo(name), source.limits.file_mb * XML_TIMES, source)


def check_office(source: Source) -> zipfile.ZipFile:
    """An Office file, opened. Raises where it unpacks to too much (MJ119), where its XML declares entities (MJ120), and where
    it is several in one, of which the last alone would be read (MJ109)."""
    archive = _opened(source)
    source.unpack(len(archive.infolist()), sum(info.file_size for info in archive.infolist()))
    names = archive.namelist()
    if archive.unread or len(set(names)) < len(names):
        raise MajlisError("MJ109", name=source.name, reason="several documents in one")
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            start = _bytes(archive, info, source.limits.file_mb * XML_TIMES, source)[:DECLARED_IN]
            if any(word in start or word in start.replace(b"\x00", b"") for word in DECLARATIONS):
                raise MajlisError("MJ120", name=source.name)
    return archive
