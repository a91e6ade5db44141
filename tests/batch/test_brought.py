"""An export that comes back is read in a process apart: the same as here, and within the limits of all other files."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.batch import brought
from lib.coder import code
from lib.errors import MajlisError
from lib.export.tables.about import About
from lib.export.tables.corrected import history
from lib.export.tables.package import package, unpack
from lib.measures.edits import agreement
from lib.measures.edits.corrections import ACCEPT, Correction
from lib.schema import Article, fingerprint, now
from lib.store import Store
from lib.tables import rows_of, to_tables

TEXT = "The foreign ministers of Egypt and Qatar met in Doha on 5 May 2023."


@pytest.fixture(scope="module", params=["csv", "parquet", "jsonl"])
def export(request, tmp_path_factory) -> bytes:
    """Two articles, of one of which the meeting was accepted."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('brought')}/one.sqlite3", curated=False)
    store.ingest([code(Article(name, f"{TEXT} {name}.", published="2023-05-06")) for name in ("a", "b")])
    anchor = store.review("a")[0]["meetings"]["anchor"][0]
    store.correct([Correction("meetings", "a", anchor, ACCEPT)], author="Ada")
    coded, laid = store.coded()
    found = rows_of(store.tables())
    yield package(found, About(now(), "v"), request.param, history(rows_of(coded), laid, found))
    store.close()


def test_what_comes_back_is_what_is_in_it(export):
    here = unpack(io.BytesIO(export), "e.zip")
    assert brought.unpacked(export, "e.zip") == here
    assert len(here.corrections) == 1
    assert brought.codings(export, "e.zip") == (found := agreement.codings(*here.coding))
    assert len(found) == 1


@pytest.fixture(scope="module")
def large() -> bytes:
    """An export of one article of 150 MB."""
    told = {"name": "majlis", "resources": [{"name": "articles", "path": "articles.csv"}]}
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps(told))
        archive.writestr("articles.csv", b"text\n" + b"x" * 150_000_000)
    return made.getvalue()


@pytest.mark.parametrize("read", [brought.unpacked, brought.codings])
def test_one_that_needs_too_much_memory_is_told_as_that(read, large, monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_MEMORY_MB", "450")
    monkeypatch.setenv("MAJLIS_MAX_EXPANSION", "5000")
    with pytest.raises(MajlisError, match=r"MJ135: e\.zip needs more than 450 MB"):
        read(large, "e.zip")


@pytest.mark.parametrize("read", [brought.unpacked, brought.codings])
@pytest.mark.parametrize(("setting", "value", "code"), [("CHARACTERS", "60", "MJ107"), ("SECONDS", "0.001", "MJ110")])
def test_it_keeps_to_the_limits_of_other_files(read, setting, value, code, export, monkeypatch):
    monkeypatch.setenv(f"MAJLIS_MAX_{setting}", value)
    with pytest.raises(MajlisError, match=code):
        read(export, "e.zip")


@pytest.mark.parametrize("read", [brought.unpacked, brought.codings])
def test_what_is_no_export_is_told_as_ever(read):
    with pytest.raises(MajlisError, match="MJ501"):
        read(b"no", "no.zip")


@pytest.mark.parametrize(
    "command", [["import", "FILE"], ["agree", "FILE"], ["agree", "FILE", "OWN"], ["agree", "OWN", "FILE"]]
)
def test_a_command_keeps_to_the_same_limits(command, large, export, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MAJLIS_MAX_MEMORY_MB", "450")
    monkeypatch.setenv("MAJLIS_MAX_EXPANSION", "5000")
    given = {"FILE": large, "OWN": export}
    for name, content in given.items():
        (tmp_path / name).write_bytes(content)
    assert main([str(tmp_path / word) if word in given else word for word in command]) == 1
    assert capsys.readouterr().err.startswith("MJ135")


def test_an_export_is_read_where_it_lies_and_one_that_is_not_there_is_told(export, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("e.zip").write_bytes(export)
    assert brought.unpacked(Path("e.zip"), "e.zip") == brought.unpacked(export, "e.zip")
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "data"))
    assert main(["agree", "none.zip"]) == main(["agree", "."]) == 1
    assert capsys.readouterr().err.count("MJ106") == 2


def test_an_article_of_more_meetings_than_can_be_compared_is_told(export, tmp_path, monkeypatch):
    (tmp_path / "e.zip").write_bytes(export)
    monkeypatch.setattr(brought, "MEETINGS", 0)  # in this process
    [told] = map(json.loads, brought.codings_of({"name": "e.zip", "path": str(tmp_path / "e.zip")}))
    assert MajlisError(**told).what == "e.zip has an article of 1 meetings; at most 0 are compared."


def changed(change) -> bytes:
    """An export of an article with a meeting, its tables changed before they were written."""
    found = code(Article("a", TEXT, published="2023-05-06"))
    change(found)
    return package(found, About(now(), "v"), "jsonl")


FORGED = {  # what is wrong -> (the change, what is said of it)
    "a title without end": (lambda t: t["articles"][0].update(title="x" * 3_000), "MJ136"),
    "no identifier": (lambda t: [row.update(article_id="") for rows in t.values() for row in rows], "MJ156"),
    "rows of no article": (lambda t: t["articles"][0].update(article_id="b"), "MJ156: .* a row is of no article"),
}


@pytest.mark.parametrize("read", [brought.unpacked, brought.codings])
@pytest.mark.parametrize("wrong", FORGED)
def test_what_is_forged_is_refused_by_name(read, wrong):
    change, said = FORGED[wrong]
    with pytest.raises(MajlisError, match=said):
        read(changed(change), "e.zip")


def test_a_confidence_that_is_no_number_is_refused():
    with pytest.raises(MajlisError, match=r"MJ151: meetings\.confidence"):
        to_tables(
            brought.unpacked(changed(lambda t: t["meetings"][0].update(confidence=float("nan"))), "e.zip").records
        )


def test_a_text_is_known_by_itself_and_not_by_what_a_file_says():
    found = brought.unpacked(changed(lambda t: t["articles"][0].update(sha256="0" * 64)), "e.zip").records
    assert found[0]["articles"][0]["sha256"] == fingerprint(TEXT)
