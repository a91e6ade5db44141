"""Judgments of the Review page from two browsers at once, and at the speed of typing, in a real Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.seeing import TYPING, WATCH, cell, listening, settle, slow, still
from tests.browser.test_add import add, note

HISTORY = re.compile(r"Corrections of this article: \d+")
TOLD = re.compile("MJ313")


@pytest.fixture(scope="module")
def url(new_server) -> str:
    """An app of our own: corrections of the shared article are seen by all."""
    return new_server().url


def opened(page, url: str) -> None:
    page.goto(f"{url}/review")
    page.get_by_text(re.compile("Row 1 of 3")).wait_for()
    settle(page)
    still(page)


def states(page, url: str) -> list[str]:
    """Of the rows, as somebody who comes now sees them."""
    opened(page, url)
    found = []
    for n in range(1, 4):
        found.append(page.get_by_text(re.compile(f"Row {n} of 3")).text_content().partition("· ")[2])
        if n < 3:
            page.get_by_role("button", name="Next").click()
            page.get_by_text(re.compile(f"Row {n + 1} of 3")).wait_for()
            settle(page)  # a press before is of a button that is drawn anew
            still(page)
    return found


def test_a_stale_accept_revives_nothing(page, visitor, url, look):
    opened(page, url)
    opened(visitor, url)
    page.get_by_role("button", name="Delete").click()
    page.get_by_text("Row 2 of 3 · As coded").wait_for()
    visitor.get_by_role("button", name="Accept").click()
    visitor.get_by_text(TOLD).wait_for()
    visitor.get_by_text("Row 1 of 3 · Deleted").wait_for()
    look(visitor, "judgment-stale")
    assert states(page, url) == ["Deleted", "As coded", "As coded"]
    page.locator(".st-key-review-undo-it button").first.click()
    page.get_by_text("Row 3 of 3 · As coded").wait_for()
    assert states(visitor, url) == ["As coded"] * 3


def test_a_key_pressed_six_times_judges_only_rows_that_were_seen(page, url):
    opened(page, url)
    page.keyboard.down("Alt")
    for _ in range(6):
        page.keyboard.press("a")
    page.keyboard.up("Alt")
    page.get_by_text("Row 2 of 3 · As coded").wait_for()
    settle(page)  # of the five others some are refused (MJ313), some fall into one with the first
    assert states(page, url) == ["Accepted", "As coded", "As coded"]
    page.locator(".st-key-review-undo-it button").first.click()
    page.get_by_text("Row 3 of 3 · As coded").wait_for()
    assert states(page, url) == ["As coded"] * 3
    assert not page.errors


def test_a_cell_is_saved_by_what_is_pressed_at_once(page, url):
    """Typed and saved at the speed of typing, by keys with the cell still open or not, or by the button; on a slow computer."""
    page.set_viewport_size({"width": 1440, "height": 1500})
    opened(page, url)
    slow(page)
    for place, keys in {"Muscat": ["Enter", "Control+Enter"], "Doha": ["Control+Enter"], "Amman": []}.items():
        before = int(page.get_by_text(HISTORY).inner_text().rpartition(" ")[2])
        cell(page, page.locator('[data-testid="stDataFrame"]').last, (60, 53), 6)
        page.keyboard.type(place, delay=TYPING)
        for key in keys:
            page.keyboard.press(key)
        if not keys:
            page.get_by_role("button", name="Save changes").click()
        page.get_by_text(f"Corrections of this article: {before + 1}").wait_for()
        settle(page)
    page.get_by_text(HISTORY).click()
    page.get_by_text("place from Muscat to Doha").wait_for()
    page.get_by_text("place from Doha to Amman").wait_for()
    assert not page.errors


def test_the_queue_is_gone_through_by_keys(page, url, look):
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.goto(f"{url}/review?doubt=undated&rows=events")
    first = page.get_by_text(re.compile(r"Row 1 of \d+ · As coded"))
    first.wait_for()
    rows = int(first.inner_text().split()[3])
    assert rows > 1
    page.get_by_text(f"0 of {rows} judged").wait_for()
    for keys, key, then in (
        ("Alt+n", "review-next", f"Row 2 of {rows} · As coded"),
        ("Alt+x", "review-delete", f"Row {min(2, rows - 1)} of {rows - 1} · As coded"),
        ("Alt+z", "review-undo-it", f"Row 2 of {rows} · As coded"),
        *(("Alt+a", "review-accept", f"{n} of {rows} judged") for n in range(1, rows)),
        ("Alt+a", "review-accept", "Nothing is left to judge here"),
    ):
        listening(page, key)
        page.keyboard.press(keys)
        page.get_by_text(then).wait_for()
    look(page, "queue-empty")
    assert not page.errors


def test_a_day_typed_and_followed_at_once_by_keep_is_kept(page, url, look):
    text = "The foreign ministers of Egypt and Qatar met in Cairo on Sunday."
    page.set_viewport_size({"width": 1440, "height": 1500})
    add(page, url, [note("talks.txt", text)])
    slow(page)
    cell(page, page.locator('[data-testid="stDataFrame"]').first, (150, 53), 1)
    page.keyboard.type("08082023")
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("Only you see them").wait_for()
    look(page, "judgment-kept")
    page.get_by_role("link", name="Read the first one").click()
    page.get_by_text(re.compile("8 August 2023 · 12 words")).first.wait_for()
    assert not page.errors


def test_a_removal_is_undone_and_a_name_survives_a_reload(page, url):
    page.goto(f"{url}/review?article=talks")
    page.get_by_text(re.compile("Row 1 of")).wait_for()
    settle(page)
    page.get_by_role("button", name="Your name").click()
    page.get_by_label("Kept with your corrections").fill("Ana Lyst")
    page.evaluate(WATCH)
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.runs")  # else the page may be left before it is told
    settle(page)
    page.reload()
    page.get_by_text(re.compile("Row 1 of")).wait_for()
    settle(page)
    page.get_by_role("button", name="Your name").click()
    expect(page.get_by_label("Kept with your corrections")).to_have_value("Ana Lyst")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="This article", exact=True).click()
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("1 article removed.").wait_for()
    page.get_by_role("button", name="Undo the removal").click()
    page.get_by_text("The removal is undone.").wait_for()
    assert not page.errors


def test_a_row_is_corrected_by_keys(page, url, look):
    page.set_viewport_size({"width": 1440, "height": 1500})
    before = states(page, url)
    opened(page, url)
    listening(page, "review-correct-")
    page.keyboard.press("Alt+e")
    place = page.get_by_role("dialog").get_by_label("Place", exact=True)
    place.fill("Muscat")
    look(page, "judgment-correct")
    listening(page, "review-save-correction")
    page.keyboard.press("Alt+s")
    page.get_by_text("Row 2 of 3").wait_for()
    page.get_by_role("dialog").wait_for(state="hidden")
    page.get_by_role("button", name="Previous").click()
    page.get_by_text("China and Iran: phone call in Muscat").wait_for()
    assert states(page, url) == ["Corrected", *before[1:]]
    page.locator(".st-key-review-undo-it button").first.click()
    page.get_by_text("Row 3 of 3").wait_for()
    assert states(page, url) == before
    expect(page.get_by_text("phone call in Muscat")).to_have_count(0)


def test_what_is_kept_is_reviewed_shared_once_asked_and_taken_back(page, visitor, url, look):
    text = "The foreign ministers of Jordan and Qatar met in Amman on 3 May 2023."
    page.set_viewport_size({"width": 1440, "height": 1000})
    add(page, url, [note("amman.txt", text)])
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("Only you see them").wait_for()
    page.get_by_role("button", name="Share with everyone").click()
    page.get_by_role("dialog").get_by_text("would see 1 article").wait_for()
    look(page, "judgment-share")
    page.get_by_role("button", name="Share 1 article").click()
    page.get_by_text("sees 1 article of yours now: texts, tables and corrections").wait_for()
    page.get_by_role("dialog").wait_for(state="hidden")
    visitor.goto(f"{url}/review?article=amman")
    visitor.get_by_text("Jordan and Qatar: meeting").first.wait_for()
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("Only you see them").wait_for()
    look(page, "judgment-taken-back")
    page.get_by_role("link", name="Review what was coded").click()
    page.get_by_text(re.compile("Row 1 of")).wait_for()
    expect(page.get_by_text("Kept last, by doubt")).to_be_visible()
    page.locator(".article").get_by_text("met in Amman").first.wait_for()
    look(page, "judgment-kept-last")
    visitor.reload()
    visitor.get_by_text(re.compile("Row 1 of")).wait_for()
    assert not visitor.get_by_text("Jordan and Qatar").count()
    assert not page.errors
