"""One page, many articles: elements that are an article each, and the entries of a live blog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lib.loaders.dates import iso_day
from lib.loaders.page_day import declared

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEVERAL = 2  # articles on a page from which on they are told apart
ENTRIES, SHORT = 3, 8  # entries of a live blog at least, and words of one
MOST = 200  # elements of a page that may be its articles
LEAST, SHARE = 40, 0.1  # words of an article, and of those of the longest; all by eye
HEADINGS = ("h1", "h2", "h3", "h4")
BESIDE = re.compile(
    r"comment|reply|teaser|related|promo|\bcard\b|sidebar|advert", re.I
)  # classes of what is no article
LIVE = re.compile(r'"@type"\s*:\s*(?:\[[^\]]*)?"LiveBlogPosting"')


class PagePart(NamedTuple):
    """An article on a page: its element, its headline, and its day as the page writes it."""

    element: HtmlElement
    title: str
    published: str


def several(tree: HtmlElement) -> tuple[list[PagePart], int]:
    """The articles of a page that is more than one, none where it is one; and how many it looks like. What the page says of
    its day is said of the article after which it is called."""
    day, name = declared(tree), str(tree.findtext(".//title"))
    if entries := _entries(tree):
        return [part._replace(published=iso_day(part.published) or day) for part in entries], len(entries)
    found = _alike(tree)
    parts = [PagePart(each, title := heading(each), _time(each) or day * (title in name)) for each in found]
    whole = len(found) >= SEVERAL and all(part.title for part in parts)
    return parts if whole else [], len(found)


def alone(tree: HtmlElement) -> HtmlElement:
    """The page without the elements that are articles beside the one it holds, such as comments and teasers; as it is where
    it holds several, or none."""
    found = _alike(tree)
    if len(found) != 1 or next(_others(tree, found[0]), None) is None:
        return tree
    pruned = deepcopy(tree)
    for other in list(_others(pruned, _alike(pruned)[0])):
        other.drop_tree()
    return pruned


def _others(tree: HtmlElement, article: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost elements that are articles beside this one, or in it."""
    for each in tree.iter("article"):
        outer = set(each.iterancestors("article"))
        if (
            each is not article
            and article not in each.iter("article")
            and outer <= set(article.iterancestors()) | {article}
        ):
            yield each


def _alike(tree: HtmlElement) -> list[HtmlElement]:
    """The longest of the elements of a page that are articles, and those beside it of some length with headings like its."""
    groups: dict[HtmlElement, list[HtmlElement]] = {}
    for each in islice(tree.iter("article"), MOST):
        if words(each) >= LEAST and not any(BESIDE.search(above.get("class", "")) for above in _with_ancestors(each)):
            groups.setdefault(each.getparent(), []).append(each)
    found = max(groups.values(), key=lambda group: sum(map(words, group)), default=[])
    longest = max(found, key=words, default=None)
    if longest is None:
        return []
    return [each for each in found if words(each) >= SHARE * words(longest) and _level(each) == _level(longest)]


def _entries(tree: HtmlElement) -> list[PagePart]:
    """The entries of a live blog, each with the time it was written at; an entry without a day is of the day of all."""
    if not any(LIVE.search(script.text or "") for script in tree.iter("script")):
        return []
    groups: dict[HtmlElement, list[PagePart]] = {}
    for time in tree.iter("time"):
        block = time
        while (above := block.getparent()) is not None and len(list(islice(above.iter("time"), 2))) == 1:
            block = above
        if above is not None and words(block) >= SHORT:
            groups.setdefault(above, []).append(PagePart(block, heading(block), _time(block)))
    found = max(groups.values(), key=len, default=[])
    return found if len(found) >= ENTRIES else []


def words(element: HtmlElement) -> int:
    return len(element.text_content().split())


def _level(element: HtmlElement) -> str:
    """The kind of its first heading, as h2."""
    found = next(element.iter(*HEADINGS), None)
    return "" if found is None else str(found.tag)


def heading(element: HtmlElement) -> str:
    found = next(element.iter(*HEADINGS), None)
    return " ".join(found.text_content().split()) if found is not None else ""


def _time(element: HtmlElement) -> str:
    found = next(element.iter("time"), None)
    return found.get("datetime", "") if found is not None else ""


def _with_ancestors(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]
