"""What a click on a mark of a deck tells: the sentence, marked, in its language, and where it stands."""

import json
import re

import plotly.graph_objects as go
import pytest

from lib.coder import code
from lib.export.deck.proofs import proofs
from lib.export.deck.ready import ready
from lib.export.deck.slides import MOST
from lib.export.deck.slides_html import deck_html
from lib.export.deck.story import Step, Story
from lib.export.deck.story_data import Data
from lib.export.deck.views import deck, draw
from lib.schema import Article
from lib.tables import to_tables

ARABIC = "التقى وزير الخارجية المصري سامح شكري نظيره القطري محمد بن عبد الرحمن آل ثاني في الدوحة يوم 5 مايو 2023."
HOSTILE = "The foreign ministers of Egypt and Qatar met in Doha on 5 May 2023. </script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def data() -> Data:
    texts = {"ar": ARABIC, "hostile": HOSTILE}
    return Data(to_tables([code(Article(name, text, published="2023-05-06", language=name[:2] if name == "ar" else "en"))
                           for name, text in texts.items()]))  # fmt: skip


def marked(*keys: str) -> go.Figure:
    return go.Figure(go.Scatter(x=[*range(len(keys))], y=[*range(len(keys))], customdata=[[key] for key in keys]))


def test_each_mark_of_a_ready_story_leads_to_its_sentence(data):
    drawn = deck(ready("wave", data), data)
    figures = [slide.figure for slide in drawn.slides if slide.figure is not None]
    marks = [m[0] for f in figures for t in f.data if t.customdata is not None for m in t.customdata if m[0]]
    assert len(marks) > 100
    assert [mark for mark in marks if not set(mark.split()[:MOST]) <= set(drawn.proofs)] == []


def test_a_proof_is_the_sentence_in_its_language(data):
    meetings = data.rows["meetings"].set_index("article_id")
    found = proofs([marked(meetings.loc["ar", "key"])], data)
    (proof,) = found.values()
    assert (proof.lang, proof.dir) == ("ar", "rtl")
    assert "".join(text for text, lit in proof.pieces if lit) == meetings.loc["ar", "evidence"]
    assert proof.article == {"article": "ar", "sentence": "0"}


def test_a_milestone_leads_to_its_source(data):
    (proof,) = proofs([marked("c0")], data).values()
    assert proof.url.startswith("http")
    assert "chronology" in proof.cited


def test_what_is_no_key_of_a_row_leads_nowhere(data):
    assert proofs([marked("", "x9", "m999999", "c1; DROP", "c-1")], data) == {}


def test_nothing_a_text_says_breaks_out_of_the_page(data):
    page = deck_html(deck(Story("One", (Step(view="timeline"),)), data))
    told = json.loads(re.search(r'id="deck">(.*?)</script>', page, re.DOTALL)[1])
    assert any("onerror" in text for proof in told["proofs"].values() for text, _ in proof["pieces"])
    assert "<img" not in page


def test_marks_of_a_figure_that_was_kept_from_other_data_lead_nowhere(data):
    kept = Step("Kept", figure=json.loads(marked("c0").to_json()))
    assert draw(kept, data, data.mark).figure.data[0].customdata is not None
    assert draw(kept, data, "other data").figure.data[0].customdata is None
    assert draw(kept, data, "").figure.data[0].customdata is None
