"""E-mails made to cost much or to hide something: many parts, deep ones, forwards without end, archives inside."""

import base64
import random

import pytest

from lib.errors import MajlisError
from lib.loaders import load
from tests.attack.intake_cost import LINEAR, growth, read
from tests.loaders import made

pytestmark = pytest.mark.slow
SAID = "The king of Jordan received the president of Egypt in Amman on 3 May 2023."
WRITTEN = "begin 644 a.txt\n(86)C9&5F9V@ \n"
HEAD = b"Subject: A visit\r\nMIME-Version: 1.0\r\n"


def mixed(*parts: bytes, kind: str = "mixed", edge: str = "edge") -> bytes:
    lines = b"".join(f"--{edge}\r\n".encode() + part + b"\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"\r\n\r\n'.encode() + lines + f"--{edge}--\r\n".encode()


def plain(text: str = SAID) -> bytes:
    return b"Content-Type: text/plain\r\n\r\n" + text.encode() + b"\r\n"


def attached(name: str, data: bytes) -> bytes:
    head = f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename={name}\r\n"
    return head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def nested(depth: int, kind: str = "mixed") -> bytes:
    """Parts in parts, a text in each."""
    data = plain()
    for n in range(depth):
        data = mixed(plain(), data, kind=kind, edge=f"edge{n}x")
    return HEAD + data


def forwarded(depth: int) -> bytes:
    data = HEAD + plain()
    for n in range(depth):
        data = HEAD + mixed(plain(f"{n} {SAID}"), b"Content-Type: message/rfc822\r\n\r\n" + data, edge=f"edge{n}x")
    return data


COSTLY = {
    "many messages in one": (
        lambda n: HEAD + plain("From: a\nDate: 3 May 2023\nTo: b\nSubject: c\n\n" + f"{SAID}\n" * 3) * n,
        500,
    ),
    "lines that look like heads": (lambda n: HEAD + plain("Date: 3 May 2023\nTo: b\n" * n), 3_000),
    "quotes in quotes": (
        lambda n: HEAD + plain("".join(f"On 3 May 2023 a wrote:\n{'> ' * (k % 90)}{SAID}\n" for k in range(n))),
        500,
    ),
    "quotes in quotes of a page": (
        lambda n: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<blockquote>" * 200 + b"<br>a" * n,
        3_000,
    ),
    "a long line over a quote": (lambda n: HEAD + plain("2023 " * n + ":\n> a\n"), 20_000),
    "a long rule": (lambda n: HEAD + plain("-" * n + "x\nFrom: a\nDate: 3 May 2023\nTo: b\nSubject: c\n\nd"), 20_000),
    "many parts": (lambda n: HEAD + mixed(*[plain()] * n), 300),
    "many empty parts": (lambda n: HEAD + mixed(*[b"\r\n"] * n), 1_000),
    "many tables": (lambda n: HEAD + mixed(*[attached("t.csv", made.csv())] * n), 100),
    "many forwards": (lambda n: HEAD + mixed(*[b"Content-Type: message/rfc822\r\n\r\n" + HEAD + plain()] * n), 100),
    "deep": (lambda n: nested(n), 20),
    "deep alternatives": (lambda n: nested(n, "alternative"), 20),
    "deep pages": (lambda n: nested(n, "related"), 20),
    "many files in a text": (lambda n: HEAD + plain(f"{WRITTEN}end\n" * n), 200),
    "a long file in a text": (lambda n: HEAD + plain(WRITTEN + "(86)C9&5F9V@ \n" * n + "end\n"), 20_000),
    "beginnings of files in a text": (lambda n: HEAD + plain("begin 644 a.txt\n" * n), 20_000),
    "files in a text that never end": (lambda n: HEAD + plain("=ybegin name=a.txt\n" * n), 20_000),
    "long before its parts": (
        lambda n: HEAD + mixed(plain()).replace(b"\r\n\r\n", b"\r\n\r\n" + b"Dr. A. met. " * n, 1),
        5_000,
    ),
    "long": (lambda n: HEAD + plain(SAID + "\r\n") * n, 5_000),
    "many headers": (lambda n: b"X-A: b\r\n" * n + HEAD + plain(), 5_000),
    "long header": (lambda n: b"Subject: " + b"word " * n + b"\r\n" + plain(), 1_000),
    "folded header": (lambda n: b"Subject: a" + b"\r\n word" * n + b"\r\n" + plain(), 1_000),
    "edges that never end": (lambda n: HEAD + mixed(plain("--edg\r\n--edge-\r\n" * n)), 2_000),
    "long boundary": (lambda n: HEAD + mixed(plain(), edge="e" * n), 20_000),
}


@pytest.mark.parametrize("kind", COSTLY)
@pytest.mark.parametrize("name", ["a.eml", "a.mht"])
def test_a_larger_message_costs_in_proportion(name, kind):
    make, size = COSTLY[kind]
    assert growth(make, name, size) < LINEAR
    found = read(make(size), "a.eml")
    assert found
    assert all(each == "read" or each.startswith("MJ1") for each in found)


BOXES = {
    "many mails": (lambda n: (b"From a\n" + HEAD + plain()) * n, 300),
    "lines that seem to begin mails": (lambda n: b"From a\n" + HEAD + plain() + b"\nFrom a\nb\n" * n, 5_000),
    "one long line": (lambda n: b"From a\n" + HEAD + plain("From " * n), 200_000),
    "a long line over a mail": (lambda n: b"From " + b"a " * n + b"\n" + HEAD + plain(), 200_000),
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_larger_mailbox_costs_in_proportion(kind):
    make, size = BOXES[kind]
    assert growth(make, "a.mbox", size) < LINEAR


def test_forwards_without_end_are_read_to_their_depth_and_then_told():
    assert read(forwarded(40), "a.eml") == ["read"] * 4 + ["MJ121"]
    assert read(forwarded(40), "a.eml", archive_depth=8) == ["read"] * 9 + ["MJ121"]


def test_more_depth_than_any_parser_takes_is_told():
    found = read(forwarded(2_000), "a.eml")
    assert found[-1] in ("MJ109", "MJ121")


def test_letters_in_archives_in_letters_share_their_limits():
    data = HEAD + mixed(plain(), attached("t.csv", made.csv()))
    for _ in range(3):
        data = HEAD + mixed(plain(), attached("a.zip", made.archive({"a.eml": data})))
    found = read(data, "a.eml", archive_depth=9)
    assert found == ["read"] * 6
    assert read(data, "a.eml") == ["read"] * 2 + ["MJ121"]


def test_bombs_in_letters_are_one_bomb():
    bomb = made.archive({"a.txt": bytes(190_000)})
    found = read(HEAD + mixed(*[attached(f"{n}.zip", bomb) for n in range(30)]), "a.eml", expansion=50)
    assert found == ["MJ119"] * 30
    inner = made.archive({f"{n}.zip": bomb for n in range(40)})
    assert "MJ119" in read(HEAD + mixed(attached("a.zip", inner)), "a.eml")


def test_more_parts_than_files_may_be_are_told_and_the_letter_read():
    data = HEAD + mixed(plain(), *[attached("a.txt", b"x")] * 500)
    assert read(data, "a.eml", files=400) == ["read", "MJ131"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\a.txt", "=cmd().csv", "a\x00b.txt", "x" * 5_000 + ".txt", "‮txt.exe"]
)
def test_an_attachment_s_name_is_only_a_name(name):
    coded = base64.b64encode(name.encode()).decode()
    part = attached("XX", SAID.encode()).replace(b"filename=XX", f'filename="=?utf-8?b?{coded}?="'.encode())
    letter, found = load(HEAD + mixed(plain(), part), "a.eml")
    assert letter.text.strip() == SAID
    told = found.code if isinstance(found, MajlisError) else found.text
    assert told == {".exe": "MJ102", ".csv": "MJ170"}.get(name[-4:], SAID)  # a line alone is the head of a table


@pytest.mark.parametrize("seed", range(40))
def test_any_byte_may_be_wrong_and_the_message_is_told_or_read(seed):
    dice = random.Random(seed)
    data = bytearray(HEAD + mixed(plain(), attached("t.csv", made.csv()), attached("a.zip", made.archive())))
    for _ in range(dice.randint(1, 60)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    found = read(bytes(data), "a.eml")
    assert found
    assert all(each == "read" or each.startswith("MJ1") for each in found)


@pytest.mark.parametrize("coding", ["BASE64 ", "base64 (as ever)", "Base64\t", "base64;"])
def test_what_is_packed_is_unpacked_however_its_packing_is_written(coding):
    part = attached("XX.txt", f"{SAID} They spoke of water.".encode())
    for data in (part, mixed(plain(), part)):
        packed = data.replace(b"Encoding: base64", f"Encoding: {coding}".encode())
        assert list(load(HEAD + packed, "a.eml"))[-1].text.endswith("They spoke of water.")
