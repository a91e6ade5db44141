"""Which rows count as the same, and what is counted of them."""

import pytest

from lib.measures.matching import dated, matched, same_event, same_meeting, same_person
from lib.schema import Article
from tests.quality.gold import Gold
from tests.quality.match import in_place, signed_pairs
from tests.quality.measure import gap, measure, reliability, scores, value

WANT = {
    "kind": "visit", "status": "held", "date_start": "2024-03-05", "date_precision": "day", "place": "Muscat", "place_country": "OMN",
    "parties": ["IRN", "OMN"], "participants": [], "main": True, "optional": False, "alternatives": {}, "evidence": "They met.",
}  # fmt: skip
ROW = WANT | {"confidence": 0.9, "article_id": "a"}
ACT = {
    "event_type": "AID", "actor": ["KWT"], "recipient": ["YEM"], "reciprocal": False, "status": "held", "date_start": "2024-03",
    "optional": False, "alternatives": {}, "evidence": "Kuwait sent food.",
}  # fmt: skip


def gold(meetings, topics=(), persons=(), events=None):
    return Gold("development", Article("a", "They met."), list(topics), list(persons), list(meetings), events)


def tables(meetings=(), topics=(), actors=(), events=()):
    made = {"meetings": meetings, "topics": topics, "actors": actors, "events": events}
    return {table: [{"article_id": "a"} | row for row in rows] for table, rows in made.items()}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"parties": ["IRN"]}, True),  # half of the sides
        ({"parties": ["IRN", "QAT", "KWT"]}, False),
        ({"kind": "talks"}, True),
        ({"kind": "phone_call"}, False),
        ({"kind": "summon"}, False),
        ({"date_start": "2024-03-06"}, False),
        ({"date_start": "2024-03-01", "date_precision": "month"}, True),
        ({"date_start": "2023-01-01", "date_precision": "year"}, False),
        ({"date_start": "", "date_precision": "unknown"}, True),
    ],
)
def test_the_same_meeting(change, same):
    assert bool(same_meeting(WANT, ROW | change)) == same


def test_alternatives_are_right_as_well():
    lenient = WANT | {
        "alternatives": {"parties": [["ORG:GCC"]], "date_start": [""], "place": ["Salalah"], "place_country": [""]}
    }
    assert same_meeting(lenient, ROW | {"parties": ["ORG:GCC"], "date_start": "2020-01-01"})
    assert in_place(lenient, ROW | {"place": "", "place_country": ""})
    assert in_place(lenient, ROW | {"place": "Salalah", "place_country": "YEM"})
    assert not in_place(WANT, ROW | {"place": "Salalah", "place_country": "YEM"})


def test_a_date_is_as_precise_as_the_row_knows_it():
    found = [dated({"date_start": "2024-03-05", "date_precision": p}) for p in ("day", "month", "year", "unknown")]
    assert found == ["2024-03-05", "2024-03", "2024", ""]


def test_the_best_fit_is_taken_first_and_each_row_once():
    assert matched([1, 2], [2, 3], lambda want, row: max(0.0, 2 - abs(want - row))) == {1: 0}
    assert matched([1, 2], [2, 2], lambda want, row: max(0.0, 2 - abs(want - row))) == {1: 1, 0: 0}


@pytest.mark.parametrize(
    ("wanted", "coded", "same"),
    [
        ("Faisal bin Farhan Al Saud", "Faisal bin Farhan", True),
        ("Mohammad Bagher Qalibaf", "Speaker Ghalibaf", True),
        ("Mevlüt Çavuşoğlu", "Cavusoglu", True),
        ("Sameh Shoukry", "Shukri", False),
        ("Yair Lapid", "Benny Gantz", False),
        ("", "Benny Gantz", True),  # unnamed: by the side
    ],
)
def test_the_same_person(wanted, coded, same):
    assert same_person({"name": wanted, "country": "ISR"}, {"name": coded, "country": "ISR"}) == same


def test_roles_count_where_an_act_is_not_mutual():
    turned = ACT | {"actor": ["YEM"], "recipient": ["KWT"]}
    assert same_event(ACT, ACT)
    assert not same_event(ACT, turned)
    assert same_event(ACT | {"reciprocal": True}, turned)
    assert not same_event(ACT, ACT | {"event_type": "COERCE"})
    assert same_event(ACT | {"recipient": ["ORG:UN"]}, ACT | {"recipient": ["ORG:WFP"]})


def test_pairs_draw_nearer_or_apart():
    assert signed_pairs([ACT]) == {("KWT", "YEM", 1)}
    threat = ACT | {"event_type": "THREATEN", "actor": ["SAU", "ARE"], "recipient": []}
    assert signed_pairs([threat]) == {("ARE", "SAU", -1)}
    assert signed_pairs([ACT | {"recipient": ["KWT"]}]) == set()


def test_an_optional_row_is_neither_rewarded_nor_punished():
    optional = WANT | {"optional": True, "main": False}
    for rows in ([], [ROW]):
        figures = measure([gold([optional])], tables(rows)).figures
        assert figures["meetings"] == (0, 0, 0)
        assert figures["left_alone"] == (1, 1)
    assert measure([gold([optional])], tables([ROW, ROW])).figures["meetings"] == (0, 0, 1)


def test_what_is_found_and_what_is_made_up():
    late = ROW | {"status": "planned", "date_start": "2024-03-01", "date_precision": "month", "place_country": ""}
    done = measure([gold([WANT, WANT | {"parties": ["QAT", "KWT"]}])], tables([late, ROW | {"kind": "phone_call"}]))
    got = done.figures
    assert got["meetings"] == (1, 2, 2)
    assert (got["main"], got["kind"], got["status"]) == ((1, 2), (1, 1), (0, 1))
    assert (got["date"], got["place_country"]) == ((0, 1), (0, 1))
    assert [fault.split()[1] for fault in done.faults] == ["missed", "made"]


def test_people_and_topics():
    people = [{"name": "Mr. Araghchi", "kind": "person"}, {"name": "Oman", "kind": "country"}]
    topics = [{"topic": "maritime"}, {"topic": "nuclear"}, {"topic": "climate"}]  # no reader uses the last
    wanted = gold([], ["nuclear"], ["Abbas Araghchi", "Badr Albusaidi"]), gold([], ["maritime"])
    figures = measure([wanted[0]], tables(topics=topics, actors=people)).figures
    assert figures["people"] == (1, 2, 1)
    assert figures["topics"] == (1, 1, 1)
    assert measure(list(wanted), tables(topics=topics)).figures["topics"] == (2, 2, 4)


def test_events_and_what_the_wave_hears_of_them():
    row = ACT | {"date_start": "2024-03-09", "confidence": 0.6}
    denied = ACT | {"status": "negated", "recipient": ["SYR"]}
    itself = row | {"actor": ["YEM"], "event_type": "SUPPORT", "status": "planned"}
    done = measure([gold([], events=[ACT, denied])], tables(events=[row, row | {"status": "hypothetical"}, itself]))
    assert done.figures["events"] == (1, 1, 2)
    assert done.figures["event_date"] == done.figures["event_status"] == (1, 1)
    assert done.figures["pairs"] == (1, 1, 1)
    assert done.figures["two_sides"] == (1, 2)
    assert "events" not in measure([gold([])], tables(events=[row])).figures


def test_confidence_is_held_against_what_is_right():
    sure = [(0.95, True), (0.95, False), (0.55, True)]
    assert reliability(sure) == [(5, 0.55, 1, 1), (9, 0.95, 2, 1)]
    assert gap(sure) == pytest.approx((0.45 + 0.9) / 3)
    assert reliability([(1.0, True)])[0][0] == 9


def test_scores_are_shares_or_f1():
    assert (value((3, 4)), value((3, 4, 6)), value((0, 0))) == (0.75, 0.6, 1.0)
    got = scores(measure([gold([WANT])], tables([ROW])))
    assert (got["meetings"], got["meetings_confidence"]) == (1.0, 0.9)
