"""Lines of a PDF that run from right to left, in reading order: by where their letters stand on the page, since PDFium
gives those of many producers in the order in which they were drawn."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

BACK = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FORTH = re.compile(  # numbers and Latin words within such a line
    r"[A-Za-z0-9](?:[A-Za-z0-9.,:/%'@+& -]*[A-Za-z0-9%])?|[٠-٩۰-۹](?:[٠-٩۰-۹.,:/٫٬]*[٠-٩۰-۹])?"
)
PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("{", "}"))
GAP = 0.2  # of a letter's height, from which on two words stand apart; by eye


class Letter(NamedTuple):
    """One sign of a page: its edges and height in points, and the number of its word among those of the line as drawn."""

    sign: str
    left: float
    right: float
    height: float
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
            lines[-1].append(Letter(sign, left, right, top - bottom, word))
    return "\n".join(map(_line, lines))


def _line(drawn: list[Letter]) -> str:
    said = "".join(letter.sign for letter in drawn)
    back = len(BACK.findall(said))
    if back <= sum(map(str.isalpha, said)) - back:
        return said
    letters = sorted(
        (letter for letter in drawn if letter.right > letter.left), key=lambda each: -each.left - each.right
    )
    parts = [letter.sign for letter in letters[:1]]
    for before, letter in itertools.pairwise(letters):
        words = before.word != letter.word or not (before.sign + letter.sign).isalpha()
        apart = words and before.left - letter.right > GAP * letter.height
        parts.append(" " * (apart and before.sign != " " != letter.sign) + letter.sign)
    ordered = FORTH.sub(lambda run: run[0][::-1], "".join(parts))
    for first, last in PAIRS:  # some producers write them as they look, some as they read
        around = re.split(f"[{re.escape(first + last)}]", ordered)
        if len(around) == 3:
            ordered = f"{around[0]}{first}{around[1]}{last}{around[2]}"
    return ordered
