"""What is known of articles, put right on the Review page and in the list of what is loaded; and what copies fill in."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.batch.work import coded
from lib.measures.edits.corrections import Correction
from lib.schema import Article
from lib.store import Store
from lib.ui.analyse import details, review_history, review_read
from tests.store.test_details import TEXT
from tests.ui.analyse.test_add import button, settled

CURATED = "china-iran-2023-08-21"


def store() -> Store:
    from lib.ui.shell import data

    return data.store()


def article(name: str = CURATED, session: str | None = None) -> dict:
    return store().tables(session)["articles"].set_index("article_id").loc[name].to_dict()


def field(page: AppTest, name: str):
    kind = page.selectbox if name == "language" else page.text_input
    return next(each for each in kind if str(each.key).startswith(f"review-details-{name}-"))


def save(page: AppTest) -> AppTest:
    button(page, "Save and code anew").click().run()
    assert not page.exception
    return page


@pytest.fixture
def page(alone) -> AppTest:
    return alone("analyse/review")


def test_the_fields_hold_what_is_known_and_what_is_changed_in_them_is_kept(page):
    assert field(page, "published").value == "2023-08-21"
    assert field(page, "language").value == "en"
    page.text_input(key="review-author").set_value("Ana").run()
    field(page, "source").set_value("Xinhua")
    field(page, "published").set_value("28 August 2023")
    save(page)
    assert any("1 article put right and coded anew" in told.value for told in page.success)
    found = article()
    assert (found["source"], found["published_from"], f"{found['published']:%Y-%m-%d}") == (
        "Xinhua",
        "reader",
        "2023-08-28",
    )
    assert "2023-08-27" in store().tables()["meetings"]["date_start"].dt.strftime("%Y-%m-%d").tolist()
    assert {c.author for c in store().corrections()} == {"Ana"}
    assert any("source from" in each.value and "to Xinhua" in each.value for each in page.text)
    assert not any("published from" in each.value for each in page.text)
    button(page, "Undo this").click().run()
    assert (article()["source"] != "Xinhua", field(page, "published").value) == (True, "2023-08-21")
    page.button(key="review-redo-it").click().run()
    assert field(page, "source").value == "Xinhua"


@pytest.mark.parametrize("day", ["1643-01-02", "3/4/2024", "soon"])
def test_a_day_that_cannot_be_is_told_beside_the_field(page, day):
    field(page, "published").set_value(day)
    save(page)
    assert any("MJ311" in told.value and "2024-03-06" in told.value.replace("\\", "") for told in page.error)
    assert (field(page, "published").value, store().corrections()) == (day, [])


def test_what_somebody_else_put_right_meanwhile_is_told_and_stays(page):
    store().put_right([CURATED], {"source": "Xinhua"}, author="Ana")
    field(page, "source").set_value("IRNA")
    field(page, "author").set_value("A. Reed")
    save(page)
    assert any("MJ313" in told.value for told in page.error)
    assert (article()["source"], article()["author"], field(page, "source").value) == ("Xinhua", "", "Xinhua")
    field(page, "source").set_value("IRNA")
    save(page)
    assert (article()["source"], [told.value for told in page.error]) == ("IRNA", [])


def test_what_is_known_already_is_no_correction(page):
    save(page)
    assert any("Nothing was changed" in told.value for told in page.success)
    assert store().corrections() == []


def test_what_is_not_touched_stays_as_it_was_loaded(alone):
    alone("analyse/review")
    store().ingest([coded(Article("sk", "Minister sa stretol.", title="Two  blanks", language="sk"), "sk")])
    page = alone("analyse/review")
    page.query_params["article"] = "sk"
    page.run()
    assert (field(page, "language").value, field(page, "title").value) == ("sk", "Two  blanks")
    field(page, "source").set_value("TASR")
    save(page)
    assert {(c.column, c.new) for c in store().corrections()} == {("source", "TASR")}


def test_an_article_in_another_language_has_no_rows_and_its_corrections_are_told(page):
    next(button for button in page.button if str(button.key).startswith("review-accept")).click().run()
    field(page, "language").set_value("it")
    save(page)
    assert any("1 correction of a row finds its row no more" in told.value for told in page.success)
    assert any("1 correction finds its row no more" in told.value for told in page.warning)
    assert not len(store().tables()["meetings"])


def test_words_can_be_selected_under_a_title_that_stands_not_in_the_text(page):
    """Places in the text stay what they are: no title is put above it to be read."""
    before = review_read.reading(store().tables()["articles"].iloc[0])
    store().put_right([CURATED], {"title": "Two ministers on the phone about a region that turns"})
    assert review_read.reading(store().tables()["articles"].iloc[0]) == before


def test_words_of_a_correction_of_what_is_known():
    day = Correction("articles", "a1", {}, "fill", "published", old="", new="2024-03")
    assert review_history.in_words(day) == "Article: day of publication from nothing to 2024-03, from a copy"


# ---------------------------------------------------------------- the list of what is loaded
def listed(names: list[str]) -> AppTest:
    """The form for several articles, as the list draws it."""

    def script(names: list[str]) -> None:
        from lib.ui.analyse import details
        from lib.ui.shell import data

        articles = data.store().articles()
        details.draw(articles[articles["article_id"].isin(names)], "several")

    return AppTest.from_function(script, args=(names,), default_timeout=60).run()


def test_several_articles_get_one_source_and_day_and_keep_the_rest(alone):
    alone("analyse/add")
    store().ingest([coded(Article(name, f"{TEXT} No. {name}.", author="A. Reed")) for name in ("a1", "a2", "a3")])
    page = listed(["a1", "a2"])
    assert not [each for each in page.text_input if each.label == "Title"]
    assert not any(each.value for each in page.text_input)
    next(each for each in page.text_input if each.label == "Source").set_value("ONA")
    next(each for each in page.text_input if each.label == "Day of publication").set_value("2024-03-06")
    save(page)
    assert any("2 articles put right" in told.value for told in page.success)
    found = store().tables()
    assert found["articles"].set_index("article_id")["source"].to_dict() | {CURATED: ""} == {
        "a1": "ONA", "a2": "ONA", "a3": "", CURATED: "",
    }  # fmt: skip
    assert set(found["articles"]["author"].iloc[-3:]) == {"A. Reed"}
    days = found["meetings"].set_index("article_id")["date_start"]
    assert f"{days['a2']:%Y-%m-%d}" == "2024-03-04"
    button(page, "Undo this").click().run()
    assert article("a1")["source"] == ""


# ---------------------------------------------------------------- copies
@pytest.fixture
def adding(alone) -> AppTest:
    return alone("analyse/add")


def give(page: AppTest, **files: str) -> AppTest:
    given = [(f"{name}.jsonl", text.encode(), "text/plain") for name, text in files.items()]
    page.file_uploader[0].set_value(given).run()
    button(page, "Read and code").click().run()
    return settled(page)


BARE = f'{{"id": "one", "text": "{TEXT}"}}'
DATED = f'{{"id": "two", "text": "{TEXT}", "published": "2024-03-06", "source": "ONA"}}'


def test_what_copies_tell_is_filled_in_where_it_is_agreed_to_and_undone(adding):
    give(adding, a=BARE)
    button(adding, "Keep 1 article").click().run()
    button(adding, "Add more").click().run()
    give(adding, b=DATED)
    session = adding.session_state["session"]
    assert any("one: source ONA, day of publication 2024" in told.value.replace("\\", "") for told in adding.caption)
    adding.checkbox(key="intake-fill").uncheck().run()
    assert next(b for b in adding.button if b.label.startswith("Keep")).disabled
    adding.checkbox(key="intake-fill").check().run()
    button(adding, "Fill in what the copies tell").click().run()
    assert not adding.exception
    assert any("1 filled in from copies" in told.value for told in adding.success)
    assert (article("one", session)["source"], article("one", session)["published_from"]) == ("ONA", "column")
    button(adding, "Undo").click().run()
    assert article("one", session)["source"] == ""


def test_copies_that_come_together_are_one_article_with_what_each_tells(adding):
    give(adding, a=BARE, b=DATED)
    shown = adding.dataframe[0].value
    assert [f"{day:%Y-%m-%d}" for day in shown["Published"]] == ["2024-03-06"] * 2
    assert shown["What came of it"][0].endswith("From a copy: source and day of publication")
    button(adding, "Keep 1 article").click().run()
    session = adding.session_state["session"]
    days = store().tables(session)["meetings"].set_index("article_id")["date_start"]
    assert f"{days['one']:%Y-%m-%d}" == "2024-03-04"


def test_every_field_has_a_name_and_a_help():
    assert list(details.FIELDS) == list(details.details.DETAILS)
