"""How long the store takes: python -m tests.benchmarks.bench_store [SIZE ...]   (default: 1 1000 100000 meetings)

For each size, in a SQLite file of its own: ingest (articles a second), the first reading of all tables, the version
(asked for at every click), and one article's review. Two meetings, six topics, four actors and three events an article.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lib.schema import Records
from lib.store import Store
from tests.store.cases import records

TEXT = "Iran and Saudi Arabia held talks in Beijing on Sunday, the ministry said. " * 20
TIMES = {"meetings": 2, "topics": 6, "actors": 4, "events": 3}


def article(number: int, meetings: int) -> Records:
    """One article with this many meetings, and its other rows."""
    made = records(
        f"a{number}", f"{TEXT} No. {number}", day=f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    )
    for name, times in TIMES.items():
        key = {"meetings": "meeting_id", "topics": "topic_id", "actors": "actor_id", "events": "event_id"}[name]
        count = meetings if name == "meetings" else times
        made[name] = [made[name][0] | {key: f"{name[0]}{n}"} for n in range(count)]
    return made


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Seconds, the fastest of several."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}", curated=False)
        articles = max(1, size // 2)
        ingest = timed(lambda: store.ingest(article(n, 2 if size > 1 else 1) for n in range(articles)))
        tables = timed(store.tables, 2)
        version = timed(store.version, 5)
        review = timed(lambda: store.review("a0"), 3)
        file = (Path(folder) / "bench.sqlite3").stat().st_size / 1e6
        store.close()
    print(
        f"{size:>9,} meetings  ingest {ingest:7.2f} s ({articles / ingest:6.0f} articles/s)  all tables {tables:6.3f} s  "
        f"version {version * 1000:5.1f} ms  review {review * 1000:5.0f} ms  file {file:6.1f} MB"
    )


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ("1", "1000", "100000"):
        measure(int(wanted))
