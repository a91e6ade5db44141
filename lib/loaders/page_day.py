"""The day a web page says it was published on: as it declares it to machines, else in a line to its readers. What it says
of changes is no such day."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lib.loaders.date_lines import date_line
from lib.loaders.dates import TWO_WAYS, iso_day, read
from lib.loaders.mapping import names, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DECLARED = {  # names of meta elements, without marks between their words
    "articlepublishedtime", "articlepublished", "articlepublicationdate", "ogarticlepublishedtime", "ogpublishedtime",
    "datepublished", "publisheddate", "publishedat", "publishdate", "publishtime", "pubdate", "publicationdate",
    "originalpublicationdate", "citationpublicationdate", "parselypubdate", "sailthrudate", "dcdateissued", "dctermsissued",
    "dctermscreated", "dcdate", "dcdatecreated", "articledateoriginal", "dateissued", "date",
}  # fmt: skip
ARTICLES = re.compile(r"Article|Posting|Report|Review", re.I)  # types of schema.org
TOLD = re.compile(r"publish|posted|pubdate|entry-date|dateline", re.I)  # a class of an element that tells the day
CHANGED = re.compile(r"updat|modif|chang|revis", re.I)
A_LINE, A_NAME = 80, 5  # characters of a line that tells the day, letters at least of the word that says so
TRIED = 200  # values of a kind that may be the day
LINES = 20  # under a headline that are looked at; all by eye


def declared(tree: HtmlElement) -> str:
    """ISO day of publication, or as the page writes it where that reads two ways; "" where the page declares none."""
    two_ways = ""
    for values in (_linked(tree), _meta(tree), _marked(tree), _lines(tree), _under(tree)):
        for value in islice(values, TRIED):
            if day := iso_day(value):
                return day
            two_ways = two_ways or (value if read(value).fault == TWO_WAYS else "")
    return two_ways


def _linked(tree: HtmlElement) -> Iterator[str]:
    """Of the articles in its linked data, the outermost first."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            each = waiting.popleft()
            waiting.extend(each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
            if isinstance(each, dict) and ARTICLES.search(str(each.get("@type", ""))):
                yield str(each.get("datePublished") or "")


def _meta(tree: HtmlElement) -> Iterator[str]:
    for each in tree.iter("meta"):
        called = (each.get("property"), each.get("name"), each.get("itemprop"))
        if any(re.sub(r"[\W_]", "", name).lower() in DECLARED for name in called if name):
            yield each.get("content", "")


def _marked(tree: HtmlElement) -> Iterator[str]:
    """Of elements marked as its day, for machines first."""
    found = tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]')
    found += [each for each in tree.iter("time") if TOLD.search(_class(each)) and not CHANGED.search(_class(each))]
    for each in found:
        yield each.get("datetime") or each.get("content") or each.text_content().strip()[:A_LINE]


def _class(element: HtmlElement) -> str:
    return element.get("class", "")


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Of lines that begin with a word for it: "Published on 6 March 2024"."""
    words = tuple(name for name in names()["published"] if len(name) >= A_NAME)
    for said in map(str.strip, tree.itertext()):
        if len(said) <= A_LINE and plain(re.split(r"\d", said)[0]).startswith(words):
            yield from (said[word.start() :] for word in re.finditer(r"\S+", said))


def _under(tree: HtmlElement) -> Iterator[str]:
    """Of lines under its headline that are a date and nothing else."""
    for heading in tree.iter("h1"):
        below = heading.xpath("following::text()[normalize-space() and not(parent::script or parent::style)]")
        yield date_line("\n".join(map(str.strip, below[:LINES])))[0]
