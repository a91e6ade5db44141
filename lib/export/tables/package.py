"""Rows <-> one zip: a file a table, datapackage.json (Frictionless), codebook, licence note, citations; and back again.

In tables/ the rows are corrected, for everybody's tools. Where something was corrected, coded/ holds the same articles'
rows as coded, and corrections.jsonl what lies over them: from these two Majlis makes corrections of them again.
"""

import hashlib
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lib.columns import codec
from lib.errors import MajlisError
from lib.export.tables import corrected
from lib.export.tables.about import EXPORTED, LICENCE, TITLE, About, Rows, bibtex, codebook, csl
from lib.export.tables.backup import UNREADABLE
from lib.export.tables.corrected import History
from lib.export.tables.rows import FORMATS, read
from lib.loaders.limits import Limits
from lib.measures.edits.corrections import Correction
from lib.paths import temporary
from lib.schema import CODED, TABLES, Column, Records, Row, Table, fingerprint

LIMIT = 2_000_000_000  # bytes an export may unpack to
MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
HISTORY, AS_CODED = "corrections", "-as-coded"  # resources beside the tables
HISTORY_WORDS = """
## coded/ and corrections.jsonl

The tables hold the rows as readers corrected them. coded/ holds the rows of the corrected articles as the coder made them,
in the same columns, and of those whose title, source or day was put right what they were loaded with, without the text;
each line of corrections.jsonl is one correction that lies over them, undone ones too:

| field | type | meaning |
|---|---|---|
"""


# ---------------------------------------------------------------- out
def package(rows: Rows, about: About, form: str = "csv", kept: History | None = None) -> bytes:
    """The zip, its tables as csv, jsonl or parquet; `kept` of lib/export/tables/corrected.py is what comes back as corrections."""
    about, kept = about.of(rows), kept if kept and kept.corrections else History()
    files = {f"tables/{name}.{form}": table_file(name, found, form) for name, found in rows.items()}
    files |= {f"coded/{name}.{form}": table_file(name, found, form, TABLES) for name, found in kept.coded.items()}
    if kept.corrections:
        files[f"{HISTORY}.jsonl"] = kept.lines().encode("utf-8")
    described = datapackage(rows, about, form, files)
    texts = {
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=2),
        "CODEBOOK.md": codebook(list(rows)) + (_history_words() if kept.corrections else ""),
        "LICENCE.txt": LICENCE,
        "CITATION.bib": bibtex(about),
        "CITATION.csl.json": csl(about),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _history_words() -> str:
    return HISTORY_WORDS + "".join(f"| {n} | {kind} | {words} |\n" for n, (kind, words) in corrected.FIELDS.items())


def table_file(name: str, rows: Sequence[Row], form: str, tables: Mapping[str, Table] = EXPORTED) -> bytes:
    """One table as a csv, jsonl or parquet file, with the columns it has in `tables`."""
    table = tables[name]
    silent = {column.name: column.lacking for column in table.columns if column.lacking is not None}
    with temporary(f"{name}.{form}") as path:
        with FORMATS[form](path, table, table.names) as file:
            for row in rows:
                file.add(json.dumps({**row, **{n: row.get(n, said) for n, said in silent.items()}}, ensure_ascii=False))
        return path.read_bytes()


def datapackage(rows: Rows, about: About, form: str, files: dict[str, bytes]) -> dict[str, object]:
    """The description by the Frictionless Data Package standard, with the filters that were in force."""
    return {
        "profile": "tabular-data-package" if form == "csv" and f"{HISTORY}.jsonl" not in files else "data-package",
        "name": "majlis",
        "title": TITLE,
        "description": about.chosen,
        "created": about.made_at,
        "version": about.version,
        "licenses": [{"name": "other", "title": "See LICENCE.txt: texts belong to their publishers"}],
        "majlis": about.facts(rows),
        "resources": [_resource(path, form, content) for path, content in files.items()],
    }


def _resource(path: str, form: str, content: bytes) -> dict[str, object]:
    size = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    folder, _, file = path.rpartition("/")
    if not folder:
        fields = [{"name": n, "type": kind, "description": words} for n, (kind, words) in corrected.FIELDS.items()]
        words = "One row is a correction that lies over the rows in coded/."
        about = {"name": HISTORY, "path": path, "profile": "data-resource", "description": words, "format": "jsonl"}
        return about | {"mediatype": MEDIA["jsonl"], "encoding": "utf-8", **size, "schema": {"fields": fields}}
    name = file.partition(".")[0]
    as_coded = folder == "coded"
    table = (TABLES if as_coded else EXPORTED)[name]
    schema: dict[str, object] = {"fields": [_field(c, form) for c in table.columns], "missingValues": [""]}
    if name in CODED:
        schema["primaryKey"] = ["article_id", table.key]
    return {
        "name": f"{name}{AS_CODED}" if as_coded else name,
        "path": path,
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "description": f"One row is {table.row}" + (", before readers corrected it." if as_coded else "."),
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        **size,
        "schema": schema,
    }


def _field(column: Column, form: str) -> dict[str, object]:
    words = f"{column.help} ({column.unit})" if column.unit else column.help
    kind = codec(column).described
    if form == "csv" and codec(column).listed:
        kind, words = "string", words + codec(column).joined
    field: dict[str, object] = {"name": column.name, "type": kind, "description": words}
    if column.vocabulary and "" not in column.vocabulary:
        field["constraints"] = {"enum": list(column.vocabulary)}
    return field


# ---------------------------------------------------------------- back
class Unpacked(NamedTuple):
    """`records` of each article, with its rows as coded if they were corrected; the `corrections` that lie over them."""

    records: list[Records]
    corrections: list[Correction]

    @property
    def coding(self) -> tuple[dict[str, list[Row]], list[Correction]]:
        """The rows as coded of all articles, by table, and the corrections."""
        return {name: [row for each in self.records for row in each[name]] for name in TABLES}, self.corrections


def unpack(file: BinaryIO | Path, name: str = "") -> Unpacked:
    """What a package holds; of one made before corrections came back, the rows as corrected and no corrections. Raises
    MJ501 for a zip that is none, MJ119 for one that grows too much, MJ502 for one without its articles' texts, MJ503, MJ156
    and MJ150 for a damaged one."""
    name = name or str(getattr(file, "name", "the file"))
    try:
        with zipfile.ZipFile(file) as archive:
            rows, coded, laid = _contents(archive, name)
    except UNREADABLE:
        raise MajlisError("MJ501", name=name) from None
    if not all(row.get("text") for row in rows.get("articles", [])) or "articles" not in rows:
        raise MajlisError("MJ502", name=name)
    there = {row.get("article_id") for row in rows["articles"]}
    if "" in there or None in there:
        raise MajlisError("MJ156", name="articles", reason="an article has no identifier")
    for table in CODED:
        if any(row.get("article_id") not in there for row in (*rows.get(table, []), *coded.get(table, []))):
            raise MajlisError("MJ156", name=table, reason="a row is of no article in the file")
    for row in rows["articles"]:
        row["sha256"] = fingerprint(row["text"])  # by which its text is known, whatever the file says
    if strange := next((n for n, each in enumerate(laid, 1) if each.article_id not in there), 0):
        raise MajlisError("MJ503", name=name, number=strange, reason="its article is not in the file")
    return Unpacked(_by_article(_uncorrected(rows, coded, laid)), laid)


def _contents(archive: zipfile.ZipFile, name: str) -> tuple[dict, dict, list[Correction]]:
    """(rows, rows as coded, corrections): table -> rows each."""
    _check_size(archive, sum(info.file_size for info in archive.infolist()), name)
    described = json.loads(archive.read("datapackage.json"))
    paths = {str(r["name"]): r["path"] for r in described["resources"]}
    wanted = {n: p for n, p in paths.items() if n == HISTORY or n.removesuffix(AS_CODED) in TABLES}
    if described["name"] != "majlis":
        raise MajlisError("MJ501", name=name)
    _check_size(archive, sum(_cells(archive, p) for p in wanted.values() if p.endswith(".parquet")), name)
    laid = corrected.read(archive.read(paths[HISTORY]), name) if HISTORY in paths else []
    rows = {
        n: read(io.BytesIO(archive.read(p)), p, TABLES[n.removesuffix(AS_CODED)]).to_pylist()
        for n, p in wanted.items()
        if n != HISTORY
    }
    coded = {n.removesuffix(AS_CODED): rows.pop(n) for n in list(rows) if n.endswith(AS_CODED)}
    return rows, coded if laid else {}, laid


def _check_size(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Raises MJ119 where it would unpack to too much."""
    assert archive.fp
    packed = max(archive.fp.seek(0, io.SEEK_END), 1)
    if size > min(LIMIT, Limits.from_environment().expansion * packed):
        raise MajlisError("MJ119", name=name, size=f"{size / 1e6:,.0f}", ratio=f"{size / packed:,.0f}")


def _cells(archive: zipfile.ZipFile, path: str) -> int:
    """How many cells a Parquet file has: the same in millions of rows takes no room there."""
    from pyarrow.parquet import read_metadata

    found = read_metadata(io.BytesIO(archive.read(path)))
    return int(found.num_rows * found.num_columns)


def _uncorrected(rows: dict[str, list[Row]], coded: dict[str, list[Row]], laid: list[Correction]) -> dict:
    """The rows, those of corrected articles as coded, or as loaded."""
    loaded = {row.get("article_id"): row for row in coded.get("articles", [])}
    articles = [row | loaded.get(row["article_id"], {}) | {"text": row["text"]} for row in rows["articles"]]
    again = {each.article_id for each in laid}
    kept = {n: [row for row in rows.get(n, []) if row.get("article_id") not in again] for n in coded if n in CODED}
    return (
        rows
        | {"articles": articles}
        | {n: found + [r for r in coded[n] if r.get("article_id") in again] for n, found in kept.items()}
    )


def _by_article(rows: dict[str, list[Row]]) -> list[Records]:
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name in CODED:
        for row in rows.get(name, []):
            found[name][str(row.get("article_id"))].append(row)
    return [
        {"articles": [row], **{name: found[name][str(row["article_id"])] for name in CODED}} for row in rows["articles"]
    ]
