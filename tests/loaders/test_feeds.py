"""Feeds, lists of JSON and references: an article an entry, and nothing in them is obeyed."""

import contextlib
import json
import time

import pytest

from lib.errors import MajlisError
from lib.loaders import load
from lib.schema import Article

SAID = "Qatar's prime minister met Egypt's intelligence chief in Doha on Sunday, and they spoke of a truce."


def one(data: bytes | str, name: str) -> Article:
    [article] = load(data.encode() if isinstance(data, str) else data, name)
    return article


RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Gulf Wire</title><language>en-gb</language><link>https://gulfwire.example</link><item>{}</item></channel></rss>"
)


def test_an_entry_of_rss_in_full():
    item = (
        "<title><![CDATA[Truce &amp; talks]]></title><link>https://gulfwire.example/1</link><dc:creator>Jane Doe</dc:creator>"
        f"<pubDate>Sun, 12 May 2024 23:10:00 +0300</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{SAID}</p><p>They agreed.</p>]]></content:encoded>"
    )
    article = one(RSS.format(item), "feed.xml")
    assert article.text == f"{SAID}\n\nThey agreed."
    assert (article.title, article.author, article.source) == ("Truce & talks", "Jane Doe", "Gulf Wire")
    assert (article.published, article.published_from, article.language) == ("2024-05-12", "column", "en-gb")
    assert article.url == "https://gulfwire.example/1"


def test_an_entry_of_atom_with_a_page_in_it():
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gulf Wire</title><entry><title>Truce</title>
      <link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/><author><name>Jane Doe</name></author>
      <updated>2024-05-12T10:00:00Z</updated><source><title>Wire Two</title></source>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p><p>They agreed.</p></div></content>
      </entry></feed>"""
    article = one(feed, "feed.atom")
    assert article.text == f"{SAID}\n\nThey agreed."
    told = article.author, article.source, article.published, article.url
    assert told == ("Jane Doe", "Wire Two", "2024-05-12", "https://x.example/1")


def test_an_entry_with_a_headline_alone_is_told():
    article, note = load(RSS.format("<title>Emir receives envoy</title>").encode(), "feed.rss")
    assert (article.text, note.code) == ("Emir receives envoy", "MJ139")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<note><to>you</to></note>", "MJ144"),
        ("plain words", "MJ109"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>', "MJ120"),
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><item><title>&f;</title></item></rss>', "MJ120"),
    ],
)
def test_what_is_no_feed_is_refused(data, code):
    for each in (data.encode(), data.encode("utf-16")):
        with pytest.raises(MajlisError, match=code):
            list(load(each, "feed.xml"))


@pytest.mark.parametrize(
    "document",
    [
        [{"title": "T", "content": SAID}],
        {"articles": [{"title": "T", "content": SAID}], "status": "ok", "tags": ["a", "b"]},
        {"response": {"pages": 1, "results": [{"webTitle": "T", "fields": {"headline": "T", "bodyText": SAID}}]}},
        {"title": "T", "content": SAID, "keywords": [{"name": "truce"}]},
        [{"title": {"rendered": "T"}, "content": {"rendered": f"<p>{SAID}</p>"}}],
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "T", "content_html": f"<p>{SAID}</p>"}]},
    ],
)
def test_the_articles_of_a_document_of_json(document):
    article = one(json.dumps(document), "a.json")
    assert (article.title, article.text) == ("T", SAID)


def test_lines_of_json_in_a_file_of_that_ending():
    lines = "".join(json.dumps({"title": title, "text": SAID}) + "\n" for title in "TU")
    assert [a.text for a in load(lines.encode(), "a.json")] == [SAID] * 2


@pytest.mark.parametrize("data", ["[" * 100_000, "{", "[1, 2]", '"word"'])
def test_what_lists_no_articles_is_told(data):
    try:
        told = [each.code for each in load(data.encode(), "a.json") if isinstance(each, MajlisError)]
    except MajlisError as error:
        told = [error.code]
    assert set(told) == {"MJ108"}


def test_a_reference_of_ris_in_full():
    data = (
        f"TY  - NEWS\nAU  - Doe, Jane\nAU  - Said, Ali\nTI  - Truce\nPY  - 2024\nDA  - 2024/05/12/\nT2  - Gulf Wire\nN2  - {SAID}\n"
        "They agreed.\nUR  - https://x.example/1\nKW  - truce\nER  - \n"
    )
    article = one(data, "a.ris")
    assert article.text == f"{SAID}\nThey agreed."
    assert (article.author, article.source, article.published) == ("Doe, Jane; Said, Ali", "Gulf Wire", "2024-05-12")


def test_a_reference_of_bibtex_in_full():
    data = r"""@comment{not this, x = {y}} @string{gw = "Gulf Wire"}
    @article{doe24, author = {Doe, Jane and Erdo{\u g}an, Ay{\c{s}}e}, title = "A {Truce} \& more",
      journal = {Gulf {Wire}}, year = 2024, month = may, day = 12, abstract = {He said "yes" {twice}. %s},
    }""".replace("%s", SAID)
    article = one(data, "a.bib")
    assert article.text == f'He said "yes" twice. {SAID}'
    told = article.title, article.author, article.source, article.published
    assert told == ("A Truce & more", "Doe, Jane; Erdoğan, Ayşe", "Gulf Wire", "2024-05-12")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.bib", "@a{k, x = {"), ("a.bib", '@a{k, x = "{'), ("a.bib", "@a{k,"), ("a.ris", "AB  - a\n"), ("a.ris", "x\n"),
        ("a.rss", "<item>"), ("a.rss", "<item><title>a</title></item>"), ("a.json", '[{"a":'), ("a.json", '{"a":[{}],'),
    ],
)  # fmt: skip
def test_hostile_ones_cost_as_they_grow(name, piece):
    def seconds(count: int) -> float:
        began = time.process_time()
        with contextlib.suppress(MajlisError):
            list(load((piece * count).encode(), name))
        return time.process_time() - began

    small = min(seconds(3_000) for _ in range(3))
    assert min(seconds(12_000) for _ in range(3)) < 9 * small + 0.1


# ---------------------------------------------------------------- broken off
def entry(number: int) -> str:
    return f"<item><title>No. {number}</title><description>{SAID} {number}</description></item>"


LISTED = [{"title": f"No. {n}", "content_text": f"{SAID} {n}", "authors": [{"name": "A. Reed"}]} for n in range(3)]
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "hubs": [{"type": "x"}], "items": LISTED})
ATOM = (
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom">'
    + "".join(f"<a:entry><a:title>No. {n}</a:title><a:content>{SAID} {n}</a:content></a:entry>" for n in range(3))
    + "</a:feed>"
)
RSS_OF_THREE = RSS.replace("<item>{}</item>", "".join(map(entry, range(3))))


@pytest.mark.parametrize(
    ("feed", "name", "last"),
    [(RSS_OF_THREE, "a.rss", "<item>"), (ATOM, "a.atom", "<a:entry>"), (JSON_FEED, "a.json", '{"title"')],
)
def test_of_a_feed_that_breaks_off_the_whole_entries_are_read_and_it_is_told(feed, name, last):
    assert [article.text[-1] for article in load(feed.encode(), name)] == ["0", "1", "2"]
    start = feed.rindex(last)
    for cut in (start + len(last), start + 60, start + len(SAID) + 40):
        *articles, told = load(feed[:cut].encode(), name)
        assert [article.text[-1] for article in articles] == ["0", "1"]
        assert (told.code, told.fields["count"], told.kept) == ("MJ163", "2", False)
    *articles, told = load(feed[:-2].encode("utf-16" if name != "a.json" else "utf-8"), name)
    assert (len(articles), told.code) == (3, "MJ163")


def test_a_document_with_a_fault_in_the_middle_gives_what_stands_before_it():
    *articles, told = load(JSON_FEED.replace('"No. 2",', '"No. 2"').encode(), "a.json")
    assert ([article.title for article in articles], told.code) == (["No. 0", "No. 1"], "MJ163")
    with pytest.raises(MajlisError, match="MJ108"):
        list(load(b'{"title": "No. 1", "text": "They met', "a.json"))


def test_a_feed_of_json_is_the_source_of_its_entries():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gulf Wire",
        "items": [{"title": "A", "content_html": f"<p>{SAID}</p>"}],
    }
    assert one(json.dumps(feed).encode(), "a.json").source == "Gulf Wire"


def test_a_name_for_a_value_stands_for_it_in_references():
    data = f'@string{{gw = "Gulf Wire"}}\n@article{{a, title = {{gw}}, journal = GW, year = 2024, month = may, abstract = {{{SAID}}}}}\n'
    article = one(data, "a.bib")
    assert (article.title, article.source, article.published) == ("gw", "Gulf Wire", "2024-05")


def test_a_headline_of_several_forms_is_its_main_one():
    article = one(json.dumps({"headline": {"main": "Truce", "kicker": None}, "body": SAID}).encode(), "a.json")
    assert article.title == "Truce"
