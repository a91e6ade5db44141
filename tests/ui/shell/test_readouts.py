"""The library on the first page and on the page that adds articles: loaded, left out, shown again, each with a click."""

import pytest

from lib.batch import library
from lib.ui.shell import readouts
from tests.batch.test_library import small, text  # noqa: F401  a fixture
from tests.ui.conftest import alts
from tests.ui.conftest import text as words

VOICE = "3 of 4 texts are the voice of one government, that of Oman"
OFFER = "3 texts of Omani Foreign Ministry, 2024 to 2024"


@pytest.fixture
def three(small):  # noqa: F811
    small(text(1, "Iran"), text(2, "Egypt"), text(3, "Qatar"))


def labels(app) -> list[str]:
    return [button.label for button in app.button]


def test_it_is_offered_on_the_first_page_and_where_articles_are_added(three, opened):
    for page in ("explore/overview", "analyse/add"):
        app = opened(page)
        assert "The library, to explore" in words(app)
        assert OFFER in words(app)
        assert "Load 3 texts" in labels(app)
    assert "voice of one government, that of Oman" not in words(opened("explore/meetings"))


def test_without_a_library_nothing_is_offered(small, opened):  # noqa: F811
    small()
    assert "The library" not in words(opened())


@pytest.mark.slow
def test_it_is_loaded_left_out_and_shown_again_with_a_click_each(three, alone):
    app = alone("explore/overview")
    app.button(key="readouts-load").click().run()
    [job] = readouts._jobs().values()
    assert not job.wait(60).running
    app.run()
    assert not app.exception
    assert [told.value for told in app.success] == ["3 added"]
    assert "Leave out 3 texts" in labels(app)
    assert not readouts._jobs()
    for page in ("actors", "pair"):
        app.switch_page(f"pages/explore/{page}.py").run()
        assert not app.exception
        assert VOICE in words(app)
    app.switch_page("pages/explore/overview.py").run()
    app.button(key="readouts-hide").click().run()
    assert "voice of one government, that of Oman" not in " ".join(alts(app))
    assert VOICE not in words(app)
    app.button(key="readouts-show").click().run()
    assert VOICE in words(app)
    assert "Load" not in " ".join(labels(app))


@pytest.mark.slow
def test_what_could_not_be_read_is_told_and_offered_again(small, alone):  # noqa: F811
    small(text(1, "Iran"), text(2, "Egypt", text="", title=""))
    app = alone("analyse/add")
    app.button(key="readouts-load").click().run()
    [job] = readouts._jobs().values()
    assert not job.wait(60).running
    app.run()
    assert "1 added" in [told.value for told in app.warning]
    assert "1 text could not be read, and why" in [box.label for box in app.expander]
    assert "You have 1 of them." in words(app)
    assert "Load 1 text" in labels(app)
    assert len(library.contents()) == 2
