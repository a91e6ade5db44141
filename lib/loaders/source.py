"""What a loader is given: where the bytes are, what they are called, and how much they may ask of us."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lib.errors import MajlisError, printable
from lib.loaders import date_lines, dates
from lib.loaders.limits import Limits
from lib.loaders.mending import mended
from lib.paths import file_name
from lib.schema import Article

MB = 1_000_000
START = 1_024  # bytes that show what a file is; the mark of a PDF may stand anywhere in them
NO_MEMORY = re.compile(r"out of memory|\bERR_NO_MEMORY\b")  # how parsers of XML say it
# Controls, private signs, and what was none.
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
MOST_UNREADABLE = 0.1  # of a text's characters, chosen by eye: accents that were lost are fewer
LINE, FILE_NAME, COLUMN = "header line", "file name", "column"
SAID_IN = dict.fromkeys((".html", ".htm", ".mhtml", ".mht"), "page") | {".eml": "mail"}  # ending -> what tells its day
LONGEST_NAME = 80  # characters of an identifier made of a file name, chosen by eye


@dataclass
class Taken:
    """What was taken out of one file, at any depth: so many files, and bytes."""

    files: int = 0
    size: int = 0


@dataclass(frozen=True)
class Source:
    """One file (`path`) or what was uploaded or pasted (`data`). `name` is what the user knows it by."""

    name: str
    path: Path = Path()  # where there is no `data`
    data: bytes | None = None
    mapping: dict[str, str] | None = None  # column of a table -> field of Article, where the user chose it
    url: str = ""  # where it was read from, if from the web
    otherwise: dict[str, str] = field(default_factory=dict)  # fields of Article, where the file does not tell them
    limits: Limits = field(default_factory=Limits)
    depth: int = 0  # how many archives and e-mails it was found in
    packed: int = 0  # bytes of the outermost of them
    taken: Taken = field(default_factory=Taken)  # out of that
    day_first: bool | None = None  # the user's word on 03/04/2023
    form: str = ""  # the ending of what it holds, where its name has another one
    notes: list[MajlisError] = field(default_factory=list)  # on what was read of it, until they are told

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))

    @property
    def ending(self) -> str:
        return self.form or Path(self.name).suffix.lower()

    @cached_property
    def stem(self) -> str:
        return file_name(Path(self.name).stem, LONGEST_NAME, "article")

    def size(self) -> int:
        try:
            return len(self.data) if self.data is not None else self.path.stat().st_size
        except FileNotFoundError:
            raise MajlisError("MJ101", name=self.name) from None
        except OSError as error:
            raise MajlisError("MJ106", name=self.name, reason=error.strerror or str(error)) from None

    def start(self) -> bytes:
        """The first kilobyte."""
        if self.data is not None:
            return self.data[:START]
        with self.open() as file:
            return file.read(START)

    def open(self) -> BinaryIO:
        """The bytes as a stream. Raises MJ101 (not there), MJ104 (too large for a table), MJ106 (may not be read)."""
        self._check_size(self.limits.table_mb)
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            return self.path.open("rb")
        except OSError as error:
            raise MajlisError("MJ106", name=self.name, reason=error.strerror or str(error)) from None

    def _check_size(self, limit_mb: float) -> None:
        if self.size() > limit_mb * MB:
            raise MajlisError("MJ104", name=self.name, size=f"{self.size() / MB:.1f}", limit=f"{limit_mb:g}")

    def read(self) -> bytes:
        """All bytes of one document. Raises MJ101, MJ104 (too large), MJ106."""
        self._check_size(self.limits.file_mb)
        with self.open() as file:
            return file.read()

    def fault(self, error: Exception, name: str = "") -> MajlisError:
        """Why this file, or the one of this name inside it, cannot be read, by what a library raised."""
        name = name or self.name
        if isinstance(error, MemoryError) or NO_MEMORY.search(f"{error} {getattr(error, 'error_log', '')}"):
            return self.limits.out_of_memory(name)
        if isinstance(error, ImportError):
            return MajlisError("MJ161", name=name, library=error.name or error)
        kind = type(error)
        reason = f"{kind.__module__}.error" if kind.__name__ == "error" else kind.__name__  # zlib.error, struct.error
        return MajlisError("MJ109", name=name, reason=reason)

    def member(self, name: str, data: bytes) -> Source:
        """A file found inside this one."""
        packed = self.packed or self.size()
        return replace(
            self, name=f"{self.name}/{name}", data=data, depth=self.depth + 1, packed=packed, form="", otherwise={}
        )

    def unpack(self, files: int, size: int) -> None:
        """Count what is about to be taken out of this file (`size` in bytes). Raises MJ119 (too large), MJ131 (too many),
        also where all that was taken out of the outermost file is too much."""
        self.taken.files += files
        self.taken.size += size
        if self.taken.files > self.limits.files:
            raise MajlisError("MJ131", name=self.name, files=f"{self.taken.files:,}", limit=f"{self.limits.files:,}")
        ratio = max(size / max(self.size(), 1), self.taken.size / max(self.packed, self.size(), 1))
        if ratio > self.limits.expansion or self.taken.size > self.limits.total_mb * MB:
            raise MajlisError("MJ119", name=self.name, size=f"{self.taken.size / MB:,.0f}", ratio=f"{ratio:,.0f}")

    def note(self, code: str, **fields: object) -> None:
        """Something to tell of an article that is read all the same."""
        self.notes.append(MajlisError(code, **{"name": self.name} | fields))

    def noted(self) -> list[MajlisError]:
        """What was noted since this was asked for last."""
        told = self.notes[:]
        self.notes.clear()
        return told

    def article(self, text: str, name: str = "", left_out: str = "", **known: str) -> Article:
        """The article of this file, with what the file says of it; its day of publication as written, in any form.
        `name`: what it is told by, if it is one of several; `left_out`: what else the file holds, a line each.
        Raises MJ103 (no text), MJ105 (bytes of something else), MJ116 (no letters), MJ107 and MJ136 (too long)."""
        name, text = name or self.name, mended(text)
        if len(UNREADABLE.findall(text)) > MOST_UNREADABLE * len(text):
            raise MajlisError("MJ105", name=name)
        if not any(map(str.isalpha, text)):
            raise MajlisError("MJ116" if text.strip() else "MJ103", name=name)
        self.limits.check_text(text, name)
        told = {
            detail: value for detail, value in self.otherwise.items() if detail != "published" and not known.get(detail)
        }
        told |= {"url": self.url} if self.url and not known.get("url") else {}
        known = {detail: mended(value) for detail, value in (known | told).items()}
        for detail, value in known.items():
            self.limits.check_detail(value, detail, name)
        known |= self._published(text, name, known)
        left_out = mended(left_out)[: self.limits.characters]
        return Article(article_id=known.pop("article_id", "") or self.stem, text=text, left_out=left_out, **known)

    def _published(self, text: str, name: str, known: Mapping[str, str]) -> dict[str, str]:
        """When an article was published, and where that was found: as the file says it, else as a line of the text, else
        as the name of the file does. What is said and cannot be used is noted."""
        wrong: tuple[str, str] | None = None
        for value, place in self._tellings(text, known):
            found = dates.read(value, self.day_first)
            if found.day:
                return {"published": found.day, "published_from": place}
            wrong = wrong or ((found.fault, value) if found.fault else None)
        if wrong:
            self.note(wrong[0], name=name, value=wrong[1], last=dates.last_year())
            return {"published": "", "published_from": ""}
        day = date_lines.in_name(self.name)
        return {"published": day, "published_from": FILE_NAME if day else ""}

    def _tellings(self, text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What tells the day, and where it stands; a line of the text is looked for only where the file says nothing."""
        yield known.get("published", ""), known.get("published_from") or SAID_IN.get(self.ending, LINE)
        yield date_lines.date_line(text)[0], LINE
        yield self.otherwise.get("published", ""), COLUMN
