"""The directory of a ZIP archive, a record for each member. One that cannot be read costs its member, not the archive.

zipfile gives up the whole archive where a name says it is UTF-8 and is not, where a member asks for a version that it
does not know, and where extra fields of a member are cut short; and of several archives in one file, as `cat` makes it,
it reads the last.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import IO, BinaryIO, cast
from zipfile import ZipFile

RECORD, HEAD = b"PK\x01\x02", 46  # how a record begins, and bytes before its name
MEMBER = b"PK\x03\x04"  # how a member begins, before its bytes
END = struct.Struct("<4s4H2LH")  # after the last record: mark, disks, counts, size and place of the directory, comment
ENDS, LONGEST_COMMENT = b"PK\x05\x06", 0xFFFF
VERSION, LENGTHS = 6, 28  # where in a record they stand: version needed and flags; lengths of name, extra, comment
MEMBER_FLAGS = 6  # where before a member
UTF8, MISNAMED = 0x800, 0x8000  # flags: of a name in UTF-8; ours, of one that says so and is not
PLAIN = 20  # the version that unpacks what is merely deflated
PADDING = 0xFFFF  # a kind of extra field that nobody reads
OF_OLD = "cp437"  # the encoding of names that are not UTF-8; it has a sign for each byte


class Archive(ZipFile):
    """`unread`: bytes before or behind the archive that hold members of no directory."""

    unread = 0


def opened(file: BinaryIO) -> Archive:
    """The archive in these bytes, with the members of those that stand before it, one behind the other.

    Raises what ZipFile raises where its directory cannot be found.
    """
    view = _View(file, file.seek(0, io.SEEK_END))
    found = [archive := _alone(view)]
    while (begin := _begin(found[-1])) > 0:
        try:
            found.append(_alone(_View(file, begin)))
        except MemoryError:
            raise
        except Exception:  # no archive, or a damaged one: told by what is unread
            break
    archive.filelist[:] = [info for each in reversed(found) for info in each.filelist]
    archive.unread = max(begin, 0) + sum(each.unread for each in found)
    misnamed = [info for info in archive.filelist if info.flag_bits & MISNAMED]
    for info in misnamed:
        info.filename = info.orig_filename.encode(OF_OLD).decode("utf-8", "surrogateescape")
    view.mend = _unnamed({info.header_offset for info in misnamed})
    return archive


def _alone(view: _View) -> Archive:
    """The last archive of these bytes; unread is what stands behind it."""
    try:
        archive = Archive(cast(IO[bytes], view))
    except (OSError, MemoryError):
        raise
    except Exception:
        view.mend = _mended
        archive = Archive(cast(IO[bytes], view))
    archive.unread = _behind(view)
    return archive


def _begin(archive: Archive) -> int:
    return min([archive.start_dir, *(info.header_offset for info in archive.filelist)])


def _behind(view: _View) -> int:
    """Bytes behind the last archive, where a member begins in them."""
    view.seek(-END.size - LONGEST_COMMENT, io.SEEK_END)
    rest = view.read()
    at = rest.rfind(ENDS)
    rest = rest[at + END.size + END.unpack_from(rest, at)[-1] :]
    return len(rest) if MEMBER in rest else 0


class _View:
    """The first bytes of a file, mended where they are read: `mend` takes their place and what stands there."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self.tell, self.seekable, self._file, self._end = file.tell, file.seekable, file, end
        self.mend: Callable[[int, bytes], bytes] = lambda at, data: data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(max(offset + (self._end if whence == io.SEEK_END else 0), 0))

    def read(self, size: int = -1) -> bytes:
        at = self.tell()
        left = max(self._end - at, 0)
        return self.mend(at, self._file.read(left if size < 0 else min(size, left)))


def _unnamed(places: set[int]) -> Callable[[int, bytes], bytes]:
    """Members at these places do not say that their names are UTF-8."""

    def mend(at: int, data: bytes) -> bytes:
        if at not in places or len(data) < MEMBER_FLAGS + 2:
            return data
        mended = bytearray(data)
        (flags,) = struct.unpack_from("<H", data, MEMBER_FLAGS)
        struct.pack_into("<H", mended, MEMBER_FLAGS, flags & ~UTF8)
        return bytes(mended)

    return mend


def _mended(at: int, data: bytes) -> bytes:
    """The directory with each record that zipfile cannot read made plainer; its length stays. Other bytes stay."""
    mended, at = bytearray(data), 0
    while mended.startswith(RECORD, at) and at + HEAD <= len(mended):
        name, extra, comment = struct.unpack_from("<3H", mended, at + LENGTHS)
        end = at + HEAD + name + extra + comment
        if not _readable(bytes(mended[at:end])):
            _, flags = struct.unpack_from("<2H", mended, at + VERSION)
            if flags & UTF8 and not _is_utf8(mended[at + HEAD : at + HEAD + name]):
                flags ^= UTF8 | MISNAMED
            struct.pack_into("<2H", mended, at + VERSION, PLAIN, flags)
            if extra >= struct.calcsize("<2H") and end <= len(mended):
                struct.pack_into("<2H", mended, at + HEAD + name, PADDING, extra - struct.calcsize("<2H"))
        at = end
    return bytes(mended)


def _is_utf8(name: bytes | bytearray) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _readable(record: bytes) -> bool:
    """Can zipfile read an archive of this member alone?"""
    end = END.pack(ENDS, 0, 0, 1, 1, len(record), 0, 0)
    try:
        ZipFile(io.BytesIO(record + end)).close()
    except Exception:
        return False
    return True
