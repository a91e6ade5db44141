"""A web page: the day it declares, and what stands beside its article."""

from __future__ import annotations

import json

import pytest

from lib.loaders import load

from . import made

CHANGED = '<meta property="article:modified_time" content="2024-11-02T10:00:00Z"><meta property="og:updated_time" content="2024-11-02">'


def page(head: str = "", body: str = "", after: str = "") -> bytes:
    said = f"<h1>{made.TITLE}</h1>{body}<p>{made.FIRST}</p><p>{made.SECOND}</p>"
    return f"<!doctype html><html><head><title>{made.TITLE}</title>{CHANGED}{head}</head><body><article>{said}</article>{after}</body></html>".encode()


def linked(*told: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in told)


ARTICLE = {"@type": "NewsArticle", "datePublished": "2024-10-07T08:00:00+03:00", "dateModified": "2024-11-02"}
OTHER = {"@type": "NewsArticle", "datePublished": "2021-01-01"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]}), ""),
        (linked([{"@type": "BreadcrumbList"}], ARTICLE), ""),
        (linked(ARTICLE | {"@type": ["ReportageNewsArticle", "Article"], "hasPart": [OTHER]}), ""),
        (linked(ARTICLE | {"@type": "LiveBlogPosting", "liveBlogUpdate": [OTHER | {"@type": "BlogPosting"}]}), ""),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="20241007">', ""),
        ('<meta itemprop="datePublished" content="2024-10-07T05:00:00Z">', ""),
        ('<meta name="DC.date.issued" content="2024-10-07">', ""),
        ("", '<span itemprop="datePublished" content="2024-10-07">Monday</span>'),
        ("", '<time class="last-updated" datetime="2024-11-02"></time><time class="entry-date published" datetime="2024-10-07"></time>'),
        ("", "<p>Last updated: 2 November 2024</p><p>Published: 7 October 2024</p>"),
        ("", "<div>Updated 2 November 2024</div><div>Published on Monday, October 7, 2024 at 10:00</div>"),
        ("", "<p>Publié le 07/10/2024</p><p>Mis à jour le 02/11/2024</p>".replace("07/10", "07 oct.").replace("07 oct./", "07 oct. ")),
    ],
)  # fmt: skip
def test_the_day_of_publication_goes_before_that_of_a_change(head, body):
    [article] = load(page(head, body), "a.html")
    assert article.published == "2024-10-07"


@pytest.mark.parametrize("declared", ['<?xml version="1.0" encoding="utf-8"?>', "", "<!-- a comment -->"])
def test_what_stands_beside_the_article_is_told(declared):
    beside = "<aside><h3>Most read</h3><ul><li>The emir visits the sultan</li></ul></aside><section>Comments<p>Nonsense!</p></section>"
    [article] = load(declared.encode() + page(after=beside), "a.html")
    assert article.text == made.TEXT
    assert article.left_out.split("\n") == ["Most read", "The emir visits the sultan", "Comments", "Nonsense!"]


def test_data_that_only_a_machine_could_love_cost_no_page():
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    [article] = load(page(deep + linked("text", 3, None, {"@type": None})), "a.html")
    assert article.text == made.TEXT


@pytest.mark.parametrize(
    ("head", "body"),
    [('<meta name="date" content="03/04/2024">', ""), ("", "<p>Published: 03/04/2024</p>")],
)
def test_a_day_of_a_page_that_reads_two_ways_is_asked(head, body):
    article, note = load(page(head, body), "a.html")
    assert (article.published, note.code) == ("", "MJ138")


def test_a_page_that_tells_its_day_both_ways_is_not_asked():
    [article] = load(page('<meta name="date" content="03/04/2024">', "<p>Published on 4 March 2024</p>"), "a.html")
    assert article.published == "2024-03-04"
