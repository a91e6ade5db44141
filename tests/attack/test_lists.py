"""Feeds, books, references, lists of addresses and pages of many articles, made to cost much or to reach outside."""

import json
import resource
import time
from pathlib import Path

import pytest

from lib.batch.adding import listed
from lib.batch.job import Job, Upload
from lib.loaders.source import Source
from tests.attack.intake_cost import LINEAR, growth, read
from tests.loaders import made

pytestmark = pytest.mark.slow
SAID = "The king of Jordan received the president of Egypt in Amman on 3 May 2023, and they spoke of water. "


def rss(items: str, before: str = "") -> bytes:
    return f"{before}<rss><channel><title>Wire</title>{items}</channel></rss>".encode()


ITEM = f"<item><title>T</title><link>https://a.example/1</link><description>{SAID}</description></item>"


def chapters(count: int) -> bytes:
    items = "".join(f'<item id="i{n}" href="{n}.xhtml"/>' for n in range(count))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(count))
    opf = f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>"
    root = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    texts = {f"{n}.xhtml": f"<html><body><p>{SAID * 2}{n}</p></body></html>".encode() for n in range(count)}
    return made.archive({"META-INF/container.xml": root.encode(), "b.opf": opf.encode(), **texts})


COSTLY = {
    "items.rss": (lambda n: rss(ITEM * n), 2_000),
    "items.txt": (lambda n: rss(ITEM * n), 2_000),
    "marks in entries.xml": (lambda n: rss("<item><description>" + "&lt;b&gt;" * n + "</description></item>"), 20_000),
    "references.ris": (lambda n: f"TY  - NEWS\nTI  - T\nAB  - {SAID}\nER  - \n".encode() * n, 3_000),
    "references.txt": (lambda n: b"@a{k,\n title = {T},\n abstract = {" + SAID.encode() + b"}}\n" * n, 3_000),
    "open braces.bib": (lambda n: b"@a{k,\n title = {T,\n year = {1}}\n" * n, 5_000),
    "addresses.urls": (lambda n: b"".join(b"https://a.example/%d\n" % k for k in range(n)), 20_000),
    "addresses.csv": (lambda n: b"URL,Seen\n" + b"".join(b"https://a.example/%d,x\n" % k for k in range(n)), 10_000),
    "blanks.bib": (lambda n: b"@article{" + b" " * n + b"x}", 4_000),
    "blanks.txt": (lambda n: b"@article{" + b" " * n + b"x}", 4_000),
    "blanks between.bib": (lambda n: b"@a{k" + b" " * n + b"=", 4_000),
    "lines in a field.bib": (lambda n: b"@a{k, title = {T," + b"\n" * n + b"}}", 4_000),
    "chapters.epub": (lambda n: chapters(n), 400),
    "deep.txt": (lambda n: b'{"a":' * n + b"1" + b"}" * n, 100_000),
    "deep list.csv": (lambda n: b'[{"a":' * n, 100_000),
    "articles.html": (lambda n: f"<html><body>{f'<article><h2>T</h2><p>{SAID * 3}</p></article>' * n}</body></html>".encode(), 200),
    "nested articles.html": (lambda n: f"<html><body>{'<article><h2>T</h2>' * n}{SAID * n}</body></html>".encode(), 200),
    "times.html": (
        lambda n: (
            '<html><script>{"@type": "LiveBlogPosting"}</script><body><div>'
            + f"<p><time>10:00</time>{SAID}</p>" * n
            + "</div></body></html>"
        ).encode(),
        500,
    ),
    "times.txt": (lambda n: f"{n % 12}:00\n{SAID}\n".encode() * n, 1_000),
    "outlets.txt": (lambda n: f"A headline of some words\nGulf Times, 6 May 2024\n{SAID}\n".encode() * n, 500),
}  # fmt: skip


@pytest.mark.parametrize("name", COSTLY)
def test_a_larger_file_costs_in_proportion(name):
    make, size = COSTLY[name]
    assert growth(make, name, size) < LINEAR
    assert all(each == "read" or each.startswith("MJ1") for each in read(make(size), name))


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.txt", "a.html", "a.csv"])
@pytest.mark.parametrize("entity", [f"{BOMB}]>", '<!DOCTYPE r [<!ENTITY j SYSTEM "file:///etc/passwd">]>'])
def test_entities_of_a_feed_are_refused_under_any_name(name, entity):
    bomb = rss("<item><title>&j;</title></item>", f'<?xml version="1.0"?>{entity}')
    began = time.process_time()
    assert read(bomb, name)[0].startswith("MJ1")
    assert "root:" not in str(read(bomb, name))
    assert time.process_time() - began < 2


def book(href: str, **files: bytes) -> bytes:
    opf = f'<package><metadata/><manifest><item id="a" href="{href}"/></manifest><spine><itemref idref="a"/></spine></package>'
    root = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    return made.archive({"META-INF/container.xml": root.encode(), "b.opf": opf.encode(), **files})


@pytest.mark.parametrize(
    "href", ["../../../../etc/hostname", "/etc/hostname", "..%2f..%2fetc/hostname", "file:///etc/hostname"]
)
def test_a_book_reads_nothing_outside_itself(href):
    assert read(book(href), "a.epub") == ["MJ109"]


def test_a_book_and_a_document_that_grow_are_refused():
    page = b"<html><body>" + b"<p>x</p>" * 8_000_000
    assert read(book("c.xhtml", **{"c.xhtml": page}), "a.epub") == ["MJ119"]
    assert read(made.archive({"content.xml": page}), "a.odt") == ["MJ119"]


def test_a_million_references_and_a_million_addresses_stay_in_their_limits(tmp_path):
    """The app's own process holds neither; what is over the limit is told."""
    many = Path(tmp_path / "list.txt")
    many.write_text("".join(f"https://a{n % 999}.example/{n}\n" for n in range(1_000_000)))
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(next(listed([Source(str(many), many)]))) == 100_000
    assert time.monotonic() - began < 120
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    [line] = Job([Upload("list.txt", many.read_bytes())]).wait(200).lines
    assert "lists addresses (1,000,000) and no texts" in line.note


def test_references_beyond_the_limit_are_told(monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_FILES", "500")
    data = b"".join(b"TY  - NEWS\nTI  - %d\nER  - \n" % n for n in range(1_000_000))
    lines = Job([Upload("a.ris", data)]).wait(200).lines
    assert "MJ113" in lines[-1].note or "MJ110" in lines[-1].note


def test_a_deep_document_of_json_under_another_name_is_told():
    data = json.dumps({"a": 1}).encode().replace(b"1", b'{"b":' * 50_000 + b"1" + b"}" * 50_000)
    assert read(data, "a.csv") == ["MJ108"]
