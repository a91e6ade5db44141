"""Names in other scripts are those of people we know only where they sound alike, and the country is theirs."""

import pytest

from lib.coder.languages.spelling import known_as


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("مصطفى مدبولي", "EGY", "Mostafa Madbouly"),
        ("إبراهيم قالن", "TUR", "Ibrahim Kalin"),
        ("بشر الخصاونة", "JOR", "Bisher Khasawneh"),
        ("ג'ארד קושנר", "USA", "Jared Kushner"),
        ("Samih Şukri", "EGY", "Sameh Shoukry"),
        ("Nabih Berry", "LBN", "Nabih Berri"),
        ("مصطفى مدبولي", "JOR", ""),  # of another country
        ("علي حسين", "IRN", ""),  # a common first name
        ("مدبولي", "EGY", ""),  # one word is too little
        ("", "EGY", ""),
    ],
)
def test_a_name_is_known_by_its_sounds(written, country, name):
    assert known_as(written, country) == name
