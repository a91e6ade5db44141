"""A server of the interface alone, without the pages: python -m lib serve-api."""

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.api import door
from lib.api.faults import fault
from lib.api.routes import routes
from lib.api.seen import kept
from lib.errors import MajlisError
from lib.store import Store


class Named:
    """Answers on this machine to its own names and the one it was given."""

    def __init__(self, app: ASGIApp, listens: str, name: str) -> None:
        self.app, self.listens, self.name = app, listens, name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and door.misled(scope, self.listens, self.name):
            error = MajlisError("MJ702", host=Headers(scope=scope).get("host", ""))
            await fault(error)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def app(store: Store, listens: str = "127.0.0.1", name: str = "") -> Starlette:
    """The interface to a store."""
    middleware = [Middleware(Named, listens=listens, name=name), Middleware(GZipMiddleware)]
    return Starlette(routes=routes(kept(store), pages=False), middleware=middleware)


def serve(listens: str, port: int, name: str) -> None:
    """Serve the shared corpus, and to a browser its own, until interrupted."""
    uvicorn.run(app(Store(), listens, name), host=listens, port=port, log_level="warning")
