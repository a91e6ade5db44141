"""The glossary and the method: terms that are found, the version, the example worked through."""

from lib import __version__
from lib.batch import measured
from tests.ui.conftest import text


def test_the_glossary_finds_a_term(opened):
    app = opened("about/glossary", term="dyad")
    assert "Dyad" in [s.value for s in app.subheader]
    assert "Onset" not in [s.value for s in app.subheader]
    assert "No term holds" in text(opened("about/glossary", term="xyzzy"))


def test_the_method_page_names_the_version(opened):
    assert f"This is Majlis {__version__}." in text(opened("about/method"))


def test_the_method_page_works_its_example_through(opened):
    app = opened("about/method")
    assert "The wave, worked through on one call" in text(app)
    assert any("0.07" in t.value.to_string() for t in app.table)


def test_the_method_page_tells_how_accurate_it_is(opened):
    app = opened("about/method")
    assert "Newspapers are harder." in text(app)
    told = [table.value.to_string() for table in app.table]
    assert any("Meetings of the text that were found" in table for table in told)
    assert any("90 to 100 % sure" in table for table in told)


def test_the_method_page_says_what_to_do_before_anything_was_measured_here_and_then_tells_it(alone):
    app = alone("about/method")
    assert any("python -m lib read measure" in info.value for info in app.info)
    measured.keep("llama", {"the articles corrected here": ({("coder", "meetings"): (8, 10, 16)}, 5)})
    app.run()
    assert any(".80 (.49 to .94)" in table.value.to_string() for table in app.table)
    assert "5 articles of the articles corrected here" in text(app)
    assert not any("read measure" in info.value for info in app.info)


def test_what_was_measured_and_cannot_be_read_is_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    (tmp_path / measured.LAST).write_text("{")
    assert measured.last() is None
