"""Store tests run on both databases: a SQLite file, and a PostgreSQL cluster of the tests' own, thrown away after."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from glob import glob
from pathlib import Path

import pytest

from lib.store import Store
from tests.store.cases import records


@pytest.fixture(scope="session")
def postgres():
    """The address of a running cluster without its database's name. Without the server's programs the test is
    skipped, which .ci/run counts as a failure."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb")) or [p for p in [shutil.which("initdb")] if p]
    if not found:
        pytest.skip("no PostgreSQL server on this machine: install Debian's postgresql")
    programs = Path(found[-1]).parent
    user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="majlis-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, "nobody")
    quiet = {**user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, log = str(folder / "data"), str(folder / "log")
    made = [programs / "initdb", "-D", data, "-U", "majlis", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(made, check=True, timeout=120, **quiet)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, timeout=120, **quiet)
    yield f"postgresql://majlis@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, timeout=60, **quiet)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(postgres):
    """Makes a database of the cluster anew, empty or as a copy of another, and returns its address."""
    import psycopg

    def make(name: str = "majlis", template: str = "template1") -> str:
        with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"{postgres}/{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'majlis.sqlite3'}"
    return request.getfixturevalue("new_database")()


@pytest.fixture(scope="session")
def copy(request, tmp_path_factory):
    """Puts at an address what `fill` makes of an empty store: made once for each kind of database, and copied."""
    made: dict[tuple[Callable[[Store], None], bool], str] = {}

    def put(fill: Callable[[Store], None], url: str) -> None:
        lite = url.startswith("sqlite")
        new = None if lite else request.getfixturevalue("new_database")
        if (fill, lite) not in made:
            name = f"made_{len(made)}"
            made[fill, lite] = f"sqlite:///{tmp_path_factory.mktemp(name) / 'x.sqlite3'}" if lite else new(name)
            template = Store(made[fill, lite], curated=False)
            fill(template)
            template.close()
        if lite:
            shutil.copyfile(made[fill, lite].removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        else:
            new(url.rpartition("/")[2], made[fill, lite].rpartition("/")[2])

    return put


@pytest.fixture
def begun(url, copy):
    """A store at `url` which begins as a function leaves an empty one: begun(fill). Without the curated article."""
    opened: list[Store] = []

    def begin(fill: Callable[[Store], None]) -> Store:
        copy(fill, url)
        opened.append(Store(url, curated=False))
        return opened[-1]

    yield begin
    for store in opened:
        store.close()


def nothing(store: Store) -> None:
    pass


def two_articles(store: Store) -> None:
    store.ingest([records("a0"), records("a1")])


@pytest.fixture
def store(begun):
    """An empty store."""
    return begun(nothing)


@pytest.fixture
def filled(begun):
    """A store with two shared articles, a0 and a1."""
    return begun(two_articles)
