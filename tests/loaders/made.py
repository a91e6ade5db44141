"""One file of every format, made by real writers. Each maker returns the bytes of a file that holds TEXT."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage

FIRST = "Iranian Foreign Minister Hossein Amir-Abdollahian met his Saudi counterpart in Beijing on Thursday."
SECOND = (
    "The two ministers agreed to reopen embassies and to resume direct flights between the two countries, they said."
)
TEXT = f"{FIRST}\n\n{SECOND}"
TITLE = "Iran and Saudi Arabia agree to reopen embassies"
ROWS = [
    {"Headline": TITLE, "Body": TEXT, "Date": "2023-04-06", "Outlet": "Example News"},
    {"Headline": "A second article", "Body": SECOND, "Date": "2023-04-07", "Outlet": "Example News"},
]


def plain() -> bytes:
    return TEXT.encode()


def html() -> bytes:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Example News</title>
      <meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Example News">
      <meta name="author" content="Jane Doe"><meta property="article:published_time" content="2023-04-06T10:00:00Z">
      <script>alert("Subscribe!")</script></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
      <article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>
      <footer>Cookie settings. All rights reserved.</footer></body></html>""".encode()


def mhtml() -> bytes:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/a\r\nMIME-Version: 1.0\r\n"
    head += (
        'Content-Type: multipart/related; type="text/html"; boundary="XX"\r\n\r\n--XX\r\nContent-Type: text/html\r\n'
    )
    head += "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://example.com/a\r\n\r\n"
    return head.encode() + html() + b"\r\n--XX--\r\n"


def pdf(pages: Iterable[str] = (TEXT,), title: str = TITLE) -> bytes:
    """A PDF of Helvetica lines, written object by object."""
    pages = list(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        lines = "".join(f"({_escaped(line)}) Tj T* " for line in text.split("\n"))
        stream = f"BT /F1 8 Tf 10 TL 40 800 Td {lines}ET".encode("latin-1")
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R {font} /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream)]
    objects.append(f"<< /Title ({_escaped(title)}) >>".encode())
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, count - 1, start)
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def encrypted_pdf() -> bytes:
    """The same with an /Encrypt entry whose password nobody knows."""
    secret = b"<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>"
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /ID [<00> <00>] " % (secret, secret)
    return pdf().replace(b"trailer << ", b"trailer << " + entry)


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Place", "Beijing"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docm() -> bytes:
    """The same with macros."""
    return _renamed(
        docx(),
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )


def _renamed(data: bytes, kind: str, other: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind.encode(), other.encode())
    return archive(parts)


def rtf() -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 " + FIRST + r"\par\par " + SECOND + "}").encode()


def odt() -> bytes:
    from xml.sax.saxutils import escape

    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cut = "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
    said = "".join(f"<text:p>{escape(part).replace(' ', '<text:s/>', 1)}</text:p>" for part in (FIRST, SECOND))
    content = f"<office:document-content {names}><office:body><office:text>{cut}{said}</office:text></office:body></office:document-content>"
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    meta = f"<office:document-meta {names} {dc}><office:meta><dc:title>{TITLE}</dc:title></office:meta></office:document-meta>"
    kind = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": content.encode(), "meta.xml": meta.encode()}, zipfile.ZIP_STORED)


def epub(*chapters: tuple[str, str], date: str = "2023-04-06") -> bytes:
    """A book of (headline, page) chapters behind a cover."""
    chapters = chapters or ((TITLE, f"<p>{FIRST}</p><p>{SECOND}</p>"),)
    items = "".join(f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(len(chapters) + 1))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters) + 1))
    opf = f"""<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
      <dc:title>Example News</dc:title><dc:date>{date}</dc:date></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"""
    root = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="in/b.opf"/></rootfiles></container>'
    pages = [("Cover", "<p>Example News</p>"), *chapters]
    files = {
        f"in/c {n}.xhtml": f"<!DOCTYPE html><html><head><title>x</title></head><body><h1>{head}</h1>{page}</body></html>"
        for n, (head, page) in enumerate(pages)
    }
    return archive(
        {name: text.encode() for name, text in {"META-INF/container.xml": root, "in/b.opf": opf, **files}.items()}
    )


def eml(kind: str = "plain") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "Example News <news@example.com>"
    message["Date"] = "Thu, 06 Apr 2023 10:00:00 +0000"
    if kind == "plain":
        message.set_content(TEXT)
    else:
        message.set_content(html().decode(), subtype="html")
    return message.as_bytes()


def eml_with_pdf() -> bytes:
    message = EmailMessage()
    message["Subject"], message["Date"] = "See attached", "Thu, 06 Apr 2023 10:00:00 +0000"
    message.set_content("Please see the attached statement of the ministry.")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="statement.pdf")
    return message.as_bytes()


def mbox(*mails: bytes) -> bytes:
    """As mail programs keep them: a line over each, and the same words in a text marked."""
    return b"".join(
        b"From a@b.example Thu Apr  6 10:00:00 2023\n" + re.sub(rb"\n(>*From )", rb"\n>\1", mail) + b"\n\n"
        for mail in mails or (eml(), eml("html"))
    )


def csv(delimiter: str = ",") -> bytes:
    import csv as writer

    out = io.StringIO(newline="")
    table = writer.DictWriter(out, list(ROWS[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(ROWS)
    return out.getvalue().encode()


def tsv() -> bytes:
    return csv("\t")


def jsonl() -> bytes:
    lines = [
        {"id": f"a{n}", "title": r["Headline"], "text": r["Body"], "published": r["Date"]} for n, r in enumerate(ROWS)
    ]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def json_list() -> bytes:
    return json.dumps({"status": "ok", "count": len(ROWS), "articles": ROWS}).encode()


def _escaped_page(text: str) -> str:
    from html import escape

    return escape("".join(f"<p>{part}</p>" for part in text.split("\n\n")))


def rss() -> bytes:
    items = "".join(
        f"<item><title>{r['Headline']}</title><pubDate>{r['Date']}T10:00:00Z</pubDate><guid>g{n}</guid>"
        f"<description>{_escaped_page(r['Body'])}</description></item>"
        for n, r in enumerate(ROWS)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>{items}</channel></rss>'.encode()
    )


def atom() -> bytes:
    entries = "".join(
        f"<entry><id>e{n}</id><title>{r['Headline']}</title><published>{r['Date']}T10:00:00Z</published>"
        f"<updated>2024-01-01T00:00:00Z</updated><content type='html'>{_escaped_page(r['Body'])}</content></entry>"
        for n, r in enumerate(ROWS)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>{entries}</feed>'.encode()


def ris() -> bytes:
    return "".join(
        f"TY  - NEWS\r\nTI  - {r['Headline']}\r\nAB  - {r['Body']}\r\nDA  - {r['Date']}\r\nJO  - {r['Outlet']}\r\nER  - \r\n\r\n"
        for r in ROWS
    ).encode()


def bib() -> bytes:
    return "".join(
        f'@article{{k{n},\n title = {{{{{r["Headline"]}}}}},\n abstract = {{{r["Body"]}}},\n date = "{r["Date"]}",\n'
        f" journal = {{{r['Outlet']}}}\n}}\n\n"
        for n, r in enumerate(ROWS)
    ).encode()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsm() -> bytes:
    """The same with macros."""
    return _renamed(
        xlsx(), "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"
    )


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), out)
    return out.getvalue()


def archive(members: dict[str, bytes] | None = None, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in (members or {"a.txt": plain(), "folder/b.docx": docx()}).items():
            file.writestr(name, data)
    return out.getvalue()


def urls() -> bytes:
    return b"# talks of April\nhttps://example.com/1\nhttp://example.org/2\n\nhttps://example.com/1\n"


SINGLE = {
    "a.txt": plain, "a.md": plain, "a.html": html, "a.mhtml": mhtml, "a.pdf": pdf, "a.docx": docx, "a.docm": docm, "a.rtf": rtf, "a.eml": eml, "a.odt": odt,
}  # fmt: skip
MANY = {
    "a.csv": csv, "a.tsv": tsv, "a.jsonl": jsonl, "a.xlsx": xlsx, "a.xlsm": xlsm, "a.parquet": parquet, "a.json": json_list, "a.rss": rss,
    "a.xml": rss, "a.atom": atom, "a.ris": ris, "a.bib": bib,
}  # fmt: skip
