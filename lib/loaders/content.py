"""What a file of letters holds, by how it begins: a feed under .txt or .html, JSON under .csv, references, a table. What it
is called decides only where its content does not."""

import contextlib
import itertools
import json
import re
from dataclasses import replace

from lib.errors import MajlisError
from lib.loaders.addresses import ADDRESS
from lib.loaders.delimited import DELIMITERS, fits
from lib.loaders.heads import ROWS
from lib.loaders.mapping import SURE
from lib.loaders.signature import NEEDED, ending_of
from lib.loaders.source import Source
from lib.loaders.text import encoding_of

SAMPLE = 65_536  # bytes looked at
NAMES = 2  # known names of columns at least in the line that names those of a table
LEAST = 3  # lines of a table: its columns, and two rows that are as wide
LINE = r"[^\n]*+\n"
HEADER = rf"(?:[\w-]+:{LINE}(?:[ \t]{LINE})*+)"  # a line of an e-mail's head, with those that go on with it
SENT = "(?:Message-ID|Received|Return-Path): "  # which no browser writes over a page it saves
BEFORE = r"\s*+(?:(?><\?[^>]*>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*+)*+"  # what may stand before the root of XML
BLOCKS = (
    r"!doctype\s+html|html|head|body|main|header|nav|aside|article|section|div|p|h[1-6]|table|ul|ol|blockquote|figure|time|meta"
    r"|title|link|base|script|style"
)
KINDS = {  # ending -> how such a file begins
    ".rss": re.compile(BEFORE + r"<(?:\w+:)?(?:rss|RDF|feed)\b", re.S),
    ".html": re.compile(rf"{BEFORE}<(?:{BLOCKS})\b[^<>]*>", re.S | re.I),
    ".mhtml": re.compile(rf"(?!{HEADER}{{0,60}}?{SENT}){HEADER}{{1,30}}?Content-Type: *multipart/related", re.I),
    ".mbox": re.compile(rf"From {LINE}(?:>From {LINE})?{HEADER}"),
    ".eml": re.compile(rf"{HEADER}{{0,60}}?(?:MIME-Version: |{SENT})", re.I),
    ".ris": re.compile(rf"(?:{LINE}){{0,30}}?TY  ?- ?[A-Z]+\s*\n(?:{LINE}){{0,9}}?[A-Z][A-Z0-9]  ?- ?\S"),
    ".bib": re.compile(rf"(?:(?!\s*@){LINE}){{0,30}}?\s*+@[A-Za-z]++\s*+[{{(]\s*+[^\s,{{}}]*+\s*+,\s*+[\w-]++\s*+="),
    ".json": re.compile(r"\s*(?:\[\s*\{\s*|\{\s*)\"(?:[^\"\\\n]|\\.)*+\"\s*:"),
}
TOLD = {
    ".rss": "a feed of news",
    ".html": "a web page",
    ".mhtml": "a saved web page",
    ".eml": "an e-mail",
    ".mbox": "a mailbox",
    ".ris": "references (RIS)",
    ".bib": "references (BibTeX)",
    ".urls": "addresses of pages",
    ".json": "JSON",
    ".jsonl": "lines of JSON",
    ".csv": "a table",
    ".txt": "plain text",
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "rich text",
    ".epub": "a book (EPUB)",
    ".xlsx": "an Excel workbook",
    ".parquet": "a Parquet table",
    ".zip": "a ZIP archive",
}
ALIKE = {  # ending -> what its content may be without a word
    **dict.fromkeys((".xml", ".rss", ".atom"), (".rss",)),
    **dict.fromkeys((".html", ".htm"), (".html",)),
    **dict.fromkeys((".mhtml", ".mht", ".eml"), (".mhtml", ".eml")),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), (".json", ".jsonl")),
    **dict.fromkeys((".csv", ".tsv"), (".csv",)),
}
MARKED, MARKS = (".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom"), "[{<"  # what such a file begins with
LETTERS = {*ALIKE, *KINDS, ".txt", ".text", ".md", ".urls"}  # endings of files of letters
NO_ENDING = re.compile(r"(?:\.[^a-z]*)?")  # also in "Gulf News 6.3.2024"


def recognised(source: Source) -> Source:
    """The source as what it holds, which its name may not say."""
    if source.form:
        return source
    plain = source.data is not None or source.path.is_file()  # a pipe would be waited for
    found = _kind(source) if plain and source.ending not in NEEDED else ""
    known = found in (source.ending, *ALIKE.get(source.ending, ()))
    return replace(source, form="" if known else found)


def _kind(source: Source) -> str:
    unnamed = bool(NO_ENDING.fullmatch(source.ending))
    if source.ending not in LETTERS and (ending := ending_of(source)) and (ending != ".zip" or unnamed):
        return ending  # archives of other endings hold programs and slides
    with source.open() as file:
        data = file.read(SAMPLE)
    try:
        start = data.decode(encoding_of(data, source.name), "replace").lstrip("\ufeff")
    except MajlisError:  # no letters: told by its loader
        return ""
    found = next((ending for ending, begins in KINDS.items() if begins.match(start)), "")
    if found == ".json" and _by_lines(start):
        return ".jsonl"
    known, least = (1, 2) if source.ending in MARKED and start.lstrip()[:1] not in MARKS else (NAMES, LEAST)
    otherwise = ".txt" if start.strip() and unnamed else ""
    return found or _of_addresses(start) or (".csv" if _is_table(start, known, least) else otherwise)


def _of_addresses(start: str) -> str:
    """Do most lines hold an address of a page, by itself or as a cell in the same place?"""
    lines = [line for line in start.splitlines()[:ROWS] if line.strip()]
    alone = sum(bool(ADDRESS.fullmatch(line)) for line in lines)
    if alone >= SURE * len(lines) > 0 and not (alone < len(lines) and _is_table(start, 1)):
        return ".urls"
    cells = [{n for n, cell in enumerate(line.split("\t")) if ADDRESS.fullmatch(cell)} for line in lines]
    return ".csv" if len(lines) > 1 and set.intersection(*cells) else ""


def _by_lines(start: str) -> bool:
    """Is each line an object of its own?"""
    first = next(filter(None, map(str.strip, start.splitlines())), "")
    with contextlib.suppress(ValueError, RecursionError):
        return isinstance(json.loads(first), dict) and "\n" in start.strip()
    return False


def _is_table(start: str, names: int, least: int = LEAST) -> bool:
    """Does a line name columns, so many by names that are known, and do most below it fall into them? least: lines."""
    lines = list(itertools.islice(start.splitlines(keepends=True), ROWS))
    best = max(fits(lines, sign) for sign in DELIMITERS)
    return best.regular and best.known >= names and best.alike >= least
