"""Who asks: whose uploads a browser's token finds, by which names a server is asked for, and which sites' pages may ask."""

import hashlib
import hmac
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.api.faults import fault
from lib.errors import MajlisError
from lib.loaders.addresses import this_machine

COOKIE = "majlis"
GUARDED = "__Host-majlis"  # under https: a browser takes this name from this very host only, and encrypted
TOKEN = re.compile(r"[0-9a-f]{32}")
SITE = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?")
SITES = "MAJLIS_API_SITES"  # the setting: whose pages may ask, without a visitor's cookie


def token(headers: Iterable[str]) -> str:
    """The token in a browser's Cookie headers, "" if they hold none.

    >>> token(['g_state={"i_l":0}; majlis=0123456789abcdef0123456789abcdef'])
    '0123456789abcdef0123456789abcdef'
    """
    headers = list(headers)
    values = [*sent(GUARDED, headers), *sent(COOKIE, headers)]
    return next((value for value in values if TOKEN.fullmatch(value)), "")


def sent(name: str, headers: Iterable[str]) -> list[str]:
    """What a browser sent under a name, each cookie read by itself: another site's odd one spoils none of ours."""
    cookies = [cookie_parser(cookie) for header in headers for cookie in header.split(";")]
    return [cookie[name] for cookie in cookies if cookie.get(name)]


def session(token: str) -> str:
    """The name under which the store keeps the uploads of the browser with this token. It is a digest: who reads the store
    does not learn the token."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def sites(setting: str) -> list[str]:
    """The sites that an environment variable names, as https://notes.example.org; words that are no site are left out."""
    return [*filter(SITE.fullmatch, os.environ.get(setting, "").split())]


def misled(scope: Scope, listens: str, named: str) -> bool:
    """Was the server asked for by a name that is not its own (DNS rebinding)? Somebody else's name that leads to this machine
    would let that somebody's page count as one of ours. Only a server that listens on this machine alone is held to its names,
    and only where the port asked for is its own: another port is that of a proxy. listens: the address it listens at, named: a
    name it has besides."""
    _, port = scope.get("server") or ("", None)
    try:
        asked = urlsplit(f"//{Headers(scope=scope).get('host', '')}")
        name, at = asked.hostname or "", asked.port or (443 if scope["scheme"] in ("https", "wss") else 80)
    except ValueError:
        return True
    return this_machine(listens) and at == port and not (this_machine(name) or name == named.lower())


def place(host: str, scheme: str) -> tuple[str, int]:
    """(name, port) of a host as a page or a proxy writes it, whatever its capitals, with the usual port where none is written;
    ("", 0) for none."""
    try:
        found = urlsplit(f"//{host}")
        return found.hostname or "", found.port or (443 if scheme == "https" else 80) * bool(host)
    except ValueError:
        return "", 0


def from_here(origin: str, host: str, encrypted: bool) -> bool:
    """Does a page of this origin come from the host that it asks? Where that is asked by https (`encrypted`), a page that came by
    http does not."""
    scheme, _, page = origin.partition("://")
    same = place(page, scheme) == place(host, scheme) != ("", 0)
    return same and (scheme == "https" or (scheme == "http" and not encrypted))


class Places:
    """Lets each address hold `most` places at a time, so that nobody takes those of others."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, Counter[str]()

    @contextmanager
    def one(self, scope: Scope) -> Iterator[bool]:
        """Was there a place? It is taken as long as this lasts."""
        at = _address(scope)
        free = self.taken[at] < self.most
        self.taken[at] += free
        try:
            yield free
        finally:
            self.taken[at] -= free
            if not self.taken[at]:
                del self.taken[at]


def _address(scope: Scope) -> str:
    """The address a request comes from, by word of a trusted proxy if it comes through one. Of IPv6 the network (/64): who has
    one address there may use all of it."""
    host, _ = scope.get("client") or ("", 0)
    with suppress(ValueError):
        if not (long := IPv6Address(host)).ipv4_mapped:
            return long.exploded[:19]
    return str(host)


class Turns:
    """Answers at most `most` requests from one address at a time; further ones are told to come again (MJ718)."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.places = app, Places(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.places.one(scope) as free:
            await (self.app if free else fault(MajlisError("MJ718", most=self.places.most)))(scope, receive, send)


class Guard:
    """Refuses pages of other sites than this host and those of MAJLIS_API_SITES (MJ701), and, where the operator set
    MAJLIS_API_TOKEN, whoever does not send it (MJ710)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = _refused(Headers(scope=scope), scope["scheme"] == "https")
        await (fault(error) if error else self.app)(scope, receive, send)


def _refused(headers: Headers, encrypted: bool) -> MajlisError | None:
    origin, host = headers.get("origin", ""), headers.get("host", "")
    if origin and origin not in sites(SITES) and not from_here(origin, host, encrypted):
        return MajlisError("MJ701", origin=origin, host=host)
    asked = os.environ.get("MAJLIS_API_TOKEN", "")
    scheme, _, given = headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("latin-1"), asked.encode())
    return MajlisError("MJ710") if asked and not (right and scheme.lower() == "bearer") else None
