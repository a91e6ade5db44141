"""Review by keyboard, in the grid and by history, and by words selected in the text; an export downloaded and brought back, in a real Chromium."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from lib.ui.analyse.review_select import SCRIPT, checked
from lib.ui.shell.marked import Mark, passage
from tests.browser.seeing import WATCH, listening, settle, still, violations


@pytest.fixture(scope="module")
def url(new_server) -> str:
    """An app of our own: corrections of the shared article are seen by all."""
    return new_server().url


HISTORY = re.compile(r"Corrections of this article: \d+")  # other tests of this server have made some
BUTTONS = {"Alt+A": "review-accept", "Alt+P": "review-previous", "Alt+Z": "review-undo-it"}


def press(page, keys: str, then: str) -> None:
    listening(page, BUTTONS[keys])
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
    still(page)
    box = page.locator('[data-testid="stDataFrame"]').last.bounding_box()
    page.mouse.dblclick(box["x"] + 475, box["y"] + 52)  # the precision of the first row
    page.get_by_text("week", exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    look(page, "review-changed")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_text("Row 1 of 3 · Corrected").wait_for()
    page.get_by_text(HISTORY).click()
    page.get_by_text("date precision from day to week").wait_for()
    press(page, "Alt+Z", "Row 1 of 3 · As coded")
    assert not page.errors


def test_what_is_known_of_an_article_is_put_right_and_stays_so(page, url, look):
    page.set_viewport_size({"width": 1440, "height": 1700})
    page.goto(f"{url}/review")
    form = page.get_by_text("Put right title, source, date and more")
    form.click()
    day = page.get_by_role("textbox", name="Day of publication")
    expect(day).to_have_value("2023-08-21")
    settle(page)
    day.fill("28/08/1823")
    page.get_by_role("button", name="Save and code anew").click()
    page.get_by_text("MJ311").wait_for()
    day.fill("28/08/2023")
    page.get_by_role("button", name="Save and code anew").click()
    page.get_by_text("1 article put right and coded anew.").wait_for()
    page.get_by_text("on 27 August 2023, precise to the day").wait_for()
    look(page, "review-put-right")
    page.reload()
    page.get_by_text("on 27 August 2023, precise to the day").wait_for()
    page.get_by_text(HISTORY).click()
    page.get_by_text("day of publication from 2023-08-21 to 2023-08-28").wait_for()
    press(page, "Alt+Z", "on 20 August 2023, precise to the day")
    form.click()
    expect(day).to_have_value("2023-08-21")
    assert not page.errors


ENDS = """([first, last]) => {
  const walk = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
  const find = (words) => {
    for (walk.currentNode = walk.root; walk.nextNode(); ) {
      const at = walk.currentNode.data.indexOf(words), range = document.createRange();
      if (at >= 0) {
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + words.length);
        return range;
      }
    }
  };
  const [from, to] = [find(first), find(last)], [a, b] = [from.getClientRects()[0], [...to.getClientRects()].at(-1)];
  window.between = [from.startContainer, from.startOffset, to.endContainer, to.endOffset];
  return [[a.left + 1, a.top + a.height / 2], [b.right - 1, b.top + b.height / 2]];
}"""
SCROLLED = "() => ['[data-testid=stMain]', '.st-key-review-text'].map(e => document.querySelector(e).scrollTop)"
PAINTED = "() => [...(CSS.highlights.get('majlis-picked') ?? [])].map(String).join()"


def drag(page, first: str, last: str) -> str:
    """Select from the first words to the last with the mouse; what the browser says is selected."""
    (x, y), (to_x, to_y) = page.evaluate(ENDS, [first, last])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, (y + to_y) / 2)
    page.mouse.move(to_x, to_y)
    page.mouse.up()
    return page.evaluate("() => getSelection().toString()")


def test_words_selected_with_the_mouse_become_a_row(page, url, look):
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.goto(f"{url}/review")
    page.get_by_text("Row 1 of 3 · As coded").wait_for()
    settle(page)
    page.wait_for_function("() => 'selecting' in document.documentElement.dataset")
    page.evaluate(WATCH)
    (x, y), _ = page.evaluate(ENDS, ["The two sides", "The two sides"])
    page.mouse.click(x, y)
    still(page)
    assert page.evaluate("() => window.runs") == 0, "a click that selects nothing made the page run"

    before = page.evaluate(SCROLLED)
    words = drag(page, "The two sides are making", "exchanges and cooperation")
    add = page.get_by_role("button", name="Add this meeting")
    add.wait_for()
    settle(page)
    expect(page.locator("blockquote.passage")).to_have_text(words)
    expect(page.get_by_text("Choose the kind first.")).to_be_visible()
    assert page.evaluate(SCROLLED) == before
    assert page.evaluate("() => getSelection().toString()") == page.evaluate(PAINTED) == words
    assert not violations(page)
    look(page, "review-selected")

    page.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Talks", exact=True).click()
    expect(add).to_be_enabled()
    add.click()
    page.get_by_text("Row 4 of 4 · Added").wait_for()
    expect(page.locator(".mark-focus")).to_have_text(words)
    expect(page.locator('[data-testid="stDataFrame"] td', has_text="Added")).to_have_count(1)
    assert page.evaluate(PAINTED) == ""
    press(page, "Alt+Z", "Row 3 of 3 · As coded")
    expect(page.get_by_role("radio", name="Meetings 3")).to_be_visible()
    assert not page.errors


def test_a_selection_is_made_longer_by_keyboard(page, url):
    page.goto(f"{url}/review")
    page.get_by_text("Row 1 of 3 · As coded").wait_for()
    settle(page)
    page.wait_for_function("() => 'selecting' in document.documentElement.dataset")
    drag(page, "Wang, also", "Wang, also")
    expect(page.locator("blockquote.passage")).to_have_text("Wang, also")
    settle(page)
    page.keyboard.press("Shift+Control+ArrowRight")
    page.keyboard.press("Shift+Control+ArrowRight")
    expect(page.locator("blockquote.passage")).to_have_text("Wang, also a member")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("blockquote.passage")).to_have_count(0)
    assert page.evaluate(PAINTED) == ""


TEXT = "\n 🕊️ Peace & <b>.\r\n\nالتقى الوزيران، أمس ✅.  L'e\u0301tat dit\tnon 👩‍👩‍👧‍👦 so.\n\n  Last 🇮🇷 line. \n"
LISTEN = """async (source) => {
  window.sent = [];
  const {default: listen} = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
  window.listen = (picked) =>
    listen({data: {focus: -1, picked}, setTriggerValue: (name, value) => window.sent.push(value)});
  window.listen(null);
}"""
CHOOSE = """(backwards) => {
  const [a, b, c, d] = window.between, to = (kind) => document.querySelector('.article p').dispatchEvent(kind);
  to(new PointerEvent('pointerdown', {bubbles: true, button: 0, pointerType: 'mouse'}));
  backwards ? getSelection().setBaseAndExtent(c, d, a, b) : getSelection().setBaseAndExtent(a, b, c, d);
  to(new MouseEvent('mouseup', {bubbles: true}));
}"""


@pytest.mark.parametrize("marks", [[], [Mark(4, 30, "topic"), Mark(25, 60, "meeting"), Mark(40, 44, "focus")]])
def test_a_selection_is_told_in_characters_of_the_text(page, marks):
    """Emoji are two units of JavaScript and one character of Python; blanks around paragraphs are not drawn."""
    page.set_content(
        f'<div class="st-key-review-text"><div class="article">{passage(TEXT, marks, places=True)}</div></div>'
    )
    page.evaluate(LISTEN, SCRIPT)
    chosen = ["🕊️", "Peace", "<b>", "الوزيران", "✅.", "e\u0301tat", "dit\tnon", "👩‍👩‍👧‍👦", "so.", "🇮🇷 line.", "Last"]
    pairs = [(words, words) for words in chosen] + [("Peace", "التقى"), ("🕊️", "line."), ("so.", "Last")]
    for n, (first, last) in enumerate(pairs):
        if marks:  # a word may then be split into several nodes: its first letters are looked for
            first, last = first[:1], last[-1:]
        page.evaluate(ENDS, [first, last])
        page.evaluate(CHOOSE, n % 2 == 1)
        page.wait_for_function("(n) => window.sent.length > n", arg=n)
        start, end = checked(TEXT, page.evaluate("() => window.sent.at(-1)"))
        shown = page.evaluate("() => getSelection().toString()")
        assert TEXT[start:end].split() == shown.split()
        page.evaluate("(picked) => window.listen(picked)", [start, end])
        assert "".join(page.evaluate(PAINTED).split()) == "".join(TEXT[start:end].split())


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
    page.get_by_text("No articles added, 1 there already and left alone.").wait_for()
    assert not page.errors
