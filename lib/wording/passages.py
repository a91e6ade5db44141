"""Passages of an article: the language they are in, and their paragraphs."""

from functools import lru_cache

WRAPPED = 0.75  # of the longest line: from there on a line was broken only because it was full
RIGHT_TO_LEFT, BOTH = ("ar", "fa", "he", "ur", "ps", "yi"), ("ku", "az")  # the latter are written both ways
NARROW, WIDE = 40, 100  # characters of the longest line of a wrapped text


def written(language: object) -> tuple[str, str]:
    """The language of a text and the way it runs, as HTML has them.

    >>> written("ar"), written("zh"), written('"><script>')
    (('ar', 'rtl'), ('zh', 'ltr'), ('en', 'ltr'))
    """
    code = str(language)
    known = code if code.isascii() and code.isalpha() and len(code) < 4 else "en"
    return known, "rtl" if known in RIGHT_TO_LEFT else "auto" if known in BOTH else "ltr"


@lru_cache(maxsize=64)
def unwrapped(text: str) -> str:
    """The text with a space for each line break that only keeps its lines short, as in e-mail and plain readouts: as
    long as before, so that every offset holds. In other texts a line break parts two paragraphs."""
    lines = text.split("\n")
    width = max(map(len, lines))
    full = [n for n, line in enumerate(lines[:-1]) if len(line) >= WRAPPED * width and lines[n + 1].strip()]
    several = sum(bool(line.strip()) for line in lines) - 1
    if not NARROW <= width <= WIDE or len(full) < 2 or len(full) < several / 3:
        return text
    breaks = set(full)
    return "".join(line + (" " if n in breaks else "\n") for n, line in enumerate(lines))[: len(text)]
