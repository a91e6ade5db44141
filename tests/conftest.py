"""Shared by all tests: a data folder of their own, long tests last, and skips that cannot hide.

With MAJLIS_NO_SKIP=1 (set by .ci/run) a test that skips itself, because a browser or a database
server is missing, is a failure.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache

import pytest
from coverage import Coverage
from streamlit.components.v2 import manifest_scanner

SLOW = (  # what the quick run leaves out: processes of their own, pages pressed many times, the second kind of database
    "tests/batch/test_brought.py",
    "tests/batch/test_fetching.py",
    "tests/batch/test_job.py",
    "tests/batch/test_names.py",
    "tests/batch/test_watching.py",
    "tests/codebook/test_rows.py",
    "tests/store/test_bring_back.py",
    "tests/store/test_commands.py",
    "tests/store/test_crashes.py",
    "tests/store/test_whole.py",
    "tests/test_main.py",
    "tests/ui/analyse/",
    "tests/ui/explore/test_links.py",
    "tests/ui/present/",
)
REPEATED = (  # what runs lines that other tests run, many times over: it is not traced for coverage, which would double its time
    "tests/catalogue/test_catalogue.py",
    "tests/coder/events/test_events_properties.py",
    "tests/coder/test_properties.py",
    "tests/measures/waves/test_wave_history.py",
    "tests/measures/waves/test_wave_properties.py",
    "tests/quality/",
    "tests/reader/test_properties.py",
    "tests/test_walls.py",
    "tests/wording/test_counts.py",
)
NO_SKIP = os.environ.get("MAJLIS_NO_SKIP") == "1"


def pytest_configure(config: pytest.Config) -> None:
    """Nothing a test does may reach the reader's own database under var/."""
    folder = tempfile.mkdtemp(prefix="majlis-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["MAJLIS_DATA"] = folder
    os.environ.pop("MAJLIS_DATABASE_URL", None)


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """Streamlit looks through all that is installed for components each time a test opens a page; once will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files made for a test hold the time and the chance of their making, by which no test may be named: every process
    has to know the tests by the same names."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, then the slow ones, those first that may take longest, so that none of them is left over at the
    end; then those in a browser; otherwise in the order of the files."""
    for item in items:
        if item.nodeid.startswith(SLOW) or "postgresql" in item.nodeid:
            item.add_marker(pytest.mark.slow)
    items.sort(key=turn)


def turn(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 3
    if item.get_closest_marker("slow"):
        return 1 if item.get_closest_marker("timeout") else 2
    return 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None):
    traced = []
    while item.nodeid.startswith(REPEATED) and (running := Coverage.current()):  # in a process of xdist there are two,
        running.stop()  # and that below goes on once that above is stopped
        traced.append(running)
    try:
        return (yield)
    finally:
        for each in reversed(traced):
            each.start()


def deny(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that keeps the reason."""
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"MAJLIS_NO_SKIP is set, and this test skipped itself: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    deny(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    deny(report)
    return report
