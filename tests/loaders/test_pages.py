"""A web page: the day it declares, and what stands beside its article."""

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
        ("", "<p>Publié le 7 octobre 2024 à 10h12, modifié le 2 novembre 2024</p>"),
        ("", "<p>Published 7 October 2024, last updated on Saturday 2 November 2024</p>"),
        ("", "<span>دوشنبه ۱۶ مهر ۱۴۰۳، ۱۲:۳۰</span>"),
        ("", "<div><time>الاثنين 4 ربيع الآخر 1446هـ الموافق 7 أكتوبر 2024م</time></div>"),
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


def readout(number: int, words: str = "They spoke of trade and of the border between them, a spokesman said. ") -> str:
    said = f"<h2>The emir calls king {number}</h2><time datetime='2024-05-0{number}'>today</time><p>The emir of Kuwait called. {words * 4}</p>"
    return f"<article>{said}</article>"


def several(body: str, head: str = "") -> list:
    return list(
        load(f"<html><head><title>Readouts | Court</title>{head}</head><body>{body}</body></html>".encode(), "a.html")
    )


def test_the_articles_of_a_page_are_one_each():
    found = several(f"<nav>Home and more</nav><main>{readout(1)}{readout(2)}{readout(3)}</main>")
    assert [(a.title, a.published, a.article_id) for a in found] == [
        (f"The emir calls king {n}", f"2024-05-0{n}", f"a-{n}") for n in (1, 2, 3)
    ]
    assert all(a.text.startswith("The emir of Kuwait called.") and a.text.count("trade") == 4 for a in found)
    assert [a.left_out for a in found] == ["Home and more", "", ""]


@pytest.mark.parametrize(
    "beside",
    [
        f"<article class='comment'><h3>Ali</h3><p>{'I do not believe a word of it. ' * 9}</p></article>",
        f"<div class='related-news'>{readout(3)}</div>",
        "<article><h3>More news</h3><p>Short.</p></article>" * 3,
        f"<article><h3>More news</h3><p>{'The sultan is at home today. ' * 8}</p></article>",
    ],
)
def test_what_stands_beside_an_article_is_no_second_one(beside):
    long = "They spoke of trade and of the border between them, a spokesman for the emir said in Kuwait. " * 10
    [article] = several(f"<main>{readout(1, long)}{beside}</main>")
    assert article.text.count("trade") == 40
    assert not any(words in article.text for words in ("Ali", "king 3", "More news", "sultan", "believe"))
    assert any(words in article.left_out for words in ("Ali", "king 3", "More news"))


def test_the_day_of_a_page_is_that_of_the_article_it_is_called_after():
    day = "<meta property='article:published_time' content='2024-05-09'>"
    body = (readout(1) + readout(2)).replace("<time", "<i").replace("</time", "</i")
    found = several(body.replace("The emir calls king 1", "Readouts"), day)
    assert [(a.title, a.published) for a in found] == [("Readouts", "2024-05-09"), ("The emir calls king 2", "")]


def test_what_looks_like_several_articles_and_cannot_be_told_apart_is_told():
    body = (readout(1) + readout(2)).replace("<h2>", "<b>").replace("</h2>", "</b>")
    _, note = several(body)
    assert note.what == "a.html looks like 2 articles, which could not be told apart; it was coded as one."


@pytest.mark.parametrize("live", [True, False])
def test_the_entries_of_a_live_page_are_articles(live):
    entries = "".join(
        f"<div><time datetime='2023-12-05T{hour}:00Z'>{hour}:00</time><h3>At {hour}</h3><p>The emir met the king in his tent, the court said.</p></div>"
        for hour in (18, 16, 14)
    )
    told = linked({"@type": "LiveBlogPosting", "datePublished": "2023-12-05"}) if live else ""
    found = several(f"<main><h1>Summit</h1>{entries}</main>", told)
    expected = [("At 18", "2023-12-05"), ("At 16", "2023-12-05"), ("At 14", "2023-12-05")]
    assert ([(a.title, a.published) for a in found] == expected) == live
    assert ([a.text for a in found] == ["The emir met the king in his tent, the court said."] * 3) == live


def test_a_page_that_breaks_off_is_read_and_told():
    whole = page().decode()
    saved = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n{whole}\n--b--\n'
    for name, text, cut in (("a.html", whole, "</article>"), ("a.mhtml", saved, "\n--b--")):
        for said, told in ((text, []), (text[: text.index(cut)], ["MJ167"])):
            _, *notes = load(said.encode(), name)
            assert [note.code for note in notes] == told, name


def test_a_persian_page_keeps_its_words_apart():
    said = (
        "وزیر خارجه ایران سه\u200cشنبه در تهران با همتای عمانی خود گفت\u200cوگو کرد. دو طرف درباره منطقه رایزنی کردند."
    )
    data = f"<html><head><title>گفت\u200cوگو</title></head><body><h1>گفت\u200cوگو</h1><p>{said}</p></body></html>"
    [article] = load(data.encode(), "a.html")
    assert (article.title, article.text, article.left_out) == ("گفت\u200cوگو", said, "")


@pytest.mark.parametrize(
    ("name", "source"),
    [(" - Gulf Wire", "Gulf Wire"), (" | World | Gulf Wire", "Gulf Wire"), ("", ""), (" and flights", "")],
)
def test_a_page_is_of_the_site_that_its_name_ends_in(name, source):
    data = page().replace(f"{made.TITLE}</title>".encode(), f"{made.TITLE}{name}</title>".encode())
    [article] = load(data, "a.html")
    assert (article.title, article.source) == (made.TITLE, source)
