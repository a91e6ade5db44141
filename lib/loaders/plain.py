"""Plain-text files (.txt, .md)."""

import re
from collections.abc import Iterator

from lib.loaders.header_lines import labelled
from lib.loaders.source import Source
from lib.loaders.text import dated, decode
from lib.schema import Article

FRONT = re.compile(r"---\r?\n((?:[^\n]*\n){1,60}?)---\r?\n\s*(?=\S)")  # YAML over a text


def load(source: Source) -> Iterator[Article]:
    """One plain-text file is one article, its text as received; what programs for notes write over it tells of it."""
    text = decode(source.read(), source.name)
    head = FRONT.match(text)
    known = labelled([line.replace('"', "").replace("'", "") for line in head[1].splitlines()]) if head else {}
    yield dated(source, text[head.end() :] if head and known else text, **known)
