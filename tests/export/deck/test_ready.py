"""Ready stories, as a presenter tells them: they ask, go forward in time, name what happened, and answer."""

import re

import pytest

from lib.catalogue.wave import direction
from lib.coder import code
from lib.export.deck.ready import ready
from lib.export.deck.story_data import Data
from lib.export.deck.views import deck, draw
from lib.schema import Article
from lib.tables import to_tables

CALL = "Oman's foreign minister Badr al-Busaidi met his Iraqi counterpart Fuad Hussein in Muscat on 12 May 2024."
UNNAMED = "The foreign ministers of Kuwait and Lebanon held talks in Beirut on border security and refugees."


@pytest.fixture(scope="module")
def data() -> Data:
    return Data(to_tables([code(Article(name, words)) for name, words in (("call", CALL), ("unnamed", UNNAMED))]))


def test_the_story_of_the_region_asks_goes_forward_in_time_and_answers(data):
    steps = ready("wave", data).steps
    onsets = [s.settings["onset"] for s in steps if s.view in ("hub", "region") and "onset" in s.settings]
    assert onsets == sorted(onsets)
    assert len(onsets) > 4
    assert {direction(s.settings) for s in steps if s.view == "region"} == {"reconciliation", "rupture"}
    assert steps[0].headline.endswith("?")
    assert steps[-1].headline.startswith("Yes")
    assert {"standing", "ladder"} <= {s.view for s in steps}


@pytest.mark.parametrize("name", ["wave", "actor-SYR", "pair-IRN-SAU", "article-call"])
def test_no_step_tells_of_more_than_chance_gives(data, name):
    for slide in deck(ready(name, data), data).slides:
        told = " ".join((slide.headline, *slide.lines))
        assert "p = " not in told
        assert "may be chance" not in told


def test_notes_say_what_happened_in_order_and_end_with_the_method(data):
    step = next(s for s in ready("wave", data).steps if s.view == "region" and s.settings["onset"] == "2023-03-10")
    said, method = draw(step, data).notes.split("\n\n")
    assert "On 7 May 2023, Arab League foreign ministers readmit Syria after twelve years." in said.splitlines()
    assert "On 6 April 2023, Iran and Saudi Arabia: Foreign ministers sign statement" in said
    days = [re.findall(r" (\d+) (April|May) 2023", line)[0] for line in said.splitlines()]
    assert days == sorted(days, key=lambda on: (on[1], int(on[0])))
    assert method.startswith("Method: Against shuffled clocks p = ")


def test_without_its_busiest_actor_the_wave_is_measured_anew(data):
    slide = next(draw(s, data) for s in ready("wave", data).steps if "without" in s.settings)
    assert slide.headline.startswith("Without Syria, no wave of reconciliation is left")
    assert slide.lines[0].startswith("March 2023 to July 2023: 6 pairs net at most, instead of 13")
    assert not any("readmit Syria" in str(trace.hovertext) for trace in slide.figure.data)


def test_any_article_is_told_one_meeting_once_and_where_it_stands(data):
    slides = deck(ready("article-call", data), data).slides
    assert "meeting in Muscat on 12 May 2024" in slides[0].lines[1]
    assert len({slide.headline for slide in slides}) == len(slides)
    assert slides[-1].headline.startswith("On 12 May 2024, no wave of the region was running")
    unnamed = deck(ready("article-unnamed", data), data).slides
    assert not [line for slide in unnamed for line in slide.lines if "(Kuwait)" in line]
