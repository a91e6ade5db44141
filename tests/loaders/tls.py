"""Servers of the web that answer as one likes, byte by byte: https on this machine, as slow.example and fast.example."""

from __future__ import annotations

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


@contextmanager
def serving(answer: Answer, monkeypatch: pytest.MonkeyPatch, shake_hands: bool = True) -> Iterator[list[str]]:
    """Every address is served by `answer`, which gets the connection once a request has come; without `shake_hands` before
    any TLS. Gives the list of the addresses that were connected to."""
    there = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("slow.example", "fast.example").configure_cert(there)
    listening = socket.create_server(("127.0.0.1", 0))
    made = ssl.create_default_context
    asked: list[str] = []

    def one(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            if not shake_hands:
                answer(plain)
                return
            with there.wrap_socket(plain, server_side=True) as secret:
                secret.recv(65_536)
                answer(secret)

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
