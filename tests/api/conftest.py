"""The interface over a store of its own: a shared corpus, and two visitors with what is theirs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib.api import door
from lib.api.serve import app
from lib.measures.edits.corrections import Correction
from lib.store import Store
from tests.store.cases import records

ONE, OTHER = "1" * 32, "2" * 32  # tokens of two browsers
HOST = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """The file of such a store: made once, copied for each test that changes one."""
    file = tmp_path_factory.mktemp("api") / "m.sqlite3"
    store = Store(f"sqlite:///{file}", curated=False)
    store.ingest([records(name, day=f"2023-08-2{n}") for n, name in enumerate("abc")])
    session = door.session(ONE)
    store.ingest([records("mine", source="My desk", kind="summit")], session)
    anchor = store.review("mine", session)[0]["meetings"]["anchor"].iloc[0]
    store.correct([Correction("meetings", "mine", anchor, "change", "place", new="Quiet Bay")], session)
    store.hide("b", session)
    store.close()
    return file


@pytest.fixture
def store(made, tmp_path) -> Iterator[Store]:
    """Shared are a, b and c; the first visitor has `mine`, which nobody else sees, changed a row of it, and hid b."""
    opened = Store(f"sqlite:///{shutil.copy(made, tmp_path)}", curated=False)
    yield opened
    opened.close()


@pytest.fixture
def client(store) -> TestClient:
    """A program without a cookie."""
    return TestClient(app(store), base_url=HOST)


@pytest.fixture
def browser(store):
    """browser(ONE): with the cookie of a visitor."""
    return lambda token: TestClient(app(store), base_url=HOST, cookies={"majlis": token})
