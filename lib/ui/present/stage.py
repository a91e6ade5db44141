"""The stage: the deck of a story, served as a page of its own, and the channel by which its windows on two machines follow
each other. What is shown is in the page: it needs the server no more once it has it.

The address is /stage?story=NAME&step=N, plus show=TOKEN where windows follow each other and view=speaker in the speaker's.
"""

import gzip
import hashlib
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from lib.api import door
from lib.errors import MajlisError
from lib.export.deck import slides_html
from lib.export.deck.slides import Deck, Slide
from lib.ui.present import stories
from lib.ui.shell import visitors

SHOW = re.compile(r"[0-9a-f]{8,32}")
MOST_WINDOWS, MOST_FROM, MOST_SHOWS = 20, 100, 500  # of one show; of all from one address, as a school; of the server
LATER = 1013  # the WebSocket protocol's "try again later"
LONGEST = 4_000  # characters of what a window says to the others
PACKED = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
shows: dict[str, set[WebSocket]] = {}  # the windows of each show that is on
places = door.Places(MOST_FROM)


def address(story: str, show: str = "", speaker: bool = False) -> str:
    """The link to a story on stage, from the Story page; without a show for those who only look."""
    return "stage?" + urlencode(
        {"story": story} | ({"show": show} if show else {}) | ({"view": "speaker"} if speaker else {})
    )


def page(request: Request) -> Response:
    """The deck as this visitor may see it. Its head is sent at once, and says that the steps are being drawn."""
    name = (request.query_params.get("story") or stories.DEFAULT)[:120]
    visitor = door.session(door.token(request.headers.getlist("cookie")) or secrets.token_hex(16))
    headers = PACKED | {"Cache-Control": "private, no-cache"}
    return StreamingResponse(_packed(_parts(name, visitor)), media_type="text/html", headers=headers)


def _parts(name: str, visitor: str) -> Iterator[str]:
    scripts = {file: script_address(file) for file in slides_html.scripts()}
    yield slides_html.head("Majlis", scripts)
    try:
        yield stories.page(name, visitor, scripts["plotly.js"])
    except MajlisError as error:
        yield slides_html.steps(
            Deck("Majlis", (Slide(error.what, (error.next,), error.code),)), name, scripts["plotly.js"]
        )


def _packed(parts: Iterator[str]) -> Iterator[bytes]:
    """The parts compressed, each sent whole before the next is made."""
    packer = zlib.compressobj(6, wbits=31)
    for part in parts:
        yield packer.compress(part.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


def script(request: Request) -> Response:
    """A script of the page; its address changes with it."""
    name = request.path_params["file"]
    if name not in slides_html.scripts():
        return Response("Not Found", 404)
    headers = PACKED | {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_script(name), media_type="text/javascript", headers=headers)


@cache
def _script(name: str) -> bytes:
    return gzip.compress(slides_html.scripts()[name].encode(), 6, mtime=0)


@cache
def script_address(name: str) -> str:
    """Beside the page; it changes with the script."""
    return f"stage/{name}?{hashlib.sha256(_script(name)).hexdigest()[:12]}"


async def show(socket: WebSocket) -> None:
    """Pass on what one window of a show says to its others. Nothing is kept: a window that comes asks the others."""
    name = socket.path_params["show"]
    windows = shows.get(name, set())
    if not SHOW.fullmatch(name):
        await socket.close(visitors.REFUSED)
        return
    with places.one(socket.scope) as free:
        if not free or len(windows) >= MOST_WINDOWS or (not windows and len(shows) >= MOST_SHOWS):
            await socket.accept()  # one that is not accepted is not told why
            await socket.close(LATER, MajlisError("MJ704").told)
            return
        shows[name] = windows = windows | {socket}
        try:
            await socket.accept()
            while (message := await socket.receive())["type"] == "websocket.receive":
                said = message.get("text") or ""  # bytes are none of ours
                for other in shows[name] - {socket} if 0 < len(said) <= LONGEST else ():
                    with suppress(RuntimeError, WebSocketDisconnect):  # it closes just now
                        await other.send_text(said)
        finally:
            shows[name] = shows[name] - {socket}
            if not shows[name]:
                del shows[name]


def routes() -> list[Route | WebSocketRoute]:
    """What the server answers beside Streamlit's pages."""
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
    return [
        Route(f"{base}/stage", page),
        Route(f"{base}/stage/{{file}}", script),
        WebSocketRoute(f"{base}/stage/show/{{show}}", show),
    ]
