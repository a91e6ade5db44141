"""The second reader on the pages, driven without a browser: off, told, read, chosen, kept, and known afterwards."""

import json
import re
from collections import Counter

import pandas as pd
import pytest

from lib.ui.analyse.intake_reader import DESK
from lib.ui.analyse.review import differing_first
from lib.ui.shell import data, views
from tests.reader.server import Said, article, rows, serving
from tests.ui.analyse.test_add import button, labels, paste, settled
from tests.ui.conftest import text as said

KEY = "sk-never-on-a-page"
TEXT = (
    "Tunisian Foreign Minister Nabil Ammar met his Algerian counterpart, Ahmed Attaf, in Tunis on 4 May 2023. "
    "The two spoke of gas prices. Libya will host Moroccan officials in Tripoli on 9 May 2023."
)
MET = {
    "quote": TEXT.split(". ")[0] + ".", "kind": "meeting", "status": "planned", "parties": ["TUN", "DZA"], "date_words": "4 May 2023",
    "date": "2023-05-04", "place": "Tunis", "place_country": "TUN", "main": True,
}  # fmt: skip
HOSTED = {
    "quote": "Libya will host Moroccan officials in Tripoli on 9 May 2023.", "kind": "conference", "status": "planned",
    "parties": ["LBY", "MAR"], "date_words": "on 9 May 2023", "date": "2023-05-11", "place": "Tripoli",
}  # fmt: skip
FALSE = MET | {"parties": ["TUN", "FRA"]}
HOSTILE = MET | {"quote": "<script>alert(1)</script> **bold** =1+1 [a](javascript:alert) \ud800"}


def say(server, body):
    if "Tunisian" not in article(body):
        return Said(b"", 403)
    return rows(meetings=[MET, HOSTED, FALSE, HOSTILE], topics=[{"topic": "climate", "quote": "gas prices"}])


@pytest.fixture
def server(monkeypatch):
    """A model that is configured, and what it is asked."""
    monkeypatch.setattr("lib.reader.endpoint.PAUSE", 0.001)
    with serving(say) as running:
        for name, value in {"URL": running.url, "MODEL": "made*up*", "KEY": KEY, "STANDS": "", "PRICE": "2/8"}.items():
            monkeypatch.setenv(f"MAJLIS_READER_{name}", value)
        yield running


def switch_on(page):
    return page.checkbox[0].check().run()


def read(page):
    """Press the button, and wait until the model read."""
    button(page, "with made").click().run()
    page.session_state[DESK].job.wait(60)
    return page.run()


def shown(page):
    """Everything on the page that is not typed in: words, tables, HTML."""
    html = " ".join(body for each in page.get("html") if "passage" in (body := str(each.proto.body)))
    tables = " ".join(str(table.value.to_dict("list")) for table in page.table)
    told = [*page.error, *page.warning, *page.success]
    return " ".join([said(page), html, tables, *(str(each.value) for each in told), *labels(page)])


def test_without_a_model_the_page_says_nothing_of_one(alone, monkeypatch):
    monkeypatch.delenv("MAJLIS_READER_URL", raising=False)
    page = paste(alone("analyse/add"), TEXT)
    assert not page.checkbox
    assert "Read with" not in shown(page)


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("127.example.org", "another machine"), ("localhost.example.org", "another machine"),
        ("me:127.0.0.1@example.org", "another machine"), ("[::1]:11434", "a program on this server"),
    ],
)  # fmt: skip
def test_only_this_machine_is_called_so(alone, server, monkeypatch, host, where):
    monkeypatch.setenv("MAJLIS_READER_URL", f"http://{host}/v1")
    page = switch_on(paste(alone("analyse/add"), TEXT))
    assert f"{host.rpartition('@')[2]}, {where}" in said(page).replace(":small[]", "").replace("\\", "")


def test_nothing_is_sent_before_the_button_and_the_page_says_what_would_be(alone, server):
    page = paste(alone("analyse/add"), TEXT)
    assert not page.checkbox[0].value
    assert "Off: no article leaves this server" in said(page)
    switch_on(page)
    told = said(page)
    assert f"1 article ({len(TEXT.split())} words)" in re.sub(r":small\[\]", "", told)
    assert "1 request" in told
    assert "By the price that is set" in told
    assert f"{server.url.split('/')[2]}, a program on this server" in told.replace(":small[]", "")
    assert not server.asked
    read(page)
    assert len(server.asked) == 1
    assert KEY not in shown(page)


def test_both_readings_are_shown_differences_first_and_what_is_refused_with_its_reason(alone, server):
    page = read(switch_on(paste(alone("analyse/add"), TEXT)))
    assert not page.exception
    figures = {metric.label: metric.value for metric in page.metric}
    assert int(figures["Both, otherwise"]) >= 1
    assert figures["Refused"] == "2"
    fields = page.table[0].value
    assert fields["Field"].tolist()[0] == "Status"
    assert (fields["Coder"].tolist()[0], fields["Model"].tolist()[0]) == ("Held", "Planned")
    told = shown(page)
    assert "The article does not name this side" in told
    assert "the words of the article do not mean this day" in told
    assert "<script>" not in told
    assert r"\\<script\\>" in told


@pytest.mark.parametrize(
    ("stands", "readers"),
    [
        ("coder", {"coder"}),
        ("model", {"made*up*", "coder+made*up*"}),
        ("agreed", {"coder+made*up*"}),
        ("either", {"coder", "made*up*", "coder+made*up*"}),
    ],
)
def test_what_is_kept_follows_the_choice(alone, server, stands, readers):
    page = read(switch_on(paste(alone("analyse/add"), TEXT)))
    page.segmented_control[-1].set_value(stands).run()
    button(page, "Keep 1 article").click().run()
    kept = data.store().readers(list(page.session_state["intake-kept"].added), page.session_state["session"])
    assert set(kept) == readers
    told = "a model read some" in said(page)
    assert told == (stands != "coder")


def test_the_setting_says_which_rows_stand_unless_chosen_otherwise(alone, server, monkeypatch):
    monkeypatch.setenv("MAJLIS_READER_STANDS", "agreed")
    page = read(switch_on(paste(alone("analyse/add"), TEXT)))
    assert page.segmented_control[-1].value == "agreed"


def test_an_article_without_an_answer_is_told_with_code_and_step_and_keeps_the_coders_rows(alone, server):
    page = alone("analyse/add")
    lines = [
        {"title": "Good", "text": TEXT},
        {"title": "Bad", "text": "Oman’s envoy met his Qatari colleague in Muscat on 2 May 2023."},
    ]
    page.file_uploader[0].set_value([("two.jsonl", "\n".join(map(json.dumps, lines)).encode(), "text/plain")])
    button(page.run(), "Read and code").click().run()
    page = read(switch_on(settled(page)))
    (problem,) = [error.value for error in page.error]
    assert "MJ803" in problem
    assert "Bad" in problem
    assert "Good" not in problem
    assert "Go on: read 1 article" in " ".join(labels(page))
    page.segmented_control[-1].set_value("agreed").run()
    button(page, "Keep 2 articles").click().run()
    kept = [
        data.store().readers([name], page.session_state["session"]) for name in page.session_state["intake-kept"].added
    ]
    assert [set(one) for one in kept] == [{"coder+made*up*"}, {"coder"}]


def test_a_setting_that_cannot_be_is_told_and_the_coders_rows_can_be_kept(alone, server, monkeypatch):
    monkeypatch.setenv("MAJLIS_READER_PRICE", "cheap")
    page = paste(alone("analyse/add"), TEXT)
    assert any("MJ801" in error.value for error in page.error)
    assert "Keep 1 article" in labels(page)


def test_the_reader_is_told_in_filters_article_and_review_where_there_is_more_than_one(alone, server):
    page = read(switch_on(paste(alone("analyse/add"), TEXT)))
    page.segmented_control[-1].set_value("either").run()
    button(page, "Keep 1 article").click().run()
    name = page.session_state["intake-kept"].added[0]
    page.switch_page("pages/explore/meetings.py").run()
    (readers,) = [each for each in page.multiselect if each.label == "Reader"]
    assert {"coder", "made*up*", "coder and made*up*"} <= set(readers.options)
    page.query_params["article"] = name
    page.switch_page("pages/explore/article.py").run()
    assert "Dashed: read by a model alone" in said(page)
    assert any("by-model" in str(html.proto.body) for html in page.get("html"))
    page.query_params["article"] = name
    page.switch_page("pages/analyse/review.py").run()
    assert "Rows that one reader alone tells come first" in said(page)
    assert "made" in str(page.table[0].value["As"].tolist()[-1])


def test_no_filter_where_the_coder_alone_read(alone):
    page = alone("explore/meetings")
    assert "Reader" not in [each.label for each in page.multiselect]


def test_rows_of_one_reader_come_first_those_of_a_model_before_the_coders():
    rows = pd.DataFrame({"reader": ["coder", "coder+m", "hand", "m", "coder"], "n": range(5)})
    assert differing_first(rows)["n"].tolist() == [3, 0, 4, 1, 2]
    alone = rows[rows["reader"].isin(["coder", "hand"])]
    assert differing_first(alone)["n"].tolist() == [0, 2, 4]


def test_a_table_names_the_readers_where_not_all_rows_are_the_coders():
    rows = pd.DataFrame({"topic": ["syria"] * 2, "reader": ["coder", "coder+m"]})
    assert views.readable(rows)["Reader"].tolist() == ["coder", "coder and m"]
    assert "Reader" not in views.readable(rows.head(1))


def test_the_store_counts_rows_by_reader_of_its_owner_alone(alone, server):
    page = read(switch_on(paste(alone("analyse/add"), TEXT)))
    page.segmented_control[-1].set_value("model").run()
    button(page, "Keep 1 article").click().run()
    added, session = page.session_state["intake-kept"].added, page.session_state["session"]
    tables = data.store().tables(session)
    mine = [tables[name] for name in ("meetings", "topics", "actors", "events")]
    counted = Counter(reader for rows in mine for reader in rows.loc[rows["article_id"].isin(added), "reader"])
    assert data.store().readers(added, session) == dict(counted)
    assert data.store().readers(added) == {}
