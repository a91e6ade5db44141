"""Articles that are named by their address: fetched politely, once, and none stops the rest."""

import itertools
import threading
import time

import pytest

from lib.__main__ import main
from lib.batch import fetching
from lib.batch.fetching import Fetching, fetched, hosts
from lib.errors import MajlisError
from lib.loaders.addresses import Address
from lib.store import Store
from tests.loaders import made
from tests.loaders.tls import sites


def page(number: int, day: str = "2024-05-06") -> bytes:
    said = f"The emir of Kuwait received the president of Tunisia in Kuwait City on Sunday for round {number} of their talks. "
    told = f'<meta property="article:published_time" content="{day}">' if day else ""
    words = " ".join(
        f"{word}{number}"
        for word in ["They", "spoke", "of", "trade", "and", "visas", "and", "of", "ships", "that", "carry", "grain"]
    )
    text = f"<p>{said}</p><p>{words}. {words.title()}.</p><p>{said.replace('received', 'then called')}</p>"
    return f"<html><head><title>Round {number}</title>{told}</head><body><article><h1>Round {number}</h1>{text}</article></body></html>".encode()


WIRE, DESERT = "https://wire.example", "https://desert.example"
PAGES = {f"{WIRE}/{n}": page(n) for n in (1, 2)} | {f"{DESERT}/3": page(3)}


@pytest.fixture
def asked(monkeypatch, tmp_path):
    monkeypatch.setattr(fetching, "APART", 0.05)
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "store"))
    monkeypatch.delenv("MAJLIS_DATABASE_URL", raising=False)
    with sites(PAGES, monkeypatch) as asked:
        yield asked


def kept() -> dict[str, tuple[str, str]]:
    """Address -> title and day of the articles in the store."""
    found = Store().articles()
    rows = zip(found["url"], found["title"], found["published"].dt.strftime("%Y-%m-%d"), strict=True)
    return {url: (title, day) for url, title, day in rows if url}


def test_hosts_take_turns_and_wait_between_two_requests(asked, monkeypatch):
    monkeypatch.setattr(fetching, "APART", 0.4)
    began = time.monotonic()
    addresses = [Address(f"{WIRE}/{n}", {}) for n in (1, 2, 1)] + [Address(f"{DESERT}/3", {})]
    times = {address.url: time.monotonic() - began for address, _ in fetched(addresses)}
    assert asked == [f"{WIRE}/1", f"{DESERT}/3", f"{WIRE}/2"]
    assert times[f"{WIRE}/2"] >= 0.4
    assert hosts(addresses) == {"wire.example": 3, "desert.example": 1}


def test_it_stops_when_asked_to(asked):
    stop = threading.Event()
    pages = fetched((Address(url, {}) for url in PAGES), stop)
    next(pages)
    stop.set()
    assert list(pages) == []


def test_pages_are_fetched_in_the_background(asked):
    running = Fetching([Address(url, {}) for url in (*PAGES, f"{WIRE}/none")])
    for _ in itertools.takewhile(lambda _: running.running, range(1_200)):
        time.sleep(0.05)
    assert (len(running.found), running.there()) == (4, frozenset(PAGES))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "list.txt",
            "# of May\nhttps://wire.example/1\nhttp://wire.example/2\nhttps://wire.example/none\nhttps://desert.example/3\n",
        ),
        (
            "list.csv",
            "URL,Seen\nhttps://wire.example/1,a\nhttp://wire.example/2,b\nhttps://wire.example/none,c\nhttps://desert.example/3,d\n",
        ),
    ],
)
def test_a_list_of_addresses_is_fetched_and_goes_on_where_it_stopped(asked, tmp_path, capsys, name, data):
    (tmp_path / name).write_text(data)
    assert main(["add", str(tmp_path / name)]) == 1
    assert "lists addresses (4) and no texts" in capsys.readouterr().err
    assert main(["add", str(tmp_path / name), "--fetch"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "3 added"
    assert [line[:5] for line in told[:-1]] == ["MJ127"]
    assert kept() == {url: (f"Round {url[-1]}", "2024-05-06") for url in PAGES}
    asked.clear()
    assert main(["add", str(tmp_path / name), "--fetch"]) == 1
    assert asked == [f"{WIRE}/none"]


def test_what_a_list_tells_stands_where_the_page_does_not(asked, tmp_path, monkeypatch):
    monkeypatch.setitem(PAGES, f"{DESERT}/4", page(4, ""))
    rows = f"title,url,publish_date,media_name\nAnother name,{WIRE}/1,2020-01-01,Wire\nAnother,{DESERT}/4,2024-05-09,Desert\n"
    (tmp_path / "media.csv").write_text(rows)
    assert main(["add", str(tmp_path / "media.csv"), "--fetch"]) == 0
    assert kept() == {f"{WIRE}/1": ("Round 1", "2024-05-06"), f"{DESERT}/4": ("Round 4", "2024-05-09")}
    assert set(Store().articles()["source"]) >= {"Desert"}


def test_a_headline_whose_page_is_not_there_is_coded_from_it(asked, tmp_path, capsys):
    rows = f"title,url\nRound 1,{WIRE}/1\nThe emir meets the king of Jordan in Amman,{WIRE}/none\n"
    (tmp_path / "media.csv").write_text(rows)
    assert main(["add", str(tmp_path / "media.csv"), "--fetch"]) == 1
    told = capsys.readouterr().err
    assert "MJ127" in told
    assert "MJ139" in told

    assert set(kept()) == {f"{WIRE}/1", f"{WIRE}/none"}


def test_a_feed_by_its_address_is_read_and_its_summaries_are_followed(asked, monkeypatch):
    whole = f"<item><title>Whole</title><link>{WIRE}/whole</link><description>{made.TEXT * 3}</description></item>"
    short = f"<item><title>Short</title><link>{WIRE}/1</link><description>Read more.</description><pubDate>2024-05-01</pubDate></item>"
    monkeypatch.setitem(
        PAGES, f"{WIRE}/rss", f"<rss><channel><title>Wire</title>{whole}{short}</channel></rss>".encode()
    )
    assert main(["add", f"{WIRE}/rss"]) == 0
    assert {url: title for url, (title, _) in kept().items()} == {f"{WIRE}/whole": "Whole", f"{WIRE}/1": "Round 1"}
    assert asked == [f"{WIRE}/rss", f"{WIRE}/1"]


def test_a_page_by_its_address(asked, capsys):
    assert main(["add", f"{WIRE}/2", f"{WIRE}/none"]) == 1
    assert set(kept()) == {f"{WIRE}/2"}
    assert "MJ127" in capsys.readouterr().err


def test_addresses_inside_are_never_fetched(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "store"))
    monkeypatch.delenv("MAJLIS_DATABASE_URL", raising=False)
    (tmp_path / "list.txt").write_text("https://127.0.0.1/a\nhttps://169.254.169.254/latest\nhttps://localhost/\n")
    assert main(["add", str(tmp_path / "list.txt"), "--fetch"]) == 1
    assert capsys.readouterr().err.count("MJ125") == 3


def test_a_page_that_is_no_article_costs_itself(asked):
    [(_, found)] = fetched([Address("https://wire.example:8443/", {})])
    assert isinstance(found, MajlisError)
