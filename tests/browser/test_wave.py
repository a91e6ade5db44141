"""The wave page in a browser: presets, the slider of days, and from a mark to its source."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.seeing import close, fit, press, settle

LOADED = ".st-key-card-breadth .js-plotly-plot"


@pytest.fixture
def wave(page, app_url):
    page.goto(f"{app_url}/wave")
    page.wait_for_selector(LOADED)
    return page


def heading(page):
    return page.locator(".st-key-wave-card h2")


def test_the_verdict_and_the_presets(wave):
    """A reader with one minute reads the verdict; the presets change it, and the address."""
    assert re.search(r"16 pairs moved towards each other", heading(wave).inner_text())
    for words in (
        "10 Mar 2023",
        "first step 28 Dec 2022",
        "7 May 2023",
        "13 pairs",
        "Syria",
        "What would change this verdict?",
        "Without Syria",
    ):
        expect(wave.locator(".st-key-wave-card")).to_contain_text(words, use_inner_text=True)
    for preset, says in (("Qatar 2021", "Qatar moved closer to"), ("Rupture of late 2023", "Israel moved away from")):
        wave.get_by_role("radio", name=preset).click()
        heading(wave).filter(has_text=says).wait_for()
        wave.wait_for_url(f"**look={preset.replace(' ', '+')}**")
        if preset == "Qatar 2021":
            wave.get_by_text("a package, not a wave that spread").wait_for()


def test_a_shared_link_opens_the_same_view(page, app_url):
    page.goto(f"{app_url}/wave?look=Israel+2020")
    heading(page).filter(has_text="Israel moved closer to").wait_for()


def test_with_only_the_articles_the_page_says_what_is_missing(wave):
    wave.get_by_role("radio", name="Articles").click()
    heading(wave).filter(has_text="No regional wave in this evidence").wait_for()
    expect(wave.locator(".st-key-wave-card")).to_contain_text("a wave needs at least 4", use_inner_text=True)
    wave.locator(".st-key-card-breadth").wait_for(state="detached")


def test_leaving_out_an_actor_measures_anew_and_stands_in_the_address(wave):
    wave.get_by_role("radio", name="Spring 2023").click()
    wave.get_by_role("combobox", name=re.compile("^Without|Without")).first.click()
    wave.keyboard.type("Syria")
    wave.get_by_role("option", name="Syria", exact=True).click()
    heading(wave).filter(has_text="no regional wave is named, what moved may be chance").wait_for()
    expect(wave.locator(".st-key-wave-card")).to_contain_text("6 pairs", use_inner_text=True)
    wave.wait_for_url(lambda url: "without=Syria" in url)


def test_a_link_opens_the_pair_and_the_day_it_names(page, app_url):
    page.goto(f"{app_url}/wave?pair=ISR-JOR&day=2024-01-10&inside=true")
    page.get_by_role("heading", name="Israel and Jordan: from treaty").wait_for()
    page.locator(".st-key-card-map h2").filter(has_text="10 January 2024").wait_for()


def test_the_slider_and_the_parameters_take_effect_at_once(wave):
    title = wave.locator(".st-key-card-map h2")
    title.filter(has_text="7 May 2023: 13 pairs up").wait_for()
    settle(wave)
    wave.get_by_role("slider", name="Pairs up and down on").focus()
    wave.keyboard.press("ArrowRight")
    title.filter(has_text="14 May 2023: ").wait_for()
    wave.wait_for_url(lambda url: "day=2023-05-14" in url)
    wave.get_by_role("button", name="Parameters").click()
    wave.get_by_role("slider", name=re.compile("Fewest pairs")).wait_for()
    settle(wave)  # a slider that is drawn anew loses the key
    wave.get_by_role("slider", name=re.compile("Fewest pairs")).focus()
    wave.keyboard.press("ArrowRight")
    wave.get_by_text("Not the default parameters: pairs at least 5").wait_for()


def test_the_map_on_a_phone_is_as_high_as_its_width_asks(wave):
    fit(wave, 400, 900)
    drawn = wave.locator(".st-key-card-map .js-plotly-plot").bounding_box()
    assert drawn["height"] < 0.75 * drawn["width"]


def test_a_mark_and_a_claim_open_what_they_stand_on(wave):
    wave.get_by_text("driving a reconciliation wave in the middle East").wait_for()
    wave.get_by_role("button", name="See it in its article").click()
    panel = wave.get_by_role("dialog")
    panel.get_by_text("Read it in its article").wait_for()
    close(wave)
    marks = wave.locator(".st-key-card-ladder .js-plotly-plot .points path")
    press(wave, marks.last)
    panel.get_by_text("From the curated chronology").first.wait_for()
    assert panel.get_by_role("link", name="Open the source").first.get_attribute("href").startswith("http")
