"""The Export page, driven without a browser."""

import io
import json
import zipfile

import pytest
from pandas.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from lib.schema import TABLES
from lib.ui.analyse import export


@pytest.fixture
def page(alone) -> AppTest:
    return alone("analyse/export")


@pytest.fixture
def made(monkeypatch) -> list:
    """What the download button would hand out, as the page asks for it: [(format, bytes), ...]."""
    seen, maker = [], export._maker

    def watched(form, chosen, texts, about):
        make = maker(form, chosen, texts, about)
        seen.append((form, make()))
        return make

    monkeypatch.setattr(export, "_maker", watched)
    return seen


def described(content: bytes) -> dict:
    return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("datapackage.json"))


@pytest.mark.parametrize("form", list(export.FORMATS))
def test_every_format_is_made(page, made, form):
    page.segmented_control(key="export-form").set_value(form).run()
    assert not page.exception
    assert made[-1][0] == form
    assert len(made[-1][1]) > 500


def test_what_is_filtered_is_what_is_exported_and_says_so(page, made):
    page.multiselect(key="country").set_value(["SAU"]).run()
    found = described(made[-1][1])
    assert found["description"] == "Filtered by: Saudi Arabia."
    assert found["majlis"]["rows"]["meetings"] == 1
    page.radio(key="export-scope").set_value("all").run()
    found = described(made[-1][1])
    assert found["description"] == "Everything: no filter in force."
    assert found["majlis"]["rows"]["meetings"] == 3


def test_tables_and_texts_can_be_left_out(page, made):
    page.pills(key="export-tables").set_value(["articles", "topics"]).run()
    page.checkbox(key="export-texts").uncheck().run()
    found = described(made[-1][1])
    assert [r["name"] for r in found["resources"]] == ["articles", "topics"]
    assert found["majlis"]["left_out"] == ["texts of the articles"]
    assert b"Wang Yi, also" not in zipfile.ZipFile(io.BytesIO(made[-1][1])).read("tables/articles.csv")
    page.pills(key="export-tables").set_value([]).run()
    assert "No table is chosen" in page.info[0].value


def test_an_export_is_brought_back_and_gives_the_same_tables(page, made, tmp_path, monkeypatch):
    from lib.ui.shell import data

    page.run()
    before = data.store().tables()
    content = made[-1][1]
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "other"))
    monkeypatch.setattr("lib.store.Store._curate", lambda self: None)
    data.opened.clear()
    page.file_uploader[0].set_value(("majlis.zip", content, "application/zip")).run()
    assert not page.exception
    next(b for b in page.button if b.label == "Add them to mine").click().run()
    assert "1 article added" in page.success[0].value
    after = data.store().tables(page.session_state["session"])
    for name in TABLES:
        assert_frame_equal(after[name], before[name])


def test_corrections_come_back_as_corrections(page, made, tmp_path, monkeypatch):
    """Also those of the curated article, which the other store has already."""
    from lib.measures.edits.corrections import Correction
    from lib.ui.shell import data

    article = data.store().tables()["articles"]["article_id"][0]
    anchors = data.store().review(article)[0]["meetings"]["anchor"]
    data.store().correct([Correction("meetings", article, anchors[1], "delete")], author="Ana")
    page.run()
    before, laid = data.store().tables(), data.store().corrections()
    assert len(before["meetings"]) == 2
    content = made[-1][1]
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "other"))
    data.opened.clear()
    page.file_uploader[0].set_value(("majlis.zip", content, "application/zip")).run()
    assert any("and 1 correction." in m.value for m in page.markdown)
    next(b for b in page.button if b.label == "Add them to mine").click().run()
    assert not page.exception
    assert "1 correction brought back." in page.success[0].value
    session = page.session_state["session"]
    assert_frame_equal(data.store().tables(session)["meetings"], before["meetings"])
    assert data.store().corrections(session) == laid


def test_the_address_of_an_export_has_its_filters(page, made):
    page.multiselect(key="country").set_value(["SAU"]).run()
    assert described(made[-1][1])["majlis"]["url"] == "?country=Saudi+Arabia"
    assert any("?country=Saudi+Arabia" in c.value for c in page.code)
    page.radio(key="export-scope").set_value("all").run()
    assert described(made[-1][1])["majlis"]["url"] == ""


def test_what_cannot_be_brought_back_is_not_said_to_be(page):
    assert "bring the export back" in page.checkbox(key="export-texts").help
    page.segmented_control(key="export-form").set_value("xlsx").run()
    assert "bring" not in page.checkbox(key="export-texts").help


def test_another_zip_is_refused_with_what_to_do(page):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    page.file_uploader[0].set_value(("a.zip", file.getvalue(), "application/zip")).run()
    assert not page.exception
    assert "MJ501" in page.error[0].value
