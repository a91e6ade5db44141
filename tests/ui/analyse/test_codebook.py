"""The Codebook page, driven without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.batch.work import coded
from lib.paths import ROOT
from lib.schema import Article
from lib.ui.shell import data
from tests.ui.analyse.test_review import press
from tests.ui.conftest import text

SAID = "Zork Blimey met the Iranian foreign minister, Abbas Araghchi, in Muscat on {} March 2025. Zork Blimey said talks went on."
PERSON = {"name": "Zork Blimey", "country": "OMN", "office": "Envoy", "office_class": "envoy", "sector": "GOV"}


@pytest.fixture
def page(alone) -> AppTest:
    """The page with three shared articles that name somebody nobody knows."""
    alone("analyse/review")
    data.opened().ingest([coded(Article(f"z{n}", SAID.format(n + 1))) for n in range(3)])
    return open_page()


def open_page() -> AppTest:
    return AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page("pages/analyse/codebook.py").run()


def preview(page: AppTest) -> AppTest:
    """Press Preview and wait until it is there."""
    press(page, "own-preview")
    return over(page)


def over(page: AppTest) -> AppTest:
    job = page.session_state["own-job"]
    job.wait(60)
    return page.run()


def sides() -> set[str]:
    actors = data.opened().tables()["actors"]
    return set(actors.loc[actors["name"] == "Zork Blimey", "country"])


def test_an_unknown_name_becomes_a_person_is_kept_and_taken_back(page):
    assert not page.exception
    assert sides() == {""}
    assert "Zork Blimey" in " ".join(e.label for e in page.expander)
    page.session_state["own-name-person:zork-blimey"] = True
    page.run()
    assert not page.exception
    press(page, "own-begin-person:zork-blimey")
    assert page.text_input(key="own-people-name").value == "Zork Blimey"
    for key, value in (("country", "OMN"), ("office_class", "envoy")):
        page.selectbox(key=f"own-people-{key}").set_value(value)
    page.text_input(key="own-people-office").set_value("Envoy")
    preview(page)
    assert not page.exception
    assert "What would change" in text(page)
    assert sides() == {""}, "nothing is kept before it is asked for"
    assert len(page.dataframe[0].value) >= 3
    press(page, "own-keep")
    assert sides() == {"OMN"}
    assert any("changed" in each.value for each in page.success)
    press(page, "own-undo")
    over(page)
    assert sides() == {""}
    assert not page.exception
