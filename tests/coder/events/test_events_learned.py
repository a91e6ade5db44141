"""What is decided by what was learned: who acts towards whom, which readings are rows, and how sure they are."""

import pytest

from lib.coder import code
from lib.coder.deciding import Weights
from lib.coder.document import read
from lib.coder.events.features import Candidate
from lib.coder.events.read import candidates, decided
from lib.coder.meetings.read import meetings
from lib.schema import Article

PUBLISHED = "2024-05-15"


def coded(text: str) -> list[dict]:
    return code(Article("a", text, published=PUBLISHED))["events"]


FORMULAS = [
    ("Oman and Bahrain agreed to resume diplomatic relations.", "AGREE", ["OMN", "BHR"], "agreement"),
    ("Libya and Egypt agreed on Monday to restore ties and reopen embassies.", "AGREE", ["LBY", "EGY"], "agreement"),
    ("Syria and Kuwait decided to normalise their relations.", "AGREE", ["SYR", "KWT"], "agreement"),
    ("Jordan and Qatar announced the restoration of full diplomatic ties.", "SUPPORT", ["JOR", "QAT"], "restoration"),
    ("Sudan and Chad re-established diplomatic relations.", "SUPPORT", ["SDN", "TCD"], "restoration"),
    ("Israel and Hezbollah agreed to a truce.", "AGREE", ["ISR", "ORG:HEZBOLLAH"], "ceasefire"),
    ("Turkey and Syria agreed a ceasefire on Tuesday.", "RETREAT", ["TUR", "SYR"], "ceasefire"),
]


@pytest.mark.parametrize(("text", "kind", "sides", "stage"), FORMULAS)
def test_what_two_sides_agree_upon_is_held(text, kind, sides, stage):
    row = coded(text)[0]
    assert (row["event_type"], row["actor"], row["recipient"], row["status"]) == (kind, sides, [], "held")
    assert row["stage"] == stage


@pytest.mark.parametrize(
    "text",
    [
        "Turkey denied that it shelled a village in Syria.",
        "Iran has denied attacking an Emirati tanker.",
        "Egypt denied reports that it had expelled the Sudanese ambassador.",
    ],
)
def test_what_is_denied_is_no_event(text):
    assert coded(text) == []


def test_what_follows_a_denial_is_told():
    rows = coded("Iran denied attacking the tanker and condemned Israel.")
    assert [(r["event_type"], r["actor"], r["recipient"]) for r in rows] == [("ACCUSE", ["IRN"], ["ISR"])]


def test_a_mediator_is_no_side_of_what_he_brings_about():
    row = coded("Egypt brokered a truce between Israel and Islamic Jihad.")[0]
    assert (row["actor"][:2], row["event_type"]) == (["ISR", "ORG:PIJ"], "RETREAT")
    row = coded("Qatar mediated talks between Chad and Sudan.")[0]
    assert {*row["actor"], *row["recipient"]} == {"TCD", "SDN"}


@pytest.mark.parametrize(
    "text",
    [
        "The Sudanese army attacked rebels in Sudan.",
        "Iraqi police arrested protesters in Basra, the Iraqi government said.",
        "Turkey urged Turkey's allies and Greece to show restraint, and Turkey accused Turkish rebels of treason.",
        "President Sisi met President Sisi's ministers and the Egyptian parliament rejected Egypt's budget.",
    ],
)
def test_nobody_acts_towards_himself(text):
    for row in coded(text):
        assert {*row["actor"]}.isdisjoint(row["recipient"])


def test_a_joint_act_towards_nobody_is_no_quarrel_of_those_who_do_it():
    assert coded("Jordan and Egypt jointly condemned the bombing.") == []


def test_a_strike_of_aircraft_is_no_strike_of_workers():
    assert coded("Israel carried out a strike on a missile depot in Syria.")[0]["event_type"] == "ASSAULT"
    assert coded("Teachers in Jordan began a strike over pay.")[0]["event_type"] == "PROTEST"


def test_an_event_that_is_a_meeting_is_told_once_with_the_sides_date_and_status_of_the_meeting():
    records = code(
        Article(
            "a",
            "Omani Foreign Minister Badr Albusaidi will visit Tehran on Friday. He will meet his Iranian counterpart "
            "Abbas Araghchi there.",
            published=PUBLISHED,
        )
    )
    planned = [r for r in records["events"] if r["event_type"] == "AGREE"]
    assert len(planned) == 1
    meeting = next(m for m in records["meetings"] if m["meeting_id"] == planned[0]["meeting_id"])
    assert {*planned[0]["actor"], *planned[0]["recipient"]} == {*meeting["parties"]}
    assert (planned[0]["status"], planned[0]["date_start"]) == ("planned", meeting["date_start"])


def test_what_is_said_at_a_meeting_has_its_day():
    rows = coded(
        "King Abdullah II of Jordan met Egyptian President Abdel Fattah el-Sisi in Cairo on 12 May 2024. "
        "The Jordanian king condemned Israel."
    )
    assert [r["date_start"] for r in rows if r["event_type"] == "ACCUSE"] == ["2024-05-12"]


def test_the_verb_decides_whose_act_it_is_not_the_name_before_it():
    row = coded("The prime minister said Oman's Sultan Haitham bin Tariq condemned Israel.")[0]
    assert (row["actor"], row["recipient"]) == (["OMN"], ["ISR"])


def test_a_reading_is_a_row_where_it_is_likely_enough_and_says_how_likely():
    row = {**coded("Kuwait recalled its ambassador to Lebanon.")[0], "confidence": 0.0}
    likely, unlikely = Candidate(row, {"sure": 1.0}), Candidate({**row, "actor": ["IRQ"]}, {"sure": -1.0})
    rows = decided([likely, unlikely], Weights(intercept=0.0, threshold=0.5, weights={"sure": 1.0}))
    assert [(r["actor"], r["confidence"]) for r in rows] == [(["KWT"], 0.73)]


def test_a_meeting_that_stands_is_an_event_as_sure():
    tables = code(Article("a", "Oman's king met Kenya's president, hours after a storm had closed the port."))
    met = [r for r in tables["events"] if r["meeting_id"] and r["event_type"] == "CONSULT"]
    assert len(met) == 1
    assert met[0]["confidence"] >= tables["meetings"][0]["confidence"]


def test_of_two_tellings_of_one_event_the_surer_is_kept():
    row = {**coded("Kuwait recalled its ambassador to Lebanon.")[0], "date_start": "", "meeting_id": ""}
    told = [Candidate({**row, "sentence": n}, {"sure": float(n)}) for n in (1, 2)]
    rows = decided(told, Weights(intercept=0.0, threshold=0.0, weights={"sure": 1.0}))
    assert [r["sentence"] for r in rows] == [2]


def test_every_feature_of_an_article_is_a_number_of_small_size():
    doc = read(
        Article("a", "Iran met Iraq on Monday. They condemned Israel, and Israel bombed Yemen.", published=PUBLISHED)
    )
    found = candidates(doc, meetings(doc))
    assert found
    for one in found:
        assert all(isinstance(value, float) and -1 <= value <= 10 for value in one.features.values())


def test_the_rule_says_what_moved_the_decision_most():
    row = coded("Kuwait recalled its ambassador to Lebanon.")[0]
    found = [Candidate({**row, "rule": "recall"}, {"alone: dated": 1.0, "alone: passive": 1.0, "alone: quoted": 0.0})]
    weights = Weights(0.0, 0.0, {"alone: dated": 0.5, "alone: passive": -1.25, "alone: quoted": 3.0})
    assert decided(found, weights)[0]["rule"] == "recall; passive -1.2, dated +0.5"


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Iraq invaded Kuwait in 1990.", "historical", "1990-01-01"),
        ("Forty years ago today Iraq attacked Iran.", "historical", "1984-05-15"),
        ("A decade ago Oman recalled its ambassador to Chad.", "historical", "2014-01-01"),
        ("Oman recalled its ambassador to Chad in March.", "held", "2024-03-01"),
    ],
)
def test_what_was_over_a_year_before_is_history(text, status, date):
    row = coded(text)[0]
    assert (row["status"], row["date_start"]) == (status, date)


def test_what_nobody_does_is_not_done():
    row = coded("No Gulf state recognised Israel.")[0]
    assert (row["event_type"], row["status"]) == ("SUPPORT", "negated")


def test_a_traveller_who_leaves_withdraws_nothing():
    assert not [r for r in coded("Turkey's president left Muscat on Monday.") if r["event_type"] == "RETREAT"]
    assert coded("American troops left Iraq.")[0]["event_type"] == "RETREAT"
