"""What a fact check rates as false is no news; the rest of it is, and so is what it finds true."""

import pytest

from lib.batch.work import outcome
from lib.coder import code
from lib.loaders.limits import Limits
from lib.schema import Article

MET = "Kuwait's emir met Jordan's king in Amman on 4 May 2024."
NEWS = "Qatar's emir received Egypt's president in Doha on 5 May 2024, his court said."


def sides(text: str, language: str = "en") -> list[list[str]]:
    return [m["parties"] for m in code(Article("a", text, published="2024-05-10", language=language))["meetings"]]


@pytest.mark.parametrize(
    "text",
    [
        f"FALSE: {MET}",
        f"Fake: {MET}\n\nThe picture is from 2012.",
        f"MOSTLY FALSE - {MET}",
        f"Hoax: {MET}",
        f"Claim: {MET}\nVerdict: False\n\nThe picture was taken in 2012.",
        f"The claim\n{MET}\n\nOur rating: Mostly false. The two were at home.",
        f"What was claimed:\n\n{MET}\n\nOur rating: False\n\nThe two were at home.",
        f"Claim: {MET}\n\nThe picture was taken in 2012, in another town.\n\nRating: Misleading",
        "Fact check: Viral video claims that Kuwait's emir met Jordan's king. It is fake.\n\nThe video is of 2012.",
        f"Fact check: {MET}\n\nThis is not true. A video shared online claims that Jordan's king called Kuwait's emir.",
        f"FAUX : {MET}",
        f"Behauptung: {MET}\nBewertung: Falsch",
    ],
)
def test_what_is_rated_as_false_codes_nothing(text):
    assert sides(text) == []
    assert ["EGY", "QAT"] in [sorted(each) for each in sides(f"{text}\n\n{NEWS}")]


@pytest.mark.parametrize(
    "text",
    [
        f"Claim: {MET}\nVerdict: True\n\nBoth courts said so.",
        f"Fact check: {MET}\n\nBoth courts said so.",
        f"{MET} It is false to say that they spoke of fish, his court said.",
        f"{MET}\n\nThe verdict: a good day for both, a diplomat said.",
        f"{MET}\n\nA minister claimed that the talks were long.",
    ],
)
def test_what_is_not_rated_so_stays_news(text):
    assert [sorted(each) for each in sides(text)] == [["JOR", "KWT"]]


def test_it_is_told_and_can_be_brought_back():
    article = Article("a", f"FALSE: {MET}\n\n{NEWS}", published="2024-05-10", language="en")
    assert "Kuwait's emir met" in outcome(article, "a.txt", False, True, Limits()).left_out
    assert [sorted(each) for each in sides(article.text)] == [["EGY", "QAT"]]
