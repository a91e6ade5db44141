"""Words with marks of HTML in them, as cells of tables and entries of feeds hold them -> plain text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lib.errors import MajlisError
from lib.loaders.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKED = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|img|table|tr|td|blockquote|section|article|figure|font)\b[^<>]*>"
    r"|<!\[CDATA\[|&(?:#\d+|#x[\da-f]+|[a-z]{2,8}\d?);",
    re.I,
)
ESCAPED = re.compile(r"&(?:amp;)*lt;/?[a-z]", re.I)
BLOCKS = "p|div|h[1-6]|li|tr|blockquote|section|article|figure|ul|ol|table"
UNSAID = ("script", "style", "head", "template")
TIMES = 3  # an entity may itself be escaped


def plain(text: str) -> str:
    """The text without its tags and entities, a blank line between paragraphs; as it is where it holds none.

    >>> plain("<p>The emir&#8217;s envoy</p><p>met the <b>sultan</b>.</p>")
    'The emir’s envoy\\n\\nmet the sultan.'
    >>> plain("Trade rose by < 5 % & fell again")
    'Trade rose by < 5 % & fell again'
    """
    for _ in range(TIMES):
        if not ESCAPED.search(text):
            break
        text = html.unescape(text)
    return _spoken(text) if MARKED.search(text) else text


def tree(data: bytes, source: Source) -> _Element:
    """XML from strangers: nothing outside it is fetched, nothing in it expanded. Raises MJ109, MJ120."""
    from lxml import etree

    if b"<!ENTITY" in data or b"<!ENTITY" in data.replace(b"\x00", b""):
        raise MajlisError("MJ120", name=source.name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, load_dtd=False, remove_comments=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise MajlisError("MJ109", name=source.name, reason="no XML")
    return root


def _spoken(text: str) -> str:
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = fromstring(f"<div>{text}</div>".encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return html.unescape(text)
    etree.strip_elements(root, *UNSAID, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        line = "\n" if element.tag == "br" and event == "start" else ""
        parts.append("\n\n" if re.fullmatch(BLOCKS, str(element.tag)) else line)
        parts.append((element.text if event == "start" else element.tail if element is not root else "") or "")
    lines = (re.sub(r"[ \t\r\f\xa0]+", " ", line).strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
