"""Tables as other programs write them: lines above the columns, odd delimiters, marks of HTML, objects, headlines alone."""

import io
import json

import pytest

from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.heads import columns_at
from lib.loaders.mapping import guess, said
from lib.loaders.markup import plain
from lib.schema import Article

SAID = "Kuwait's emir received Egypt's president in Kuwait City on Tuesday, the palace said; they spoke of trade."
HEAD, ROW = ["When", "Headline", "Full text"], ["2024-05-07", "Emir receives president", SAID]


def told(data: bytes, name: str = "a.csv") -> tuple[list[Article], list[str]]:
    found = list(load(data, name))
    return [f for f in found if isinstance(f, Article)], [f.code for f in found if isinstance(f, MajlisError)]


def lines(*rows: list[str], between: str) -> bytes:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode()


ABOVE = [
    [],
    [["Search results"]],
    [["Media monitor, May; all rights reserved"], ["Query", "Kuwait"], []],
    [["", "", ""], ["Date of export", "8 May 2024", ""], ["Made by a|b, c;d", "", ""]],
]


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("above", ABOVE)
def test_lines_above_the_columns_are_left_out_and_told(above, between):
    [article], notes = told(lines(*above, HEAD, ROW, between=between))
    assert (article.title, article.text) == (ROW[1], SAID)
    assert notes == ["MJ140"] * bool(above)


def test_lines_above_columns_of_unknown_names():
    rows = [["Export"], ["x1", "x2", "x3"], *[["a", "b", f"{SAID} {n}"] for n in range(5)]]
    found, notes = told(lines(*rows, between=";"))
    assert [article.text for article in found] == [f"{SAID} {n}" for n in range(5)]
    assert notes == ["MJ140"]


def test_what_stood_above_is_said_again():
    note = next(
        f for f in load(lines(["News of May", "all"], HEAD, ROW, between=","), "a.csv") if isinstance(f, MajlisError)
    )
    assert "News of May all" in note.what
    assert note.kept


def test_delimiters_inside_quotes_do_not_count():
    head = ["Date, day; time", "Title, or headline", "Text, whole, as sent"]
    for between in ";\t|":
        [article], _ = told(lines(head, ROW, between=between))
        assert article.text == SAID


def test_the_first_row_names_the_columns_where_nothing_else_tells():
    assert columns_at([["a", "b"], ["c", "d"]]) == 0
    assert columns_at([[], []]) == columns_at([]) == 0


def workbook(**sheets: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_a_sheet_of_notes_is_left_out_and_told():
    notes = [["How to read this file"], ["Colours mean nothing"], [None, 3]]
    data = workbook(Notes=notes, May=[["Export of May"], [], HEAD, [45419, *ROW[1:]]], Empty=[])
    [article], codes = told(data, "a.xlsx")
    assert (article.text, article.published, article.published_from) == (SAID, "2024-05-07", "column")
    assert sorted(codes) == ["MJ140", "MJ141", "MJ141"]


def test_articles_of_several_sheets_are_read():
    data = workbook(April=[HEAD, ROW], May=[HEAD, ["2024-05-08", "Second", f"{SAID} Again."]])
    found, codes = told(data, "a.xlsx")
    assert ([a.published for a in found], codes) == (["2024-05-07", "2024-05-08"], [])


# ---------------------------------------------------------------- cells
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>One &amp; two.</p>\n<p>Three<br/>four.</p>", "One & two.\n\nThree\nfour."),
        ("&lt;p&gt;The emir&amp;#8217;s envoy&lt;/p&gt;", "The emir’s envoy"),
        ("<div><script>alert('x')</script>Said <a href='https://x.example'>here</a>.</div>", "Said here."),
        ("Oil &amp; gas&nbsp;trade", "Oil & gas trade"),
        ("3 < 5 and 7 > 6; AT&T; <name>", "3 < 5 and 7 > 6; AT&T; <name>"),
        ("", ""),
    ],
)
def test_marks_of_html_are_read_not_kept(cell, text):
    assert plain(cell) == text


def test_marks_of_a_cell_are_gone_before_offsets_are_counted():
    data = json.dumps({"title": "Emir &amp; president", "text": f"<p>{SAID}</p><p>They agreed.</p>"}).encode()
    [article], _ = told(data, "a.jsonl")
    assert (article.title, article.text) == ("Emir & president", f"{SAID}\n\nThey agreed.")


@pytest.mark.parametrize("depth", [10, 3_000, 100_000])
def test_marks_without_end_cost_little(depth):
    assert plain("<div>" * depth + "word") in ("word", "")
    assert len(plain("<script>" * depth + "word" + "&lt;" * depth)) < 10 * depth


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ({"id": None, "name": "Gulf Wire"}, "Gulf Wire"),
        ('{"id": null, "name": "Gulf Wire"}', "Gulf Wire"),
        ("{'id': None, 'name': 'Gulf Wire'}", "Gulf Wire"),
        ([{"name": "Jane Doe"}, {"name": "Ali Said"}], "Jane Doe, Ali Said"),
        ({"rendered": "A headline"}, "A headline"),
        ("{not an object", "{not an object"),
        ("{1: __import__('os')}", "{1: __import__('os')}"),
        ("{'a': f()}", "{'a': f()}"),
        ({}, ""),
        (None, ""),
    ],
)
def test_an_object_says_its_name(cell, words):
    assert said(cell) == words


def test_a_source_that_is_an_object():
    data = json.dumps({"text": SAID, "source": {"id": "gw", "name": "Gulf Wire"}, "author": ["A", "B"]}).encode()
    [article], _ = told(data, "a.jsonl")
    assert (article.source, article.author) == ("Gulf Wire", "A, B")


# ---------------------------------------------------------------- headlines alone
HEADLINE = "Oman's foreign minister meets Yemeni counterpart in Muscat"


def test_a_table_of_headlines_is_read_and_told():
    url = "https://news.example/" + "a-very-long-address-of-a-page/" * 5
    rows = [
        ["seendate", "title", "url"],
        ["20240507T101500Z", HEADLINE, url],
        ["20240508T101500Z", f"{HEADLINE} again", url],
    ]
    found, codes = told(lines(*rows, between=","))
    assert [(a.text, a.title, a.published) for a in found] == [
        (HEADLINE, HEADLINE, "2024-05-07"),
        (f"{HEADLINE} again", f"{HEADLINE} again", "2024-05-08"),
    ]
    assert codes == ["MJ139"]


def test_a_row_without_its_text_is_read_by_its_headline():
    rows = [HEAD, ["2024-05-07", HEADLINE, ""], ROW]
    found, codes = told(lines(*rows, between=","))
    assert ([a.text for a in found], codes) == ([HEADLINE, SAID], ["MJ139"])


def test_a_row_without_its_text_is_read_by_its_summary():
    rows = [{"title": HEADLINE, "content": None, "description": SAID}, {"title": "B", "content": SAID * 2}]
    found, codes = told("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")
    assert ([a.text for a in found], codes) == ([SAID, SAID * 2], [])


def test_objects_of_one_file_may_name_their_fields_each_in_its_way():
    one = {"title": "A", "text": SAID, "published": "2024-05-07", "source": "KUNA"}
    other = {"headline": "B", "body": SAID, "date": "2024-05-08", "outlet": "MENA"}
    found, codes = told("\n".join(map(json.dumps, [one, other])).encode(), "a.jsonl")
    assert [(a.title, a.text, a.published, a.source) for a in found] == [
        ("A", SAID, "2024-05-07", "KUNA"),
        ("B", SAID, "2024-05-08", "MENA"),
    ]
    assert not codes


def test_a_day_that_is_empty_is_not_that_of_another_column():
    rows = [["published", "date added", "text"], ["2024-05-07", "2025-01-01", SAID], ["", "2025-01-01", SAID]]
    assert [a.published for a in told(lines(*rows, between=","))[0]] == ["2024-05-07", ""]


def test_paragraphs_that_come_as_a_list_stay_apart():
    row = {"title": "A", "text": [SAID, {"text": "They met."}], "date": {"$date": "2024-05-07T10:00:00Z"}}
    [article], _ = told(json.dumps(row).encode(), "a.jsonl")
    assert (article.text, article.published) == (f"{SAID}\n\nThey met.", "2024-05-07")


def test_pieces_of_a_line_run_on():
    row = {"text": [f"{SAID} They met the ", {"type": "bold", "text": "Omani"}, " envoy."], "date": "2024-05-07"}
    [article], _ = told(json.dumps(row).encode(), "a.jsonl")
    assert article.text == f"{SAID} They met the Omani envoy."


def test_a_crawler_tells_its_day_and_source():
    row = {
        "maintext": SAID,
        "date_publish": "2024-05-07 18:00:00",
        "date_download": "2025-01-01",
        "source_domain": "g.example",
    }
    [article], _ = told(json.dumps(row).encode(), "a.jsonl")
    assert (article.published, article.source) == ("2024-05-07", "g.example")


def test_a_line_of_totals_is_no_article():
    articles, notes = told(lines(["title", "text"], ["A", SAID], ["Total", "2"], between=","))
    assert ([a.title for a in articles], notes) == (["A"], ["MJ116"])


def test_a_long_address_is_no_text():
    assert guess(["a", "b"], [{"a": "https://x.example/" + "y" * 300, "b": SAID}]) == {"b": "text", "a": "url"}


def test_a_table_of_neither_is_refused():
    with pytest.raises(MajlisError, match="MJ123"):
        list(load(b"a,b\n1,2\n", "a.csv"))


@pytest.mark.parametrize("depth", [150, 600])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_row_of_more_brackets_than_can_be_read_is_told_and_the_next_read(depth, name):
    deep = b'{"text": ' + b"[" * depth + b'"a b"' + b"]" * depth + b"}"
    rows = [json.dumps({"text": SAID}).encode(), deep, json.dumps({"text": f"{SAID} Twice."}).encode()]
    data = b"\n".join(rows) if name == "a.jsonl" else b"[" + b",".join(rows) + b"]"
    articles, codes = told(data, name)
    assert [len(articles), *codes] == [2, "MJ108"]
