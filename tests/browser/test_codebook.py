"""The Codebook page in a real Chromium: from a name that nobody knows to a row that changed, and back."""

import re

from tests.browser.seeing import fit, settle, turn_dark, violations
from tests.browser.test_add import add, note

SAID = "Zork Blimey met the Iranian foreign minister in Geneva on 4 March 2025. Zork Blimey said the talks were useful."
MET = "in Geneva on 4 March 2025"


def meetings_of_oman(visitor, url: str) -> str:
    visitor.goto(f"{url}/meetings?country=Oman")
    settle(visitor)
    return visitor.locator("main, [data-testid='stMain']").first.inner_text()


def choose(visitor, field: str, word: str) -> None:
    """By keys: type into the list, and take what is left."""
    visitor.get_by_role("combobox", name=field).click()
    visitor.keyboard.type(word, delay=20)
    visitor.get_by_role("option", name=word, exact=True).first.wait_for()
    visitor.keyboard.press("Enter")
    settle(visitor)


def test_an_unknown_name_becomes_a_person_a_row_changes_and_all_is_taken_back(visitor, app_url, look):
    add(visitor, app_url, [note("talks.txt", SAID)])
    visitor.get_by_role("button", name="Keep 1 article").click()
    visitor.get_by_text("Only you see them").wait_for()
    assert MET not in meetings_of_oman(visitor, app_url)

    visitor.goto(f"{app_url}/codebook")
    settle(visitor)
    visitor.locator("summary", has_text="Zork Blimey").click()
    visitor.get_by_text("said the talks were useful").or_(visitor.locator("blockquote")).first.wait_for()
    assert not violations(visitor), "\n".join(violations(visitor))
    visitor.get_by_role("button", name="Begin a row with it").click()
    name = visitor.get_by_role("textbox", name="Full name")
    name.wait_for()
    visitor.wait_for_function("() => document.activeElement?.getAttribute('aria-label') === 'Full name'")
    assert name.input_value() == "Zork Blimey"
    settle(visitor)
    choose(visitor, "Side", "Oman")
    choose(visitor, "Class of the office", "Envoy")
    visitor.get_by_role("textbox", name="Office", exact=True).fill("Envoy")
    assert (
        visitor.get_by_role("radio", name="My own articles")
        .or_(visitor.get_by_text("My own articles"))
        .first.is_visible()
    )
    visitor.get_by_role("button", name="Preview what it changes").click()  # at once: what was typed last is not lost
    visitor.get_by_role("heading", name="What would change").wait_for()
    settle(visitor)
    visitor.get_by_text(re.compile("in 1 of 1 article")).wait_for()
    look(visitor, "codebook-preview")
    assert not violations(visitor), "\n".join(violations(visitor))
    fit(visitor, 400, 900)
    look(visitor, "codebook-preview-400")
    wide = visitor.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px hang over the edge of a telephone"
    fit(visitor, 1440, 900)
    turn_dark(visitor)
    look(visitor, "codebook-preview-dark")
    visitor.get_by_role("button", name="Keep", exact=True).click()
    visitor.get_by_role("button", name="Undo").wait_for()
    settle(visitor)
    look(visitor, "codebook-kept")
    assert MET in meetings_of_oman(visitor, app_url)

    visitor.goto(f"{app_url}/codebook")
    settle(visitor)
    visitor.get_by_text("Own rows 1").click()
    visitor.get_by_role("button", name="Remove").click()
    visitor.get_by_role("button", name="Keep", exact=True).click()
    visitor.get_by_role("button", name="Undo").wait_for()
    assert MET not in meetings_of_oman(visitor, app_url)
    assert not visitor.errors
