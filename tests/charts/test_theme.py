"""One palette for the app and its charts, legible to people who see colours differently, on light and dark."""

import re
import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from lib.charts import theme

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
GROUNDS = {"light": CONFIG["light"]["backgroundColor"], "dark": CONFIG["dark"]["backgroundColor"]}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_app_and_the_charts_share_one_palette():
    assert theme.PALETTE[:2] == ("#0072B2", "#D55E00")  # Okabe and Ito's blue and vermillion
    assert len(theme.PALETTE) == len({*theme.PALETTE}) == 8
    assert len(theme.SEQUENTIAL) == len(theme.DIVERGING) == 10
    assert CONFIG["light"]["textColor"] == theme.INK
    assert CONFIG["light"]["backgroundColor"] == theme.PAPER
    assert CONFIG["dark"]["backgroundColor"] == theme.DARK[theme.PAPER]


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("colour", theme.PALETTE)
def test_marks_stand_out(colour, ground):
    assert contrast(colour, ground) >= 2.9


@pytest.mark.parametrize("mode", GROUNDS)
@pytest.mark.parametrize("name", ["textColor", "linkColor", "primaryColor"])
def test_text_and_links_are_legible(mode, name):
    assert contrast(CONFIG[mode][name], GROUNDS[mode]) >= 4.5


def test_nothing_is_fetched_from_elsewhere():
    for face in CONFIG["fontFaces"]:
        assert face["url"].startswith("app/static/")
        assert (Path(__file__).parents[2] / face["url"].removeprefix("app/")).exists()


@pytest.fixture
def figure():
    fig = go.Figure(go.Bar(x=[1], y=["Iran"], marker_color=theme.BLUE, customdata=[["m1"]]))
    return theme.headed(theme.finish(fig, "A note.", "Bars."), "Iran met most", "an article")


def test_a_finished_figure_knows_its_words(figure):
    assert figure.layout.title.text == "Iran met most"
    alt = "Iran met most. Bars."
    assert figure.layout.meta == {"title": "Iran met most", "source": "an article", "note": "A note.", "alt": alt}


def test_on_screen_the_page_holds_the_title_and_the_theme_the_colours(figure):
    shown = theme.screen(figure)
    assert shown.layout.title.text is None
    assert shown.data[0].marker.color == "#000001"
    assert figure.data[0].marker.color == theme.BLUE  # the figure itself is left alone


def test_the_printed_picture_is_light_and_says_where_it_is_from(figure):
    picture = theme.printed(figure)
    assert (picture.layout.width, picture.layout.height) == theme.PRINT
    assert picture.layout.template.layout.paper_bgcolor == theme.PAPER
    foot = picture.layout.annotations[-1].text
    assert "A note." in foot
    assert "Source: an article" in foot
    assert "Iran met most" in picture.layout.title.text


def test_a_picture_shows_words_of_an_article_and_links_to_nothing(figure):
    said = "<a href='https://spam.example'>Daily & News</a> <b>now</b>" + " <i>x</i>" * 40
    theme.headed(figure, said, said)
    figure.update_layout(meta={**figure.layout.meta, "note": said})
    picture = theme.printed(figure)
    for text in (figure.layout.title.text, picture.layout.title.text, picture.layout.annotations[-1].text):
        assert set(re.findall("<[^>]*>", text)) == {"<br>"}
        assert "&lt;a href='https://spam.example'&gt;Daily &amp; News" in text


def test_a_long_title_is_broken_into_lines(figure):
    theme.headed(figure, "word " * 40, "")
    assert figure.layout.title.text.count("<br>") == 2
