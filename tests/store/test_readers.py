"""Who read a row is kept, exported, cited, and told of rows that were kept before anybody else read."""

import io
import json
import sqlite3
import zipfile

import pytest

from lib import coder, reader
from lib.export.tables.about import About, bibtex
from lib.export.tables.package import package, unpack
from lib.export.tables.workbook import workbook
from lib.schema import CODED, Article
from lib.store import Store
from lib.tables import rows, to_tables
from lib.wording.findings import coded_by
from tests.reader.test_held import read

TEXT = "Oman's foreign minister met his Yemeni counterpart in Muscat on 4 May 2021. Yemen thanked Oman."
ARTICLE = Article("one", TEXT, published="2021-05-06", language="en")


@pytest.fixture
def both():
    """An article's records with the rows of both readers."""
    told = {"quote": TEXT.partition(". ")[0], "kind": "meeting", "parties": ["OMN", "YEM"], "date_words": "4 May 2021"}
    thanked = {"quote": "Yemen thanked Oman.", "event_type": "SUPPORT", "actor": ["YEM"], "recipient": ["OMN"]}
    reading = read(ARTICLE, meetings=[told], events=[thanked])
    return reader.stand(reader.compare(coder.code(ARTICLE), reading), "either")


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path}/one.sqlite3", curated=False)
    yield made
    made.close()


def test_the_store_keeps_who_read_a_row_and_its_version_changes(store, both):
    store.ingest([coder.code(ARTICLE)])
    before = store.version()
    assert set(store.tables()["meetings"]["reader"]) == {"coder"}
    store.ingest([both])
    assert set(store.tables()["meetings"]["reader"]) == {"coder+made-up"}
    assert store.version() != before


def test_a_store_of_before_is_the_coders(tmp_path, both):
    place = tmp_path / "old.sqlite3"
    old = Store(f"sqlite:///{place}", curated=False)
    old.ingest([coder.code(ARTICLE)])
    old.close()
    with sqlite3.connect(place) as file:
        for table in CODED:
            file.execute(f"ALTER TABLE {table} DROP COLUMN reader")
        file.execute("UPDATE about SET value = '1 of an older shape' WHERE name = 'schema'")
    again = Store(f"sqlite:///{place}", curated=False)
    assert {who for table in CODED for who in again.tables()[table]["reader"]} == {"coder"}
    again.ingest([both])
    assert "coder+made-up" in set(again.tables()["meetings"]["reader"])
    again.close()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_export_tells_who_read_and_brings_it_back(both, form, store):
    told = {name: list(rows(df, name)) for name, df in to_tables([both]).items()}
    made = package(told, About("2026-03-01T00:00:00Z", "abc"), form)
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert "and made-up" in archive.read("CITATION.bib").decode()
    assert "made-up" in json.loads(archive.read("CITATION.csl.json"))[0]["note"]
    assert "made-up" in json.loads(archive.read("datapackage.json"))["majlis"]["coded_by"]
    store.ingest(unpack(io.BytesIO(made), "made.zip").records)
    assert set(store.tables()["meetings"]["reader"]) == {"coder+made-up"}
    assert workbook(told, About("2026-03-01T00:00:00Z"))


def test_without_a_model_majlis_alone_is_cited(both):
    assert "Majlis 0" in bibtex(About("2026-03-01T00:00:00Z"))
    assert coded_by(to_tables([coder.code(ARTICLE)])) == ", coded by Majlis"
    assert coded_by(to_tables([both])) == ", coded by Majlis and made-up"


def test_rows_made_elsewhere_without_the_column_are_the_coders():
    records = coder.code(ARTICLE)
    bare = {name: [{c: v for c, v in row.items() if c != "reader"} for row in found] for name, found in records.items()}
    assert set(to_tables([bare])["meetings"]["reader"]) == {"coder"}
