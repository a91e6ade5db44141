"""Lines of a PDF that run from right to left, in reading order: by where their letters stand on the page, since PDFium
gives those of many producers in the order in which they were drawn."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

BACK = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FORTH = re.compile(  # numbers and Latin words within such a line
    r"[A-Za-z0-9](?:[A-Za-z0-9.,:/%'@+& -]*[A-Za-z0-9%])?|[٠-٩۰-۹](?:[٠-٩۰-۹.,:/٫٬]*[٠-٩۰-۹])?"
)
PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("{", "}"))
GAP = 0.1  # of a letter's height, from which on two words stand apart; by eye: letters reach under the next
NON_JOINER = "\u200c"  # of Persian, within a word
WRITTEN = b"\xfe\xff\x20\x0c"  # it, as a PDF says what a sign without a shape stands for


class Letter(NamedTuple):
    """One sign of a page: its edges in points, and the number of its word among those of the line as drawn."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    word: int


def text(page: PdfTextPage) -> str:
    """The text of the page, a line each."""
    from pypdfium2.raw import FPDFText_GetUnicode

    said = page.get_text_bounded()
    if not BACK.search(said):
        return said
    lines: list[list[Letter]] = [[]]
    for place in range(page.count_chars()):
        sign = chr(FPDFText_GetUnicode(page, place))
        if sign == "\n":
            lines.append([])
        elif sign not in "\r\x00":
            left, bottom, right, top = page.get_charbox(place, loose=True)
            before = lines[-1][-1] if lines[-1] else None
            word = before.word + (before.sign == " ") if before else 0
            lines[-1].append(Letter(sign, left, bottom, right, top, word))
    marks = list(_non_joiners(page.page))
    return "\n".join(_line(line, [x for x, y in marks if _is_within(x, y, line)]) for line in lines)


def _non_joiners(page: PdfPage) -> Iterator[tuple[float, float]]:
    """Where on the page a browser that printed it noted a non-joiner, of which PDFium tells nothing."""
    from ctypes import c_ulong

    from pypdfium2 import raw

    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        for number in range(raw.FPDFPageObj_CountMarks(drawn)):
            mark, said, size = raw.FPDFPageObj_GetMark(drawn, number), (raw.c_ubyte * len(WRITTEN))(), c_ulong()
            told = raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", said, len(WRITTEN), size)
            if told and size.value == len(WRITTEN) and bytes(said) == WRITTEN:
                left, bottom, _, _ = drawn.get_bounds()
                yield left, bottom


def _is_within(x: float, y: float, line: list[Letter]) -> bool:
    return any(letter.bottom <= y <= letter.top for letter in line) and (
        min(letter.left for letter in line) < x < max(letter.right for letter in line)
    )


def _line(drawn: list[Letter], apart_at: list[float]) -> str:
    said = "".join(letter.sign for letter in drawn)
    back = len(BACK.findall(said))
    if back <= sum(map(str.isalpha, said)) - back:
        return said
    letters = sorted(
        (letter for letter in drawn if letter.right > letter.left), key=lambda each: -each.left - each.right
    )
    ends = {sum(each.left + each.right > 2 * x for each in letters) for x in apart_at}
    parts = [letter.sign for letter in letters[:1]]
    for place, (before, letter) in enumerate(itertools.pairwise(letters), 1):
        words = before.word != letter.word or not (before.sign + letter.sign).isalpha()
        apart = words and before.left - letter.right > GAP * (letter.top - letter.bottom)
        between = " " * (apart and before.sign != " " != letter.sign)
        parts.append((NON_JOINER if place in ends else between) + letter.sign)
    ordered = FORTH.sub(lambda run: run[0][::-1], "".join(parts))
    for first, last in PAIRS:  # some producers write them as they look, some as they read
        around = re.split(f"[{re.escape(first + last)}]", ordered)
        if len(around) == 3:
            ordered = f"{around[0]}{first}{around[1]}{last}{around[2]}"
    return ordered
