"""At the door: whose pages the server serves and under which names, which pages may open its socket or frame it, and the
browser's token, by which a visitor finds their uploads again."""

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from lib.errors import MajlisError
from lib.loaders.addresses import this_machine

COOKIE = "majlis"
GUARDED = "__Host-majlis"  # under https: a browser takes this name from this very host only, and encrypted
DAYS = 180  # a browser is known, since its last visit
TOKEN = re.compile(r"[0-9a-f]{32}")
REFUSED = 1008  # the WebSocket protocol's "against our policy"
HOME = "overview"  # the name of the first page, which Streamlit serves without it alone
METRICS = "/_stcore/metrics"  # memory, sessions and caches of the server: no visitor's business
FRAMES = "MAJLIS_FRAME_ANCESTORS"  # the setting: whose pages may frame a chart that is shown alone
SITE = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?")
STAGED = re.compile(r"(^|&)stage=1(&|$)")
ALONE = re.compile(rb"(^|&)embed=1(&|$)")
GUARD = {  # in every answer
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def own_navigation() -> None:
    """Pages are those of app.py. Left to itself, Streamlit looks for the first visitor's deep link in pages/
    and greets them with "Page not found" above the very page they asked for (measured on 1.67)."""
    PagesManager.uses_pages_directory = False


class Visitors:
    """Gives each browser a token of its own with the first page, by which it finds its uploads again after a reload,
    and lets no page of another site or program open the socket, frame the app, or lead it by a name of its own.

    The token is a random number and says nothing of the visitor; scripts cannot read it, other sites do not send it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(GUARD | _framed(scope))
                for cookie in _cookies(scope) if headers.get("content-type", "").startswith("text/html") else ():
                    headers.append("set-cookie", cookie)
            await send(message)

        if scope["type"] == "websocket":
            if _misled(scope) or not _from_here(scope):
                await send({"type": "websocket.close", "code": REFUSED})
            else:
                await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["path"].rstrip("/").endswith(METRICS):
            await PlainTextResponse("Not Found", 404)(scope, receive, answer)
        elif scope["type"] == "http" and _misled(scope):
            host = Headers(scope=scope).get("host", "")
            await PlainTextResponse(str(MajlisError("MJ702", host=host)), 421)(scope, receive, answer)
        elif scope["type"] == "http" and (there := _moved(scope)):
            await RedirectResponse(there)(scope, receive, answer)
        else:
            await self.app(scope, receive, answer)


def _framed(scope: Scope) -> dict[str, str]:
    """Of a chart that is shown alone, which sites may frame it: this one, and those the operator names."""
    if not ALONE.search(scope.get("query_string", b"")):
        return {}
    sites = filter(SITE.fullmatch, os.environ.get(FRAMES, "").split())
    return {"Content-Security-Policy": " ".join(["frame-ancestors 'self'", *sites])}


def token(headers: Iterable[str]) -> str:
    """The token in a browser's Cookie headers, "" if they hold none.

    >>> token(['g_state={"i_l":0}; majlis=0123456789abcdef0123456789abcdef'])
    '0123456789abcdef0123456789abcdef'
    """
    headers = list(headers)
    values = [*_sent(GUARDED, headers), *_sent(COOKIE, headers)]
    return next((value for value in values if TOKEN.fullmatch(value)), "")


def session(headers: Iterable[str]) -> str:
    """Whose the uploads are of a browser with these Cookie headers: a name made from its token; who reads the store cannot
    take the token. Without one a name that nobody else has."""
    return hashlib.sha256((token(headers) or secrets.token_hex(16)).encode()).hexdigest()[:32]


def _sent(name: str, headers: Iterable[str]) -> list[str]:
    """What a browser sent under a name, each cookie read by itself: another site's odd one spoils none of ours."""
    cookies = [cookie_parser(cookie) for header in headers for cookie in header.split(";")]
    return [cookie[name] for cookie in cookies if cookie.get(name)]


def _cookies(scope: Scope) -> list[str]:
    """The browser's token, a new one if it has none, to be kept for so many days more. A value which is no token
    stays as it is: it may be that of a newer Majlis."""
    sent = Headers(scope=scope).getlist("cookie")
    known, encrypted = token(sent), scope["scheme"] == "https"
    name = GUARDED if encrypted else COOKIE
    if (ours := _sent(name, sent)) and not any(map(TOKEN.fullmatch, ours)):
        return []
    kept = f"{name}={known or secrets.token_hex(16)}; Max-Age={DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax"
    if not encrypted:
        return [kept]
    moved = [f"{COOKIE}=; Max-Age=0; Path=/"] if known in _sent(COOKIE, sent) else []
    return [f"{kept}; Secure", *moved]


def _moved(scope: Scope) -> str:
    """Where it is now, with what was asked of it: the first page, which has no name, and the stage, which was a part of the
    Story page; "" for all others."""
    folder, _, page = scope["path"].strip("/").rpartition("/")
    asked = scope.get("query_string", b"").decode("latin-1")
    if page != HOME and not (page == "story" and STAGED.search(asked)):
        return ""
    return f"/{folder}{'/' * bool(folder)}{'' if page == HOME else 'stage'}{'?' * bool(asked)}{asked}"


def _misled(scope: Scope) -> bool:
    """Does the name asked for belong to another, who made it lead to this machine (DNS rebinding)? Such a page counts as
    one of ours. It carries our port; one that comes through a proxy carries the proxy's. A server that is open to others
    answers to any name they have for it."""
    _, port = scope.get("server") or ("", None)
    try:
        asked = urlsplit(f"//{Headers(scope=scope).get('host', '')}")
        name, at = asked.hostname or "", asked.port or (443 if scope["scheme"] in ("https", "wss") else 80)
    except ValueError:
        return True
    known = this_machine(name) or name == (st.get_option("browser.serverAddress") or "").lower()
    return this_machine(st.get_option("server.address") or "") and at == port and not known


def _from_here(scope: Scope) -> bool:
    """Is it a page of this server that opens the socket (or no page at all, but a program)? Host and port are
    compared: Streamlit lets any port of this machine in, and so every other program's pages."""
    headers = Headers(scope=scope)
    origin, host = headers.get("origin"), headers.get("host")
    if origin is None or origin in st.get_option("server.corsAllowedOrigins"):
        return True
    scheme, _, page = origin.partition("://")
    same = _place(page, scheme) == _place(host or "", scheme) != ("", 0)
    if same and (scheme == "https" or (scheme, scope["scheme"]) == ("http", "ws")):
        MutableHeaders(scope=scope)["host"] = page  # Streamlit compares them once more, letter by letter
        return True
    logging.getLogger(__name__).warning(MajlisError("MJ701", origin=origin, host=host))
    return False


def _place(host: str, scheme: str) -> tuple[str, int]:
    """Name and port of a host as a page or a proxy writes it: in capitals, or with the port that goes without saying."""
    try:
        found = urlsplit(f"//{host}")
        return found.hostname or "", found.port or (443 if scheme == "https" else 80) * bool(host)
    except ValueError:
        return "", 0
