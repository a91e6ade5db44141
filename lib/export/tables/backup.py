"""A backup: a zip of manifest.json and, for each table of the store, its rows as JSON lines."""

import json
import lzma
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path

from lib.errors import MajlisError
from lib.paths import sweep

FORMAT = "majlis-backup"
BATCH = 1_000  # rows handed out at once
Batch = tuple[str, list[dict[str, object]]]
# What a zip raises that is damaged, and one that holds something else than it should
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, ValueError, TypeError, AttributeError, OSError, RuntimeError)  # fmt: skip


def write(path: Path, version: int, rows: Iterable[tuple[str, dict[str, object]]]) -> None:
    """Write (table, row) pairs, those of a table together; the file takes its name only when all is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, f".{path.name}.")
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", json.dumps({"format": FORMAT, "version": version}))
            for table, found in groupby(rows, key=lambda pair: pair[0]):
                with archive.open(f"{table}.jsonl", "w", force_zip64=True) as file:
                    file.writelines(json.dumps(row).encode() + b"\n" for _, row in found)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


@contextmanager
def read(path: Path, known: int) -> Iterator[Iterator[Batch]]:
    """The rows of a backup, table by table in the order written, after a check that the file is whole.

    Raises MJ303 for a file that is no backup or is damaged, MJ302 for one of a version above `known`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest.get("format") != FORMAT:
                raise MajlisError("MJ303", name=path.name, reason="it is no backup")
            if bad := archive.testzip():
                raise MajlisError("MJ303", name=path.name, reason=f"{bad} in it is damaged")
            if manifest["version"] > known:
                raise MajlisError("MJ302", place=path.name, version=manifest["version"], known=known)
            yield _batches(archive)
    except UNREADABLE as error:
        reason = getattr(error, "strerror", "") or str(error) or type(error).__name__
        raise MajlisError("MJ303", name=path.name, reason=reason) from None


def _batches(archive: zipfile.ZipFile) -> Iterator[Batch]:
    for name in (n for n in archive.namelist() if n.endswith(".jsonl")):
        with archive.open(name) as file:
            while lines := list(islice(file, BATCH)):
                yield name.removesuffix(".jsonl"), [json.loads(line) for line in lines]
