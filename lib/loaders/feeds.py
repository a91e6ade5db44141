"""Rows of news feeds: RSS of every version, and Atom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.loaders.markup import tree
from lib.loaders.source import Source
from lib.schema import Row

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTRIES = ("item", "entry")
CLOSED = re.compile(rb"</(?:[\w.-]+:)?([\w.-]+)\s*>")
TOLD_BY = {  # field of Article -> elements that tell it, best first
    "article_id": ("guid", "id"),
    "title": ("title",),
    "text": ("encoded", "content", "body", "description", "summary"),
    "published": ("pubDate", "published", "date", "issued", "created", "updated", "modified"),
    "source": ("source", "publisher"),
    "author": ("creator", "author"),
    "url": ("link",),
    "language": ("language",),
}


def rows(source: Source) -> Iterator[Row | MajlisError]:
    """An entry of the feed each; where an entry names no source, the feed is it; at last MJ163 where it breaks off. Raises
    MJ109, MJ120, MJ144."""
    data = source.read()
    root = tree(data, source)
    entries = [each for each in root.iter() if _name(each) in ENTRIES]
    closed = Counter(CLOSED.findall(data.replace(b"\0", b"")))
    if not entries:
        raise MajlisError("MJ144", name=source.name)
    feed = next((each for each in root.iter() if _name(each) in ("channel", "feed")), root)
    own = {"source": _told(feed, ("title",)), "language": _told(feed, ("language",))}
    broken = not closed[_name(root).encode()]
    whole = sum(closed[name.encode()] for name in ENTRIES)
    for entry in entries[: whole if broken else None]:
        told = {field: _told(entry, names) or own.get(field, "") for field, names in TOLD_BY.items()}
        row: Row = {field: value for field, value in told.items() if value}
        yield row
    if broken:
        yield MajlisError("MJ163", name=source.name, count=f"{min(whole, len(entries)):,}")


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _told(parent: _Element, names: tuple[str, ...]) -> str:
    """What the first of these elements says that says anything; of Atom's links the one to the article itself."""
    for name in names:
        for child in (each for each in parent if _name(each) == name):
            if said := _link(child) if name == "link" else _said(child):
                return said
    return ""


def _link(element: _Element) -> str:
    return _said(element) or (element.get("href", "") if element.get("rel", "alternate") == "alternate" else "")


def _said(element: _Element) -> str:
    """Its text; of a person or a source its name or title, of a page inside it its marks, which are read later."""
    from lxml import etree

    if not len(element):
        return (element.text or "").strip()
    if inner := _told(element, ("name", "title")):
        return inner
    return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element).strip()
