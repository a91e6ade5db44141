"""One app and one Chromium for each of the two processes of browser tests, cut off from every other host.

The app is started once a session on a free port with a data folder of its own. A browser context
is shared, so that the page's JavaScript is read once; each test gets a fresh tab.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lib.export.deck import chromium
from tests.browser.server import FLAGS, Server, free_port

HALF = {
    "test_add",
    "test_links",
    "test_pages",
    "test_print",
    "test_visitors",
    "test_wave",
}  # of the time, not of the tests
SHOTS = Path(__file__).parent / "screenshots"


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser; two processes run it all, so that browsers hardly slow each other."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser-2" if item.path.stem in HALF else "browser-1"))
            item.add_marker(pytest.mark.timeout(600))  # seconds


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; without one the test is skipped, which .ci/run counts as a failure."""
    path = chromium.find()
    if not path:
        pytest.skip("no Chromium or Chrome on this machine: install one, or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=[*FLAGS, "--process-per-site"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def new_server(tmp_path_factory: pytest.TempPathFactory, browser) -> Iterator:
    """Start an app of one's own (for tests that change what everyone sees); all are stopped at the end."""
    started: list[Server] = []

    def make() -> Server:
        started.append(Server(free_port(), str(tmp_path_factory.mktemp("app"))))
        return started[-1].start()

    yield make
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def app(new_server) -> Server:
    return new_server()


@pytest.fixture(scope="session")
def app_url(app) -> str:
    return app.url


def of_a_reader(browser):
    """A browser with cookies of its own."""
    from playwright.sync_api import expect

    running = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="en-GB")
    running.add_init_script("console.trace = () => {}")  # Plotly tells of each number on a scale that it is no colour
    running.set_default_timeout(90_000)  # milliseconds: a page takes 50 s to open where ten times too much runs
    expect.set_options(timeout=60_000)
    return running


@pytest.fixture(scope="session")
def context(browser, app_url):
    """One tab stays open: the others work in its process, which has read the page's JavaScript."""
    running = of_a_reader(browser)
    running.new_page().goto(f"{app_url}/_stcore/health")
    yield running
    running.close()


def said(message) -> str:
    return f"{message.text} ({message.location['url']})"


def probing(message) -> bool:
    """At /wave Streamlit first asks /wave/_stcore/health, to learn whether it is served under a prefix."""
    return "/_stcore/" in message.location["url"] and "404" in message.text


def starved(message) -> bool:
    """A machine too busy to answer loses the connection for a moment; the page finds it again."""
    return "disconnected from server" in message.text or "WebSocket" in message.text


@pytest.fixture
def page(context):
    """A fresh tab which keeps a record: `tab.errors` (console and script), `tab.hosts` (asked for)."""
    tab = recording(context)
    yield tab
    context.set_offline(False)  # a test that failed halfway leaves the others their network
    tab.close()


@pytest.fixture
def visitor(browser):
    """The same of a reader of its own, so that what is added in it is seen by nobody else, and is nobody's afterwards."""
    running = of_a_reader(browser)
    yield recording(running)
    running.close()


def recording(context):
    tab = context.new_page()
    tab.errors, tab.hosts = [], set()
    tab.on(
        "console",
        lambda m: tab.errors.append(said(m)) if m.type == "error" and not (probing(m) or starved(m)) else None,
    )
    tab.on("pageerror", lambda e: tab.errors.append(str(e)))
    tab.on("request", lambda r: tab.hosts.add(urlsplit(r.url).hostname or urlsplit(r.url).scheme))
    return tab


@pytest.fixture
def look():
    """Save a screenshot under tests/browser/screenshots/, which git ignores."""
    SHOTS.mkdir(exist_ok=True)
    return lambda page, name: page.screenshot(path=SHOTS / f"{name}.png")
