"""The foot of a page leads a program to the rows that the page shows."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.export.tables.about import EXPORTED
from lib.ui import programs

SHOWN = [
    ("explore/overview", {}, ["meetings", "meetings.csv", "chronology", "chronology.csv"]),
    ("explore/meetings", {"country": "Iran", "from": "2023-08-01"}, ["meetings", "meetings.csv", "chronology", "chronology.csv"]),
    ("explore/topics", {"sure": "0.7"}, ["topics", "topics.csv"]),
    ("explore/actors", {"country": ["China", "IRN"]}, ["actors", "actors.csv", "meetings", "meetings.csv"]),
    ("explore/wave", {"w": "60", "without": "Syria", "inside": "true"}, ["wave", "events", "events.csv", "chronology", "chronology.csv"]),
    ("explore/article", {"article": "china-iran-2023-08-21"}, ["articles/china-iran-2023-08-21"]),
    ("analyse/export", {"country": "Iran"}, [path for table in EXPORTED for path in (table, f"{table}.csv")]),
]  # fmt: skip


def led(app) -> tuple[list[str], str]:
    """(the addresses at the foot, the line to copy)."""
    text = "\n".join(part.value for part in app.markdown if "](/api/" in part.value)
    return re.findall(r"\]\((/api/[^)]*)\)", text), app.code[-1].value if app.code else ""


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=programs.interface()), base_url="http://localhost:8501")


@pytest.mark.parametrize(("page", "query", "tables"), SHOWN)
def test_each_page_leads_to_its_rows_as_they_are_filtered(opened, client, page, query, tables):
    app = opened(page, **query)
    links, line = led(app)
    assert [urlsplit(link).path.removeprefix("/api/") for link in links] == tables
    assert {client.get(link).status_code for link in links} == {200}
    assert line.startswith(
        f'pd.read_csv("/api/{tables[1]}' if len(tables) > 1 and tables[0] != "wave" else 'pd.read_json("'
    )
    for name in set(query) - {"article"}:
        assert name in parse_qs(urlsplit(links[0]).query), name


def test_what_the_page_leaves_aside_is_not_asked_for(opened, client):
    links, _ = led(opened("explore/meetings", country=["Atlantis", "Saudi Arabia"]))
    assert links[0] == "/api/meetings?country=SAU"
    assert client.get(links[0]).json()["total"] == 1


def test_where_a_token_is_asked_for_the_line_has_room_for_it_and_does_not_tell_it(opened, monkeypatch):
    monkeypatch.setenv("MAJLIS_API_TOKEN", "secret")
    _, line = led(opened("explore/topics"))
    assert line.endswith('storage_options={"Authorization": "Bearer TOKEN"})')


def test_a_page_that_shows_no_rows_has_no_foot(opened):
    assert led(opened("analyse/codebook"))[0] == []


def test_a_chart_alone_has_no_foot(opened):
    assert led(opened("explore/topics", embed="1", chart="topic-counts"))[0] == []


def test_the_page_and_the_program_see_the_same_wave(opened, client):
    links, _ = led(opened("explore/wave", to="2022-12-31"))
    assert client.get(links[0]).json()["data_end"] < "2023"
    assert json.loads(client.get("/api/wave").content)["data_end"] > "2023"


def test_no_address_by_which_one_comes_begins_a_link_to_elsewhere():
    """Servers answer under any folder before the name of the first page."""
    came = programs._root("http://[::1]:8501/x)[press](https:lure.example/meetings?a=b)", "meetings")
    assert came.api("/meetings") == "http://[::1]:8501/x%29[press]%28https:lure.example/api/meetings"
