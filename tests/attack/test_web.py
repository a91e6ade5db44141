"""Servers of the web that take their time at every stage, and hosts in every disguise: the loader holds its one limit,
and connects to nothing but the address it checked."""

import ipaddress
import random
import socket
import time

import pytest

from lib.errors import MajlisError
from lib.loaders import web
from lib.loaders.limits import Limits
from tests.loaders.tls import OUTSIDE, serving

pytestmark = pytest.mark.slow
SECONDS = 0.6
LATE = 4  # seconds that a busy machine may add; none of these servers would ever be done
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def dripping(begin: bytes, drop: bytes, pause: float = 0.02):
    def answer(connection: socket.socket) -> None:
        connection.sendall(begin)
        while True:
            connection.sendall(drop)
            time.sleep(pause)

    return answer


SLOW = {
    "nothing": dripping(b"", b"", 0.1),
    "a first line without end": dripping(b"HTTP/1.1 200 ", b"O"),
    "a header without end": dripping(OK, b"x"),
    "headers without end": dripping(OK, b"X-One: 1\r\n"),
    "promises": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body in bytes": dripping(OK + b"\r\n", b"x"),
    "a body in waves": dripping(OK + b"\r\n", b"x" * 70_000, 0.3),
    "the last byte missing": dripping(OK + b"Content-Length: 5\r\n\r\nabcd", b"", 0.1),
    "chunks of a byte": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "the length of a chunk": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "what comes after the last chunk": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n"),
    "an address to go to": dripping(b"HTTP/1.1 302 Found\r\nLocation: https://slow.example/", b"a"),
}


def given_up(url: str = "https://slow.example/") -> None:
    started = time.monotonic()
    with pytest.raises(MajlisError) as told:
        web.fetch(url, Limits(web_seconds=SECONDS, web_mb=1))
    assert time.monotonic() - started < SECONDS + LATE, "too late"
    assert told.value.code == "MJ160", told.value


@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW)
def test_a_slow_answer_ends_in_time(answer, monkeypatch):
    with serving(answer, monkeypatch) as asked:
        given_up()
    assert set(asked) == {OUTSIDE}


@pytest.mark.parametrize("drop", [b"", b"\x16\x03\x03\x40\x00"])
def test_a_slow_handshake_ends_in_time(drop, monkeypatch):
    with serving(dripping(b"", drop, 0.1), monkeypatch, shake_hands=False):
        given_up()


PAGE = b"<html><body><p>The king of Jordan received the president of Egypt in Amman on 3 May 2023.</p></body></html>"
WRONG = {  # answer -> code
    "more promised than sent": (OK + b"Content-Length: 5000\r\n\r\n" + PAGE, "MJ126"),
    "a chunk cut short": (OK + b"Transfer-Encoding: chunked\r\n\r\n99\r\n" + PAGE[:16], "MJ126"),
    "packed though nobody asked": (OK + b"Content-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd" + PAGE, "MJ128"),
    "packed on the way": (OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", "MJ128"),
    "no answer but a page": (PAGE * 500, "MJ126"),
}


@pytest.mark.parametrize(("answer", "code"), WRONG.values(), ids=WRONG)
def test_what_did_not_come_whole_and_plain_is_told_in_a_line_and_not_read(answer, code, monkeypatch):
    with serving(lambda connection: connection.sendall(answer), monkeypatch), pytest.raises(MajlisError) as told:
        web.fetch("https://slow.example/", Limits(web_seconds=30))
    assert told.value.code == code
    assert len(str(told.value)) < 400


def test_redirections_that_each_take_their_time_end_together(monkeypatch):
    def answer(connection: socket.socket) -> None:
        time.sleep(SECONDS / 3)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    with serving(answer, monkeypatch):
        given_up()


def test_a_name_that_is_slow_to_resolve_ends_in_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(5) or [])
    given_up()


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(monkeypatch):
    answers = [OUTSIDE, "127.0.0.1", "10.0.0.1"]
    with serving(dripping(OK + b"\r\nhello", b"", 9), monkeypatch) as asked:
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", (answers.pop(0), 443))])
        given_up()
    assert asked == [OUTSIDE]
    assert len(answers) == 2, "the name was asked for again"


PRIVATE = [  # networks nobody of the internet is in, or that lead into them
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32",
    "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "2400:cb00::1",
]


def disguises(address: ipaddress.IPv4Address) -> list[str]:
    """An IPv4 address as others write it, and in IPv6."""
    number = int(address)
    parts = [number >> shift & 255 for shift in (24, 16, 8, 0)]
    inside = [
        base | number << shift for base, shift in ((0, 0), (0xFFFF << 32, 0), (0x64_FF9B << 96, 0), (0x2002 << 112, 80))
    ]
    teredo = (0x2001_0000 << 96) | (number ^ 0xFFFF_FFFF)
    return [
        str(address), str(number), hex(number), f"{parts[0]}.{number & 0xFFFFFF}", ".".join(f"0{part:o}" for part in parts),
        ".".join(map(hex, parts)), *(f"[{ipaddress.IPv6Address(each)}]" for each in (*inside, teredo)),
    ]  # fmt: skip


@pytest.mark.parametrize("block", PRIVATE)
def test_nothing_private_is_connected_to_however_it_is_written(block, monkeypatch):
    network, chance = ipaddress.ip_network(block), random.Random(block)
    picked = [network[0], network[-1], *(network[chance.randrange(network.num_addresses)] for _ in range(20))]
    hosts = [h for a in picked for h in (disguises(a) if isinstance(a, ipaddress.IPv4Address) else [f"[{a}]"])]
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it connected"))
    for host in hosts:
        with pytest.raises(MajlisError) as told:
            web.fetch(f"https://{host}/")
        assert told.value.code in ("MJ125", "MJ126"), host  # 126: no address as this system reads them


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_read(address):
    assert web.public_addresses(address, time.monotonic() + 5) == [address]
