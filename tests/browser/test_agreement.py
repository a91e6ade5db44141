"""Two colleagues on two machines: the export of one brought to the other, a difference settled and taken back, in a real Chromium."""

import csv

import pytest
from playwright.sync_api import expect

from lib.export.tables.about import About
from lib.export.tables.corrected import history
from lib.export.tables.package import package
from lib.measures.edits.corrections import ACCEPT, CHANGE, DELETE, Correction
from lib.schema import now
from lib.store import Store
from lib.tables import rows_of
from tests.browser.seeing import fit, run_again, settle, still, turn_dark, violations
from tests.store.cases import records

NAMES = [f"a{n}" for n in range(6)]


def judged(url: str, changes: dict[str, tuple]) -> Store:
    """A store of six articles, each meeting accepted but for these changes."""
    store = Store(url)
    store.ingest([records(name, title=f"Talks number {name[1:]}") for name in NAMES])
    for name in NAMES:
        anchor = store.review(name)[0]["meetings"]["anchor"][0]
        action, column, new = changes.get(name, (ACCEPT, "", None))
        store.correct([Correction("meetings", name, anchor, action, column, new=new)], author="Ada")
    return store


@pytest.fixture(scope="module")
def theirs(tmp_path_factory) -> bytes:
    changes = {
        "a0": (CHANGE, "kind", "summit"),
        "a1": (DELETE, "", None),
        "a2": (CHANGE, "parties", ["IRN", "SAU", "CHN"]),
    }
    store = judged(f"sqlite:///{tmp_path_factory.mktemp('theirs')}/m.sqlite3", changes)
    coded, laid = store.coded()
    found = rows_of(store.tables())
    return package(found, About(now(), "v"), "csv", history(rows_of(coded), laid, found))


def test_a_colleagues_export_is_compared_and_a_difference_settled_and_taken_back(page, new_server, theirs, look):
    server = new_server()
    judged(f"sqlite:///{server.data}/majlis.sqlite3", {"a3": (CHANGE, "status", "planned")}).close()
    page.goto(f"{server.url}/agreement")
    page.get_by_text("compared with the coder: 1 of 6 meetings differ.").wait_for()
    look(page, "agreement-coder")
    page.get_by_role("radio", name="A colleague").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "theirs.zip", "mimeType": "application/zip", "buffer": theirs}
    )
    page.get_by_text("compared with theirs.zip: 4 of 6 meetings differ.").wait_for()
    settle(page)
    still(page)
    before = page.locator("table").inner_text()
    assert not violations(page), "\n".join(violations(page))
    for size in ((1440, 900), (400, 800)):
        fit(page, *size)
        look(page, f"agreement-told-light-{size[0]}")
        page.get_by_role("button", name="Take theirs").first.scroll_into_view_if_needed()
        look(page, f"agreement-list-light-{size[0]}")
    wide = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px hang over the edge of a telephone"
    page.get_by_role("button", name="Take theirs").first.click()
    page.get_by_text("Theirs was taken.").wait_for()
    expect(page.get_by_role("button", name="Take theirs")).to_have_count(3)
    settle(page)
    assert page.locator("table").inner_text() == before
    with page.expect_download() as taken:
        page.get_by_role("button", name="All differences (CSV)").click()
    with open(taken.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    assert (rows["a0"]["settled"], rows["a0"]["my_kind"], rows["a0"]["their_kind"]) == ("theirs", "talks", "summit")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Theirs was taken.").wait_for(state="detached")
    turn_dark(page)
    run_again(page)
    look(page, "agreement-dark-400")
    fit(page, 1440, 900)
    assert not violations(page), "\n".join(violations(page))
    look(page, "agreement-dark-1440")
    page.goto(f"{server.url}/method")
    page.get_by_text("6 articles judged in whole, compared with the coder").scroll_into_view_if_needed()
    settle(page)
    look(page, "agreement-method")
    assert not page.errors
