"""Counts over the tables, each leading back to the rows it counts."""

import pandas as pd
import pytest

from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection, select
from lib.measures.occasions import identified, occasions


def meetings(*rows: dict) -> pd.DataFrame:
    base = {"kind": "meeting", "status": "held", "date_precision": "day", "participants": [], "initiator": "", "speaker": "",
            "place": "", "place_country": "", "confidence": 0.9, "source": "Agency", "article_id": "x",
            "language": "en"}  # fmt: skip
    table = pd.DataFrame([{**base, "key": f"m{n}", "meeting_id": f"m{n}", **row} for n, row in enumerate(rows)])
    table["date_start"] = pd.to_datetime(table.get("date"))
    table["date_end"] = table["date_start"]
    table.loc[table["date_start"].isna(), "date_precision"] = "unknown"
    table["people"] = [[p["name"] for p in row] for row in table["participants"]]
    return identified(table)


def person(name: str, part: str = "actor", country: str = "IRN") -> dict:
    return {"name": name, "country": country, "office": "", "part": part}


@pytest.fixture
def some():
    return meetings(
        {
            "parties": ["IRN", "SAU"],
            "date": "2023-03-10",
            "article_id": "a",
            "place": "Beijing",
            "place_country": "CHN",
        },
        {"parties": ["SAU", "IRN"], "date": "2023-03-10", "article_id": "b", "confidence": 0.7, "language": "ar"},
        {"parties": ["IRN", "CHN"], "date": None, "article_id": "a", "kind": "talks"},
    )


def test_pairs_are_the_same_in_either_order(some):
    assert summaries.dyads(some).to_dict("records") == [
        {"a": "IRN", "b": "SAU", "meetings": 2, "keys": "m0 m1"},
        {"a": "CHN", "b": "IRN", "meetings": 1, "keys": "m2"},
    ]


def test_a_contact_of_many_sides_makes_no_pairs():
    crowd = meetings({"parties": [f"A{n:02}" for n in range(summaries.TABLE + 1)], "date": None})
    assert summaries.dyads(crowd).empty
    assert summaries.crowded(crowd) == 1


def test_a_meeting_told_by_two_articles_is_best_attested(some):
    best = summaries.attested(occasions(some))
    assert best.iloc[0]["articles"] == 2
    assert best.iloc[0]["languages"] == 2
    assert best.iloc[0]["key"] == "m0 m1"
    assert best.iloc[0]["confidence"] == 0.9


def test_undated_meetings_are_never_taken_for_one():
    table = meetings(
        {"parties": ["IRN", "SAU"], "date": None, "article_id": "a"},
        {"parties": ["IRN", "SAU"], "date": None, "article_id": "b"},
    )
    assert summaries.attested(occasions(table))["articles"].tolist() == [1, 1]


def test_another_article_on_the_same_meeting_is_found(some):
    assert summaries.same_meeting(some, some.iloc[0])["key"].tolist() == ["m1"]
    assert summaries.same_meeting(some, some.iloc[2]).empty


def test_a_meeting_told_with_another_date_is_found_too():
    table = meetings(
        {"parties": ["IRN", "SAU"], "date": "2023-03-10", "article_id": "a"},
        {"parties": ["SAU", "IRN"], "date": "2023-03-12", "article_id": "b"},
        {"parties": ["IRN", "SAU"], "date": "2023-03-10", "article_id": "c"},
        {"parties": ["IRN", "SAU"], "date": "2023-03-14", "article_id": "d"},
        {"parties": ["IRN", "SAU"], "date": "2023-03-11", "article_id": "e", "place_country": "OMN"},
    )
    table.loc[0, "place_country"] = "CHN"
    assert summaries.same_meeting(table, table.iloc[0])["key"].tolist() == ["m2", "m1"]


def test_the_newest_are_dated_and_held(some):
    some.loc[1, "status"] = "planned"
    assert summaries.newest(some)["key"].tolist() == ["m0"]


def test_who_set_a_contact_up():
    table = meetings(
        {
            "parties": ["IRN", "SAU"],
            "date": None,
            "initiator": "Amir",
            "participants": [person("Amir"), person("Wang", "mediator")],
        },
        {"parties": ["IRN", "SAU"], "date": None, "initiator": "Wang", "participants": [person("Wang", "host")]},
    )
    found = {(r["name"], r["role"]): r["keys"] for r in summaries.roles(table).to_dict("records")}
    assert found == {("Amir", "asked or invited"): "m0", ("Wang", "mediated"): "m0", ("Wang", "hosted"): "m1"}


def test_places_and_parties_are_counted(some):
    assert summaries.places(some).to_dict("records") == [
        {"country": "CHN", "meetings": 1, "keys": "m0", "places": "Beijing"}
    ]
    assert summaries.parties(some).iloc[0][["country", "meetings"]].tolist() == ["IRN", 3]


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ([], []),
        (["2023-01-01", "2023-02-01"], []),
        (["2023-01-01", "2023-03-05", "2023-06-30"], [1, 0, 1, 0, 0, 1]),
        (["2020-01-01", "2023-01-01"], []),
    ],
)
def test_a_trend_needs_months_enough(dates, counts):
    assert summaries.monthly(pd.Series(pd.to_datetime(dates))) == counts


def test_topics_come_up_together_when_near():
    topics = pd.DataFrame(
        [("t0", "nuclear", 1, "a"), ("t1", "syria", 2, "a"), ("t2", "yemen", 9, "a"), ("t3", "iraq", 1, "b")],
        columns=["key", "topic", "sentence", "article_id"],
    )
    assert summaries.together(topics).to_dict("records") == [
        {"topic_a": "nuclear", "topic_b": "syria", "occasions": 1, "keys": "t0 t1"}
    ]


@pytest.mark.parametrize(
    ("nuclear", "syria", "occasions"),
    [
        ([1], [1], 1),
        ([1, 1, 1, 1], [1, 1], 1),  # a sentence is one occasion, however often it names them
        ([1], [2], 1),
        ([2], [1, 3], 2),
        ([1, 2], [1, 2], 2),  # two sentences that name both; not also the two together
        ([1, 2], [2], 1),
        ([1, 5], [3, 7], 0),
    ],
)
def test_occasions_are_counted_not_mentions(nuclear, syria, occasions):
    said = [("nuclear", n) for n in nuclear] + [("syria", n) for n in syria]
    topics = pd.DataFrame(said, columns=["topic", "sentence"])
    topics = topics.assign(article_id="a", key=[f"t{n}" for n in range(len(topics))])
    found = summaries.together(pd.concat([topics, topics.assign(article_id="b", key="x" + topics["key"])]))
    assert found["occasions"].tolist() == ([2 * occasions] if occasions else [])


def test_topics_that_come_up_together_lead_to_their_mentions():
    said = [("t0", "syria", 1), ("t1", "nuclear", 1), ("t2", "nuclear", 2), ("t3", "yemen", 2), ("t4", "nuclear", 9)]
    topics = pd.DataFrame(said, columns=["key", "topic", "sentence"]).assign(article_id="a")
    found = {(r.topic_a, r.topic_b): set(r.keys.split()) for r in summaries.together(topics).itertuples()}
    assert found == {
        ("nuclear", "syria"): {"t0", "t1", "t2"},
        ("nuclear", "yemen"): {"t1", "t2", "t3"},
        ("syria", "yemen"): {"t0", "t3"},
    }


def test_no_topics_come_up_together_in_nothing():
    topics = pd.DataFrame({"key": [], "topic": [], "sentence": [], "article_id": []})
    assert summaries.together(topics).empty


def test_a_phrase_stands_in_its_words():
    topics = pd.DataFrame(
        [{"topic": "nuclear", "phrase": "nuclear issue", "speaker": "", "speaker_country": "", "key": "t0", "article_id": "a",
          "start": 0, "end": 40, "evidence": "They discussed the Iranian nuclear issue at length."}]
    )  # fmt: skip
    row = summaries.contexts(topics).iloc[0]
    assert (row["before"], row["phrase"], row["after"]) == ("They discussed the Iranian", "nuclear issue", "at length.")


# ---------------------------------------------------------------- what a reader selects
@pytest.fixture
def tables(some):
    milestones = meetings({"parties": ["IRN", "SAU"], "date": "2023-08-01", "key": "c0", "source": "Chronology"}).drop(
        columns=["kind", "confidence", "people", "speaker", "article_id"]
    )
    topics = pd.DataFrame({"key": ["t0", "t1"], "topic": ["nuclear", "syria"], "speaker": ["Wang", ""], "speaker_country": ["CHN", ""],
                           "article_id": ["a", "b"], "published": pd.to_datetime(["2023-08-21", None]), "source": ["Agency", "Other"], "confidence": [0.9, 0.5]})  # fmt: skip
    actors = pd.DataFrame(
        {
            "key": ["a0"],
            "name": ["Wang"],
            "country": ["CHN"],
            "article_id": ["a"],
            "published": pd.to_datetime(["2023-08-21"]),
            "source": ["Agency"],
            "confidence": [0.95],
        }
    )
    events = pd.DataFrame(
        {
            "key": ["e0"],
            "actor": [["CHN"]],
            "recipient": [["IRN"]],
            "speaker": [""],
            "article_id": ["a"],
            "date_start": [pd.NaT],
            "date_end": [pd.NaT],
            "source": ["Agency"],
            "confidence": [0.6],
        }
    )
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "published": pd.to_datetime(["2023-08-21", None]),
            "source": ["Agency", "Other"],
            "language": ["en", "fa"],
        }
    )
    return {
        "articles": articles,
        "meetings": some,
        "occasions": occasions(some),
        "topics": topics,
        "actors": actors,
        "events": events,
        "milestones": milestones,
    }


def left(tables: dict, **chosen) -> dict[str, list[str]]:
    kept = select(tables, Selection(**chosen))
    return {name: kept[name]["key" if "key" in kept[name] else "article_id"].tolist() for name in kept}


def test_an_empty_selection_leaves_everything(tables):
    assert select(tables, Selection()) is tables


@pytest.mark.parametrize(
    ("chosen", "meetings", "milestones"),
    [
        ({"start": "2023-03-01"}, ["m0", "m1"], ["c0"]),
        ({"end": "2023-03-31"}, ["m0", "m1"], []),
        ({"countries": ("CHN",)}, ["m2"], []),
        ({"kinds": ("talks",)}, ["m2"], []),
        ({"topics": ("syria",)}, ["m1"], []),
        ({"confidence": 0.8}, ["m0", "m2"], ["c0"]),
        ({"layers": ("chronology",)}, [], ["c0"]),
        ({"layers": ("articles",)}, ["m0", "m1", "m2"], []),
        ({"people": ("Wang",)}, [], []),
        ({"sources": ("Agency",)}, ["m0", "m1", "m2"], []),
        ({"languages": ("en",)}, ["m0", "m2"], []),
        ({"languages": ("fa",)}, ["m1"], []),
        ({"languages": ("ar",)}, [], []),
    ],
)
def test_each_part_of_a_selection(tables, chosen, meetings, milestones):
    kept = left(tables, **chosen)
    assert kept["meetings"] == meetings
    assert kept["milestones"] == milestones


def test_a_person_selects_what_they_said_and_are(tables):
    kept = left(tables, people=("Wang",))
    assert kept["topics"] == ["t0"]
    assert kept["actors"] == ["a0"]


def test_a_choice_of_time_counts_what_it_cannot_judge(tables):
    assert Selection(start="2023-01-01", kinds=("talks",)).any_time == Selection(kinds=("talks",))


def test_who_took_part_is_counted_once_a_meeting():
    two = [person("Wang Yi", country="CHN"), person("Wang Yi", country="CHN"), person("Ali Bagheri")]
    table = meetings({"parties": ["IRN", "CHN"], "date": None, "participants": two},
                     {"parties": ["IRN", "CHN"], "date": None, "participants": two[:1]})  # fmt: skip
    assert summaries.took_part(table)[["name", "meetings"]].values.tolist() == [["Wang Yi", 2], ["Ali Bagheri", 1]]
    assert summaries.took_part(table.iloc[:0]).empty


def test_nobody_without_a_name_took_part_or_was_met():
    office = person("", country="EGY")
    table = meetings({"parties": ["QAT", "EGY"], "date": None, "participants": [person("Abdullah Zaid"), office]})
    assert summaries.took_part(table)["name"].tolist() == ["Abdullah Zaid"]
    assert summaries.counterparts(table, {"kind": "person", "name": "Abdullah Zaid", "country": ""}).empty


def test_sides_of_milestones_are_listed_though_no_article_names_them():
    columns = ["actor_id", "kind", "name", "country", "mentions", "statements", "article_id", "key"]
    actors = pd.DataFrame([("IRN", "country", "Iran", "IRN", 4, 0, "a", "a0")], columns=columns)
    steps = pd.DataFrame({"parties": [["IRN", "SYR"], ["SYR", "TUR"], ["SYR", "ORG:HOUTHI"], ["TUR", "EGY"]]})
    listed = summaries.listed(actors, steps)
    assert listed["name"].tolist()[:3] == ["Iran", "Syria", "Türkiye"]
    assert listed["mentions"].tolist() == [4, 0, 0, 0, 0]
    assert dict(zip(listed["country"], listed["kind"], strict=True))["ORG:HOUTHI"] == "organization"
    assert summaries.listed(actors, steps.iloc[:0])["name"].tolist() == ["Iran"]


STEPS = pd.DataFrame(
    [
        {
            "parties": ["IRN", "SAU"],
            "direction": "+",
            "stage": "talks",
            "date_start": pd.Timestamp("2021-04-09"),
            "key": "c0",
        },
        {
            "parties": ["SAU", "IRN"],
            "direction": "-",
            "stage": "recall",
            "date_start": pd.Timestamp("2022-03-12"),
            "key": "c1",
        },
        {
            "parties": ["EGY", "TUR"],
            "direction": "+",
            "stage": "talks",
            "date_start": pd.Timestamp("2021-05-05"),
            "key": "c2",
        },
    ]
)


def test_milestones_are_counted_by_pair_with_the_steps_closer_and_by_kind_and_year():
    first = summaries.stepped(STEPS).iloc[0]
    assert first.tolist() == ["IRN", "SAU", 2, 1, "c0 c1"]
    assert summaries.staged(STEPS).iloc[0].tolist() == ["talks", "2021", 2, "c0 c2"]
    assert summaries.stepped(STEPS.iloc[:0]).empty
