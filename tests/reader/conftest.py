"""Settings of a reader on this machine, and articles of our own words."""

import pytest

from lib import reader
from lib.reader.cache import Asker, Cache
from lib.reader.endpoint import Endpoint
from lib.reader.settings import Settings
from lib.schema import Article

TEXT = """\
Qatari Foreign Minister Mohammed bin Abdulrahman Al Thani met his Egyptian counterpart, Sameh Shoukry, in Doha on Monday.

"We will not be divided," the Qatari minister said after the talks. The two spoke of Sudan's grain and of fishing rights.

Egypt condemned the shelling of Khartoum. Cairo will host Turkish officials next month.
"""


@pytest.fixture
def article() -> Article:
    return Article("one", TEXT, title="Envoys in Doha", published="2023-05-17", language="en")


@pytest.fixture
def reads(tmp_path, article):
    """Reads an article (that of `article` unless another is given) by a server, within a time, from an empty cache."""

    def read(url, of=article, key="", seconds=5.0, model="made-up"):
        settings = Settings(url, model, key, seconds=seconds)
        ask = Asker(Endpoint(settings), Cache(tmp_path / "answers.sqlite3"))
        return reader.read(of, ask, settings)

    return read


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """No test waits for a server to recover."""
    monkeypatch.setattr("lib.reader.endpoint.PAUSE", 0.001)
