"""The page that adds articles, driven without a browser."""

import json
import subprocess
import time

import pytest
from streamlit.testing.v1 import AppTest

from lib.batch import fetching as batch_fetching
from lib.batch.job import Job
from lib.ui.analyse.intake import JOB
from lib.ui.analyse.intake_fetch import RUN
from tests.batch.test_fetching import PAGES
from tests.loaders.tls import sites
from tests.ui.conftest import text

TEXT = (
    "RIYADH -- Saudi Foreign Minister Faisal bin Farhan met Iranian Foreign Minister Hossein Amir-Abdollahian in Riyadh "
    "on Sunday. The two ministers discussed the reopening of embassies, the ministry said."
)


@pytest.fixture
def page(alone) -> AppTest:
    return alone("analyse/add")


def settled(page: AppTest) -> AppTest:
    """The page once its job has ended."""
    job = page.session_state[JOB] if JOB in page.session_state else None  # noqa: SIM401 (it has no get)
    if not isinstance(job, Job):
        return page
    assert not job.wait(60).running
    return page.run()


def button(page: AppTest, words: str) -> object:
    return next(b for b in page.button if words in b.label)


def paste(page: AppTest, text: str = TEXT) -> AppTest:
    page.segmented_control[0].set_value("Paste a text").run()
    page.text_area[0].set_value(text)
    button(page, "Code").click().run()
    return settled(page)


def labels(page: AppTest) -> list[str]:
    return [b.label for b in page.button]


def held(page: AppTest) -> list[str]:
    """What the columns of a table are said to hold, in their one list."""
    assert not page.selectbox
    return page.dataframe[0].value["Holds"].tolist()


def say(page: AppTest, choices: dict[int, str]) -> None:
    """Choose in the list what columns hold, as a browser tells it."""
    states = page._tree.get_widget_states()
    edited = {"edited_rows": {str(row): {"Holds": field} for row, field in choices.items()}}
    states.widgets.add(
        id=page.dataframe[0].proto.id, string_value=json.dumps(edited | {"added_rows": [], "deleted_rows": []})
    )
    page._run(states)


def test_a_pasted_text_shows_its_tables_before_anything_is_kept(page):
    from lib.ui.shell import data

    before = len(data.store().articles())
    paste(page)
    assert not page.exception
    assert "Keep 1 article" in labels(page)
    assert any(tab.label.startswith("Meetings (1)") for tab in page.tabs)
    assert len(data.store().articles()) == before


def test_a_missing_date_is_asked_for_and_not_guessed(page):
    paste(page)
    assert any("without a date of publication" in told.value for told in page.warning)
    assert page.dataframe[0].value["Day from"].tolist() == ["⚠ unknown"]


def test_dates_that_read_two_ways_are_asked_once_for_all(page):
    page.file_uploader[0].set_value(
        [(f"{n}.txt", f"0{n}/05/2024\n\n{TEXT} {n}".encode(), "text/plain") for n in (3, 4)]
    )
    page.run()
    button(page, "Read and code").click().run()
    settled(page)
    assert "2 dates read two ways. What is 03/05/2024?" in [told.value for told in page.warning]
    assert {"3 May 2024", "5 March 2024"} <= set(labels(page))
    button(page, "5 March 2024").click().run()
    settled(page)
    shown = page.dataframe[0].value
    assert [f"{day:%Y-%m-%d}" for day in shown["Published"]] == ["2024-03-05", "2024-04-05"]
    assert shown["Day from"].tolist() == ["header line"] * 2
    assert not [told for told in page.warning if "two ways" in told.value]


def test_a_month_alone_is_shown_as_one_and_a_refused_day_is_told(page):
    lines = [{"text": f"{TEXT} {day}", "published": day} for day in ("May 2024", "0024-05-06")]
    page.file_uploader[0].set_value([("a.jsonl", "\n".join(map(json.dumps, lines)).encode(), "text/plain")])
    page.run()
    button(page, "Read and code").click().run()
    settled(page)
    shown = page.dataframe[0].value
    assert shown["Published"].isna().all()
    assert shown["Day from"].tolist() == ["⚠ unknown, in 2024-05 (column)", "⚠ unknown"]
    assert any("Noted" in told.value and "MJ137" in told.value for told in page.caption)


def test_an_empty_text_is_refused(page):
    paste(page, "  ")
    assert any("no text" in warning.value for warning in page.warning)


def test_kept_then_undone(page):
    from lib.ui.shell import data

    paste(page)
    button(page, "Keep 1 article").click().run()
    assert not page.exception
    session = page.session_state["session"]
    assert len(data.store().articles(session)) == len(data.store().articles()) + 1
    button(page, "Undo").click().run()
    assert len(data.store().articles(session)) == len(data.store().articles())
    assert page.segmented_control


def test_shared_with_everyone(page):
    from lib.ui.shell import data

    before = len(data.store().articles())
    paste(page)
    button(page, "Keep 1 article").click().run()
    button(page, "Share with everyone").click().run()
    assert len(data.store().articles()) == before  # it asks first
    asked = " ".join(m.value for m in page.markdown)
    assert "would see 1 article: the texts, and the tables coded from them" in asked
    page.button(key="share-it").click().run()
    assert not page.exception
    assert len(data.store().articles()) == before + 1
    assert "Undo" not in labels(page)
    assert any("texts, tables and corrections" in m.value for m in page.markdown)
    button(page, "Take back").click().run()
    assert len(data.store().articles()) == before
    assert any("Only you see them" in m.value for m in page.markdown)


def test_results_are_still_there_after_a_visit_to_another_page(page):
    paste(page)
    page.switch_page("pages/about/glossary.py").run()
    page.switch_page("pages/analyse/add.py").run()
    assert not page.exception
    assert "Keep 1 article" in labels(page)


def test_discarded(page):
    paste(page)
    button(page, "Discard").click().run()
    assert page.segmented_control
    assert page.dataframe[0].value["Title"].tolist()[0] == "Chronology of milestones"
    assert len(page.dataframe[0].value) == 2


def test_files_of_every_sort_get_a_line_each(page):
    page.file_uploader[0].set_value(
        [
            ("a.txt", TEXT.encode(), "text/plain"),
            ("copy.md", TEXT.encode(), "text/markdown"),
            ("virus.exe", b"MZ\x90\x00", "application/octet-stream"),
            (
                "table.csv",
                b"Headline,Story\nA title,The president of Egypt met the king of Jordan in Cairo.\n",
                "text/csv",
            ),
        ]
    ).run()
    assert held(page) == ["title", "text"]
    button(page, "Read and code").click().run()
    settled(page)
    assert not page.exception
    said = " ".join(caption.value for caption in page.caption)
    assert "virus" in said
    assert "MJ102" in said
    assert "Keep 2 articles" in labels(page)


def test_a_web_address_that_is_none(page):
    page.segmented_control[0].set_value("Web address").run()
    page.text_input[0].set_value("http://127.0.0.1/")
    button(page, "Fetch and code").click().run()
    assert "MJ124" in page.error[0].value


def test_without_an_address_one_is_asked_for(page):
    page.segmented_control[0].set_value("Web address").run()
    page.text_input[0].set_value("  ")
    button(page, "Fetch and code").click().run()
    assert "no address yet" in page.warning[0].value
    assert not page.error


ODD = (
    "Tag;Überschrift;Quelle;Ressort;Leer;Text\n2023-08-21;Titel;Zeitung;Politik;;The president of Egypt met the king.\n"
)


def test_a_column_that_is_left_out_is_named_and_its_choice_is_open(page):
    page.file_uploader[0].set_value([("t.csv", ODD.encode(), "text/csv")]).run()
    assert held(page) == ["published", "title", "source", "(leave out)", "(leave out)", "text"]
    assert page.dataframe[0].value["For example"].tolist()[3:5] == ["Politik", ""]
    [columns] = [e for e in page.expander if "Columns" in e.label]
    assert columns.label == "Columns of t\\.csv · left out: Ressort"
    assert columns.proto.expanded
    say(page, {3: "author"})
    [columns] = [e for e in page.expander if "Columns" in e.label]
    assert columns.label == "Columns of t\\.csv"
    assert not columns.proto.expanded
    say(page, {1: "(leave out)", 3: "author"})
    [columns] = [e for e in page.expander if "Columns" in e.label]
    assert columns.label.endswith("left out: Überschrift")
    button(page, "Read and code").click().run()
    settled(page)
    [row] = page.session_state[JOB].lines
    told = [row.article[field] for field in ("published", "source", "author", "title")]
    assert told == ["2023-08-21", "Zeitung", "Politik", ""]


def test_a_table_of_many_columns_has_one_list_of_them(page):
    """Nine hundred are listed like nine; of too many the reader is told, and nothing else on the page waits for them."""
    line = json.dumps({f"c{n}": "x" for n in range(900)} | {"text": "The president of Egypt met the king of Jordan."})
    wide = ",".join(f"c{n}" for n in range(30_000)) + "\n" + ",".join("x" * 30_000) + "\n"
    page.file_uploader[0].set_value(
        [("many.jsonl", line.encode(), "text/plain"), ("wide.csv", wide.encode(), "text/csv")]
    ).run()
    assert held(page) == ["(leave out)"] * 900 + ["text"]
    assert len(page.dataframe) == 2  # beside what is loaded
    button(page, "Read and code").click().run()
    settled(page)
    assert [line.state for line in page.session_state[JOB].lines] == ["coded", "skipped"]
    assert any("30,000 columns" in caption.value and "MJ129" in caption.value for caption in page.caption)


def test_many_tables_are_looked_into_by_one_process(page, monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *told, **more: started.append(told) or popen(*told, **more))
    tables = [(f"{n}.csv", f'day,text\n2023-05-0{n},"{TEXT}"'.encode(), "text/csv") for n in range(1, 7)]
    page.file_uploader[0].set_value([*tables, ("odd.csv", b"\x00" * 900, "text/csv")]).run()
    assert [told[0][-3].split(":")[1] for told in started] == ["columns_of", "addresses_of"]
    assert [e.label for e in page.expander if "Columns" in e.label] == ["Columns of 1\\.csv and 5 more"]


def test_many_columns_left_out_are_counted():
    from lib.ui.analyse.intake_columns import _left_out_words

    assert _left_out_words(["a", "b_c", "d", "e", "f", "g"]) == " · left out: a, b\\_c, d, e and 2 more"


@pytest.mark.parametrize(("done", "words"), [(0, "before the first file"), (4, "until then is below")])
def test_a_cancelled_job_says_what_there_is(page, monkeypatch, done, words):
    import threading

    from lib.batch.job import Line

    job = Job([]).wait()
    job.lines += [Line("a.txt", "skipped", "It is empty.")] * done
    job.done, job.total, job._stop = done, 9, threading.Event()
    job.cancel()
    page.session_state[JOB] = job
    page.run()
    assert words in page.warning[0].value
    assert ("below" in page.warning[0].value) == bool(done)


def test_one_day_for_all_undated_articles(page):
    texts = [TEXT, "Egyptian President Abdel Fattah al-Sisi received Jordanian King Abdullah II in Cairo on Sunday."]
    page.file_uploader[0].set_value([(f"{n}.txt", text.encode(), "text/plain") for n, text in enumerate(texts)]).run()
    button(page, "Read and code").click().run()
    settled(page)
    page.date_input[0].set_value("2023-08-21").run()
    assert not page.exception
    button(page, "Keep 2 articles").click().run()
    from lib.ui.shell import data

    kept = data.store().tables(page.session_state["session"])["meetings"]
    assert kept["date_start"].dt.strftime("%Y-%m-%d").tolist()[-2:] == ["2023-08-20", "2023-08-20"]


def test_what_is_loaded_is_listed_after_the_chronology():
    import pandas as pd

    from lib.ui.analyse.library import listed

    articles = pd.DataFrame(
        {
            "article_id": ["a", "b", "c"], "title": ["First", "", "Third"], "source": ["Agency", "Wire", "Post"], "words": [3, 4, 5],
            "published": pd.to_datetime(["2023-08-21", None, None]), "published_precision": ["day", "", ""], "mine": [False, True, False], "given": [False, False, True],
            "hidden": [True, False, False],
        }
    )  # fmt: skip
    rows = listed(articles, {"a", "chronology"})
    assert rows["id"].tolist() == ["chronology", "a", "b", "c"]
    assert rows["Title"].tolist() == ["Chronology of milestones", "First", "Wire", "Third"]
    assert rows["State"].tolist() == ["Hidden", "Hidden", "Shown", "Shown"]
    assert rows["Seen by"].tolist() == ["Everyone", "Everyone", "Only you", "Everyone, by you"]


def test_what_came_of_sharing_is_told():
    from lib.ui.analyse.sharing import shared_words

    told = "Everyone who uses this server sees 1 article of yours now: texts, tables and corrections."
    assert shared_words(["a"], ["a"]) == told
    told = shared_words(["a", "b", "c"], ["a"])
    assert "2 articles stay yours alone" in told
    assert "b and c" in told


ASIDE = "Oman's foreign minister met the Syrian foreign minister in Muscat on Sunday"


def test_what_is_left_out_is_told_and_can_be_brought_back(page):
    message = f"From: Desk <d@paper.example>\nSubject: Fwd: Talks\n\n{ASIDE}, I hear.\n\nFrom: Wire\nDate: 4 May 2024\nTo: Desk\nSubject: Talks\n\n"
    text = f"{message}{TEXT}\n\nCorrection: {ASIDE}, we wrote. He did not."
    page.file_uploader[0].set_value([("a.eml", text.encode(), "message/rfc822")]).run()
    button(page, "Read and code").click().run()
    settled(page)
    assert not page.exception
    [told] = [box for box in page.expander if box.label.startswith("Left out of 1 article")]
    assert f"{ASIDE}, I hear." in told.text[0].value
    assert "He did not." in told.text[0].value
    assert any(tab.label.startswith("Meetings (1)") for tab in page.tabs)
    told.checkbox[0].check().run()
    assert not page.exception
    assert any(tab.label.startswith("Meetings (2)") or tab.label.startswith("Meetings (3)") for tab in page.tabs)


LIST = "https://wire.example/1\nhttps://wire.example/none\nhttps://desert.example/3\n"


def fetching(page: AppTest) -> AppTest:
    """The page once what is fetched has come and is coded."""
    for _ in range(1_200):  # a minute
        if RUN not in page.session_state or not page.session_state[RUN].pages.running:
            break
        time.sleep(0.05)
    return settled(page.run())


def test_a_list_of_addresses_is_offered_and_fetched(page, monkeypatch):
    monkeypatch.setattr(batch_fetching, "APART", 0.05)
    with sites(PAGES, monkeypatch) as asked:
        page.file_uploader[0].set_value([("list.txt", LIST.encode(), "text/plain")]).run()
        assert "3 articles named by their address alone at 2 hosts: wire.example (2), desert.example (1)." in text(page)
        assert not asked
        button(page, "Fetch 3 pages").click().run()
        fetching(page)
    assert "2 coded, 1 skipped" in text(page)
    assert "MJ127" in text(page)
    assert "MJ148" not in text(page)
    assert page.dataframe[0].value["Title"].tolist() == ["Round 1", "Round 3"]


def test_a_feed_by_its_address_is_followed(page, monkeypatch):
    monkeypatch.setattr(batch_fetching, "APART", 0.05)
    item = "<item><title>Short</title><link>https://wire.example/1</link><description>Read more.</description></item>"
    feed = f"<rss><channel><title>Wire</title>{item}</channel></rss>".encode()
    with sites(PAGES | {"https://wire.example/rss": feed}, monkeypatch):
        page.segmented_control[0].set_value("Web address").run()
        page.text_input[0].set_value("https://wire.example/rss")
        button(page, "Fetch and code").click().run()
        fetching(page)
    assert page.dataframe[0].value["Title"].tolist() == ["Round 1"]
