"""A story on stage: keys, clicker, dots, address, second window, a lost server, evidence behind a mark."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from lib.export.deck import story as files
from lib.export.deck.story import Quote, Step, Story
from tests.browser.seeing import WATCH, listening, settle, still, violations

KEYS = (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("End", 5), ("PageUp", 4), ("ArrowLeft", 3), ("Home", 1))


def at(page: Page, step: int) -> None:
    """The step is on the screen, the address says so, and the page listens to keys again."""
    expect(page.get_by_role("button", name=f"Step {step}", exact=True)).to_have_attribute("kind", "primary")
    expect(page).to_have_url(re.compile(rf"step={step}\b"))
    listening(page, "stage-keys")


def open_stage(page: Page, url: str, query: str = "story=article&step=1") -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{url}/story?stage=1&{query}")
    listening(page, "stage-keys")


def test_keys_and_clicker_move_the_story(page, app_url, look):
    open_stage(page, app_url)
    headlines = {1: page.locator(".st-key-stage h1").inner_text()}
    for key, step in KEYS:
        page.keyboard.press(key)
        at(page, step)
        headlines.setdefault(step, page.locator(".st-key-stage h1").inner_text())
    assert len(set(headlines.values())) == 5
    assert page.locator('[data-testid="stSidebar"]:visible, [data-testid="stHeader"]:visible').count() == 0
    assert not violations(page), "\n".join(violations(page))
    look(page, "stage-quote-light-1440")
    assert not page.errors
    assert page.hosts <= {"127.0.0.1", "data", "blob"}


@pytest.mark.parametrize(("width", "height", "scheme"), [(1920, 1080, "dark"), (400, 800, "light")])
def test_a_step_opens_by_its_address(page, app_url, look, width, height, scheme):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/story?stage=1&story=article&step=3")
    expect(page.locator(".st-key-stage .main-svg").first).to_be_visible()
    at(page, 3)
    still(page)
    look(page, f"stage-chart-{scheme}-{width}")
    assert not violations(page), "\n".join(violations(page))
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    if width > 1000:
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= height, "a step scrolls"


@pytest.mark.parametrize("query", ["story=article&step=99", "story=article&step=x"])
def test_a_step_that_is_none_becomes_one(page, app_url, query):
    open_stage(page, app_url, query)
    expect(page.locator('.st-key-stage-dots button[kind="primary"]')).to_have_count(1)


def test_a_story_that_is_none_says_so(page, app_url):
    page.goto(f"{app_url}/story?stage=1&story=nonsense")
    expect(page.get_by_text("There is no story nonsense")).to_be_visible()


def test_a_click_on_a_mark_opens_its_sentence(page, app_url, look):
    open_stage(page, app_url, "story=article&step=3")
    page.locator(".st-key-stage .barlayer .point path").first.click(
        force=True
    )  # Plotly listens on a layer above the bars
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("mark").first).to_be_visible()
    look(page, "stage-evidence-light-1440")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("ArrowRight")
    at(page, 4)
    expect(dialog).to_be_hidden()
    page.keyboard.press("q")
    expect(page.get_by_role("heading", name="Present")).to_be_visible()


def overlapping(page: Page) -> list[float] | None:
    """[foot of the legend, top of the first bar], where the legend lies over a bar."""
    return page.evaluate("""() => {
      const legend = document.querySelector('.st-key-stage .legend .bg').getBoundingClientRect();
      const bars = [...document.querySelectorAll('.st-key-stage .barlayer .point path')];
      const top = Math.min(...bars.map((bar) => bar.getBoundingClientRect().top));
      return top < legend.bottom ? [legend.bottom, top] : null;
    }""")


@pytest.mark.parametrize("width", [1440, 400])
def test_the_legend_stands_above_the_bars_however_one_comes_to_the_step(page, app_url, look, width):
    open_stage(page, app_url, "story=article&step=1")
    page.set_viewport_size({"width": width, "height": 900})
    for key, step in (("End", 5), ("ArrowLeft", 4), ("ArrowLeft", 3), ("ArrowRight", 4)):
        page.keyboard.press(key)
        at(page, step)
        if step < 5:
            expect(page.locator(".st-key-stage .barlayer .point path").first).to_be_visible()
            still(page)
            assert overlapping(page) is None, f"step {step} by {key}"
    look(page, f"stage-legend-light-{width}")


def test_a_step_that_left_the_screen_blank_is_shown_again(page, app_url):
    open_stage(page, app_url, "story=article&step=1")
    page.keyboard.press("ArrowRight")
    at(page, 2)
    headline = page.locator(".st-key-stage h1").inner_text()
    page.evaluate("document.querySelector('.st-key-stage').replaceChildren()")
    expect(page.locator(".st-key-stage h1")).to_have_text(headline)
    at(page, 2)


def test_the_speaker_view_follows_and_leads(page, context, app_url, look):
    open_stage(page, app_url, "story=article&step=1&show=5eaec0de")
    speaker = context.new_page()
    speaker.goto(f"{app_url}/story?stage=1&story=article&step=1&show=5eaec0de&view=speaker")
    expect(speaker.get_by_text("since the start")).to_be_visible()
    expect(speaker.get_by_text("1 / 5 ·")).to_be_visible()
    look(speaker, "stage-speaker-light-1440")
    assert not violations(speaker), "\n".join(violations(speaker))
    speaker.keyboard.press("ArrowRight")
    at(page, 2)
    page.keyboard.press("End")
    at(page, 5)
    expect(speaker.get_by_text("This is the last step.")).to_be_visible()
    speaker.close()


def test_a_restarted_server_comes_back_to_the_same_step(page, app):
    open_stage(page, app.url, "story=article&step=1")
    page.keyboard.press("End")
    at(page, 5)
    before = page.locator(".st-key-stage h1").inner_text()
    page.evaluate(WATCH)
    app.restart()
    page.wait_for_function("() => window.runs")  # the browser connects again by itself, and has the page run anew
    listening(page, "stage-keys")
    page.keyboard.press("ArrowLeft")
    at(page, 4)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-stage h1")).to_have_text(before)


def test_one_builds_a_story_from_a_chart_and_shows_it(page, app_url, look):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{app_url}/actors")
    settle(page, chart=True)
    page.get_by_role("button", name="Add to my story").first.click()
    expect(page.get_by_text("Added to “My story”, step 1.")).to_be_visible()
    page.get_by_role("button", name="Present").click()
    page.get_by_text("Story", exact=True).click()
    title = page.get_by_label("Title")
    expect(title).to_have_value("My story")
    title.fill("For the minister")
    title.press("Enter")
    expect(page.get_by_role("combobox", name="Story")).to_have_value("For the minister")
    look(page, "story-editor-light-1440")
    mine = re.search(r"story=(mine-\w+)", page.url)[1]
    page.goto(f"{app_url}/story?stage=1&story={mine}")  # a new visit: the link is enough
    expect(page.locator(".st-key-stage .main-svg").first).to_be_visible()


def test_from_the_page_to_the_stage_and_on_by_key(page, app_url):
    page.goto(f"{app_url}/story")
    settle(page)
    page.get_by_role("button", name="Go on stage").first.click()
    at(page, 1)
    page.wait_for_url(lambda url: "stage=1" in url)
    page.wait_for_url(lambda url: "story=article" in url)
    for step in (2, 3):
        page.keyboard.press("ArrowRight")
        at(page, step)


def test_a_story_file_is_loaded_or_refused_with_a_reason(page, app_url, tmp_path):
    page.goto(f"{app_url}/story")
    settle(page)
    page.get_by_role("button", name="Load a story from a file").click()
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"majlis_story": 1, "title": "x", "steps": [{"quote": {"text": ""}}]}))
    page.locator('input[type="file"]').set_input_files(bad)
    expect(page.get_by_text("MJ603")).to_be_visible()
    good = tmp_path / "good.json"
    good.write_bytes(files.dumps(Story("From elsewhere", (Step("A word", quote=Quote("driving a wave", ((0, 7),))),))))
    page.locator('input[type="file"]').first.set_input_files(good)
    expect(page.get_by_label("Title").first).to_have_value("From elsewhere")  # for a moment there is one of each story


def test_a_hand_out_is_made_with_progress_and_saved(page, app_url):
    page.goto(f"{app_url}/story")
    settle(page)
    page.get_by_role("button", name="Hand out").first.click()
    page.get_by_text("One web page").click()
    page.get_by_role("button", name="Make it").click()
    with page.expect_download() as saved:
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
    assert saved.value.suggested_filename == "one-article-from-the-sentence-to-the-chart.html"
    assert b"Content-Security-Policy" in saved.value.path().read_bytes()[:3000]
