"""Articles of a press review, told apart by their headlines: each over a line of outlet and date, or listed at the top."""

import itertools
import re

from lib.loaders import header_lines as header
from lib.loaders.date_lines import outlet
from lib.loaders.header_lines import Part

SEVERAL = 2  # marks from which on a file holds several articles
LONGEST_MARK = 200  # characters of a line that marks an article
LEAST = 8  # words of an article
FEW = 20  # words of one that nothing but its outlet and date tells
LISTED = 12  # characters of a line of a table of contents, at least
NUMBER = re.compile(r"^(?:\d{1,3}\s?[.):–-]?\s+|[•*–-]\s+)")  # before an entry of a table of contents
PAGE = " .…·_\t0123456789"  # behind it
OUTLET = re.compile(r"\s+(?:\([^()]{2,60}\)|[|–—-]\s+[^|–—-]{2,60})$")  # before that


def sourced(lines: list[str]) -> tuple[list[Part], list[str]]:
    """Articles each of which has a headline, and under it a line of outlet and date; what stands before them. Beside several
    outlets that are known, others are outlets too, if that leaves each article its text."""
    filled = [line for line in lines if line]
    under = [n for n in range(1, len(filled)) if header.length(filled[n - 1 : n])]
    known = [n for n in under if header.sourced(filled[n])]
    every = [n for n in under if header.sourced(filled[n], sure=True)] if len(known) >= SEVERAL else known
    for outlets in (every, known):
        parts, left = _under(filled, outlets)
        if all(len(part.text.split()) >= FEW for part in parts):
            return parts, left
    return [], []


def _under(filled: list[str], outlets: list[int]) -> tuple[list[Part], list[str]]:
    """The articles whose outlets stand in these lines, whatever their length."""
    broken = header.narrow(filled)
    starts = [header.headline(filled, n, broken) for n in outlets]
    parts = []
    for n, (start, end) in zip(outlets, itertools.pairwise([*starts, len(filled)]), strict=True):
        body = n + 1 + bool(header.BYLINE.match("".join(filled[n + 1 : n + 2])))
        known, _ = header.read([" ".join(filled[start:n]), *filled[n:body]], "title", first=False, broken=False)
        text = [line for line in filled[body:end] if any(map(str.isalnum, line))]
        known = {"source": outlet(known.get("published", ""), sure=True)} | known
        parts.append(Part(("\n" if broken else "\n\n").join(text), known))
    return parts, filled[: starts[0]] if starts else []


def listed(lines: list[str]) -> tuple[list[Part], list[str]]:
    """Articles whose headlines are listed at the top, and stand over each of them once more; what is none of them."""
    titles = [NUMBER.sub("", line[:LONGEST_MARK]) for line in lines]
    places: dict[str, list[int]] = {}
    for n, title in enumerate(OUTLET.sub("", each.rstrip(PAGE)) for each in titles):
        if len(title) >= LISTED:
            places.setdefault(title.casefold(), []).append(n)
    twice = sorted((found[0], found[1]) for found in places.values() if len(found) == SEVERAL)
    starts = [again for _, again in twice]
    if len(twice) < SEVERAL or starts != sorted(starts) or twice[-1][0] > starts[0]:
        return [], []
    parts, left = [], lines[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        some = [line for line in lines[start + 1 : end] if line]
        length = header.over(some) % max(len(some), 1)  # where all may be its head, none is
        known, _ = header.read([titles[start], *some[:length]], "title", first=False, broken=False)
        known = {"source": outlet(known.get("published", ""), sure=True)} | known
        text = "\n\n".join(some[length:])
        if len(text.split()) >= LEAST:
            parts.append(Part(text, known))
        else:
            left += lines[start:end]
    return parts, left
