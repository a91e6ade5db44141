"""What is in an e-mail beside its text: read by the loader of its kind, or told."""

import base64
import binascii
import email
import email.policy
import re
import zlib
from email.message import EmailMessage

import pytest

from lib.errors import MajlisError
from lib.loaders import load, read
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.schema import Article

from . import made

SAID = "The foreign minister of Oman received his Qatari counterpart in Muscat on 3 May 2023."
READ = {  # file -> articles in it
    **dict.fromkeys((f"statement{name[1:]}" for name in made.SINGLE), 1),
    **dict.fromkeys((f"statement{name[1:]}" for name in made.MANY), 2),
    "statement.zip": 2,
}
MAKERS = made.SINGLE | made.MANY | {"a.zip": made.archive}


def letter(text: str = SAID) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["Date"] = "A visit", "Wed, 03 May 2023 10:00:00 +0000"
    message.set_content(text)
    return message


def attach(message: EmailMessage, data: bytes, name: str | None, kind: str = "application/octet-stream") -> None:
    main, sub = kind.split("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)


def told(data: bytes, **limits: float) -> list[tuple[str, str]]:
    """(name, first words or code) of all that is in an e-mail."""
    found = []
    try:
        for name, _, what in read(Source("a.eml", data=data, limits=Limits(**limits))):
            found.append((name, what.code if isinstance(what, MajlisError) else what.text[:20]))
    except MajlisError as error:
        found.append(("a.eml", error.code))
    return found


@pytest.mark.parametrize("name", READ)
def test_an_attached_file_of_every_format_is_read(name):
    message = letter()
    attach(message, MAKERS["a." + name.partition(".")[2]](), name)
    first, *rest = told(bytes(message))
    assert first == ("a.eml", SAID[:20])
    assert len(rest) == READ[name]
    assert all(where.startswith(f"a.eml/{name}") and not what.startswith("MJ") for where, what in rest)


@pytest.mark.parametrize("name", ["minutes.doc", "setup.exe", "photo.png", "noending"])
def test_an_attached_file_that_cannot_be_read_is_told(name):
    message = letter()
    attach(message, b"\x00\x01", name)
    assert told(bytes(message)) == [("a.eml", SAID[:20]), (f"a.eml/{name}", "MJ102")]


@pytest.mark.parametrize(("kind", "name"), [("application/pdf", "statement"), ("text/csv", None), ("text/html", None)])
def test_a_file_is_named_by_its_type_where_its_name_does_not_tell(kind, name):
    message = letter()
    attach(message, {"application/pdf": made.pdf, "text/csv": made.csv, "text/html": made.html}[kind](), name, kind)
    assert [what[:7] for _, what in told(bytes(message))[1:2]] == ["Iranian"]


def test_forwarded_messages_are_read_with_what_they_carry():
    inner = letter("Second. " + SAID)
    attach(inner, made.csv(), "table.csv")
    outer, whole = letter(), letter("Third. " + SAID)
    outer.add_attachment(inner)
    whole.add_attachment(outer)
    assert told(bytes(whole)) == [
        ("a.eml", f"Third. {SAID}"[:20]),
        ("a.eml/part 1.eml", SAID[:20]),
        ("a.eml/part 1.eml/part 1.eml", f"Second. {SAID}"[:20]),
        ("a.eml/part 1.eml/part 1.eml/table.csv:1", made.TEXT[:20]),
        ("a.eml/part 1.eml/part 1.eml/table.csv:2", made.SECOND[:20]),
    ]
    forwarded = list(load(bytes(whole), "a.eml"))[2]
    assert (forwarded.title, forwarded.published) == ("A visit", "2023-05-03")


def test_messages_in_messages_have_an_end_and_it_is_told():
    message = letter()
    for _ in range(6):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    found = told(bytes(message), archive_depth=2)
    assert [what for _, what in found] == [SAID[:20]] * 3 + ["MJ121"]


def parts(kind: str, *inside: bytes) -> bytes:
    """A message of these parts, each with its own headers, as other programs write it."""
    edge = b"edge-%d" % zlib.crc32(b"".join(inside))  # the same in every process: tests are named by it
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in inside)
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="{edge.decode()}"\r\n\r\n'
    return head.encode() + body + b"--" + edge + b"--\r\n"


def part(kind: str, data: str | bytes, more: str = "") -> bytes:
    coded = base64.encodebytes(data.encode() if isinstance(data, str) else data)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n".encode() + coded


PLAIN, PAGE = part("text/plain", SAID), part("text/html", f"<p>{SAID}</p>")
TABLE = part("text/csv; name=t.csv", made.csv(), "Content-Disposition: attachment; filename=t.csv\r\n")
PICTURE = part("image/png", b"\x89PNG\r\n", "Content-ID: <x>\r\n")


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (parts("alternative", PLAIN, PAGE), ["a.eml"]),
        (parts("alternative", part("text/plain", " "), PAGE), ["a.eml"]),
        (parts("alternative", PLAIN, parts("related", PAGE, PICTURE)), ["a.eml"]),
        (parts("alternative", PLAIN, parts("mixed", PAGE, TABLE, PAGE)), ["a.eml", "a.eml/t.csv:1", "a.eml/t.csv:2"]),
        (parts("alternative", parts("mixed", PAGE, TABLE)), ["a.eml", "a.eml/t.csv:1", "a.eml/t.csv:2"]),
        (parts("mixed", PAGE, part("text/plain", "A list of readers.")), ["a.eml", "a.eml/part 1.txt"]),
        (parts("mixed", parts("mixed", PLAIN, TABLE), PICTURE), ["a.eml", "a.eml/t.csv:1", "a.eml/t.csv:2", "a.eml/part 2"]),
        (parts("signed", PLAIN, part("application/pgp-signature", "x", "Content-Disposition: attachment\r\n")), ["a.eml"]),
        (parts("mixed", TABLE), ["a.eml/t.csv:1", "a.eml/t.csv:2"]),
        (TABLE, ["a.eml/t.csv:1", "a.eml/t.csv:2"]),
        (parts("mixed", part("message/rfc822", bytes(letter()))), ["a.eml/part 1.eml"]),
    ],
)  # fmt: skip
def test_every_part_that_says_something_is_read_once(data, names):
    found = told(data)
    assert [name for name, _ in found] == names
    assert all(not what.startswith("MJ") for name, what in found if name != "a.eml/part 2")


@pytest.mark.parametrize("blank", [part("text/plain", "\r\n \r\n"), part("text/html", "\r\n")])
def test_blank_lines_around_an_attachment_are_no_letter_and_no_fault(blank):
    [article, *rows] = load(b"Subject: A visit\r\n" + parts("mixed", blank, TABLE, PLAIN, blank), "a.eml")
    assert (article.title, article.text.strip()) == ("A visit", SAID)
    assert [row.article_id for row in rows] == ["t-1", "t-2"]


def test_a_page_that_is_no_whole_page_is_read_and_one_without_text_is_told():
    fragment = f'<div dir="ltr">{SAID}<br></div>'
    assert told(parts("mixed", part("text/html", fragment), TABLE))[0] == ("a.eml", SAID[:20])
    assert told(parts("mixed", part("text/html", "<script>x()</script>"), TABLE))[0] == ("a.eml", "MJ116")


def test_an_empty_letter_without_more_is_told():
    assert told(bytes(letter(" "))) == [("a.eml", "MJ116")]


@pytest.mark.parametrize(
    "header", ["Subject: =?x?b?", "Date: \xff", "From: <<<>", "Content-Type: ;;;=", "Subject: \udcff"]
)
def test_a_header_no_parser_likes_costs_no_attachment(header):
    data = header.encode("utf-8", "surrogateescape") + b"\r\n" + parts("mixed", PLAIN, TABLE)
    if not header.startswith("Content-Type"):
        assert [name for name, _ in told(data)][1:] == ["a.eml/t.csv:1", "a.eml/t.csv:2"]
    assert told(data)


def test_too_many_parts_are_told_and_the_letter_is_read():
    message = letter()
    for n in range(30):
        attach(message, SAID.encode(), f"{n}.txt")
    assert told(bytes(message), files=20) == [("a.eml", SAID[:20]), ("a.eml", "MJ131")]


def test_an_archive_in_a_letter_has_the_limits_of_archives():
    message = letter()
    attach(message, made.archive({"a.txt": bytes(30_000_000)}), "a.zip")
    assert told(bytes(message)) == [("a.eml", SAID[:20]), ("a.eml/a.zip", "MJ119")]


def test_a_forwarded_message_is_parsed_as_it_was_sent():
    inner = email.message_from_bytes(made.eml("html"), policy=email.policy.default)
    outer = letter()
    outer.add_attachment(inner)
    forwarded = list(load(bytes(outer), "a.eml"))[1]
    [alone] = load(made.eml("html"), "a.eml")
    assert (forwarded.title, forwarded.text, forwarded.source) == (alone.title, alone.text, alone.source)


def beside(before: bytes, behind: bytes = b"", *inside: bytes) -> bytes:
    """A message with something before its first part and behind its last."""
    head, _, body = parts("mixed", *(inside or (PLAIN, TABLE))).partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + before + b"\r\n" + body + behind


def said_beside(data: bytes) -> list[str]:
    """What is read of a message beside its letter and its table."""
    return [each.text for each in load(data, "a.eml") if not each.article_id.startswith(("a", "t-"))]


@pytest.mark.parametrize(
    "notice",
    [
        "This is a multi-part message in MIME format.",
        "This is a multi-part message in MIME format.  To properly view this message, please use a MIME-compatible mailer.",
        "This message is in MIME format.  Since your mail reader does not understand\r\nthis format, some or all of this "
        "message may not be legible.",
        "> This message is in MIME format. The first part should be readable text,\r\nwhile the remaining parts are likely "
        "unreadable without MIME-aware tools.",
        "This is an OpenPGP/MIME signed message (RFC 4880 and 3156)",
        "Dies ist eine mehrteilige Nachricht im MIME-Format.",
        "-- \r\n",
        "",
    ],
)
def test_the_notice_to_readers_of_old_is_no_text_and_what_stands_by_it_is(notice):
    added = "The amir of Kuwait called the sultan of Oman on Monday."
    assert said_beside(beside(notice.encode())) == []
    assert said_beside(beside(added.encode())) == [added]
    assert said_beside(beside(f"{notice}\r\n\r\n{added}".encode()))[0].endswith(added)
    assert said_beside(beside(notice.encode(), f"{added}\r\n".encode())) == [added]


def test_text_beside_the_parts_is_read_in_its_encoding_and_at_every_depth():
    inner = beside("Der König empfing den Emir.".encode("latin-1"), b"", PLAIN)
    assert said_beside(parts("mixed", inner, TABLE)) == ["Der König empfing den Emir."]
    assert said_beside(parts("mixed", PLAIN, TABLE, part("message/rfc822", inner)))[-1] == "Der König empfing den Emir."


def test_a_letter_that_stands_before_its_only_part_is_the_letter():
    letter, *rows = load(b"Subject: A visit\r\n" + beside(SAID.encode(), b"", TABLE), "a.eml")
    assert (letter.title, letter.text) == ("A visit", SAID)
    assert len(rows) == 2


ZIPPED = part("application/zip; name=statement.zip", made.archive())
WOVEN = [  # what a page that was saved is made of
    PICTURE,
    part("text/css", "p {}", "Content-Location: cid:css-1@mhtml.blink\r\n"),
    part("application/octet-stream", b"wOF2", "Content-Location: https://example.org/f/a.woff2?x=1\r\n"),
    part("binary/octet-stream", b"RIFF", "Content-Location: https://example.org/p/a.webp\r\n"),
    part("text/javascript", "x()"),
    part("application/vnd.ms-officetheme", b"PK", "Content-Location: file:///C:/a_files/themedata.thmx\r\n"),
    part("text/xml", "<xml/>", "Content-Location: file:///C:/a_files/filelist.xml\r\n"),
    part("text/html", "<p>Buy a carpet.</p>", "Content-Location: https://ads.example/\r\n"),
]


@pytest.mark.parametrize("file", ["page.mht", "page.mhtml", "page"])
@pytest.mark.parametrize(
    ("attached", "name", "count"),
    [
        (part("application/pdf; name=s.pdf", made.pdf()), "s.pdf", 1),
        (part("text/csv", made.csv(), "Content-Location: https://example.org/a/s.csv?x=1\r\n"), "s.csv:", 2),
        (ZIPPED, "statement.zip/", 2),
        (b"Content-Type: message/rfc822\r\n\r\n" + bytes(letter()), "part ", 1),
        (part("image/x-pdf; name=s.pdf", made.pdf()), "s.pdf", 1),
        (part("application/msword; name=s.doc", b"\xd0\xcf"), "s.doc", 0),
    ],
)
def test_a_file_in_a_saved_page_is_read_or_told_and_what_the_page_is_made_of_is_not(file, attached, name, count):
    found = list(read(Source(file, data=parts("related", PAGE, *WOVEN, attached))))
    found = [(where, what) for where, _, what in found if getattr(what, "code", "") != "MJ145"]
    assert found[0][1].text == SAID
    assert all(where.startswith(f"{file}/{name}") for where, _ in found[1:])
    assert [getattr(what, "code", "read") for _, what in found[1:]] == (["read"] * count or ["MJ102"])


def test_what_a_frame_of_a_saved_page_says_is_told_beside_its_article():
    frame = part(
        "text/html",
        "<h1>Elsewhere</h1><p>Kuwait sent an envoy to Oman.</p>",
        "Content-Location: https://x.example/f\r\n",
    )
    [article] = load(parts("related", PAGE, PICTURE, frame, part("text/html", bytes(range(256))), frame), "a.mht")
    assert article.text == SAID
    assert article.left_out.split("\n") == ["Elsewhere", "Kuwait sent an envoy to Oman."]


@pytest.mark.parametrize("kind", ["application/xml", "text/xml"])
def test_a_feed_in_a_saved_page_is_read(kind):
    rss = f"<?xml version='1.0'?><rss><channel><item><title>A visit</title><description>{SAID}</description></item></channel></rss>"
    for where in ("", "Content-Location: https://x.example/feed.xml\r\n"):
        found = list(read(Source("a.mht", data=parts("related", PAGE, part(kind, rss, where)))))
        assert [each.what.text for each in found if isinstance(each.what, Article)] == [SAID, SAID]


def test_a_file_beside_a_page_in_a_letter_is_read_and_what_the_page_is_made_of_is_not():
    found = told(parts("mixed", PLAIN, parts("related", PAGE, *WOVEN[:-1], ZIPPED)))
    assert [name for name, _ in found if "zip" in name] == [
        "a.eml/statement.zip/a.txt",
        "a.eml/statement.zip/folder/b.docx",
    ]
    assert not [what for _, what in found if what.startswith("MJ")]


def test_a_letter_without_an_ending_keeps_its_sender_where_it_is_a_page_with_pictures():
    head = b"Message-ID: <1@example.org>\r\nFrom: Wire <w@example.org>\r\nSubject: A visit\r\n"
    [article] = [each for each in load(head + parts("related", PAGE, PICTURE), "letter") if isinstance(each, Article)]
    assert (article.title, article.source) == ("A visit", "Wire")


def uuencoded(name: str, data: bytes, end: str = "`\nend\n") -> bytes:
    lines = (binascii.b2a_uu(data[n : n + 45], backtick=True) for n in range(0, len(data), 45))
    return f"begin 644 {name}\n".encode() + b"".join(lines) + end.encode()


def yencoded(name: str, data: bytes, part: str = "") -> bytes:
    signs = [(byte + 42) % 256 for byte in data]
    packed = b"".join(bytes([61, sign + 64]) if sign in b"\0\n\r=" else bytes([sign]) for sign in signs)
    lines = re.sub(b"(?s)(?:=.|[^=]){128}", rb"\g<0>\r\n", packed)
    return f"=ybegin {part}line=128 size={len(data)} name={name}\r\n".encode() + lines + b"\r\n=yend size=1\r\n"


@pytest.mark.parametrize("write", [uuencoded, yencoded])
@pytest.mark.parametrize("name", READ)
def test_a_file_written_into_a_text_is_read_and_is_no_part_of_it(name, write):
    text = SAID.encode() + b"\r\n\r\n" + write(name, MAKERS["a." + name.partition(".")[2]]()) + b"\r\nThe desk\r\n"
    [(where, first), *rest] = [each[::2] for each in read(Source("a.eml", data=b"MIME-Version: 1.0\r\n\r\n" + text))]
    assert (where, first.text.split()) == ("a.eml", f"{SAID} The desk".split())
    assert len(rest) == READ[name]
    assert all(where.startswith(f"a.eml/{name}") and isinstance(what, Article) for where, what in rest)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (uuencoded("s.pdf", made.pdf())[:900], ("a.eml/s.pdf", "MJ109")),
        (uuencoded("s.doc", b"x"), ("a.eml/s.doc", "MJ102")),
        (uuencoded("s.txt", SAID.encode(), "end\n"), ("a.eml/s.txt", SAID[:20])),
        (uuencoded("s.txt", SAID.encode()).replace(b"`\n", b"\n"), ("a.eml/s.txt", SAID[:20])),
        (uuencoded("\x0b\x1b[2J.txt", SAID.encode()), (r"a.eml/\x0b\x1b[2J.txt", SAID[:20])),
        (yencoded("s.zip", made.archive()[:500], "part=1 total=2 "), ("a.eml/s.zip.part1", "MJ102")),
    ],
)
def test_of_a_file_written_into_a_text_it_is_told_what_cannot_be_read(text, found):
    assert told(b"Subject: A\r\n\r\n" + SAID.encode() + b"\r\n" + text) == [("a.eml", SAID[:20]), found]


@pytest.mark.parametrize("text", ["begin 644 talks\nThey met.\nend", "begin 1990 A\n", "=ybegin", "begin 644 a\nend\n"])
def test_words_that_begin_as_a_file_does_stay_words(text):
    [article] = load(f"Subject: A\r\n\r\n{SAID}\n{text}".encode(), "a.eml")
    assert article.text == f"{SAID}\n{text}"
