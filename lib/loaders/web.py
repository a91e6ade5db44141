"""A web address -> the file behind it. https only, never a private network, within size and time: one clock runs from
the look-up of the name to the last byte, whatever comes in between and however slowly."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from lib.errors import MajlisError
from lib.loaders.limits import Limits
from lib.loaders.source import MB, Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
KINDS = (
    {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
    | dict.fromkeys(
        ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"), ".xml"
    )
    | dict.fromkeys(("application/json", "application/feed+json"), ".json")
)
CHUNK = 65_536
REASON = 200  # characters of what went wrong that are told
PLAIN = {"content-encoding": ("", "identity"), "transfer-encoding": ("", "identity", "chunked")}  # not packed
AGENT = "Majlis/0.1 (reads pages on a reader's request, one a second at most)"


# Addresses are read from the ordinary ones of the internet alone: in IPv6 those of UNICAST, without what carries an IPv4
# address inside it or is set aside there; in IPv4 without CLOSED, which Python 3.11 lets pass.
UNICAST = ipaddress.ip_network("2000::/3")
CLOSED = [
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocols; in it the metadata of Oracle's cloud
        "192.88.99.0/24",  # relays into IPv6
        "168.63.129.16/32",  # the metadata of Azure
        "2001::/23",  # protocols; in it Teredo, which carries an IPv4 address
        "2002::/16",  # 6to4, which carries another
        "3fff::/20",  # documentation
    )
]


class _Timed(ssl.SSLSocket):
    """A socket whose reads end together at `until`, a moment of the monotonic clock: the header and its body too, if
    they come byte by byte."""

    until = 0.0

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        self.settimeout(_left(self.until))
        return super().recv_into(buffer, nbytes, flags)


class _Pinned(http.client.HTTPSConnection):
    """Connects to one of the very addresses that were checked, so that a name cannot change its mind in between."""

    def __init__(self, host: str, addresses: list[str], until: float) -> None:
        self._addresses, self._until, self._tls = addresses, until, ssl.create_default_context()
        self._tls.sslsocket_class = _Timed
        super().__init__(host, 443, context=self._tls)

    def connect(self) -> None:
        plain = _connected(self._addresses, self._until)
        plain.settimeout(_left(self._until))  # to shake hands
        self.sock = timed = cast("_Timed", self._tls.wrap_socket(plain, server_hostname=self.host))
        timed.until = self._until


def _connected(addresses: list[str], until: float) -> socket.socket:
    """To the first that answers; each has its share of the time that is left. Raises what the last one does."""
    *others, last = addresses
    for waiting, address in zip(range(len(addresses), 1, -1), others, strict=True):
        with contextlib.suppress(OSError):
            return socket.create_connection((address, 443), _left(until) / waiting)
    return socket.create_connection((last, 443), _left(until))


def _left(until: float) -> float:
    """Seconds until then. Raises TimeoutError where there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def fetch(url: str, limits: Limits | None = None) -> Source:
    """The page as a source to load. Raises MJ104, MJ124 to MJ128, and MJ160 (out of time)."""
    limits = limits or Limits.from_environment()
    try:
        return _followed(url, time.monotonic() + limits.web_seconds, limits)
    except TimeoutError:
        raise MajlisError("MJ160", name=url, seconds=f"{limits.web_seconds:g}") from None


def _followed(url: str, until: float, limits: Limits) -> Source:
    asked = url
    for _ in range(REDIRECTS):
        host, path = _parts(url)
        try:
            with contextlib.closing(_Pinned(host, public_addresses(host, until), until)) as connection:
                connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
                answer = connection.getresponse()
                if answer.status not in MOVED:
                    return _source(url, answer, limits)
                url = urljoin(url, answer.headers.get("Location", ""))
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:  # the last: no address, no length
            reason = (str(error) or type(error).__name__)[:REASON]  # it may quote all that came
            raise MajlisError("MJ126", name=host, reason=reason) from None
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

        path = quote(path, safe="/?&=%:+,;@~!$'()*", errors="surrogatepass")
    return host, path


def public_addresses(host: str, until: float) -> list[str]:
    """The addresses of the host, by a moment of the monotonic clock. Raises MJ125 if any of them is private, loopback or
    reserved; MJ126 if it has none; TimeoutError."""
    addresses = [ipaddress.ip_address(each.split("%")[0]) for each in _looked_up(host, until)]
    if not all(_public(address) for address in addresses):
        raise MajlisError("MJ125", name=host)
    return [str(address) for address in dict.fromkeys(addresses)]


def _looked_up(host: str, until: float) -> list[str]:
    """The addresses of a name, asked for in a thread of its own: the system's look-up knows no time limit."""
    found: list[str] = []
    wrong: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
        except OSError as error:
            wrong.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_left(until))
    if not found and not wrong:
        raise TimeoutError
    if wrong:
        raise MajlisError("MJ126", name=host, reason=wrong[0].strerror or "the name is not known")
    return found


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    closed = any(address in block for block in CLOSED) or (address.version == 6 and address not in UNICAST)
    return address.is_global and not address.is_multicast and not closed


def _source(url: str, answer: http.client.HTTPResponse, limits: Limits) -> Source:
    if answer.status != 200:
        raise MajlisError("MJ127", name=url, status=answer.status)
    kind = answer.headers.get_content_type()
    if kind not in KINDS:
        raise MajlisError("MJ128", name=url, kind=kind)
    for header, plain in PLAIN.items():
        if (packed := answer.headers.get(header, "").strip().lower()) not in plain:
            raise MajlisError("MJ128", name=url, kind=f"packed ({packed})")
    data = bytearray()
    while chunk := answer.read(CHUNK):
        data += chunk
        if len(data) > limits.web_mb * MB:
            raise MajlisError("MJ104", name=url, size=f"over {limits.web_mb:g}", limit=f"{limits.web_mb:g}")
    if answer.length:  # bytes that were promised and did not come
        raise http.client.HTTPException("the page broke off")
    stem = PurePosixPath(urlsplit(url).path).stem or urlsplit(url).hostname
    return Source(f"{stem}{KINDS[kind]}", data=bytes(data), url=url, limits=limits)
