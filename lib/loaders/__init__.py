"""Bytes -> Article, one module a format. A loader gives what the file format says; it reads no headlines itself.

`load` reads in this process. Files from strangers are read in a process of their own, which `lib.batch` does.
"""

import importlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from lib.errors import MajlisError
from lib.loaders.content import TOLD as TOLD_AS
from lib.loaders.content import recognised
from lib.loaders.dates import TWO_WAYS
from lib.loaders.limits import Limits
from lib.loaders.signature import check_signature
from lib.loaders.source import Source
from lib.loaders.split import Loaded, parted
from lib.schema import Article

FORMATS = {  # ending -> module of this package
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".mhtml": "mail",
    ".mht": "mail",
    ".eml": "mail",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".rtf": "rtf",
    ".odt": "odt",
    ".epub": "epub",
    ".jsonl": "table",
    ".ndjson": "table",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".xlsm": "table",
    ".parquet": "table",
    ".json": "table",
    ".xml": "table",
    ".rss": "table",
    ".atom": "table",
    ".ris": "table",
    ".bib": "table",
    ".urls": "table",
    ".zip": "archive",
    ".mbox": "mbox",
}
LINE_FORMATS = tuple(ending for ending, module in FORMATS.items() if module == "table")  # many articles, one a row
ARCHIVES = tuple(ending for ending, module in FORMATS.items() if module in ("archive", "mbox"))  # many files
DOCUMENTS = tuple(e for e, module in FORMATS.items() if module in ("plain", "html", "pdf", "docx", "rtf", "odt"))
TOLD = 1_000  # faults of one file that are told each, chosen by eye; the rest is counted


class Found(NamedTuple):
    """An article, or why there is none, and what the user knows it by: its file, also inside others, or file:row."""

    name: str
    by_row: bool  # is it a row of a table, which gives it an identifier of its own?
    what: Article | MajlisError


def load(
    path_or_bytes: str | Path | bytes,
    name: str = "",
    mapping: dict[str, str] | None = None,
    limits: Limits | None = None,
) -> Iterator[Article | MajlisError]:
    """The articles of one file. A broken line or member is given as a MajlisError, and the rest goes on.

    `name` is needed with bytes: its ending tells the format. mapping: column of a table of articles -> field of Article.
    limits: sizes in MB and counts (default: from the environment). Raises MJ102, MJ103 or another MajlisError where
    nothing can be read at all.

    >>> [article] = load(b"Wang Yi met his Saudi counterpart in Beijing on 6 April 2023.", "note.txt")
    >>> article.article_id, article.text
    ('note', 'Wang Yi met his Saudi counterpart in Beijing on 6 April 2023.')
    """
    given = path_or_bytes
    source = Source(
        name=name or (Path(given).name if not isinstance(given, bytes) else "pasted.txt"),
        path=Path() if isinstance(given, bytes) else Path(given),
        data=given if isinstance(given, bytes) else None,
        mapping=mapping,
        limits=limits or Limits.from_environment(),
    )
    yield from (found.what for found in read(source))


def read(source: Source) -> Iterator[Found]:
    """The articles of a source, by the loader of its ending, and of all files inside it. Raises where it cannot be read
    itself; what goes wrong with a file inside is given as its error."""
    if source.size() == 0:
        raise MajlisError("MJ103", name=source.name)
    source = recognised(source)
    if source.form:
        source.note("MJ145", kind=TOLD_AS[source.form])
    if source.ending not in FORMATS:
        raise MajlisError("MJ102", name=source.name, ending=source.ending or "no ending")
    check_signature(source)
    try:
        yield from _found(loader(source).load(source), source)
    except MajlisError:
        raise
    except Exception as error:  # a library met bytes its authors never saw; whatever it raises, the file is at fault
        raise source.fault(error) from error


def loader(source: Source) -> ModuleType:
    """The module that reads a source of this ending; of an archive, also which files it holds, and each."""
    return importlib.import_module(f"lib.loaders.{FORMATS[source.ending]}")


def _found(loaded: Iterator[Loaded], source: Source) -> Iterator[Found]:
    """What a loader gives, by its name, each with what is noted of it; files inside are read in turn. Raises MJ103 where it
    gives nothing at all."""
    by_row, faults, number = source.ending in LINE_FORMATS, 0, 0
    for number, what in enumerate(parted(loaded, source) if source.ending in DOCUMENTS else loaded, 1):
        if isinstance(what, Source):
            if what.depth > source.limits.archive_depth:
                raise MajlisError("MJ121", name=source.name, limit=source.limits.archive_depth)
            yield from _inside(what)
            continue
        for each in (what, *source.noted()):
            faults += isinstance(each, MajlisError) and each.code != TWO_WAYS  # each of those can be answered
            if isinstance(each, Article) or each.code == TWO_WAYS or faults <= TOLD:
                yield Found(_name(each, source, number), by_row and not _numbered(each, source), each)
    if not number:
        raise MajlisError("MJ103", name=source.name)
    if faults > TOLD:
        yield Found(source.name, False, MajlisError("MJ132", name=source.name, count=f"{faults - TOLD:,}"))


def _numbered(what: Article | MajlisError, source: Source) -> bool:
    """Has it but the number of its row, as rows have that give no identifier?"""
    stem, _, number = what.article_id.rpartition("-") if isinstance(what, Article) else ("", "", "")
    return stem == source.stem and number.isdecimal()


def _name(what: Article | MajlisError, source: Source, number: int) -> str:
    """What is one of several in a file has an identifier of its own, and its number in its name."""
    alone = source.ending not in LINE_FORMATS and (isinstance(what, MajlisError) or what.article_id == source.stem)
    return source.name if alone else f"{source.name}:{number}"


def _inside(source: Source) -> Iterator[Found]:
    try:
        yield from read(source)
    except MajlisError as error:
        yield Found(source.name, False, error)


def files(paths: Iterable[str | Path]) -> Iterator[Path | MajlisError]:
    """Every file of the given files and folders, sorted; hidden files are left out, folders that are closed are told."""
    for given in map(Path, paths):
        if os.path.isdir(given):
            closed: list[OSError] = []
            found = sorted(_visible(given, closed))
            if not found and not closed:
                yield MajlisError("MJ103", name=str(given))
            yield from found
            yield from (MajlisError("MJ106", name=str(e.filename), reason=e.strerror or "") for e in closed)
        elif os.path.isfile(given):
            yield given
        else:
            yield MajlisError("MJ101", name=str(given))


def _visible(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if not name.startswith("."))


def load_all(paths: Iterable[str | Path]) -> Iterator[Article | MajlisError]:
    """The articles of all files and folders; each that cannot be read is given as its error."""
    for path in files(paths):
        if isinstance(path, MajlisError):
            yield path
            continue
        try:
            yield from load(path)
        except MajlisError as error:
            yield error
