"""Review by keyboard, in the grid and by history; an export downloaded and brought back, in a real Chromium."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.seeing import settle


@pytest.fixture(scope="module")
def url(new_server) -> str:
    """An app of our own: corrections of the shared article are seen by all."""
    return new_server().url


def press(page, keys: str, then: str) -> None:
    settle(page)
    page.wait_for_timeout(300)  # the app takes up its keys after it has drawn its buttons
    page.keyboard.press(keys)
    page.get_by_text(then).wait_for()


def test_review_by_keyboard_and_in_the_grid(page, url, look):
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.goto(f"{url}/review")
    page.get_by_text("Row 1 of 3 · As coded").wait_for()
    expect(page.locator(".mark-focus").first).to_contain_text("phone conversation")
    press(page, "Alt+A", "Row 2 of 3 · As coded")
    expect(page.locator(".mark-focus").first).to_contain_text("state visit")
    press(page, "Alt+P", "Row 1 of 3 · Accepted")
    press(page, "Alt+Z", "Row 1 of 3 · As coded")

    settle(page)
    box = page.locator('[data-testid="stDataFrame"]').last.bounding_box()
    page.mouse.dblclick(box["x"] + 475, box["y"] + 52)  # the precision of the first row
    page.get_by_text("week", exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    save = page.get_by_role("button", name=re.compile("Save 1 change"))
    save.wait_for()
    look(page, "review-changed")
    save.click()
    page.get_by_text("Row 1 of 3 · Corrected").wait_for()
    page.get_by_text("Corrections of this article: 2").click()
    page.get_by_text("date_precision from day to week").wait_for()
    press(page, "Alt+Z", "Row 1 of 3 · As coded")
    assert not page.errors


def test_what_is_filtered_is_downloaded_and_brought_back(page, url, tmp_path, look):
    page.goto(f"{url}/meetings?country=Saudi+Arabia")
    page.get_by_role("button", name="Saudi Arabia").wait_for()
    settle(page)
    page.get_by_text("Analyse", exact=True).click()
    page.get_by_text("Export", exact=True).click()
    button = page.get_by_role("button", name="Download as CSV", exact=True)
    button.wait_for()
    settle(page)
    look(page, "export-filtered")
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / "majlis.zip"
    waiting.value.save_as(file)
    described = json.loads(zipfile.ZipFile(io.BytesIO(file.read_bytes())).read("datapackage.json"))
    assert described["description"] == "Filtered by: Saudi Arabia."
    assert described["majlis"]["rows"]["meetings"] == 1
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_text("It holds 1 article with").wait_for()
    page.get_by_role("button", name="Add them to mine").click()
    page.get_by_text("0 articles added, 1 there already and left alone.").wait_for()
    assert not page.errors
