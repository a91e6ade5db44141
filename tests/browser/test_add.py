"""Fifty mixed files, good and broken, added in a browser: a line each, kept for their reader alone, and undone."""

import re

from playwright.sync_api import expect

from tests.browser.seeing import TYPING, cell, press, settle, violations
from tests.loaders import made

SIDES = ("Egypt", "Jordan", "Qatar", "Oman", "Iraq", "Kuwait", "Bahrain", "Lebanon", "Turkey", "Russia")
BROKEN = {
    "empty.txt": b"",
    "program.exe": b"MZ\x90\x00",
    "picture.txt": b"\x89PNG\r\n\x1a\n",
    "cut.pdf": b"%PDF-1.4 cut",
    "locked.pdf": made.encrypted_pdf(),
    "scan.pdf": made.pdf([""]),
    "lines.jsonl": b"{broken\n",
    "numbers.csv": b"a,b\n1,2\n",
}
SKIPPED = ("MJ103", "MJ102", "MJ114", "MJ109", "MJ115", "MJ118", "MJ108", "MJ123")


def mixed() -> list[dict]:
    """Fifty files as a browser is given them."""
    files = {f"{name[2:]}-{name}": make() for name, make in (made.SINGLE | made.MANY).items()} | BROKEN
    for n in range(50 - len(files)):
        a, b = SIDES[n % 10], SIDES[(n + 1 + n // 10) % 10]
        text = f"Day {n}. The president of {a} received the foreign minister of {b} in the capital on 3 May 2023."
        files[f"note-{n:02}.txt"] = text.encode()
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()]


def add(page, app_url: str, files: list[dict]) -> None:
    """Give the files, and wait for what came of them."""
    page.goto(f"{app_url}/add")
    settle(page)
    page.set_input_files('input[type="file"]', files)
    button = page.get_by_role("button", name="Read and code")
    button.wait_for()
    page.wait_for_function(
        "() => ![...document.querySelectorAll('button')].find(b => /Read and code/.test(b.innerText)).disabled"
    )
    settle(page)
    button.click()
    page.get_by_role("heading", name="What would change").wait_for(timeout=120_000)
    settle(page)


def test_fifty_mixed_files(visitor, page, app_url, look):
    add(page, app_url, mixed())
    head = page.locator("h2").first.inner_text()
    assert f"{len(BROKEN)} skipped" in head
    told = page.get_by_text(re.compile(r"\(MJ1\d\d\)")).all_inner_texts()
    assert sorted(re.findall(r"\((MJ\d+)\)", " ".join(told))) == sorted(SKIPPED)
    assert not violations(page), "\n".join(violations(page))
    look(page, "add-fifty-files")
    page.get_by_role("button", name=re.compile(r"Keep \d+ articles")).click()
    page.get_by_text("Only you see them").wait_for()

    # somebody else has the same notes
    notes = [file for file in mixed() if file["name"].startswith("note-")][:2]
    add(visitor, app_url, notes)
    assert "2 coded" in visitor.locator("h2").first.inner_text(), "an upload is seen by another visitor"

    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Files, as many as you like").wait_for()
    page.get_by_label("Files, as many as you like").wait_for(state="attached")
    button = page.get_by_role("button", name="Read and code")
    expect(button).to_be_disabled()
    ground = page.locator("[data-testid='stApp']").evaluate("each => getComputedStyle(each).backgroundColor")
    assert button.evaluate("each => getComputedStyle(each).color") != ground, "its words are not to be seen"
    assert not page.errors


def note(name: str, text: str) -> dict:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def choose_row(page, row: int) -> None:
    """Tick the box of a row of the list of what is loaded."""
    press(page, page.locator("[data-testid='stDataFrame']").last, (17, 35 * row + 54))
    settle(page)


def test_uploads_are_there_after_a_reload_and_for_nobody_else(visitor, page, app_url):
    add(visitor, app_url, [note("talks.txt", "The foreign ministers of Egypt and Qatar met in Cairo on 3 May 2023.")])
    visitor.get_by_role("button", name="Keep 1 article").click()
    visitor.get_by_text("Only you see them").wait_for()
    visitor.goto(f"{app_url}/meetings?country=Qatar")
    settle(visitor, chart=True)
    assert visitor.locator(".st-key-card-timeline h2").inner_text() == "Egypt and Qatar: meeting in Cairo on 3 May 2023"
    visitor.reload()
    settle(visitor, chart=True)
    assert visitor.locator(".st-key-card-timeline h2").inner_text() == "Egypt and Qatar: meeting in Cairo on 3 May 2023"
    page.goto(f"{app_url}/meetings?country=Qatar")
    settle(page)
    assert "no meeting that an article tells of as held" in page.locator(".st-key-card-timeline h2").inner_text()


def test_the_chronology_and_an_article_are_hidden_shown_removed_and_brought_back(visitor, app_url):
    add(visitor, app_url, [note("talks.txt", "The foreign ministers of Egypt and Qatar met in Cairo on 3 May 2023.")])
    visitor.get_by_role("button", name="Keep 1 article").click()
    visitor.get_by_role("button", name="Add more").click()
    visitor.get_by_role("heading", name="What is loaded: 2 articles").wait_for()
    settle(visitor)
    choose_row(visitor, 0)
    visitor.get_by_role("button", name="Hide (1)").click()
    visitor.get_by_text("1 entry hidden from your charts").wait_for()
    visitor.goto(app_url)
    settle(visitor, chart=True)
    assert "milestones" not in visitor.locator("[data-testid='stMain']").inner_text().split("What to look at next")[0]
    visitor.goto(f"{app_url}/add")
    settle(visitor)
    choose_row(visitor, 0)
    visitor.get_by_role("button", name="Show (1)").click()
    visitor.get_by_text("1 entry shown again").wait_for()
    choose_row(visitor, 1)
    visitor.get_by_role("button", name="Remove (1)").click()
    visitor.get_by_text("1 article removed").wait_for()
    visitor.get_by_role("heading", name="What is loaded: 1 article").wait_for()
    visitor.get_by_role("button", name="Undo the removal").click()
    visitor.get_by_role("heading", name="What is loaded: 2 articles").wait_for()
    assert not visitor.errors


def test_what_a_column_holds_is_chosen_in_the_list_of_columns(page, app_url, look):
    """A table of its own making: the list is open, since a column is left out; a cell of it is changed by keys."""
    table = "Headline,Story,Desk,Wire\nA visit,The president of Egypt met the king of Jordan.,Politics,Our agency\n"
    page.goto(f"{app_url}/add")
    settle(page)
    page.set_input_files('input[type="file"]', [note("visits.csv", table)])
    left_out = page.get_by_text("left out: Desk, Wire")
    left_out.wait_for()
    settle(page)
    grid = page.locator("[data-testid='stDataFrame']").first
    cell(page, grid, (int(grid.bounding_box()["width"]) - 60, 35 * 3 + 18))  # the third column's last cell
    page.keyboard.type("author", delay=TYPING)
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("left out: Wire$")).wait_for()
    assert not violations(page), "\n".join(violations(page))
    look(page, "add-columns")
    page.get_by_role("button", name="Read and code").click()
    page.get_by_role("heading", name="What would change").wait_for(timeout=120_000)
    assert "1 coded" in page.locator("h2").first.inner_text()
    assert not page.errors
