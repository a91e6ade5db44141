"""Who mediates: one occasion counts once, whoever tells of it and however many pairs it is told for."""

import pandas as pd
import pytest

from lib.measures.counts import mediators

COLUMNS = ["status", "parties", "participants", "date_start", "date_end", "place", "mediator", "key"]


def table(*rows: dict) -> pd.DataFrame:
    base = {"status": "held", "participants": [], "place": "", "date": None, "mediator": ""}
    told = pd.DataFrame([{**base, "key": f"k{n}", **row} for n, row in enumerate(rows)], columns=[*COLUMNS, "date"])
    told["date_start"] = told["date_end"] = pd.to_datetime(told["date"])
    return told


def steps(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Milestones: day, one side, other side, place, mediators."""
    told = [{"date": on, "parties": [a, b], "place": where, "mediator": by} for on, a, b, where, by in rows]
    return table(*told).assign(key=[f"c{n}" for n in range(len(rows))])


def part(code: str, part: str = "mediator", name: str = "Somebody") -> dict:
    return {"name": name, "country": code, "office": "", "part": part}


def told(found: pd.DataFrame) -> list[tuple]:
    return [(r["mediator"], r["year"], r["dyads"], r["layer"], r["keys"]) for r in found.to_dict("records")]


def test_a_package_for_several_pairs_is_one_occasion_that_lists_them_all():
    found = mediators.occasions(
        table(), steps(("2021-05-05", "EGY", "QAT", "Ela", "KWT;USA"), ("2021-05-05", "QAT", "BHR", "Ela", "KWT"))
    )
    assert told(found) == [
        ("KWT", "2021", [("BHR", "QAT"), ("EGY", "QAT")], "chronology", "c0 c1"),
        ("USA", "2021", [("EGY", "QAT")], "chronology", "c0"),
    ]
    assert mediators.by_dyad(found)[["mediator", "actor_a", "actor_b", "occasions"]].values.tolist() == [
        ["KWT", "BHR", "QAT", 1],
        ["KWT", "EGY", "QAT", 1],
        ["USA", "EGY", "QAT", 1],
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("2022-01-01", "IRN", "SAU", "Basra", "IRQ"), ("2022-01-02", "IRN", "SAU", "Basra", "IRQ")),
        (("2022-01-01", "IRN", "SAU", "Basra", "IRQ"), ("2022-01-01", "IRN", "ARE", "Erbil", "IRQ")),
        (("2022-01-01", "IRN", "SAU", "", "IRQ"), ("2022-01-01", "IRN", "ARE", "", "IRQ")),
    ],
)
def test_another_day_or_another_place_and_pair_is_another_occasion(a, b):
    assert mediators.by_year(mediators.occasions(table(), steps(a, b)))["occasions"].tolist() == [2]


def test_a_meeting_that_articles_and_the_chronology_tell_of_is_one_occasion():
    step = ("2022-03-01", "SYR", "TUR", "Sochi", "RUS")
    met = {"parties": ["TUR", "SYR", "RUS"], "date": "2022-03-01", "participants": [part("RUS")]}
    found = mediators.occasions(table(met, {**met, "place": "sochi"}), steps(step))
    assert told(found) == [("RUS", "2022", [("SYR", "TUR")], "chronology;articles", "c0 k0 k1")]


def test_rows_that_only_a_third_joins_are_one_occasion():
    met = {"date": "2022-03-01", "participants": [part("RUS")], "parties": ["TUR", "SYR"]}
    elsewhere = {**met, "parties": ["IRN", "IRQ"], "place": "Sochi"}
    found = mediators.occasions(table(met, elsewhere, {**met, "place": "Sochi"}), steps())
    assert found["keys"].tolist() == ["k0 k1 k2"]


def test_a_host_is_no_mediator_and_no_side_of_a_mediated_pair():
    people = [part("OMN", "host"), part("ORG:UN"), part("YEM", "actor")]
    met = {"parties": ["YEM", "SAU", "OMN", "ORG:UN"], "date": "2023-02-01", "participants": people}
    found = mediators.occasions(table(met, {**met, "parties": ["YEM", "OMN"], "date": "2023-04-01"}), steps())
    assert [(r[0], r[2]) for r in told(found)] == [("ORG:UN", [("SAU", "YEM")]), ("ORG:UN", [("OMN", "YEM")])]


@pytest.mark.parametrize("status", ["planned", "proposed", "cancelled"])
def test_what_did_not_take_place_is_not_mediated(status):
    met = {"parties": ["YEM", "SAU"], "status": status, "participants": [part("OMN")]}
    assert mediators.occasions(table(met), steps()).empty


def test_an_unknown_day_stays_unknown_and_is_nobody_elses():
    met = {"parties": ["YEM", "SAU"], "participants": [part("OMN")], "place": "Nizwa"}
    found = mediators.occasions(table(met, met), steps())
    assert found["year"].tolist() == ["unknown", "unknown"]


def test_days_in_two_years_are_of_no_known_year():
    new_year = steps(("2023-01-01", "SYR", "TUR", "", "RUS")).assign(date_start=pd.Timestamp("2022-12-30"))
    assert mediators.occasions(table(), new_year)["year"].tolist() == ["unknown"]


def test_a_mediator_without_a_side_keeps_the_name_and_one_between_nobody_told_is_counted():
    people = [part("", name="Ada Quill")]
    found = mediators.occasions(table({"parties": ["YEM"], "date": "2023-02-01", "participants": people}), steps())
    assert told(found) == [("Ada Quill", "2023", [], "articles", "k0")]
    assert mediators.by_dyad(found)[["mediator", "actor_a", "actor_b", "occasions"]].values.tolist() == [
        ["Ada Quill", "", "", 1]
    ]


def test_more_sides_than_a_table_has_make_an_occasion_and_no_pairs():
    crowd = {"parties": [f"A{n:02}" for n in range(mediators.TABLE + 1)], "participants": [part("CHE")]}
    assert told(mediators.occasions(table(crowd), steps())) == [("CHE", "unknown", [], "articles", "k0")]


def test_the_pairs_of_the_busiest_mediator_come_first():
    rows = [(f"2023-01-0{n}", "AAA", "BBB", "", "ZZZ") for n in (1, 2)] + [("2024-01-03", "AAA", "CCC", "", "ZZZ;DDD")]
    pairs = mediators.by_dyad(mediators.occasions(table(), steps(*rows)))
    assert pairs[["mediator", "actor_b", "occasions", "years"]].values.tolist() == [
        ["ZZZ", "BBB", 2, "2023"],
        ["ZZZ", "CCC", 1, "2024"],
        ["DDD", "CCC", 1, "2024"],
    ]
