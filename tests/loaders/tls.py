"""Servers of the web that answer as one likes, byte by byte: https on this machine, as slow.example and fast.example."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import trustme

AUTHORITY = trustme.CA()
OUTSIDE = "93.184.216.34"  # what every name leads to, as far as the loader knows
Answer = Callable[[socket.socket], None]


class _Heard:
    """A connection, and what was asked on it."""

    def __init__(self, secret: ssl.SSLSocket, said: bytes) -> None:
        self.said, self.sendall, self.close = said, secret.sendall, secret.close


@contextmanager
def serving(answer: Answer, monkeypatch: pytest.MonkeyPatch, shake_hands: bool = True) -> Iterator[list[str]]:
    """Every address is served by `answer`, which gets the connection once a request has come; without `shake_hands` before
    any TLS. Gives the list of the addresses that were connected to."""
    there = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("slow.example", "fast.example", "wire.example", "desert.example").configure_cert(there)
    listening = socket.create_server(("127.0.0.1", 0))
    made = ssl.create_default_context
    asked: list[str] = []

    def one(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            if not shake_hands:
                answer(plain)
                return
            with there.wrap_socket(plain, server_side=True) as secret:
                answer(_Heard(secret, secret.recv(65_536)))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=one, args=(listening.accept()[0],), daemon=True).start()

    def connected(address: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(address[0])
        plain = socket.socket()
        plain.settimeout(timeout)
        plain.connect(listening.getsockname())
        return plain

    resolved = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (OUTSIDE, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved)
    monkeypatch.setattr(socket, "create_connection", connected)
    monkeypatch.setattr(ssl, "create_default_context", lambda: made(cadata=AUTHORITY.cert_pem.bytes().decode()))
    threading.Thread(target=serve, daemon=True).start()
    with listening:
        yield asked


@contextmanager
def sites(pages: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Sites of these pages, by address; others are not found. Feeds and lists are what they begin like. Gives the list of
    the addresses that were asked for."""
    asked: list[str] = []

    def answer(secret: socket.socket) -> None:
        head = secret.said.decode()
        path, host = head.split()[1], head.partition("Host: ")[2].split()[0]
        asked.append(url := f"https://{host}{path}")
        page = pages.get(url)
        kind = "application/rss+xml" if (page or b"").startswith(b"<rss") else "text/html; charset=utf-8"
        status = "404 Not Found" if page is None else "200 OK"
        secret.sendall(
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode() + (page or b"")
        )

    with serving(answer, monkeypatch):
        yield asked
