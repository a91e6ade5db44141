"""The one HTML file: everything inside, nothing asked for, nothing a text says can break out."""

import json
import re
from dataclasses import replace

import pytest

from lib.charts import theme
from lib.charts.labels import narrow
from lib.export.deck.slides import pieces, staged
from lib.export.deck.slides_html import deck_html, write
from lib.export.deck.story import Quote
from tests.export.deck.decks import HOSTILE, deck, lines


@pytest.fixture(scope="module")
def html() -> str:
    return deck_html(deck())


def test_a_figure_is_enlarged_as_a_whole_and_names_without_room_are_hidden(html):
    fig = staged(theme.finish(lines().update_layout(title="Told above"), height=300))
    assert (fig.layout.title.text, fig.layout.height, fig.layout.font.size) == (None, None, None)
    assert fig.data == lines().data
    assert narrow(".drawn") in html
    assert html.count('<div class="drawn">') == 4


def own(html: str) -> str:
    """The file without plotly.js, which is one long script of its own."""
    return min((html.replace(s, "") for s in re.findall(r"<script>.*?</script>", html, re.DOTALL)), key=len)


def test_there_is_one_copy_of_plotly(html):
    assert html.count("plotly.js v") == 1
    assert len(html) < 6_500_000


def test_it_carries_the_letters_it_is_written_in(html):
    arabic = deck_html(replace(deck(), title="قال وزير الخارجية"))
    turkish = deck_html(replace(deck(), title="Dışişleri Bakanı Erdoğan"))
    ranges = {
        name: set(re.findall(r"unicode-range:([^;]+);", own(page)))
        for name, page in (("", html), ("ar", arabic), ("tr", turkish))
    }
    assert not any("U+0600" in one for one in ranges[""] | ranges["tr"])
    assert any("U+0600-06FF" in one for one in ranges["ar"])
    assert not any("U+0590" in one for one in ranges["ar"])
    assert any(one.startswith("U+0100") for one in ranges["tr"] - ranges[""])


def test_nothing_is_asked_for(html):
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?!#)""", own(html))
    assert "default-src 'none'" in html


def test_a_text_cannot_break_out(html):
    assert HOSTILE not in html
    data = json.loads(re.search(r'id="deck">(.*?)</script>', html, re.DOTALL)[1])
    assert data["slides"][2]["headline"] == HOSTILE


def test_every_step_has_its_words_without_any_script(html):
    assert html.count('<section class="slide"') == 5
    assert 'aria-label="Alt 1."' in html
    assert "<mark>reconciliation wave</mark>" in html
    assert '<div class="notes" hidden>Say 1.</div>' in html


def test_the_figures_leave_their_template_to_the_theme(html):
    data = json.loads(re.search(r'id="deck">(.*?)</script>', html, re.DOTALL)[1])
    assert set(data["templates"]) == {"light", "dark"}
    assert all("template" not in s["figure"]["layout"] for s in data["slides"] if s["figure"])


def test_writing_tells_its_progress(tmp_path):
    steps = []
    write(deck(), tmp_path / "deck.html", lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5, 5)
    assert (tmp_path / "deck.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("marks", "cut"),
    [
        ((), [("abcdef", False)]),
        (((0, 2),), [("ab", True), ("cdef", False)]),
        (((1, 3), (2, 5)), [("a", False), ("bc", True), ("de", True), ("f", False)]),
        (((0, 4), (1, 2)), [("abcd", True), ("ef", False)]),
    ],
)
def test_a_quotation_is_cut_at_its_marks(marks, cut):
    assert pieces(Quote("abcdef", marks)) == cut
