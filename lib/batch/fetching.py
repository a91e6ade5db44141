"""Addresses -> their pages, politely: a request a second for each host, one at a time, and none stops the rest."""

import threading
import time
from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from lib.batch.plan import Request
from lib.errors import MajlisError
from lib.loaders import web
from lib.loaders.addresses import Address, secure
from lib.loaders.source import Source

INSTEAD = ("MJ148", "MJ139")  # said of a list whose articles are fetched, and which are then there
APART = 1.0  # seconds between two requests to a host
Fetched = tuple[Address, Source | MajlisError]


def fetched(addresses: Iterable[Address], stop: threading.Event | None = None) -> Iterator[Fetched]:
    """Each address once, with its page or why there is none, hosts in turn; until `stop` is set."""
    stop = stop or threading.Event()
    waiting: dict[str, deque[Address]] = {}
    for address in {each.url: each for each in addresses}.values():
        waiting.setdefault(address.host, deque()).append(address)
    due = dict.fromkeys(waiting, 0.0)
    while waiting:
        host = min(waiting, key=due.__getitem__)
        if stop.wait(max(due[host] - time.monotonic(), 0)):
            return
        address = waiting[host].popleft()
        due[host] = time.monotonic() + APART
        if not waiting[host]:
            del waiting[host]
        yield address, _page(address)


class Fetching:
    """Pages fetched in the background, counted and stoppable."""

    def __init__(self, addresses: list[Address]) -> None:
        self.total, self.found = len(addresses), list[Fetched]()
        self.running = True
        self._stop = threading.Event()
        threading.Thread(target=self._run, args=(addresses,), daemon=True).start()

    def _run(self, addresses: list[Address]) -> None:
        try:
            for each in fetched(addresses, self._stop):
                self.found.append(each)
        finally:
            self.running = False

    def cancel(self) -> None:
        """Stop soon; what is fetched so far stays."""
        self._stop.set()

    def there(self) -> frozenset[str]:
        """Addresses of the pages that came."""
        return frozenset(address.url for address, page in self.found if isinstance(page, Source))


def besides(requests: Iterable[Request | MajlisError], there: Container[str]) -> list[Request | MajlisError]:
    """Those of a list or a feed whose pages are not `there`; without a word on what it does not hold, where all are."""
    rest = [
        each
        for each in requests
        if isinstance(each, MajlisError) or secure(each.get("article", {}).get("url", "")) not in there
    ]
    if any(not isinstance(each, MajlisError) for each in rest):
        return rest
    return [each for each in rest if not (isinstance(each, MajlisError) and each.code in INSTEAD)]


def hosts(addresses: Iterable[Address]) -> dict[str, int]:
    """Host -> addresses there, most first."""
    return dict(Counter(each.host for each in addresses).most_common())


def _page(address: Address) -> Source | MajlisError:
    """The page, and beside it what its list tells of it."""
    try:
        return replace(web.fetch(address.url), otherwise=address.known)
    except MajlisError as error:
        return error
