"""Encodings, languages and dates."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.date_lines import date_line
from lib.loaders.dates import day_first, iso_day
from lib.loaders.language import language, name, spoken
from lib.loaders.text import clean, decode
from lib.paths import file_name

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_in_unicode_encodings(code, encoding):
    text = LANGUAGES[code]
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
        (1692608400, "2023-08-21"),
    ],
)
def test_days_are_read_and_never_guessed(given, day):
    assert iso_day(given) == day


DATED = [
    "2023-08-21", "21 August 2023", "Aug 21, 2023 10:12 GMT", "Published: 21 August 2023", "Date: 2023-08-21",
    "Date: Mon, 21 Aug 2023 09:00:00 +0000", "Monday 21 August 2023 10.12 BST", "2023-08-21T10:12:00Z",
    "2023-08-21 10:12:33+03:00", "Published Aug. 21, 2023 at 10:12 a.m. ET", "10:12 GMT, 21 August 2023",
    "(August 21, 2023)", "**Date:** 2023-08-21", "21.08.2023", "21. August 2023", "Aug 21, 2023 | 10:12 (GMT+3)",
    "Posted on 21 August 2023", "Mon, Aug 21st 2023, 5:30pm IST", "21/08/2023 - 14:00", "٢٠٢٣-٠٨-٢١",
    "21 August 2023 / 4 Elul 5783", "יום שני, ד' באלול ה'תשפ\"ג | 21 באוגוסט 2023", "4 صفر 1445 هـ - 21 آب 2023 م",
    "دوشنبه ۳۰ مرداد ۱۴۰۲ - ۴ صفر ۱۴۴۵ - ۲۱ اوت ۲۰۲۳", "4 Safar 1445 | 21 August 2023",
]  # fmt: skip
UNDATED = [
    "Updated: 2023-08-22", "On 21 August 2023", "August 2023", "21 August", "Tehran, 21 August 2023",
    "2023-08-21 to 2023-08-25", "No. 118, 4 June 2024", "2023-13-45", "Decision 12, 2023", "21 August 2023.", "4 Elul 5783",
    "21 August 2023 / 22 Ağustos 2023",
]  # fmt: skip
BODY = "RIYADH -- Saudi Foreign Minister Faisal bin Farhan met Iranian Foreign Minister Hossein Amir-Abdollahian on Sunday."


@pytest.mark.parametrize("line", DATED)
@pytest.mark.parametrize(
    "layout", ["A headline of it\n{}\n\n{}", "A headline of it\r\n{}\r\n{}", "{}\n{}", "T\nBy Jane\n\n{}\n\n{}"]
)
def test_a_line_that_is_a_date_dates_the_text(line, layout):
    [article] = load(layout.format(line, BODY).encode(), "a.txt")
    assert article.published == "2023-08-21"
    assert f"{line}\n\n" in article.text.replace("\r\n", "\n"), "it stands by itself, no part of a sentence"
    assert article.text.split() == layout.format(line, BODY).split()


@pytest.mark.parametrize("line", UNDATED)
def test_another_line_dates_nothing(line):
    text = f"A headline of it\n{line}\n{BODY}"
    [article] = load(text.encode(), "a.txt")
    assert (article.published, article.text) == ("", text)


@pytest.mark.parametrize(
    "text",
    [
        "They said that they would meet again on\n21 August 2023\nTo be sure, nothing is agreed.",
        "They last met\n21 August 2023\nand left at once.",
        "They met on these days:\n21 August 2023\n22 August 2023\nThen they left.",
        "2023-08-21\n\n2023-08-22\n\nThey met.",
        "One\ntwo\nthree\nfour\nfive\nsix\n2023-08-21\nThey met.",
    ],
)
def test_a_date_in_running_prose_or_one_of_several_dates_nothing(text):
    assert date_line(text) == ("", 0, 0)


@pytest.mark.parametrize(
    "text",
    ["T\n2023-08-22\nPublished: 2023-08-21\nX", "Published:\n21 August 2023\nX", "T\n2023-08-21\nX\n21 August 2023"],
)
def test_the_line_that_says_so_counts(text):
    assert date_line(text)[0] == "2023-08-21"


def test_a_dated_text_is_coded_from_its_day():
    from lib.coder import code

    [article] = load(f"A headline of some words\n2023-08-21\n{BODY}".encode(), "a.txt")
    coded = code(article)
    assert coded["articles"][0]["title"] == "A headline of some words"
    assert [m["date_start"] for m in coded["meetings"]] == ["2023-08-20"]


@given(st.text(alphabet="0123456789-/:. \n\rMayGMT(),+", max_size=120))
def test_any_lines_are_read(text):
    day, start, end = date_line(text)
    assert not day or text[start:end].strip()


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
    assert file_name(text).replace("-", "a").isalnum()
    assert file_name(text).isascii()


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("التقى وزير الخارجية السعودي نظيره الإيراني في الرياض.", "en-US", "ar"),
        ("Dışişleri Bakanı Hakan Fidan, Kahire'de Mısırlı mevkidaşı Samih Şukri ile ikili ilişkileri görüştü.", "en", "tr"),
        ("The Iranian foreign minister met his Saudi counterpart in Riyadh on Thursday, and they spoke of the talks.", "ar", "en"),
        ("وزیر خارجه ایران در ریاض دیدار کرد", "fa", "fa"),
        ("Görüştü.", "tr", "tr"),
        ("Amir-Abdollahian à Riyad", "fr", "fr"),
        ("Fidan Kahire'de", "", "en"),
    ],
)  # fmt: skip
def test_what_a_file_says_of_its_language_has_to_be_borne_out_by_the_text(text, given, expected):
    assert spoken(text, given) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_program_for_notes_writes_over_a_text_tells_of_it(end):
    front = [
        "---",
        'title: "Talks: a second day"',
        "date: 2024-03-06",
        "author: Rana Haddad",
        "source: Gulf Wire",
        "tags:",
        "  - gulf",
        "---",
        "",
        BODY,
    ]
    [article] = load(end.join(front).encode(), "a.md")
    assert (article.title, article.published) == ("Talks: a second day", "2024-03-06")
    assert (article.author, article.source) == ("Rana Haddad", "Gulf Wire")
    assert article.text == BODY
    [rule] = load(f"---\n{BODY}\n---\n{BODY}".encode(), "a.md")
    assert rule.text.startswith("---")
