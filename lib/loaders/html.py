"""Web pages: the main text, headline, author, date and site name, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, cast

from lib.errors import MajlisError
from lib.loaders.dates import iso_day
from lib.loaders.page_day import declared
from lib.loaders.page_parts import SEVERAL, PagePart, alone, several
from lib.loaders.page_text import HEAD, SPACE, parsed, shown, text_of
from lib.loaders.source import Source
from lib.loaders.split import exported
from lib.loaders.text import clean
from lib.schema import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)  # how a page begins; in e-mails it may be a part of one
OPENED, CLOSED = (re.compile(rf"<{end}(?:html|body)\b", re.I) for end in ("", "/"))  # a page saved whole has both

PARTED = re.compile(r"\s*[|·»]\s*|\s+[–—-]\s+")  # between a headline and the site's name
JOINER, SEEN = "\u200c", "\u241f"  # parts a Persian word; a sign for it, for trafilatura drops what is not seen
MOST = 5_000  # lines of a page that are told, of those that are no part of its article; by eye


def load(source: Source) -> Iterator[Article | MajlisError]:
    """The article of a web page: its main text, with title, date and author as the page declares them; the articles of one
    that holds several. What a database of newspapers wrote is given whole, for its articles to be told apart."""
    data = source.read()
    tree = parsed(html := text_of(data, source.name))
    if OPENED.search(html) and not CLOSED.search(html):
        source.note("MJ167")
    if exported(whole := shown(tree)):
        yield source.article(whole)
        return
    parts, count = several(tree)
    if not parts:
        if count >= SEVERAL:
            source.note("MJ143", count=count)
        yield page(data, source)
        return
    yield from _parts(tree, parts, source)


def _parts(tree: HtmlElement, parts: list[PagePart], source: Source) -> Iterator[Article | MajlisError]:
    """An article for each part; what the page holds beside them is told of the first."""
    site = str(tree.xpath('string(//meta[@property="og:site_name"]/@content)'))
    texts = [_told(part) for part in parts]
    beside = _beside(tree, "\n".join((*texts, *(said for part in parts for said in (part.title, *_stamps(part))))))
    for number, (part, text) in enumerate(zip(parts, texts, strict=True), 1):
        known = {"title": clean(part.title), "published": part.published, "source": clean(site)}
        own = {"article_id": f"{source.stem}-{number}"} | {field: value for field, value in known.items() if value}
        try:
            yield source.article(text, f"{source.name}:{number}", beside if number == 1 else "", **own)
        except MajlisError as error:
            yield error


def _told(part: PagePart) -> str:
    """What a part says under its headline, without a line that only tells the time."""
    lines = [line for line in shown(part.element).split("\n") if line.strip()]
    return clean("\n\n".join(line for line in lines if line.strip() not in {part.title, *_stamps(part)}))


def _stamps(part: PagePart) -> list[str]:
    return [" ".join(time.text_content().split()) for time in part.element.iter("time")]


def page(data: bytes, file: Source, **known: str) -> Article:
    """The article of a page's bytes; `known` wins over what the page says. Raises MJ116 where it holds no article."""
    from trafilatura import bare_extraction, html2txt

    html = text_of(data, file.name)
    if not WHOLE.search(html[:HEAD]):
        html = f"<html><body>{html}</body></html>"
    tree = parsed(html)
    marked = html.replace(JOINER, SEEN)
    whole = tree if marked == html else parsed(marked)
    extracted = bare_extraction(
        marked if (pruned := alone(whole)) is whole else pruned,
        url=known.get("url"),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = cast("Document | None", extracted)  # a dict only where it is asked for one
    text = _paragraphs(found.text.replace(SEEN, JOINER)) if found and found.text else html2txt(html)
    if not text.strip():
        raise MajlisError("MJ116", name=file.name)
    said = {"published": declared(tree)} | known
    known = (_meta(found, tree) if found else {}) | {name: value for name, value in said.items() if value}
    headline, _, rest = text.partition("\n\n")
    text = rest if rest and headline.strip() == known.get("title") else text
    return file.article(clean(text), left_out=_beside(tree, f"{known.get('title')}\n{text}"), **known)


def _beside(tree: HtmlElement, kept: str) -> str:
    """The lines that a page shows beside these."""
    kept = SPACE.sub(" ", kept)
    lines = dict.fromkeys(line.lstrip("> ") for line in shown(tree).split("\n") if any(map(str.isalpha, line)))
    return clean("\n".join(line for line in islice(lines, MOST) if line not in kept))


def _meta(found: Document, tree: HtmlElement) -> dict[str, str]:
    fields = {
        "title": found.title,
        "author": found.author,
        "published": iso_day(found.date),
        "source": found.sitename or _behind(found.title or "", tree) or found.hostname,
        "url": found.url,
    }
    return {name: clean(str(value).replace(SEEN, JOINER)) for name, value in fields.items() if value}


def _behind(title: str, tree: HtmlElement) -> str:
    """The site's name, as it stands behind the headline in the name of the page: "Talks in Cairo - World - Gulf Wire"."""
    name = " ".join(str(tree.findtext(".//title") or "").split())
    return PARTED.split(name)[-1] if title and PARTED.match(name.removeprefix(title)) and name.startswith(title) else ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())
