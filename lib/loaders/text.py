"""Bytes -> text: encodings, and plain-text files (.txt, .md)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders.source import Source
from lib.schema import Article

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database or UTF-8 file can hold these
CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
SAMPLE = 100_000  # bytes looked at where looking at all would be slow


def clean(text: str) -> str:
    """The text with each character that cannot be stored replaced by one U+FFFD, so offsets stay."""
    return UNSTORABLE.sub("\ufffd", text) if UNSTORABLE.search(text) else text


def decode(data: bytes, name: str) -> str:
    """Text of any common encoding; a byte order mark is dropped. Raises MJ103 (empty), MJ105 (binary)."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _filled(clean(data[len(mark) :].decode(encoding, "replace")), name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(data, name)
    else:
        if "\x00" in text:
            text = _legacy(data, name)
    return _filled(clean(text), name)


def _filled(text: str, name: str) -> str:
    if not text.strip("\ufffd \t\r\n\f\v"):
        raise MajlisError("MJ103", name=name)
    return text


def _legacy(data: bytes, name: str) -> str:
    """Decode bytes that are not UTF-8: UTF-16 without a mark, a Windows code page, or nothing readable."""
    sample = data[:SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            return data.decode(encoding, "replace")
    if len(CONTROL.findall(sample)) > 0.01 * len(sample):
        raise MajlisError("MJ105", name=name)
    high = sum(byte > 127 for byte in sample)
    if high < 0.1 * len(sample):  # Latin letters with a few accents or curly quotes
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise MajlisError("MJ105", name=name)
    return data.decode(best.encoding, "replace")


def load(source: Source) -> Iterator[Article]:
    """One plain-text file is one article, its text as received."""
    yield source.article(decode(source.read(), source.name))
