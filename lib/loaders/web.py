"""A web address -> the file behind it. https only, never a private network, within size and time."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from lib.errors import MajlisError
from lib.loaders.limits import Limits
from lib.loaders.source import MB, Source

REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
CHUNK = 65_536
AGENT = "Majlis/0.1 (reads one page on a reader's request)"


class _Pinned(http.client.HTTPSConnection):
    """Connects to the very address that was checked, so that a name cannot change its mind in between."""

    def __init__(self, host: str, address: str, seconds: float) -> None:
        self._address, self._tls = address, ssl.create_default_context()
        super().__init__(host, timeout=seconds, context=self._tls)

    def connect(self) -> None:
        plain = socket.create_connection((self._address, 443), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def fetch(url: str, limits: Limits | None = None) -> Source:
    """The page as a source to load. Raises MJ104 and MJ124 to MJ128."""
    limits = limits or Limits.from_environment()
    until = time.monotonic() + limits.web_seconds
    asked = url
    for _ in range(REDIRECTS):
        host, path = _parts(url)
        connection = _Pinned(host, public_address(host), limits.web_seconds)
        try:
            connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            if answer.status in MOVED:
                url = urljoin(url, answer.headers.get("Location", ""))
                continue
            return _source(url, answer, until, limits)
        except (OSError, http.client.HTTPException) as error:
            raise MajlisError("MJ126", name=host, reason=str(error) or type(error).__name__) from None
        finally:
            connection.close()
    raise MajlisError("MJ127", name=asked, status="with too many redirections")


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise MajlisError("MJ124", name=url) from None
    if parts.scheme != "https" or not host or port not in (None, 443) or parts.username is not None:
        raise MajlisError("MJ124", name=url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(character <= " " for character in path):
        from urllib.parse import quote

        path = quote(path, safe="/?&=%:+,;@~!$'()*")
    return host, path


def public_address(host: str) -> str:
    """One address of the host. Raises MJ125 if any of them is private, loopback or reserved; MJ126 if it has none."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise MajlisError("MJ126", name=host, reason=error.strerror or "the name is not known") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not all(_public(address) for address in addresses):
        raise MajlisError("MJ125", name=host)
    return str(addresses[0])


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return inner.is_global and address.is_global and not address.is_multicast


def _source(url: str, answer: http.client.HTTPResponse, until: float, limits: Limits) -> Source:
    if answer.status != 200:
        raise MajlisError("MJ127", name=url, status=answer.status)
    kind = answer.headers.get_content_type()
    if kind not in KINDS:
        raise MajlisError("MJ128", name=url, kind=kind)
    data = bytearray()
    while chunk := answer.read(CHUNK):
        data += chunk
        if len(data) > limits.web_mb * MB:
            raise MajlisError("MJ104", name=url, size=f"over {limits.web_mb:g}", limit=f"{limits.web_mb:g}")
        if time.monotonic() > until:
            raise MajlisError("MJ110", name=url, seconds=f"{limits.web_seconds:g}")
    stem = PurePosixPath(urlsplit(url).path).stem or urlsplit(url).hostname
    return Source(f"{stem}{KINDS[kind]}", data=bytes(data), url=url, limits=limits)
