"""The app as AppTest runs it, with a data folder of its own (see tests/conftest.py)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


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


def alts(app: AppTest) -> list[str]:
    """The alternative texts of the charts on a page."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def text(app: AppTest) -> str:
    """What a page says in words, without the escapes of Markdown."""
    parts = [*app.markdown, *app.caption, *app.info, *app.title, *app.subheader]
    return re.sub(r"\\(\W)", r"\1", "\n".join(str(p.value) for p in parts))
