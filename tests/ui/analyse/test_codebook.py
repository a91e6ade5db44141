"""The Codebook page, driven without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.batch.work import coded
from lib.codebook.own import Own, written
from lib.measures.edits.corrections import CHANGE, Correction
from lib.paths import ROOT
from lib.schema import Article
from lib.store.own import Change
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


def test_a_headline_is_shown_beside_its_sentence_as_it_is(alone):
    alone("analyse/review")
    data.opened().ingest([coded(Article("z", SAID.format(1), title="**Envoy** :material/face: ![a](b.png) lands"))])
    page = open_page()
    page.session_state["own-name-person:zork-blimey"] = True
    [link] = [one.proto.label for one in page.run().get("page_link") if "Envoy" in one.proto.label]
    assert all(sign not in link for sign in ("**", ":material/", "![a](")), link


def fields(page: AppTest, **cells: str) -> None:
    for column, value in cells.items():
        widget = page.selectbox if column in ("country", "office_class", "topic", "kind") else page.text_input
        widget(key=f"own-people-{column}").set_value(value)


def opened_form(page: AppTest) -> AppTest:
    page.session_state["own-form"] = True
    return page.run()


def test_what_is_wrong_is_said_at_the_field_with_its_code(page):
    opened_form(page)
    fields(page, name="<b>Zork</b>")
    page.run()
    assert any("MJ205" in each.value for each in page.error)
    fields(page, name="Zork Blimey")
    page.run()
    assert not page.error, "what is empty is not wrong before it is asked for"
    press(page, "own-preview")
    assert any("MJ204" in each.value for each in page.error)
    assert "own-job" not in page.session_state
    fields(page, country="OMN", office="Envoy", office_class="envoy", **{"from": "soon"})
    page.run()
    assert ["MJ205" in each.value and "YYYY" in each.value for each in page.error] == [True]


def test_back_gives_the_form_as_it_was(page):
    opened_form(page)
    fields(page, name="Zork Blimey", country="OMN", office="Envoy", office_class="envoy")
    preview(page)
    press(page, "own-back")
    assert page.text_input(key="own-people-name").value == "Zork Blimey"
    assert page.selectbox(key="own-people-country").value == "OMN"
    assert data.opened().own_rows() == []


def test_what_changes_nothing_is_said_to_hold_for_what_comes(page):
    opened_form(page)
    fields(page, name="Nobody Atall", country="OMN", office="Envoy", office_class="envoy")
    preview(page)
    assert "No row would change" in text(page)
    assert "holds for what is added later" in text(page)
    press(page, "own-keep")
    assert [each.row.cell("name") for each in data.opened().own_rows()] == ["Nobody Atall"]


def test_every_kind_has_its_form(page):
    opened_form(page)
    for kind in ("aliases", "organizations", "places", "topic_phrases", "meeting_cues", "people"):
        page.segmented_control(key="own-kind").set_value(kind)
        page.run()
        assert not page.exception, kind
        press(page, "own-preview")
        assert any("MJ204" in each.value for each in page.error), kind


def test_one_visitors_own_rows_are_not_anothers(page):
    """Each AppTest is a visitor of its own."""
    session = page.session_state["session"]
    store = data.opened()
    store.ingest([coded(Article("own", SAID.format(9)))], session=session)
    opened_form(page.run())
    assert page.segmented_control(key="own-whose").value == "My own articles"
    fields(page, name="Zork Blimey", country="OMN", office="Envoy", office_class="envoy")
    preview(page)
    assert "in 1 of 1 article" in text(page)
    press(page, "own-keep")
    assert sides() == {""}
    assert set(store.tables(session)["actors"].query("article_id == 'own' and name == 'Zork Blimey'")["country"]) == {
        "OMN"
    }
    other = open_page()
    other.segmented_control(key="own-part").set_value("Own rows").run()
    assert "No own row yet" in text(other)
    page.segmented_control(key="own-part").set_value("Own rows").run()
    assert "Zork Blimey" in text(page)
    assert "for your own articles" in text(page)
    [kept] = store.own_rows(session)
    press(page, f"own-share-{kept.seq}")
    press(over(page), "own-keep")
    assert sides() == {"OMN"}
    other.run()
    assert "Zork Blimey" in text(other)
    assert not [each for each in other.button if each.key == f"own-remove-{kept.seq}"], "it is not theirs"


def test_rows_are_removed_and_put_back_from_the_list(page):
    store = data.opened()
    session = page.session_state["session"]
    work = store.recoding(Change((Own.of("people", PERSON),), shared=True), session, at_once=True).wait(60)
    page.segmented_control(key="own-part").set_value("Own rows").run()
    for which, side in (("remove", ""), ("back", "OMN")):
        press(page, f"own-{which}-{work.seqs[0]}")
        press(over(page), "own-keep")
        assert sides() == {side}
        press(page, "own-undo")
        over(page)
        assert sides() == {"OMN" if which == "remove" else ""}
        press(page, f"own-{'remove' if which == 'remove' else 'back'}-{work.seqs[0]}")
        press(over(page), "own-keep")
    assert not page.exception


def test_a_file_of_rows_is_brought_and_its_faults_are_listed(page):
    page.segmented_control(key="own-part").set_value("Own rows").run()
    rows = [Own.of("people", PERSON), Own.of("people", PERSON | {"country": "QQQ"})]
    page.file_uploader(key="own-file-0").set_value(("own.csv", written(rows).encode(), "text/csv")).run()
    assert any("line 3" in each.value and "MJ206" in each.value for each in page.warning)
    press(page, "own-bring")
    press(over(page), "own-keep")
    assert sides() == {"OMN"}
    page.file_uploader(key="own-file-1").set_value(("own.csv", b"no table", "text/csv")).run()
    assert any("MJ208" in each.value for each in page.error)


def test_corrections_suggest_a_row(page):
    page.segmented_control(key="own-part").set_value("From corrections").run()
    assert "suggest nothing yet" in text(page)
    store = data.opened()
    for n in range(3):
        found = store.review(f"z{n}")[0]["actors"]
        place = found.index[found["name"] == "Zork Blimey"][0]
        store.correct([Correction("actors", f"z{n}", found["anchor"][place], CHANGE, "country", new="OMN")])
    page.run()
    assert "Zork Blimey** was given to **Oman** 3 times" in text(page)
    press(page, "own-suggested-0")
    assert page.selectbox(key="own-people-country").value == "OMN"


def test_without_unknown_names_it_says_so(alone):
    page = alone("analyse/codebook")
    assert not page.exception
    known = data.opened().tables()["actors"].query("kind == 'person'")["name"]
    for name in {*known}:
        row = Own.of("people", PERSON | {"name": name})
        data.opened().recoding(Change((row,)), at_once=True).wait(60)
    page.run()
    assert "No name is unknown" in text(page)
