"""The entries of a live blog, as a text tells them: lines that hold a time of day and nothing else, each over what happened."""

import itertools
import re

from lib.loaders.date_lines import date_line
from lib.loaders.header_lines import LONGEST, PROSE, Part

STAMP = re.compile(
    r"\W{0,3}([01]?\d|2[0-3])[:.h]([0-5]\d)(?::\d\d)?\s*([ap]\.?m\.?)?\s*\(?[A-Z]{0,5}(?:[+-]\d{1,2})?\)?\W{0,3}$", re.I
)
LEAST, WORDS = 3, 6  # entries of a live blog, and words of one
ABOVE = 12  # lines that may stand over the first; all by eye


def timed(lines: list[str]) -> tuple[list[Part], list[str]]:
    """An article for each entry where their times rise or fall from the first to the last, of the day that the lines over
    them tell; and those lines."""
    filled = [line for line in lines if line]
    at = [n for n, line in enumerate(filled) if len(line) <= LONGEST and STAMP.match(line)]
    if len(at) < LEAST or at[0] > ABOVE or not _in_order([_minute(filled[n]) for n in at]):
        return [], []
    day = date_line("\n".join(filled[: at[0]]))[0]
    parts = [_entry(filled[start + 1 : end], day) for start, end in itertools.pairwise([*at, len(filled)])]
    return (parts, filled[: at[0]]) if all(len(part.text.split()) >= WORDS for part in parts) else ([], [])


def _entry(lines: list[str], day: str) -> Part:
    titled = len(lines) > 1 and len(lines[0]) <= PROSE and not lines[0].endswith((".", "?", "!", "”", '"'))
    known = {"title": lines[0] if titled else "", "published": day}
    return Part("\n\n".join(lines[titled:]), {field: value for field, value in known.items() if value})


def _minute(stamp: str) -> int:
    found = STAMP.match(stamp)
    assert found  # it was found by it
    hour, noon = int(found[1]), (found[3] or "").lower()
    return ((hour % 12 + 12 * noon.startswith("p")) if noon else hour) * 60 + int(found[2])


def _in_order(minutes: list[int]) -> bool:
    return minutes in (sorted(minutes), sorted(minutes, reverse=True)) and minutes[0] != minutes[-1]
