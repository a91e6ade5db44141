"""At the door: no odd cookie costs a visitor their uploads, no other program's page opens the socket, and the server
that README.md starts listens on this machine alone."""

import asyncio
import http.client
import re
import socket
import tomllib

import pytest
import streamlit as st
from streamlit import config

from lib.paths import ROOT
from lib.ui.shell.visitors import TOKEN, Visitors, token
from tests.browser.server import Server, free_port

TEAM = "https://majlis.example.org"
OPENED = {"address": "0.0.0.0", "corsAllowedOrigins": TEAM}
MINE, OTHER = "0123456789abcdef0123456789abcdef", "f" * 32
ODD = [
    'g_state={"i_l":0}',  # Google's sign-in, on any site of this host
    "flag",
    "=",
    "naïve=café",
    "a[b]=c,d",
    'quoted="a',
    "majlis",
    "majlis=",
]


def answer_to(
    path: str = "/",
    host: str = "localhost:8501",
    server: tuple | None = ("127.0.0.1", 8501),
    kind: str = "http",
    asked: bytes = b"",
):
    """What comes back to a request: messages, the first one with status and headers; "app" where the app was asked."""

    async def app(scope, receive, send):
        told.append("app")
        if kind == "http":
            await send(
                {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]}
            )

    told: list = []

    async def send(message):
        told.append(message)

    scope = {
        "type": kind,
        "scheme": {"http": "http", "websocket": "ws"}[kind],
        "method": "GET",
        "path": path,
        "query_string": asked,
        "server": server,
    }
    asyncio.run(Visitors(app)({**scope, "headers": [(b"host", host.encode())]}, None, send))
    return told


@pytest.mark.parametrize(
    ("path", "asked", "leads"),
    [
        ("/overview", b"", "/"),
        ("/overview/", b"from=2023-01-01&country=Iran", "/?from=2023-01-01&country=Iran"),
        ("/team/overview", b"", "/team/"),
        ("//other.example/overview", b"", "/other.example/"),
    ],
)
def test_the_first_page_is_found_by_its_name(path, asked, leads):
    start, *rest = answer_to(path, asked=asked)
    assert (start["status"], dict(start["headers"])[b"location"].decode(), "app" in rest) == (307, leads, False)
    assert answer_to("/overviews")[0] == "app"


@pytest.mark.parametrize(
    ("path", "asked", "leads"),
    [
        ("/story", b"story=article&stage=1&step=5", "/stage?story=article&stage=1&step=5"),
        ("/team/story/", b"stage=1", "/team/stage?stage=1"),
        ("/story", b"story=article", ""),
        ("/story", b"stage=10", ""),
        ("/history", b"stage=1", ""),
    ],
)
def test_the_stage_is_found_where_it_was_before(path, asked, leads):
    start, *_ = answer_to(path, asked=asked)
    assert (dict(start["headers"])[b"location"].decode() if leads else start) == (leads or "app")


def test_every_answer_is_guarded():
    for path, status_ in (("/", 200), ("/media/a.csv", 200), ("/_stcore/metrics", 404)):
        start = next(m for m in answer_to(path) if m != "app")
        headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        assert start["status"] == status_
        assert headers["content-security-policy"] == "frame-ancestors 'self'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "named", "framed"),
    [
        (
            b"embed=1&chart=kinds",
            "https://blog.example *.x;script-src http://a.test:81",
            " https://blog.example http://a.test:81",
        ),
        (b"chart=kinds&embed=1", "", ""),
        (b"chart=kinds&embed=10", "https://blog.example", ""),
    ],
)
def test_a_chart_alone_may_be_framed_by_the_sites_that_the_operator_names(monkeypatch, asked, named, framed):
    monkeypatch.setenv("MAJLIS_FRAME_ANCESTORS", named)
    start = next(m for m in answer_to("/meetings", asked=asked) if m != "app")
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    assert headers["content-security-policy"] == f"frame-ancestors 'self'{framed}"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/team/_stcore/metrics", "/_stcore/metrics\n"]
)
def test_the_metrics_are_not_public(path):
    assert answer_to(path)[0]["status"] == 404
    assert answer_to("/_stcore/health")[0] == "app"


OURS = ["localhost:8501", "127.0.0.1:8501", "127.9.9.9:8501", "[::1]:8501", "majlis.localhost:8501", "localhost.:8501",
        "majlis.example.org", "majlis.example.org:8443", ""]  # fmt: skip
THEIRS = [
    "rebound.example:8501",
    "192.0.2.1:8501",
    "localhost.rebound.example:8501",
    "a:b:8501",
    "rebound.example:85x01",
]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_no_page_leads_this_machine_by_a_name_of_its_own(kind):
    assert [host for host in OURS if answer_to(host=host, kind=kind)[0] != "app"] == []
    refused = [answer_to(host=host, kind=kind) for host in THEIRS]
    assert ["app" in told for told in refused] == [False] * len(THEIRS)
    if kind == "http":
        assert refused[0][0]["status"] == 421
        assert b"MJ702: This server was asked for as 'rebound.example:8501'" in refused[0][1]["body"]


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "::", None])
def test_a_server_that_was_opened_is_asked_for_by_any_name(address):
    """Also where what stands before it, a container say, hands connections on as this machine's own."""
    before = st.get_option("server.address")
    config.set_option("server.address", address)
    try:
        assert answer_to(host="majlis.example.org:8501", server=("127.0.0.1", 8501))[0] == "app"
    finally:
        config.set_option("server.address", before)


def page(cookie: str | None, scheme: str = "http", *more: str) -> list[str]:
    """The cookies that come with a page, asked for with these Cookie headers."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "headers": [(b"content-type", b"text/html; charset=utf-8")]})

    sent = [(b"cookie", value.encode("utf-8")) for value in (cookie, *more) if value is not None]
    told: list[dict] = []

    async def send(message):
        told.append(message)

    scope = {"type": "http", "scheme": scheme, "headers": sent, "path": "/"}
    asyncio.run(Visitors(app)(scope, None, send))
    return [value.decode() for name, value in told[0]["headers"] if name == b"set-cookie"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("cookie", ["{odd}; majlis={mine}", "majlis={mine}; {odd}"])
def test_an_odd_cookie_of_another_site_costs_nobody_their_token(odd, cookie):
    sent = cookie.format(odd=odd, mine=MINE)
    assert token([sent]) == MINE
    assert [c.split(";")[0] for c in page(sent)] == [f"majlis={MINE}"]


def test_of_two_tokens_both_sides_take_the_first_one_and_the_guarded_one_before():
    assert token([f"majlis={MINE}; majlis={OTHER}"]) == MINE
    assert token([f"majlis={OTHER}", f"__Host-majlis={MINE}"]) == MINE
    assert page(f"majlis={OTHER}", "https", f"__Host-majlis={MINE}")[0].startswith(f"__Host-majlis={MINE};")


@pytest.mark.parametrize("value", ["v2.abcdef", MINE[:-1], MINE.upper(), f"{MINE}0"])
def test_what_is_no_token_is_left_as_it_is(value):
    assert token([f"majlis={value}"]) == ""
    assert page(f"majlis={value}") == []
    assert page(f"__Host-majlis={value}", "https") == []
    assert page(f"__Host-majlis={value}; majlis={OTHER}", "https") == []


@pytest.mark.parametrize("cookie", [None, "majlis=", "theme=dark"])
def test_who_comes_without_a_token_is_given_one(cookie):
    first, second = page(cookie), page(cookie)
    assert re.fullmatch(r"majlis=[0-9a-f]{32}; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax", first[0])
    assert first != second, "two visitors share a token"


def test_under_https_the_token_moves_to_the_name_that_no_other_host_can_set():
    kept, moved = page(f"majlis={MINE}", "https")
    assert kept == f"__Host-majlis={MINE}; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax; Secure"
    assert moved == "majlis=; Max-Age=0; Path=/"


def test_a_second_token_made_without_https_is_not_taken_away():
    assert len(page(f"__Host-majlis={MINE}; majlis={OTHER}", "https")) == 1


def test_the_server_is_for_this_machine_until_somebody_opens_it():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert f"--server.address={OPENED['address']}" in (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app, started with README's command (and a free port)."""
    running = Server(free_port(), str(tmp_path_factory.mktemp("app"))).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The app, opened to others as README.md tells, behind a proxy at 127.0.0.3."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.3")
        running = Server(free_port(), str(tmp_path_factory.mktemp("app")), OPENED).start()
    yield running
    running.stop()


def answers(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=5).close()
    except OSError:
        return False
    return True


def elsewhere() -> set[str]:
    """Addresses of this machine which are not the one the server listens on."""
    return {"127.0.0.2", *socket.gethostbyname_ex(socket.gethostname())[2]} - {"127.0.0.1"}


@pytest.mark.slow
def test_at_other_addresses_of_this_machine_the_server_is_not_there(server):
    assert answers("localhost", server.port)
    assert [address for address in elsewhere() if answers(address, server.port)] == []


@pytest.mark.slow
def test_opening_it_to_others_is_one_option(opened):
    assert [address for address in elsewhere() if not answers(address, opened.port)] == []


def cookies(server: Server, headers: dict[str, str], sender: str = "127.0.0.1") -> list[str]:
    """The cookies of the first page, asked for from an address of this machine."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30, source_address=(sender, 0))
    line.request("GET", "/", headers=headers)
    told = line.getresponse().headers.get_all("set-cookie") or []
    line.close()
    return [c for c in told if "majlis=" in c]


@pytest.mark.slow
def test_https_is_believed_to_a_trusted_proxy_only(server, opened):
    https = {"X-Forwarded-Proto": "https"}
    assert [c[:14] for c in cookies(server, https)] == ["__Host-majlis="]
    assert [c[:7] for c in cookies(server, https, "127.0.0.2")] == ["majlis="]
    assert [c[:14] for c in cookies(opened, https, "127.0.0.3")] == ["__Host-majlis="]
    assert [c[:7] for c in cookies(opened, https)] == ["majlis="]


@pytest.mark.slow
def test_a_token_given_is_given_again(server):
    given = re.search(r"majlis=([^;]*)", cookies(server, {})[0])[1]
    assert TOKEN.fullmatch(given)
    assert given in cookies(server, {"Cookie": f'g_state={{"i_l":0}}; majlis={given}'})[0]


def status(server: Server, origin: str | None, host: str, more: str = "") -> int:
    """The answer to a page of `origin` that wants to open the socket: 101 is yes, 403 no."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *([f"Origin: {origin}"] if origin is not None else []),
        *([more] if more else []),
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        return int(line.recv(64).split()[1])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("origin", "host", "more", "answer"),
    [
        ("http://{host}", "localhost:{port}", "", 101),
        ("http://{host}", "127.0.0.1:{port}", "", 101),
        ("https://majlis.example.org", "majlis.example.org", "", 101),  # the proxy says nothing of https
        ("https://majlis.example.org", "Majlis.Example.ORG:443", "", 101),  # as some proxies pass it on
        ("http://localhost", "LOCALHOST:80", "", 101),
        (None, "127.0.0.1:{port}", "", 101),  # a program
        ("http://{host}", "127.0.0.1:{port}", "Cookie: naïve=café; flag; majlis={}", 101),
        ("http://localhost:9", "localhost:{port}", "", 403),
        ("http://localhost", "localhost:{port}", "", 403),
        ("https://localhost", "localhost:80", "", 403),
        ("http://127.0.0.1:{port}", "localhost:{port}", "", 403),
        ("http://majlis.example.org", "majlis.example.org", "X-Forwarded-Proto: https", 403),
        ("https://other.example.org", "majlis.example.org", "", 403),
        ("null", "localhost:{port}", "", 403),
        ("file://{host}", "localhost:{port}", "", 403),
        ("ftp://{host}", "localhost:{port}", "", 403),
        ("http://[::1", "localhost:{port}", "", 403),
    ],
)
def test_the_socket_opens_to_pages_of_this_host_and_port(server, origin, host, more, answer):
    host = host.replace("{port}", str(server.port))
    asked = origin and origin.replace("{host}", host).replace("{port}", str(server.port))
    assert status(server, asked, host, more) == answer
    if answer == 403:
        log = server.log.read_text()
        assert f"MJ701: A page of {asked!r} asked to speak with {host!r}, and was refused. If it is yours:" in log
        assert "external IP" not in log, "another machine was asked for this one's address"


@pytest.mark.slow
def test_an_address_that_the_team_names_may_open_the_socket(opened):
    host = f"127.0.0.1:{opened.port}"
    assert status(opened, TEAM, host) == 101
    assert status(opened, f"{TEAM}:8443", host) == 403
