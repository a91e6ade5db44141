"""Tables, articles, evidence and waves as the interface gives them: as described, as the pages select, as files hold."""

import io
import json
import re
import subprocess
import sys

import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.__main__ import main
from lib.api import answers, asked
from lib.api.routes import made_of, routes
from lib.api.seen import kept, seen
from lib.api.serve import app
from lib.export.tables.about import EXPORTED
from lib.measures.counts.selection import Selection, select
from lib.paths import ROOT
from lib.schema import CODED
from lib.store import Store
from lib.wording.choices import KEYS, SLIDERS
from tests.store.cases import records


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """The interface to what Majlis comes with."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('api')}/m.sqlite3")
    yield TestClient(app(store), base_url="http://127.0.0.1:8000")
    store.close()


@pytest.fixture(scope="module")
def described(curated) -> dict:
    return curated.get("/api/openapi.json").json()


def holds(described: dict, path: str, answer: object) -> None:
    """The answer is of the schema that the description gives for the path."""
    schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(answer)


def pages(client: TestClient, path: str) -> list[dict]:
    """All rows, page after page."""
    rows, there = [], client.get(path).json()
    while True:
        rows += there["rows"]
        if not there["next"]:
            return rows
        there = client.get(there["next"]).json()


# ---------------------------------------------------------------- described
@pytest.mark.parametrize("table", EXPORTED)
def test_a_table_is_as_its_description_says(curated, described, table):
    answer = curated.get(f"/api/{table}?limit=1000").json()
    holds(described, f"/api/{table}", answer)
    assert len(answer["rows"]) == answer["total"] > 0
    assert [*answer["rows"][0]][:-2] == [name for name in EXPORTED[table].names if name != "text"]


def test_the_other_answers_are_as_described(curated, described):
    name = "china-iran-2023-08-21"
    holds(described, "/api/articles/{article_id}", curated.get(f"/api/articles/{name}").json())
    holds(described, "/api/evidence/{article_id}", curated.get(f"/api/evidence/{name}?row=e1").json())
    holds(described, "/api/wave", curated.get("/api/wave").json())
    wrong = curated.get("/api/wave?evidence=x").json()
    Draft202012Validator(described["components"]["schemas"]["fault"]).validate(wrong)


def test_the_description_is_sound_and_names_all_that_is_taken(described):
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for ref in re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', json.dumps(described)):
        assert ref[1] in described["components"][ref[0]]
    named = {path: [p["name"] for p in known["get"]["parameters"]] for path, known in described["paths"].items()}
    assert named["/api/events.csv"] == named["/api/events"] == [*KEYS, *asked.BETWEEN, *asked.PAGING]
    assert named["/api/wave"] == [*KEYS, *asked.WAVE]


def test_what_there_is_is_told_with_links_that_lead_there(curated, described):
    index = curated.get("/api").json()
    links = [index["filters"], index["wave"], index["openapi"], *(table["url"] for table in index["tables"])]
    links += [table["csv"] for table in index["tables"]]
    assert {curated.get(link).status_code for link in links} == {200}
    assert {link.removeprefix("http://127.0.0.1:8000") for link in links} < {*described["paths"], "/api/openapi.json"}
    assert {table["name"]: table["rows"] for table in index["tables"]}["meetings"] == 3


# ---------------------------------------------------------------- rows
def test_csv_and_json_hold_the_same_rows(curated):
    for table in EXPORTED:
        rows = pages(curated, f"/api/{table}")
        file = curated.get(f"/api/{table}.csv")
        assert file.headers["content-type"] == "text/csv; charset=utf-8"
        frame = pd.read_csv(io.BytesIO(file.content), keep_default_na=False)
        assert list(frame.columns) == list(rows[0])
        assert len(frame) == len(rows)
        assert frame.iloc[0, :2].tolist() == [*rows[0].values()][:2]
    assert file.headers["content-disposition"] == 'attachment; filename="majlis-chronology.csv"'
    accepted = curated.get("/api/events", headers={"Accept": "text/csv"})
    assert accepted.text == curated.get("/api/events.csv").text


def test_csv_is_made_a_block_at_a_time(monkeypatch):
    monkeypatch.setattr(answers, "BLOCK", 2)
    table = pd.DataFrame(
        {column.name: ["=1"] * 5 for column in EXPORTED["chronology"].columns} | {"parties": [["A", "B"]] * 5}
    )
    head, *blocks = answers.as_csv(table, "chronology", answers.Site("http://x"))
    assert head.startswith(b"date,precision,")
    assert [block.count(b"\r\n") for block in blocks] == [2, 2, 1]
    assert b"http://x/pair?a=A&b=B" in blocks[0]
    assert blocks[0].startswith(b"'=1,"), "a spreadsheet would run it"


def test_a_row_leads_to_its_article_and_its_words(curated):
    (row,) = curated.get("/api/meetings?kind=state_visit").json()["rows"]
    article = curated.get(row["article_url"]).json()
    assert article["text"][row["start"] : row["end"]] == row["evidence"]
    assert article["meetings"][1] == row
    assert [len(article[name]) for name in CODED] == [curated.get(f"/api/{n}").json()["total"] for n in CODED]
    words = curated.get(f"/api/evidence/{row['article_id']}?row={row['meeting_id']}").json()
    same = curated.get(f"/api/evidence/{row['article_id']}?start={row['start']}&end={row['end']}").json()
    assert words["before"] + words["evidence"] + words["after"] in article["text"]
    assert words == same | {"page_url": words["page_url"]}


@pytest.mark.parametrize("name", ["a/b c", "ü?&#", "overview", "x.csv", "meetings"])
def test_an_article_of_any_name_is_found_by_its_link(store, client, name):
    store.ingest([records(name)])
    rows = client.get("/api/articles").json()["rows"]
    (row,) = (row for row in rows if row["article_id"] == name)
    assert client.get(row["article_url"]).json()["text"].endswith(f"No. {name}")


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("country=Iran&country=SAU", Selection(countries=("IRN", "SAU"))),
        ("from=2023-08-21", Selection(start="2023-08-21")),
        ("from=2023-08-20&to=2023-08-20", Selection(start="2023-08-20", end="2023-08-20")),
        ("person=wang+yi&sure=0.7", Selection(people=("Wang Yi",), confidence=0.7)),
        ("sure=0.9+or+more", Selection(confidence=0.9)),
        ("topic=reconciliation&status=Held&layer=articles",
         Selection(topics=("reconciliation",), statuses=("held",), layers=("articles",))),
        ("source=Agency&language=en&reader=coder&kind=talks",
         Selection(sources=("Agency",), languages=("en",), readers=("coder",), kinds=("talks",))),
    ],
)  # fmt: skip
def test_the_filters_are_those_of_the_pages(store, client, query, chosen):
    left = select(seen(store, ""), chosen)
    for table in EXPORTED:
        answer = client.get(f"/api/{table}?{query}").json()
        assert answer["total"] == len(left["milestones" if table == "chronology" else table]), table


def test_two_sides_as_the_page_of_a_pair_has_them(curated):
    store_rows = curated.get("/api/chronology?a=Iran&b=SAU&limit=1000").json()
    assert {frozenset((row["actor_a"], row["actor_b"])) for row in store_rows["rows"]} == {frozenset(("IRN", "SAU"))}
    assert curated.get("/api/meetings?a=IRN&b=SAU").json()["total"] == 1


def test_pages_follow_each_other_and_say_where_the_next_is(curated):
    whole = curated.get("/api/chronology?limit=1000&country=Iran").json()["rows"]
    first = curated.get("/api/chronology?limit=40&country=Iran")
    assert first.links["next"]["url"] == first.json()["next"]
    assert pages(curated, "/api/chronology?limit=40&country=Iran") == whole
    part = curated.get("/api/chronology.csv?limit=2&offset=1").text.splitlines()
    assert [line.partition(",")[0] for line in part[1:]] == [
        row["date"] for row in pages(curated, "/api/chronology")[1:3]
    ]


def test_it_stands_below_the_path_of_the_server(store):
    below = TestClient(Starlette(routes=routes(kept(store), "/team")), base_url="http://127.0.0.1:8000")
    row = below.get("/team/api/meetings?limit=1").json()["rows"][0]
    assert row["article_url"] == "http://127.0.0.1:8000/team/api/articles/a"
    assert row["page_url"] == "http://127.0.0.1:8000/team/article?article=a&sentence=0"
    assert below.get(row["article_url"]).json()["meetings"] == [row]
    assert below.get("/team/api/none").json()["code"] == "MJ714"
    assert (below.head("/team/api/events.csv").status_code, below.get("/api").status_code) == (200, 404)


def test_pages_of_data_that_changed_meanwhile_are_not_mixed(store, client):
    first = client.get("/api/meetings?limit=2").json()
    store.ingest([records("d")])
    answer = client.get(first["next"])
    assert (answer.status_code, answer.json()["code"]) == (409, "MJ716")


# ---------------------------------------------------------------- polling
def test_what_did_not_change_is_not_sent_again(store, client):
    for path in (
        "/api",
        "/api/meetings?country=Iran",
        "/api/meetings.csv",
        "/api/articles/a",
        "/api/wave?evidence=both",
    ):
        first = client.get(path)
        known = {"If-None-Match": f'"x", {first.headers["etag"]}'}
        again = client.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b""), path
        assert client.get("/api/topics", headers=known).status_code == 200, "the mark of another address"
        assert first.headers["cache-control"] == "private, no-cache"
        assert {"Cookie", "Authorization"} <= set(first.headers["vary"].replace(",", "").split())
    store.ingest([records("d")])
    assert client.get("/api/meetings.csv", headers=known).status_code == 200


def test_processes_of_one_server_give_the_same_marks():
    """Behind a proxy the next answer may come from another of them."""
    command = [sys.executable, "-c", "from lib.api.routes import made_of; print(made_of())"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == made_of()


# ---------------------------------------------------------------- waves
@pytest.mark.parametrize("mood", ["", "IRN-SAU@2023-08-21"])
def test_a_wave_is_what_the_command_line_tells(curated, capsys, mood):
    assert main(["wave", "--chronology", "--json", *(["--mood", mood] if mood else [])]) == 0
    assert curated.get(f"/api/wave{'?mood=' * bool(mood)}{mood}").json() == json.loads(capsys.readouterr().out)


def test_a_wave_is_measured_of_what_the_page_would_measure(curated):
    whole = curated.get("/api/wave").json()
    assert curated.get("/api/wave?to=2022-12-31").json()["data_end"] < "2023"
    assert curated.get("/api/wave?w=60").json()["window"] == 60
    assert curated.get("/api/wave?evidence=Articles").json()["waves"] == []
    without = curated.get("/api/wave?without=Syria&inside=true").json()
    assert not [pair for wave in without["waves"] for pair in wave["pairs"] if "SYR" in pair]
    assert [pair for wave in whole["waves"] for pair in wave["pairs"] if "SYR" in pair]


def test_every_parameter_of_a_wave_is_taken(curated):
    query = "&".join(f"{each.key}={each.most:g}" for each in SLIDERS)
    assert curated.get(f"/api/wave?{query}").status_code == 200
