"""Dates against the publication day, with their precision."""

import pytest

from lib.coder.reading import dates
from lib.coder.reading.text import clean, sentences


def found(text: str, published: str) -> list[tuple[str, str, str]]:
    view = clean(text)
    return [(d.start, d.end, d.precision) for d in dates.find(view.text, view.low, sentences(view.text), published)]


def day(iso: str) -> list[tuple[str, str, str]]:
    return [(iso, iso, "day")]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("They met on Sunday.", "2023-08-21", day("2023-08-20")),
        ("He will visit Muscat on Sunday.", "2023-08-21", day("2023-08-27")),
        ("They spoke on Friday.", "2025-05-16", day("2025-05-16")),
        ("They spoke last Friday.", "2025-05-16", day("2025-05-09")),
        ("He said he would travel there next Saturday.", "2025-05-14", day("2025-05-17")),
        ("They met today.", "2024-01-02", day("2024-01-02")),
        ("They spoke some 40 minutes ago.", "2024-01-02", day("2024-01-02")),
        ("They met on 3 May. That evening they flew home.", "2024-05-09", day("2024-05-03") * 2),
        (
            "They signed on 30 April; others had the Monday before.",
            "2025-05-07",
            [*day("2025-04-30"), *day("2025-04-28")],
        ),
        ("Recall the chaotic 2007 summit.", "2025-01-02", [("2007-01-01", "2007-12-31", "year")]),
        ("Since the June summit nothing happened.", "2024-09-02", [("2024-06-01", "2024-06-30", "month")]),
        ("They will go there before the end of the year.", "2024-12-12", [("2024-12-01", "2024-12-31", "month")]),
        ("They will go there by the end of the year.", "2024-10-12", [("2024-10-12", "2024-12-31", "year")]),
        ("She is visiting them on Saturday.", "2025-05-14", day("2025-05-17")),
        ("Shops were shut due to the visit in November.", "2025-01-22", [("2024-11-01", "2024-11-30", "month")]),
        ("They met yesterday.", "2024-01-01", day("2023-12-31")),
        ("They spoke this morning.", "2024-01-02", day("2024-01-02")),
        ("They met on March 10.", "2023-08-21", day("2023-03-10")),
        ("They met on December 30.", "2024-01-05", day("2023-12-30")),
        ("They will meet on January 9.", "2023-12-20", day("2024-01-09")),
        ("Talks were held on 21st Aug, 2023.", "", day("2023-08-21")),
        ("Talks were held on the 3rd of May 2022.", "", day("2022-05-03")),
        ("Talks were held on 2022-05-03.", "", day("2022-05-03")),
        ("Talks were held on ١٤ March ٢٠٢٣.", "", day("2023-03-14")),
        ("Talks were held on ۲۱ August ۲۰۲۳.", "", day("2023-08-21")),
        ("Talks were held on 13-14 April 2024.", "", [("2024-04-13", "2024-04-14", "day")]),
        ("Talks were held from March 30 to April 2, 2024.", "", [("2024-03-30", "2024-04-02", "day")]),
        ("He came in February this year.", "2023-08-21", [("2023-02-01", "2023-02-28", "month")]),
        ("They met in November 2022.", "", [("2022-11-01", "2022-11-30", "month")]),
        ("He came last month.", "2024-01-15", [("2023-12-01", "2023-12-31", "month")]),
        ("He will come next month.", "2023-12-15", [("2024-01-01", "2024-01-31", "month")]),
        ("The accord was signed in 2021.", "2024-01-15", [("2021-01-01", "2021-12-31", "year")]),
        ("He came this week.", "2024-05-15", [("2024-05-13", "2024-05-19", "week")]),
        ("During the week of October 10 he came.", "2022-10-14", [("2022-10-10", "2022-10-16", "week")]),
        ("He met the emir on Monday last week.", "2025-01-12", day("2024-12-30")),
        ("They met three days ago.", "2024-03-02", day("2024-02-28")),
        ("They met on 17.09.2021.", "", day("2021-09-17")),
        ("They met on 2021/9/17.", "", day("2021-09-17")),
        ("They met on 17-09-2021.", "", day("2021-09-17")),
        ("They met on 09/17/2021.", "", day("2021-09-17")),
        ("They met on 04/05/2021.", "", [("", "", "unknown")]),
        ("They meet on the 4th of this month.", "2021-09-17", day("2021-09-04")),
        (
            "He was in Oman on 3 May and, on the 5th and 6th, in Iraq.",
            "2021-06-01",
            [*day("2021-05-03"), ("2021-05-05", "2021-05-06", "day")],
        ),
        ("He will come back on the 2nd.", "2021-12-20", day("2022-01-02")),
        ("Thirty years ago today the two states made peace.", "2024-10-26", day("1994-10-26")),
        ("Twenty-two years ago on Monday they made peace.", "2024-10-23", day("2002-10-21")),
        ("On this day in 1994 they made peace.", "2024-10-26", day("1994-10-26")),
        ("Eleven years ago this week they made peace.", "2024-10-26", [("2013-10-21", "2013-10-27", "week")]),
        ("Two decades ago they made peace.", "2024-10-26", [("2004-01-01", "2004-12-31", "year")]),
        ("Four years ago today they made peace.", "2024-02-29", day("2020-02-29")),
        ("Thu: the envoy meets the emir.", "2024-10-26", day("2024-10-24")),
        ("He arrived on May 3. Two days later they met.", "2024-06-01", [*day("2024-05-03"), *day("2024-05-05")]),
        ("He arrived on May 3 and left the next day.", "2024-06-01", [*day("2024-05-03"), *day("2024-05-04")]),
        ("Shawwal 14, 1445 AH is April 23, 2024.", "", day("2024-04-23")),
    ],
)
def test_dates(text, published, expected):
    assert found(text, published) == expected


@pytest.mark.parametrize(
    "text", ["They met on Sunday.", "They met last month.", "They met today.", "They met on March 10."]
)
def test_relative_dates_stay_unknown_without_a_publication_day(text):
    assert found(text, "") == [("", "", "unknown")]


@pytest.mark.parametrize(
    "text",
    ["They may meet.", "Troops march on.", "He spoke for a second time.", "On 31 February 2024 nothing happened."],
)
def test_what_is_no_date(text):
    assert not [d for d in found(text, "2024-01-01") if d[0]]
