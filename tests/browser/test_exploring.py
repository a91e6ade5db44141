"""Exploring as readers do it: from a mark to its sentence, filters in the address, charts taken away."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.seeing import PLACE, WATCH, close, fit, press, settle, still, turn_dark, violations

PNG = b"\x89PNG\r\n\x1a\n"


def opened(page, url: str, chart: bool = True) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(url)
    settle(page, chart)


def press_mark(page, card: str) -> None:
    """Click the first mark of a chart, where a reader would."""
    mark = page.locator(f".st-key-card-{card} .js-plotly-plot .scatterlayer .point").first
    press(page, mark)


def panel(page):
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Confidence", exact=True).first.wait_for()
    return dialog


def test_a_mark_leads_to_its_sentence_again_and_again_and_on_to_the_article(page, app_url, look):
    opened(page, f"{app_url}/meetings")
    for _ in range(2):
        press_mark(page, "timeline")
        panel(page)
        close(page)
    press_mark(page, "timeline")
    dialog = panel(page)
    assert dialog.locator("mark").first.inner_text().startswith("BEIJING, (UrduPoint")
    assert not violations(page)
    look(page, "evidence-light-1440")
    dialog.get_by_text("Read it in its article").click()
    page.wait_for_url(re.compile(r"/article\?"))
    page.wait_for_url(lambda url: "sentence=" in url)
    page.locator(".mark-focus").first.wait_for()
    settle(page)
    seen = page.locator(".mark-focus").first.bounding_box()
    assert 0 <= seen["y"] <= 900, "the sentence is not on screen"


def test_the_first_page_leads_on_from_a_sentence_a_step_and_a_figure(page, app_url):
    opened(page, app_url)
    page.locator("[class*='st-key-example-box-']").first.get_by_role("button").click()
    assert "China and Iran: phone call on 20 August 2023" in panel(page).inner_text()
    close(page)
    press_mark(page, "region")
    page.get_by_role("dialog").get_by_text("From the curated chronology").first.wait_for()
    close(page)
    page.locator(".st-key-figures").get_by_role("link", name="Topics raised").click()
    page.wait_for_url(re.compile("/topics"))


def test_a_part_of_the_time_is_drawn_out_its_marks_lead_on_and_a_double_click_shows_all_again(page, app_url):
    opened(page, f"{app_url}/meetings")
    still(page)
    chart = page.locator(".st-key-card-timeline .js-plotly-plot").last  # one that is being replaced stands before it
    shown = "plot => plot._fullLayout.xaxis.range.map((day) => day.slice(0, 4))"
    whole = chart.evaluate(shown)
    room = chart.locator(".nsewdrag").first.bounding_box()
    mark = chart.locator(".scatterlayer .point").first.bounding_box()
    height, at = room["y"] + 8, mark["x"] + mark["width"] / 2
    page.mouse.move(at - 60, height)
    page.mouse.down()
    page.mouse.move(at + 60, height, steps=4)
    page.mouse.up()
    page.wait_for_function(
        f"([plot, all]) => String(({shown})(plot)) !== String(all)", arg=[chart.element_handle(), whole]
    )
    page.wait_for_url(lambda url: "timeline-zoom" in url)
    still(page)  # a press that follows at once is part of the drawing out
    press_mark(page, "timeline")
    panel(page)
    close(page)
    chart.locator(".nsewdrag").first.dblclick(position={"x": 20, "y": 8})
    page.wait_for_function(
        f"([plot, all]) => String(({shown})(plot)) === String(all)", arg=[chart.element_handle(), whole]
    )


RANGE = "plot => plot._fullLayout.xaxis.range.map((day) => day.slice(0, 10))"


def drawn_out(page, begin: float, end: float) -> str:
    """Draw out this part of the width of the timeline; the address it then has."""
    room = page.locator(".st-key-card-timeline .nsewdrag").first.bounding_box()
    before, entries = page.url, page.evaluate("() => history.length")
    page.mouse.move(room["x"] + begin * room["width"], room["y"] + 8)
    page.mouse.down()
    page.mouse.move(room["x"] + end * room["width"], room["y"] + 8, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: url != before and "timeline-zoom" in url)
    page.wait_for_function("before => history.length > before", arg=entries)  # once nothing more is written
    return page.url


def test_a_part_of_the_time_stands_in_the_address_back_undoes_it_and_no_run_is_needed(page, visitor, app_url):
    opened(page, f"{app_url}/meetings")
    still(page)
    page.wait_for_timeout(3000)  # what is written while a page is new is no step
    chart = page.locator(".st-key-card-timeline .js-plotly-plot").last
    whole = chart.evaluate(RANGE)
    page.evaluate(WATCH)
    once, twice = drawn_out(page, 0.3, 0.7), drawn_out(page, 0.4, 0.6)
    assert not page.evaluate("window.runs")
    first, last = once.split("timeline-zoom=")[1].split("..")
    assert whole[0] < first < last < whole[1]
    is_shown = f"([plot, range]) => String(({RANGE})(plot)) === String(range)"
    page.go_back()
    page.wait_for_function(is_shown, arg=[chart.element_handle(), [first, last]])
    page.go_back()
    page.wait_for_function(is_shown, arg=[chart.element_handle(), whole])
    assert "zoom" not in page.url
    page.go_forward()
    page.wait_for_function(is_shown, arg=[chart.element_handle(), [first, last]])
    assert twice != once
    opened(visitor, once)
    chart = visitor.locator(".st-key-card-timeline .js-plotly-plot").last
    visitor.wait_for_function(is_shown, arg=[chart.element_handle(), [first, last]])
    visitor.get_by_role("button", name="Show the whole time").click()
    visitor.wait_for_function(is_shown, arg=[chart.element_handle(), whole])
    visitor.wait_for_url(lambda url: "zoom" not in url)


def test_a_finger_on_a_chart_moves_the_page_and_a_tap_leads_to_the_sentence(browser, app_url):
    context = browser.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    try:
        page.goto(f"{app_url}/meetings")
        settle(page, chart=True)
        still(page)
        finger = context.new_cdp_session(page)
        x, y = page.locator(".js-plotly-plot").nth(1).evaluate(PLACE, None)
        scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop"
        before = page.evaluate(scrolled)
        for kind, up in (("Start", 0), *(("Move", 25 * n) for n in range(1, 9))):
            finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y - up}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        still(page)
        assert page.evaluate(scrolled) > before + 50
        page.touchscreen.tap(*page.locator(".bars .point path").first.evaluate(PLACE, None))
        page.get_by_role("dialog").wait_for()
    finally:
        context.close()


def test_a_row_of_the_table_leads_to_its_sentence_by_keyboard(page, app_url):
    opened(page, f"{app_url}/actors")
    button = page.locator(".st-key-tools-dyads").get_by_role("button", name="Table")
    button.focus()
    page.keyboard.press("Enter")
    grid = page.locator(".st-key-card-dyads [data-testid='stDataFrame']")
    grid.wait_for()
    settle(page)
    still(page)
    grid.locator("canvas").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    panel(page)


def test_filters_stand_in_the_address_and_stay_across_pages(page, app_url):
    opened(page, f"{app_url}/meetings?country=Saudi+Arabia")
    assert page.get_by_role("button", name="Saudi Arabia").is_visible()
    assert "1 meeting" in page.locator(".st-key-card-timeline h2").inner_text()
    page.get_by_text("Explore", exact=True).first.click()
    page.get_by_role("menuitem", name="Topics").click()
    page.wait_for_url(re.compile("/topics"))
    settle(page)
    page.wait_for_url(lambda url: "country=Saudi" in url)
    assert page.get_by_role("button", name="Saudi Arabia").is_visible()
    page.go_back()
    page.wait_for_url(re.compile("/meetings"))
    settle(page, chart=True)
    assert "1 meeting" in page.locator(".st-key-card-timeline h2").inner_text()
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_text("All dates, countries and sources").wait_for()
    page.wait_for_url(lambda url: "country" not in url)


def test_back_leads_to_the_view_before_with_all_its_filters(page, app_url):
    asked = "country=Iran&country=Saudi+Arabia&kind=Talks"

    def arrived(name: str) -> None:
        """At a page, with all that was asked: the address is written last."""
        page.wait_for_url(lambda url: f"/{name}?" in url and sorted(url.split("?")[1].split("&")) == asked.split("&"))
        settle(page)

    opened(page, f"{app_url}/meetings?{asked}")
    for name in ("Topics", "Actors"):
        page.get_by_text("Explore", exact=True).first.click()
        page.get_by_role("menuitem", name=name).click()
        arrived(name.lower())
    for name in ("topics", "meetings"):
        page.go_back()
        arrived(name)
        assert page.get_by_role("button", name="Iran or Saudi Arabia").is_visible()
    assert "1 meeting" in page.locator(".st-key-card-timeline h2").inner_text()


def test_back_undoes_a_choice_above_a_chart_and_forward_does_it_again(page, app_url):
    opened(page, f"{app_url}/actors")
    first, entries = page.locator("h2").first.inner_text(), page.evaluate("() => history.length")
    page.get_by_role("radio", name="People").click()
    page.wait_for_url(re.compile("who=People"))
    settle(page, chart=True)
    page.wait_for_function("before => history.length > before", arg=entries)  # once nothing more is written
    page.go_back()
    page.wait_for_url(lambda url: "who" not in url and "/actors" in url)
    settle(page, chart=True)
    page.wait_for_function("said => document.querySelector('h2').innerText === said", arg=first)
    page.go_forward()
    page.wait_for_url(re.compile("who=People"))
    settle(page, chart=True)
    page.get_by_role("radio", name="People", checked=True).wait_for()


def test_enter_takes_the_filter_that_was_typed(page, app_url):
    opened(page, f"{app_url}/meetings")
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Countries and organizations").click()
    page.keyboard.type("Iran")
    expect(page.get_by_label("Countries and organizations")).to_have_value("Iran")
    page.get_by_role("option", name="Iran", exact=True).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"country="))
    page.wait_for_url(lambda url: url.endswith("/meetings?country=Iran"))


def test_a_chart_is_taken_away_as_a_light_picture_also_in_the_dark(page, app_url, tmp_path):
    opened(page, f"{app_url}/meetings")
    turn_dark(page)
    take_away(page, "timeline")
    png = save_picture(page, tmp_path, "PNG")
    check_png(png)
    svg = save_picture(page, tmp_path, "SVG", by_keyboard=True).read_text("utf-8")
    assert svg.startswith("<svg")
    ElementTree.fromstring(svg)
    for words in ("China and Iran: phone call on 20 August 2023", "Source: 1 article", "A dot is a day"):
        assert words in svg
    assert in_it(svg) == {"Source Serif", "Public Sans"}
    check_type(page, png)
    assert page.hosts - {"blob", "data"} == {"127.0.0.1"}


def test_a_chart_taken_away_has_its_typefaces_by_the_button_on_it_too(page, app_url, tmp_path):
    opened(page, f"{app_url}/actors")
    take_away(page, "map")
    save = page.locator(".st-key-take-picture-png .modebar-btn")
    with page.expect_download() as download:
        save.click()
    download.value.save_as(tmp_path / "map.png")
    check_png(tmp_path / "map.png")
    svg = save_picture(page, tmp_path, "SVG").read_text("utf-8")
    assert in_it(svg) == {"Source Serif", "Public Sans"}
    assert "choroplethlayer" in svg


def test_a_chart_is_taken_away_even_if_its_typefaces_cannot_be_had(page, app_url, tmp_path):
    opened(page, f"{app_url}/meetings")
    take_away(page, "timeline")
    page.route("**/*.woff2", lambda route: route.abort())
    check_png(save_picture(page, tmp_path, "PNG"))
    assert not in_it(save_picture(page, tmp_path, "SVG").read_text("utf-8"))


def take_away(page, chart: str) -> None:
    page.locator(f".st-key-tools-{chart}").get_by_role("button", name="Download, cite").click()
    page.get_by_role("dialog").wait_for()


def save_picture(page, folder: Path, form: str, by_keyboard: bool = False) -> Path:
    """Choose a format and save right away, before its picture is drawn."""
    page.get_by_role("dialog").get_by_text(re.compile(f"^{form}, for")).click()
    save = page.locator(f".st-key-take-save-{form.lower()} button")
    with page.expect_download() as download:
        save.press("Enter") if by_keyboard else save.click()
    file = folder / download.value.suggested_filename
    assert file.suffix == f".{form.lower()}"
    download.value.save_as(file)
    return file


def in_it(svg: str) -> set[str]:
    """The typefaces whose files are inside an SVG."""
    faces = re.findall(r"@font-face \{[^}]*\}", svg)
    return {re.search(r'font-family: "([^"]+)"', face)[1] for face in faces if 'url("data:font/woff2;base64,' in face}


def check_png(file: Path) -> None:
    """3600 pixels wide, light at its corners."""
    assert file.read_bytes().startswith(PNG)
    with Image.open(file) as image:
        assert image.width == 3600
        assert all(
            image.convert("RGB").getpixel(at) == (255, 255, 255) for at in ((2, 2), (3590, 2), (2, image.height - 3))
        )


WIDTH = """([text, font]) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  const { actualBoundingBoxLeft, actualBoundingBoxRight } = context.measureText(text);
  return actualBoundingBoxLeft + actualBoundingBoxRight;
}"""


def check_type(page, png: Path) -> None:
    """The first line (the title) and the last (the source) are as wide as the page's own typefaces make them."""
    source = page.locator(".st-key-take-picture-svg .annotation-text .line, .annotation-text").last.text_content()
    title = page.locator(".st-key-take-picture-svg .gtitle").last.text_content()  # for a moment there may be two
    with Image.open(png) as image:
        ink = image.convert("L").point(lambda value: 255 if value < 180 else 0)
    left, top, right, bottom = ink.getbbox()
    for text, font, line in (
        (title, "24px 'Source Serif'", (0, top, ink.width, top + 60)),
        (source, "12px 'Public Sans'", (0, bottom - 30, ink.width, bottom)),
    ):
        left, _, right, _ = ink.crop(line).getbbox()
        assert (right - left) / 3 == pytest.approx(page.evaluate(WIDTH, [text, font]), rel=0.015), text


def test_the_rows_and_the_citation_are_taken_away(page, app_url, tmp_path):
    opened(page, f"{app_url}/meetings?kind=Talks")
    page.locator(".st-key-tools-timeline").get_by_role("button", name="Download, cite").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="All that this chart draws").click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "IRN;SAU" in rows[1]
    link, frame, cited = (dialog.locator("[data-testid='stCode']").nth(n).inner_text() for n in range(3))
    assert link.endswith("/meetings?kind=Talks")
    assert "/meetings?kind=Talks&amp;embed=1&amp;chart=timeline" in frame
    assert "Filtered by Talks" in cited
    assert "/meetings?kind=Talks" in cited


def test_the_map_is_drawn_from_what_comes_with_the_app(page, app_url):
    asked = []
    page.on("request", lambda r: asked.append(r.url))
    opened(page, f"{app_url}/actors")
    page.locator(".st-key-card-map .choroplethlayer path").first.wait_for(state="attached")
    assert any("app/static/topojson/world_110m.json" in url for url in asked)


def test_a_wide_screen_is_used_with_measure(page, app_url, look):
    opened(page, app_url)
    fit(page, 2560, 1300)
    look(page, "overview-light-2560")
    chart = page.locator(".st-key-card-region .js-plotly-plot").first.bounding_box()
    assert 1000 <= chart["width"] <= 1400
