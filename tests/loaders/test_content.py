"""A file is read as what it holds, whatever its name says; and that is told."""

import time

import pytest

from lib.batch.plan import requests
from lib.errors import MajlisError
from lib.loaders import FORMATS, load
from lib.loaders.content import LETTERS, recognised
from lib.loaders.limits import Limits
from lib.loaders.signature import NEEDED
from lib.loaders.source import Source
from lib.schema import Article

from . import made

TEXTS = {name: make for name, make in made.MANY.items() if name not in ("a.xlsx", "a.xlsm", "a.parquet")}
PAGES = {"a.html": made.html, "a.mhtml": made.mhtml, "a.eml": made.eml}
GDELT = (
    '{"articles": [{"url": "https://gulfwire.example/1", "title": "Emir receives envoy of Oman", "seendate": '
    '"20240306T044000Z", "domain": "gulfwire.example", "language": "English"}]}'
)
MEDIA_CLOUD = (
    "id\tpublish_date\ttitle\turl\tlanguage\tmedia_name\n"
    "7\t2024-03-06\tEmir receives envoy of Oman\thttps://gulfwire.example/1\ten\tgulfwire.example\n"
    "8\t2024-03-07\tKing flies to Cairo\thttps://gulfwire.example/2\ten\tgulfwire.example\n"
)


def told(data: bytes | str, name: str) -> tuple[list[Article], list[str]]:
    found = list(load(data.encode() if isinstance(data, str) else data, name))
    return [f for f in found if isinstance(f, Article)], [f.code for f in found if isinstance(f, MajlisError)]


@pytest.mark.parametrize("ending", [".txt", ".html", ".csv", ".xml", ".json", ".md", ".php", ""])
@pytest.mark.parametrize("name", [*TEXTS, *PAGES])
def test_a_file_is_read_as_what_it_holds(name, ending):
    right, _ = told((TEXTS | PAGES)[name](), name)
    found, notes = told((TEXTS | PAGES)[name](), f"saved{ending}")
    assert [(a.text, a.title, a.published, a.source) for a in found] == [
        (a.text, a.title, a.published, a.source) for a in right
    ]
    assert set(notes) <= {"MJ145"}


def test_it_is_told_where_the_name_says_something_else():
    _, note, _ = load(made.rss(), "feed.txt")
    assert note.what == "feed.txt holds a feed of news and was read as such, whatever its name says."
    for name in ("a.rss", "a.xml", "a.atom", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.ris", "a.bib"):
        assert told(made.MANY[name](), name)[1] == []


@pytest.mark.parametrize("name", ["list.json", "list.txt", "list.csv", "list", "20240306.export"])
@pytest.mark.parametrize("data", [GDELT, MEDIA_CLOUD])
def test_an_export_of_a_monitor_under_any_name(name, data):
    found, notes = told(data, name)
    assert (found[0].title, found[0].published, found[0].url) == (
        "Emir receives envoy of Oman",
        "2024-03-06",
        "https://gulfwire.example/1",
    )
    assert "MJ139" in notes


@pytest.mark.parametrize(
    "text",
    [
        made.TEXT,
        "[Reuters] The emir said: “We met.”",
        "{Muscat} The sultan left.",
        "@Reuters{, the emir left.",
        "Title: Talks\nSource: Gulf Wire\n\nThe emir, the king, and the sultan met.",
        "From: the emir\nTo: the king\nSubject: talks\n\nThey met.",
        "TY  - is no word\nThe emir left.",
        "<Reuters> - The emir left.",
        "Date, place and source of the talks are not known, an official said.\n" * 4,
        "The title, the source and the date\nare, one, two\nthree, four, five\nsix, seven, eight\n",
    ],
)
def test_a_text_stays_a_text(text):
    found, notes = told(text, "a.txt")
    assert ([a.text for a in found], notes) == ([text], [])


@pytest.mark.parametrize(
    "made_as", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.xlsx", "a.parquet", "a.epub", "a.zip", "a.mbox"]
)
@pytest.mark.parametrize("name", ["Inbox", "Gulf News 6.3.2024"])
def test_a_file_without_an_ending_is_read_as_what_it_holds(made_as, name):
    data = (made.SINGLE | made.MANY | {"a.epub": made.epub, "a.zip": made.archive, "a.mbox": made.mbox})[made_as]()
    found, notes = told(data, name)
    right, others = told(data, made_as)
    assert [(a.title, a.text, a.source) for a in found] == [(a.title, a.text, a.source) for a in right]
    assert sorted(notes) == sorted([*others, "MJ145"])


def test_every_ending_is_one_of_letters_or_has_a_beginning_of_its_own():
    assert set(FORMATS) == LETTERS | NEEDED


def test_a_mail_is_told_by_what_a_server_writes_over_it():
    [article] = told(b"Received: from a\r\nFrom: Desk <a@b.example>\r\nSubject: Talks\r\n\r\n" + made.plain(), "talks")[
        0
    ]
    assert (article.title, article.source, article.text) == ("Talks", "Desk", made.TEXT)


def test_a_text_without_an_ending_is_one_and_what_is_none_is_told():
    assert [article.text for article in told(made.plain(), "note 2")[0]] == [made.TEXT]
    for name, data in {
        "a.pages": made.archive(),
        "a.css": made.plain(),
        "photo": b"\x89PNG\r\n\x1a\n",
        "a": b"\0\1\xff" * 99,
    }.items():
        with pytest.raises(MajlisError, match="MJ102"):
            told(data, name)


def test_each_article_of_a_misnamed_table_is_one_request(tmp_path):
    (tmp_path / "export.txt").write_bytes(made.csv())
    found = list(requests([tmp_path / "export.txt"], Limits()))
    assert [each["article"]["title"] for each in found if not isinstance(each, MajlisError)] == [
        row["Headline"] for row in made.ROWS
    ]


def test_a_hidden_sheet_is_read_and_told():
    import io

    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for sheet, row in zip((book.active, book.create_sheet("Drafts")), made.ROWS, strict=True):
        sheet.append(list(row))
        sheet.append(list(row.values()))
    book["Drafts"].sheet_state = "veryHidden"
    book.save(out)
    found, notes = told(out.getvalue(), "a.xlsx")
    assert ([a.title for a in found], notes) == ([row["Headline"] for row in made.ROWS], ["MJ147"])


@pytest.mark.parametrize(
    "broken",
    [("{{Iran", "{{{Iran"), ("embassies}},", "embassies},"), ('"2023-04-06"', '"2023-04-06'), ("said.}", "said.")],
)
def test_an_open_brace_costs_its_entry_and_is_told(broken):
    [error, article] = load(made.bib().decode().replace(*broken, 1).encode(), "a.bib")
    assert (error.code, error.kept, article.title) == ("MJ146", False, "A second article")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "<!-- a -->",
        "<?a?>",
        "A: b\r\n",
        "A: b\r\n c\r\n",
        "\r\n",
        "TY  - NEWS\r\n",
        "@a{b,\r\n",
        '{"a":',
        "[{",
        "a,b\n",
        '"',
    ],
)
def test_to_look_at_it_costs_little(piece):
    data = (piece * 100_000).encode()
    began = time.process_time()
    recognised(Source("a.txt", data=data))
    assert time.process_time() - began < 1


SAID = "The amir of Kuwait received Iraq's foreign minister in his palace on Sunday, the agency said."


@pytest.mark.parametrize("name", ["list.json", "list.jsonl", "list.xml", "list.rss"])
@pytest.mark.parametrize(
    "table", [f"title,text\nOne,{SAID.replace(',', ' and')}\n", f'no;text\n1;"{SAID}"\n2;"{SAID}"\n']
)
def test_a_small_table_under_a_name_that_begins_otherwise(table, name):
    found, notes = told(table, name)
    assert ({article.text[:20] for article in found}, notes) == ({SAID[:20]}, ["MJ145"])


def test_words_under_such_a_name_are_no_table():
    with pytest.raises(MajlisError, match="MJ108"):
        told(SAID, "words.json")


@pytest.mark.parametrize(
    "begins", ["<script></script>", "<main>", "<!-- saved -->\n<header></header>", "<link rel=x>", "<h2>Kuwait</h2>"]
)
def test_a_live_blog_saved_from_within_its_page(begins):
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "datePublished": "2024-05-12"}</script>'
    entries = (f"<div><time>{hour}:00</time><h3>At {hour}</h3><p>{SAID}</p></div>" for hour in (17, 15, 12))
    page = f"{begins}{live}<main><h1>Kuwait</h1>{''.join(entries)}</main>"
    found, _ = told(page, "saved.txt")
    assert [(a.title, a.published) for a in found] == [(f"At {hour}", "2024-05-12") for hour in (17, 15, 12)]
