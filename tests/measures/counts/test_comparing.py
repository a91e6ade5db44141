"""Actors and pairs side by side: whose meetings these are, in which month, quarter or year, and who was first."""

import pandas as pd
import pytest

from lib.measures.counts import comparing


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Meetings of (sides or a person, first day, last day)."""
    found = [
        {
            "key": f"m{n}",
            "parties": list(comparing.codes(who)) or ["CHN", "EGY"],
            "people": [] if comparing.codes(who) else [who],
            "date_start": pd.Timestamp(start or None),
            "date_end": pd.Timestamp(end or start or None),
            "start": 0,  # of the sentence, in characters
            "end": 9,
        }
        for n, (who, start, end) in enumerate(rows)
    ]
    return pd.DataFrame(found)


@pytest.fixture
def meetings():
    return table(
        ("QAT-TUR", "2022-02-03", ""),
        ("QAT-TUR", "2022-03-30", "2022-04-02"),
        ("QAT-TUR", "2023-01-01", "2023-12-31"),
        ("QAT-TUR", "", ""),
        ("EGY-TUR", "2023-05-20", ""),
        ("Sameh Shoukry", "2023-05-21", ""),
    )


def test_a_pair_is_both_its_sides_an_actor_is_any_and_a_person_is_who_took_part(meetings):
    mine = {one: comparing.rows(meetings, one)["key"].tolist() for one in ("TUR-QAT", "TUR", "EGY", "Sameh Shoukry")}
    assert mine["TUR-QAT"] == ["m0", "m1", "m2", "m3"]
    assert mine["TUR"] == ["m0", "m1", "m2", "m3", "m4"]
    assert mine["EGY"] == ["m4", "m5"]
    assert mine["Sameh Shoukry"] == ["m5"]
    assert comparing.rows(meetings.drop(columns="people"), "Sameh Shoukry").empty  # of the chronology


def test_what_two_took_part_in_counts_for_both(meetings):
    assert comparing.of_each(meetings, ["EGY", "TUR"])["key"].tolist().count("m4") == 2


@pytest.mark.parametrize(("by", "surely"), [("month", 1), ("quarter", 1), ("year", 3)])
def test_a_meeting_counts_where_its_days_lie_within_and_stands_apart_where_they_do_not(meetings, by, surely):
    sure, vague = comparing.counts(meetings, ["QAT-TUR"], by)
    assert sure["meetings"].sum() == surely
    assert vague["meetings"].sum() == 3 - surely
    assert sure["keys"].str.split().explode().tolist()[0] == "m0"


def test_ranks_are_shared_changes_counted_and_a_year_without_a_meeting_has_none():
    met = table(*[("QAT", "2021-05-05", "")] * 3, *[("OMN", "2021-06-01", "")] * 3, *[("OMN", "2023-06-01", "")] * 2)
    ranks = comparing.ranks(met, ["QAT", "OMN"]).set_index(["one", "year"])
    assert [ranks.at[(one, 2021), "rank"] for one in ("QAT", "OMN")] == [1, 1]
    assert ranks.loc[("OMN", 2022), ["meetings", "change"]].tolist() == [0, -3]
    assert pd.isna(ranks.at[("OMN", 2022), "rank"])
    assert ranks.at[("OMN", 2023), "keys"] == "m6 m7"
    assert comparing.ranks(met.iloc[:0], ["QAT"]).empty


@pytest.mark.parametrize(("last", "by"), [("2022-06-01", "month"), ("2026-06-01", "quarter"), ("2040-06-01", "year")])
def test_the_time_spanned_says_what_is_counted_by(last, by):
    days = pd.date_range("2021-01-01", last, periods=40)
    assert comparing.step(pd.DataFrame({"date_start": days})) == by
    assert comparing.step(pd.DataFrame({"date_start": [pd.NaT]})) == "year"


def test_the_first_pairs_are_those_that_met_most_then_those_of_most_milestones():
    met = table(("EGY-TUR", "2023-05-20", ""), ("EGY-TUR", "2023-05-21", ""), ("OMN-YEM", "2023-05-20", ""))
    steps = table(("IRN-SAU", "2023-03-10", ""), ("OMN-YEM", "2023-03-10", ""), ("BHR-QAT", "2021-01-05", ""))
    assert comparing.busiest(met, steps, 4) == ["EGY-TUR", "OMN-YEM", "BHR-QAT", "IRN-SAU"]
