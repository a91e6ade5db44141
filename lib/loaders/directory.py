"""The directory of a ZIP archive, a record for each member. One that cannot be read costs its member, not the archive.

zipfile gives up the whole archive where a name says it is UTF-8 and is not, where a member asks for a version that it
does not know, and where extra fields of a member are cut short.
"""

from __future__ import annotations

import io
import struct
from typing import IO, BinaryIO, cast
from zipfile import ZipFile

RECORD, HEAD = b"PK\x01\x02", 46  # how a record begins, and bytes before its name
END = struct.Struct("<4s4H2LH")  # after the last record: mark, disks, counts, size and place of the directory, comment
VERSION, LENGTHS = 6, 28  # where in a record they stand: version needed and flags; lengths of name, extra, comment
UTF8 = 0x800  # the flag of a name in UTF-8
PLAIN = 20  # the version that unpacks what is merely deflated
PADDING = 0xFFFF  # a kind of extra field that nobody reads


def opened(file: BinaryIO) -> ZipFile:
    """The archive in these bytes. Raises what ZipFile raises where its directory cannot be found."""
    try:
        return ZipFile(file)
    except (OSError, MemoryError):
        raise
    except Exception:
        archive = ZipFile(cast(BinaryIO, _Mended(file)))
        archive.fp = cast(IO[bytes], file)  # members are read as they are
        return archive


class _Mended:
    """A file whose ZIP directory is mended where it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self._file = file.seek, file.tell, file

    def read(self, size: int = -1) -> bytes:
        return _mended(self._file.read(size))


def _mended(data: bytes) -> bytes:
    """The directory with each record that zipfile cannot read made plainer; its length stays. Other bytes stay."""
    mended, at = bytearray(data), 0
    while mended.startswith(RECORD, at) and at + HEAD <= len(mended):
        name, extra, comment = struct.unpack_from("<3H", mended, at + LENGTHS)
        end = at + HEAD + name + extra + comment
        if not _readable(bytes(mended[at:end])):
            _, flags = struct.unpack_from("<2H", mended, at + VERSION)
            struct.pack_into("<2H", mended, at + VERSION, PLAIN, flags & ~UTF8)
            if extra >= struct.calcsize("<2H") and end <= len(mended):
                struct.pack_into("<2H", mended, at + HEAD + name, PADDING, extra - struct.calcsize("<2H"))
        at = end
    return bytes(mended)


def _readable(record: bytes) -> bool:
    """Can zipfile read an archive of this member alone?"""
    end = END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(record), 0, 0)
    try:
        ZipFile(io.BytesIO(record + end)).close()
    except Exception:
        return False
    return True
