"""Run as a program: for each name on its input, a process of its own ingests into the store at the address given.

It answers with the process's number. Each ingest is a batch of 3 articles, <name>-<batch>-<0..2>; a process goes on
until it is killed, or for so many batches as follow the name.
"""

import os
import sys
from itertools import count, islice

import pandas as pd
import psycopg  # noqa: F401 (as all is imported before the forks)
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401

from lib import tables as typed
from lib.store import Store
from tests.store.cases import records

SIZE = 3


def ingest(url: str, name: str, batches: int | None) -> None:
    store = Store(url, curated=False)
    for batch in islice(count(), batches):
        store.ingest([records(f"{name}-{batch}-{n}") for n in range(SIZE)])


def main(url: str) -> None:
    assert len(typed.to_tables([records("warm")])["articles"]) == len(pd.Series([1]))
    print("ready", flush=True)
    for line in sys.stdin:
        name, *batches = line.split()
        child = os.fork()
        if not child:
            ingest(url, name, int(batches[0]) if batches else None)
            os._exit(0)
        print(child, flush=True)
    while True:
        try:
            _, status = os.wait()
            print(os.waitstatus_to_exitcode(status), flush=True)
        except ChildProcessError:
            return


if __name__ == "__main__":
    main(sys.argv[1])
