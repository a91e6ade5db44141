"""Who a text names: titles, apposition, surnames, spellings, offices without a name."""

import pytest


def people(doc) -> list[tuple[str, str, str]]:
    """(name, country, office) of every person and office mention, once."""
    return list(dict.fromkeys((m.name, m.code, m.office) for m in doc.mentions if m.kind in ("person", "office")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Iranian Foreign Minister Hossein Amir-Abdollahian spoke.",
            ("Hossein Amir-Abdollahian", "IRN", "Foreign Minister"),
        ),
        (
            "Foreign Minister Hossein Amirabdollahian of Iran spoke.",
            ("Hossein Amir-Abdollahian", "IRN", "Foreign Minister"),
        ),
        ("The president of Iran, Hassan Rouhani, said so.", ("Hassan Rouhani", "IRN", "President")),
        ("Deputy Secretary of Commerce Jan Testmann visited.", ("Jan Testmann", "USA", "Deputy Secretary of Commerce")),
        (
            "Iraqi National Security Adviser Qasim al-Araji arrived.",
            ("Qasim al-Araji", "IRQ", "National Security Adviser"),
        ),
        (
            "Lieutenant General Dov Beispiel, Chief of the General Staff of the Israel Defense Forces, met him.",
            ("Dov Beispiel", "ISR", "Chief of the General Staff of the Israel Defense Forces"),
        ),
        ("Omani Minister of Water Salim Al Harthi opened it.", ("Salim Al Harthi", "OMN", "Minister of Water")),
        (
            "Assistant Foreign Minister for Near Eastern Affairs Karim Zaydan came.",
            ("Karim Zaydan", "", "Assistant Foreign Minister for Near Eastern Affairs"),
        ),
        ("His Highness the Emir of Qatar, Tamim bin Hamad, spoke.", ("Tamim bin Hamad Al Thani", "QAT", "Emir")),
        (
            "He saw Her Excellency the Minister of Water of Oman Salma Rawahi.",
            ("Salma Rawahi", "OMN", "Minister of Water"),
        ),
        ("Joseph R. Biden, Jr. spoke.", ("Joe Biden", "USA", "President")),
        ("Kuwait's Emir Sheikh Meshal received him.", ("Mishal al-Ahmad al-Jaber al-Sabah", "KWT", "Emir")),
        (
            '"No," said Tomas Unbekannt, a spokesperson for the Danish foreign ministry.',
            ("Tomas Unbekannt", "DNK", "Spokesperson for the Danish Foreign Ministry"),
        ),
    ],
)
def test_one_person(reading, text, expected):
    found = people(reading(text))
    assert any(name == expected[0] and code == expected[1] for name, code, _ in found), found
    assert any(office.lower().startswith(expected[2].lower()[:12]) for _, _, office in found), found


def test_a_surname_is_the_person_named_before(reading):
    doc = reading("Danish envoy Tomas Unbekannt met the minister. Unbekannt said the talks were good.")
    assert {m.name for m in doc.mentions if m.kind == "person"} == {"Tomas Unbekannt"}


def test_an_office_without_a_name_is_the_person_named_before(reading):
    doc = reading(
        "Iranian Foreign Minister Abbas Araghchi spoke. The Iranian foreign minister then left.", "2025-03-01"
    )
    assert [m.name for m in doc.of(1) if m.kind == "office"] == ["Abbas Araghchi"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2020-01-01", "Mohammad Javad Zarif"),
        ("2023-01-01", "Hossein Amir-Abdollahian"),
        ("2025-03-01", "Abbas Araghchi"),
    ],
)
def test_an_office_is_held_by_who_held_it_then(reading, day, name):
    doc = reading("The Iranian foreign minister arrived in Muscat.", day)
    assert [m.name for m in doc.mentions if m.kind == "office"] == [name]


def test_a_counterpart_holds_the_same_office(reading):
    doc = reading("Turkish Foreign Minister Hakan Fidan met his Saudi counterpart Faisal bin Farhan.", "2024-05-20")
    assert ("Faisal bin Farhan", "SAU", "Foreign Minister") in people(doc)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Kremlin said so.", "RUS"),
        ("Tehran said it would answer.", "IRN"),
        ("The White House denied it.", "USA"),
        ("Hamas agreed.", "ORG:HAMAS"),
        ("The Gulf Cooperation Council (GCC) met.", "ORG:GCC"),
    ],
)
def test_sides_without_a_person(reading, text, code):
    assert reading(text).mentions[0].code == code


@pytest.mark.parametrize(
    "text",
    ["The Washington Post reported it.", "Michael Jordan scored.", "The turkey was roasted.", "They told us of it."],
)
def test_names_that_are_no_side(reading, text):
    assert not [m for m in reading(text).mentions if m.kind in ("country", "organization")]


def test_what_a_country_attaches_to_a_thing_is_no_office(reading):
    doc = reading("Kuwait attaches great weight to the plan. The defence attachés of Oman spoke.")
    assert [m.text for m in doc.mentions if m.kind == "group"] == ["defence attachés of Oman"]


def test_an_abbreviation_belongs_to_its_name(reading):
    doc = reading("He met Palestinian Authority (PA) Prime Minister Mohammad Mustafa.", "2024-05-20")
    assert ("Mohammad Mustafa", "PSE", "Prime Minister") in people(doc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Energy ministers Zilwa Maktub of Malta and Orel Teszt of Peru met.",
            [("Zilwa Maktub", "MLT", "Energy Minister"), ("Orel Teszt", "PER", "Energy Minister")],
        ),
        (
            "Maltese ambassadors Zilwa Maktub, Orel Teszt and Anna Prufung met.",
            [(n, "MLT", "Ambassador") for n in ("Zilwa Maktub", "Orel Teszt", "Anna Prufung")],
        ),
        ("Foreign Secretaries Maktub and Teszt met.", [(n, "", "Foreign Secretary") for n in ("Maktub", "Teszt")]),
        ("Maltese ambassadors met on Friday.", [("", "MLT", "Ambassadors")]),
    ],
)
def test_an_office_of_several_is_that_of_each(reading, text, expected):
    doc = reading(text)
    assert [(m.name, m.code, m.office) for m in doc.mentions if m.kind in ("person", "group")] == expected
