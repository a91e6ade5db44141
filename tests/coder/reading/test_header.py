"""Title, agency, dateline and date as articles print them; none of it is a place or an event."""

import pytest


@pytest.mark.parametrize(
    ("text", "place", "source"),
    [
        ("BEIJING, Aug. 21 (Xinhua) -- China and Iran agreed on Sunday to expand trade.", "Beijing", "Xinhua"),
        (
            "BEIJING, (UrduPoint / Pakistan Point News - 21st Aug, 2023 ) :China stands ready to work with Iran.",
            "Beijing",
            "UrduPoint / Pakistan Point News",
        ),
        ("DOHA, Jan 12 (Reuters) - Negotiators from both sides held indirect talks on Sunday.", "Doha", "Reuters"),
        ("TEHRAN – The foreign minister has called for more trade with Oman and Qatar.", "Tehran", ""),
        ("RIYADH, SPA -- The crown prince received the envoy of the French president today.", "Riyadh", "SPA"),
        ("AMMAN: The minister of water opened a dam in the north of the country today.", "Amman", ""),
        ("Tunis, 6 March: The minister of water opened a dam in the north of the country.", "Tunis", ""),
        ("(Rabat) – The minister of water opened a dam in the north of the country today.", "Rabat", ""),
        ("Muscat | The minister of water opened a dam in the north of the country today.", "Muscat", ""),
        ("TRIPOLI: LANA - The minister of water opened a dam in the north of the country.", "Tripoli", "LANA"),
        ("Khartoum/Cairo, 6 March — The minister of water opened a dam in the country.", "Khartoum", ""),
        ("SHARJAH, United Arab Emirates: The minister of water opened a dam there today.", "Sharjah", ""),
        ("[Algiers] The minister of water opened a dam in the north of the country today.", "Algiers", ""),
        ("Jeddah, Shawwal 14, 1445, Apr 23, 2024, SPA -- The crown prince received a call.", "Jeddah", "SPA"),
    ],
)
def test_datelines(reading, text, place, source):
    doc = reading(text)
    assert (doc.header.dateline_place, doc.header.source) == (place, source)
    assert place not in [m.text.title() for m in doc.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow: the United States must answer for the strikes on the dam in the north",
        "Cairo-Ankara trade grew last year, the minister said in a statement on Sunday.",
        "CORRECTION (15 March): The minister of water opened no dam in the north last week.",
        "Iran: The minister of water opened a dam in the north of the country on Sunday.",
        "Minister Karimi (second left) opened a dam in the north of the country on Sunday.",
    ],
)
def test_what_is_no_dateline(reading, text):
    assert (reading(text).header.dateline_place, reading(text).header.source) == ("", "")


@pytest.mark.parametrize(("place", "home"), [("BEIJING", "CHN"), ("NICOSIA", "")])
def test_who_reports_from_abroad_has_no_home_there(reading, place, home):
    assert reading(f"{place}, May 5 (Xinhua) -- The minister of water opened a dam.").header.home == home


def test_a_messy_header(reading):
    doc = reading(" date 2023-08-21 (@Somebody)\n\nChina and Iran agreed on Sunday.", day="")
    assert doc.header.published == "2023-08-21"
    assert doc.skip[0]
    assert doc.dates_of(1)[0].start == "2023-08-20"


def test_the_headline_is_the_title(reading):
    assert (
        reading(
            "Iran and Oman agree on gas pipeline\n\nMUSCAT – They agreed on Sunday after two days of talks."
        ).header.title
        == "Iran and Oman agree on gas pipeline"
    )


def test_byline(reading):
    assert (
        reading("Iran and Oman agree\n\nBy Jane Roe and John Doe\n\nThey agreed on Sunday.").header.author
        == "Jane Roe and John Doe"
    )


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your visit to Iran and Oman.",
        "Read more: Iran and Oman hold talks",
        "Follow Al Jazeera English:",
        "(Reporting by Jane Roe in Doha)",
    ],
)
def test_boilerplate_codes_nothing(coding, line):
    records = coding(f"The king opened a school.\n\n{line}")
    assert records["meetings"] == []
