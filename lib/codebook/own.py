"""Rows that a team adds to the codebook: over its files, checked as theirs are, and plainer than they may be; as one table
that travels (CSV), and as a patch of the files."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from itertools import chain
from pathlib import Path

from lib.codebook.cells import Wrong, columns
from lib.codebook.records import ALIASED, FILES
from lib.errors import MajlisError

ADDED = ("people", "aliases", "organizations", "places", "topic_phrases", "meeting_cues")
MOST = 20_000  # rows
LONGEST, MANY = 80, 20  # characters of a name or phrase; names in a cell
CELL = 1000  # characters of a cell
FORMULA = tuple("=+-@")  # how cells begin that a spreadsheet would reckon
NAME = re.compile(r"[^\W_][\w .,&/'\u2019-]*")
PHRASE = re.compile(r"[^\W_][\w '\u2019-]*")
NAMED = "letters and . , & / ' - alone"
WANTED = {
    "name": (NAME, 3, f"a name of {NAMED}, its length from 3 to {LONGEST}"),
    "aliases": (NAME, 2, f"names of {NAMED}, at most {MANY}, the length of each from 2 to {LONGEST}"),
    "phrase": (PHRASE, 3, f"plain words, their length from 3 to {LONGEST}"),
    "cue": (PHRASE, 4, f"plain words, their length from 4 to {LONGEST}"),
}
LOW = ("phrase", "cue")  # written in small letters, as they are looked for


@dataclass(frozen=True)
class Own:
    """A row of one of the files: its cells by column, those that are empty left out."""

    file: str
    cells: tuple[tuple[str, str], ...]

    @staticmethod
    def of(file: str, cells: Mapping[str, object]) -> "Own":
        """The row with these cells, blanks around and within them tidied.

        >>> Own.of("topic_phrases", {"topic": "water ", "phrase": "Dam  of peace", "weight": 1}).cell("phrase")
        'dam of peace'
        """
        told = {name: " ".join(str(value).split()) for name, value in cells.items() if name and value is not None}
        low = {name: value.lower() if name in LOW else value for name, value in told.items()}
        return Own(file, tuple(sorted((name, value) for name, value in low.items() if value)))

    def cell(self, column: str) -> str:
        return next((value for name, value in self.cells if name == column), "")

    @property
    def spellings(self) -> list[str]:
        """All that a text may call it."""
        return [self.cell("name"), *several(self.cell("aliases"))]

    @property
    def told(self) -> dict[str, str]:
        return dict(self.cells)

    def check(self) -> None:
        """Raises Wrong where the row is of no file that can be added to, or a cell holds what no name and no phrase does."""
        if self.file not in ADDED:
            raise Wrong("MJ206", column="file", value=self.file, known=", ".join(ADDED), add="")
        for column, value in self.cells:
            pattern, least, wanted = WANTED.get(column, (None, 0, f"plain text on one line, its length at most {CELL}"))
            all_of_it = several(value) if column == "aliases" else [value]
            plain = value.isprintable() and not set("<>{}\\") & set(value) and not value.startswith(FORMULA)
            fits = plain and len(value) <= CELL and len(all_of_it) <= MANY
            words = [(one, pattern.fullmatch(one)) for one in all_of_it] if pattern else []
            if not fits or not all(least <= len(one) <= LONGEST and match for one, match in words):
                raise Wrong("MJ205", column=column, value=value[:LONGEST], wanted=wanted)


# ---------------------------------------------------------------- as a table that travels
FIELDS = tuple(dict.fromkeys(["file", *chain(*([c.name for c in columns(FILES[f])] for f in ADDED if f in FILES))]))


def written(rows: Iterable[Own]) -> str:
    """The rows as one CSV table: the file of each, and the columns of all files."""
    out = io.StringIO()
    table = csv.DictWriter(out, FIELDS, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows({"file": row.file, **{n: v for n, v in row.cells if n in FIELDS}} for row in rows)
    return out.getvalue()


def read(data: bytes, name: str) -> list[Own]:
    """The rows of such a table; columns may be missing. Raises MJ208 where it is none, MJ318."""
    try:
        told = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if "file" not in (told.fieldnames or ()):
            raise MajlisError("MJ208", name=name, reason="it has no column file")
        found = [Own.of(" ".join((row.pop("file") or "").split()), row) for row in told if any(row.values())]
    except (UnicodeDecodeError, csv.Error) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise MajlisError("MJ208", name=name, reason=reason) from None
    if len(found) > MOST:
        raise MajlisError("MJ318", limit=f"{MOST:,}")
    return found


# ---------------------------------------------------------------- as a patch of the files
def patch(rows: Iterable[Own], folder: Path) -> str:
    """What `git apply` writes into data/codebook, in which `folder` stands: rows at the end of their files, aliases into the
    rows that they are of."""
    own = list(rows)
    more: dict[str, list[str]] = {}
    for row in (row for row in own if row.file not in FILES):
        more.setdefault(row.cell("name"), []).extend(several(row.cell("aliases")))
    told = []
    for file in dict.fromkeys((*ADDED, *ALIASED)):
        if (path := folder / f"{file}.csv").is_file():
            before = path.read_text("utf-8").splitlines(keepends=True)
            after = [_with(line, before, more) for line in before] if file in ALIASED else list(before)
            if after and not after[-1].endswith("\n"):
                after[-1] += "\n"
            header = next(csv.reader([next(line for line in before if not line.startswith("#"))]))
            after += [_with(_line(map(row.cell, header)), before, more) for row in own if row.file == file]
            where = f"data/codebook/{file}.csv"
            told += [
                line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
                for line in unified_diff(before, after, f"a/{where}", f"b/{where}")
            ]
    return "".join(told)


def _with(line: str, lines: list[str], more: Mapping[str, list[str]]) -> str:
    """The line of a file, with the aliases of what it names."""
    if not more or line.startswith("#") or not any(name in line for name in more):
        return line
    header = next(csv.reader([next(one for one in lines if not one.startswith("#"))]))
    cells = dict(zip(header, next(csv.reader([line])), strict=False))
    if not (mine := more.get(cells.get("name", "").strip())):
        return line
    known = several(cells["aliases"])
    return _line((cells | {"aliases": ";".join(dict.fromkeys((*known, *mine)))}).values())


def several(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
