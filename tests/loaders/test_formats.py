"""Every format, written by a real writer, gives its article."""

import re

import pytest

from lib.errors import MajlisError
from lib.loaders import FORMATS, load, load_all
from lib.loaders.mapping import DAY_FIRST, FIELDS, MONTH_FIRST, guess, names
from lib.loaders.source import Source
from lib.loaders.table import peek

from . import made


def only(data: bytes, name: str, **options: object) -> object:
    [article] = load(data, name, **options)
    return article


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_every_ending_is_tried_here():
    tried = {f".{name.split('.')[1]}" for name in (*made.SINGLE, *made.MANY)}
    assert set(FORMATS) - tried == {
        ".text",
        ".htm",
        ".mht",
        ".ndjson",
        ".zip",
        ".mbox",
        ".epub",
        ".urls",
    }  # other names, and archives below


@pytest.mark.parametrize("name", made.SINGLE)
def test_the_text_is_found(name):
    article = only(made.SINGLE[name](), name)
    assert words(made.TEXT) == words(article.text.split("Place\tBeijing")[0])
    assert "Cookie" not in article.text
    assert "Subscribe" not in article.text
    assert article.article_id == "a"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_plain_text_is_kept_to_the_letter(name):
    assert only(b" date 2023-08-21\r\n\r\nBEIJING: x", name).text == " date 2023-08-21\r\n\r\nBEIJING: x"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", {"title": made.TITLE, "author": "Jane Doe", "published": "2023-04-06", "source": "Example News"}),
        ("a.mhtml", {"title": made.TITLE, "published": "2023-04-06", "url": "https://example.com/a"}),
        ("a.eml", {"title": made.TITLE, "published": "2023-04-06", "source": "Example News"}),
        ("a.pdf", {"title": made.TITLE, "published": ""}),
        ("a.docx", {"title": made.TITLE, "published": ""}),
        ("a.rtf", {"title": "", "published": ""}),
        ("a.txt", {"title": "", "published": ""}),
    ],
)
def test_what_the_format_says_is_kept_and_no_more(name, expected):
    article = only(made.SINGLE[name](), name)
    assert {field: getattr(article, field) for field in expected} == expected


def test_a_page_without_a_date_has_none():
    undated = re.sub(rb"<meta property=.article:published_time[^>]*>", b"", made.html())
    assert only(undated, "a.html").published == ""


def test_a_page_in_its_declared_encoding():
    arabic = "التقى وزير الخارجية الإيراني نظيره السعودي في بكين يوم الخميس واتفقا على إعادة فتح السفارات. " * 3
    page = f'<html><head><meta charset="windows-1256"></head><body><article><p>{arabic}</p></article></body></html>'
    assert arabic.strip() in only(page.encode("cp1256"), "a.html").text


@pytest.mark.parametrize("name", ["undefined", "no-such-code", "idna"])
def test_an_encoding_that_is_none_costs_nobody_the_text(name):
    page = f'<meta charset="{name}"><p>{made.TEXT}</p>'.encode()
    letter = f"Subject: On ties\nContent-Type: text/plain; charset={name}\n\n{made.TEXT}".encode()
    assert words(made.TEXT) == words(only(page, "a.html").text) == words(only(letter, "a.eml").text)


def test_an_html_email():
    assert words(only(made.eml("html"), "a.eml").text) == words(made.TEXT)


def test_what_is_attached_to_an_email_is_an_article_too():
    letter, attached = load(made.eml_with_pdf(), "a.eml")
    assert letter.title == "See attached"
    assert words(attached.text) == words(made.TEXT)


def test_running_heads_and_page_numbers_of_a_pdf_are_dropped():
    pages = [f"MINISTRY OF FOREIGN AFFAIRS\n{made.FIRST} {n}.\nPage {n} of 4" for n in "1234"]
    text = only(made.pdf(pages), "a.pdf").text
    assert "MINISTRY" not in text
    assert "Page" not in text
    assert text.count("Amir-Abdollahian") == 4


def test_a_pdf_title_that_is_no_headline_is_left_out():
    assert only(made.pdf(title="Microsoft Word - draft.doc"), "a.pdf").title == ""


@pytest.mark.parametrize("name", made.MANY)
def test_a_table_gives_an_article_a_row(name):
    first, second = load(made.MANY[name](), name)
    assert (first.text, first.title, first.published) == (made.TEXT, made.TITLE, "2023-04-06")
    assert (second.text, second.published) == (made.SECOND, "2023-04-07")
    assert first.article_id != second.article_id


def test_the_id_of_a_json_line_is_the_article_s():
    assert [a.article_id for a in load(made.jsonl(), "a.jsonl")] == ["a0", "a1"]


def test_fields_of_a_json_line_may_come_late():
    lines = (
        b"".join(b'{"text": "One met %d."}\n' % n for n in range(600))
        + b'{"text": "Three met four.", "published": "2023-04-06"}\n'
    )
    assert [a.published for a in load(lines, "a.jsonl")][-1] == "2023-04-06"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["id", "text", "date"], {"id": "article_id", "text": "text", "date": "published"}),
        (["URL", "Full Text", "Pub_Date"], {"URL": "url", "Full Text": "text", "Pub_Date": "published"}),
        (["n", "m"], {}),
        (["text", "body"], {"text": "text"}),
    ],
)
def test_columns_are_guessed_by_name(columns, expected):
    assert guess(columns) == expected


@pytest.mark.parametrize(
    "columns",
    [
        ["Text", "Überschrift", "Tag", "Quelle", "Adresse der Seite", "Verfasser"],
        ["Texte intégral", "TITRE", "Publié le", "Journal", "Lien", "Auteur"],
        ["Cuerpo", "Titular", "Fecha de publicación", "Fuente", "Enlace", "Autor"],
        ["النص", "العنوان", "التاريخ", "المصدر", "الرابط", "الكاتب"],
        ["متن خبر", "تيتر", "تاریخ\u200cانتشار", "منبع", "پیوند", "نویسنده"],
        ["METİN", "BAŞLIK", "TARİH", "KAYNAK", "BAĞLANTI", "YAZAR"],
        ["正文", "标题", "发布日期", "来源", "链接", "作者"],
    ],
)
def test_columns_are_guessed_in_other_languages(columns):
    fields = ["text", "title", "published", "source", "url", "author"]
    expected = dict(zip(columns, fields, strict=True))
    expected.pop("Adresse der Seite", None)
    assert guess(columns) == expected


@pytest.mark.parametrize(
    ("sample", "day"),
    [
        ([{"Text": "x", "Tag": "2023-08-21"}] * 2, "Tag"),
        ([{"Text": "x", "Tag": "politics", "Date": "21.08.2023"}] * 2, "Date"),
        ([{"Text": "x", "Tag": "politics", "wann": "21 August 2023"}] * 2, "wann"),
        ([{"Text": "x", "wann": "03/04/2023"}] * 2, "wann"),
        ([{"Text": "x", "wann": "03/04/2023"}], "wann"),
        ([{"Text": "x", "Tag": "politics"}] * 2, None),
        ([{"Text": "x", "a": "2023-08-21", "b": "2023-08-22"}] * 2, None),
        ([{"Text": "x", "number": "20230821"}] * 2, None),
        ([{"Text": "x", "day": "20230821"}] * 2, "day"),
        ([{"Text": "x", "wann": "2023-08-21"}, *[{"Text": "x", "wann": "soon"}] * 3], None),
    ],
)
def test_a_column_of_dates_is_known_by_its_values(sample, day):
    columns = list(dict.fromkeys(column for row in sample for column in row))
    assert [c for c, field in guess(columns, sample).items() if field == "published"] == [day] * bool(day)


def test_no_name_of_a_column_stands_for_two_fields():
    known = names()
    assert set(known) == set(FIELDS)
    firsts = {field: {name for name in found if name} for field, found in known.items()}
    double = [(a, b, firsts[a] & firsts[b]) for a in firsts for b in firsts if a < b and firsts[a] & firsts[b]]
    assert not double


def test_the_longest_column_is_the_text_where_no_name_tells():
    assert guess(["c1", "c2"], [{"c1": "short", "c2": made.TEXT}]) == {"c2": "text"}


def test_the_user_s_mapping_wins():
    mapping = {"Headline": "text", "Outlet": "author"}
    first, _ = load(made.csv(), "a.csv", mapping=mapping)
    assert (first.text, first.author, first.published) == (made.TITLE, "Example News", "")


@pytest.mark.parametrize(("field", "day"), [("published", ""), (DAY_FIRST, "2023-04-03"), (MONTH_FIRST, "2023-03-04")])
def test_a_date_that_reads_two_ways_is_not_guessed(field, day):
    data = b"Body,Date\nOne side met another side.,03/04/2023\n"
    article, *notes = load(data, "a.csv", mapping={"Body": "text", "Date": field})
    assert article.published == day
    assert [note.code for note in notes] == ["MJ138"] * (not day)


def test_another_date_of_the_column_may_tell_the_order():
    data = b"text,date\nOne met two.,03/04/2023\nThree met four.,23/04/2023\n"
    assert [a.published for a in load(data, "a.csv")] == ["2023-04-03", "2023-04-23"]


@pytest.mark.parametrize("name", made.MANY)
def test_a_table_shows_its_columns_before_it_is_read(name):
    columns, rows = peek(Source(name, data=made.MANY[name]()))
    assert set(columns) == set(rows[0])
    assert len(rows) == 2


def test_semicolons_between_columns():
    assert [a.title for a in load(made.csv(";"), "a.csv")] == [made.TITLE, "A second article"]


def test_an_archive_gives_what_is_inside():
    assert [words(a.text)[:3] for a in load(made.archive(), "a.zip")] == [words(made.TEXT)[:3]] * 2


def test_a_folder_is_read_in_order_and_errors_stand_in_their_place(tmp_path):
    for name in ("b.txt", "a.html", ".hidden.txt"):
        (tmp_path / name).write_bytes(made.SINGLE["a.txt" if name.endswith("txt") else "a.html"]())
    (tmp_path / "c.exe").write_bytes(b"x")
    found = list(load_all([tmp_path, tmp_path / "none.txt"]))
    assert [f.code if isinstance(f, MajlisError) else f.article_id for f in found] == ["a", "b", "MJ102", "MJ101"]


@pytest.mark.parametrize("note", ["{}", r"\pard\plain {{\super\chftn }}{}", r"{{\rtlch {{\b \{{ }}}}{{{}\}}}}"])
def test_the_footnotes_of_a_rich_text_are_read_after_its_text(note):
    said = "The emir was not there."
    data = made.rtf()[:-1] + rb" The sultan{\footnote " + note.format(said).encode() + b"} stayed at home.}"
    [article] = load(data, "a.rtf")
    assert article.text.index("The sultan stayed at home.\n") < article.text.index(said)
    assert next(load(made.rtf()[:-1], "a.rtf")).text == next(load(made.rtf(), "a.rtf")).text


def test_the_chapters_of_a_book_are_articles():
    second = f"<p>8 April 2023</p><p>{made.SECOND}</p><p>{made.FIRST}</p>"
    data = made.epub((made.TITLE, f"<p>{made.FIRST}</p><p>{made.SECOND}</p>"), ("Another &amp; more", second))
    cover, first, other = load(data, "paper.epub")
    assert (cover.code, cover.kept) == ("MJ141", True)
    assert (first.text, first.title, first.source) == (made.TEXT, made.TITLE, "Example News")
    assert (first.published, first.published_from, first.article_id) == ("2023-04-06", "page", "paper-2")
    assert (other.title, other.published) == ("Another & more", "2023-04-08")


def test_a_book_without_its_list_or_a_chapter_is_told():
    with pytest.raises(MajlisError, match="MJ109"):
        list(load(made.archive({"a.xhtml": b"<p>x</p>"}), "a.epub"))
    with pytest.raises(MajlisError, match="MJ109"):
        list(load(made.archive({"x.xml": b"<a/>"}), "a.odt"))
    with pytest.raises(MajlisError, match="MJ120"):
        list(load(made.archive({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a.odt"))


def test_a_chapter_that_is_listed_again_and_again_is_read_once():
    data = made.epub((made.TITLE, f"<p>{made.TEXT} {made.TEXT}</p>"))
    import io
    import zipfile

    old = zipfile.ZipFile(io.BytesIO(data))
    files = {name: old.read(name) for name in old.namelist()}
    files["in/b.opf"] = files["in/b.opf"].replace(b'<itemref idref="c1"/>', b'<itemref idref="c1"/>' * 5_000)
    assert len(list(load(made.archive(files), "a.epub"))) == 2


@pytest.mark.parametrize(("name", "part"), [("a.odt", "content.xml"), ("a.epub", "META-INF/container.xml")])
def test_a_document_that_grows_without_end_is_refused(name, part):
    with pytest.raises(MajlisError, match="MJ119"):
        list(load(made.archive({part: b"<a>" + b" " * 20_000_000}), name))


def test_what_was_deleted_from_an_open_document_and_remarks_on_it_are_kept_beside_it():
    assert only(made.odt(), "a.odt").left_out == "Deleted words."
