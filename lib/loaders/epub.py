"""Electronic books (.epub), as newspapers and magazines come in: an article a chapter, dated as the issue where it has no
date of its own."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lib.errors import MajlisError
from lib.loaders.archive import check_office, office_part
from lib.loaders.date_lines import date_line
from lib.loaders.markup import plain, tree
from lib.loaders.source import Source
from lib.loaders.text import clean, decode
from lib.schema import Article

LEAST = 30  # words of an article; a shorter chapter is a cover, a list, a title page
DUBLIN = ".//{http://purl.org/dc/elements/1.1/}"
HEADLINE = re.compile(r"<(h[1-3]|title)\b[^<>]*>(.{1,2000}?)</\1\s*>", re.I | re.S)
BODY = re.compile(r"<body\b", re.I)


def load(source: Source) -> Iterator[Article | MajlisError]:
    """The chapters in their order; short ones, and the table of contents, are left out and told. Raises MJ109, MJ119."""
    archive = check_office(source)
    container = tree(office_part(archive, source, "META-INF/container.xml"), source)
    path = next((each.get("full-path", "") for each in container.iter("{*}rootfile")), "")
    book = tree(office_part(archive, source, path), source)
    issue = {"source": book.findtext(f"{DUBLIN}title") or "", "published": book.findtext(f"{DUBLIN}date") or ""}
    files = {each.get("id"): each for each in book.iter("{*}item")}
    chapters: dict[str, bool] = {}  # each once, however often it is listed
    for chapter in (files[ref] for each in book.iter("{*}itemref") if (ref := each.get("idref")) in files):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(chapter.get("href", ""))))
        chapters.setdefault(name, "nav" in chapter.get("properties", ""))
    for number, (name, lists) in enumerate(chapters.items(), 1):
        try:
            page = decode(office_part(archive, source, name), f"{source.name}/{name}")
            yield _article(page, number, lists, issue, source)
        except MajlisError as error:
            yield error


def _article(page: str, number: int, lists: bool, issue: dict[str, str], source: Source) -> Article | MajlisError:
    name = f"{source.name}:{number}"
    body = BODY.search(page)
    text = plain(page[body.start() :] if body else page)
    if lists or len(text.split()) < LEAST:
        return MajlisError("MJ141", name=name)
    found = HEADLINE.search(page, body.start() if body else 0) or HEADLINE.search(page)
    title = " ".join(plain(f"<p>{found[2]}</p>").split()) if found else ""
    first, _, rest = text.partition("\n\n")
    text = rest if rest and " ".join(first.split()) == title else text
    own = {"published": date_line(text)[0] or issue["published"], "source": issue["source"], "published_from": "page"}
    told = {field: clean(value) for field, value in own.items() if value}
    return source.article(clean(text), name, article_id=f"{source.stem}-{number}", title=clean(title), **told)
