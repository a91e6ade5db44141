"""What is said in a clause about somebody stays in it, and what is said of an earlier occasion dates no later one."""

import pytest

from lib.coder import code
from lib.schema import Article


def told(text: str) -> list[tuple]:
    found = code(Article("a", text, published="2024-11-20"))["meetings"]
    return [
        (m["kind"], m["status"], m["date_start"], m["parties"], sorted(p["name"] for p in m["participants"]))
        for m in found
    ]


def test_who_travels_is_not_whom_they_met_before():
    visits = told("Fidan, who met Araghchi in Tehran on Monday, will travel to Doha on Thursday.")
    assert ("visit", "planned", "2024-11-21", ["TUR", "QAT"], ["Hakan Fidan"]) in visits
    assert ("meeting", "held", "2024-11-18", ["TUR", "IRN"], ["Abbas Araghchi", "Hakan Fidan"]) in visits


def test_what_lies_ahead_is_not_what_was_done_in_a_clause_before():
    text = "Jordan's foreign minister Ayman Safadi, who was in Cairo on Monday for talks with Badr Abdelatty, is due to visit Oslo."
    assert {status for kind, status, _, sides, _ in told(text) if sides == ["JOR", "EGY"]} == {"held"}


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("The last such trip took place in 2009.", ""),
        ("The last visit of the kind was in 2009.", ""),
        ("The meeting took place in Muscat on Monday.", "2024-11-18"),
    ],
)
def test_an_earlier_occasion_dates_none(after, day):
    found = told(f"Saudi defence minister Khalid bin Salman met President Masoud Pezeshkian. {after}")
    assert [each[2] for each in found] == [day]


@pytest.mark.parametrize("name", ["el-Sisi", "al-Sisi", "Al-Sisi", "Sisi"])
def test_the_article_of_a_name_parts_no_country_from_it(name):
    found = told(f"Pezeshkian had separate meetings with Egypt's {name} and Malaysia's Anwar Ibrahim.")
    assert [each[3:] for each in found] == [
        (["IRN", "EGY"], ["Abdel Fattah el-Sisi", "Masoud Pezeshkian"]),
        (["IRN", "MYS"], ["Anwar Ibrahim", "Masoud Pezeshkian"]),
    ]


def test_a_surname_with_its_article_is_known_and_a_place_is_none():
    assert told("Araghchi met Iraq's al-Sudani in Oslo.")[0][4] == ["Abbas Araghchi", "Mohammed Shia al-Sudani"]
    found = told("Safadi met Abdelatty in Cairo. They discussed al-Aqsa and al-Fashir.")
    assert found[0][4] == ["Ayman Safadi", "Badr Abdelatty"]


def test_talks_with_one_and_with_another_are_two():
    found = told("Fidan held talks with Araghchi and with Badr Abdelatty, the Egyptian foreign minister.")
    assert [each[3] for each in found] == [["TUR", "IRN"], ["TUR", "EGY"]]


def test_he_stays_whom_was_spoken_of_through_a_sentence_about_him():
    found = told(
        "Ayman Safadi flew to Muscat. On Monday he took part in a summit with leaders of the region plus Egypt. "
        "Before the session he held bilateral meetings with Oman's Badr al-Busaidi and Turkey's Hakan Fidan."
    )
    assert [each[3] for each in found if each[0] == "meeting"] == [["JOR", "OMN"], ["JOR", "TUR"]]


def test_a_second_verb_of_the_same_subject_puts_nothing_off():
    found = told("Hakan Fidan held talks with Egypt's Badr Abdelatty in Cairo on Monday and will go on to Doha.")
    assert [each[:4] for each in found] == [
        ("talks", "held", "2024-11-18", ["TUR", "EGY"]),
        ("visit", "planned", "", ["TUR", "QAT"]),
    ]


def test_who_pulls_out_of_a_meeting_does_not_hold_it():
    assert [each[1] for each in told("Mahmoud Abbas pulled out of a meeting with Joe Biden on Monday.")] == [
        "cancelled"
    ]
