"""Tours, several meetings told at once, what "both countries" stands for, and what looks like a meeting and is none."""

import pytest

from lib.coder import code
from lib.schema import Article


def told(text, published="2025-03-06"):
    """Kind, status, sides, date as precise as it is, country of the place: one a meeting, in the order of the text."""
    width = {"day": 10, "week": 10, "month": 7, "year": 4, "unknown": 0}
    return [
        (
            r["kind"],
            r["status"],
            " ".join(r["parties"]),
            r["date_start"][: width[r["date_precision"]]],
            r["place_country"],
        )
        for r in code(Article("a", text, published=published))["meetings"]
    ]


def test_a_tour_goes_no_further_than_the_day_it_was_after():
    text = "Oman's king travelled to Kenya on Monday, a day after Norway closed its port."
    assert [row[2] for row in told(text)] == ["OMN KEN"]


def visit(sides, day, status="planned"):
    return ("visit", status, sides, day, sides.split()[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finland's President Aino Laakso will tour Africa from 17 to 21 March. Laakso will begin in Senegal. She will go on to Ghana and Togo.",
         [visit("FIN SEN", "2025-03-17"), visit("FIN GHA", "2025-03"), visit("FIN TGO", "2025-03")]),
        ("Kuwait's foreign minister departs on Sunday for a tour of the Balkans whose first stop is Albania; Serbia and Croatia follow.",
         [visit("KWT ALB", "2025-03-09"), visit("KWT SRB", "2025-03"), visit("KWT HRV", "2025-03")]),
        ("Iraq's oil minister left on Tuesday for Egypt, Jordan and Oman.",
         [visit("IRQ EGY", "2025-03", "held"), visit("IRQ JOR", "2025-03", "held"), visit("IRQ OMN", "2025-03", "held")]),
        ("Greek minister Eleni Pappa visited Cyprus on Monday, Egypt on Tuesday and, on Wednesday, Jordan.",
         [visit("GRC CYP", "2025-03-03", "held"), visit("GRC EGY", "2025-03-04", "held"), visit("GRC JOR", "2025-03-05", "held")]),
        ("Peru's trade minister will visit the Gulf from Sunday, including Oman and Kuwait.", [visit("PER OMN", "2025-03-09"), visit("PER KWT", "2025-03-09")]),
        ("The Greek premier goes to Tunis on 20 March.", [visit("GRC TUN", "2025-03-20")]),
        ("France is sending four judges to Lebanon on Saturday.", [visit("FRA LBN", "2025-03-08")]),
        ("Japan sent a delegation to Amman on Monday.", [visit("JPN JOR", "2025-03-03", "held")]),
    ],
)  # fmt: skip
def test_each_stop_is_a_visit_with_the_days_of_the_tour(text, expected):
    assert told(text) == expected


def test_a_word_of_stops_beside_no_place_makes_no_visit():
    rows = told(
        "The Omani minister's trip follows a visit by Kenya's president to Oman in January. Cuba first protested."
    )
    assert not any("CUB" in sides for _, _, sides, _, _ in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoys of Sudan and Chad have met twice since summer: in Cairo in October and in Doha in January.",
         [("meeting", "held", "SDN TCD", "2024-10", "EGY"), ("meeting", "held", "SDN TCD", "2025-01", "QAT")]),
        ("Sudanese and Libyan ministers held three meetings last year, in Tunis on 4 May, in Malta on 9 July and in Paris on 2 October.",
         [("meeting", "held", "SDN LBY", day, place) for day, place in (("2024-05-04", "TUN"), ("2024-07-09", "MLT"), ("2024-10-02", "FRA"))]),
        ("Oman's sultan will phone Iraq's president on Friday and, after that call, Jordan's king.",
         [("phone_call", "planned", "OMN IRQ", "2025-03-07", ""), ("phone_call", "planned", "OMN JOR", "2025-03-07", "")]),
    ],
)  # fmt: skip
def test_several_at_once_are_several(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraqi farmers blame Turkey's dams. The two governments will hold talks on Saturday.", ("talks", "planned", "IRQ TUR", "2025-03-08", "")),
        ("Omani Foreign Minister Said Amri held talks with Indian minister Arun Das on Monday. In the video call with Das, Amri spoke of visas.",
         ("video_meeting", "held", "OMN IND", "2025-03-03", "")),
        ("Oman's king will meet Jordan's president on Sunday. Before the king's meeting with the Jordanian president, Omani editors voiced hope.",
         ("meeting", "planned", "OMN JOR", "2025-03-09", "")),
        ("Kenya's president hosted the presidents of Chad and Sudan in Nairobi on Monday to sign a treaty.", ("meeting", "held", "KEN TCD SDN", "2025-03-03", "KEN")),
        ("Malta's health minister is to attend the vaccine summit Egypt stages in Cairo in May.", ("summit", "planned", "MLT EGY", "2025-05", "EGY")),
        ("Norway's prime minister took part in a fish conference organised by Iceland in Reykjavik on Monday.", ("conference", "held", "NOR ISL", "2025-03-03", "ISL")),
        ("Talks (the third since May) between Syrian and Iraqi officers ended in Amman on Sunday.", ("talks", "held", "SYR IRQ", "2025-03-02", "JOR")),
        ("Cuba's envoy had coffee with Peru's foreign minister in Lima on Monday.", ("meeting", "held", "CUB PER", "2025-03-03", "PER")),
        ("Qatar's spy chief sounded out his Iranian counterpart in Muscat on Monday.", ("talks", "held", "QAT IRN", "2025-03-03", "OMN")),
        ("Hotels are full due to the visit of Angola's president to Cuba in January.", visit("AGO CUB", "2025-01", "held")),
        ("A treaty was drafted at the June summit between Armenia and Georgia.", ("summit", "held", "ARM GEO", "2024-06", "")),
        ("He had interpreted at the stormy 1988 talks between Iraqi and Iranian generals.", ("talks", "held", "IRQ IRN", "1988", "")),
        ("An Oman-Kenya energy forum will meet in the week of 17 March.", ("conference", "planned", "OMN KEN", "2025-03-17", "")),
        ("Oman's king (right) met Kenya's president in Muscat on Monday.", ("meeting", "held", "OMN KEN", "2025-03-03", "OMN")),
        ("Oman's king met Kenya's president, who took office last year, in Muscat on Monday.",
         ("meeting", "held", "OMN KEN", "2025-03-03", "OMN")),
        ("Oman's king, who last fell ill in 2023, met Kenya's president on Monday.", ("meeting", "held", "OMN KEN", "2025-03-03", "")),
        ("Oman's king met Kenya's president on Monday, their third such meeting this year.",
         ("meeting", "held", "OMN KEN", "2025-03-03", "")),
        ("On Monday Oman's king met Kenya's president, two days after rain had closed the port.",
         ("meeting", "held", "OMN KEN", "2025-03-03", "")),
        ('"The road would open," a driver said of the meeting in Amman at which Jordan\'s minister Rami Said and his Syrian counterpart set the toll on Monday.',
         ("meeting", "held", "SYR JOR", "2025-03-03", "JOR")),
        ("Kenya's prime minister invited Oman's king on Monday to visit Nairobi.", ("visit", "proposed", "OMN KEN", "", "KEN")),
        ("Iraq's president agreed on Tuesday to visit Kuwait.", ("visit", "planned", "IRQ KWT", "", "KWT")),
        ("Two hours ago Oman's sultan spoke with Kuwait's emir by phone.", ("phone_call", "held", "OMN KWT", "2025-03-06", "")),
    ],
)  # fmt: skip
def test_one_is_one_with_its_sides_and_day(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "France keeps urging Syria to hold talks with Lebanon.",
        "Perhaps Baghdad ought to invite the Kuwaiti emir.",
        "Spain and Portugal have always talked to each other about water.",
        "When the Polish premier comes to Cuba in his speeches, he sighs.",
        "An airline flies cut flowers from Kenya to Japan every night.",
        "The Syrian singer visited Kuwait for two concerts.",
        "Oman has met the conditions set by the IMF, and on Monday the markets rose.",
        "A Danish brewer signed a lease with a Cambodian bottler on Tuesday, its biggest deal in Asia.",
        "Cheap oil would be bad for the loan talks with the World Bank, Ghanaian bankers fear.",
    ],
)
def test_these_tell_no_meeting(text):
    assert told(text) == []


def test_somebody_outside_an_office_is_no_side_and_still_an_actor():
    records = code(
        Article("a", "Lebanese singer Rima Saab met the Iraqi president in Baghdad.", published="2025-03-06")
    )
    assert records["meetings"] == []
    assert "Rima Saab" in [row["name"] for row in records["actors"]]


def test_another_meeting_on_the_same_day_of_other_people_is_a_second_one():
    text = (
        "Iraqi minister Ali Hadi met Syrian minister Omar Nasri in Baghdad on Monday. "
        "Later that day Iraqi engineers held talks with a Syrian delegation in Baghdad."
    )
    assert [(kind, day) for kind, _, _, day, _ in told(text)] == [("meeting", "2025-03-03"), ("talks", "2025-03-03")]
