"""Each export is opened by a real reader of its format, and a package comes back as the same tables."""

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace

import networkx
import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from lib import tables as typed
from lib.errors import MajlisError
from lib.export.tables.about import EXPORTED, About, bibtex, cite_key, codebook, csl
from lib.export.tables.graphml import graphml
from lib.export.tables.package import package, unpack
from lib.export.tables.plover import plover
from lib.export.tables.workbook import CELL, workbook
from lib.schema import CODED, TABLES, Column
from lib.store import Store
from tests.store.cases import records, row

ABOUT = About(
    "2026-11-24T03:00:00Z", "abc123", ("China or Iran", "2023-01-01 to today"), "https://example.org/?country=CHN"
)
HOSTILE = ("=1+1", "+SUM(A1)", "-2", "@cmd", "\t=1", '=HYPERLINK("http://x")', "＝1", "'=1", "'", ";a;", "\\;")


def rows_of(*found):
    return {name: [r for each in found for r in each[name]] for name in TABLES}


@pytest.fixture
def rows():
    first, second = records("a0"), records("a1", day="", kind="summit")
    first["articles"][0] |= {"published": "2023-08-21", "added_at": "2026-11-24T02:00:00Z", "title": HOSTILE[0]}
    second["meetings"][0]["participants"][0]["name"] = HOSTILE[5]
    milestone = dict.fromkeys(EXPORTED["chronology"].names, "") | {"date": "2023-03-10", "direction": "+"}
    return {**rows_of(first, second), "chronology": [milestone]}


# ---------------------------------------------------------------- workbook
def test_the_workbook_opens_with_typed_cells(rows):
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows, ABOUT)))
    assert book.sheetnames == ["about", *rows]
    sheet = book["meetings"]
    assert [cell.value for cell in sheet[1]] == EXPORTED["meetings"].names == [*TABLES["meetings"].names, "occasion"]
    assert sheet.max_row == 3
    first = dict(zip(EXPORTED["meetings"].names, sheet[2], strict=True))
    assert first["date_start"].value.isoformat() == "2023-08-20T00:00:00"
    assert (first["parties"].value, first["confidence"].value, first["main"].value) == ("IRN; SAU", 0.8, False)
    assert dict(zip(EXPORTED["meetings"].names, sheet[3], strict=True))["date_start"].value is None
    facts = {line[0].value: line[1].value for line in book["about"]}
    assert facts["filters"] == "Filtered by: China or Iran; 2023-01-01 to today."
    assert facts["data_version"] == "abc123"


@pytest.mark.parametrize("text", [*HOSTILE, "https://example.org", "12345", "a\x00b\x1f", "mailto:a@b.c"])
def test_a_text_is_a_text_in_the_workbook(text):
    article = row("articles", article_id=text, title=text, text=text)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook({"articles": [article]}, ABOUT)))["articles"]
    for cell in (sheet["A2"], sheet["B2"]):
        assert cell.data_type in ("s", "inlineStr")
        assert cell.hyperlink is None
    assert not text.isprintable() or sheet["B2"].value == text


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    book = openpyxl.load_workbook(io.BytesIO(workbook({"articles": [row("articles", text="x" * (CELL + 1))]}, ABOUT)))
    text = book["articles"].cell(2, TABLES["articles"].names.index("text") + 1).value
    assert len(text) == CELL
    assert text.endswith(" […]")


# ---------------------------------------------------------------- events and network
def test_plover_events_name_their_source_and_participants(rows):
    read = json.loads(plover(rows, ABOUT))
    event = read["events"][0]
    assert (event["event_type"], event["quad"]) == ("CONSULT", {"code": 1, "name": "verbal cooperation"})
    assert event["actors"] == [{"code": "IRN"}, {"code": "SAU"}]
    assert event["participants"][0]["name"] == "Wang Yi"
    assert event["source"]["published"] == "2023-08-21"
    assert read["events"][1]["date"] is None
    assert read["metadata"]["filters"] == list(ABOUT.filters)
    assert len({e["id"] for e in read["events"]}) == 2


def test_the_network_is_read_by_networkx(rows):
    rows["meetings"][0]["parties"] = ["IRN", "SAU", "CHN"]
    rows["meetings"].append(rows["meetings"][0] | {"status": "cancelled", "parties": ["IRN", "USA"]})
    graph = networkx.read_graphml(io.BytesIO(graphml(rows, ABOUT, {"IRN": "Iran \x00& Co <x>"})))
    assert set(graph) == {"IRN", "SAU", "CHN"}
    assert graph.nodes["IRN"] == {"label": "Iran \ufffd& Co <x>", "kind": "country", "meetings": 2}
    edge = graph.edges["IRN", "SAU"]
    assert (edge["meetings"], edge["kinds"], edge["first"]) == (2, "summit 1; talks 1", "2023-08-20")
    assert graph.edges["CHN", "IRN"]["meetings"] == 1


# ---------------------------------------------------------------- package
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_package_is_described_file_by_file(rows, form):
    archive = zipfile.ZipFile(io.BytesIO(package(rows, ABOUT, form)))
    described = json.loads(archive.read("datapackage.json"))
    assert described["description"] == ABOUT.chosen
    assert described["majlis"]["filters"] == list(ABOUT.filters)
    assert [r["name"] for r in described["resources"]] == list(rows)
    for resource in described["resources"]:
        content = archive.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == EXPORTED[resource["name"]].names == columns_of(content, form)
    assert json.loads(archive.read("CITATION.csl.json"))[0]["version"] == "abc123"


def columns_of(content: bytes, form: str) -> list[str]:
    if form == "csv":
        return next(csv.reader(io.StringIO(content.decode())))
    if form == "jsonl":
        return list(json.loads(content.splitlines()[0]))
    return pyarrow.parquet.read_table(io.BytesIO(content)).column_names


def test_no_cell_of_the_csv_is_a_formula():
    given_ = [row("articles", article_id=f"a{n}", title=text, text=text) for n, text in enumerate(HOSTILE)]
    archive = zipfile.ZipFile(io.BytesIO(package({"articles": given_}, ABOUT)))
    read = list(csv.DictReader(io.StringIO(archive.read("tables/articles.csv").decode(), newline="")))
    assert not [r["title"] for r in read if r["title"].startswith(("=", "+", "-", "@", "\t", "＝"))]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_rows_come_back_from_a_package_as_they_were(rows, form):
    found = unpack(io.BytesIO(package(rows, ABOUT, form))).records
    assert rows_of(*found) == {name: rows[name] for name in TABLES}


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_package_of_an_older_version_that_lacks_a_column_is_named(rows, form, monkeypatch):
    made = package(rows, ABOUT, form)
    more = Column("colour", "string", "")
    table = TABLES["topics"]
    monkeypatch.setitem(TABLES, "topics", replace(table, columns=(*table.columns, more)))
    with pytest.raises(MajlisError, match="MJ150: The table topics has no column colour"):
        unpack(io.BytesIO(made))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export_empty_store_import_gives_the_same_tables(tmp_path, form):
    first, second = (Store(f"sqlite:///{tmp_path / name}.sqlite3", curated=name == "one") for name in ("one", "two"))
    first.ingest([records("a0", "\n".join(HOSTILE) + " and Iran and more"), records("a1", day="")], session="s1")
    tables = first.tables("s1")
    made = package({name: list(typed.rows(df, name)) for name, df in tables.items()}, ABOUT, form)
    second.ingest(unpack(io.BytesIO(made)).records)
    again = second.tables()
    for name in TABLES:
        assert_frame_equal(again[name], tables[name])
    second.close()
    first.close()


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(text=TEXT, title=TEXT, code=TEXT.filter(bool), name=TEXT)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_from_a_package(text, title, code, name):
    given_ = records("a0", text + " some more words that follow")
    given_["articles"][0]["title"] = title
    given_["meetings"][0]["parties"] = [code, "IRN"]
    given_["meetings"][0]["participants"] = [{"name": name, "country": "", "office": "", "part": "actor"}]
    found = unpack(io.BytesIO(package(rows_of(given_), ABOUT)))
    assert found == ([given_], [])


@pytest.mark.parametrize("made", [b"", b"no zip", "other zip", "no list"])
def test_what_is_no_export_is_refused(made):
    if isinstance(made, str):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            if made == "no list":
                archive.writestr("datapackage.json", "[1]")
            else:
                archive.writestr("a.txt", "a")
        made = file.getvalue()
    with pytest.raises(MajlisError, match="MJ501"):
        unpack(io.BytesIO(made), "x.zip")


def rows_of_one(count):
    """A Parquet file of many rows that are the same."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    write_table(pa.table({"text": pa.DictionaryArray.from_arrays(pa.array([0] * count), ["x"])}), out := io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    "grows",
    [{"a.csv": b"x" * 9_000_000}, {"a.parquet": rows_of_one(1_000_000)}, {"a.csv": b"", "more": b" " * 9_000_000}],
)
def test_an_export_that_grows_too_much_is_refused_before_it_is_read(grows):
    resources = [{"name": "articles", "path": next(iter(grows))}]
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in grows.items():
            archive.writestr(name, content)
        told = json.dumps({"name": "majlis", "resources": resources}).encode()
        archive.writestr("datapackage.json", told + grows.get("more", b""))
    with pytest.raises(MajlisError, match="MJ119"):
        unpack(file, "x.zip")


def test_a_package_without_texts_says_what_is_missing(rows):
    for article in rows["articles"]:
        article["text"] = ""
    with pytest.raises(MajlisError, match="MJ502"):
        unpack(io.BytesIO(package(rows, ABOUT)))


# ---------------------------------------------------------------- words
def test_the_citation_holds_version_filter_and_address():
    cited = bibtex(ABOUT)
    assert "abc123" in cited
    assert "China or Iran" in cited
    assert "\\url{https://example.org/?country=CHN}" in cited
    assert json.loads(csl(About("2026-11-24T03:00:00Z")))[0]["note"].endswith("Everything: no filter in force.")


def test_a_bibliography_tells_views_of_a_day_apart():
    keys = {
        cite_key("2026-03-01", title, chosen)
        for title in ("Iran met Saudi Arabia", "伊朗会见沙特", "")
        for chosen in ("", "Iran", "Oman or Türkiye")
    }
    assert len(keys) == 9
    assert all(re.fullmatch(r"majlis(-[a-z]+)*-20260301-[0-9a-f]{4}", key) for key in keys)
    assert cite_key("2026-03-01", "Iran met Saudi Arabia").startswith("majlis-iran-saudi-arabia-20260301-")
    filtered = About(ABOUT.made_at, filters=("Oman",))
    keys = [re.search(r"@misc\{(.*),", bibtex(about))[1] for about in (ABOUT, filtered)]
    assert keys == [json.loads(csl(about))[0]["id"] for about in (ABOUT, filtered)]
    assert len(set(keys)) == 2


def test_the_codebook_explains_every_column():
    text = codebook(list(EXPORTED))
    for name in ("articles", *CODED):
        assert f"## {name}" in text
        for column in TABLES[name].columns:
            assert f"| {column.name} | {column.dtype} |" in text
