"""Trips and who was on them, meetings told apart, and days that are of something else."""

import pytest

from lib.coder import code
from lib.schema import Article


def rows(text, published="2025-03-06"):
    return code(Article("a", text, published=published))["meetings"]


def sides(text):
    return [set(row["parties"]) for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman's foreign minister Badr al-Busaidi met separately on Monday with the Iranian delegation led by Abbas Araghchi and the US delegation led by Steve Witkoff.",
         [{"OMN", "IRN"}, {"OMN", "USA"}]),
        ("Emmanuel Macron discussed Sudan in phone calls to Donald Trump and Abdel Fattah el-Sisi.", [{"FRA", "USA"}, {"FRA", "EGY"}]),
        ("At the end of a week's trip to Kuwait, Qatar and Oman by French envoy Jean-Yves Le Drian, much was still open.",
         [{"FRA", "KWT"}, {"FRA", "QAT"}, {"FRA", "OMN"}]),
        ("Finland welcomes the visit to Baghdad by the President of Egypt on Tuesday.", [{"EGY", "IRQ"}]),
    ],
)  # fmt: skip
def test_whose_meeting_it_is(text, expected):
    assert sides(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "status", "day"),
    [
        ("Antony Blinken's tour, which started in Egypt on Tuesday, will continue in Jordan on Thursday.", "JOR", "planned", "2025-03-06"),
        ("Antony Blinken's tour, which started in Egypt on Tuesday, will continue in Jordan on Thursday.", "EGY", "held", "2025-03-04"),
        ("Syria's foreign minister Asaad al-Shaibani announced on Tuesday his intention to visit Jordan.", "JOR", "planned", ""),
        ("Antony Blinken will hold talks in Jeddah on Friday before travelling to Cairo for talks with Egyptian officials.", "EGY", "planned", ""),
        ("Sergei Lavrov will travel to Kuwait after his first stop in Doha on Monday.", "KWT", "planned", ""),
        ("Joe Biden will visit the Middle East from July 13 to 16. He will begin in Israel. He will then travel to Jordan.", "JOR", "planned", "2025-07-01"),
    ],
)  # fmt: skip
def test_the_day_of_a_visit(text, country, status, day):
    found = [(row["status"], row["date_start"]) for row in rows(text) if country in row["parties"]]
    assert found == [(status, day)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Emmanuel Macron of France visited Oman and Kuwait on Monday. He will be joined on his trip by adviser Emmanuel Bonne.", "Emmanuel Bonne"),
        ("Diplomats of Iran and the United States met in Muscat on Monday. Abbas Araghchi participated from Tehran.", "Abbas Araghchi"),
    ],
)  # fmt: skip
def test_who_came_along(text, name):
    found = rows(text)
    assert found
    assert all(name in [person["name"] for person in row["participants"]] for row in found)


def test_who_heads_a_team_goes_nowhere():
    assert not rows("The Qatari delegation is being headed by Ali Hassan, its deputy chief in Gaza.")
