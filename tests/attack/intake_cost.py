"""What it costs to read a hostile file, in the time of this process: compared with the cost of one a quarter its size."""

import gc
import time
from collections.abc import Callable, Iterator

from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.limits import Limits

TIMES = 4  # how much larger the second file is
LINEAR = 9.0  # how much longer it may take; what grows with the square takes 16 times as long
RUNS, TRIES = 2, 9  # other work on the machine comes and goes; the first run of all reads what the others find read
LEAST = 0.02  # seconds below which a time is noise


def read(data: bytes, name: str, **limits: float) -> list[str]:
    """Code of each error and "read" for each article; where nothing can be read, the one code."""
    return list(_outcomes(data, name, Limits(**limits)))


def _outcomes(data: bytes, name: str, limits: Limits) -> Iterator[str]:
    try:
        for found in load(data, name, limits=limits):
            yield found.code if isinstance(found, MajlisError) else "read"
    except MajlisError as error:
        yield error.code


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least of some runs, of processor time, since other work on the machine only adds to it."""
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return max(min(times), LEAST)


def growth(make: Callable[[int], bytes], name: str, size: int, **limits: float) -> float:
    """How many times as long a file of TIMES the size takes to read: the least of each over all tries, one after the
    other, so that what slows the machine for a while slows both."""
    small, large = make(size), make(TIMES * size)
    least, most = [], []
    for _ in range(TRIES):
        least.append(seconds(lambda: read(small, name, **limits)))
        most.append(seconds(lambda: read(large, name, **limits), runs=1))
        if min(most) / min(least) < LINEAR:
            break
    return min(most) / min(least)
