"""What is denied, supposed, a habit, a story or a match is no meeting; what is told beside it is one."""

import pytest

from lib.coder import code
from lib.schema import Article

NOTHING = [
    "There was no contact between the Omani and Yemeni ministers on Sunday.",
    "It is simply not true that Algeria's president spoke with Morocco's king on Tuesday.",
    "Tunis rejected as baseless reports that its foreign minister had met the Israeli ambassador in Rome.",
    "Reports that Qatar's emir received the Syrian president on Friday were quickly denied.",
    "Egypt's foreign minister neither met nor called his Ethiopian counterpart.",
    "Iraq's prime minister stayed in Baghdad all week without receiving President Erdogan's envoy.",
    "The Kuwaiti emir has yet to receive the new Iranian ambassador.",
    "Had Lebanon's president met Israel's prime minister in May, the truce would have held.",
    "Were Bahrain's king to visit Tehran, much would change.",
    "If Libya's prime minister visits Cairo, he will be asked about the border.",
    "Turkey's president would have met the Greek prime minister but for the storm.",
    "Whenever Jordan's king meets the Saudi crown prince, the talk turns to water.",
    "Kings of Morocco used to visit Paris every spring.",
    "The agency withdrew its report of a meeting between the Sudanese and Chadian presidents.",
    "In the novel's second chapter, the president of Egypt meets the king of Jordan on a ferry.",
    "Iraq meet Oman in Basra on Thursday.",
    "Lebanon hosted Jordan in the qualifier on Sunday.",
]
MET = [
    ("Egypt's foreign minister met his Ethiopian counterpart in Cairo; neither spoke to reporters.", {"EGY", "ETH"}),
    ("Qatar's prime minister met Iran's foreign minister in Doha, denying reports of a rift.", {"QAT", "IRN"}),
    ("If there were doubts, they ended when Oman's sultan met the Iranian president in Muscat.", {"OMN", "IRN"}),
    ("Iraq's prime minister met Kuwait's emir at the cup final on Monday.", {"IRQ", "KWT"}),
    ("The Arab League's chief met the Syrian foreign minister in Tunis on Monday.", {"ORG:ARABLEAGUE", "SYR"}),
    ("Iran and Oman meet in Muscat on Thursday.", {"IRN", "OMN"}),
]


def coded(text: str) -> dict:
    return code(Article("a", text, published="2025-05-20"))


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_told_as_so_is_no_meeting_and_no_event_that_was(text):
    found = coded(text)
    assert found["meetings"] == []
    assert [e["evidence"] for e in found["events"] if e["status"] == "held" and e["event_type"] == "CONSULT"] == []


@pytest.mark.parametrize(("text", "sides"), MET)
def test_what_is_told_beside_it_is_a_meeting(text, sides):
    (met,) = coded(text)["meetings"]
    assert {code.upper().replace(" ", "") for code in met["parties"]} == sides


def test_what_is_wanted_is_proposed():
    (met,) = coded("France has recommended that Iran's president and Israel's prime minister meet in Paris.")[
        "meetings"
    ]
    assert met["status"] == "proposed"


@pytest.mark.parametrize(
    "text",
    [
        "Kuwait Cement signed a deal with Turkey's Sabanci in Ankara on Monday.",
        "The manager of Baghdad Restaurant met Egypt's Orascom.",
    ],
)
def test_a_company_is_not_the_state_it_is_from(text):
    found = coded(text)
    assert found["meetings"] == []
    assert not {"KWT", "IRQ", "EGY"} & {code for e in found["events"] for code in [*e["actor"], *e["recipient"]]}
