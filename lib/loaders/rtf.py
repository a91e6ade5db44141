"""Rich text (.rtf)."""

import re
from collections.abc import Iterator
from functools import reduce

from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

PLAIN = rb"[^{}\\]|\\."  # a sign, also one that is escaped
DEPTH = 6  # groups in groups in a footnote, chosen by eye
GROUP = reduce(lambda inner, _: rb"(?>%b|\{%b\})*+" % (PLAIN, inner), range(DEPTH), rb"(?>%b)*+" % PLAIN)
FOOTNOTE = re.compile(rb"\{\\footnote\b(%b)\}" % GROUP, re.S)


def load(source: Source) -> Iterator[Article]:
    """The article of a rich-text file: its text, then its footnotes, without a title or date of its own."""
    from striprtf.striprtf import rtf_to_text

    data = source.read()
    notes = b"".join(rb"\par {%b}" % note for note in FOOTNOTE.findall(data))  # which the library leaves out
    before, end, after = FOOTNOTE.sub(b"", data).rpartition(b"}")
    text = rtf_to_text((before + notes * bool(end) + end + after).decode("latin-1"), errors="replace")
    yield source.article(clean(text))
