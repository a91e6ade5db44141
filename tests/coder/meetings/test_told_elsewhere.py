"""What one sentence leaves to another: who "the envoy" is, what form talks had, whose visit, whose day."""

import pytest

from lib.coder import code
from lib.schema import Article

ALBUSAIDI = "Omani Foreign Minister Badr al-Busaidi"
YAHYA = "Kuwaiti Foreign Minister Abdullah Al-Yahya"
CASSIS = "Swiss Foreign Minister Ignazio Cassis"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom a short name or office stands for
        (f"UN Special Envoy for Yemen Hans Grundberg arrived in Muscat on Sunday. The envoy met {YAHYA} on Monday.", [("visit", "held", "ORG:UN OMN", "2024-05-19", "OMN"), ("meeting", "held", "ORG:UN KWT", "2024-05-20", "")]),
        (f"{ALBUSAIDI} was there. Albusaidi met {YAHYA} on Sunday.", [("meeting", "held", "OMN KWT", "2024-05-19", "")]),
        ("Kuwaiti officials will meet on Thursday in Baku with representatives of the Syrian regime, a source said.", [("meeting", "planned", "KWT SYR", "2024-05-23", "AZE")]),
        # the form of talks told before
        (f"{ALBUSAIDI} and {YAHYA} held talks on Sunday. During the phone call, al-Busaidi spoke of trade.", [("phone_call", "held", "OMN KWT", "2024-05-19", "")]),
        # whose visit
        ("The Swiss president recalled that he and the Omani sultan trusted each other since the latter's visit to Switzerland in March.", [("visit", "held", "OMN CHE", "2024-03-01", "CHE")]),
        (f"{CASSIS} is at home again. The visit to Qatar on Monday was his first.", [("visit", "held", "CHE QAT", "2024-05-20", "QAT")]),
        (f"Iranian Foreign Minister Abbas Araghchi met {ALBUSAIDI} in Muscat on Sunday. They praised the recent visit of the Iranian president to Muscat.", [("meeting", "held", "IRN OMN", "2024-05-19", "OMN"), ("visit", "held", "IRN OMN", "", "OMN")]),
        # whom they spoke of
        (f"{ALBUSAIDI} met {YAHYA} in Kuwait on Sunday. The two also discussed their ties with Yemen and trade with Iraq.", [("meeting", "held", "OMN KWT", "2024-05-19", "KWT")]),
        (f"{ALBUSAIDI} met {YAHYA} in Kuwait on Sunday. The two also discussed trade with Swiss Foreign Minister Ignazio Cassis.", [("meeting", "held", "OMN KWT CHE", "2024-05-19", "KWT")]),
        # at whose forum they met
        (f"{ALBUSAIDI} and {YAHYA} held talks on the sidelines of the G20 summit in Rome on Sunday.", [("talks", "held", "OMN KWT", "2024-05-19", "ITA")]),
        (f"{ALBUSAIDI} and {YAHYA} met at the OPEC headquarters in Vienna on Sunday.", [("meeting", "held", "OMN KWT", "2024-05-19", "AUT")]),
        ("Norway has authorized Foreign Minister Espen Barth Eide to travel to Doha on Friday and meet Qatari Prime Minister Mohammed bin Abdulrahman Al Thani.", [("visit", "planned", "NOR QAT", "2024-05-24", "QAT")]),
        ("King Abdullah of Jordan will attend the Riyadh Arab-China Summit.", []),
        # whose day
        (f"{CASSIS} held talks with the Jordanian king. Cassis will visit Kuwait and Oman next. The Saturday meeting, which was held in Amman, was long.", [("talks", "held", "CHE JOR", "2024-05-18", "JOR"), ("visit", "planned", "CHE KWT", "", "KWT"), ("visit", "planned", "CHE OMN", "", "OMN")]),
        (f"{CASSIS} announced on Friday that he will travel to Muscat.", [("visit", "planned", "CHE OMN", "", "OMN")]),
        (f"{CASSIS} paid his first visit to Lebanon following the blast in its harbour in 2020.", [("visit", "held", "CHE LBN", "", "LBN")]),
        (f"{YAHYA}, who is in Iran at the official invitation of Tehran, met with Abbas Araghchi on Sunday.", [("visit", "held", "KWT IRN", "2024-05-19", "IRN")]),
    ],
)  # fmt: skip
def test_meetings_whose_sides_form_or_day_another_phrase_tells(text, expected) -> None:
    found = code(Article("a", text, published="2024-05-20"))["meetings"]
    assert [
        (r["kind"], r["status"], " ".join(r["parties"]), r["date_start"], r["place_country"]) for r in found
    ] == expected


def test_a_meeting_has_two_sides_also_where_several_were_met_apart() -> None:
    text = "Samira Holm, a spokeswoman, said so. She also held separate meetings with the foreign ministers of China, Iran and Oman."
    assert all(len(r["parties"]) > 1 for r in code(Article("a", text, published="2024-05-20"))["meetings"])


@pytest.mark.parametrize(("source", "side"), [("Ministry of Foreign Affairs of Pakistan", "PAK"), ("", "GBR")])
def test_an_office_that_is_of_one_state_by_custom_is_of_the_state_whose_ministry_writes(source, side) -> None:
    article = Article("a", "Foreign Secretary Asad Majeed Khan visited Azerbaijan on Sunday.", published="2024-05-20", source=source)  # fmt: skip
    assert [r["parties"] for r in code(article)["meetings"]] == [[side, "AZE"]]


def test_talks_spoken_of_in_a_call_are_no_call() -> None:
    text = "During the call, Egyptian Foreign Minister Badr Abdelatty praised the talks held in Cairo with the Iranian delegation."
    rows = code(Article("a", text, published="2024-05-20"))["meetings"]
    assert [r["kind"] for r in rows if r["place_country"] == "EGY"] == ["talks"]


def test_a_surname_keeps_its_particle() -> None:
    text = "Saudi Crown Prince Mohammed bin Salman left. President Abdel Fattah el-Sisi of Egypt received bin Salman in Cairo on Sunday."
    assert [r["rule"] for r in code(Article("a", text, published="2024-05-20"))["meetings"]] == ["A received B"]
