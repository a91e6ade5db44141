"""The browser's token, by which a visitor finds their uploads again, and whose pages the server serves."""

from __future__ import annotations

import re
import secrets
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, object]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

COOKIE = "majlis"
DAYS = 180  # a browser is known, since its last visit
TOKEN = re.compile(r"[0-9a-f]{32}")


def own_navigation() -> None:
    """Pages are those of app.py. Left to itself, Streamlit looks for the first visitor's deep link in pages/
    and greets them with "Page not found" above the very page they asked for (measured on 1.67)."""
    from streamlit.runtime.pages_manager import PagesManager

    PagesManager.uses_pages_directory = False


class Visitors:
    """Gives each browser a token of its own with the first page, by which it finds its uploads again after a reload.

    The token is a random number and says nothing of the visitor; scripts cannot read it, other sites do not send it.
    """

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message["headers"] = [*message["headers"], (b"set-cookie", _cookie(scope).encode())]
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


def _is_page(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def _cookie(scope: Message) -> str:
    """The browser's token, a new one if it has none, to be kept for so many days more."""
    sent = SimpleCookie()
    for name, value in scope["headers"]:
        if name.lower() == b"cookie":
            sent.load(value.decode("latin-1"))
    token = sent[COOKIE].value if COOKIE in sent else ""
    token = token if TOKEN.fullmatch(token) else secrets.token_hex(16)
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    return f"{COOKIE}={token}; Max-Age={DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax{secure}"
