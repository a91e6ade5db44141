"""python -m lib export-story: from the name or file of a story to the file to hand out."""

import json

import pytest
from pptx import Presentation
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from lib.__main__ import main
from lib.coder import code
from lib.errors import MajlisError
from lib.export.deck import chromium
from lib.export.deck.story import Step, Story, dump, loads
from lib.export.deck.story_data import Data
from lib.export.deck.tell import story_of
from lib.schema import Article
from lib.tables import empty, to_tables


@pytest.fixture(scope="module")
def nothing() -> Data:
    return Data({name: empty(name) for name in ("articles", "meetings", "topics", "actors", "events")})


def test_the_article_as_powerpoint(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(chromium, "find", lambda: None)
    assert main(["export-story", "article", "--out", str(tmp_path / "a.pptx")]) == 0
    titles = [page.shapes.title.text_frame.text for page in Presentation(str(tmp_path / "a.pptx")).slides]
    assert len(titles) == 8
    assert titles[2] == "China and Iran: phone call on 20 August 2023"
    assert "hold their figures as a table" in capsys.readouterr().err


def test_the_wave_as_one_html_file(tmp_path):
    assert main(["export-story", "wave", "--out", str(tmp_path / "w.html")]) == 0
    assert (tmp_path / "w.html").read_text("utf-8").count('<section class="slide"') >= 6


def test_an_article_alone_is_told_without_the_others():
    words = "Iran and Saudi Arabia restored relations in Beijing on 10 March 2023."
    data = Data(to_tables([code(Article(name, words)) for name in ("one", "other")]))
    own = data.alone("one")
    assert len(data.rows["events"]) == 2 * len(own.tables["events"]) > 0
    assert own.tables["articles"]["article_id"].tolist() == ["one"]


def test_a_story_file_goes_round(tmp_path, capsys):
    out = tmp_path / "pair.json"
    assert main(["export-story", "pair-IRN-SAU", "--out", str(out)]) == 0
    story = loads(out.read_bytes())
    assert all(step.fingerprint for step in story.steps)
    stale = dump(Story("Stale", (Step("Then", view="ladder", settings={"pair": "IRN-SAU"}, fingerprint="0" * 16),)))
    out.write_text(json.dumps(stale), "utf-8")
    assert main(["export-story", str(out), "--out", str(tmp_path / "pair.html")]) == 0
    assert "Step 1: The data behind this step have changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense", "--out", "x.html"], "MJ606: There is no story nonsense"),
        (["gone.json", "--out", "x.html"], "MJ606: There is no story gone.json"),
        (["actor-ISL", "--out", "x.html"], "MJ607: The story of ISL has nothing to tell"),
        (["wave", "--out", "x.key"], "MJ609: Slides cannot be written as .key"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["export-story", *arguments]) == 1
    assert words.replace("of ISL", "of Iceland") in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not chromium.find(), reason="no Chromium")
def test_a_brief_is_one_page_with_findings_charts_and_a_code(tmp_path):
    out = tmp_path / "w.brief.pdf"
    assert main(["export-story", "wave", "--out", str(out), "--link", "https://example.org/stage?story=wave"]) == 0
    pages = PdfDocument(out)
    assert len(pages) == 1
    words = " ".join(pages[0].get_textpage().get_text_range().split())
    assert "Was there a reconciliation wave" in words
    assert "Yes, twice, and mostly Syria coming back" in words
    assert "https://example.org/stage?story=wave" in words.replace("? ", "?")
    assert len([one for one in pages[0].get_objects() if one.type == FPDF_PAGEOBJ_IMAGE]) == 2


def test_a_pdf_without_a_browser_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(chromium, "find", lambda: None)
    assert main(["export-story", "article", "--out", str(tmp_path / "a.pdf")]) == 1
    assert "take the HTML file and print it" in capsys.readouterr().err


def test_without_articles_there_is_no_article_to_tell(nothing):
    with pytest.raises(MajlisError, match="there is no article"):
        story_of("article", nothing)
    assert len(story_of("wave", nothing).steps) >= 6, "the chronology tells without any article"
