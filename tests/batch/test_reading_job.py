"""Articles read by a model in the background: each once, stopped and gone on with, a failure told."""

import threading

import pytest

from lib import coder
from lib.batch.reading_job import ReadingJob, key
from lib.reader.settings import Settings
from lib.schema import Article
from tests.reader.server import article, rows, serving


def told(n: int):
    text = f"On {n} May 2022 the foreign ministers of Kuwait and Iraq met in Basra."
    return coder.code(Article(f"a{n}", text, published="2022-06-01", language="en"))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))


def say(server, body):
    quote = article(body).strip()
    met = {"quote": quote, "kind": "meeting", "parties": ["KWT", "IRQ"], "date_words": " ".join(quote.split()[1:4])}
    return rows(meetings=[met])


def test_every_article_is_read_once():
    articles, readings = [told(n) for n in range(1, 10)], {}
    with serving(say) as server:
        job = ReadingJob(articles, Settings(server.url, "m"), readings).wait(60)
    assert not job.running
    assert len(server.asked) == len(job.lines) == job.total == 9
    assert readings.keys() == {key(each) for each in articles}
    assert all(len(each.rows["meetings"]) == 1 for each in readings.values())


def test_once_stopped_nothing_more_is_asked_and_what_was_answered_is_not_asked_again():
    articles, readings = [told(n) for n in range(1, 13)], {}
    go = threading.Event()

    def slow(server, body):
        if len(server.asked) > 2:
            go.wait(30)
        return say(server, body)

    with serving(slow) as server:
        job = ReadingJob(articles, Settings(server.url, "m"), readings)
        while len(server.asked) < 6:
            threading.Event().wait(0.01)
        job.stop()
        assert not job.running
        go.set()
        job.wait(60)
        asked = len(server.asked)
        assert asked < len(articles)
        rest = [each for each in articles if key(each) not in readings]
        ReadingJob(rest, Settings(server.url, "m"), readings).wait(60)
        assert len(server.asked) == len(articles)
    assert readings.keys() == {key(each) for each in articles}


def test_a_failure_of_ours_ends_it_and_is_kept_to_be_told(monkeypatch):
    def broken(*given):
        raise ZeroDivisionError

    monkeypatch.setattr("lib.reader.read", broken)
    job = ReadingJob([told(1), told(2)], Settings("http://127.0.0.1:9/v1", "m"), {}).wait(60)
    assert isinstance(job.failure, ZeroDivisionError)
    assert not job.running


def test_another_day_of_publication_is_another_reading():
    one, other = told(1), told(1)
    other["articles"][0]["published"] = "2022-06-02"
    assert key(one) != key(other)
