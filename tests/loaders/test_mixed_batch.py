"""What an analyst brings in a week: files of all formats and habits, and what is to come of each, stated."""

import io
import json
from collections.abc import Callable

import pytest

from lib.errors import MajlisError
from lib.loaders import load
from lib.schema import Article

from . import exports, made
from .exports import ARTICLES

SAID = "Bahrain's crown prince met Oman's foreign minister in Manama on Wednesday, and the two spoke of fish, ports and ferries."
MORE = (
    "The crown prince said that a ferry will sail in June. The minister thanked him for the welcome and for the coffee."
)
HEAD = "Bahrain and Oman agree on a ferry"
Told = tuple[str, str, str, str]  # title, source, published, published_from
OURS: Told = (HEAD, "Gulf Wire", "2024-03-06", "column")
EXPORT: list[Told] = [(title, source, day, "header line") for title, source, day, *_ in ARTICLES]
ON_PAGES: list[Told] = [(*told[:3], "page") for told in EXPORT]
ROWS: list[Told] = [
    (made.TITLE, "Example News", "2023-04-06", "column"),
    ("A second article", "Example News", "2023-04-07", "column"),
]
UNSOURCED = [(title, "", day, place) for title, _, day, place in ROWS]


def undated(title: str = "", source: str = "") -> Told:
    return title, source, "", ""


def text(day: str = "", head: str = "") -> bytes:
    return "\n\n".join(filter(None, (head, day, SAID, MORE))).encode()


def page(head: str = "", body: str = "", title: str = HEAD) -> bytes:
    said = f"<article><h1>{title}</h1>{body}<p>{SAID}</p><p>{MORE}</p></article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav>Home</nav>{said}</body></html>".encode()


def meta(day: str) -> str:
    return f'<meta property="og:site_name" content="Gulf Wire"><meta property="article:published_time" content="{day}">'


def row(published: object = "2024-03-06", **more: object) -> dict[str, object]:
    return {"title": HEAD, "text": f"{SAID} {MORE}", "published": published, "source": "Gulf Wire", **more}


def table(*rows: dict[str, object], between: str = ",", before: str = "") -> bytes:
    lines = [between.join(rows[0]), *(between.join(f'"{cell}"' for cell in each.values()) for each in rows)]
    return (before + "\n".join(lines) + "\n").encode()


def sheets(*named: tuple[str, list[list[object]]], hidden: str = "") -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in named:
        sheet = book.create_sheet(name)
        for each in rows:
            sheet.append(each)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    book.save(out)
    return out.getvalue()


def item(*inside: str) -> bytes:
    return f"<rss><channel><title>Gulf Wire</title><item><title>{HEAD}</title>{''.join(inside)}</item></channel></rss>".encode()


CELLS: list[list[object]] = [list(row()), list(row().values())]
WHOLE = f"<description>{SAID} {MORE}</description>"
READOUTS = f"<main>{''.join(f'<article><h2>{head}</h2><time datetime=2024-03-0{n}>x</time><p>{SAID}</p><p>{MORE}</p><p>{MORE}</p></article>' for n, head in ((6, HEAD), (7, 'A walk')))}</main>"
LIVE = f"Live: talks in Manama\nPublished: 6 March 2024\n\n18:45 GMT\nThey dine\n{SAID}\n\n16:10 GMT\nThey meet\n{MORE}\n\n09:00 GMT\nThey land\n{SAID}\n"
LETTER = f"From: Desk <desk@gulfwire.example>\nMIME-Version: 1.0\nSubject: {HEAD}\nDate: Wed, 06 Mar 2024 10:00:00 +0300\n\n{SAID}\n{MORE}\n"
BOOK = ((HEAD, f"<p>{SAID}</p><p>{MORE}</p>"),)

Make = bytes | Callable[[], bytes]
BATCH: list[tuple[str, Make, list[Told], list[str]]] = [
    # texts
    ("plain.txt", text(), [undated()], []),
    ("line.txt", text("6 March 2024"), [("", "", "2024-03-06", "header line")], []),
    ("outlet.txt", text("Gulf Times, 6 March 2024", HEAD), [("", "", "2024-03-06", "header line")], []),
    ("arabic.txt", text("6 مارس 2024"), [("", "", "2024-03-06", "header line")], []),
    ("hijri.txt", text("25 شعبان 1445"), [("", "", "2024-03-06", "header line")], []),
    ("month.md", text("Published: March 2024"), [("", "", "2024-03", "header line")], []),
    ("talks 2024-03-06.txt", text(), [("", "", "2024-03-06", "file name")], []),
    ("two ways.txt", text("03/04/2024"), [undated()], ["MJ138"]),
    ("long ago.csv", table(row("1024-03-06")), [undated(HEAD, "Gulf Wire")], ["MJ137"]),
    ("utf16.txt", text().decode().encode("utf-16"), [undated()], []),
    ("cp1256.txt", ("التقى ولي عهد البحرين وزير خارجية عمان في المنامة يوم الأربعاء. " * 4).encode("cp1256"), [undated()], []),
    ("live.txt", LIVE.encode(), [(t, "", "2024-03-06", "header line") for t in ("They dine", "They meet", "They land")], ["MJ142"]),
    ("two heads.txt", "\n\n".join(f"{t}\n\n54 words\n\n{SAID}" for t in "AB").encode(), [undated()], ["MJ143"]),
    # exports
    ("nexis.txt", lambda: exports.nexis().encode(), EXPORT, ["MJ142"]),
    ("nexis.docx", lambda: exports.docx(exports.nexis()), EXPORT, ["MJ142"]),
    ("lexis.rtf", lambda: exports.rtf(exports.lexisnexis()), EXPORT, []),
    ("factiva.rtf", lambda: exports.rtf(exports.factiva()), EXPORT, ["MJ142"]),
    ("factiva.txt", lambda: exports.factiva_coded().encode(), EXPORT, []),
    ("proquest.txt", lambda: exports.proquest().encode(), EXPORT, []),
    ("proquest.html", lambda: exports.proquest_page().encode(), ON_PAGES, ["MJ142"]),
    ("europresse.docx", lambda: exports.docx(exports.europresse()), EXPORT, []),
    ("europresse.html", lambda: exports.europresse_page().encode(), ON_PAGES, ["MJ142"]),
    ("review.txt", lambda: exports.press_review().encode(), EXPORT, ["MJ142"]),
    ("clippings.md", lambda: exports.clippings().encode(), EXPORT, []),
    # pages
    ("page.html", page(meta("2024-03-06")), [(HEAD, "Gulf Wire", "2024-03-06", "page")], []),
    ("undated.htm", page(), [undated(HEAD)], []),
    ("page.txt", page(meta("2024-03-06")), [(HEAD, "Gulf Wire", "2024-03-06", "page")], ["MJ145"]),
    ("page.xml", page(meta("2024-03-06")), [(HEAD, "Gulf Wire", "2024-03-06", "page")], ["MJ145"]),
    ("readouts.html", f"<html><head><title>Court</title></head><body>{READOUTS}</body></html>".encode(),
     [(HEAD, "", "2024-03-06", "page"), ("A walk", "", "2024-03-07", "page")], []),
    ("saved.mhtml", made.mhtml, [(made.TITLE, "Example News", "2023-04-06", "page")], []),
    ("saved.mht", made.mhtml, [(made.TITLE, "Example News", "2023-04-06", "page")], []),
    # documents
    ("paper.pdf", made.pdf, [undated(made.TITLE)], []),
    ("scan.pdf", lambda: made.pdf([""]), [], ["MJ118"]),
    ("locked.pdf", made.encrypted_pdf, [], ["MJ115"]),
    ("paper.docx", made.docx, [undated(made.TITLE)], []),
    ("paper.odt", made.odt, [undated(made.TITLE)], []),
    ("paper.rtf", made.rtf, [undated()], []),
    ("paper.epub", lambda: made.epub(*BOOK, date="2024-03-06"), [(HEAD, "Example News", "2024-03-06", "page")], ["MJ141"]),
    ("really a pdf.docx", made.pdf, [], ["MJ114"]),
    # mail
    ("letter.eml", LETTER.encode(), [(HEAD, "Desk", "2024-03-06", "mail")], []),
    ("letter.txt", LETTER.encode(), [(HEAD, "Desk", "2024-03-06", "mail")], ["MJ145"]),
    ("page.eml", lambda: made.eml("html"), [(made.TITLE, "Example News", "2023-04-06", "mail")], []),
    ("attached.eml", made.eml_with_pdf, [("See attached", "", "2023-04-06", "mail"), undated(made.TITLE)], []),
    # tables
    ("table.csv", table(row()), [OURS], []),
    ("semicolons.csv", table(row(), between=";"), [OURS], []),
    ("tabs.tsv", table(row(), between="\t"), [OURS], []),
    ("table.txt", table(row(), row("20240306T044000Z"), between="\t"), [OURS, OURS], ["MJ145"]),
    ("excel.csv", table(row(), between="|", before="sep=|\n"), [OURS], []),
    ("notes above.csv", table(row(), before="Export of March\n\n"), [OURS], ["MJ140"]),
    ("stamps.csv", table(row("20240306T044000Z")), [OURS], []),
    ("epoch.csv", table(row("1709701200"), row("1709701200000")), [OURS, OURS], []),
    ("serial.xlsx", lambda: sheets(("a", [list(row()), list(row(45357).values())])), [OURS], []),
    ("notes.xlsx", lambda: sheets(("read me", [["made by", "Ali"]]), ("a", CELLS)), [OURS], ["MJ141"]),
    ("hidden.xlsx", lambda: sheets(("a", CELLS), ("drafts", [CELLS[0], list(row("20240306T044000Z").values())]), hidden="drafts"), [OURS, OURS], ["MJ147"]),
    ("table.parquet", made.parquet, ROWS, []),
    ("headlines.csv", table({"title": HEAD, "published": "2024-03-06", "source": "Gulf Wire"}), [OURS], ["MJ139"]),
    ("numbers.csv", b"a,b\n1,2\n", [], ["MJ123"]),
    ("open quote.csv", table(row()) + b'"never closed,\nx\n', [OURS], ["MJ134"]),
    # JSON
    ("lines.jsonl", made.jsonl, UNSOURCED, []),
    ("lines.ndjson", made.jsonl, UNSOURCED, []),
    ("lines.csv", made.jsonl, UNSOURCED, ["MJ145"]),
    ("list.json", made.json_list, ROWS, []),
    ("list.txt", made.json_list, ROWS, ["MJ145"]),
    ("one.json", json.dumps(row(source={"id": None, "name": "Gulf Wire"})).encode(), [OURS], []),
    ("broken.json", b"{", [], ["MJ108"]),
    # feeds and references
    ("feed.rss", item(WHOLE, "<pubDate>Wed, 06 Mar 2024 10:00:00 +0300</pubDate>"), [OURS], []),
    ("feed.xml", made.rss, ROWS, []),
    ("feed.atom", made.atom, ROWS, []),
    ("feed.html", made.rss, ROWS, ["MJ145"]),
    ("feed", made.atom, ROWS, ["MJ145"]),
    ("headline.rss", item("<pubDate>2024-03-06</pubDate>"), [OURS], ["MJ139"]),
    ("bomb.rss", b'<!DOCTYPE a [<!ENTITY b "c">]>' + item("&b;"), [], ["MJ120"]),
    ("not news.xml", b"<note><to>you</to></note>", [], ["MJ144"]),
    ("zotero.ris", made.ris, ROWS, []),
    ("zotero.txt", made.ris, ROWS, ["MJ145"]),
    ("zotero.bib", made.bib, ROWS, []),
    ("open brace.bib", lambda: made.bib().replace(b"{{Iran", b"{{{Iran"), ROWS[1:], ["MJ146"]),
    # lists of addresses
    ("addresses.txt", b"https://gulfwire.example/1\nhttps://gulfwire.example/2\n", [], ["MJ148"]),
    ("addresses.csv", b"URL,Seen\nhttps://gulfwire.example/1,a\n", [], ["MJ148"]),
    ("monitor.json", json.dumps({"articles": [{"url": "https://g.example/1", "title": HEAD, "seendate": "20240306T044000Z", "domain": "Gulf Wire"}]}).encode(),
     [OURS], ["MJ139"]),
    # archives, and what is none of it
    ("week.zip", lambda: made.archive({"a.txt": text(), "b.csv": table(row()), "../c.txt": text()}), [undated(), OURS], ["MJ122"]),
    ("empty.txt", b"", [], ["MJ103"]),
    ("program.exe", b"MZ\x90\x00", [], ["MJ102"]),
    ("picture.txt", b"\x89PNG\r\n\x1a\n", [], ["MJ114"]),
]  # fmt: skip


def test_it_is_a_week_of_files():
    assert len(BATCH) >= 60
    assert len({name for name, *_ in BATCH}) == len(BATCH)


@pytest.mark.parametrize(("name", "data", "expected", "codes"), BATCH, ids=[name for name, *_ in BATCH])
def test_each_file_gives_what_it_holds_and_tells_the_rest(name, data, expected, codes):
    found: list[Article | MajlisError] = []
    try:
        found += load(data() if callable(data) else data, name)
    except MajlisError as error:
        found.append(error)
    articles = [each for each in found if isinstance(each, Article)]
    assert [(a.title, a.source, a.published, a.published_from) for a in articles] == expected
    assert sorted(each.code for each in found if isinstance(each, MajlisError)) == codes
