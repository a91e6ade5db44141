"""Files that are broken, hostile or too large: each is refused with its code, none stops the rest."""

import io
import json
import sys
import zipfile

import pytest

from lib.batch import work
from lib.errors import MESSAGES, MajlisError
from lib.loaders import load
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.schema import Article

from . import made

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def problem(data: bytes, name: str, **limits: float) -> MajlisError:
    """The error a file gives, raised or in place of its article."""
    try:
        found = list(load(data, name, limits=Limits(**limits)))
    except MajlisError as error:
        return error
    errors = [f for f in found if isinstance(f, MajlisError)]
    assert errors, f"{name} was read: {found}"
    return errors[0]


def office_with(member: str, xml: str) -> bytes:
    """A Word file with one member put in another's place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.docx())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, xml if info.filename == member else old.read(info))
    return out.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(made.archive({"a.txt": made.plain()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("code", "name", "data"),
    [
        ("MJ102", "a.exe", b"hello"),
        ("MJ102", "README", b"\0\1\2" * 9),
        ("MJ103", "a.txt", b""),
        ("MJ103", "a.txt", b" \n\t\r\n"),
        ("MJ103", "a.txt", b"\xef\xbb\xbf"),
        ("MJ103", "a.docx", b""),
        ("MJ103", "a.zip", b"PK\x05\x06" + bytes(18)),
        ("MJ103", "a.csv", b"\n\r\n"),
        ("MJ170", "a.csv", b"title;text\n"),
        ("MJ170", "a.csv", b"The king met the emir in Doha, he said on Monday."),
        ("MJ170", "a.tsv", b"title\ttext"),
        ("MJ170", "a.ris", b"no entry"),
        ("MJ171", "a.mbox", b"no mail"),
        ("MJ109", "a.docx", office_with("word/document.xml", "<unclosed>")),
        ("MJ105", "a.txt", bytes(range(256)) * 40),
        ("MJ105", "a.csv", bytes(range(256)) * 40),
        *[("MJ105", f"a.{ending}", bytes(600)) for ending in ("txt", "md", "html", "csv", "eml")],
        ("MJ105", "a.eml", b"Subject: Talks\nMIME-Version: 1.0\n\n" + bytes(600)),
        ("MJ105", "a.txt", b"\xfd7zXZ\x00" + bytes(600)),
        ("MJ105", "a.html", b'<meta charset="latin1"><p>He said' + bytes(600)),
        ("MJ105", "a.rtf", b"{\\rtf1\\ansi He said" + bytes(600) + b"}"),
        ("MJ105", "a.txt", b"\xef\xbb\xbfHe said" + b"\x01\xff" * 400),
        ("MJ105", "a.txt", b"He said so. " * 10_000 + bytes(50_000)),
        ("MJ105", "a.rtf", b"{\\rtf1 " + bytes(90) + b"}"),
        ("MJ105", "a.jsonl", b'{"text": "' + b"\\u0000" * 50 + b'"}\n'),
        ("MJ108", "a.jsonl", b"{broken\n"),
        ("MJ108", "a.jsonl", b"[1, 2]\n"),
        ("MJ108", "a.jsonl", b"[" * 200_000 + b"\n"),
        ("MJ103", "a.jsonl", b'{"id": "x", "text": ""}\n'),
        ("MJ109", "a.pdf", made.pdf()[:300]),
        ("MJ109", "a.docx", made.docx()[:900]),
        ("MJ109", "a.xlsx", made.xlsx()[:900]),
        ("MJ109", "a.zip", made.archive()[:200]),
        ("MJ109", "a.parquet", made.parquet()[:100]),
        ("MJ109", "a.docx", made.archive()),
        ("MJ109", "a.xlsx", made.archive()),
        ("MJ114", "a.txt", made.pdf()),
        ("MJ114", "a.txt", made.docx()),
        ("MJ114", "a.html", b"\x89PNG\r\n\x1a\n"),
        ("MJ114", "a.pdf", made.plain()),
        ("MJ114", "a.docx", made.plain()),
        ("MJ114", "a.doc.txt", OLE),
        ("MJ115", "a.docx", OLE),
        ("MJ115", "a.xlsx", OLE),
        ("MJ115", "a.pdf", made.encrypted_pdf()),
        ("MJ115", "a.zip", encrypted_zip()),
        ("MJ116", "a.html", b"<html><body><script>x()</script></body></html>"),
        ("MJ116", "a.mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n "),
        ("MJ118", "a.pdf", made.pdf([""])),
        ("MJ120", "a.docx", office_with("word/document.xml", f"<?xml version='1.0'?>{BOMB}<x>&b;</x>")),
        ("MJ120", "a.docx", office_with("docProps/core.xml", f"<?xml version='1.0' encoding='utf-16'?>{BOMB}<x/>")),
        ("MJ122", "a.zip", made.archive({"../../etc/passwd.txt": b"x"})),
        ("MJ122", "a.zip", made.archive({"/etc/passwd.txt": b"x"})),
        ("MJ122", "a.zip", made.archive({"..\\..\\evil.txt": b"x"})),
        ("MJ123", "a.csv", b"n,m\n1,2\n"),
    ],
)
def test_a_bad_file_is_refused(code, name, data):
    error = problem(data, name)
    assert error.code == code
    assert str(error).startswith(f"{code}: ")
    assert error.next


def test_files_above_their_limits():
    assert problem(b"x" * 2_000_000, "a.txt", file_mb=1).code == "MJ104"
    assert problem(b"x" * 2_000_000, "a.csv", table_mb=1).code == "MJ104"
    assert problem(b"word " * 1000, "a.txt", characters=100).code == "MJ107"
    assert problem(made.pdf([made.TEXT] * 5), "a.pdf", pages=4).code == "MJ117"


def test_a_line_of_fifty_megabytes_is_passed_over():
    lines = b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + made.jsonl()
    found = list(load(lines, "a.jsonl"))
    assert found[0].code == "MJ107"
    assert [a.article_id for a in found[1:]] == ["a0", "a1"]


def test_a_bomb_is_not_unpacked():
    bomb = made.archive({"a.txt": bytes(30_000_000)})
    assert len(bomb) < 100_000
    assert problem(bomb, "a.zip").code == "MJ119"
    grown = made.archive({"word/document.xml": b"<x>" + b"a" * 30_000_000 + b"</x>"})
    assert problem(grown, "a.docx").code == "MJ119"
    assert problem(grown, "a.xlsx").code == "MJ119"


def test_a_member_that_lies_about_its_size_is_not_unpacked():
    data = bytearray(made.archive({"a.txt": b"word " * 1_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    found = problem(bytes(data), "a.zip", file_mb=1)
    assert found.code in ("MJ104", "MJ109")


def test_archives_in_archives_have_an_end():
    data = made.archive({"a.txt": made.plain()})
    for depth in range(4):
        data = made.archive({f"{depth}.zip": data}, zipfile.ZIP_STORED)
    assert problem(data, "a.zip").code == "MJ121"


def test_one_bad_member_does_not_stop_the_rest(tmp_path):
    data = made.archive({"a.txt": made.plain(), "b.pdf": b"%PDF-1.4 no", "../c.txt": b"x", "d.txt": made.plain()})
    found = list(load(data, "a.zip"))
    assert [getattr(f, "code", "read") for f in found] == ["read", "MJ109", "MJ122", "read"]
    assert list(tmp_path.iterdir()) == []


def test_one_bad_line_does_not_stop_the_rest():
    found = list(load(b'{"text": "One met two."}\n{broken\n{"text": "Three met four."}\n', "a.jsonl"))
    assert [getattr(f, "code", "read") for f in found] == ["read", "MJ108", "read"]
    assert found[1].fields["name"] == "a.jsonl:2"


def test_characters_no_database_holds_are_replaced_one_by_one():
    line = json.dumps({"text": "a\x00b\ud800c of a text that goes on"}).encode()
    [article] = load(line, "a.jsonl")
    assert article.text == "a\ufffdb\ufffdc of a text that goes on"


def test_limits_can_be_set_by_the_environment(monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_FILE_MB", "0.000001")
    monkeypatch.setenv("MAJLIS_MAX_PAGES", "7")
    monkeypatch.setenv("MAJLIS_MAX_SECONDS", "not a number")
    limits = Limits.from_environment()
    assert (limits.pages, limits.seconds) == (7, Limits().seconds)
    with pytest.raises(MajlisError, match="MJ104"):
        list(load(b"too long", "a.txt"))


def test_every_message_of_the_loaders_can_be_filled_in():
    fields = dict.fromkeys(
        ["name", "ending", "size", "limit", "reason", "length", "seconds", "files", "kind", "pages"], "x"
    )
    fields |= dict.fromkeys(["ratio", "status", "table", "column", "dtype", "value", "row", "article", "library"], "x")
    fields |= dict.fromkeys(["columns", "cells", "count", "last", "field", "articles"], "x")
    for code in (c for c in MESSAGES if c.startswith("MJ1")):
        assert MajlisError(code, **fields).what.endswith(".")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_a_library_that_is_missing_is_no_fault_of_the_file(name, monkeypatch):
    data = (made.SINGLE | made.MANY)[name]()
    for library in ("docx", "pypdfium2", "openpyxl"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MajlisError, match=rf"MJ161: {name} cannot be read: Majlis lacks the library (docx|pypdfium2|openpyxl)\."
    ):
        list(load(data, name))


class Unparsed(SyntaxError):
    """As lxml tells that it ran out of memory."""

    error_log = "<string>:0:0:FATAL:PARSER:ERR_NO_MEMORY: unknown error"


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "MJ135"), (Unparsed("unknown error"), "MJ135"), (SyntaxError("not well-formed"), "MJ109")],
)
@pytest.mark.parametrize("name", ["a.docx", "a.eml", "a.zip"])
def test_too_little_memory_is_no_damage(name, error, code, monkeypatch):
    """Also in a part of an e-mail or a member of an archive."""

    def raises(*_: object, **__: object) -> None:
        raise error

    data = {"a.docx": made.docx, "a.eml": made.eml_with_pdf, "a.zip": made.archive}[name]()
    monkeypatch.setattr("docx.package.Package.open", raises)
    if name == "a.eml":
        monkeypatch.setattr(Source, "member", raises)
    assert problem(data, name).code == code


def test_coding_that_needs_too_much_memory_is_told_as_that(monkeypatch):
    def grows(article: Article) -> None:
        raise MemoryError

    monkeypatch.setattr(work, "_coded", grows)
    [told] = work.outcomes(Source("a.txt", data=made.plain(), limits=Limits(memory_mb=7)))
    assert str(told.problem).startswith("MJ135: a.txt needs more than 7 MB of memory. Split it")


LONG = "Oman and Qatar " * 140  # 2,100 characters


@pytest.mark.parametrize("field", ["title", "source", "author", "url", "id", "language"])
def test_details_longer_than_any_are_told_and_cost_no_other_article(field):
    lines = [{"text": "One met two.", field: text} for text in ("en", LONG, "fr")]
    found = list(load("".join(json.dumps(line) + "\n" for line in lines).encode(), "a.jsonl"))
    assert [getattr(each, "code", "read") for each in found] == ["read", "MJ136", "read"]
    assert found[1].what.endswith("of a.jsonl:2 has 2,100 characters; at most 2,000 are read.")
    assert len(list(load(json.dumps(lines[1]).encode(), "a.jsonl", limits=Limits(detail_characters=2_100)))) == 1


@pytest.mark.parametrize("name", ["a.html", "a.eml", "a.docx"])
def test_a_title_longer_than_any_is_told_whatever_the_format(name):
    short = dict.fromkeys(("a.html", "a.eml", "a.docx"), made.TITLE.encode())
    data = made.SINGLE[name]()
    if name == "a.docx":
        data = office_with("docProps/core.xml", core(LONG))
    assert problem(data.replace(short[name], LONG.strip().encode()), name).code == "MJ136"


def core(title: str) -> str:
    """The properties of a Word file."""
    with zipfile.ZipFile(io.BytesIO(made.docx())) as old:
        return old.read("docProps/core.xml").decode().replace(made.TITLE, title)


def test_an_error_that_is_called_nothing_else_is_told_with_its_library():
    packed = bytearray(made.archive({"release.txt": made.TEXT.encode()}))
    begin = packed.index(b"release.txt") + len("release.txt")
    packed[begin : begin + 12] = b"\xff" * 12
    [fault] = load(bytes(packed), "a.zip")
    assert fault.what.endswith("(zlib.error).")
