"""Printed: real PDFs on A4, looked at. What a reader gets on paper is the same from any window, light or dark."""

import re
import tomllib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from lib.charts import theme
from lib.ui.shell import layout
from tests.browser.seeing import fit, run_again, settle, still, turn_dark

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4  # points
MARGIN = 13 * MM  # two millimetres less than the sheet has, for boxes of letters are wider than the letters
SCALE = 1.5
CARDS = """() => [...document.querySelectorAll('[class*="st-key-card-"]')].map(card => [
  card.querySelector('h2, h3').innerText, [...card.querySelectorAll('[data-testid="stCaptionContainer"]')].at(-1).innerText,
])"""

PAGE = """() => {
  const page = document.body.cloneNode(true);
  page.querySelectorAll('[data-testid="stDataFrame"]').forEach(table => table.replaceChildren());
  return page.innerHTML;
}"""  # but the inside of tables, which measure themselves in their own time


def opened(page, url: str, width: int = 1440, chart: bool = True, scheme: str = "light") -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(url)
    settle(page, chart)
    still(page)


def drawn_dark(page, width: int) -> None:
    """In the running page, which draws its charts anew."""
    fit(page, width, 900)
    turn_dark(page)
    run_again(page)


def printed(page, file: Path) -> pypdfium2.PdfDocument:
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    return pypdfium2.PdfDocument(file)


def plain(text: str) -> str:
    """Letters and figures alone: a PDF breaks lines and joins words as it likes."""
    return re.sub(r"\W+", "", text.replace("\ufffe", ""))


def texts(paper: pypdfium2.PdfDocument) -> list[str]:
    return [plain(sheet.get_textpage().get_text_range()) for sheet in paper]


def pictures(paper: pypdfium2.PdfDocument) -> list[Image.Image]:
    return [sheet.render(scale=SCALE).to_pil().convert("RGB") for sheet in paper]


def check_margins(paper: pypdfium2.PdfDocument) -> None:
    """A4, white at the edges, and every letter between them."""
    for sheet, picture in zip(paper, pictures(paper), strict=True):
        wide, tall = sheet.get_size()
        assert (round(wide / MM), round(tall / MM)) == (210, 297)
        edge = round(MARGIN * SCALE)
        for left in (0, picture.width - edge):
            strip = picture.convert("L").crop((left, 0, left + edge, picture.height))
            assert strip.getextrema() == (255, 255), "something reaches into the margin"
        letters = sheet.get_textpage()
        for n in range(letters.count_chars()):
            left, _, right, _ = letters.get_charbox(n)
            assert left == right or MARGIN <= left <= right <= wide - MARGIN, letters.get_text_range(n, 20)


def check_same(one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument) -> None:
    """As many sheets, which look alike: not one in two hundred pixels differs much."""
    assert len(one) == len(other)
    for n, (a, b) in enumerate(zip(pictures(one), pictures(other), strict=True), 1):
        parts = ImageChops.difference(a, b).split()
        differs = ImageChops.lighter(ImageChops.lighter(*parts[:2]), parts[2]).point(lambda v: 255 if v > 80 else 0)
        share = differs.histogram()[255] / (a.width * a.height)
        assert share < 0.005, f"sheet {n}: {share:.2%} differs"


@pytest.mark.parametrize("name", ["wave", "overview", "actors"])
def test_a_page_of_charts_is_printed_the_same_from_any_window(page, app_url, tmp_path, name):
    address = f"{app_url}/{'' if name == 'overview' else name}"
    opened(page, address)
    cards, before = page.evaluate(CARDS), page.evaluate(PAGE)
    paper = printed(page, tmp_path / "light.pdf")
    still(page)
    assert page.evaluate(PAGE) == before, "printing leaves something behind"
    check_margins(paper)
    sheets = texts(paper)
    assert cards
    for title, source in cards:
        assert any(plain(title) in sheet and plain(source) in sheet for sheet in sheets), f"{title}: not on one sheet"
    for control in ("Download, cite", "How to read", "Add to my story", "Skip"):
        assert plain(control) not in "".join(sheets)
    if name == "overview":
        drawn_dark(page, width=794)  # its charts are still those of the light page
    else:
        opened(page, address, width=400, scheme="dark")
    check_same(paper, printed(page, tmp_path / "dark.pdf"))
    assert not page.errors
    assert page.hosts <= {"127.0.0.1", "data", "blob"}


def test_what_is_filtered_and_all_rows_of_a_table_are_on_paper(page, app_url, tmp_path):
    """From a telephone, whose screen shows three columns."""
    opened(page, f"{app_url}/meetings?country=Iran", width=400)
    paper = printed(page, tmp_path / "meetings.pdf")
    check_margins(paper)
    text = "".join(texts(paper))
    assert "FilteredbyIran" in text
    assert "Reset" not in text
    for words in ("2023-08-20", "on Sunday at the latter's request", "driving a reconciliation wave"):
        assert plain(words) in text
    assert plain(f"Majlis: Meetings{app_url}/meetings?country=Iran") in text
    assert f"1of{len(paper)}" in text


def test_a_longer_text_goes_over_as_many_sheets_as_it_needs(page, app_url, tmp_path):
    opened(page, f"{app_url}/method", chart=False)
    drawn_dark(page, width=794)
    paper = printed(page, tmp_path / "method.pdf")
    check_margins(paper)
    text = "".join(texts(paper))
    for heading in page.locator("h2, h3").all_inner_texts():
        assert plain(heading) in text
    assert len(paper) > 2
    shades = pictures(paper)[0].convert("L").histogram()
    assert sum(shades[:100]) > 0.01 * sum(shades), "the ink is not dark"
    assert shades[255] > 0.8 * sum(shades), "the ground is not white"


def test_an_article_keeps_its_marks_and_their_legend(page, app_url, tmp_path):
    opened(page, f"{app_url}/article", chart=False)
    paper = printed(page, tmp_path / "article.pdf")
    check_margins(paper)
    text = texts(paper)
    assert "PeopleCountriesOrganizations" in text[0]
    assert plain("exchanged views on BRICS cooperation and other issues of common concern.") in "".join(text)
    colours = {colour for _, colour in pictures(paper)[0].getcolors(1 << 20)}
    assert (200, 224, 238) in colours, "people are marked in blue"


def test_the_screen_does_not_change_while_it_is_printed(page, app_url):
    opened(page, app_url)
    drawn_dark(page, width=1440)
    before = page.screenshot()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".paper-chart .main-svg").count()
    assert page.screenshot() == before
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".paper-chart, .paper-rules, [data-paper-ink]").count()


def test_the_light_colours_are_those_of_the_themes():
    script = layout.PRINT.read_text("utf-8")
    known = dict(re.findall(r'"(#\w{6})": "(#\w{6})"', script))
    themes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    dark, light = themes["dark"], {**themes, **themes["light"]}
    named = {k: v for k, v in dark.items() if isinstance(v, str) and v.startswith("#")}
    assert {v: known.get(v) for v in named.values()} == {v: light[k] for k, v in named.items()}
    steps = dark["chartSequentialColors"]
    assert [known.get(c) for c in steps] == light["chartSequentialColors"]
    same = set(re.search(r'SAME =\s+"([^"]+)"', script)[1].split())
    assert same == {*theme.PALETTE, *theme.DIVERGING, *theme.COLOURS.values()}
