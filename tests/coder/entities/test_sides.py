"""Whose side people speak for: told by title, affiliation, apposition or the article; else nobody's."""

import pytest

from lib.coder.document import read
from lib.schema import Article


def side(doc, name: str) -> set[str]:
    return {m.code for m in doc.mentions if m.kind == "person" and m.name == name}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Acting Deputy Secretary of Commerce Ilse Testa travelled.", "Ilse Testa", "USA"),
        ("Reps. Una Tester and Bo Probe travelled.", "Una Tester", "USA"),
        ("Norway's Fisheries and Trade Minister Odd Prove came.", "Odd Prove", "NOR"),
        ("Norway's envoy for the talks on the Nile, Odd Prove, came.", "Odd Prove", "NOR"),
        ("Norway's coordinator for prisoners and the missing, Odd Prove, came.", "Odd Prove", "NOR"),
        ("Prove, Iraqi Premier Discuss Water\nNorwegian Trade Minister Odd Prove met them.", "Odd Prove", "NOR"),
        ("Secretary General Una Testa spoke. OPEC Secretary General Una Testa then left.", "Una Testa", "ORG:OPEC"),
        ("The guild's secretary general, Zilwa Maktub, left.", "Zilwa Maktub", ""),
        ("Secretary General Zilwa Maktub spoke at the United Nations.", "Zilwa Maktub", "ORG:UN"),
        ("UN relief chief Zilwa Maktub left.", "Zilwa Maktub", "ORG:UN"),
        ("If Norway allowed envoy Una Testa to come, she would.", "Una Testa", ""),
        ("A visit to Oman by Norwegian envoy Una Testa ended.", "Una Testa", "NOR"),
        ("Norway's decision regarding Rashid Proba, a student, stands.", "Rashid Proba", ""),
        ("It was told by lawyer Zilwa Maktub of the Polish Chancellery.", "Zilwa Maktub", "POL"),
        ("Zilwa Maktub, who sits at the Maltese Water Council, came.", "Zilwa Maktub", "MLT"),
        ("It was told by lawyer Zilwa Maktub of Peru.", "Zilwa Maktub", "PER"),
        ("Zilwa Maktub, a nurse hurt in Peru, came.", "Zilwa Maktub", ""),
        ("Maltese Minister Zilwa Maktub left. In Cyprus Minister Maktub met nobody.", "Zilwa Maktub", "MLT"),
    ],
)
def test_a_side_is_told_by_the_words_around(reading, text, name, code):
    assert side(reading(text, "2024-05-20"), name) == {code}


def test_a_state_is_no_part_of_what_its_officials_are_called_but_where_it_stands_before_them(reading):
    named = lambda text: [(m.text, m.code) for m in reading(text, "2024-05-20").mentions]  # noqa: E731
    assert named("Oman and Iran expelled diplomats.") == [("Oman", "OMN"), ("Iran", "IRN"), ("diplomats", "")]
    assert named("Sudan army officers left.") == [("Sudan army officers", "SDN")]


def test_an_envoy_is_of_who_sent_him_and_not_of_where_to(reading):
    assert side(reading("Syria envoy Geir Pedersen left.", "2024-05-20"), "Geir Pedersen") == {"ORG:UN"}
    assert side(reading("UN Special Representative Hanna Tetteh left.", "2025-05-20"), "Hanna Tetteh") == {"ORG:UN"}


def test_a_side_is_what_most_of_the_article_says(reading):
    doc = reading("Danish envoy Una Testa came. Danish envoy Una Testa spoke. Later Norwegian envoy Una Testa left.")
    assert side(doc, "Una Testa") == {"DNK", "NOR"}
    assert [m.code for m in reading("Danish envoy Una Testa came. Testa spoke.").of(1)] == ["DNK"]


def test_nobody_is_of_the_publishers_side():
    doc = read(Article("a", "In Oman, Deputy Foreign Minister Zaid Proba met the press.", source="The White House"))
    assert side(doc, "Zaid Proba") == {""}


@pytest.mark.parametrize("text", ["The Biden-Harris Administration agreed.", "The Assad regime agreed."])
def test_a_government_is_no_person(reading, text):
    assert {m.kind for m in reading(text, "2024-05-20").mentions} == {"country"}


def test_a_paper_has_no_president_of_its_own():
    doc = read(Article("a", "The president met Zilwa Maktub.", published="2024-05-20", source="Daily Mail"))
    assert {m.code for m in doc.mentions if m.kind == "office"} == {""}


def test_a_headline_means_whom_the_text_names(reading):
    doc = reading("Foreign Minister Meets a Nurse\n\nMaltese Foreign Minister Zilwa Maktub met a nurse.")
    assert [(m.name, m.code) for m in doc.of(0) if m.office == "Foreign Minister"] == [("Zilwa Maktub", "MLT")]


@pytest.mark.parametrize(
    "text",
    [
        "A Saudi-owned tanker sank.",
        "Turkish-backed fighters left.",
        "The Peru-born singer, Zilwa Maktub, a star, left.",
    ],
)
def test_a_compound_modifier_names_no_side(reading, text):
    assert {m.code for m in reading(text).mentions} <= {""}


def test_two_heads_are_two_people(reading):
    doc = reading("The president and prime minister met.")
    assert [m.office for m in doc.mentions if m.kind == "office"] == ["President", "Prime Minister"]
