"""Web addresses: only https, never a private network, within limits, clear offline."""

from __future__ import annotations

import http.client
import socket
import time
from email.message import Message

import pytest

from lib.errors import MajlisError
from lib.loaders import read, web
from lib.loaders.limits import Limits

from . import made
from .tls import OUTSIDE, serving


@pytest.mark.parametrize(
    "url",
    ["", "example.com", "http://example.com", "file:///etc/passwd", "ftp://example.com", "https://", "https://a:b@c.de",
     "https://example.com:8443/", "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_only_plain_https_addresses(url):
    with pytest.raises(MajlisError, match="MJ124"):
        web.fetch(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "[::1]", "[fd00::1]",
     "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
     "[64:ff9b:1::a00:1]", "[fec0::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::1]", "[fd00:ec2::254]", "100.100.100.200",
     "168.63.129.16", "192.0.0.192", "192.0.0.8", "192.88.99.1", "224.0.0.1", "255.255.255.255", "[::]", "[fe80::1%1]",
     "[ff02::1]", "[3fff::1]", "[2001:db8::1]", "[2001:20::1]", "[4000::1]", "198.18.0.1", "100.64.0.1"],
)  # fmt: skip
def test_private_networks_are_refused(host):
    with pytest.raises(MajlisError, match="MJ125"):
        web.fetch(f"https://{host}/page")


def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch):
    resolved = [(socket.AF_INET, 0, 0, "", (ip, 443)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved)
    with pytest.raises(MajlisError, match="MJ125"):
        web.fetch("https://rebinding.example/")


def test_offline_says_so(monkeypatch):
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(MajlisError, match=r"MJ126: example.com cannot be reached: Temporary failure"):
        web.fetch("https://example.com/")


class Answers:
    """Stands in for the connection: answers each request with the next of the given answers."""

    def __init__(self, *answers: tuple[int, dict[str, str], list[bytes]]) -> None:
        self.answers, self.asked = list(answers), []

    def __call__(self, host: str, addresses: list[str], until: float) -> Answers:
        self.host = host
        return self

    def request(self, method: str, path: str, headers: dict[str, str]) -> None:
        self.asked.append(self.host + path)

    def getresponse(self) -> Answers:
        self.status, headers, self.chunks = self.answers.pop(0)
        self.length = None  # of what is still to come, where the header promised it
        self.headers = Message()
        for name, value in headers.items():
            self.headers[name] = value
        return self

    def read(self, size: int) -> bytes:
        return self.chunks.pop(0) if self.chunks else b""

    def close(self) -> None:
        pass


@pytest.fixture
def answering(monkeypatch):
    def answer(*answers: tuple) -> Answers:
        stand_in = Answers(*answers)
        monkeypatch.setattr(web, "_Pinned", stand_in)
        monkeypatch.setattr(web, "public_addresses", lambda host, until: web_addresses(host))
        return stand_in

    return answer


def web_addresses(host: str) -> list[str]:
    if host == "inside.example":
        raise MajlisError("MJ125", name=host)
    return ["93.184.216.34"]


PAGE = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_becomes_an_article(answering):
    asked = answering((301, {"Location": "/news/iran-saudi?x=1"}, []), (200, PAGE, [made.html()]))
    [(_, _, article)] = read(web.fetch("https://example.com/old"))
    assert asked.asked == ["example.com/old", "example.com/news/iran-saudi?x=1"]
    assert (article.article_id, article.url) == ("iran-saudi", "https://example.com/news/iran-saudi?x=1")
    assert article.title == made.TITLE


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((404, PAGE, []), "MJ127"),
        ((200, {"Content-Type": "image/png"}, []), "MJ128"),
        ((200, PAGE, [b"x" * 60_000] * 40), "MJ104"),
        ((302, {"Location": "http://example.com/plain"}, []), "MJ124"),
        ((302, {"Location": "https://inside.example/"}, []), "MJ125"),
    ],
)
def test_answers_that_are_refused(answering, answer, code):
    answering(answer)
    with pytest.raises(MajlisError, match=code):
        web.fetch("https://example.com/a", Limits(web_mb=1))


@pytest.mark.parametrize(
    "answer",
    [
        b"302 Found\r\nLocation: https://[fe80::9",
        b"307 Again\r\nLocation: //[",
        b"301 Gone on\r\nLocation: https://a\xb4b.example/",
        b"302 Found\r\nLocation: https://c\x00d.example/",
        b"200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n-9",
    ],
)
def test_an_answer_that_names_no_address_or_length_is_told(answer, monkeypatch):
    def answered(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 " + answer + b"\r\n\r\n")

    with serving(answered, monkeypatch), pytest.raises(MajlisError, match="MJ126"):
        web.fetch("https://slow.example/")


def test_an_address_of_ipv6_is_the_host_whole():
    pinned = web._Pinned("2606:2800:21f::1", [], 0)
    assert (pinned.host, pinned.port) == ("2606:2800:21f::1", 443)


def test_half_a_sign_in_a_path_is_sent_as_its_bytes():
    assert web._parts("https://example.com/n\ud83d") == ("example.com", "/n%ED%A0%BD")


def test_redirections_without_end(answering):
    answering(*[(302, {"Location": "/again"}, [])] * 9)
    with pytest.raises(MajlisError, match=r"MJ127: .* too many redirections"):
        web.fetch("https://example.com/")


def trickling(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


def test_a_page_that_trickles_is_given_up(monkeypatch):
    started = time.monotonic()
    with serving(trickling, monkeypatch) as asked, pytest.raises(MajlisError, match=r"MJ160: .* within 0\.4 s"):
        web.fetch("https://slow.example/", Limits(web_seconds=0.4))
    assert asked == [OUTSIDE], "another address than the one that was checked"
    assert time.monotonic() - started < 60  # it trickles for ever


def test_a_page_is_read_whole_over_the_wire(monkeypatch):
    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for start in range(0, len(page), 100):
            connection.sendall(page[start : start + 100])

    page = made.html() + b" " * 300_000
    with serving(answer, monkeypatch):
        assert web.fetch("https://fast.example/a").data == page


def test_a_connection_that_breaks(answering, monkeypatch):
    broken = answering((200, PAGE, []))
    monkeypatch.setattr(broken, "getresponse", lambda: (_ for _ in ()).throw(http.client.BadStatusLine("x")))
    with pytest.raises(MajlisError, match="MJ126"):
        web.fetch("https://example.com/")


HOSTS = ["2606:2800:21f::1", "93.184.216.33", OUTSIDE]


def of_many(monkeypatch, failure: Exception, refusing: list[str], addresses: list[str] = HOSTS) -> list[float]:
    """A host of these addresses, of which some fail; gives the seconds that each was allowed."""
    connect, allowed = socket.create_connection, []

    def connected(address: tuple[str, int], timeout: float) -> socket.socket:
        allowed.append(timeout)
        if address[0] in refusing:
            raise failure
        return connect(address, timeout)

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connected)
    return allowed


def at_once(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + made.html())


@pytest.mark.parametrize(
    "failure", [ConnectionRefusedError("refused"), OSError(101, "Network is unreachable"), TimeoutError()]
)
@pytest.mark.parametrize("count", range(3))
def test_the_next_address_is_tried_where_one_does_not_connect(failure, count, monkeypatch):
    with serving(at_once, monkeypatch) as asked:
        allowed = of_many(monkeypatch, failure, HOSTS[:count])
        assert web.fetch("https://fast.example/a", Limits(web_seconds=12)).data == made.html()
    assert asked == [HOSTS[count]]
    assert len(allowed) == count + 1
    assert all(within <= 12 / share for within, share in zip(allowed, (3, 2, 1), strict=False)), "each has its share"


def test_a_host_none_of_whose_addresses_connects_is_told(monkeypatch):
    with serving(at_once, monkeypatch) as asked:
        of_many(monkeypatch, ConnectionRefusedError(111, "Connection refused"), HOSTS)
        with pytest.raises(MajlisError, match=r"MJ126: fast\.example cannot be reached: .*Connection refused"):
            web.fetch("https://fast.example/a")
        of_many(monkeypatch, TimeoutError(), HOSTS)
        with pytest.raises(MajlisError, match="MJ160"):
            web.fetch("https://fast.example/a")
    assert asked == []


def test_no_address_is_tried_where_a_later_one_is_private(monkeypatch):
    with serving(at_once, monkeypatch) as asked:
        of_many(monkeypatch, OSError(), [], [*HOSTS, "10.0.0.1"])
        with pytest.raises(MajlisError, match="MJ125"):
            web.fetch("https://fast.example/a")
    assert asked == []
