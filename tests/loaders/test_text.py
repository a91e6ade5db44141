"""Encodings, languages and dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.dates import day_first, iso_day
from lib.loaders.language import language, name
from lib.loaders.source import slug
from lib.loaders.text import clean, decode

from . import made

LANGUAGES = {
    "en": made.TEXT,
    "ar": "التقى وزير الخارجية الإيراني نظيره السعودي في بكين يوم الخميس واتفقا على إعادة فتح السفارات",
    "fa": "وزیر امور خارجه ایران روز پنجشنبه با همتای سعودی خود در پکن دیدار کرد و دو طرف توافق کردند",
    "he": "שר החוץ האיראני נפגש עם עמיתו הסעודי בבייג'ינג ביום חמישי והשניים הסכימו לפתוח מחדש שגרירויות",
    "tr": "İran Dışişleri Bakanı perşembe günü Pekin'de Suudi mevkidaşıyla görüştü ve iki ülke anlaştı",
    "zh": "伊朗外长周四在北京会见沙特外交大臣，双方同意重开使馆并恢复两国之间的直航。",
    "ru": "Министр иностранных дел Ирана встретился в четверг в Пекине со своим саудовским коллегой",
    "fr": "Le ministre iranien des Affaires étrangères a rencontré jeudi à Pékin son homologue saoudien",
    "es": "El ministro de Exteriores iraní se reunió el jueves en Pekín con su homólogo saudí y acordaron",
    "de": "Der iranische Außenminister traf am Donnerstag in Peking seinen saudischen Amtskollegen",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding):
    assert decode(made.TEXT.encode(encoding), "a.txt") == made.TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_arabic_in_unicode_encodings(encoding):
    text = LANGUAGES["ar"]
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The “reconciliation wave” – President Erdoğan’s café visit".replace("ğ", "g")),
        ("cp1256", LANGUAGES["ar"] * 3),
        ("cp1251", LANGUAGES["ru"] * 3),
        ("gb18030", LANGUAGES["zh"] * 3),
    ],
)
def test_code_pages(encoding, text):
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items())
def test_languages(code, text):
    assert language(text) == code


@pytest.mark.parametrize(
    "text", ["", "12.5 %", "Iran, Saudi Arabia resume ties", "Wang Yi", "Riyadh-Tehran talks: no date"]
)
def test_short_latin_text_counts_as_english(text):
    assert language(text) == "en"


def test_names_of_languages():
    assert (name("ar"), name("en-GB"), name("tlh")) == ("Arabic", "English", "tlh")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-08-21", "2023-08-21"),
        ("2023-08-21T10:00:00Z", "2023-08-21"),
        ("2023-08-21 10:00:00+03:00", "2023-08-21"),
        ("2023/8/1", "2023-08-01"),
        ("20230821", "2023-08-21"),
        ("٢٠٢٣-٠٨-٢١", "2023-08-21"),
        ("21/08/2023", "2023-08-21"),
        ("08/21/2023", "2023-08-21"),
        ("08/08/2023", "2023-08-08"),
        ("03/04/2023", ""),
        ("21 August 2023", "2023-08-21"),
        ("21st Aug, 2023", "2023-08-21"),
        ("August 21, 2023 10:00", "2023-08-21"),
        ("Mon, 21 Aug 2023 09:00:00 +0000", "2023-08-21"),
        (dt.date(2023, 8, 21), "2023-08-21"),
        (dt.datetime(2023, 8, 21, 9), "2023-08-21"),
        ("2023", ""),
        ("yesterday", ""),
        ("2023-02-30", ""),
        ("", ""),
        (None, ""),
        (1692608400, ""),
    ],
)
def test_days_are_read_and_never_guessed(given, day):
    assert iso_day(given) == day


def test_the_order_of_days_of_a_column():
    assert day_first(["03/04/2023", "21/04/2023"]) is True
    assert day_first(["03/04/2023", "04/21/2023"]) is False
    assert day_first(["03/04/2023"]) is None
    assert day_first(["21/04/2023", "04/21/2023"]) is None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error(data):
    try:
        text = decode(data, "a.txt")
    except MajlisError as error:
        assert error.code in ("MJ103", "MJ105")  # noqa: PT017
    else:
        text.encode("utf-8")
        assert "\x00" not in text


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_cleaning_keeps_every_offset(text):
    assert len(clean(text)) == len(text)
    clean(text).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(made.SINGLE | made.MANY)), st.binary(max_size=60), st.integers(0, 400))
def test_a_damaged_file_is_read_or_refused_but_nothing_else(name, noise, at):
    good = FILES[name]
    data = good[:at] + noise + good[at + len(noise) :]
    try:
        for found in load(data, name):
            assert isinstance(found, MajlisError) or found.text.strip()
    except MajlisError as error:
        assert error.code.startswith("MJ1")  # noqa: PT017


FILES = {name: make() for name, make in (made.SINGLE | made.MANY).items()}


@given(st.text(max_size=100))
def test_an_identifier_is_plain(text):
    assert slug(text).replace("-", "a").isalnum()
    assert slug(text).isascii()
