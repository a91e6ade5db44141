"""Turning points: the largest steps, chosen by the data, at most one of any 45 days."""

from datetime import date

import pytest

from lib.measures.days import number
from lib.measures.waves import chronology, command, series, turning
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import Evidence, gather
from tests.measures.waves.evidence_of import DAY0
from tests.measures.waves.evidence_of import evidence as made


def evidence(*rows: tuple[str, str, str, float, str]) -> Evidence:
    """Events: ISO day, one side, other side, severity, place."""
    return made(
        [
            {"day": number(date.fromisoformat(on)) - DAY0, "pair": f"{a}-{b}", "s": s, "place": place, "kind": f"k{n}"}
            for n, (on, a, b, s, place) in enumerate(rows)
        ]
    )


def points(found: Evidence) -> list[tuple[str, bool, list]]:
    table = turning.points(found, breadth(found))
    return [(f"{r['date']:%Y-%m-%d}", r["up"], r["dyads"]) for r in table.to_dict("records")]


def test_what_is_shown_and_not_counted_beyond_the_series_turns_nothing():
    rows = [{"pair": "A-B", "day": 0}, {"pair": "C-D", "day": 300}]
    beyond = [{"pair": "A-B", "day": day, "share": 0.0, "layer": "uploaded"} for day in (-50, 400)]
    few, all_ = made(rows), made(rows + beyond)
    assert points(few) == points(all_)
    dots = [series.turning(found, breadth(found)).drop(columns="units") for found in (few, all_)]
    assert dots[0].equals(dots[1])


def test_several_pairs_at_one_place_are_one_point_and_told_with_all_their_units():
    found = evidence(
        ("2022-05-01", "AAA", "BBB", 0.5, "Port"),
        ("2022-05-01", "AAA", "CCC", 0.5, "Port"),
        ("2022-05-03", "AAA", "DDD", 0.9, ""),
    )
    table = turning.points(found, breadth(found))
    assert table[["place", "net", "dyads", "units"]].values.tolist() == [
        ["Port", 2, [("AAA", "BBB"), ("AAA", "CCC")], (0, 1)]
    ]
    assert (table["until"] - table["date"]).dt.days.tolist() == [1]


def test_a_small_step_of_a_great_stretch_counts_more_than_a_large_one_alone():
    busy = [(f"2022-05-{day:02}", "AAA", f"B{day:02}", 0.2, "") for day in range(1, 20)]
    many = [(f"20{year}-01-01", "YYY", "ZZZ", -0.9, "") for year in range(10, 22)]
    told = points(evidence(*busy, ("2022-05-07", "KKK", "LLL", 0.3, "Lagoon"), *many))
    assert ("2022-05-07", True, [("KKK", "LLL")]) in told
    assert len(told) == turning.MOST
    assert [on for on, *_ in told] == sorted(on for on, *_ in told)


@pytest.mark.parametrize(("day", "kept"), [("2022-02-14", 1), ("2022-02-15", 2)])
def test_no_two_points_are_within_45_days_whichever_way_they_lead(day, kept):
    assert len(points(evidence(("2022-01-01", "AAA", "BBB", 0.9, ""), (day, "CCC", "DDD", -0.5, "")))) == kept


def test_steps_one_way_do_not_make_those_the_other_way_larger():
    mixed = [(f"2022-05-{day:02}", "AAA", f"B{day:02}", 0.2 if day % 2 else -0.2, "") for day in range(1, 11)]
    told = points(evidence(*mixed, ("2022-08-01", "KKK", "LLL", -0.95, "")))
    assert [up for _, up, _ in told] == [True, False]


def test_of_equal_occasions_the_first_is_told():
    same = [("2022-05-09", "AAA", "BBB", 0.6, ""), ("2022-05-04", "CCC", "DDD", 0.6, "")]
    assert points(evidence(*same)) == [("2022-05-04", True, [("CCC", "DDD")])]


@pytest.mark.parametrize(
    ("place", "other", "day", "told"),
    [
        ("Port", "BBB", "2022-06-14", "2022-05-01"),  # 44 days after
        ("Port", "BBB", "2022-06-15", "2022-06-15"),  # too late
        ("Bay", "BBB", "2022-06-01", "2022-06-01"),  # elsewhere
        ("", "BBB", "2022-06-01", "2022-06-01"),  # who knows where
        ("Port", "CCC", "2022-06-01", "2022-06-01"),  # others
    ],
)
def test_an_episode_of_the_same_sides_at_one_place_turns_where_it_begins(place, other, day, told):
    steps = [("2022-05-01", "AAA", "BBB", 0.5, "Port"), (day, "AAA", other, 0.6, place)]
    assert told in [on for on, *_ in points(evidence(*steps))]


def test_what_moves_nothing_is_no_turning_point():
    assert points(evidence(("2022-05-09", "AAA", "BBB", 0.0, ""))) == []
    assert turning.points(gather(), breadth(gather())).empty


def test_the_chronology_turns_where_history_says_it_did():
    told = [(on, up) for on, up, _ in points(command.evidence_of(milestones=chronology.load()))]
    assert {("2021-01-05", True), ("2023-03-10", True), ("2023-10-07", False)} <= set(told)  # Al-Ula, Beijing, the war
