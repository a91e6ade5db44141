"""Which language model reads beside the coder, and how far it stands: from the environment, off unless it is told."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lib.errors import MajlisError, printable

STANDS = ("coder", "model", "agreed", "either")
LONGEST = 80  # characters of a model's name in a column
SECONDS = 120.0  # for one answer: a model on one's own machine takes its time
TIME = re.compile(r"\d{0,6}(\.\d+)?")
PRICE = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[/;,]\s*(\d+(?:\.\d+)?))?")


@dataclass(frozen=True)
class Settings:
    """`url`: where chat completions are asked for, up to /v1, with its query if it has one; `model`: its name there; `key` is never shown.

    `price`: per million tokens read and written, None where it is not told; `stands`: whose rows are kept; `seconds`
    for one answer.
    """

    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    price: tuple[float, float] | None = None
    stands: str = "coder"
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """The model as the column `reader` names it: on one line, without the + that joins two readers."""
        return printable(self.model).replace("+", " ")[:LONGEST]

    @property
    def host(self) -> str:
        """The machine that articles would be sent to, without what else the address holds."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def questions(self) -> str:
        """Where a question is posted: the path of the protocol, before what is asked of the server beside it."""
        parts = urlsplit(self.url)
        path = f"{parts.path.rstrip('/').removesuffix('/chat/completions')}/chat/completions"
        return path + (f"?{parts.query}" if parts.query else "")

    @classmethod
    def from_environment(cls) -> Settings:
        """What MAJLIS_READER_URL, _MODEL, _KEY, _PRICE, _STANDS and _SECONDS say. Raises MJ801."""
        given = {name: os.environ.get(f"MAJLIS_READER_{name.upper()}", "").strip() for name in cls.__dataclass_fields__}
        made = cls(given["url"], given["model"], given["key"])
        _hold("URL", not made.url or _reachable(made.url), "a web address")
        _hold("MODEL", not made.url or bool(made.model), "the name of a model")
        _hold("KEY", made.key.isascii() and made.key.isprintable(), "letters, digits and signs on one line")
        price = PRICE.fullmatch(given["price"])
        _hold("PRICE", bool(price) or not given["price"], "a price, or two as in 2.5/10")
        stands = given["stands"] or "coder"
        _hold("STANDS", stands in STANDS, f"one of {', '.join(STANDS)}")
        seconds = given["seconds"] or str(SECONDS)
        _hold("SECONDS", bool(TIME.fullmatch(seconds)) and float(seconds) > 0, "a number of seconds")
        prices = (float(price[1]), float(price[2] or price[1])) if price else None
        return cls(made.url, made.model, made.key, prices, stands, float(seconds))


def configured() -> bool:
    """Is there a second reader at all?"""
    return bool(os.environ.get("MAJLIS_READER_URL", "").strip())


def _reachable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _hold(name: str, right: bool, wanted: str) -> None:
    if not right:
        raise MajlisError("MJ801", name=f"MAJLIS_READER_{name}", wanted=wanted)
