"""What a PDF says arrives as its author wrote it, whoever made the file, and what is no part of it is set apart."""

import io
import re

import pytest

from lib.loaders import load

from . import made
from .test_formats import only


def read(*pages: str, title: str = ""):
    [article] = load(made.pdf(pages, title), "a.pdf")
    return article


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Oman received the Qa-\ntari delegation.", "Oman received the Qatari delegation."),
        ("The Turkish-\nArmenian talks went on.", "The Turkish-Armenian talks went on."),
        ("From 2019-\n2021 they were rivals.", "From 2019-2021 they were rivals."),
        ("A cease-fire held. The cease-\nfire was new.", "A cease-fire held. The cease-fire was new."),
        ("The MINISTRY spoke, the MINIS-\nTRY listened.", "The MINISTRY spoke, the MINISTRY listened."),
        ("Nego-\ntia-\ntors met.", "Negotiators met."),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_whole_again(lines, said):
    assert read(lines).text == said


@pytest.mark.parametrize("mark", ["\x02", "\ufffe", "\u00ad\n", "\u2010\n"])
def test_a_divided_word_is_whole_by_whatever_sign_it_was_divided(mark, monkeypatch):
    monkeypatch.setattr("lib.loaders.rtl.text", lambda page: f"The emir met the for{mark}eign min{mark}isters.")
    assert read("").text == "The emir met the foreign ministers."


def test_heads_that_tell_the_page_are_dropped_from_two_pages_already_and_kept_beside():
    heads = "Gulf Desk\nVolume 7, page {} of 2\n"
    article = read(
        *(f"{heads.format(n)}{said}\nPrinted for members" for n, said in enumerate(made.TEXT.split("\n\n"), 1))
    )
    assert article.text == made.TEXT
    assert set(article.left_out.split("\n")) == {
        "Gulf Desk", "Volume 7, page 1 of 2", "Volume 7, page 2 of 2", "Printed for members"
    }  # fmt: skip


def test_sentences_that_differ_in_a_number_are_no_running_heads():
    pages = [
        f"The ministry of the interior said that {n} visitors had come by way of the northern crossing." for n in "45"
    ]
    assert read(*pages).text == "\n\n".join(pages)


@pytest.mark.parametrize(
    "printed",
    [
        "11/26/26, 9:18 PM\n{}\nhttps://news.example/a/1 1/1",
        "{}\nA headline - News https://news.example/a?b=1\n1 of 1\n26/11/2026, 21:18",
        "26.11.2026, 21:18 A headline - News\n{}\nfile:///home/reader/a.html 1/1",
    ],
)
def test_what_a_browser_prints_around_a_page_is_no_date_of_it(printed):
    article = read(printed.format(made.FIRST))
    assert (article.text, article.published) == (made.FIRST, "")
    assert set(article.left_out.split("\n")) == set(printed.replace("{}\n", "").split("\n"))


def test_a_date_line_in_a_narrow_column_stands_by_itself():
    article = read("Grain deal\n7 May 2024\nThe envoys of\nIraq and Iran\nmet in Basra.")
    assert article.published == "2024-05-07"
    assert "\n\n7 May 2024\n\nThe envoys of" in article.text


@pytest.mark.parametrize("title", ["about:blank", "https://news.example/1", "file:///tmp/x"])
def test_an_address_is_no_headline(title):
    assert read(made.FIRST, title=title).title == ""


HEBREW = dict(zip("abgdhwzxjyklmnscfqrStpMP", "אבגדהוזחטיכלמנסעפקרשתצםץ", strict=True))


WIDTHS = (
    dict.fromkeys("jl", 0.222)
    | dict.fromkeys("ft.", 0.278)
    | dict.fromkeys("r()", 0.333)
    | dict.fromkeys("ckyxz", 0.5)
    | {"w": 0.722, "m": 0.833, "M": 0.833, "P": 0.667, "S": 0.667}
)


SPACE = "1 0 0 1 {:.2f} 700 Tm ( ) Tj "


def drawn(words: list[str], gap: float = 2.2, between: str = SPACE) -> bytes:
    """A PDF whose Latin letters are Hebrew: words from right to left, the letters of each as they look, left to right."""
    pairs = "".join(f"<{ord(code):02x}> <{ord(letter):04x}>\n" for code, letter in HEBREW.items())
    table = f"begincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{len(HEBREW)} beginbfchar\n{pairs}endbfchar\nendcmap"
    edge, moves = 500.0, ""
    for word in words:
        edge -= 8 * sum(WIDTHS.get(c, 0.556) for c in word)
        moves += f"1 0 0 1 {edge:.2f} 700 Tm ({made._escaped(word)}) Tj "
        edge -= gap
        moves += between.format(edge)
    plain = made.pdf(["x"]).replace(b"(x) Tj T* ", moves.encode())
    plain = re.sub(rb"/Length \d+", b"/Length %d" % len(f"BT /F1 8 Tf 10 TL 40 800 Td {moves}ET"), plain)
    stream = b"90 0 obj << /Length %d >> stream\n%s\nendstream endobj\n" % (len(table), table.encode())
    return plain.replace(b"/BaseFont /Helvetica >>", b"/BaseFont /Helvetica /ToUnicode 90 0 R >>").replace(
        b"xref\n0", stream + b"xref\n0", 1
    )


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_lines_from_right_to_left_are_in_reading_order(brackets):
    meant = "שר החוץ נפגש ב 12.5 עם עמיתו (המצרי) אתמול"
    code = {letter: key for key, letter in HEBREW.items()}
    words = [word if word[0].isdigit() else "".join(code.get(c, c) for c in word[::-1]) for word in meant.split()]
    looks = [word.translate(str.maketrans("()", brackets)) for word in words]
    [article] = load(drawn(looks), "a.pdf")
    assert article.text == meant


def printed(*columns: tuple[int, int, list[str]], heading: str = "", drawn_as=lambda line: [line]) -> bytes:
    """A page of columns, each at (left, top) with its lines, in such pieces; over them a heading across all."""
    shown = [(40, 800, [heading])] * bool(heading) + list(columns)
    marks = "".join(f"BT /F1 8 Tf 10 TL {x} {y} Td {_shown(lines, drawn_as)}ET\n" for x, y, lines in shown)
    empty = made.pdf([""])
    start, end = empty.index(b"<< /Length"), empty.index(b"\nendstream")
    stream = marks.encode("latin-1")
    return empty[:start] + b"<< /Length %d >> stream\n" % len(stream) + stream + empty[end:]


def _shown(lines: list[str], drawn_as) -> str:
    return "".join("".join(f"({piece}) Tj " for piece in drawn_as(line)) + "T* " for line in lines)


MAIN = [
    "The emir of Kuwait received the king of Jordan in Kuwait City on",
    "Sunday, and they spoke of water, of trade and of a railway line.",
    "A second round will follow in Amman in June, the court has said.",
] * 8
SIDE = ["Most read", "Iran and Iraq play a match", "Qatar buys a club", "Oman opens a port", "Weather for Muscat"]
ACROSS = "The emir and the king agree on a railway line that will join Kuwait City and the port of Aqaba in ten years"


@pytest.mark.parametrize("left", [True, False])
def test_a_narrow_column_beside_the_text_is_left_out_and_told(left):
    side, main = (40, 170) if left else (420, 40)
    article = only(printed((side, 770, SIDE), (main, 770, MAIN), heading=ACROSS), "a.pdf")
    assert article.text.split("\n")[0].strip() == ACROSS
    assert " ".join(article.text.split()).endswith(" ".join(MAIN[-2:]))
    assert "Qatar" not in article.text
    assert article.left_out.split("\n") == SIDE


def test_columns_of_one_text_are_both_read():
    halves = [line[:32] for line in MAIN], [line[32:64] for line in MAIN]
    article = only(printed((40, 770, halves[0]), (300, 770, halves[1]), heading=ACROSS), "a.pdf")
    assert article.left_out == ""
    assert article.text.count("Jordan") + article.text.count("railway") >= 8


@pytest.mark.parametrize(
    "column",
    [["Place", "Kuwait City"], [f"{n} May 2024" for n in range(1, 9)], ["Kuwait", "Jordan", "Oman", "Iraq", "Qatar"]],
)
def test_the_cells_of_a_table_stay(column):
    article = only(printed((40, 770, MAIN), (420, 770, column)), "a.pdf")
    assert all(cell in article.text for cell in column)
    assert article.left_out == ""


def test_a_headline_over_two_of_three_columns_loses_none_of_them():
    thirds = [[line[n : n + 21] for line in MAIN] for n in (0, 21, 42)]
    data = printed(*((40 + 180 * n, 770, lines) for n, lines in enumerate(thirds)))
    large = b"BT /F1 20 Tf 40 800 Td (A railway to the port of Aqaba) Tj ET\n"
    found = re.search(rb"<< /Length (\d+) >> stream\nBT", data)
    assert found
    data = data.replace(found[0], b"<< /Length %d >> stream\n%sBT" % (int(found[1]) + len(large), large))
    article = only(data, "a.pdf")
    assert article.left_out == ""
    assert all(article.text.count(lines[0]) == 8 for lines in thirds)


def test_a_second_column_of_the_text_stays_where_a_third_stands_beside_it():
    halves = [line[:32] for line in MAIN], [line[32:64] for line in MAIN]
    article = only(
        printed((40, 770, halves[0]), (220, 770, halves[1]), (420, 770, [s[:9] + " of" for s in SIDE])), "a.pdf"
    )
    assert all(half[0].strip() in article.text for half in halves)
    assert "Qatar" in article.left_out


def with_remark(data: bytes, said: str) -> bytes:
    remark = f"/Annots [<< /Type /Annot /Subtype /Text /Rect [100 600 120 620] /Contents ({said}) >>] "
    return data.replace(b"/Type /Page /", f"{remark}/Type /Page /".encode())


def test_a_readers_remark_is_kept_beside_the_text():
    article = only(with_remark(made.pdf(), "Was it Thursday?"), "a.pdf")
    assert article.left_out == "Was it Thursday?"
    assert "Was it" not in article.text


def test_a_page_that_is_a_picture_is_told_among_others():
    from PIL import Image
    from pypdfium2 import PdfDocument

    scan, out = io.BytesIO(), io.BytesIO()
    Image.new("L", (50, 50), 255).save(scan, "PDF")
    both = PdfDocument(made.pdf([made.TEXT, ""]))  # an empty page is no picture
    both.import_pages(PdfDocument(scan.getvalue()))
    both.save(out)
    article, told = load(out.getvalue(), "a.pdf")
    assert made.SECOND in article.text
    assert (told.code, told.fields["count"]) == ("MJ169", "1")


def test_numbers_of_arabic_and_persian_run_the_other_way():
    from lib.loaders.rtl import FORTH

    assert FORTH.sub(lambda run: run[0][::-1], "۶۱ اسفند ۲۰۴۱، ۶۱/۲۱/۲۰۴۱") == "۱۶ اسفند ۱۴۰۲، ۱۴۰۲/۱۲/۱۶"


@pytest.mark.parametrize("at", [40, 400])
def test_a_column_of_links_as_wide_as_the_text_s_is_left_out_and_told(at):
    left, right = sorted({40, 220, 400} - {at})
    first, second = [line[:32] for line in MAIN], [f"{line[32:62]}." for line in MAIN]
    side = [line.ljust(28, "x") for line in SIDE]
    article = only(
        printed((left, 770, first), (right, 770, second), (at, 770, side), heading=f"{ACROSS}, they said"), "a.pdf"
    )
    assert article.left_out.split("\n") == side
    assert article.text.count(first[0].strip()) == article.text.count(second[2]) == 8


def test_columns_are_told_where_each_letter_was_set_by_itself():
    article = only(printed((170, 770, MAIN), (40, 770, SIDE), heading=ACROSS, drawn_as=list), "a.pdf")
    assert article.left_out.split("\n") == SIDE
    assert article.text.startswith(ACROSS)


def test_words_stand_apart_where_a_letter_reaches_under_the_next():
    [article] = load(drawn(["gba", "whd"], gap=1.3), "a.pdf")
    assert article.text == "אבג דהו"


def test_a_half_space_that_a_browser_noted_is_kept():
    mark = "/Span <</ActualText <FEFF200C> >> BDC /F1 .01 Tf 1 0 0 1 {:.2f} 700 Tm ( ) Tj /F1 8 Tf EMC "
    [article] = load(drawn(["gba", "whd"], gap=0, between=mark), "a.pdf")
    assert article.text == "אבג\u200cדהו"
