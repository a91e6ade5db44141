"""At the door: whose pages the server serves and under which names, which pages may open its socket or frame it, and the
browser's token, by which a visitor finds their uploads again."""

import logging
import re
import secrets

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from lib.api.door import COOKIE, GUARDED, TOKEN, from_here, misled, sent, sites, token
from lib.api.faults import fault
from lib.api.routes import API
from lib.errors import MajlisError

DAYS = 180  # a browser is known, since its last visit
REFUSED = 1008  # the WebSocket protocol's "against our policy"
HOME = "overview"  # the name of the first page, which Streamlit serves without it alone
METRICS = "/_stcore/metrics"  # memory, sessions and caches of the server: no visitor's business
FRAMES = "MAJLIS_FRAME_ANCESTORS"  # the setting: whose pages may frame a chart that is shown alone
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
        elif scope["type"] == "http" and METRICS in scope["path"]:
            await PlainTextResponse("Not Found", 404)(scope, receive, answer)
        elif scope["type"] == "http" and _misled(scope):
            error = MajlisError("MJ702", host=Headers(scope=scope).get("host", ""))
            told = fault(error) if _for_programs(scope) else PlainTextResponse(str(error), 421)
            await told(scope, receive, answer)
        elif scope["type"] == "http" and (there := _moved(scope)):
            await RedirectResponse(there)(scope, receive, answer)
        else:
            await self.app(scope, receive, answer)


def _framed(scope: Scope) -> dict[str, str]:
    """Of a chart that is shown alone, which sites may frame it: this one, and those the operator names."""
    if not ALONE.search(scope.get("query_string", b"")):
        return {}
    return {"Content-Security-Policy": " ".join(["frame-ancestors 'self'", *sites(FRAMES)])}


def _cookies(scope: Scope) -> list[str]:
    """The browser's token, a new one if it has none, to be kept for so many days more. A value which is no token
    stays as it is: it may be that of a newer Majlis."""
    cookies = Headers(scope=scope).getlist("cookie")
    known, encrypted = token(cookies), scope["scheme"] == "https"
    name = GUARDED if encrypted else COOKIE
    if (ours := sent(name, cookies)) and not any(map(TOKEN.fullmatch, ours)):
        return []
    kept = f"{name}={known or secrets.token_hex(16)}; Max-Age={DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax"
    if not encrypted:
        return [kept]
    moved = [f"{COOKIE}=; Max-Age=0; Path=/"] if known in sent(COOKIE, cookies) else []
    return [f"{kept}; Secure", *moved]


def _moved(scope: Scope) -> str:
    """Where it is now, with what was asked of it: the first page, which has no name, and the stage, which was a part of the
    Story page; "" for all others."""
    folder, _, page = scope["path"].strip("/").rpartition("/")
    asked = scope.get("query_string", b"").decode("latin-1")
    if _for_programs(scope) or (page != HOME and not (page == "story" and STAGED.search(asked))):
        return ""
    return f"/{folder}{'/' * bool(folder)}{'' if page == HOME else 'stage'}{'?' * bool(asked)}{asked}"


def _for_programs(scope: Scope) -> bool:
    return f"{API}/" in f"{scope['path']}/"


def _misled(scope: Scope) -> bool:
    return misled(scope, st.get_option("server.address") or "", st.get_option("browser.serverAddress") or "")


def _from_here(scope: Scope) -> bool:
    """Is it a page of this server that opens the socket (or no page at all, but a program)? Host and port are
    compared: Streamlit lets any port of this machine in, and so every other program's pages."""
    headers = Headers(scope=scope)
    origin, host = headers.get("origin"), headers.get("host")
    if origin is None or origin in st.get_option("server.corsAllowedOrigins"):
        return True
    if from_here(origin, host or "", scope["scheme"] == "wss"):
        MutableHeaders(scope=scope)["host"] = origin.partition("://")[
            2
        ]  # Streamlit compares them once more, letter by letter
        return True
    logging.getLogger(__name__).warning(MajlisError("MJ701", origin=origin, host=host))
    return False
