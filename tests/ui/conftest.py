"""The app as AppTest runs it, with a data folder of its own (see tests/conftest.py)."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.paths import ROOT
from lib.store import Store


@pytest.fixture
def opened():
    """Open a page of the app at an address: opened("explore/actors", actor="Wang Yi")."""

    def open_page(page: str = "explore/overview", **query) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}.py")
        return app.run()

    return open_page


@pytest.fixture(scope="session")
def new_store(tmp_path_factory) -> Path:
    """The file of a store as it begins, with the curated article: coded once, copied for each test that changes one."""
    file = tmp_path_factory.mktemp("new") / "majlis.sqlite3"
    Store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def alone(new_store, tmp_path, monkeypatch):
    """Open a page of an app with a store of its own: alone("analyse/review")."""
    from lib.ui.shell import data

    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    shutil.copy(new_store, tmp_path)
    data.opened.clear()
    yield lambda page: AppTest.from_file(ROOT / "app.py", default_timeout=60).switch_page(f"pages/{page}.py").run()
    data.opened.clear()


def alts(app: AppTest) -> list[str]:
    """The alternative texts of the charts on a page."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def text(app: AppTest) -> str:
    """What a page says in words, without the escapes of Markdown."""
    parts = [*app.markdown, *app.caption, *app.info, *app.title, *app.subheader]
    return re.sub(r"\\(\W)", r"\1", "\n".join(str(p.value) for p in parts))
