"""What stands around an article is not coded: editors' notices, headlines of other texts, comments, embargoes."""

import pytest

TOLD = "The emir of Kuwait received the foreign minister of Jordan in Kuwait City on Sunday."
MORE = "They spoke about trade and about the water of both countries."
WRONG = "Oman's foreign minister met the Syrian foreign minister in Muscat on Saturday"


def pairs(records) -> set[tuple[str, ...]]:
    return {tuple(sorted(row["parties"])) for row in records["meetings"]} | {
        tuple(sorted({*row["actor"], *row["recipient"]})) for row in records["events"]
    }


@pytest.mark.parametrize(
    "notice",
    [
        f"Correction: We said that {WRONG}. They did not.",
        f"CORRECTION (20 May 2024): {WRONG}, we wrote. That was not so. The minister was ill.",
        f"CORRECTION: {WRONG}, we wrote, which is not so.",
        f"Correction\n\nA report on Sunday said that {WRONG}. He was in Doha.",
        f"Editor’s Note: {WRONG}, as an early draft had it.",
        f"*Clarification — {WRONG}, it was told; that was another man.",
        f"[Note to editors: {WRONG}; pictures to follow.]",
        f"An earlier version of this article said that {WRONG}. He did not.",
        f"(This story has been refiled; it no longer says that {WRONG}.)",
        f"In a story published on Friday, the agency erroneously reported that {WRONG}.",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_what_an_editor_says_of_a_text_is_no_news(coding, notice, place):
    text = f"{notice}\n\n{TOLD} {MORE}" if place == "before" else f"{TOLD} {MORE}\n\n{notice}"
    records = coding(text)
    assert pairs(records) == {("JOR", "KWT")}
    assert records["articles"][0]["source"] == records["articles"][0]["dateline_place"] == ""


@pytest.mark.parametrize(
    "said",
    [
        f"Correction officers stood guard. {TOLD}",
        f"Corrections: {WRONG.split(' met')[0]} was ill. " + f"{MORE} " * 12 + TOLD,
        f"The minister's clarification came late. {TOLD}",
    ],
)
def test_news_that_a_notice_does_not_reach_is_coded(coding, said):
    assert pairs(coding(said)) == {("JOR", "KWT")}


@pytest.mark.parametrize("label", ["Related", "MOST READ:", "You may also like", "Read next", "Trending now (5)"])
def test_headlines_of_other_texts_are_not_coded(coding, label):
    headlines = "Oman's foreign minister meets Syrian foreign minister in Muscat\nEmir of Qatar visits Egypt"
    records = coding(f"{TOLD}\n\n{label}\n{headlines}\n\nThe king of Bahrain called the king of Morocco on Sunday.")
    assert pairs(records) == {("JOR", "KWT"), ("BHR", "MAR")}


@pytest.mark.parametrize("label", ["Comments", "Comments (2)", "3 Comments", "Leave a reply", "Join the conversation"])
def test_readers_comments_are_not_coded(coding, label):
    assert pairs(coding(f"{TOLD} {MORE}\n\n{label}\n\nA. Reader, 2 hours ago\n\nNo! {WRONG}.\n\n{WRONG}.")) == {
        ("JOR", "KWT")
    }


def test_a_link_to_comments_over_the_article_costs_none_of_it(coding):
    assert pairs(coding(f"Kuwait and Jordan on trade\n\nComments\n\n{TOLD} {MORE}")) == {("JOR", "KWT")}


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 00:01 GMT, 21 May 2024",
        "Under embargo until 21 May 2024",
        "STRICT EMBARGO: 21.05.2024, 06:00",
        "Embargo: 21 May 2024",
    ],
)
def test_an_embargo_is_neither_headline_nor_day(reading, line):
    doc = reading(f"{line}\n\nKuwait and Jordan on trade\n\nKUWAIT CITY, 20 May 2024 - {TOLD}", day="")
    assert (doc.header.title, doc.header.published) == ("Kuwait and Jordan on trade", "2024-05-20")
    assert doc.skip[0]
