"""A folder that is looked through again and again: each file in it once, by what it holds, and when it stands still."""

import hashlib
import stat
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lib.errors import MajlisError
from lib.loaders import files
from lib.loaders.duplicates import Index, Known

EVERY = 2.0  # seconds between two looks
UNFINISHED = (
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".tmp",
    "~",
)  # how names of files end that are being written
BROKEN = "\ufffd \t\r\n"  # what a text may end with that broke off
EMPTY = "MJ103"  # said of a folder that holds nothing, which is no fault here
Stamp = tuple[int, int]  # size, and time of the last change
Arrival = tuple[Path, str]  # a file, and a digest of its bytes


def arrivals(
    folder: Path, known: Callable[[str], bool], once: bool = False, wait: Callable[[float], None] = time.sleep
) -> Iterator[Arrival | MajlisError]:
    """Each file of the folder and those in it that is not `known` by its digest, when it has stood still from one look to
    the next. Without end; with `once` those that stand still now.

    What cannot be looked into is told once (MJ101, MJ106); with `once` also what is still being written (MJ149).
    """
    told: dict[Path, str] = {}  # how each stood when it was given
    looked = _looked(folder)
    while True:
        wait(EVERY)
        before, looked = looked, _looked(folder)
        for path, stamp in looked.items():
            standing = isinstance(stamp, MajlisError) or before.get(path) == stamp
            if standing and told.get(path) != (now := str(stamp)):
                told[path] = now
                yield from [stamp] if isinstance(stamp, MajlisError) else _new(path, known)
            elif not standing and once:
                yield MajlisError("MJ149", name=str(path))
        if once:
            return


def _looked(folder: Path) -> dict[Path, Stamp | MajlisError]:
    """What is there, and how it stands."""
    found: dict[Path, Stamp | MajlisError] = {}
    for path in files([folder]):
        if isinstance(path, MajlisError):
            if path.code != EMPTY:
                found[Path(str(path.fields["name"]))] = path
        elif not path.name.endswith(UNFINISHED):
            try:
                about = path.stat()
            except OSError as error:
                if path.is_symlink():  # else it is gone again
                    found[path] = MajlisError("MJ106", name=str(path), reason=f"link to {error.strerror}")
                continue
            found[path] = about.st_size, about.st_mtime_ns
            if not stat.S_ISREG(about.st_mode):  # a pipe may never end
                found[path] = MajlisError("MJ106", name=str(path), reason="it is no file")
    return found


def outgrown(before: Mapping[str, str], now: Iterable[str]) -> list[str]:
    """Which of the articles that a file held (identifier -> text) are told by one of the texts it holds now: word for word
    up to where they broke off, or nearly so.

    >>> outgrown({"a": "Iran's envoy flew to Os", "b": "The emir called."}, ["Iran's envoy flew to Oslo on Monday."])
    ['a']
    """
    texts = sorted(now)
    index: Index[int] = Index()
    for number, text in enumerate(texts, 1):
        index.add(number, Known.of(text))

    def told(text: str) -> bool:
        at = bisect_left(texts, text)  # the first that goes on where it ends, if any does
        return any(each.startswith(text) for each in texts[at : at + 1]) or bool(index.find(Known.of(text))[0])

    return [name for name, text in before.items() if told(text.rstrip(BROKEN))]


def digest_of(path: Path) -> str:
    """Of the bytes of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _new(path: Path, known: Callable[[str], bool]) -> Iterator[Arrival | MajlisError]:
    """The file, unless what it holds is known; or why that cannot be told."""
    try:
        digest = digest_of(path)
    except OSError as error:
        yield MajlisError("MJ106", name=str(path), reason=error.strerror or "")
        return
    if not known(digest):
        yield path, digest
