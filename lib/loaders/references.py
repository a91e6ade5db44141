"""Rows of reference managers: RIS and BibTeX, whose abstracts are the texts."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders.source import Source
from lib.loaders.text import decode
from lib.schema import Row

TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)$")
ENTRY = re.compile(r"@(\w++)\s*+[{(]\s*+([^,\s{}]*+)\s*+,")
BEGINS = re.compile(rf"(?m)^(?=[ \t]*{ENTRY.pattern})|\A")
SIGNS = re.compile(r'\\.|[{}"]', re.S)
FIELD = re.compile(r"\s*+(?:,\s*+)?([A-Za-z][\w-]*)\s*=\s*")
OTHER = re.compile(r",[^\S\n]*+\n\s*+[A-Za-z][\w-]*\s*=\s*[{\"]")  # a field inside a value, for that is not closed
MACRO = re.compile(
    r"@string\s*[{(]\s*([\w-]+)\s*=\s*[{\"]([^{}\"\n]*)[}\"]", re.I
)  # a name for a value, which then stands bare
BARE = re.compile(r"[^,{}\s]*")
ACCENTS = dict(
    zip("`'^~\"=.cvuHkr", "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a", strict=True)
)
ACCENT = re.compile(r"\\([`'^~\"=.]|[cvuHkr](?=[\s{]))\s*\{?\s*\\?([A-Za-z])\}?")
AUTHORS = ("AU", "A1")
TOLD_BY = {  # field of Article -> tags of RIS and fields of BibTeX that tell it, best first
    "article_id": ("ID", "AN", "key"),
    "title": ("TI", "T1", "CT", "title"),
    "text": ("FT", "AB", "N2", "abstract", "N1", "note", "annote"),
    "published": ("DA", "Y1", "date", "PY", "year"),
    "source": ("JO", "JF", "T2", "JA", "PB", "journal", "journaltitle", "newspaper", "booktitle", "publisher"),
    "author": ("AU", "A1", "author"),
    "url": ("UR", "L2", "url"),
    "language": ("LA", "language"),
}


def _row(told: dict[str, str]) -> Row:
    found = {field: next((told[tag] for tag in tags if told.get(tag)), "") for field, tags in TOLD_BY.items()}
    return {field: value for field, value in found.items() if value}


def ris(source: Source) -> Iterator[Row]:
    """A reference each; values that run over several lines, and several authors, are put together."""
    told: dict[str, list[str]] = {}
    last = ""
    for line in [*decode(source.read(), source.name).splitlines(), "ER  - "]:
        found = TAG.match(line)
        if found and found[1] in ("TY", "ER"):
            if told:
                yield _row({tag: ("; " if tag in AUTHORS else "\n").join(said).strip() for tag, said in told.items()})
            told, last = {}, ""
        elif found:
            last = found[1]
            told.setdefault(last, []).append(found[2].strip())
        elif last:
            told[last].append(line.strip())


def bibtex(source: Source) -> Iterator[Row | MajlisError]:
    """An entry each, its accents as letters; day, month and year are put together. One with a brace or a quote that is not
    closed before the next begins is an error."""
    text = decode(source.read(), source.name)
    macros = {found[1].lower(): _spoken(found[2]) for found in MACRO.finditer(text)}
    edges = [*(entry.start() for entry in BEGINS.finditer(text)), len(text)]
    for start, end in itertools.pairwise(edges):
        yield from _entries(text, start, end, macros, source)


def _entries(text: str, at: int, end: int, macros: dict[str, str], source: Source) -> Iterator[Row | MajlisError]:
    """The entries between two lines that begin one."""
    while found := ENTRY.search(text, at, end):
        at, told = found.end(), {"key": found[2]}
        if found[1].lower() in ("comment", "string", "preamble"):
            continue
        while field := FIELD.match(text, at, end):
            bare = text[field.end() : field.end() + 1] not in ("{", '"')
            value, at = _value(text, field.end(), end)
            if value is None:
                yield MajlisError("MJ146", name=f"{source.name}:{found[2]}")
                return
            told[field[1].lower()] = macros.get(value.lower(), value) if bare else _spoken(value)
        if "year" in told and "month" in told:
            told["year"] = " ".join(filter(None, (told.get("day"), told["month"], told["year"])))
        told["author"] = told.get("author", "").replace(" and ", "; ")
        yield _row(told)


def _value(text: str, at: int, end: int) -> tuple[str | None, int]:
    """A value in braces, in quotes or bare, and where it ends; none where it is not closed, or holds other fields."""
    if text[at : at + 1] not in ("{", '"'):
        found = BARE.match(text, at, end)
        assert found  # also of no characters
        return found[0], found.end()
    quoted, depth, begin = text[at] == '"', 0, at + 1
    for sign in SIGNS.finditer(text, at, end):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if sign.start() > at and depth == 0 and (sign[0] == '"') == quoted and sign[0] in '}"':
            value = text[begin : sign.start()]
            return None if OTHER.search(value) else value, sign.end()
    return None, end


def _spoken(value: str) -> str:
    """A value without marks of TeX."""
    value = ACCENT.sub(lambda found: found[2] + ACCENTS[found[1]], value)
    value = (
        re.sub(r"\\(?=[&%$#_{}])", "", value).replace("{", "").replace("}", "").replace("---", "—").replace("--", "–")
    )
    return unicodedata.normalize("NFC", value).strip()
