"""The files of a codebook's folder, each read and checked once: rows that can be used, and what is wrong with the rest."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

import msgspec

from lib.codebook.cells import Column, OneOf, Row, Wrong, columns, read
from lib.codebook.own import Own
from lib.codebook.records import ALIASED, ALIASES, FILES, KEYS, Alias
from lib.errors import MajlisError

# Vocabulary -> the columns that hold it, as (file, column, (column, value) its rows are chosen by). Any other
# vocabulary is one of vocabulary.csv. A word whose row is wrong is still a word: what uses it stays.
VOCABULARIES: dict[str, tuple[tuple[str, str, tuple[str, str] | None], ...]] = {
    "code": (("countries", "code", None), ("organizations", "code", None)),
    "topic": (("topics", "topic", None),),
    "stage": (("stage_steps", "stage", None),),
    "event type": (("plover", "type", None),),
    "operator": (("event_operators", "operator", None),),
    "noun class": (("event_cues", "object", ("form", "noun")),),
    "term": (("glossary", "term", None),),
    "name": tuple((file, "name", None) for file in ALIASED),
}
NAMED = 20  # words a message names at most


@dataclass
class Sheet:
    """A file as it stands: its header, its lines as (number in the file, cells), and what is wrong with them."""

    header: list[str] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[MajlisError] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, str]]:
        """Every line by column, also those with a cell too few or too many."""
        return (dict(zip(self.header, cells, strict=False)) for _, cells in self.lines)


class Codebook:
    """What lies in `folder`, read when first asked for, and a team's `own` rows over it, checked as those of the files are.

    >>> from lib.codebook.records import Topic
    >>> from lib.paths import CODEBOOK
    >>> Codebook(CODEBOOK).rows(Topic)[0]
    Topic(topic='nuclear', label='')
    """

    def __init__(self, folder: Path) -> None:
        self.own: tuple[Own, ...] = ()
        self.made: dict[object, Callable] = {}  # what was made of it (see lib.codebook.cached)
        self.languages = tuple(sorted(file.parent.name for file in folder.glob("*/grammar.csv")))
        self._base: Codebook | None = None
        self._keep(lambda file: _read(folder / f"{file}.csv", f"{file}.csv"))

    def over(self, own: Iterable[Own]) -> "Codebook":
        """The same codebook with these rows over it, in place of those that were."""
        base = self._base or self
        laid = object.__new__(Codebook)
        laid.own, laid.made, laid.languages, laid._base = tuple(own), {}, base.languages, base
        laid._keep(laid._over)
        return laid

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the own rows; "" where there are none."""
        return hashlib.sha256(repr(self.own).encode()).hexdigest()[:16] if self.own else ""

    def _keep(self, sheet: Callable[[str], Sheet]) -> None:
        self._sheet = cache(sheet)
        self._known = cache(lambda vocabulary: dict.fromkeys(self._look_up(vocabulary)))
        self._allowed = cache(self._look_through)
        self._checked = cache(self._check)

    def _over(self, file: str) -> Sheet:
        """A file with the own rows of it below, their lines counted from -1 down."""
        sheet = self._base._sheet(file) if self._base and file != ALIASES else Sheet([c.name for c in columns(Alias)])
        mine = [
            (-n, [row.cell(name) for name in sheet.header]) for n, row in enumerate(self.own, 1) if row.file == file
        ]
        return replace(sheet, lines=[*sheet.lines, *mine])

    def rows(self, record: type[Row], language: str = "") -> tuple[Row, ...]:
        """The rows of a record's file, in the folder of the `language` if it has one each; those that are wrong left out."""
        return self._checked(record, language)[0]

    def problems(self, *records: type) -> list[MajlisError]:
        """What is wrong in the files of these records, or in any: MJ201 to MJ207, by file and line."""
        asked = [
            (record, language)
            for file, record in FILES.items()
            if record in records or not records
            for language in (self.languages if "*" in file else ("",))
        ]
        return [problem for one in asked for problem in self._checked(*one)[1]]

    def faults(self) -> dict[int, MajlisError]:
        """What is wrong with the own rows, by their number from 0: MJ204 to MJ207."""
        found = (each for file in {row.file for row in self.own} for each in self._checked(_record(file), "")[1])
        return {int(str(each.fields["line"])) - 1: each for each in found if str(each.fields["file"]).startswith("Own")}

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """The words of a vocabulary in the order of its file, each once: words("topic")[0] == "nuclear"."""
        return tuple(self._known(vocabulary))

    @cached_property
    def modes(self) -> dict[str, tuple[str, ...]]:
        """Event type -> its modes."""
        found: dict[str, list[str]] = {kind: [] for kind in self.words("event type")}
        for row in self._sheet("plover").rows():
            if row.get("mode") and row["type"]:
                found[row["type"]].append(row["mode"])
        return {kind: tuple(modes) for kind, modes in found.items()}

    def _look_up(self, vocabulary: str) -> Iterable[str]:
        if vocabulary == "event":
            return (f"{kind} {mode}" for kind, modes in self.modes.items() for mode in modes)
        if vocabulary == "subject class":
            return (f"^{noun}" for noun in self._known("noun class"))
        if vocabulary == "event made":
            return (f"{operator}>{kind}" for operator in self._known("operator") for kind in self.modes)
        held = VOCABULARIES.get(vocabulary, (("vocabulary", "word", ("vocabulary", vocabulary)),))
        return (
            row[column]
            for file, column, chosen in held
            for row in self._sheet(file).rows()
            if row.get(column) and (chosen is None or row.get(chosen[0]) == chosen[1])
        )

    def _check(self, record: type[Row], language: str = "") -> tuple[tuple[Row, ...], list[MajlisError]]:
        file = next((name for name, one in FILES.items() if one is record), ALIASES).replace("*", language)
        more = self._aliases if file in ALIASED else {}
        if self._base and not more and not any(row.file == file for row in self.own):
            return self._base._checked(record, language) if file != ALIASES else ((), [])
        sheet = self._sheet(file)
        rows, problems = [], list(sheet.problems)
        missing = [c.name for c in columns(record) if c.name not in sheet.header and not c.optional]
        if missing and sheet.header:
            problems.append(MajlisError("MJ202", file=f"{file}.csv", column=missing[0]))
        first: dict[str, int] = {}  # key -> its line
        for line, cells in [] if missing else sheet.lines:
            try:
                row = self._row(record, sheet.header, cells)
                key = ", ".join(cells[sheet.header.index(name)] for name in KEYS[record])
                if first.setdefault(key, line) != line:
                    raise Wrong("MJ207", column=" and ".join(KEYS[record]), value=key, first=str(abs(first[key])))
                if mine := more.get(getattr(row, "name", "")):
                    row = msgspec.structs.replace(
                        row, aliases=tuple(dict.fromkeys((*getattr(row, "aliases", ()), *mine)))
                    )
                rows.append(row)
            except Wrong as wrong:
                if wrong.code:
                    where = f"{file}.csv" if line > 0 else f"Own rows of {file}.csv"
                    problems.append(MajlisError(wrong.code, file=where, line=abs(line), **wrong.told))
        return tuple(rows), problems

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        """Name -> the own aliases of what is called so."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows(Alias) if self.own else ():
            found[row.name] = (*found.get(row.name, ()), *row.aliases)
        return found

    def _row(self, record: type[Row], header: list[str], cells: list[str]) -> Row:
        if len(cells) != len(header):
            raise Wrong("MJ203", cells=str(len(cells)), columns=str(len(header)))
        texts = dict(zip(header, cells, strict=True))
        row = read(record, texts)
        for column in columns(record):
            if column.lists and texts.get(column.name):
                self._test(column, texts)
        return row

    def _look_through(self, mark: OneOf) -> dict[str, None]:
        """What a cell with this mark may hold."""
        known = dict.fromkeys([*mark.words, *(word for v in mark.vocabularies for word in self._known(v))])
        return {str(n): None for n in range(len(known))} if mark.rung else known

    def _test(self, column: Column, texts: dict[str, str]) -> None:
        """`Wrong` where a value is no word of its vocabularies; without a message where a file of them is missing."""
        for mark in column.lists:
            known = self._allowed(mark)
            for word in column.values(texts[column.name]):
                asked = f"{texts[mark.after]} {word}" if mark.after and word not in mark.words else word
                if asked not in known:
                    code = "MJ206" if known and all(self._sheet(file).lines for file in _files(mark)) else ""
                    raise Wrong(code, column=column.name, value=asked, known=_few(known), add=_add(mark))


def _record(file: str) -> type[msgspec.Struct]:
    return Alias if file == ALIASES else FILES[file]


def _files(mark: OneOf) -> list[str]:
    """The files that hold its vocabularies."""
    found = [file for v in mark.vocabularies for file, _, _ in VOCABULARIES.get(v, ())]
    return found or (["vocabulary"] if mark.vocabularies and not mark.after else [])


def _add(mark: OneOf) -> str:
    """Where a new word of its vocabularies would be added."""
    where = " or ".join(f"{file}.csv" for file in _files(mark))
    return f", or add it to {where}" if where else ""


def _few(words: dict[str, None]) -> str:
    return ", ".join([*list(words)[:NAMED], *(["..."] if len(words) > NAMED else [])])


def _read(path: Path, name: str) -> Sheet:
    """A CSV file as it stands, a row a line; lines that are blank or begin with # say nothing."""
    sheet = Sheet()
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or type(error).__name__
        sheet.problems.append(MajlisError("MJ201", file=name, reason=reason))
        return sheet
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in next(csv.reader([line]))]
            if sheet.header:
                sheet.lines.append((number, cells))
            else:
                sheet.header = cells
    if not sheet.lines:
        sheet.problems.append(MajlisError("MJ201", file=name, reason="it holds no rows"))
    return sheet
