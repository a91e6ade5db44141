"""A server of chat completions, as OpenAI's protocol has them, asked for one answer at a time: within a time, a size and
a number of tries. No key, no address and no word of the server's goes into an error."""

import contextlib
import email.utils
import http.client
import socket
import threading
import time
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from lib.errors import MajlisError
from lib.reader.settings import Settings
from lib.schema import Made

TRIES = 4  # of one question, while the server is busy or out of order
PATIENCE = 60.0  # seconds waited at most before the next try, whatever Retry-After says
SECRET = 12  # characters from which a key is taken out of an answer
LARGEST = 8_000_000  # bytes of an answer
BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
UNKNOWN = (400, 404, 415, 422, 501)  # what a server says of a form of answer that it does not know
GLANCE = 0.1  # seconds between two looks whether it was stopped
PAUSE = 1.0  # seconds before the second try, doubled before each further one
# How an answer is asked for, the strictest first; at last as little as possible: some know no temperature but their own.
FORMS: tuple[Made, ...] = (
    {},
    {"response_format": {"type": "json_object"}},
    {"response_format": None, "temperature": None},
)


Came = tuple[int, float, bytes]  # status, seconds to wait, what came


class _Piece(msgspec.Struct):
    text: str = ""


class _Message(msgspec.Struct):
    content: str | list[_Piece] | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message = msgspec.field(default_factory=_Message)
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """What of an answer counts."""

    choices: list[_Choice]


@dataclass(frozen=True)
class Answer:
    """`text` as the model wrote it; `cut`: it ran out of room; `refused`: it would not answer."""

    text: str
    cut: bool = False
    refused: bool = False


def answer_of(data: bytes | Made) -> Answer:
    """The answer in a server's response. Raises MJ804 for anything else."""
    try:
        made = (
            msgspec.json.decode(data, type=Completion) if isinstance(data, bytes) else msgspec.convert(data, Completion)
        )
        first = made.choices[0]
    except (msgspec.MsgspecError, UnicodeDecodeError, IndexError, RecursionError):
        raise MajlisError("MJ804") from None
    said = first.message.content or ""
    text = said if isinstance(said, str) else "".join(piece.text for piece in said)
    cut = first.finish_reason in ("length", "max_tokens")
    refused = bool(first.message.refusal) or first.finish_reason == "content_filter"
    return Answer(text, cut, refused)


@dataclass
class Endpoint:
    """The server of `settings`. It learns which form of answer the server knows. Once `stop` is set, nothing is asked any
    more, and nothing waited for."""

    settings: Settings
    stop: threading.Event = field(default_factory=threading.Event)
    form: int = 0

    def ask(self, body: Made) -> Answer:
        """The answer to a question, as lib/reader/asking.py makes them. Raises MJ802 to MJ804."""
        for tries in range(1, TRIES + 1):
            status, pause, data = self._answered(body)
            if status == 200:
                return answer_of(data)
            if status not in (0, *BUSY) or tries == TRIES:
                break
            if self.stop.wait(min(PATIENCE, pause if pause >= 0 else PAUSE * 2.0**tries)):
                break
        if status:
            raise MajlisError("MJ803", host=self.settings.host, status=status)
        raise MajlisError("MJ802", host=self.settings.host, seconds=f"{self.settings.seconds:g}")

    def _answered(self, body: Made) -> Came:
        """(status, seconds to wait, what came), in the strictest form that the server knows; 0 where nothing came in
        time, -1 seconds where none are told."""
        came: Came = (0, -1.0, b"")
        for form in range(self.form, len(FORMS)):
            try:
                came = self._unless_stopped(_sent(body | FORMS[form]))
            except (OSError, http.client.HTTPException, ValueError):  # the last may quote the key: it is not told
                return 0, -1.0, b""
            if came[0] == 200:
                self.form = form
            if came[0] not in UNKNOWN:
                break
        return came

    def _unless_stopped(self, sent: bytes) -> Came:
        """What comes of it, within the time of one answer whatever it takes: the look-up of a name knows no limit, and of
        several addresses each is tried as long. Asked for in a thread that the program does not wait for when it ends.
        Raises TimeoutError."""
        until = time.monotonic() + self.settings.seconds
        coming: Future[Came] = Future()

        def ask() -> None:
            try:
                coming.set_result(self._exchanged(sent))
            except BaseException as error:
                coming.set_exception(error)

        if not self.stop.is_set():
            threading.Thread(target=ask, daemon=True).start()
        while not (coming.done() or self.stop.is_set() or time.monotonic() > until):
            wait([coming], GLANCE)
        return coming.result(0)

    def _exchanged(self, sent: bytes) -> Came:
        parts = urlsplit(self.settings.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        until = time.monotonic() + self.settings.seconds
        with contextlib.closing(kind(str(parts.hostname), parts.port, timeout=self.settings.seconds)) as connection:
            connection.connect()
            over = threading.Timer(self.settings.seconds, _end, [connection.sock])  # also of what comes byte by byte
            over.daemon = True
            over.start()
            try:
                connection.request("POST", self.settings.questions, sent, headers)
                came = connection.getresponse()
                data = came.read(LARGEST) if came.status == 200 else b""
                if len(self.settings.key) >= SECRET:  # a server may send back what it was sent; a shorter one is a word
                    data = data.replace(self.settings.key.encode(), b"[key]")
            finally:
                over.cancel()
        if time.monotonic() > until:
            raise TimeoutError
        return came.status, _seconds(came.headers.get("Retry-After", "")), data


def _sent(body: Made) -> bytes:
    return msgspec.json.encode({name: value for name, value in body.items() if value is not None})


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _seconds(told: str) -> float:
    """Of a Retry-After: a number of seconds, or a moment; -1 where it tells nothing."""
    if told.strip().isdecimal():
        return float(told)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return -1.0
