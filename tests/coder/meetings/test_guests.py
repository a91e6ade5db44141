"""Gatherings whose sides stand in a list of guests, what happens beside a summit, and how people met."""

import pytest

from lib.coder import code
from lib.schema import Article


def told(text: str) -> list[tuple]:
    """Kind, status, first day, place and sides of each meeting; published on a Wednesday."""
    found = code(Article("a", text, published="2024-11-20"))["meetings"]
    return [(m["kind"], m["status"], m["date_start"], m["place"], set(m["parties"])) for m in found]


def people(text: str) -> list[set[str]]:
    found = code(Article("a", text, published="2024-11-20"))["meetings"]
    return [{p["name"] for p in m["participants"]} for m in found]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Foreign ministers met in Amman on Monday. The session was attended by the ministers of Egypt, Iraq and Kuwait.",
         {"EGY", "IRQ", "KWT"}),
        ("Envoys of a dozen states gathered in Amman on Monday. Participants included Bahrain's Abdullatif al-Zayani and Oman's Badr al-Busaidi.",
         {"BHR", "OMN"}),
        ("Ministers gathered in Amman on Monday. Ayman Safadi chaired the session, attended by his Egyptian counterpart Badr Abdelatty and the UN envoy Hans Grundberg.",
         {"JOR", "EGY", "ORG:UN"}),
    ],
)  # fmt: skip
def test_the_sides_of_a_gathering_stand_in_its_list_of_guests(text, sides):
    (found,) = told(text)
    assert found[1:] == ("held", "2024-11-18", "Amman", sides)


def test_guests_of_a_meeting_that_names_its_sides_make_no_second_one():
    text = "Hakan Fidan met Fuad Hussein in Baghdad on Monday. The meeting was attended by the Turkish ambassador."
    assert [each[4] for each in told(text)] == [{"TUR", "IRQ"}]


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("A summit opened in Manama on Monday. Sultan Haitham met Iraq's Abdul Latif Rashid on the sidelines.",
         "2024-11-18", "Manama"),
        ("On the margins of the conference in Manama on Monday, Ayman Safadi met Hakan Fidan.", "2024-11-18", "Manama"),
        ("A summit opened in Manama on Monday. Ayman Safadi met Hakan Fidan on the sidelines of a conference in Oslo.",
         "", "Oslo"),
    ],
)  # fmt: skip
def test_what_happens_on_the_sidelines_is_of_that_summits_day(text, day, place):
    assert (day, place) in [each[2:4] for each in told(text) if each[0] == "meeting"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ayman Safadi and Hakan Fidan spoke face to face in Doha.", "meeting"),
        ("Ayman Safadi and Hakan Fidan spoke in person on Monday.", "meeting"),
        ("Ayman Safadi discussed the crossing with Hakan Fidan by telephone.", "phone_call"),
        ("Ayman Safadi spoke by phone with Hakan Fidan before a face-to-face meeting of others.", "phone_call"),
        ("Ayman Safadi discussed the crossing with Hakan Fidan before others were told by phone.", "talks"),
    ],
)
def test_how_they_met_is_said_beside_the_verb(text, kind):
    assert told(text)[0][0] == kind


def test_both_leaders_are_called_and_the_call_between_the_two_is_theirs():
    text = "Iraq and Kuwait signed a border accord on Monday. Joe Biden called both leaders on Tuesday to congratulate them."
    calls = [each for each in told(text) if each[0] == "phone_call"]
    assert {"USA", "IRQ"} in [each[4] for each in calls]
    text = "Hakan Fidan met Ayman Safadi in Amman on Monday. It followed a phone call between the two ministers in October."
    assert ("phone_call", "held", "2024-10-01", "", {"TUR", "JOR"}) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A cargo plane from Kuwait landed in Beirut on Monday.",
        "Two Emirati ships loaded with flour arrived in Syria on Monday.",
        "Algeria sent a convoy that arrived in Gaza on Monday.",
    ],
)
def test_freight_visits_nobody(text):
    assert told(text) == []


def test_a_plane_of_somebody_brings_him():
    text = "A Kuwaiti plane carrying Foreign Minister Abdullah al-Yahya landed in Beirut on Monday."
    assert told(text) == [("visit", "held", "2024-11-18", "Beirut", {"KWT", "LBN"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Barrack toured the Levant, meeting Joseph Aoun on Monday and King Abdullah of Jordan on Tuesday.",
         [("meeting", "held", "2024-11-18", "", {"USA", "LBN"}), ("meeting", "held", "2024-11-19", "", {"USA", "JOR"})]),
        ("Steve Witkoff shuttled between Cairo and Doha on Monday.",
         [("visit", "held", "2024-11-18", "Cairo", {"USA", "EGY"}), ("visit", "held", "2024-11-18", "Doha", {"USA", "QAT"})]),
        ("Hakan Fidan met Najib Mikati in Beirut on Sunday. Ayman Safadi was there on Monday.",
         [("visit", "held", "2024-11-18", "Beirut", {"JOR", "LBN"})]),
        ("Hakan Fidan held talks in Damascus on Sunday with Syrian ministers. A Jordanian delegation visited on Monday.",
         [("visit", "held", "2024-11-18", "Damascus", {"JOR", "SYR"})]),
        ("Oman's sultan received a note from King Abdullah of Jordan handed over by Ayman Safadi during a visit to Muscat on Monday.",
         [("visit", "held", "2024-11-18", "Muscat", {"JOR", "OMN"})]),
        ("A Yemeni team headed by Rashad al-Alimi was due in Kuwait City on Monday.",
         [("visit", "planned", "2024-11-25", "Kuwait City", {"YEM", "KWT"})]),
    ],
)  # fmt: skip
def test_who_travels_where(text, expected):
    found = told(text)
    assert [each for each in expected if each not in found] == []


def test_where_one_is_met_is_not_where_another_was_a_day_before():
    found = told(
        "Hakan Fidan flew to Oslo on Tuesday for talks with Espen Barth Eide, two days after he hosted Ayman Safadi in Ankara."
    )
    assert {each[3] for each in found if each[4] == {"TUR", "NOR"}} == {"Oslo"}


def test_talks_sponsored_by_a_third_are_not_its_own():
    text = "Yemen's government and the Houthis signed a prisoner accord on Monday after talks sponsored by Oman and Switzerland."
    assert {"OMN", "CHE"} not in [each[4] for each in told(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oman's Rawahi said he met Iran's Takht-Ravanchi in Muscat.", {"Rawahi", "Majid Takht-Ravanchi"}),
        ("Saied's adviser Walid al-Hajjam met Libya's Mohamed al-Menfi in Tripoli.", {"Walid al-Hajjam", "Mohamed al-Menfi"}),
    ],
)  # fmt: skip
def test_somebody_nobody_listed_is_of_the_state_or_the_man_who_owns_him(text, names):
    assert people(text) == [names]


def test_a_fund_is_nobody_and_a_ruler_in_fact_is_who_is_named():
    text = "Oman's Sovereign Wealth Fund took part as Hakan Fidan met the UAE's de facto ruler, Abu Dhabi Crown Prince Sheikh Mohammed bin Zayed."
    found = code(Article("a", text, published="2020-11-20"))["meetings"]
    assert {p["name"] for m in found for p in m["participants"]} == {"Hakan Fidan", "Mohamed bin Zayed Al Nahyan"}


def test_a_name_of_the_codebook_that_begins_small_is_found_so():
    assert told("Iran and the three European powers met in Vienna on Monday.")[0][4] == {"IRN", "FRA", "DEU", "GBR"}


def test_who_stayed_away_took_no_part_and_who_attended_did():
    text = "Arab ministers gathered in Muscat on Monday. Egypt's Badr Abdelatty and Iraq's Fuad Hussein attended, as did Jordan's Ayman Safadi."
    assert [each[4] for each in told(text)] == [{"EGY", "IRQ", "JOR"}]
    text = "Arab ministers gathered in Muscat on Monday. Egypt's Badr Abdelatty and Iraq's Fuad Hussein did not attend."
    assert told(text) == []


def test_he_who_is_met_is_of_whom_the_text_speaks():
    text = "Hakan Fidan was in Oslo on Tuesday. His trip took him to Iraq, where he met Fuad Hussein on Sunday, and to Jordan, where Ayman Safadi met him on Monday."
    meetings = [each[2:3] + each[4:] for each in told(text) if each[0] == "meeting"]
    assert ("2024-11-18", {"TUR", "JOR"}) in meetings
    assert ("2024-11-17", {"TUR", "IRQ"}) in meetings


def test_whom_one_is_expected_to_see_one_will_meet():
    found = told("Ayman Safadi, who came with the king, is expected to see Hakan Fidan in Oslo this month.")
    assert ("meeting", "planned", {"JOR", "TUR"}) in [each[:2] + each[4:] for each in found]


def test_he_who_calls_both_leaders_is_neither():
    text = (
        "Joe Biden hosted Iraq's Fuad Hussein on Monday. Joe Biden called both leaders on Tuesday to congratulate them."
    )
    assert all(len(each[4]) > 1 for each in told(text))
