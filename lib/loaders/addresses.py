"""Addresses of articles that a file lists without their texts: lines of them, columns of GDELT and Media Cloud, entries of
feeds that carry a summary alone."""

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from lib.loaders.source import Source
from lib.loaders.text import decode
from lib.schema import Row

ADDRESS = re.compile(r"\s*(https?://[^\s<>\"']{4,2000})\s*", re.I)
SUMMARY = 60  # words of an entry's text, below which the text stands at its address; by eye
OTHERWISE = (
    "title",
    "published",
    "source",
    "author",
    "language",
)  # what a list tells of an article where its page does not


class Address(NamedTuple):
    """Where an article stands, and what the list tells of it, as fields of Article."""

    url: str
    known: dict[str, str]

    @property
    def host(self) -> str:
        return host_of(self.url)


def lines(source: Source) -> Iterator[Row]:
    """A row for each line that is an address; other lines say what they are about."""
    for line in decode(source.read(), source.name).splitlines():
        if found := ADDRESS.fullmatch(line):
            yield {"url": found[1]}


def address(known: dict[str, str], feed: bool) -> Address | None:
    """Where the text of a row stands that has none, or of a feed's entry that has a summary; None where it is there."""
    words = len(known.get("text", "").split())
    found = ADDRESS.fullmatch(known.get("url", ""))
    if not found or words >= (SUMMARY if feed else 1):
        return None
    return Address(secure(found[1]), {field: known[field] for field in OTHERWISE if known.get(field)})


def secure(url: str) -> str:
    """The address by https, by which alone pages are fetched."""
    return re.sub(r"^http://", "https://", url.strip(), flags=re.I)


def this_machine(host: str) -> bool:
    """Is it this machine's own name for itself, or an address by which it reaches itself alone?

    >>> [this_machine(host) for host in ("localhost", "127.0.0.2", "::1", "127.example.org", "localhost.example.org")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return f".{host.lower().rstrip('.')}".endswith(".localhost")


def host_of(url: str) -> str:
    """The host of an address; "" where it has none.

    >>> host_of("https://www.example.com/a?b=c")
    'www.example.com'
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
