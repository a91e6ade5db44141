"""An article is found by its link and, among many, by its words."""

import importlib

import pytest
from streamlit.testing.v1 import AppTest

from lib.paths import ROOT
from lib.ui.shell import pick
from tests.store.cases import records

APP = str(ROOT / "app.py")


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """Opens a page of an app with so many articles beside the curated one, at an address."""
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    from lib.ui.shell import data

    data.opened.clear()

    def opened(page: str, count: int, **query: str) -> AppTest:
        data.store().ingest(records(f"a{n}", title=f"Headline {n} of the day") for n in range(count))
        app = AppTest.from_file(APP, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.switch_page(f"pages/{page}.py").run()

    yield opened
    data.opened.clear()


@pytest.mark.parametrize("page", ["explore/article", "analyse/review"])
def test_a_link_leads_to_its_article_among_several(filled, page):
    app = filled(page, 3, article="a1")
    assert not app.exception
    assert app.selectbox(key=pick.KEY).value == "a1"
    assert "No. a1" in "".join(h.proto.body for h in app.get("html"))
    app.selectbox(key=pick.KEY).set_value("a2").run()
    assert "No. a2" in "".join(h.proto.body for h in app.get("html"))
    assert app.query_params["article"] in ("a2", ["a2"])


@pytest.mark.parametrize("page", ["explore/article", "analyse/review"])
def test_a_link_to_an_article_that_is_not_there_says_so_until_another_is_chosen(filled, page):
    app = filled(page, 2, article="<b>gone</b>")
    [said] = [warning.value for warning in app.warning if "MJ304" in warning.value]
    assert "There is no article" in said
    assert "<b>" not in said
    app.selectbox(key=pick.KEY).set_value("a1").run()
    assert not [warning for warning in app.warning if "MJ304" in warning.value]


def test_the_sentence_of_a_link_is_marked_and_left_behind_with_its_article(filled):
    app = filled("explore/article", 2, article="a1", sentence="0")
    assert "mark-focus" in "".join(h.proto.body for h in app.get("html"))
    app.selectbox(key=pick.KEY).set_value("a0").run()
    assert "sentence" not in app.query_params


def test_among_many_an_article_is_found_by_its_words(filled):
    app = filled("explore/article", pick.MANY + 5, article=f"a{pick.MANY + 2}")
    assert app.selectbox(key=pick.KEY).value == f"a{pick.MANY + 2}"
    app.text_input(key=pick.FIND).set_value("headline 17 day").run()
    found = app.selectbox(key=pick.KEY).options
    assert len(found) == 14, "the one in hand; 17, 117, 217; 170 to 179"
    app.selectbox(key=pick.KEY).set_value("a17").run()
    assert "No. a17" in "".join(h.proto.body for h in app.get("html"))


def test_alike_titles_are_told_apart():
    import pandas as pd

    rows = pd.DataFrame(
        {"article_id": ["a", "b", "c"], "title": ["Talks", "Talks", "لقاء"], "language": ["en", "en", "ar"]}
    )
    rows = rows.assign(source="", published=pd.NaT, published_precision="")
    assert pick.labelled(rows) == {"a": "Talks [a]", "b": "Talks [b]", "c": "\u2068لقاء\u2069 (Arabic)"}


def test_an_article_that_is_not_coded_says_why(filled):
    filled("explore/article", 0)
    data = importlib.import_module("lib.ui.shell.data")
    nothing = {"meetings": [], "topics": [], "actors": [], "events": []}
    data.store().ingest([records("fa1", "Die Minister trafen sich in Maskat.", language="de") | nothing])
    said = [c.value for c in filled("explore/article", 0, article="fa1").caption]
    assert "No events found in this article. Texts in German are not coded." in said


def test_an_article_of_another_script_runs_its_way_and_says_what_is_coded(filled):
    from lib.coder import code
    from lib.schema import Article

    filled("explore/article", 0)
    data = importlib.import_module("lib.ui.shell.data")
    text = "التقى وزير الخارجية العماني نظيره الإيراني عباس عراقجي في مسقط يوم الأحد."
    data.store().ingest(
        [code(Article("ar1", text, title="لقاء", published="2025-05-20", language="ar", origin="uploaded"))]
    )
    app = filled("explore/article", 0, article="ar1")
    assert not app.exception
    (shown,) = [h.proto.body for h in app.get("html") if 'class="article"' in h.proto.body]
    assert '<div class="article" lang="ar" dir="rtl">' in shown
    assert "Abbas Araghchi (Iran)" in shown
    assert "2025-05-18" in shown
    assert any("Coded in Arabic" in c.value for c in app.caption)


def test_a_new_title_is_shown_in_the_list_at_once(filled):
    app = filled("analyse/review", 2, article="a1")
    next(each for each in app.text_input if each.label == "Title").set_value("Grain leaves Odesa")
    next(each for each in app.button if each.label == "Save and code anew").click().run()
    chosen = app.selectbox(key=pick.KEY)
    assert chosen.proto.set_value, "the page goes on showing, and sending, the old title"
    assert chosen.proto.raw_value == "Grain leaves Odesa"


def test_an_old_title_from_a_page_that_has_not_seen_the_new_one_chooses_nothing(monkeypatch):
    held = {pick.KEY: "Headline 1 before it was put right", pick.NOW: "a1"}
    monkeypatch.setattr(pick.state, "get", held.get)
    monkeypatch.setattr(pick.state, "update", held.update)
    pick._chosen(["a0", "a1"], lambda: held.clear())
    assert held[pick.NOW] == "a1"
