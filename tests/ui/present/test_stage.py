"""What the stage serves: the deck of a story to whom may see it, its scripts, and what windows of a show tell each other."""

import asyncio
import gzip
import json
import re
import zlib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.websockets import WebSocket
from streamlit import config

from lib.api import door
from lib.coder import code
from lib.errors import MajlisError
from lib.export.deck import slides_html
from lib.export.deck import story as files
from lib.export.deck.story import Step, Story
from lib.schema import Article
from lib.store import Store
from lib.ui.present import stage, stories
from lib.ui.shell import data

MINE = "majlis=0123456789abcdef0123456789abcdef"


def request(query: str = "", cookie: str = "", **path: str) -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return Request({"type": "http", "query_string": query.encode(), "headers": headers, "path_params": path})


def parts(query: str, cookie: str = "") -> list[str]:
    """The parts of a page as they come, unpacked."""

    async def read() -> list[bytes]:
        return [chunk async for chunk in stage.page(request(query, cookie)).body_iterator]

    unpacker = zlib.decompressobj(wbits=31)
    return [unpacker.decompress(chunk).decode() for chunk in ran(read())]


def ran(told: Coroutine) -> object:
    """What it gives. In a thread of its own: where a browser is driven, this one has a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, told).result()


def deck(query: str, cookie: str = "") -> dict:
    page = "".join(parts(query, cookie))
    return json.loads(re.search(r'id="deck">(.*?)</script>', page, re.DOTALL)[1])


def headlines(query: str, cookie: str = "") -> list[str]:
    return [slide["headline"] for slide in deck(query, cookie)["slides"]]


def test_the_article_is_told_from_its_title_to_where_it_stands_in_the_wave():
    told = headlines("story=article")
    assert len(set(told)) == 7
    assert "phone call on 20 August 2023" in told[1]
    assert "claimed by Wang Yi: the chronology has one, March 2023 to July 2023" in told[-2]
    assert "this article alone does not support it" in told[-2]
    assert told[-1].startswith("On 21 August 2023, no wave of the region was running")


@pytest.mark.parametrize(
    ("name", "step", "headline"),
    [
        ("wave", 1, "Was there a reconciliation wave"),
        ("wave", 5, "pairs moved towards each other"),
        ("wave", 7, "moved first in the wave of"),
        ("wave", 12, "Without Syria, no wave"),
        ("wave", 13, "Yes, twice, and mostly Syria coming back"),
        ("pair-IRN-SAU", -1, "Iran and Saudi Arabia: from severed to"),
        ("pair-SAU-IRN", -2, "Iran and Saudi Arabia: on their best terms in June 2023"),
        ("actor-SYR", 2, "Syria moved closer to"),
        ("actor-SYR", -1, "Where Syria stood on"),
    ],
)
def test_ready_stories_are_told_from_the_chronology(name, step, headline):
    assert headline in headlines(f"story={name}")[step - 1 if step > 0 else step]


@pytest.mark.parametrize("name", ["nonsense", "actor-XYZ", "pair-IRN-ISL", "mine-gone", "pair-a-b-c", "%3Cscript%3E"])
def test_a_story_that_cannot_be_told_says_why(name):
    (slide,) = deck(f"story={name}")["slides"]
    assert "story" in slide["headline"]
    assert "<script>alert" not in "".join(parts(f"story={name}"))


def test_no_name_is_the_first_story():
    assert deck("story=")["story"] == stories.DEFAULT


def test_the_head_comes_at_once_and_says_that_the_steps_are_drawn():
    head, *rest = parts("story=article")
    assert "Drawing the steps" in head
    assert "<main>" not in head
    assert "<main>" in "".join(rest)


def test_its_page_runs_scripts_of_this_server_alone():
    page = "".join(parts("story=wave"))
    assert "default-src 'none'; script-src 'self';" in page
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", page)[0]
    assert re.findall(r"<script(?! type=\"application/json\")[^>]*>", page) == [
        f'<script defer src="{stage.script_address("deck.js")}">'
    ]


def test_a_script_is_kept_by_the_browser_and_no_other_file_is_served():
    answer = stage.script(request(file="deck.js"))
    assert gzip.decompress(answer.body).decode() == slides_html.asset("deck.js")
    assert "immutable" in answer.headers["cache-control"]
    assert stage.script(request(file="deck.html")).status_code == 404


@pytest.fixture
def kept(new_store, tmp_path, monkeypatch) -> Store:
    """A store of its own."""
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    (tmp_path / new_store.name).write_bytes(new_store.read_bytes())
    data.opened.clear()
    yield data.store()
    data.opened.clear()


def test_what_is_private_is_told_to_its_owner_alone(kept):
    owner = door.session(door.token([MINE]))
    text = "The foreign ministers of Egypt and Qatar met in secret in Doha on 5 May 2023."
    kept.ingest([code(Article("secret", text, published="2023-05-06"))], owner)
    steps = tuple(Step(view=view, settings={"article": "secret"}) for view in ("contact", "contacts"))
    made = kept.save_story("Secret", files.dump(Story("Secret", steps)), owner)
    for cookie, seen in ((MINE, True), ("", False), (MINE.replace("0", "9"), False), (MINE, True)):
        page = "".join(parts(f"story=mine-{made}", cookie))
        assert ("in secret" in page) == seen


def test_a_story_is_drawn_once_for_all_who_see_the_same():
    first = stories.page("pair-IRN-SAU", "somebody", "")
    assert stories.page("pair-IRN-SAU", "somebody else", "") is first


# ---------------------------------------------------------------- the windows of a show
FULL = MajlisError("MJ704").told


class Window:
    """A window of a show, as the server sees it."""

    def __init__(self, show: str, at: str = "192.0.2.1") -> None:
        self.says: asyncio.Queue = asyncio.Queue()
        self.heard: list = []
        scope = {"type": "websocket", "path_params": {"show": show}, "headers": [], "client": (at, 4)}
        self.socket = WebSocket(scope, self.says.get, self.hear)
        self.says.put_nowait({"type": "websocket.connect"})

    async def hear(self, message: dict) -> None:
        self.heard.append(message.get("text") or message.get("reason") or message["type"])

    def say(self, text: str) -> None:
        self.says.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        self.says.put_nowait({"type": "websocket.disconnect", "code": 1001})


def meet(*windows: Window, act) -> None:
    async def run() -> None:
        tasks = [asyncio.create_task(stage.show(window.socket)) for window in windows]
        await asyncio.sleep(0.02)
        act()
        await asyncio.sleep(0.02)
        for window in windows:
            window.leave()
        await asyncio.gather(*tasks)

    ran(run())


def test_what_one_window_says_the_others_of_its_show_hear():
    audience, speaker, other = Window("a" * 16), Window("a" * 16), Window("b" * 16)
    meet(audience, speaker, other, act=lambda: (speaker.say("to 3"), speaker.say("x" * (stage.LONGEST + 1))))
    assert audience.heard == ["websocket.accept", "to 3"]
    assert speaker.heard == ["websocket.accept"]
    assert other.heard == ["websocket.accept"]
    assert stage.shows == {}


def test_bytes_and_empty_words_are_passed_over():
    audience, speaker = Window("a" * 16), Window("a" * 16)
    odd = [{"type": "websocket.receive", "bytes": b"\0"}, {"type": "websocket.receive", "text": ""}]
    meet(audience, speaker, act=lambda: ([*map(speaker.says.put_nowait, odd)], speaker.say("to 3")))
    assert audience.heard == ["websocket.accept", "to 3"]


@pytest.mark.parametrize("show", ["", "short", "A" * 16, "a" * 40, "../../etc"])
def test_what_is_no_name_of_a_show_is_refused(show):
    window = Window(show)
    meet(window, act=lambda: None)
    assert window.heard == ["websocket.close"]


def test_windows_and_shows_are_not_without_number(monkeypatch):
    monkeypatch.setattr(stage, "MOST_WINDOWS", 2)
    windows = [Window("a" * 16) for _ in range(3)]
    meet(*windows, act=lambda: None)
    assert [window.heard[1:] for window in windows] == [[], [], [FULL]]
    monkeypatch.setattr(stage, "MOST_SHOWS", 1)
    windows = [Window("a" * 16), Window("b" * 16)]
    meet(*windows, act=lambda: None)
    assert [window.heard[1:] for window in windows] == [[], [FULL]]


@pytest.mark.parametrize(
    ("first", "second", "other"),
    [
        ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", "2001:db8:1:2::1"),
    ],
)
def test_one_address_takes_the_room_of_no_other(first, second, other, monkeypatch):
    monkeypatch.setattr(stage.places, "most", 1)
    windows = [Window(show * 16, at) for show, at in zip("abc", (first, second, other), strict=True)]
    meet(*windows, act=lambda: None)
    assert [window.heard[1:] for window in windows] == [[], [FULL], []]
    assert not stage.places.taken


@pytest.mark.parametrize(("base", "begins"), [("", "/stage"), ("team", "/team/stage"), ("/a/b/", "/a/b/stage")])
def test_it_lies_where_the_app_lies(base, begins):
    before = st.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", base)
    try:
        assert all(route.path.startswith(begins) for route in stage.routes())
    finally:
        config.set_option("server.baseUrlPath", before)
