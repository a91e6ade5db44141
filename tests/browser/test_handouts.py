"""Hand-outs as their reader opens them: from disk, without any network."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from playwright.sync_api import expect
from pptx import Presentation

from lib.export.deck import handout, slides_html, slides_pptx
from lib.export.deck.slides import Deck, Proof, Slide
from tests.browser.seeing import press, violations
from tests.export.deck.decks import HOSTILE, bars, deck


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    out = tmp_path_factory.mktemp("handout") / "deck.html"
    slides_html.write(deck(), out)
    return out.as_uri()


def shown(page) -> str:
    return page.locator(".slide.on h1").inner_text()


def test_the_html_file_works_from_disk_with_the_network_off(page, address, look):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.context.set_offline(True)
    page.goto(address)
    assert shown(page) == "Step 1 finds something"
    for key, step in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("End", 5),
        ("PageUp", 4),
        ("ArrowLeft", 3),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        page.wait_for_url(f"**#{step}")
        assert page.locator(".dot[aria-current]").get_attribute("aria-label") == f"Step {step}"
    expect(page.locator(".slide.on .js-plotly-plot .main-svg").first).to_be_visible()
    page.keyboard.press("n")
    assert page.locator(".slide.on .notes").inner_text() == "Say 1."
    page.keyboard.press("n")
    assert not violations(page)
    look(page, "handout-html-light-1440")
    page.keyboard.press("t")
    assert not violations(page)
    page.locator(".dot").nth(2).click()
    assert shown(page) == HOSTILE
    assert page.title().startswith("</script>")
    page.context.set_offline(False)
    assert not page.errors
    assert page.hosts <= {"", "file", "data", "blob"}


def test_a_link_leads_to_its_step(page, address):
    page.goto(f"{address}#4")
    assert shown(page) == "Step 4 finds something"


def test_the_speaker_view_follows_and_leads(page, address):
    page.goto(address)
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#say")).to_have_text("One line. Another. Say 1.")
    assert speaker.locator("#next").inner_text() == "Next: Step 2 finds something"
    assert speaker.locator("#gone").inner_text().startswith("00:0")
    speaker.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("#2$"))
    page.keyboard.press("End")
    expect(speaker.locator("#next")).to_have_text("This is the last step.")
    speaker.close()


def test_a_click_on_a_mark_opens_its_sentence_without_any_network(page, tmp_path, look):
    bar = bars().update_traces(customdata=[["m0"], ["m0 c1 c2"]])
    said = Proof("Egypt and Qatar: meeting", [("قال ", False), (HOSTILE, True)], "A paper", "ar", "rtl")
    slides_html.write(replace(deck(), slides=(Slide("Bars", figure=bar),), proofs={"m0": said}), tmp_path / "deck.html")
    page.context.set_offline(True)
    page.goto((tmp_path / "deck.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    press(page, page.locator(".point path").nth(1))
    panel = page.get_by_role("dialog", name="The evidence")
    expect(panel.locator("mark")).to_have_text(HOSTILE)
    expect(panel.locator("blockquote")).to_have_attribute("dir", "rtl")
    expect(panel.get_by_text("and 2 more")).to_be_visible()
    expect(panel.get_by_role("link")).to_have_count(0)
    look(page, "handout-evidence-light-1440")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.context.set_offline(False)
    assert not page.errors


def test_the_pdf_has_a_page_a_step_and_real_text(tmp_path, browser):
    handout.write(deck(), tmp_path / "deck.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "deck.pdf")
    texts = [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]
    assert len(texts) == 5
    assert "Step 1 finds something" in texts[0]
    assert "Iran Qatar" in texts[0].replace("\r\n", " ")
    assert pdf[0].get_size() == pytest.approx((960, 540), abs=1)


def test_what_powerpoint_cannot_draw_becomes_a_picture(tmp_path, browser):
    said = slides_pptx.write(deck(), tmp_path / "deck.pptx")
    page = Presentation(str(tmp_path / "deck.pptx")).slides[5]
    picture = next(s for s in page.shapes if s.shape_type == 13)
    assert said == []
    assert picture.image.size[0] > 2000


def test_a_map_has_its_coastlines_without_asking_for_them(page, tmp_path):
    import plotly.graph_objects as go

    world = go.Figure(go.Scattergeo(lat=[35.7], lon=[51.4])).update_geos(showcoastlines=True, resolution=110)
    slides_html.write(Deck("A map", (Slide("Tehran", figure=world),)), tmp_path / "map.html")
    page.goto((tmp_path / "map.html").as_uri())
    expect(page.locator(".slide.on .coastlines path")).to_have_count(1)
    assert not page.errors
