"""Bytes -> text: encodings, and the line of a text that dates it."""

import codecs
import re

from lib.columns import storable as clean
from lib.errors import MajlisError
from lib.loaders.codepages import code_page
from lib.loaders.date_lines import date_line
from lib.loaders.mending import MEANT
from lib.loaders.source import Source
from lib.schema import Article

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
LINE_END = re.compile(r"\r\n|\n|\r")
SAMPLE = 100_000  # bytes looked at where looking at all would be slow
# Shares, chosen by eye:
LETTERS = 0.9  # of pairs of bytes, from which on a text is UTF-16
SHORTEST = 8  # of them, in which this is to be told
CONTROLS = 0.01  # of all bytes, above which they are no text, or one of UTF-16


def decode(data: bytes, name: str) -> str:
    """Text of any common encoding; a byte order mark is dropped. Raises MJ103 (empty), MJ105 (binary)."""
    encoding = encoding_of(data, name)
    text = clean(data.decode(encoding, "replace")).removeprefix("\ufeff")
    if not text.strip("\ufffd \t\r\n\f\v"):
        raise MajlisError("MJ103", name=name)
    return text


def encoding_of(data: bytes, name: str) -> str:
    """The encoding of a text, by its mark, as UTF-8, as UTF-16 without a mark, or as a code page. Raises MJ105."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    if len(CONTROL.findall(sample)) > CONTROLS * len(sample):
        if encoding := _in_pairs(sample):
            return encoding
        raise MajlisError("MJ105", name=name)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return "utf-8"  # cut in the middle of a character
    return code_page(sample, name)


def _in_pairs(sample: bytes) -> str:
    """UTF-16, in the order in which the pairs of bytes are letters, first of all spaces and ASCII; "" where in neither."""
    found = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        said = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        letters = sum(map(len, MEANT.findall(said.replace("\x00", "\ufffd"))))
        found[letters >= LETTERS * max(len(said), SHORTEST), sum(map(str.isascii, said))] = encoding
    (fits, _), encoding = max(found.items())
    return encoding if fits else ""


def dated(source: Source, text: str, /, **known: str) -> Article:
    """The article of a text without a date of its own; a line of it that dates it stands by itself, so that it is read as
    such and not as the end of the headline or the beginning of the first sentence."""
    day, start, end = date_line(text)
    return source.article(_set_apart(text, start, end) if day else text, **{"published": day} | known)


def _set_apart(text: str, start: int, end: int) -> str:
    """The text with a blank line before and after these characters, where there was a single line break."""
    before, after = text[:start], text[end:]
    above = LINE_END.findall(before[len(before.rstrip()) :])
    below = LINE_END.findall(after[: len(after) - len(after.lstrip())])
    more = [gap[0] if len(gap) == 1 and rest.strip() else "" for gap, rest in ((above, before), (below, after))]
    return f"{before}{more[0]}{text[start:end]}{more[1]}{after}"
