"""What an export says of itself: what was chosen, when, from which data; its licence note and its citation."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lib import __version__
from lib.schema import CHRONOLOGY, TABLES, Column, Row, Table, models
from lib.wording.phrases import listing, plural

OCCASION = Column(
    "occasion",
    "string",
    "Which meeting it reports: the article and row of that meeting's surest report. Rows that share it are one meeting.",
    lacking="",
)
MEETINGS = replace(TABLES["meetings"], columns=(*TABLES["meetings"].columns, OCCASION))
EXPORTED: dict[str, Table] = {**TABLES, "meetings": MEETINGS, "chronology": CHRONOLOGY}
TITLE = "Majlis: diplomatic news as dated, sourced tables"
LICENCE = """\
The tables state facts in the words of Majlis, with the sentence each was coded from as its evidence.
The text of an article, its headline and the quoted sentences belong to its publisher; check what you may
do with them before you pass them on. Event types, modes and scores follow PLOVER (Open Event Data
Alliance), published under CC BY-SA 4.0. The chronology names the page that reports each of its rows.
"""
FILLERS = {"with", "from", "than", "that", "this", "most", "more", "they", "were", "have", "filtered", "today"}
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class About:
    """`filters`: those in force, in words, empty if everything was chosen. `version`: of the data. `made_at`: UTC."""

    made_at: str
    version: str = ""
    filters: tuple[str, ...] = ()
    url: str = ""
    left_out: tuple[str, ...] = field(default=())  # what was left out by choice, such as the texts
    models: tuple[str, ...] = ()  # language models that read some of the rows
    own: int = 0  # rows of their own that the team laid over the codebook

    def of(self, rows: Rows) -> About:
        """The same, with the models that read these rows."""
        readers = {str(row["reader"]) for found in rows.values() for row in found if row.get("reader")}
        return replace(self, models=models(readers))

    @property
    def coded_by(self) -> str:
        """Who read the rows: Majlis 0.1.0 and llama3.1; and with how many own rows of the codebook."""
        own = f" with {plural(self.own, 'own row')} of the codebook" if self.own else ""
        return listing((f"Majlis {__version__}{own}", *self.models))

    @property
    def chosen(self) -> str:
        """The filters as a sentence."""
        return f"Filtered by: {'; '.join(self.filters)}." if self.filters else "Everything: no filter in force."

    def facts(self, rows: Rows) -> dict[str, object]:
        """What every format carries about itself, as plain JSON values: versions, time, filters, rows of each table, address."""
        return {
            "title": TITLE,
            "made_at": self.made_at,
            "majlis_version": __version__,
            "coded_by": self.coded_by,
            "own_codebook_rows": self.own,
            "data_version": self.version,
            "filters": list(self.filters),
            "left_out": list(self.left_out),
            "rows": {name: len(found) for name, found in rows.items()},
            "url": self.url,
            "licence": LICENCE,
        }


def cite_key(day: str, title: str, chosen: str = "") -> str:
    """The name a bibliography knows a view by: words of its title and filters, the day, and four digits that no other
    title and filters have.

    >>> cite_key("2026-03-01", "Iran met Saudi Arabia", "Iran")
    'majlis-iran-saudi-arabia-20260301-f691'
    """
    plain = unicodedata.normalize("NFKD", f"{title} {chosen}").encode("ascii", "ignore").decode().lower()
    told = [word for word in dict.fromkeys(re.findall("[a-z]{4,}", plain)) if word not in FILLERS]
    mark = hashlib.sha256(f"{title}|{chosen}".encode()).hexdigest()[:4]
    return "-".join(["majlis", *told[:3], day.replace("-", ""), mark])


def _key(about: About) -> str:
    return cite_key(about.made_at[:10], "export", "; ".join(about.filters))


def misc(key: str, title: str, year: str, url: str, note: str) -> str:
    """An entry of a BibTeX file; `url` may be empty."""
    title, note = (re.sub(r"([&%$#_{}])", r"\\\1", text) for text in (title, note))
    where = f"  howpublished = {{\\url{{{url}}}}},\n" if url else ""
    head = f"@misc{{{key},\n  title = {{{title}}},\n  author = {{{{Majlis}}}},\n  year = {{{year}}},\n"
    return f"{head}{where}  note = {{{note}}}\n}}\n"


def bibtex(about: About) -> str:
    """The export as BibTeX cites it."""
    told = f"{about.coded_by}, data version {about.version}. {about.chosen} Made {about.made_at[:10]}"
    return misc(_key(about), TITLE, about.made_at[:4], about.url, told)


def csl(about: About) -> str:
    """The same as CSL-JSON, for Zotero and others."""
    day = [int(part) for part in about.made_at[:10].split("-")]
    item = {
        "id": _key(about),
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": "Majlis"}],
        "issued": {"date-parts": [day]},
        "version": about.version,
        "note": f"{about.coded_by}. {about.chosen}",
        **({"URL": about.url} if about.url else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def codebook(names: Sequence[str]) -> str:
    """What each column of these tables means, as Markdown."""
    parts = ["# Codebook\n"]
    for name in names:
        table = EXPORTED[name]
        parts.append(
            f"\n## {name}\n\nOne row is {table.row}.\n\n| column | type | unit | meaning |\n|---|---|---|---|\n"
        )
        for column in table.columns:
            words = f" One of: {', '.join(w or '(empty)' for w in column.vocabulary)}." if column.vocabulary else ""
            parts.append(f"| {column.name} | {column.dtype} | {column.unit} | {column.help}{words} |\n")
    return "".join(parts)
