"""The day of publication: every form it is written in, where it was found, and what cannot be used."""

import datetime as dt
import json
import time

import pytest

from lib.batch.run import run
from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.calendars import day_of
from lib.loaders.date_lines import date_line
from lib.loaders.dates import LONGEST, last_year, read
from lib.loaders.source import Source
from lib.schema import Article

from . import made

SAID = "The emir of Qatar received the prime minister of Iraq in Doha on Sunday."

SIXTH_OF_MAY = [  # 2024, a Monday
    "20240506T093000Z", "20240506", "20240506093000", 1714987800, "1714987800", "1714987800000", "1714987800.25",
    "45418", 45418.4, "06-May-24", "6 May '24", "May-06-2024", "2024-May-06", "Mon May  6 09:30:00 2024", "Mon May 06 09:30:00 +0000 2024",
    "Gulf Times, May 6, 2024", "NNA, 06-May-2024", "2024年5月6日", "2024년 5월 6일",
    "٦ أيار ٢٠٢٤", "6 مايو 2024", "الاثنين 6 أيار/مايو 2024", "۶ مه ۲۰۲۴", "۱۷ اردیبهشت ۱۴۰۳", "1403/02/17", "17 Ordibehesht 1403",
    "دوشنبه ۱۷ اردیبهشت ۱۴۰۳ - ۰۹:۳۰", "27 شوال 1445 هـ", "1445-10-27", "27 Shawwal 1445", "27 Şevval 1445",
    "27 شوال 1445 الموافق 6 مايو 2024", "6 Mayıs 2024 Pazartesi", "lundi 6 mai 2024 à 9h30", "6 במאי 2024", "6 мая 2024 г.",
    "Montag, 6. Mai 2024", "6 de mayo de 2024", "Published 6 May 2024, updated 8 May 2024", dt.datetime(2024, 5, 6, 9),
]  # fmt: skip


@pytest.mark.parametrize("given", SIXTH_OF_MAY)
def test_a_day_is_read_in_every_form(given):
    assert read(given).day == "2024-05-06"


@pytest.mark.parametrize(
    "given", ["May 2024", "2024-05", "05/2024", "2024年5月", "أيار 2024", "мая 2024", "Mayıs 2024"]
)
def test_a_month_stays_a_month(given):
    assert read(given).day == "2024-05"


@pytest.mark.parametrize("given", ["5/6/2024", "05.06.2024", "05-06-24", "٥/٦/٢٠٢٤", "5/6/1445"])
def test_what_reads_two_ways_is_asked(given):
    assert read(given) == ("", "MJ138", "gregorian")
    assert len(read(given, True).day) == len(read(given, False).day) == 10


@pytest.mark.parametrize(
    "given",
    [
        "0024-05-06", f"{last_year() + 1}-05-06", "1899-05-06", "2024-13-45", "31 June 2024", "1402", "soon", "2024",
        "6 May 2024 - 8 May 2024", "1700-01-01", 99999, "6 Shawwal 2024", "6 Mehr / May 2024", dt.date(3024, 5, 6),
    ],
)  # fmt: skip
def test_what_is_no_day_of_our_time_is_refused(given):
    assert read(given) == ("", "MJ137", "gregorian")


@pytest.mark.parametrize("given", ["", None, "  ", "NaN", float("nan"), "None"])
def test_nothing_is_no_fault(given):
    assert read(given) == ("", "", "gregorian")


def test_no_year_of_another_calendar_is_one_of_ours():
    for year in range(1300, 1501):
        for form in (f"{year}-07-15", f"{year}/7/15", f"{year}0715"):
            assert not read(form).day or 1900 < int(read(form).day[:4]) <= last_year()


def test_days_of_other_calendars():
    assert day_of("hijri", 1446, 1, 1) == dt.date(2024, 7, 7)
    assert day_of("solar_hijri", 1404, 1, 1) == dt.date(2025, 3, 21)
    assert day_of("hijri", 1446, 13, 1) is day_of("hijri", 1200, 1, 1) is day_of("gregorian", 2023, 2, 29) is None
    assert day_of("hijri", 1446, 1, 30) == day_of("hijri", 1446, 2, 1)  # seen a day later than reckoned


@pytest.mark.parametrize(
    "line",
    [
        "06-May-24", "Kuwait News Agency, May 6, 2024", "LBCI, 6-May-2024", "Al-Nahar Daily | 6 May 2024",
        "تاريخ النشر: الاثنين 6 أيار 2024", "۱۷ اردیبهشت ۱۴۰۳ - ۰۹:۳۰", "6 Mayıs 2024, Pazartesi", "发布时间：2024-05-06 09:30",
        "Publié le lundi 6 mai 2024 à 9h30", "6 мая 2024 г.", "פורסם: 6 במאי 2024", "27 شوال 1445 هـ",
        "۱۷ اردیبهشت ۱۴۰۳، ۰۹:۳۰", "الاثنين 27 شوال 1445هـ الموافق 6 مايو 2024م",
    ],
)  # fmt: skip
def test_a_date_line_in_any_language(line):
    assert date_line(f"A headline\n{line}\n\n{SAID}")[0] == "2024-05-06"


@pytest.mark.parametrize(
    "line",
    [
        "Taif Agreement, 22 October 1989",
        "Doha, 6 May 2024",
        "May 2024",
        "Updated 6 May 2024",
        "Round 3, 6 May 2024",
        "6 May 2024 to 27 شوال 1445",
    ],
)
def test_a_line_that_says_more_than_a_date_dates_nothing(line):
    assert date_line(f"A headline\n{line}\n\n{SAID}")[0] == ""


def test_a_month_counts_where_the_line_says_what_it_is():
    assert date_line(f"Published: May 2024\n\n{SAID}")[0] == "2024-05"
    assert date_line(f"Foreign Affairs, May 2024\n\n{SAID}")[0] == "2024-05"


# ---------------------------------------------------------------- where it was found
def table(day: str) -> bytes:
    return json.dumps({"text": SAID, "published": day}).encode()


@pytest.mark.parametrize(
    ("name", "data", "day", "place"),
    [
        ("a.html", made.html(), "2023-04-06", "page"),
        ("a.eml", made.eml(), "2023-04-06", "mail"),
        ("a.jsonl", table("6 May 2024"), "2024-05-06", "column"),
        ("a.txt", f"6 May 2024\n\n{SAID}".encode(), "2024-05-06", "header line"),
        ("a.docx", made.docx(), "", ""),
        ("2024-05-06 talks.docx", made.docx(), "2024-05-06", "file name"),
        ("qna_20240506.txt", SAID.encode(), "2024-05-06", "file name"),
        ("2024-05-06.txt", f"8 May 2024\n\n{SAID}".encode(), "2024-05-08", "header line"),
        ("from 2024-05-06 to 2024-05-08.txt", SAID.encode(), "", ""),
        ("5-6-2024.txt", SAID.encode(), "", ""),
        ("a.txt", SAID.encode(), "", ""),
    ],
)
def test_where_the_day_was_found(name, data, day, place):
    article = next(iter(load(data, name)))
    assert (article.published, article.published_from) == (day, place)


def only_note(data: bytes, name: str, **limits: object) -> tuple[Article, MajlisError]:
    article, note = load(data, name, **limits)
    assert note.kept
    return article, note


def test_a_day_that_cannot_be_used_is_told_and_the_article_kept():
    article, note = only_note(table("0024-05-06"), "a.jsonl")
    assert (article.text, article.published, article.published_from) == (SAID, "", "")
    assert note.what == (
        f"a.jsonl:1 gives '0024-05-06' as its day of publication, which names no day or month from 1900 to {last_year()}."
    )
    assert only_note(f"5/6/2024\n\n{SAID}".encode(), "a.txt")[1].what == "a.txt is of 5/6/2024, which reads two ways."


def test_a_line_of_the_text_helps_where_the_column_does_not():
    data = json.dumps({"text": f"6 May 2024\n\n{SAID}", "published": "n.d."}).encode()
    [article] = load(data, "a.jsonl")
    assert (article.published, article.published_from) == ("2024-05-06", "header line")


def test_the_order_is_told_once_for_all_files():
    sources = [Source("a.txt", data=f"5/6/2024\n\n{SAID}".encode()), Source("a.jsonl", data=table("05.06.24"))]
    from dataclasses import replace

    from lib.loaders import read as articles

    for first, day in ((True, "2024-06-05"), (False, "2024-05-06")):
        assert [found.what.published for s in sources for found in articles(replace(s, day_first=first))] == [day] * 2


def test_a_long_value_is_looked_through_at_its_start_only():
    assert read("x" * LONGEST + " 6 May 2024").fault == "MJ137"


# ---------------------------------------------------------------- what is made of it
def coded(folder, data: bytes, name: str = "a.jsonl", **options: object):
    (folder / name).write_bytes(data)
    summary = run([folder / name], folder / "out", **options)
    found = [json.loads(line) for line in (folder / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    meetings = [json.loads(line) for line in (folder / "out" / "meetings.jsonl").read_text("utf-8").splitlines()]
    return summary, found, [meeting["date_start"] for meeting in meetings]


def test_a_month_dates_no_day(tmp_path):
    _, [article], days = coded(tmp_path, table("May 2024"))
    assert (article["published"], article["published_precision"]) == ("2024-05-01", "month")
    assert days == [""], "on Sunday is not counted from the first of the month"
    _, [article], days = coded(tmp_path, table("6 May 2024"))
    assert (article["published_precision"], days) == ("day", ["2024-05-05"])


def test_the_first_sentences_date_an_article_whose_month_alone_is_known(tmp_path):
    data = json.dumps({"text": f"DOHA, May 6 2024 (QNA) -- {SAID}", "published": "2024-05"}).encode()
    _, [article], days = coded(tmp_path, data)
    assert (article["published"], article["published_from"], days) == ("2024-05-06", "header line", ["2024-05-05"])


def test_notes_are_told_and_fail_nothing(tmp_path):
    data = b"".join(table("0024-01-01").replace(b"Doha", b"Doha %d" % n) + b"\n" for n in range(30))
    summary, found, _ = coded(tmp_path, data)
    assert (len(found), summary.problems) == (30, [])
    assert [note.code for note in summary.few_notes()] == ["MJ137"] * 20 + ["MJ132"]
    assert summary.few_notes()[-1].fields["count"] == "10"


def test_an_article_in_another_language_keeps_its_day(tmp_path):
    arabic = "استقبل أمير دولة قطر رئيس وزراء العراق في الدوحة يوم الأحد وبحثا العلاقات الثنائية بين البلدين"
    _, [article], _ = coded(tmp_path, f"٦ أيار ٢٠٢٤\n\n{arabic}".encode(), "a.txt")
    told = article["language"], article["published"], article["published_precision"], article["published_from"]
    assert told == ("ar", "2024-05-06", "day", "header line")


@pytest.mark.slow
@pytest.mark.parametrize("piece", [" zest ", "(5pm a", "10:10", "5pmt", "+3", "mon ", "1 ", "- ", "a, ", "1/1/"])
def test_a_line_made_to_cost_costs_little(piece):
    began = time.process_time()
    for _ in range(20):
        date_line(f"{(piece * 80)[:30]} 6 May 2024 {(piece * 80)[:34]}#")
        read((piece * 200)[:LONGEST])
    assert time.process_time() - began < 2
