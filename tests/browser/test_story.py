"""A story on stage: keys, fingers, addresses, windows in one browser and on two machines, a lost server, evidence behind a mark."""

import json
import re

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from lib.export.deck import story as files
from lib.export.deck.story import Quote, Step, Story
from tests.browser.conftest import of_a_reader
from tests.browser.seeing import press, settle, violations

TYPED = """(keys) => keys.forEach(([key, code]) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true})))"""
KEYS = (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("End", 7), ("PageUp", 6), ("ArrowLeft", 5), ("Home", 1), ("ArrowDown", 2),
        ("ArrowUp", 1), ("Enter", 2), ("ArrowLeft", 1), ("ArrowLeft", 1))  # fmt: skip
SHOW = "5eaec0de5eaec0de"


def at(page: Page, step: int) -> None:
    """The step is on the screen, and the address says so."""
    expect(page.locator(".slide.on")).to_have_id(f"step-{step}")
    expect(page).to_have_url(re.compile(rf"step={step}\b"))


def open_stage(page: Page, url: str, query: str = "story=article") -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{url}/stage?{query}")
    page.wait_for_selector("html[data-ready]")


SIZED = """() => document.documentElement.hasAttribute('data-ready') && [...document.querySelectorAll('.plot[data-drawn]')]
  .every((plot) => plot.dataset.drawn.endsWith(` ${plot.clientWidth} ${plot.clientHeight}`))"""


def sized(page: Page, width: int, height: int) -> None:
    """Make the window so large, and wait until every chart is drawn anew for it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("(width) => innerWidth === width", arg=width)
    page.wait_for_function(SIZED)


def headline(page: Page) -> str:
    return page.locator(".slide.on h1").inner_text()


def test_keys_and_clicker_move_the_story(page, app_url, look):
    open_stage(page, app_url)
    headlines = {1: headline(page)}
    for key, step in KEYS:
        page.keyboard.press(key)
        at(page, step)
        headlines.setdefault(step, headline(page))
    assert len(set(headlines.values())) == 7
    assert not violations(page), "\n".join(violations(page))
    look(page, "stage-quote-light-1440")
    assert not page.errors
    assert page.hosts <= {"127.0.0.1", "data", "blob"}


PRESSES = """(count) => { for (let n = 0; n < count; n += 1) setTimeout(() => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true})); }, n * 60); }"""


def test_five_presses_in_a_moment_are_five_steps(page, app_url):
    open_stage(page, app_url, "story=wave")
    page.evaluate(PRESSES, 5)
    at(page, 6)
    page.goto(f"{app_url}/stage?story=wave")  # also while the charts are being drawn
    page.wait_for_selector(".slide.on")
    page.evaluate(PRESSES, 5)
    at(page, 6)
    expect(page.locator(".slide.on .main-svg").first).to_be_visible()


def test_numbers_blank_overview_and_help(page, app_url, look):
    open_stage(page, app_url)
    for key in ("4", "Enter"):
        page.keyboard.press(key)
    at(page, 4)
    for key in ("9", "9", "Enter"):
        page.keyboard.press(key)
    at(page, 7)
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator("#blank")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator("#blank")).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#blank")).to_be_hidden()
    at(page, 6)
    page.keyboard.press("o")
    expect(page.locator(".slide h1:visible")).to_have_count(7)
    look(page, "stage-overview-light-1440")
    assert not violations(page), "\n".join(violations(page))
    page.locator("#step-2").click()
    at(page, 2)
    expect(page.locator(".slide h1:visible")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert not violations(page), "\n".join(violations(page))
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")


def test_space_is_the_next_step_also_after_a_mouse_or_a_field(page, app_url):
    open_stage(page, app_url)
    for pressed, step in ((".dot >> nth=1", 3), ("#count", 4), ("#keys", 5)):
        page.locator(pressed).click()
        page.keyboard.press("Escape")
        page.keyboard.press(" ")
        at(page, step)
        expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Home")
    page.locator("#on").focus()  # by keys, it keeps the focus
    for step in (2, 3):
        page.keyboard.press("Enter")
        at(page, step)
    open_stage(page, app_url, "story=article&view=speaker")
    page.get_by_role("button", name="Pause").click()
    page.keyboard.press(" ")
    at(page, 2)
    field = page.get_by_label("Minutes there are")
    for key, step in (("PageDown", 3), ("Enter", 3), ("ArrowRight", 4)):
        field.fill("5")
        page.keyboard.press(key)
        at(page, step)
    expect(field).to_have_value("5")


def test_keys_of_an_arabic_or_russian_keyboard_do_the_same(page, app_url):
    open_stage(page, app_url)
    page.evaluate(TYPED, [["٤", "Digit4"], ["Enter", "Enter"], ["لا", "KeyB"]])
    at(page, 4)
    expect(page.locator("#blank")).to_be_visible()
    page.evaluate(TYPED, [["и", "KeyB"], ["؟", "Slash"]])
    expect(page.locator("#blank")).to_be_hidden()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_who_hears_the_page_is_told_each_step(page, app_url):
    open_stage(page, app_url)
    page.keyboard.press("ArrowRight")
    at(page, 2)
    expect(page.locator("#heard[role=status]")).to_have_text(headline(page))


@pytest.mark.parametrize(
    ("query", "step"), [("story=article&step=99", 7), ("story=article&step=x", 1), ("story=article&step=3", 3)]
)
def test_a_link_leads_to_its_step(page, app_url, query, step):
    open_stage(page, app_url, query)
    expect(page.locator(".slide.on")).to_have_id(f"step-{step}")


def test_the_address_of_before_leads_there(page, app_url):
    page.goto(f"{app_url}/story?story=article&stage=1&step=5")
    at(page, 5)
    assert "/stage?" in page.url


def test_a_story_that_is_none_says_so(page, app_url):
    open_stage(page, app_url, "story=nonsense")
    expect(page.get_by_role("heading", name="There is no story nonsense")).to_be_visible()


def clicked(page: Page, mark: str) -> None:
    press(page, page.locator(f".slide.on {mark}").first)


@pytest.mark.parametrize(("story", "step", "mark"), [("article", 4, ".barlayer .point path"), ("wave", 4, ".point")])
def test_a_click_on_a_mark_opens_its_sentence_and_the_next_step_closes_it(page, app_url, look, story, step, mark):
    open_stage(page, app_url, f"story={story}&step={step}")
    clicked(page, mark)
    panel = page.get_by_role("dialog", name="The evidence")
    expect(panel.locator("blockquote").first).not_to_be_empty()
    if story == "article":
        expect(panel.locator("mark").first).to_be_visible()
        assert (
            panel.get_by_role("link", name="Read it in its article").first.get_attribute("href").startswith("article?")
        )
    assert not violations(page), "\n".join(violations(page))
    look(page, f"stage-evidence-{story}-light-1440")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    clicked(page, mark)
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowRight")
    at(page, step + 1)
    expect(panel).to_be_hidden()
    assert not page.errors


OVER = """() => {
  const legend = document.querySelector('.slide.on .legend .bg').getBoundingClientRect();
  const bars = [...document.querySelectorAll('.slide.on .barlayer .point path')];
  const top = Math.min(...bars.map((bar) => bar.getBoundingClientRect().top));
  return top < legend.bottom ? [legend.bottom, top] : null;
}"""


@pytest.mark.parametrize("width", [1440, 400])
def test_the_legend_stands_above_the_bars_also_in_a_window_of_another_size(page, app_url, width):
    open_stage(page, app_url)
    sized(page, width, 900)
    for step in (4, 5, 4):
        page.keyboard.press(str(step))
        page.keyboard.press("Enter")
        at(page, step)
        page.wait_for_function(SIZED)
        assert page.evaluate(OVER) is None, f"step {step}"


TYPE = """() => {
  const slide = document.querySelector('.slide.on'), sheet = slide.querySelector('.sheet');
  const box = (text) => text.getBoundingClientRect();
  const all = [...slide.querySelectorAll('.main-svg text')].filter((text) => box(text).width);
  const drawn = slide.querySelector('.drawn'), enlarged = box(drawn).width / drawn.clientWidth;
  const size = (text) => parseFloat(getComputedStyle(text).fontSize);
  const words = [...slide.querySelectorAll('h1, .lines li, .source')];
  const names = all.filter((text) => text.closest('.textpoint, .annotation'));
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const {top, right} = box(drawn);
  return {
    least: Math.min(...all.map((text) => size(text) * enlarged), ...words.map(size)),
    cut: all.filter((t) => box(t).top < top - 1 || box(t).right > right + 2).map((t) => t.textContent),
    met: names.flatMap((a, n) => names.slice(n + 1).filter((b) => meet(box(a), box(b))).map((b) => a.textContent + ' / ' + b.textContent)),
    over: sheet.scrollHeight - sheet.clientHeight, wide: sheet.scrollWidth - sheet.clientWidth,
    numbers: names.map((text) => text.textContent).filter((text) => /^\\d$/.test(text)),
    named: [...slide.querySelectorAll('.key li')].filter((one) => box(one).height).map((one) => String(one.value)),
  };
}"""
SIZES = {"light": [(1024, 768), (3840, 2160), (400, 800)], "dark": [(1280, 720), (1920, 1080), (800, 400)]}
STEPS = [("wave", 5), ("wave", 10), ("pair-IRN-SAU", 4), ("article", 4)]


@pytest.mark.parametrize("scheme", SIZES)
def test_type_on_stage_is_large_uncut_and_apart(page, app_url, look, scheme):
    """Each story is loaded once, and its window made another."""
    page.emulate_media(color_scheme=scheme)
    for story, step in STEPS:
        page.goto(f"{app_url}/stage?story={story}&step={step}")
        for width, height in SIZES[scheme]:
            sized(page, width, height)
            told, where = page.evaluate(TYPE), f"{story} {step} {width}"
            assert told["least"] >= min(0.0219 * height, 0.0339 * width), where
            assert not told["cut"], where
            assert told["wide"] <= 1, where
            if width > 1000:  # a phone may be drawn down, and its numbers stand close
                assert not told["met"], where
                assert told["over"] <= 1, where
            look(page, f"stage-{story}-{step}-{scheme}-{width}")
            if story == "article":
                assert not violations(page), "\n".join(violations(page))


def test_a_long_word_is_broken_and_an_arabic_quote_has_its_rule_on_the_right(page, app_url):
    open_stage(page, app_url, "story=article&step=3")
    page.evaluate("() => { document.querySelector('.slide.on h1').textContent = 'x'.repeat(200); }")
    assert page.evaluate(TYPE)["wide"] <= 1
    page.keyboard.press("ArrowLeft")
    quote = page.locator(".slide.on .quote")
    quote.locator("p").evaluate("p => { p.textContent = 'قال وزير الخارجية'; }")
    assert quote.evaluate("q => parseFloat(getComputedStyle(q).borderRightWidth)") > 0


def test_what_is_below_on_a_small_screen_is_reached_by_keys(page, app_url):
    page.set_viewport_size({"width": 800, "height": 360})
    page.goto(f"{app_url}/stage?story=wave&step=11")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("ArrowDown")
    at(page, 12)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.slide.on .sheet').scrollTop > 0")
    at(page, 11)
    page.keyboard.press("ArrowRight")
    at(page, 12)


WHOLE = """() => [...document.querySelectorAll('.slide')].flatMap((slide, n) => {
  const sheet = slide.querySelector('.sheet'), figure = slide.querySelector('.figure');
  const over = Math.max(sheet.scrollHeight - sheet.clientHeight, sheet.scrollWidth - sheet.clientWidth);
  const foot = figure ? figure.getBoundingClientRect().bottom : 0;
  const cut = figure ? [...figure.querySelectorAll('text, .key li')].filter((text) => {
    const {width, left, right, bottom} = text.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1 || bottom > foot + 2);
  }).map((text) => text.textContent) : [];
  return over > 1 || cut.length ? [[n + 1, over, cut.join(', ')]] : [];
})"""


@pytest.mark.parametrize("story", ["article", "wave", "pair-IRN-SAU", "actor-IRN"])
def test_every_step_of_a_ready_story_fits_the_window(page, app_url, story):
    page.goto(f"{app_url}/stage?story={story}")
    for width, height in ((1920, 1080), (960, 540), (1024, 768), (390, 844)):
        sized(page, width, height)
        assert page.evaluate(WHOLE) == [], f"{width} x {height}"


def test_each_number_of_a_turning_point_has_its_name(page, app_url):
    open_stage(page, app_url, "story=wave&step=5")
    for width, height in ((1024, 768), (390, 844)):
        sized(page, width, height)
        told = page.evaluate(TYPE)
        assert told["numbers"]
        names = page.locator(".slide.on .textpoint:visible").all_text_contents()
        beside = sum(bool(re.search(r", \d", name)) for name in names)
        assert len(told["named"]) + beside >= 8, (width, told["named"], names)


def speaker_of(context, url: str, query: str = "story=article"):
    window = context.new_page()
    window.set_viewport_size({"width": 1440, "height": 900})
    window.goto(f"{url}/stage?{query}&show={SHOW}&view=speaker")
    window.wait_for_selector("html[data-ready]")
    return window


def test_the_speaker_view_follows_and_leads(page, context, app_url, look):
    open_stage(page, app_url, f"story=wave&show={SHOW}")
    speaker = speaker_of(context, app_url, "story=wave")
    expect(speaker.locator("#count")).to_have_text("1 / 13")
    assert speaker.locator(".slide h1:visible").count() == 2, "pictures of this step and the next"
    assert "more than chance" in speaker.locator("#say").inner_text(), "what to say"
    look(speaker, "stage-speaker-light-1440")
    assert not violations(speaker), "\n".join(violations(speaker))
    speaker.keyboard.press("ArrowRight")
    at(page, 2)
    page.keyboard.press("End")
    expect(speaker.locator("#next")).to_have_text("This is the last step.")
    at(speaker, 13)
    speaker.keyboard.press("b")
    expect(page.locator("#blank")).to_be_visible()
    expect(speaker.locator("#blank")).to_be_hidden()
    speaker.keyboard.press("4")
    speaker.keyboard.press("Enter")
    at(page, 4)
    expect(page.locator("#blank")).to_be_hidden()
    clicked(speaker, ".point")
    expect(page.get_by_role("dialog", name="The evidence")).to_be_visible()
    speaker.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="The evidence")).to_be_hidden()
    page.reload()
    at(page, 5)
    speaker.goto(f"{app_url}/stage?story=article&step=2&show={SHOW}")  # another story of the same visitor
    speaker.wait_for_selector("html[data-ready]")
    speaker.keyboard.press("End")
    at(speaker, 7)
    page.wait_for_timeout(300)
    at(page, 5)
    page.keyboard.press("Home")
    at(page, 1)
    at(speaker, 7)
    speaker.close()


def test_two_stories_of_one_title_are_two(page, context, app_url):
    open_stage(page, app_url, f"story=pair-IRN-ISL&show={SHOW}")  # both of them are none, and so of the same title
    speaker = speaker_of(context, app_url, "story=nonsense")
    speaker.keyboard.press("b")
    speaker.wait_for_timeout(300)
    expect(page.locator("#blank")).to_be_hidden()
    speaker.close()


def test_the_timer_stops_goes_on_and_tells_when_the_time_is_over(page, app_url):
    open_stage(page, app_url, f"story=article&show={SHOW}&view=speaker")
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + (window.later || 0); }")
    gone, bar = page.locator("#gone"), page.locator("#bar")
    page.evaluate("() => { window.later = 600000; }")
    expect(gone).to_have_text(re.compile("10:"))
    assert 0.45 < bar.evaluate("bar => bar.value") < 0.55, "half of 20 minutes"
    page.get_by_label("Minutes there are").fill("5")
    expect(page.locator("#time")).to_have_class("over")
    page.get_by_role("button", name="Pause").click()
    stopped = gone.inner_text()
    page.evaluate("() => { window.later = 900000; }")
    page.wait_for_timeout(700)
    assert gone.inner_text() == stopped
    page.get_by_role("button", name="Go on").click()
    assert gone.inner_text() == stopped
    page.get_by_role("button", name="Reset").click()
    expect(gone).to_have_text(re.compile("00:0"))


def test_two_machines_follow_each_other_and_a_lost_server_stops_nobody(page, browser, new_server):
    server = new_server()
    elsewhere = of_a_reader(browser)  # another browser: only the server joins them
    open_stage(page, server.url, f"story=wave&show={SHOW}")
    speaker = speaker_of(elsewhere, server.url, "story=wave")
    speaker.keyboard.press("ArrowRight")
    at(page, 2)
    server.stop()
    for step in range(3, 11):  # also steps that were not yet shown, in both windows
        page.keyboard.press("ArrowRight")
        at(page, step)
        expect(page.locator(".slide.on .main-svg").first).to_be_visible()
    clicked(page, ".point")
    expect(page.get_by_role("dialog", name="The evidence")).to_be_visible()
    assert page.locator("text=/connection|error/i").count() == 0
    speaker.keyboard.press("ArrowRight")
    at(speaker, 3)
    server.start()
    at(speaker, 10)  # the window of more moves holds
    page.keyboard.press("Home")
    at(speaker, 1)
    elsewhere.close()


def test_a_finger_drawn_across_is_a_step(browser, app_url):
    phone = browser.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{app_url}/stage?story=article&step=3")
    page.wait_for_selector("html[data-ready]")
    client = phone.new_cdp_session(page)

    def drawn(start: int, end: int, down: int = 0) -> None:
        ways = [(start, 500), ((start + end) // 2, 500 + down // 2), (end, 500 + down)]
        for kind, way in zip(("touchStart", "touchMove", "touchMove"), ways, strict=True):
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [dict(zip("xy", way, strict=True))]})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    drawn(300, 80)  # on the chart
    at(page, 4)
    drawn(80, 300)
    at(page, 3)
    drawn(200, 210, down=-200)  # down the page
    at(page, 3)
    phone.close()


def test_it_prints_a_page_a_step(page, app_url, tmp_path):
    open_stage(page, app_url, "story=wave&step=2")
    page.emulate_media(color_scheme="dark")
    page.pdf(path=tmp_path / "deck.pdf", prefer_css_page_size=True)
    assert len(PdfDocument(tmp_path / "deck.pdf")) == 13
    at(page, 2)


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
    open_stage(page, app_url, f"story={mine}")  # a new visit: the link is enough
    expect(page.locator(".slide.on .main-svg").first).to_be_visible()


def test_from_the_page_to_the_stage_and_back(page, app_url):
    page.goto(f"{app_url}/story")
    settle(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Go on stage").first.click()
    stage = opened.value
    at(stage, 1)
    stage.keyboard.press("ArrowRight")
    at(stage, 2)
    assert "show=" not in stage.url, "a link to a step is no key to the show"
    stage.keyboard.press("q")
    expect(stage.get_by_role("heading", name="Present")).to_be_visible()
    stage.close()


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
