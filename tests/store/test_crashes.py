"""Whatever moment a writer is killed at, and however many write at once, the store stays whole."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from lib import tables as typed
from lib.schema import CODED
from lib.store import Store
from tests.store.cases import records
from tests.store.ingesting import SIZE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def writers(url):
    """The program of ingesting.py, ready."""
    program = [sys.executable, "-m", "tests.store.ingesting", url]
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "ready\n"
        yield running
        running.kill()


def start(writers: subprocess.Popen, name: str) -> int:
    writers.stdin.write(f"{name}\n")
    writers.stdin.flush()
    return int(writers.stdout.readline())


def assert_whole(store: Store) -> int:
    """Every batch is in wholly or not at all, with all its rows; returns the number of batches."""
    tables = store.tables()
    typed.validate_evidence(tables)
    ids = tables["articles"]["article_id"]
    batches = Counter(name.rsplit("-", 1)[0] for name in ids)
    assert set(batches.values()) <= {SIZE}
    for name in CODED:
        assert sorted(tables[name]["article_id"]) == sorted(ids)
    return len(batches)


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_writer_killed_at_any_moment_leaves_whole_batches(url, writers, kills):
    dice = random.Random(20230821)
    store = Store(url, curated=False)
    for n in range(kills):
        child = start(writers, f"k{n}")
        time.sleep(dice.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        before = assert_whole(store)
    child = start(writers, "last")  # on a slow machine the first to get as far as writing
    while assert_whole(store) < before + 3:
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    assert_whole(store)
    store.ingest([records("after")])
    store.close()
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()


@pytest.mark.slow
def test_a_first_start_killed_at_any_moment_leaves_a_store_that_opens(tmp_path):
    dice = random.Random(7)
    for n in range(4):
        url = f"sqlite:///{tmp_path / f'{n}.sqlite3'}"
        program = [sys.executable, "-c", f"from lib.store import Store; print('ready', flush=True); Store({url!r})"]
        first = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert first.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.3))
        first.kill()
        first.wait()
        first.stdout.close()
        opened = Store(url)
        assert opened.articles()["curated"].tolist() == [True]
        opened.close()


@pytest.mark.slow
def test_several_processes_open_a_new_store_and_write_at_once(url, writers):
    batches = 5
    for n in range(3):
        start(writers, f"w{n} {batches}")
    writers.stdin.close()
    assert writers.stdout.read().split() == ["0", "0", "0"]
    store = Store(url, curated=False)
    assert assert_whole(store) == 3 * batches
    store.close()


def test_a_reader_sees_one_moment_while_others_write(url):
    from threading import Event, Thread

    store, stop, problems = Store(url, curated=False), Event(), []

    def write() -> None:
        for n in range(8):
            store.ingest([records(f"w-{n}-{k}") for k in range(SIZE)])
        stop.set()

    def read() -> None:
        try:
            while not stop.is_set():
                assert_whole(store)
        except BaseException as error:  # handed to the main thread
            problems.append(error)

    threads = [Thread(target=write), Thread(target=read), Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert assert_whole(store) == 8
    store.close()
