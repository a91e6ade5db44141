"""What stands beside the text of a printed page: a narrow column of links or headlines, told apart by where it stands."""

from __future__ import annotations

import itertools
import re
import statistics
from typing import TYPE_CHECKING, NamedTuple

from lib.loaders.rtl import BACK

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

GAP = 8.0  # points between two columns, at least
NARROW = 0.6  # of the width of the widest column, up to which one stands beside it
LITTLE = 0.6  # of what stands in that, up to which
LINES = 4  # of it, at least
WORDS = 2  # of its lines, on average at least
SENTENCES = 0.1  # of its lines, up to which one of headlines or links ends a sentence
ENDS = re.compile(r"[.!?][\"”’»)]*\s")
ACROSS = 0.8  # of the width of all, from which on a line belongs to no column
TALL = 1.3  # of the height of most lines, from which on one is a headline, which may go over several; all by eye


class Box(NamedTuple):
    """Where a piece of a line stands, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left


def parted(page: PdfTextPage) -> tuple[str, str]:
    """The text of a page in two: what is read, and what stands in a narrow column beside it."""
    if BACK.search(page.get_text_bounded()):  # lines that run from right to left are put in order elsewhere
        return "", ""
    boxes = [box for box in _pieces(page) if box.width > 1]
    columns = _columns(boxes)
    main = max(columns, key=_filled, default=[])
    top = max((box.top for column in columns if column is not main for box in column), default=0)
    beside = [each for each in columns if each is not main and _is_beside(each, main, _within(page, each, top))]
    if not beside:
        return "", ""
    top = max(box.top for column in beside for box in column)
    said: dict[bool, list[str]] = {True: [], False: []}
    for aside, some in itertools.groupby(columns, key=beside.__contains__):  # columns of one text are read together
        said[aside].append(_within(page, [box for column in some for box in column if box.bottom < top], top))
    if any(map(_is_of_a_table, said[True])):
        return "", ""
    return "\n".join((page.get_text_bounded(bottom=top + 1), *said[False])), "\n".join(said[True])


def _pieces(page: PdfTextPage) -> list[Box]:
    """The pieces of lines, also where each letter was set by itself."""
    found: list[Box] = []
    for box in (Box(*page.get_rect(n)) for n in range(page.count_rects())):
        last = found[-1] if found else box
        if found and box.bottom < last.top and last.bottom < box.top and last.left <= box.left <= last.right + GAP:
            sides = zip(last, box, strict=True)
            found[-1] = Box(*(pick(pair) for pick, pair in zip((min, min, max, max), sides, strict=True)))
        else:
            found.append(box)
    return found


def _within(page: PdfTextPage, boxes: list[Box], top: float) -> str:
    """What stands below the top between the edges of these."""
    left, right = min((box.left for box in boxes), default=0), max((box.right for box in boxes), default=0)
    return page.get_text_bounded(left=left - 1, right=right + 1, top=top + 1)


def _is_of_a_table(text: str) -> bool:
    """Is a column one of dates, names or numbers that belong to the lines beside them?"""
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = sum(any(map(str.isdigit, line)) for line in lines)
    return 2 * numbered > len(lines) or len(text.split()) < WORDS * len(lines)


def _columns(boxes: list[Box]) -> list[list[Box]]:
    """The boxes in columns, from left to right, without those that go across; a headline is in that in which it begins."""
    if not boxes:
        return []
    whole = max(box.right for box in boxes) - min(box.left for box in boxes)
    columns: list[list[Box]] = []
    right = float("-inf")
    usual = statistics.median(box.top - box.bottom for box in boxes)
    narrow = sorted(box for box in boxes if box.width < ACROSS * whole)
    tall = [box for box in narrow if box.top - box.bottom > TALL * usual]
    for box in (box for box in narrow if box not in tall):
        if box.left > right + GAP:
            columns.append([])
        columns[-1].append(box)
        right = max(right, box.right)
    for box in tall if columns else ():
        next((each for each in reversed(columns) if each[0].left <= box.left + 1), columns[0]).append(box)
    return columns


def _filled(column: list[Box]) -> float:
    return sum(box.width for box in column)


def _is_beside(column: list[Box], main: list[Box], text: str) -> bool:
    wide = max(box.right for box in column) - min(box.left for box in column)
    broad = max(box.right for box in main) - min(box.left for box in main)
    links = len(ENDS.findall(f"{text} ")) <= SENTENCES * len(column)
    return len(column) >= LINES and (wide <= NARROW * broad or links) and _filled(column) <= LITTLE * _filled(main)
