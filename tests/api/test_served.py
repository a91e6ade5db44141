"""The interface as a program meets it: beside the pages, on the server that README.md starts, and on one without pages."""

import http.client
import json
import os
import select
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pandas as pd
import pytest

from lib.api import door
from lib.paths import ROOT
from lib.store import Store
from tests.api.conftest import ONE
from tests.browser.server import Server, free_port
from tests.store.cases import records

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> str:
    """A folder with the curated article, and one that a visitor has to themselves."""
    folder = tmp_path_factory.mktemp("app")
    store = Store(f"sqlite:///{folder}/majlis.sqlite3")
    store.ingest([records("mine"), records("overview")], door.session(ONE))
    store.close()
    return str(folder)


@pytest.fixture(scope="module")
def server(data):
    running = Server(free_port(), data).start()
    yield running
    running.stop()


def fetched(url: str, **headers: str) -> tuple[int, dict, bytes]:
    """(status, headers, body) of an address, as the standard library gets it."""
    asked = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def test_the_line_to_copy_opens_in_pandas(server):
    frame = pd.read_csv(f"{server.url}/api/meetings.csv?country=Iran", parse_dates=["date_start"])
    assert frame["meeting_id"].tolist() == ["m1", "m2", "m3"]
    assert frame["date_start"].iloc[0] == pd.Timestamp("2023-08-20")
    article = pd.read_json(f"{server.url}/api/articles/china-iran-2023-08-21", typ="series")
    assert len(article["meetings"]) == 3
    found = json.loads(fetched(f"{server.url}/api/meetings?country=Iran")[2])
    assert pd.DataFrame(found["rows"])["evidence"].tolist() == frame["evidence"].tolist()


def test_it_stands_beside_the_pages(server):
    for path, kind in (
        ("/", "text/html"),
        ("/meetings", "text/html"),
        ("/api", "application/json"),
        ("/api/", "application/json"),
    ):
        status, headers, _ = fetched(server.url + path)
        assert (status, headers["content-type"].partition(";")[0]) == (200, kind)
        assert headers["x-content-type-options"] == "nosniff"
    status, headers, body = fetched(f"{server.url}/api/none")
    assert (status, json.loads(body)["code"]) == (404, "MJ714")
    assert "set-cookie" not in headers
    row = json.loads(fetched(f"{server.url}/api/meetings")[2])["rows"][0]
    assert row["page_url"] == f"{server.url}/article?article=china-iran-2023-08-21&sentence=1"
    assert fetched(row["page_url"])[0] == 200


def test_a_browser_finds_its_own_there_and_a_program_does_not(server):
    names = [
        {row["article_id"] for row in json.loads(fetched(f"{server.url}/api/articles", Cookie=cookie)[2])["rows"]}
        for cookie in (f"majlis={ONE}", "majlis=x", "")
    ]
    assert names == [{"china-iran-2023-08-21", "mine", "overview"}, *[{"china-iran-2023-08-21"}] * 2]
    assert fetched(f"{server.url}/api/articles/overview", Cookie=f"majlis={ONE}")[0] == 200


def test_it_comes_packed_and_not_twice(server):
    whole = fetched(f"{server.url}/api/chronology.csv")
    packed = fetched(f"{server.url}/api/chronology.csv", Accept_Encoding="gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert len(packed[2]) < len(whole[2]) / 3
    status, _, body = fetched(f"{server.url}/api/chronology.csv", If_None_Match=whole[1]["etag"])
    assert (status, body) == (304, b"")


def test_names_and_pages_of_others_are_refused_here_too(server):
    assert json.loads(fetched(f"{server.url}/api", Origin="https://other.example")[2])["code"] == "MJ701"
    status, _, body = fetched(f"{server.url}/api", Host=f"rebound.example:{server.port}")
    assert (status, json.loads(body)["code"]) == (421, "MJ702")


def test_pages_come_while_waves_are_measured(server):
    """Waves wait for each other, and for nobody else."""
    lines = []
    for window in range(31, 43):
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        line.request("GET", f"/api/wave?w={window}")
        lines.append(line)
    assert fetched(f"{server.url}/_stcore/health")[0] == 200
    assert fetched(f"{server.url}/api/meetings")[0] == 200
    assert select.select([lines[-1].sock], [], [], 0)[0] == [], "the last wave was there first"
    assert [line.getresponse().status for line in lines] == [200] * len(lines)
    for line in lines:
        line.close()


def test_a_server_without_pages_serves_the_same(server, data):
    port = free_port()
    command = [sys.executable, "-m", "lib", "serve-api", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "MAJLIS_DATA": data}, stderr=subprocess.PIPE) as alone:
        try:
            assert alone.stderr.readline().decode().strip() == f"http://127.0.0.1:{port}/api"
            until = time.monotonic() + 60
            while True:
                try:
                    rows = json.loads(fetched(f"http://127.0.0.1:{port}/api/events")[2])["rows"]
                    break
                except urllib.error.URLError:
                    assert time.monotonic() < until
                    time.sleep(0.1)
            assert fetched(f"http://127.0.0.1:{port}/")[0] == 404
        finally:
            alone.terminate()
    beside = json.loads(fetched(f"{server.url}/api/events")[2])["rows"]
    links = "article_url", "page_url"
    assert [{k: v for k, v in row.items() if k not in links} for row in rows] == [
        {k: v for k, v in row.items() if k not in links} for row in beside
    ]
    assert {row["page_url"] for row in rows} == {""}
