"""The bytes of a web page -> its elements, and the lines that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lib.loaders.text import clean, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{3,20})""", re.I)
LINES = frozenset(
    [
        "br",
        "p",
        "div",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "hr",
        "pre",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)  # begin one
DEPTH = 20  # of quotes in quotes that are told apart; by eye
UNSEEN = {"style", "script", "title", "template"}
SPACE, MANY_LINES = re.compile(r"\s+"), re.compile(r"\n{3,}")
HEAD = 4_096  # bytes in which a page declares its encoding; browsers look through 1,024


def parsed(html: str) -> HtmlElement:
    from lxml.html import Element, HTMLParser, fromstring

    tree = fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8")) if html.strip() else None
    return Element("html") if tree is None else tree


def shown(tree: HtmlElement) -> str:
    """What a page shows, line by line; quotes are marked as in plain e-mails."""
    from lxml import etree

    parts, quoted, kept = [""], 0, 0
    for step, each in etree.iterwalk(tree, ("start", "end", "comment", "pi")):
        tag = each.tag if isinstance(each.tag, str) else ""
        turn = {"start": 1, "end": -1}.get(step, 0)
        quoted, kept = quoted + turn * (tag == "blockquote"), kept + turn * (tag == "pre")
        if tag in LINES and (turn > 0 or tag != "br"):
            parts.append("\n" + "> " * min(quoted, DEPTH))
        said = each.tail if turn <= 0 else each.text if tag not in UNSEEN else ""
        parts.append((said or "") if kept else SPACE.sub(" ", said or "") + " " * (tag == "td"))
    lines = "".join(parts).split("\n")
    return MANY_LINES.sub("\n\n", "\n".join(line.strip(" ") for line in lines)).strip()


def text_of(data: bytes, name: str) -> str:
    """The page's text, in the encoding it declares where that fits."""
    declared = CHARSET.search(data[:HEAD])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return clean(data.decode(declared[1].decode()))
        except (LookupError, UnicodeError):  # "undefined" is an encoding that raises the latter
            pass
    return decode(data, name)
