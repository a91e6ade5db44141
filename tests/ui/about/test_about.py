"""The glossary and the method: terms that are found, the version, the example worked through."""

from __future__ import annotations

from lib import __version__
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
