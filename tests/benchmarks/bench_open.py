"""How long the app takes to open with few and with many meetings, against the empty one, in one run on one machine.

python -m tests.benchmarks.bench_open [ROUNDS] [SIZE ...]   (default: 3 rounds; 0, 1, 1000 and 100000 meetings)

For each size a server of its own: seconds until it has read its tables; the first visit of a server that has just
started, and later visits with an empty browser cache, each until the first chart is drawn and until the page is
whole. Target: a later visit with 100,000 meetings within 1.5 times of the empty app's.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from lib.export.deck import chromium
from lib.store import Store
from tests.benchmarks.bench_store import article
from tests.browser.seeing import DRAWN, IDLE
from tests.browser.server import FLAGS, Server, free_port

SIZES = (0, 1, 1_000, 100_000)
RATIO = 1.5


def fill(folder: str, meetings: int) -> None:
    """A store of so many meetings, two an article, beside the curated article; its snapshot is written by the reading."""
    store = Store(f"sqlite:///{Path(folder) / 'majlis.sqlite3'}")
    store.ingest(article(n, min(2, meetings)) for n in range(-(-meetings // 2)))
    store.tables()
    store.close()


def visit(browser: object, url: str) -> tuple[float, float]:
    """Seconds from the request to the first chart, and to the whole page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot .main-svg')", timeout=120_000)
    first = time.perf_counter() - start
    page.wait_for_function(IDLE, timeout=120_000)
    page.wait_for_function(DRAWN, timeout=120_000)
    whole = time.perf_counter() - start
    context.close()
    return first, whole


def measure(browser: object, meetings: int, rounds: int) -> dict[str, float]:
    """The figures of one size, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        fill(folder, meetings)
        start = time.perf_counter()
        store = Store(f"sqlite:///{Path(folder) / 'majlis.sqlite3'}")
        store.tables()
        read = time.perf_counter() - start
        store.close()
        server = Server(free_port(), folder).start()
        try:
            fresh = visit(browser, server.url)
            later = [visit(browser, server.url) for _ in range(rounds)]
        finally:
            server.stop()
    first, whole = (median(each) for each in zip(*later, strict=True))
    return {"tables read": read, "fresh chart": fresh[0], "fresh page": fresh[1], "chart": first, "page": whole}


def main(rounds: int, sizes: list[int]) -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=list(FLAGS))
        found = {}
        for size in sizes:
            found[size] = measure(browser, size, rounds)
            empty = found[sizes[0]]
            figures = "  ".join(
                f"{name} {value:6.2f} s ({value / empty[name]:.2f})" for name, value in found[size].items()
            )
            print(f"{size:>9,} meetings  {figures}", flush=True)
        browser.close()
    worst = max(found[sizes[-1]][name] / found[sizes[0]][name] for name in ("chart", "page"))
    print(f"later visits with {sizes[-1]:,} meetings: {worst:.2f} times the empty app's (target {RATIO})")
    return int(worst > RATIO)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    raise SystemExit(main(numbers[0] if numbers else 3, numbers[1:] or list(SIZES)))
