"""Letters as they were meant: accents joined with theirs, hidden characters out, and text that was read in the wrong
encoding before it came here."""

import re
import unicodedata
from functools import cache

HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # where a word may be divided, or not; the joiners of Persian stay
FORMS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")  # a letter's shape at its place in a word, for print
RUN = re.compile("[^\x00-\x7f]{2,}")
PAGES = ("cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "mac_roman")  # that UTF-8 was taken for, the likeliest first
# What may come of a broken run: letters of the languages of the news, and their punctuation
MEANT = re.compile(
    r"[\x00-\x7f\u00a0-\u017f\u0218-\u021b\u0259\u0391-\u03ce\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u0600-\u06ff"
    r"\u1e80-\u1ef9\u200b-\u200f\u2010-\u203a\u20ac\u2122\u3000-\u303f\u4e00-\u9fff\ufeff]+"
)
FIRST, LATER = 0xC2, range(0x80, 0xC0)  # bytes that a sign of UTF-8 begins with and goes on with
LONG = 6  # letters of a run from which on it is no chance that it fits UTF-8; in cp1252 two are enough
TIMES = 3  # that a text may have been broken; both chosen by eye


def mended(text: str) -> str:
    """The text as it was meant.

    >>> mended("Erdog\u0306an\u2019s co\u00adun\u00adtry"), mended("ErdoÄŸanâ€™s")
    ('Erdoğan’s country', 'Erdoğan’s')
    """
    if text.isascii():
        return text
    for _ in range(TIMES):
        before, text = text, RUN.sub(_unbroken, text)
        if text == before:
            break
    text = FORMS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return unicodedata.normalize("NFC", HIDDEN.sub("", text))


def _unbroken(run: re.Match[str]) -> str:
    for page in PAGES if len(run[0]) >= LONG else PAGES[:1]:
        codes = _codes(page)
        if not (codes.get(run[0][0], 0) >= FIRST and codes.get(run[0][1], 0) in LATER):  # tells most at a glance
            continue
        try:
            meant = bytes(codes[letter] for letter in run[0]).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
        if MEANT.fullmatch(meant):
            return meant
    return run[0]


@cache
def _codes(page: str) -> dict[str, int]:
    """Letter -> byte; a byte that the page leaves free stands for the control character of its number."""
    return {bytes([code]).decode(page, "ignore") or chr(code): code for code in range(256)}
