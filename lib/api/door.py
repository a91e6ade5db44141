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
    """Whose the uploads of the browser with this token are: who reads the store cannot take the token."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def sites(setting: str) -> list[str]:
    """The sites that a setting names; what is none is left out."""
    return [*filter(SITE.fullmatch, os.environ.get(setting, "").split())]


def misled(scope: Scope, listens: str, named: str) -> bool:
    """Does the name asked for belong to another, who made it lead to this machine (DNS rebinding)? Such a page counts as
    one of ours. It carries our port; one that comes through a proxy carries the proxy's. A server that is open to others
    answers to any name they have for it. `listens`: the address it listens at, `named`: a name it has besides."""
    _, port = scope.get("server") or ("", None)
    try:
        asked = urlsplit(f"//{Headers(scope=scope).get('host', '')}")
        name, at = asked.hostname or "", asked.port or (443 if scope["scheme"] in ("https", "wss") else 80)
    except ValueError:
        return True
    return this_machine(listens) and at == port and not (this_machine(name) or name == named.lower())


def place(host: str, scheme: str) -> tuple[str, int]:
    """Name and port of a host as a page or a proxy writes it: in capitals, or with the port that goes without saying."""
    try:
        found = urlsplit(f"//{host}")
        return found.hostname or "", found.port or (443 if scheme == "https" else 80) * bool(host)
    except ValueError:
        return "", 0


def from_here(origin: str, host: str, encrypted: bool) -> bool:
    """Is a page of this origin one of the host that it asks? One by http is none of a server behind https."""
    scheme, _, page = origin.partition("://")
    same = place(page, scheme) == place(host, scheme) != ("", 0)
    return same and (scheme == "https" or (scheme == "http" and not encrypted))


class Places:
    """Holds so many places, `most`, for each address that is asked from, so that nobody takes those of others."""

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
    """Where it is asked from, by word of a trusted proxy if it comes through one; of IPv6 the network, all of which one who
    has an address there may use."""
    host, _ = scope.get("client") or ("", 0)
    with suppress(ValueError):
        if not (long := IPv6Address(host)).ipv4_mapped:
            return long.exploded[:19]
    return str(host)


class Turns:
    """Answers so many requests from one address at a time, each to its end; what is more is to come again (MJ718)."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.places = app, Places(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.places.one(scope) as free:
            await (self.app if free else fault(MajlisError("MJ718", most=self.places.most)))(scope, receive, send)


class Guard:
    """Lets a program in that has the token which the operator asks for, if any, and pages of this host and the sites named."""

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
