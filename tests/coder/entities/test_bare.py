"""People without a title whom nobody listed: told by the words around them."""

import pytest


def people(doc) -> set[str]:
    return {m.name for m in doc.mentions if m.kind == "person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bridge is old, warned Odvar Prufung, mayor of the town.", "Odvar Prufung"),
        ("A student, Zilwa Maktub, was freed on Friday.", "Zilwa Maktub"),
        ("The singers Anna Prufung, Zilwa Maktub and Orel Teszt signed it.", "Zilwa Maktub"),
        ("It was told to lawyer Zilwa Maktub on Friday.", "Zilwa Maktub"),
    ],
)
def test_a_person_is_told_by_the_words_around(reading, text, name):
    assert name in people(reading(text))


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed in Upper Galdora on Friday.",
        "The Galdora Pipeline was opened.",
        "He praised Human Rights because human rights matter.",
        "They signed the Green Harbour Compact.",
    ],
)
def test_what_is_no_person(reading, text):
    assert people(reading(text)) == set()


def test_a_surname_is_known_from_then_on(reading):
    doc = reading("A student, Zilwa Maktub, was freed on Friday. Maktub went home.")
    assert [m.name for m in doc.of(1)] == ["Zilwa Maktub"]


def test_a_shared_word_goes_to_whose_surname_it_is(reading):
    doc = reading("Anna Kesz met her sister, Zilwa Kesz-Maktub, a nurse. Kesz went home.")
    assert [m.name for m in doc.of(1)] == ["Anna Kesz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was opened by Bill Prufung, a pilot.", "Bill Prufung"),
        ("Norway's Zilwa Di Prufung, a nurse, came.", "Zilwa Di Prufung"),
        ("The War Council Zahra Maktub attended met on Friday.", "Zahra Maktub"),
        ("It was told by Hu J-Ling, a nurse.", "Hu J-Ling"),
        ("Police chief Rear Adm. Zilwa Maktub spoke.", "Zilwa Maktub"),
    ],
)
def test_where_a_name_begins_and_ends(reading, text, name):
    assert name in people(reading(text))


def test_what_a_country_backs_is_no_person(reading):
    assert people(reading("It was Norway-funded, said nobody.")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Norway Allows Maktub to Travel 'At Once'\n\nThe student Zilwa Maktub, a nurse, was allowed to travel.",
        "Rep. Zilwa Maktub Cancels Trip To Peru\n\nMaktub said she had to cancel it.",
    ],
)
def test_a_verb_of_a_headline_is_no_name(reading, text):
    assert people(reading(text)) == {"Zilwa Maktub"}
