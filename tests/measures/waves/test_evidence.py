"""Units: repeats are one event of more weight; layers meet; occasions are told apart."""

import numpy as np
import pandas as pd
import pytest

from lib.measures.parameters import TABLE
from lib.measures.waves import chronology, reports
from lib.measures.waves.evidence import gather
from tests.measures.waves.evidence_of import evidence
from tests.measures.waves.evidence_of import reports as rows


def test_repeats_of_independent_sources_add_weight():
    found = evidence([{"pair": "A-B", "day": 0, "p": 0.6, "source": s} for s in "xyz"])
    assert len(found) == 1
    assert found.weight[0] == pytest.approx(1 - 0.4**3)


def test_one_source_repeating_itself_adds_nothing():
    found = evidence([{"pair": "A-B", "day": 0, "p": p, "source": "x"} for p in (0.5, 0.7)])
    assert found.weight.tolist() == pytest.approx([0.7])


def test_agencies_of_one_state_are_no_independent_sources():
    found = evidence([{"pair": "A-B", "day": 0, "p": 0.6, "source": s} for s in ("WAM", "Emirates News Agency")])
    assert found.weight.tolist() == pytest.approx([0.6])


def test_a_meeting_of_many_counts_half_however_many_tell_of_it():
    many = [{"pair": "A-B", "day": 0, "share": 0.5, "layer": "imported", "source": s} for s in "vwxyz"]
    assert 0.49 < evidence(many).weight[0] <= 0.5
    two_alone = {"pair": "A-B", "day": 0, "share": 1.0, "p": 0.8, "layer": "imported", "source": "u"}
    assert evidence([*many, two_alone]).weight.tolist() == pytest.approx([0.8])
    doubted = {"pair": "A-B", "day": 0, "share": 0.0, "layer": "imported"}
    assert evidence([doubted]).weight.tolist() == [0.0]


@pytest.mark.parametrize("other", [{"day": 1}, {"kind": "talks"}, {"pair": "A-C"}, {"days": 30}])
def test_another_day_kind_pair_or_interval_is_another_event(other):
    assert len(evidence([{"pair": "A-B", "day": 0}, {"pair": "A-B", "day": 0} | other])) == 2


def test_direction_of_the_pair_does_not_matter():
    assert len(evidence([{"pair": "A-B", "day": 0}, {"pair": "B-A", "day": 0, "source": "y"}])) == 1


def test_occasion_is_date_and_place_or_date_and_pair():
    place = evidence([{"pair": p, "day": 0, "place": "Cairo"} for p in ("A-B", "A-C")])
    none = evidence([{"pair": p, "day": 0} for p in ("A-B", "A-C")])
    assert len(set(place.occasion)) == 1
    assert len(set(none.occasion)) == 2


def test_what_many_agreed_at_a_place_nobody_tells_is_one_occasion():
    many = [{"pair": two, "day": 3, "layer": "uploaded", "share": 0.5} for two in ("A-B", "A-C", "B-C")]
    assert len(set(evidence(many).occasion)) == 1
    apart = evidence([*many, {"pair": "D-E", "day": 3, "layer": "uploaded"}, {**many[0], "day": 4}])
    assert len(set(apart.occasion)) == 3
    also_told_alone = evidence([*many, {**many[0], "share": 1.0, "source": "b"}])
    assert len(set(also_told_alone.occasion)) == 2


def test_a_coded_event_the_chronology_already_tells_is_that_event():
    told = {"pair": "A-B", "day": 0, "kind": "contact", "stage": "contact", "s": 0.15, "layer": "chronology"}
    coded = {
        "pair": "A-B",
        "day": 0,
        "kind": "CONSULT/phone",
        "stage": "contact",
        "s": 0.4,
        "p": 0.5,
        "source": "b",
        "layer": "imported",
    }
    found = gather(rows([told]), rows([coded]))
    assert len(found) == 1
    assert found.severity[0] == pytest.approx(0.15)
    assert found.weight[0] == pytest.approx(1 - 0.1 * 0.5)
    assert len(gather(rows([told]), rows([coded | {"day": 1}]))) == 2


def table(**columns: object) -> pd.DataFrame:
    base = {
        "article_id": "a1",
        "event_type": "CONSULT",
        "mode": "visit",
        "actor": [["AAA"]],
        "recipient": [["BBB"]],
        "intensity": 4.0,
        "status": "held",
        "stage": "visit",
        "date_start": pd.Timestamp("2023-02-01"),
        "date_end": pd.Timestamp("2023-02-28"),
        "place": "",
        "confidence": 0.8,
    }
    return pd.DataFrame({**base, **columns})


def test_a_coded_event_becomes_a_report_with_its_month_and_score():
    found = gather(reports.of_events({"events": table()}))
    assert found.dyads == [("AAA", "BBB")]
    assert int(found.until[0] - found.first[0]) == 28
    assert found.severity[0] == pytest.approx(0.4)
    assert found.weight[0] == pytest.approx(0.8)
    assert found.reports["layer"].tolist() == ["imported"]


@pytest.mark.parametrize(
    ("actor", "recipient", "dyads"),
    [
        (["A", "B", "C"], [], 3),
        ([], ["A", "B"], 1),
        (["A"], ["B", "C"], 2),
        (["A", "B"], ["B", "C"], 3),
        (["A"], [], 0),
        (["A"], ["A"], 0),
    ],
)
def test_pairs_of_an_event(actor, recipient, dyads):
    assert len(reports.of_events({"events": table(actor=[actor], recipient=[recipient])})) == dyads


@pytest.mark.parametrize(("sides", "dyads"), [(TABLE, TABLE * (TABLE - 1) // 2), (TABLE + 1, 0)])
def test_a_summit_of_everyone_moves_no_pair(sides, dyads):
    everyone = [f"A{n}" for n in range(sides)]
    assert len(reports.of_events({"events": table(actor=[everyone], recipient=[[]])})) == dyads


@pytest.mark.parametrize("status", ["planned", "proposed", "cancelled", "hypothetical", "negated"])
def test_what_did_not_happen_is_no_evidence(status):
    assert len(gather(reports.of_events({"events": table(status=status)}))) == 0


def test_an_unknown_date_is_counted_not_invented():
    events = table(date_start=pd.NaT, date_end=pd.NaT)
    events[["date_start", "date_end"]] = events[["date_start", "date_end"]].astype("datetime64[s]")
    assert len(gather(reports.of_events({"events": events}))) == 0
    assert reports.undated({"events": events}) == 1


def test_layer_and_source_come_from_the_article():
    articles = pd.DataFrame({"article_id": ["a1"], "source": ["Agency"], "origin": ["curated"]})
    found = reports.of_events({"events": table(), "articles": articles})
    assert (found["source"][0], found["layer"][0]) == ("Agency", "curated")
    articles["source"] = ""
    assert reports.of_events({"events": table(), "articles": articles})["source"][0] == ""


def test_units_of_several_pairs():
    found = evidence([{"pair": p, "day": d} for d in (3, 1) for p in ("A-B", "B-C", "C-D")])
    assert found.of_dyads(np.array([0, 2])).tolist() == [0, 1, 4, 5]
    assert found.of("D", "C").tolist() == [4, 5]
    assert found.of("A", "Z").tolist() == []


@pytest.mark.parametrize(
    ("url", "site"), [("https://www.a.org/x", "a.org"), ("http://b.com:80/", "b.com"), ("data/articles/x.txt", "data")]
)
def test_site(url, site):
    assert reports.site(url) == site


def test_the_chronology_makes_one_unit_a_row():
    frame = chronology.load()
    assert len(gather(reports.of_chronology(frame))) == len(frame)


def test_the_reports_of_units_and_of_an_actor_are_found_again():
    rows_ = [{"pair": p, "day": d, "source": s} for p in ("A-B", "B-C", "C-D") for d in (0, 9) for s in "xy"]
    found = evidence(rows_)
    units = np.array([4, 0, 1])
    expected = found.reports[found.reports["unit"].isin(units)]
    assert found.told(units)["ref"].tolist() == expected["ref"].tolist()
    assert found.told(np.array([], dtype=int)).empty
    own = found.among("B")
    assert own.dyads == [("A", "B"), ("B", "C")]
    assert own.reports["ref"].tolist() == found.without(~found.touches("B")).reports["ref"].tolist()
    assert own.among("B") is own
