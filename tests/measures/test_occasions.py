"""One meeting counts once: which reports are of one occasion, what stands of it, and how fast that is found."""

import time

import numpy as np
import pandas as pd
import pytest

from lib.measures.counts.selection import Selection, select
from lib.measures.occasions import identified, occasions


def person(name: str, country: str) -> dict[str, str]:
    return {"name": name, "country": country, "office": "", "part": "actor"}


def reports(*rows: dict) -> pd.DataFrame:
    """Reports of Qatar and Egypt in Doha on 4 May 2024, each of an article of its own, where a row does not say otherwise."""
    base = {"kind": "talks", "status": "held", "on": "2024-05-04", "last": "", "date_precision": "day", "parties": ["QAT", "EGY"],
            "participants": [], "place": "", "place_country": "", "confidence": 0.8, "language": "en"}  # fmt: skip
    own = [{"article_id": f"a{n}", "meeting_id": "m1", "key": f"m{n}"} for n in range(len(rows))]
    table = pd.DataFrame([base | mine | row for mine, row in zip(own, rows, strict=True)])
    table["date_start"] = pd.to_datetime(table["on"].replace("", None))
    table["date_end"] = pd.to_datetime(table["last"].where(table["last"] != "", table["on"]).replace("", None))
    table["people"] = [[p["name"] for p in people] for people in table["participants"]]
    return identified(table)


def together(*rows: dict) -> list[str]:
    """The keys of each occasion."""
    return sorted(" ".join(some) for _, some in reports(*rows).groupby("occasion")["key"])


MANY = [f"S{n}" for n in range(3_000)]  # each two of them would be four and a half million


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"parties": ["EGY", "QAT"], "kind": "visit"}),  # other words for it
        ({}, {"parties": ["EGY", "QAT", "USA"]}),  # one article tells of the mediator, too
        ({"place_country": "QAT"}, {"last": "2024-05-05"}),  # from that day on
        ({"participants": [person("Sameh Shoukry", "EGY")]}, {"participants": [person("Shoukry", "EGY")]}),
        ({"on": "2024-05-01", "last": "2024-05-31", "date_precision": "month"},) * 2,
        ({"parties": ["QAT"]}, {"parties": ["QAT"]}),
        ({"status": "planned"}, {}),
        ({"parties": MANY}, {"parties": MANY[::-1]}),
    ],
)
def test_these_are_reports_of_one_meeting(one, other):
    assert together(one, other) == ["m0 m1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"on": "2024-05-05"}),
        ({"on": ""}, {"on": ""}),
        ({}, {"kind": "phone_call"}),
        ({}, {"parties": ["QAT", "JOR"]}),
        ({}, {"parties": ["QAT", "EGY", "JOR", "OMN", "KWT"]}),  # a summit, and two of it aside
        ({}, {"parties": ["QAT"]}),
        ({"place_country": "QAT"}, {"place_country": "EGY"}),
        ({}, {"on": "2024-05-01", "last": "2024-05-31", "date_precision": "month"}),
        ({"participants": [person("Sameh Shoukry", "EGY")]}, {"participants": [person("Abbas Kamel", "EGY")]}),
        ({"article_id": "a", "meeting_id": "m1"}, {"article_id": "a", "meeting_id": "m2"}),  # the text tells of two
    ],
)
def test_these_are_two_meetings(one, other):
    assert together(one, other) == ["m0", "m1"]


MONTH = {"on": "2024-05-01", "last": "2024-05-31", "date_precision": "month", "confidence": 0.9}
SHOUKRY, KAMEL = ({"participants": [person(name, "EGY")]} for name in ("Sameh Shoukry", "Abbas Kamel"))


def test_a_report_of_the_month_is_of_the_only_meeting_of_a_day_that_it_can_be():
    told = reports(MONTH | SHOUKRY, SHOUKRY, {"on": "2024-06-04"} | SHOUKRY, {"on": "2024-05-20"} | KAMEL)
    assert sorted(told.groupby("occasion")["key"].agg(" ".join)) == ["m0 m1", "m2", "m3"]
    (row,) = occasions(told[told["key"].isin(["m0", "m1"])]).to_dict("records")
    assert (row["date_precision"], row["date_start"].day, row["articles"]) == ("day", 4, 2)


@pytest.mark.parametrize(
    "day",
    [
        [SHOUKRY, {"on": "2024-05-20"} | SHOUKRY],  # two of them: it may be either
        [SHOUKRY, {"on": "2024-05-20"}],  # who took part in the other is not told
        [KAMEL],
        [{}],
        [SHOUKRY | {"kind": "visit"}],
        [SHOUKRY | {"parties": ["QAT", "EGY", "USA"]}],
        [SHOUKRY | {"article_id": "a0", "meeting_id": "m2"}],  # the same article tells of both
        [SHOUKRY | {"place_country": "EGY"}],
    ],
)
def test_a_report_of_the_month_that_may_be_another_meeting_stays_one(day):
    assert "m0" in together(MONTH | SHOUKRY | {"place_country": "QAT"}, *day)


def test_a_report_is_of_the_meeting_it_fits_best():
    ministers, spies = [person("Sameh Shoukry", "EGY")], [person("Abbas Kamel", "EGY")]
    told = together(
        {"article_id": "a", "participants": ministers, "confidence": 0.9},
        {"article_id": "a", "meeting_id": "m2", "participants": spies},
        {"participants": spies},
        {"participants": ministers},
    )
    assert told == ["m0 m3", "m1 m2"]


def test_the_order_of_the_articles_changes_nothing():
    told = [{"parties": ["QAT", "EGY", "USA"]}, {}, {"kind": "visit", "confidence": 0.9}, {"parties": ["EGY", "USA"]}]
    table = reports(*told)
    again = identified(table.iloc[::-1].drop(columns=["occasion", "outcome"])).sort_index()
    pd.testing.assert_series_equal(table["occasion"], again["occasion"])


def test_an_occasion_holds_all_that_its_reports_tell():
    one = {"language": "ar", "participants": [person("Sameh Shoukry", "EGY")], "confidence": 0.6}
    two = {"parties": ["QAT", "EGY", "USA"], "participants": [person("William Burns", "USA")], "confidence": 0.9}
    (row,) = occasions(reports(one, two, {"on": "2024-06-01", "status": "planned"})).to_dict("records")
    assert (row["articles"], row["languages"], row["confidence"]) == (2, 2, 0.9)
    assert row["key"].split() == ["m1", "m0"]
    assert sorted(row["parties"]) == ["EGY", "QAT", "USA"]
    assert sorted(row["people"]) == ["Sameh Shoukry", "William Burns"]
    assert row["occasion"] == "a1/m1"


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (("planned", "held"), "held"),
        (("planned", "cancelled"), "cancelled"),
        (("proposed", "planned"), "planned"),
        (("held", "cancelled"), "held"),
    ],
)
def test_what_stands_where_reports_differ(told, stands):
    assert set(reports(*({"status": each} for each in told))["outcome"]) == {stands}


def test_meetings_held_are_counted_and_others_where_they_are_asked_for():
    table = reports({"status": "planned"}, {}, {"on": "2024-06-01", "status": "planned"}, {"on": ""})
    kept = {name: pd.DataFrame({"article_id": [], "source": []}) for name in ("articles", "topics", "actors", "events")}
    kept |= {"meetings": table, "occasions": occasions(table)}
    assert kept["occasions"]["key"].tolist() == ["m1 m0", "m3"]
    planned = select(kept, Selection(statuses=("planned",)))
    assert planned["meetings"]["key"].tolist() == planned["occasions"]["key"].tolist() == ["m2"]
    sure = select(kept, Selection(statuses=("held",)))
    assert sure["meetings"]["key"].tolist() == ["m0", "m1", "m3"]
    assert sure["occasions"]["status"].tolist() == ["held", "held"]


def test_no_meeting_is_no_occasion():
    table = reports({})
    none = identified(table.iloc[:0].drop(columns=["occasion", "outcome"]))
    assert occasions(none).empty
    assert {"articles", "languages", "occasion"} <= set(occasions(none))


def test_ten_thousand_meetings_take_no_longer_than_a_reader_waits():
    draw = np.random.default_rng(7)
    sides = [f"S{n:02}" for n in range(24)]
    rows = [{"parties": draw.choice(sides, draw.integers(2, 5), replace=False).tolist()} for _ in range(500)]
    few = reports(*rows).drop(columns=["occasion", "outcome"])
    many = pd.concat([few.assign(date_start=few["date_start"] + pd.Timedelta(days=n)) for n in range(20)])
    many = many.assign(
        article_id=[f"a{n // 3}" for n in range(len(many))], meeting_id=[f"m{n % 3}" for n in range(len(many))]
    )
    many = many.reset_index(drop=True)

    def took(table: pd.DataFrame) -> float:
        """Seconds of processor time."""
        began = time.process_time()
        occasions(identified(table))
        return time.process_time() - began

    few, all_ = (min(took(table) for _ in range(3)) for table in (many.iloc[:2500], many))
    assert all_ < 3
    assert all_ < 8 * few + 0.2


def plainly(table: pd.DataFrame) -> dict[str, str]:
    """Key -> the key of the surest report of its occasion, each report compared with every occasion so far."""
    found: list[dict] = []
    named = {}
    for _, row in table.sort_values(
        ["confidence", "article_id", "meeting_id"], ascending=[False, True, True]
    ).iterrows():
        sides, how = set(row["parties"]), "far" if row["kind"] == "phone_call" else "there"
        people: dict[str, set[str]] = {}
        for one in row["participants"]:
            people.setdefault(one["country"], set()).add(one["name"])
        best: tuple[float, tuple, dict | None] = (0.0, (), None)
        for n, other in enumerate(found):
            common, every = sides & other["sides"], sides | other["sides"]
            met = [not people[side].isdisjoint(other["people"][side]) for side in people if side in other["people"]]
            apart = [
                pd.isna(row["date_start"]),
                (row["date_start"], row["date_precision"], how) != other["when"],
                len(common) < len(every) / 2,
                len(common) < 2 and sides != other["sides"],
                row["article_id"] in other["articles"],
                row["place_country"] and other["place"] and row["place_country"] != other["place"],
                bool(met) and not any(met),
            ]
            fit = len(common) / len(every) + sum(met) + (row["kind"] == other["kind"])
            first = tuple(-ord(letter) for side in sorted(common)[:2] for letter in side), -n
            if not any(apart) and (fit, first) > best[:2]:
                best = fit, first, other
        one = best[2]
        if one is None:
            one = {"key": row["key"], "sides": sides, "kind": row["kind"], "articles": set(), "place": "", "people": {},
                   "when": (row["date_start"], row["date_precision"], how)}  # fmt: skip
            found.append(one)
        one["articles"].add(row["article_id"])
        one["place"] = one["place"] or row["place_country"]
        for side, names in people.items():
            one["people"].setdefault(side, set()).update(names)
        named[row["key"]] = one["key"]
    return named


@pytest.mark.parametrize("seed", range(12))
def test_the_occasions_are_those_that_comparing_everything_with_everything_finds(seed):
    draw = np.random.default_rng(seed)
    rows = []
    for n in range(70):
        parties = draw.choice(["QAT", "EGY", "JOR", "OMN", "IRN"], draw.integers(1, 5), replace=False).tolist()
        people = [person(str(draw.choice(["Amir", "Kamal", "Rumi"])), side) for side in parties if draw.random() < 0.3]
        rows.append(
            {"parties": parties, "participants": people, "kind": str(draw.choice(["talks", "visit", "phone_call"])),
             "on": str(draw.choice(["2024-05-04", "2024-05-05", ""], p=[0.6, 0.3, 0.1])), "article_id": f"a{draw.integers(40):02}",
             "meeting_id": f"m{n:02}", "place_country": str(draw.choice(["", "QAT", "EGY"], p=[0.6, 0.2, 0.2])),
             "confidence": float(draw.integers(5, 9)) / 10}
        )  # fmt: skip
    table = reports(*rows)
    key = (
        (table["article_id"] + "/" + table["meeting_id"])
        .to_frame("own")
        .assign(key=table["key"])
        .set_index("own")["key"]
    )
    assert dict(zip(table["key"], table["occasion"].map(key), strict=True)) == plainly(table)
    assert table["occasion"].nunique() < len(table) - 10
