"""A server that answers well, late, cut short, with refusals, rate limits, nonsense or malice costs nothing but time."""

import json
import logging
import subprocess
import sys
import threading
import time
from email.utils import formatdate

import pytest

from lib import reader
from lib.errors import MajlisError
from lib.paths import ROOT
from lib.reader.asking import PART, parts
from lib.reader.cache import GIVEN_UP, Asker, Cache
from lib.reader.endpoint import TRIES, Endpoint
from lib.reader.settings import Settings
from lib.schema import Article
from tests.reader.server import Said, article, completion, rows, serving
from tests.reader.test_held import EVENT, MEETING

GOOD = rows(meetings=[MEETING], events=[EVENT])
KEY = "sk-not-a-word-of-this-is-told"


def good(server, body):
    return GOOD


def test_a_question_holds_the_instructions_the_article_and_the_form_of_the_answer(reads):
    with serving(good) as server:
        reading = reads(server.url, key=KEY)
    (body,) = server.asked
    assert body["model"] == "made-up"
    assert body["response_format"]["json_schema"]["strict"]
    assert "sanctions" in body["messages"][0]["content"]
    assert MEETING["quote"] in article(body)
    assert server.keys == [f"Bearer {KEY}"]
    assert reading.problem is None
    assert (len(reading.rows["meetings"]), len(reading.rows["events"])) == (1, 2)


def test_without_a_key_none_is_sent(reads):
    with serving(good) as server:
        reads(server.url)
    assert server.keys == [""]


@pytest.mark.parametrize(
    "text", ["```json\n{}\n```", '<think>{{"meetings": 1}}</think>Here you are: {}', "{} That is all {{"]
)
def test_an_answer_is_found_in_whatever_stands_around_it(reads, text):
    answer = json.dumps({"meetings": [MEETING]})
    with serving(lambda server, body: completion(text.replace("{}", answer))) as server:
        assert len(reads(server.url).rows["meetings"]) == 1


def test_an_answer_in_pieces_is_put_together(reads):
    half = len(text := json.dumps({"meetings": [MEETING]})) // 2
    pieces = [{"type": "text", "text": part} for part in (text[:half], text[half:])]
    told = {"choices": [{"message": {"content": pieces}, "finish_reason": "stop"}]}
    with serving(lambda server, body: Said(json.dumps(told).encode())) as server:
        assert len(reads(server.url).rows["meetings"]) == 1


@pytest.mark.parametrize("known", ["json_object", None])
def test_a_server_that_does_not_know_the_form_is_asked_in_a_plainer_one(reads, known):
    def say(server, body):
        form = body.get("response_format", {}).get("type")
        return GOOD if form == known else Said(b'{"error": "unknown response_format"}', 400)

    with serving(say) as server:
        assert reads(server.url).rows["meetings"]
    assert server.asked[-1].get("response_format", {}).get("type") == known


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_busy_server_is_asked_again(reads, status):
    with serving(lambda server, body: GOOD if len(server.asked) > 2 else Said(b"busy", status)) as server:
        assert reads(server.url).rows["meetings"]
    assert len(server.asked) == 3


@pytest.mark.parametrize("told", ["1", lambda: formatdate(time.time() + 2, usegmt=True)])
def test_retry_after_is_waited_for(reads, told):
    moments = []

    def say(server, body):
        moments.append(time.monotonic())
        after = told if isinstance(told, str) else told()
        return GOOD if len(moments) > 1 else Said(b"", 429, {"Retry-After": after})

    with serving(say) as server:
        assert reads(server.url).rows["meetings"]
    assert moments[1] - moments[0] > 0.9


@pytest.mark.parametrize("told", ["1 Jan 99999999999999999999 00:00:00 GMT", "soon", "²"])
def test_a_moment_to_wait_for_that_is_none_is_not_waited_for(reads, told):
    def say(server, body):
        return GOOD if len(server.asked) > 1 else Said(b"", 429, {"Retry-After": told})

    with serving(say) as server:
        assert reads(server.url).rows["meetings"]
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("say", "code", "times"),
    [
        (lambda server, body: Said(b"never", 500), "MJ803", TRIES),
        (lambda server, body: Said(b"no such key: " + KEY.encode(), 401), "MJ803", 1),
        (lambda server, body: Said(b"", 302, {"Location": "http://127.0.0.1:9/"}), "MJ803", 1),
        (lambda server, body: Said(b"<html>What?</html>"), "MJ804", 1),
        (lambda server, body: Said(b""), "MJ804", 1),
        (lambda server, body: Said(b'{"choices": []}'), "MJ804", 1),
        (lambda server, body: Said(b'data: {"choices": [{"delta": {"content": "{"}}]}\n\ndata: [DONE]\n\n'), "MJ804", 1),
        (lambda server, body: Said(b"[" * 100_000), "MJ804", 1),
        (lambda server, body: Said(b"\xff\xfe{"), "MJ804", 1),
        (lambda server, body: completion("I met nobody."), "MJ804", 1),
        (lambda server, body: completion('{"a":' * 5000), "MJ804", 1),
        (lambda server, body: completion("{" * 200_000), "MJ804", 1),
        (lambda server, body: completion("", refusal="I cannot help with that."), "MJ805", 1),
        (lambda server, body: completion("", "content_filter"), "MJ805", 1),
        (lambda server, body: completion('{"meetings": [', "length"), "MJ806", 2),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_and_makes_no_row(reads, say, code, times):
    with serving(say) as server:
        reading = reads(server.url, key=KEY)
    assert reading.problem.code == code
    assert not any(reading.rows.values())
    assert len(server.asked) == times


def test_a_server_that_is_slow_or_sends_byte_by_byte_is_waited_for_so_long_and_no_longer(reads, monkeypatch):
    monkeypatch.setattr("lib.reader.endpoint.TRIES", 1)
    for say in (lambda server, body: time.sleep(30) or GOOD, lambda server, body: Said(GOOD.body, drip=0.3)):
        with serving(say) as server:
            began = time.monotonic()
            assert reads(server.url, seconds=0.4).problem.code == "MJ802"
            assert time.monotonic() - began < 15


def test_nobody_there(reads):
    assert reads("http://127.0.0.1:9/v1").problem.code == "MJ802"


def test_an_answer_cut_short_is_asked_for_in_halves_once(reads):
    long = Article(
        "a", "\n\n".join(f"Oman spoke with Yemen about grain, part {n} of many." for n in range(60)), language="en"
    )

    def say(server, body):
        told = [
            {"quote": "Oman spoke with Yemen about grain, part 59 of many.", "kind": "talks", "parties": ["OMN", "YEM"]}
        ]
        return rows(meetings=told) if article(body).count("part") < 60 else completion('{"meetings', "length")

    with serving(say) as server:
        reading = reads(server.url, of=long)
    assert reading.problem is None
    assert len(reading.rows["meetings"]) == 1  # both halves tell it
    assert len(server.asked) == 3


def test_a_long_article_is_asked_in_parts_that_overlap_and_its_rows_are_there_once(reads):
    days = [f"On {n} May 2021 Oman's envoy met Yemen's envoy in Muscat for hour {n}." for n in range(1, 29)]
    filler = "The harbour was calm and the boats lay still in it. " * 14
    long = Article("a", "\n\n".join(f"{day} {filler}" for day in days), published="2021-06-01", language="en")

    def say(server, body):
        told = [day for day in days if day in article(body)]
        return rows(meetings=[{"quote": day, "kind": "meeting", "parties": ["OMN", "YEM"], "date_words": day[3:].split(" Oman")[0],
                               "date": ""} for day in told])  # fmt: skip

    with serving(say) as server:
        reading = reads(server.url, of=long)
    assert len(server.asked) == len(parts(long.text)) > 1
    assert sum(day in article(body) for body in server.asked for day in days) > len(days)
    assert [row["date_start"] for row in reading.rows["meetings"]] == [f"2021-05-{n:02}" for n in range(1, 29)]


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 50_000, "A line.\n" * 9_000, "", "No end. " * 4_000])
def test_parts_hold_the_whole_text(text):
    found = parts(text)
    assert all(len(part) <= PART for part in found)
    at = 0
    for part in found:
        at = text.find(part, max(0, at - PART)) if part else 0
        assert at >= 0
    assert text.startswith(found[0])
    assert text.endswith(found[-1])


def test_what_was_answered_is_not_asked_again_and_another_model_is(reads):
    with serving(good) as server:
        first, again = reads(server.url), reads(server.url)
        assert (first.rows, len(server.asked)) == (again.rows, 1)
        reads(server.url, model="another")
    assert len(server.asked) == 2


def test_failures_are_not_kept(reads):
    with serving(lambda server, body: GOOD if len(server.asked) > 1 else completion("Hm.")) as server:
        assert reads(server.url).problem
        assert reads(server.url).rows["meetings"]


def test_a_server_that_never_answers_is_given_up(tmp_path):
    settings = Settings("", "made-up", seconds=2)
    with serving(lambda server, body: Said(b"", 403)) as server:
        settings = Settings(server.url, "made-up", seconds=2)
        ask = Asker(Endpoint(settings), Cache(tmp_path / "a.sqlite3"))
        codes = [
            reader.read(Article(f"a{n}", f"Iran met Oman {n}.", language="en"), ask, settings).problem.code
            for n in range(6)
        ]
    assert codes == ["MJ803"] * GIVEN_UP + ["MJ807"] * (6 - GIVEN_UP)
    assert len(server.asked) == GIVEN_UP


def test_a_key_is_in_no_error_no_log_and_no_repr(reads, caplog, monkeypatch, tmp_path):
    caplog.set_level(logging.DEBUG)
    with serving(lambda server, body: Said(f"wrong key {server.keys[-1]}".encode(), 401)) as server:
        monkeypatch.setenv("MAJLIS_READER_URL", server.url)
        monkeypatch.setenv("MAJLIS_READER_MODEL", "made-up")
        monkeypatch.setenv("MAJLIS_READER_KEY", KEY)
        settings = Settings.from_environment()
        reading = reads(server.url, key=KEY)
    seen = [
        repr(settings),
        repr(reading),
        repr(Endpoint(settings)),
        str(reading.problem),
        repr(reading.problem.__context__),
        caplog.text,
    ]
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY not in "".join(seen)
    assert KEY.encode() not in kept
    monkeypatch.setenv("MAJLIS_READER_KEY", f"{KEY}\nX-Other: 1")
    with pytest.raises(MajlisError) as told:
        Settings.from_environment()
    assert KEY not in str(told.value)


def test_a_key_that_a_server_sends_back_is_not_kept(reads, tmp_path):
    def say(server, body):
        return rows(meetings=[{"quote": f"He said {server.keys[-1]}", "kind": "meeting"}])

    with serving(say) as server:
        reading = reads(server.url, key=KEY)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert reading.refused
    assert KEY not in repr(reading)
    assert b"[key]" in kept
    assert KEY.encode() not in kept


@pytest.mark.parametrize("key", ["two\nlines", "schlüssel\u2603"])
def test_a_key_that_no_header_can_hold_is_not_quoted(reads, key):
    problem = reads("http://127.0.0.1:9/v1", key=key).problem
    assert key not in f"{problem}{problem.__context__!r}{problem.__cause__!r}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "file:///etc/passwd"),
        ("URL", "localhost"),
        ("PRICE", "cheap"),
        ("STANDS", "both"),
        ("SECONDS", "0"),
        ("SECONDS", "²"),
        ("SECONDS", "9" * 20),
        ("URL", "http://[::1/v1"),
        ("URL", "http://localhost:70000/v1"),
        ("MODEL", ""),
    ],
)
def test_a_setting_that_cannot_be_is_told(monkeypatch, name, value):
    monkeypatch.setenv("MAJLIS_READER_URL", "http://localhost:1/v1")
    monkeypatch.setenv("MAJLIS_READER_MODEL", "m")
    monkeypatch.setenv(f"MAJLIS_READER_{name}", value)
    with pytest.raises(MajlisError, match="MJ801"):
        Settings.from_environment()


def test_an_estimate_counts_before_anything_is_sent(article, tmp_path, reads):
    settings = Settings("http://localhost:1/v1", "made-up", price=(2.0, 8.0))
    cache = Cache(tmp_path / "answers.sqlite3")
    from lib.reader.estimating import estimate

    first = estimate([article, article], settings, cache)
    assert (first.articles, first.questions, first.known) == (2, 2, 0)
    assert 5_000 < first.read < 20_000
    assert first.price == pytest.approx((2 * first.read + 8 * first.written) / 1e6)
    with serving(good) as server:
        reads(server.url)
    assert (estimate([article], settings, cache).known, estimate([article], settings, cache).read) == (1, 0)
    assert estimate([article], Settings(model="made-up"), cache).price is None


def test_the_whole_address_is_as_good_as_its_beginning(monkeypatch):
    monkeypatch.setenv("MAJLIS_READER_MODEL", "a+b")
    monkeypatch.setenv("MAJLIS_READER_URL", "http://me:secret@localhost:1/v1/chat/completions/")
    settings = Settings.from_environment()
    assert (settings.questions, settings.host, settings.name) == ("/v1/chat/completions", "localhost:1", "a b")


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("", "/v1/chat/completions"),
        ("/", "/v1/chat/completions"),
        ("?api-version=2024-10-21&x=a/b", "/v1/chat/completions?api-version=2024-10-21&x=a/b"),
        ("/chat/completions/?api-version=2024-10-21#top", "/v1/chat/completions?api-version=2024-10-21"),
    ],
)
def test_a_question_goes_to_the_path_of_the_protocol_with_the_query_after_it(reads, told, asked):
    with serving(good) as server:
        assert reads(server.url + told).problem is None
    assert server.paths == [asked]


def test_the_app_and_the_command_line_start_without_the_reader():
    code = "import sys, lib.__main__, lib.store, lib.batch.job, lib.batch.run; assert not [m for m in sys.modules if m.startswith('lib.reader')]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_nothing_is_read_without_a_reader(monkeypatch, article):
    monkeypatch.delenv("MAJLIS_READER_URL", raising=False)
    with pytest.raises(MajlisError, match="MJ809"):
        reader.read(article)


def test_once_stopped_nothing_is_waited_for_and_nothing_more_is_asked():
    def say(server, body):
        threading.Timer(0.2, endpoint.stop.set).start()
        gone.wait(20)
        return GOOD

    gone = threading.Event()
    with serving(say) as server:
        endpoint = Endpoint(Settings(server.url, "made-up", seconds=20.0))
        began = time.monotonic()
        for _ in range(2):
            with pytest.raises(MajlisError, match="MJ802"):
                endpoint.ask({"model": "made-up"})
        assert time.monotonic() - began < 15
        assert len(server.asked) == 1
        gone.set()


def test_a_name_that_is_looked_up_for_ever_is_not_waited_for(monkeypatch):
    found, came = threading.Event(), threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found.wait(20) or came.set() or [])
    monkeypatch.setattr("lib.reader.endpoint.TRIES", 1)
    with pytest.raises(MajlisError, match="MJ802"):
        Endpoint(Settings("https://model.example/v1", "made-up", seconds=0.1)).ask({"model": "made-up"})
    assert not came.is_set(), "it waited"
    found.set()
