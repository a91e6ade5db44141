"""Pieces of work -> their outcomes, in this process or on several cores."""

import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

from lib.batch.outcome import Outcome
from lib.batch.plan import TARGET, Request
from lib.batch.work import work
from lib.errors import MajlisError
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits

LOOK_UP = 0.2  # seconds after which a process that waits looks whether it should stop; chosen by eye
Piece = tuple[int, list[Request | MajlisError]]
Done = tuple[int, list[bytes]]
Result = Done | BaseException | None  # None: a process has ended


def cores() -> int:
    """How many cores this process may use, at least one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here(numbered: Iterable[Piece], limits: Limits) -> Generator[Done, None, None]:
    """Code each piece in this process; only files of risky formats are read in one of their own."""
    with Isolated(TARGET, limits) as apart:
        for number, piece in numbered:
            yield number, [line for request in piece for line in _lines(request, apart, inline=True)]


def spread(
    numbered: Iterable[Piece], limits: Limits, jobs: int, started: Sequence[Isolated] = ()
) -> Generator[Done, None, None]:
    """Code the pieces in `jobs` processes, some of them `started` already. They come as they are finished, and are taken
    up only as fast as that."""
    source, turn = iter(numbered), threading.Lock()
    done: queue.Queue[Result] = queue.Queue(maxsize=2 * jobs)
    stop = threading.Event()
    workers = [*started, *(Isolated(TARGET, limits) for _ in range(jobs - len(started)))]

    def drive(apart: Isolated) -> None:
        try:
            while not stop.is_set():
                with turn:
                    number, piece = next(source, (0, None))
                if piece is None:
                    break
                _put(done, (number, [line for each in piece for line in _lines(each, apart, inline=False)]), stop)
        except BaseException as error:
            _put(done, error, stop)
        finally:
            apart.close()
            _put(done, None, stop)

    threads = [threading.Thread(target=drive, args=[apart], daemon=True) for apart in workers]
    for thread in threads:
        thread.start()
    try:
        yield from _finished(done.get, len(threads))
    finally:
        stop.set()
        for apart in workers:
            apart.close()
        for thread in threads:
            thread.join()


def _finished(get: Callable[[], Result], running: int) -> Iterator[Done]:
    while running:
        result = get()
        if result is None:
            running -= 1
        elif isinstance(result, BaseException):
            raise result
        else:
            yield result


def _put(done: queue.Queue[Result], result: Result, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            return done.put(result, timeout=LOOK_UP)
        except queue.Full:
            continue


def _lines(request: Request | MajlisError, apart: Isolated, inline: bool) -> Iterator[bytes]:
    """Outcomes of one request, as lines; what goes wrong in a process apart is the outcome of its request."""
    if isinstance(request, MajlisError):
        yield Outcome(str(request.fields.get("name", "")), problem=request).line()
        return
    try:
        yield from work(request) if inline and "path" not in request else apart.run(request)
    except MajlisError as error:
        yield Outcome(str(request["name"]), problem=error).line()
