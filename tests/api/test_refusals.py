"""What is refused is told with a code and the next step: odd queries, other methods, names and pages, and who has no token."""

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from lib.api import asked, door, routes
from lib.api.serve import app
from lib.store import Store
from tests.api.conftest import HOST


@pytest.fixture(scope="module")
def store(made) -> Iterator[Store]:
    """One for all that is refused, for nothing here changes it."""
    opened = Store(f"sqlite:///{made}", curated=False)
    yield opened
    opened.close()


def fault(answer, status: int, code: str) -> dict:
    """The message of a refusal."""
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert told.keys() == {"code", "what", "next"}
    assert told["code"] == code
    assert "etag" not in answer.headers
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    return told


@pytest.mark.parametrize(
    ("path", "status", "code", "words"),
    [
        ("/api/meetings?nation=Iran", 400, "MJ711", "'nation' is no parameter of /api/meetings"),
        ("/api?x", 400, "MJ711", "'x'"),
        ("/api/filters?country=Iran", 400, "MJ711", "'country'"),
        ("/api/meetings?country=Irann", 400, "MJ712", "(near to it: Iran, Ireland and Iraq)"),
        ("/api/meetings?country=", 400, "MJ712", "country has no ''"),
        ("/api/meetings?country=%00", 400, "MJ712", r"\x00"),
        ("/api/meetings?country=IRN%27%20OR%201=1--", 400, "MJ712", "OR 1=1"),
        ("/api/meetings?country=%ff%fe", 400, "MJ712", "country has no"),
        ("/api/meetings?country=%e2%80%aeIRN", 400, "MJ712", r"\u202e"),
        ("/api/meetings?sure=0.33", 400, "MJ712", "sure has no '0.33'"),
        ("/api/meetings?from=20230820", 400, "MJ713", "a day, written as 2023-08-20"),
        ("/api/meetings?from=2023-08-20T00", 400, "MJ713", "a day"),
        ("/api/meetings?to=1066-10-14", 400, "MJ713", "a day"),
        ("/api/meetings?from=", 400, "MJ713", "a day"),
        ("/api/meetings?from=2023-08-20&to=2023-08-19", 400, "MJ309", "before the first"),
        ("/api/meetings?limit=0", 400, "MJ713", "from 1 to 1,000"),
        ("/api/meetings?limit=1001", 400, "MJ713", "from 1 to 1,000"),
        ("/api/meetings?limit=-1", 400, "MJ713", "limit"),
        ("/api/meetings?limit=1e3", 400, "MJ713", "limit"),
        ("/api/meetings?limit=%D9%A1", 400, "MJ713", "limit"),
        ("/api/meetings?offset=99999999999999999999999", 400, "MJ713", "offset"),
        ("/api/meetings.csv?limit=1000000001", 400, "MJ713", "limit"),
        ("/api/meetings?limit=1&limit=2", 400, "MJ713", "given once"),
        ("/api/meetings?a=IRN", 400, "MJ713", "together with b"),
        ("/api/meetings?version=old", 409, "MJ716", "changed"),
        ("/api/wave?w=29", 400, "MJ713", "from 30 to 180"),
        ("/api/wave?h=90.5", 400, "MJ713", "whole number"),
        ("/api/wave?up=nan", 400, "MJ713", "from 0.05 to 1"),
        ("/api/wave?up=inf", 400, "MJ713", "up"),
        ("/api/wave?without=Atlantis", 400, "MJ712", "without has no 'Atlantis'"),
        ("/api/wave?inside=yes", 400, "MJ712", "inside"),
        ("/api/wave?mood=IRN", 400, "MJ402", "'IRN' asks for no mood"),
        ("/api/wave?" + "&".join(f"mood=IRN-SAU@2023-08-{n:02}" for n in range(1, 30)), 400, "MJ713", "20 times"),
        ("/api/evidence/a?start=5&end=5", 400, "MJ713", "end"),
        ("/api/evidence/a?start=0&end=9999", 400, "MJ713", "end"),
        ("/api/evidence/a?row=m9", 400, "MJ712", "row has no 'm9'"),
        ("/api/articles/none", 404, "MJ304", "no article none"),
        ("/api/articles/a%27;DROP%20TABLE%20articles", 404, "MJ304", "no article"),
        ("/api/articles/%00", 404, "MJ304", "no article"),
        ("/api/evidence/%2e%2e%2fetc", 404, "MJ304", "no article"),
        ("/api/nothing", 404, "MJ714", "nothing at /api/nothing"),
        ("/api/meetings.xlsx", 404, "MJ714", "nothing at"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(client, path, status, code, words):
    assert words in fault(client.get(path), status, code)["what"]


def test_a_query_has_an_end(client):
    fault(client.get("/api/meetings?" + "&".join(f"country=IRN&x{n}=1" for n in range(3000))), 400, "MJ713")
    most = "country=IRN&" * (asked.LONGEST // 12)
    assert client.get(f"/api/meetings?{most[:-1]}").json()["total"] == 3


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api", "/api/meetings", "/api/articles/a"])
def test_it_is_for_reading(client, store, method, path):
    before = store.version()
    answer = client.request(method, path, content=b"{}" * 100)
    fault(answer, 405, "MJ715")
    assert answer.headers["allow"] == "GET, HEAD" or answer.headers["allow"] == "HEAD, GET"
    assert store.version() == before


# ---------------------------------------------------------------- tokens
@pytest.fixture
def locked(monkeypatch):
    monkeypatch.setenv("MAJLIS_API_TOKEN", "schlüssel")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic schlüssel",
        "schlüssel",
        "Bearer schlüssel x",
        "Bearer schlüsse",
    ],
)
def test_a_team_asks_for_its_token(client, browser, locked, sent):
    headers = {} if sent is None else {"Authorization": sent.encode()}
    for path in ("/api", "/api/openapi.json", "/api/meetings.csv", "/api/nothing"):
        answer = client.get(path, headers=headers)
        fault(answer, 401, "MJ710")
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert "schl" not in answer.text
    fault(browser("1" * 32).get("/api/meetings", headers=headers), 401, "MJ710")


@pytest.mark.parametrize("sent", ["Bearer schlüssel", "bearer  schlüssel"])
def test_who_has_the_token_is_let_in(client, locked, sent, caplog):
    assert client.get("/api/meetings", headers={"Authorization": sent.encode()}).json()["total"] == 3
    assert "schl" not in caplog.text


# ---------------------------------------------------------------- names and pages
@pytest.mark.parametrize(
    "origin", ["https://other.example", "http://127.0.0.1:9", "null", "https://127.0.0.1:8000x", "x"]
)
def test_pages_of_other_sites_are_refused(client, origin):
    fault(client.get("/api/meetings", headers={"Origin": origin}), 403, "MJ701")


def test_pages_of_this_host_and_the_sites_named_may_ask(store, monkeypatch):
    monkeypatch.setenv("MAJLIS_API_SITES", "https://notes.example https://*.example.edu x")
    client = TestClient(app(store), base_url=HOST)
    assert client.get("/api", headers={"Origin": HOST}).status_code == 200
    answer = client.get("/api", headers={"Origin": "https://notes.example"})
    assert answer.headers["access-control-allow-origin"] == "https://notes.example"
    assert "access-control-allow-credentials" not in answer.headers, (
        "a page of others would read what is a visitor's own"
    )
    asks = {"Origin": "https://notes.example", "Access-Control-Request-Method": "GET"}
    assert client.options("/api", headers=asks).status_code == 200
    for origin in ("https://a.example.edu", "https://other.example"):
        answer = client.get("/api", headers={"Origin": origin})
        fault(answer, 403, "MJ701")
        assert "access-control-allow-origin" not in answer.headers


def test_no_page_leads_this_machine_by_a_name_of_its_own(store, client):
    fault(client.get("/api", headers={"Host": "rebound.example:8000"}), 421, "MJ702")
    named = TestClient(app(store, name="majlis.example.org"), base_url=HOST)
    assert named.get("/api", headers={"Host": "majlis.example.org:8000"}).status_code == 200
    opened = TestClient(app(store, listens="0.0.0.0"), base_url=HOST)
    assert opened.get("/api", headers={"Host": "rebound.example:8000"}).status_code == 200


# ---------------------------------------------------------------- turns
def test_one_address_has_so_many_turns_at_once_and_takes_none_of_others():
    """A turn is over with the end of its answer."""
    ended, statuses = asyncio.Event(), []

    async def slow(scope, receive, send):
        await ended.wait()
        await PlainTextResponse("")(scope, receive, send)

    async def ask(turns, host):
        async def send(message):
            statuses.append((host, message.get("status")))

        await turns({"type": "http", "client": (host, 4), "headers": []}, None, send)

    async def run():
        turns = door.Turns(slow, 1)
        asked = [asyncio.create_task(ask(turns, host)) for host in ("one", "one", "other")]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [each for each in statuses if each[1]] == [("one", 429)]
        ended.set()
        await asyncio.gather(*asked)
        await ask(turns, "one")
        assert not turns.places.taken

    asyncio.run(run())
    assert [each for each in statuses if each[1]] == [("one", 429), ("one", 200), ("other", 200), ("one", 200)]


def test_who_has_no_turn_is_told_when_to_come_again(store, monkeypatch):
    monkeypatch.setattr(routes, "MOST_FROM", 0)
    answer = TestClient(app(store), base_url=HOST).get("/api/meetings")
    fault(answer, 429, "MJ718")
    assert answer.headers["retry-after"] == "1"


# ---------------------------------------------------------------- anything
NAMES = [*asked.WAVE, *asked.PAGING, *asked.BETWEEN, "country", "from", "to", "sure", "start", "row", "x", "\x00", "а"]
PATHS = ["", "/meetings", "/chronology.csv", "/articles/a", "/evidence/a", "/filters", "/openapi.json", "/none"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=5))
def test_no_query_breaks_it(client, path, query):
    """Odd letters, numbers and repetitions: answered or refused with a code, never a fault of ours."""
    params = [(name, value.encode("utf-8", "replace").decode()) for name, value in query]
    answer = client.get(f"/api{path}", params=params)
    assert answer.status_code in (200, 400, 404, 409), answer.text
    if answer.status_code != 200:
        fault(answer, answer.status_code, answer.json()["code"])


def test_what_breaks_down_is_told_without_its_inside(store, monkeypatch):
    monkeypatch.setattr("lib.api.answers.rows", lambda *_: 1 / 0)
    client = TestClient(app(store), base_url=HOST, raise_server_exceptions=False)
    told = fault(client.get("/api/meetings"), 500, "MJ717")
    assert "ZeroDivision" not in str(told)
