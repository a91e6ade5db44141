"""Web pages: the main text, headline, author, date and site name, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from lib.errors import MajlisError
from lib.loaders.dates import iso_day
from lib.loaders.page_day import declared
from lib.loaders.source import Source
from lib.loaders.text import clean, decode
from lib.schema import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{3,20})""", re.I)
WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)  # how a page begins; in e-mails it may be a part of one

LINES = {
    *[
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
}  # begin one
MOST = 5_000  # lines of a page that are told, of those that are no part of its article
DEPTH = 20  # of quotes in quotes that are told apart; both chosen by eye
UNSEEN = {"style", "script", "title", "template"}
SPACE, MANY_LINES = re.compile(r"\s+"), re.compile(r"\n{3,}")
HEAD = 4_096  # bytes in which a page declares its encoding; browsers look through 1,024


def load(source: Source) -> Iterator[Article]:
    """The article of a web page: its main text, with title, date and author as the page declares them."""
    yield page(source.read(), source)


def page(data: bytes, file: Source, **known: str) -> Article:
    """The article of a page's bytes; `known` wins over what the page says. Raises MJ116 where it holds no article."""
    from trafilatura import bare_extraction, html2txt

    html = text_of(data, file.name)
    if not WHOLE.search(html[:HEAD]):
        html = f"<html><body>{html}</body></html>"
    extracted = bare_extraction(
        html,
        url=known.get("url"),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = cast("Document | None", extracted)  # a dict only where it is asked for one
    text = _paragraphs(found.text) if found and found.text else html2txt(html)
    if not text.strip():
        raise MajlisError("MJ116", name=file.name)
    tree = parsed(html)
    said = {"published": declared(tree)} | known
    known = (_meta(found) if found else {}) | {name: value for name, value in said.items() if value}
    headline, _, rest = text.partition("\n\n")
    text = rest if rest and headline.strip() == known.get("title") else text
    return file.article(clean(text), left_out=_beside(tree, f"{known.get('title')}\n{text}"), **known)


def parsed(html: str) -> HtmlElement:
    from lxml.html import Element, HTMLParser, fromstring

    tree = fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8")) if html.strip() else None
    return Element("html") if tree is None else tree


def _beside(tree: HtmlElement, kept: str) -> str:
    """The lines that a page shows beside these."""
    kept = SPACE.sub(" ", kept)
    lines = dict.fromkeys(line.lstrip("> ") for line in shown(tree).split("\n") if any(map(str.isalpha, line)))
    return clean("\n".join(line for line in islice(lines, MOST) if line not in kept))


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


def _meta(found: Document) -> dict[str, str]:
    fields = {
        "title": found.title,
        "author": found.author,
        "published": iso_day(found.date),
        "source": found.sitename or found.hostname,
        "url": found.url,
    }
    return {name: clean(str(value)) for name, value in fields.items() if value}


def text_of(data: bytes, name: str) -> str:
    """The page's text, in the encoding it declares where that fits."""
    declared = CHARSET.search(data[:HEAD])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return clean(data.decode(declared[1].decode()))
        except (LookupError, UnicodeError):  # "undefined" is an encoding that raises the latter
            pass
    return decode(data, name)


def _paragraphs(text: str) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())
