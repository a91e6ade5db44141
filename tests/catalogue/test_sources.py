"""The government that tells most texts is named as their source, and is no finding."""

from dataclasses import replace

import pytest

from lib.catalogue.charts import CHARTS
from lib.coder import code
from lib.export.deck.story_data import Data
from lib.schema import Article
from lib.tables import to_tables

ASIDE = "leaving out Oman, the source of most texts"
TOLD = (
    "Omani Foreign Minister Badr al-Busaidi hosted Iranian Foreign Minister Abbas Araghchi in Muscat on Monday for talks. "
    "Badr al-Busaidi said Oman supports trade and a ceasefire in Yemen.",
    "Omani Foreign Minister Badr al-Busaidi met Saudi Foreign Minister Faisal bin Farhan in Muscat on Tuesday.",
    "Omani Foreign Minister Badr al-Busaidi spoke by phone with Egyptian Foreign Minister Badr Abdelatty on Wednesday.",
    "Saudi Foreign Minister Faisal bin Farhan received Iranian Foreign Minister Abbas Araghchi in Jeddah on Thursday. "
    "Araghchi said Iran supports trade and energy projects.",
)
OF_SIDES = ("network-sides", "network-people", "dyads", "map", "named", "roles", "speakers", "took-part")


def told(texts: tuple[str, ...], source: str) -> Data:
    articles = [
        Article(f"a{n}", text, published="2025-05-16", source=source, language="en") for n, text in enumerate(texts)
    ]
    return Data(to_tables(code(article) for article in articles))


@pytest.fixture(scope="module")
def omani() -> Data:
    return told(TOLD, "Omani Foreign Ministry")


@pytest.mark.parametrize("key", OF_SIDES)
def test_a_finding_of_sides_is_told_without_the_government_that_tells_it(omani, key):
    drawn = CHARTS[key].draw(omani.rows, {})
    finding = drawn.words.headline.removesuffix(ASIDE)
    assert finding != drawn.words.headline
    assert "Oman" not in finding
    assert "Busaidi" not in finding
    assert drawn.figure.layout.meta["title"] == drawn.words.headline
    assert "All 4 texts are the voice of one government, that of Oman" in drawn.figure.layout.meta["source"]
    assert len(drawn.rows)


@pytest.mark.parametrize("key", OF_SIDES)
def test_what_a_newspaper_tells_of_most_is_found(key):
    drawn = CHARTS[key].draw(told(TOLD, "Al Jazeera").rows, {})
    assert "leaving out" not in drawn.words.headline
    assert "voice of one government" not in drawn.figure.layout.meta["source"]


def test_where_nobody_else_is_left_the_title_says_so(omani):
    drawn = CHARTS["dyads"].draw(told(TOLD[:3], "Omani Foreign Ministry").rows, {})
    assert drawn.words.headline == "Nothing is counted here without Oman, the source of most texts"


def test_whom_the_government_itself_met_can_be_asked(omani):
    oman = {"kind": "country", "name": "Oman", "country": "OMN"}
    assert CHARTS["counterparts"].draw(omani.rows, oman).words.headline == "Oman met 3 others, Egypt among them"
    iran = {"kind": "country", "name": "Iran", "country": "IRN"}
    assert CHARTS["counterparts"].draw(omani.rows, iran).words.headline == f"Iran met Saudi Arabia, {ASIDE}"


def test_mediators_of_the_chronology_are_nobody_s_own_voice(omani):
    chart, measured = CHARTS["mediators"], omani.both
    chronicled = replace(measured, layer="chronology")
    assert "leaving out" not in chart.draw(chronicled, {}).words.headline
    assert chart.draw(measured, {}).words.headline.endswith(ASIDE)
    assert "Oman" not in chart.draw(measured, {}).words.headline.removesuffix(ASIDE)
