"""Whose voice most articles are, and the tables without that side."""

import pandas as pd
import pytest

from lib.measures.counts import summaries
from lib.measures.counts.sources import loudest, others, without


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["Omani Foreign Ministry", "Oman News Agency", "Anadolu", ""], None),  # half of them is not most
        (["Omani Foreign Ministry"] * 3 + ["A blog"] * 2, ("OMN", 3, 5)),
        (["Al Jazeera", "aljazeera.com", "A blog"], ("Al Jazeera", 2, 3)),
        (["", "", "", "Al Jazeera"], None),
        (["Omani Foreign Ministry"], None),  # one article is named beside every row
        ([], None),
    ],
)
def test_the_voice_of_more_than_half_is_found_over_all_its_offices(sources, found):
    assert loudest(pd.Series(sources, dtype="str")) == found


def test_a_publisher_is_no_government():
    assert loudest(pd.Series(["state.gov", "White House"])).official
    assert not loudest(pd.Series(["Al Jazeera"] * 2)).official


def test_a_side_and_its_people_are_left_out_of_every_count():
    people = [
        {"name": "Badr Albusaidi", "country": "OMN", "part": "host"},
        {"name": "A. Y", "country": "YEM", "part": "actor"},
    ]
    meetings = pd.DataFrame(
        {
            "key": ["m0", "m1"],
            "parties": [["OMN", "YEM", "SAU"], ["OMN", "IRN"]],
            "participants": [people, []],
            "people": [["Badr Albusaidi", "A. Y"], []],
            "initiator": ["Badr Albusaidi", "IRN"],
            "place_country": ["OMN", "IRN"],
        }
    )
    actors = pd.DataFrame({"name": ["Badr Albusaidi", "Iran"], "country": ["OMN", "IRN"]})
    topics = pd.DataFrame({"speaker": ["Badr Albusaidi", "A. Y", ""], "speaker_country": ["", "YEM", "OMN"]})
    left = without({"meetings": meetings, "actors": actors, "topics": topics}, "OMN")
    assert summaries.dyads(left["meetings"])[["a", "b"]].to_numpy().tolist() == [["SAU", "YEM"]]
    assert left["meetings"]["people"].tolist() == [["A. Y"], []]
    assert summaries.roles(left["meetings"])["name"].tolist() == ["IRN"]
    assert left["meetings"]["place_country"].tolist() == ["", "IRN"]
    assert left["actors"]["name"].tolist() == ["Iran"]
    assert left["topics"]["speaker"].tolist() == ["A. Y"]
    assert meetings["parties"][0] == ["OMN", "YEM", "SAU"]


def test_the_tables_without_the_loudest_are_made_once_for_the_same_tables_and_anew_for_others():
    meetings = pd.DataFrame({"key": ["m0"], "parties": [["USA", "OMN"]], "participants": [[]], "people": [[]],
                             "initiator": [""], "place_country": [""]})  # fmt: skip
    tables = {
        "articles": pd.DataFrame({"source": ["The White House"] * 2}),
        "meetings": meetings,
        "actors": pd.DataFrame({"name": ["Oman"], "country": ["OMN"]}),
        "topics": pd.DataFrame({"speaker": [""], "speaker_country": ["OMN"]}),
    }
    first, second = others(tables), others({**tables})
    assert first is not None
    assert first is second
    assert first[1]["meetings"]["parties"].tolist() == [["OMN"]]
    more = others(tables | {"meetings": meetings.assign(parties=[["USA", "IRN"]])})
    assert more is not None
    assert more[1]["meetings"]["parties"].tolist() == [["IRN"]]
