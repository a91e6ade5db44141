"""Rows <-> one zip: a file a table, datapackage.json (Frictionless), codebook, licence note, citations; and back again."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from lib.errors import MajlisError
from lib.export.about import EXPORTED, LICENCE, TITLE, About, Rows, bibtex, codebook, csl
from lib.export.rows import FORMATS, read_rows
from lib.schema import CODED, TABLES, Column, Records, Row

LIMIT = 2_000_000_000  # bytes an export may unpack to
TYPES = {"timestamp": "datetime", "list": "array", "records": "array"}
MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


# ---------------------------------------------------------------- out
def package(rows: Rows, about: About, form: str = "csv", corrections: Iterable[dict[str, object]] = ()) -> bytes:
    """The zip, its tables as csv, jsonl or parquet; `corrections` go beside them as they are."""
    files = {f"tables/{name}.{form}": table_file(name, found, form) for name, found in rows.items()}
    described = datapackage(rows, about, form, files)
    texts = {
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=2),
        "CODEBOOK.md": codebook(list(rows)),
        "LICENCE.txt": LICENCE,
        "CITATION.bib": bibtex(about),
        "CITATION.csl.json": csl(about),
    }
    if history := [json.dumps(each, ensure_ascii=False) for each in corrections]:
        texts["corrections.jsonl"] = "\n".join(history) + "\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**texts, **files}.items():
            archive.writestr(name, content)
    return made.getvalue()


def table_file(name: str, rows: Sequence[Row], form: str) -> bytes:
    """One table as a csv, jsonl or parquet file."""
    table = EXPORTED[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{form}"
        with FORMATS[form](path, table, table.names) as file:
            for row in rows:
                file.add(json.dumps(row, ensure_ascii=False))
        return path.read_bytes()


def datapackage(rows: Rows, about: About, form: str, files: dict[str, bytes]) -> dict[str, object]:
    """The description by the Frictionless Data Package standard, with the filters that were in force."""
    return {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "majlis",
        "title": TITLE,
        "description": about.chosen,
        "created": about.made_at,
        "version": about.version,
        "licenses": [{"name": "other", "title": "See LICENCE.txt: texts belong to their publishers"}],
        "majlis": about.facts(rows),
        "resources": [_resource(name, form, files[f"tables/{name}.{form}"]) for name in rows],
    }


def _resource(name: str, form: str, content: bytes) -> dict[str, object]:
    table = EXPORTED[name]
    schema: dict[str, object] = {"fields": [_field(c, form) for c in table.columns], "missingValues": [""]}
    if name in CODED:
        schema["primaryKey"] = ["article_id", table.key]
    return {
        "name": name,
        "path": f"tables/{name}.{form}",
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "description": f"One row is {table.row}.",
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column, form: str) -> dict[str, object]:
    words = f"{column.help} ({column.unit})" if column.unit else column.help
    kind = TYPES.get(column.dtype, column.dtype)
    if form == "csv" and kind == "array":
        kind, words = "string", words + (" JSON." if column.dtype == "records" else " Several are joined by ;")
    field: dict[str, object] = {"name": column.name, "type": kind, "description": words}
    if column.vocabulary and "" not in column.vocabulary:
        field["constraints"] = {"enum": list(column.vocabulary)}
    return field


# ---------------------------------------------------------------- back
def unpack(file: BinaryIO | Path, name: str = "") -> list[Records]:
    """The records of each article of a package, as they were exported. Raises MJ501 for a zip that is none, MJ502
    for one without its articles' texts, MJ156 and MJ150 for a damaged table."""
    name = name or getattr(file, "name", "the file")
    try:
        with zipfile.ZipFile(file) as archive:
            described = json.loads(archive.read("datapackage.json"))
            paths = {r["name"]: r["path"] for r in described["resources"] if r["name"] in TABLES}
            if described["name"] != "majlis" or sum(archive.getinfo(p).file_size for p in paths.values()) > LIMIT:
                raise MajlisError("MJ501", name=name)
            rows = {table: _read(archive, path, table) for table, path in paths.items()}
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError):
        raise MajlisError("MJ501", name=name) from None
    if not all(row.get("text") for row in rows.get("articles", [])) or "articles" not in rows:
        raise MajlisError("MJ502", name=name)
    return _by_article(rows)


def _read(archive: zipfile.ZipFile, path: str, table: str) -> list[Row]:
    ending = path.rsplit(".", 1)[-1]
    if ending not in FORMATS:
        raise MajlisError("MJ156", name=path, reason="it is no table file")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{table}.{ending}"
        copy.write_bytes(archive.read(path))
        return list(read_rows(copy, TABLES[table]))


def _by_article(rows: dict[str, list[Row]]) -> list[Records]:
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name in CODED:
        for row in rows.get(name, []):
            found[name][str(row.get("article_id"))].append(row)
    return [
        {"articles": [row], **{name: found[name][str(row["article_id"])] for name in CODED}} for row in rows["articles"]
    ]
