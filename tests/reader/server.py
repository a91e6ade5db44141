"""A local server of chat completions that answers as it is told to: well, late, cut short, not at all, or with malice."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Say = Callable[["Server", dict], "Said"]


@dataclass
class Said:
    """A response: its status, body, headers; `drip`: seconds between its bytes."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0


def completion(text: str, finish: str = "stop", **message: str) -> Said:
    """A response in the form of the protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
    told = {
        "id": "c1",
        "object": "chat.completion",
        "model": "made-up",
        "choices": [choice],
        "usage": {"total_tokens": 1},
    }
    return Said(json.dumps(told).encode())


def rows(**tables: list) -> Said:
    """A good answer with these rows."""
    return completion(json.dumps({"meetings": [], "events": [], "topics": [], "actors": []} | tables))


@dataclass
class Server:
    """`asked`: the bodies that came, `keys` and `paths`: the authorization and the path of each; `say` makes each response."""

    say: Say
    asked: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""


def article(body: dict) -> str:
    """The text of the article in a question."""
    _, _, rest = body["messages"][-1]["content"].partition("\n===")
    return rest.partition("\n")[2].rpartition("\n===")[0]


@contextmanager
def serving(say: Say) -> Iterator[Server]:
    server = Server(say)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(body)
            server.keys.append(self.headers.get("Authorization", ""))
            server.paths.append(self.path)
            said = server.say(server, body)
            try:
                self.send_response(said.status)
                for name, value in ({"Content-Type": "application/json"} | said.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                step = 1 if said.drip else max(1, len(said.body))
                for start in range(0, len(said.body), step):
                    self.wfile.write(said.body[start : start + step])
                    self.wfile.flush()
                    time.sleep(said.drip)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *told: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=[0.02], daemon=True).start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
