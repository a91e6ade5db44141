"""Who can reconcile: sides of the region that were estranged."""

import pandas as pd
import pytest

from lib.measures.waves import command, reports
from lib.measures.waves.breadth import breadth
from lib.measures.waves.rivals import friends, rivals
from tests.measures.waves.evidence_of import reports as rows


def coded(*given: dict) -> pd.DataFrame:
    return rows([{"layer": "imported", "stage": "visit", "rung": 3, "s": 0.4} | row for row in given])


def judged(pair: str, *history: dict, **row: object) -> bool:
    """Does a visit of this pair on day 0 (14 April 2019) count?"""
    return bool(rivals(coded({"pair": pair, "day": 0} | row), rows([{"pair": pair} | h for h in history]))[0])


@pytest.mark.parametrize(
    ("pair", "counts"),
    [
        ("IRN-SAU", True),  # severed, says the baseline
        ("ISR-ORG:HAMAS", True),
        ("CHN-IRN", False),  # full relations
        ("OMN-QAT", False),  # allies
        ("CHL-USA", False),  # none of the region, and unknown
        ("USA-KAZ", False),
        ("QAT-CUB", False),  # of the region; unknown is no estrangement
        ("IRN-ORG:UN", False),  # a body of states
        ("SAU-ORG:GCC", False),
        ("TUR-ORG:PKK", True),
        ("QQQ-IRN", False),  # no code of the codebook
    ],
)
def test_states_and_political_sides_that_were_estranged(pair, counts):
    assert judged(pair) is counts


def test_a_step_down_is_remembered_for_three_years():
    recall = {"stage": "recall", "s": -0.6, "rung": -1}
    assert judged("OMN-QAT", recall | {"day": -1})
    assert judged("OMN-QAT", recall | {"day": -1000}), "it stands below ambassadors ever since"
    back = {"stage": "ambassador", "s": 0.6, "rung": 7}
    assert judged("OMN-QAT", recall | {"day": -1000}, back | {"day": -990})
    assert not judged("OMN-QAT", recall | {"day": -1300}, back | {"day": -1290})
    assert judged("OMN-QAT", recall | {"day": -2000}, back | {"day": -900}), "it stood low until then"
    assert not judged("OMN-QAT", recall | {"day": 5}), "what comes later is no reason"


def test_a_rupture_among_friends_and_a_restoration_count_themselves():
    assert judged("OMN-QAT", stage="recall", s=-0.6, rung=-1)
    cut = coded({"pair": "OMN-QAT", "day": 0, "stage": "rupture", "s": -0.7, "rung": -1})
    assert rivals(cut, rows([])).tolist() == [True]
    again = coded({"pair": "QAT-CUB", "day": 0, "stage": "restoration", "s": 0.6, "rung": 5})
    assert rivals(again, rows([])).tolist() == [True]
    assert not judged("CHN-IRN", stage="restoration", s=0.6, rung=5), "nothing was broken that could be restored"
    broken = {"stage": "rupture", "s": -0.7, "rung": 1, "day": -400}
    assert judged("CHN-IRN", broken, stage="restoration", s=0.6, rung=5)


def test_a_visit_from_an_unknown_standing_is_no_sign_of_estrangement():
    visits = coded({"pair": "QAT-CUB", "day": 0}, {"pair": "QAT-CUB", "day": 50})
    assert rivals(visits, rows([])).tolist() == [False, False]
    assert friends(visits.assign(rival=False)) == [("CUB", "QAT")]


def test_what_is_hardly_sure_neither_counts_nor_estranges():
    doubtful = coded(
        {"pair": "OMN-QAT", "day": -5, "stage": "rupture", "rung": -1, "share": 0.0}, {"pair": "OMN-QAT", "day": 0}
    )
    assert rivals(doubtful, rows([])).tolist() == [False, False]


def events(**columns: object) -> dict[str, pd.DataFrame]:
    base = {
        "article_id": "a1", "event_type": "CONSULT", "mode": "visit", "actor": [["IRN"]], "recipient": [["SAU"]], "intensity": 4.0,
        "status": "held", "stage": "visit", "date_start": pd.Timestamp("2019-04-14"), "date_end": pd.Timestamp("2019-04-14"),
        "place": "", "confidence": 0.8, "evidence": "They met.", "meeting_id": "m1",
    }  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a1"], "source": ["A"], "origin": ["uploaded"]})
    return {"events": pd.DataFrame(base | columns), "articles": articles}


@pytest.mark.parametrize(
    ("change", "share"),
    [
        ({}, [1.0]),
        ({"confidence": 0.49}, [0.0]),
        ({"confidence": 0.5}, [1.0]),
        ({"status": "historical"}, []),
        ({"status": "planned"}, []),
        ({"recipient": [["SAU", "QAT"]]}, [0.5, 0.5]),
        ({"actor": [["IRN", "TUR", "OMN", "EGY", "JOR"]], "recipient": [["SAU", "QAT", "KWT"]]}, [0.5] * 15),
        ({"actor": [["IRN", "TUR", "OMN", "EGY", "JOR"]], "recipient": [["SAU", "QAT", "KWT", "BHR"]]}, []),
    ],
)
def test_doubt_and_many_sides_make_an_event_count_less(change, share):
    assert reports.of_events(events(**change))["share"].tolist() == share


def test_who_hosts_or_mediates_is_no_side_of_the_event():
    tables = events(actor=[["IRN", "OMN"]])
    people = [{"name": "", "country": "OMN", "office": "", "part": "mediator"}]
    meetings = pd.DataFrame({"article_id": ["a1"], "meeting_id": ["m1"], "participants": [people]})
    assert reports.of_events(tables)["share"].tolist() == [0.5, 0.5]
    assert reports.of_events(tables | {"meetings": meetings})["share"].tolist() == [1.0, 1.0]


def test_a_coded_step_counts_with_its_probability_and_that_of_friends_not_at_all():
    found = command.evidence_of(events())
    assert found.step.tolist() == pytest.approx([0.4 * 0.8])
    assert command.evidence_of(events(actor=[["CHN"]])).step.tolist() == [0.0]
    assert breadth(command.evidence_of(events(actor=[["CHN"]]))).days == 0
    assert command.evidence_of(events(actor=[["CHN"]])).weight.tolist() == pytest.approx([0.8]), "a mood it has"
