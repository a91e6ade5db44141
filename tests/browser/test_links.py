"""No text of an article is a link anywhere, nor an icon or another sign: what a browser makes of it is looked at."""

import json
import os
import random
import re
import subprocess
import sys

import pytest

from lib.paths import ROOT
from tests.browser.seeing import settle, still
from tests.browser.server import free_port
from tests.browser.test_add import add

HOST = "lure.example"
ADDRESSES = [f"https://{HOST}/a?b=c", f"http://{HOST}", f"www.{HOST}", f"WWW.{HOST}/x", f"mailto:me@{HOST}", f"me@{HOST}", HOST,
             f"ftp://{HOST}", f"xmpp:me@{HOST}", f"<https://{HOST}>", f"[a](https://{HOST})", f"//{HOST}"]  # fmt: skip
PIECES = [*ADDRESSES, "https", "http", "://", "www", ".", "@", ":", "/", " ", "material/face", "smile", "-", ">", "<", "=", "~", "_",
          "\\", "`", "*", "$x$", "&amp;", "é", "ﷺ", "1.", "#", "|", "[^1]", "streamlit", "red", "[", "]", "(", "!", "^", "+1"]  # fmt: skip
LINKS = """host => [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()
  .filter(name => /^(xlink:)?(href|src|action)$/.test(name) && e.getAttribute(name).includes(host))
  .map(name => `${e.tagName} ${e.getAttribute(name)}`))"""
SHOWN = """() => [...document.querySelectorAll('[class*=st-key-n-]')].map(e => [
  e.className.match(/st-key-n-(\\d+)/)[1], e.textContent, e.querySelectorAll('a:not([href^="#"]), img, [role=img], code, em, strong').length])"""
SCRIPT = """
import json, sys
import streamlit as st
from lib.ui.shell.marked import plain
draw = [lambda t: st.markdown(t), lambda t: st.caption(t), lambda t: st.button(t, key=f"b-{n}"), lambda t: st.error(t), lambda t: st.markdown("## " + t)]
for n, text in enumerate(json.load(open(sys.argv[1]))):
    with st.container(key=f"n-{n}"):
        draw[n % len(draw)](plain(text))
st.title("Done")
"""


def generated(count: int) -> list[str]:
    chance = random.Random(12)
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 8))) for _ in range(count)]
    return [*ADDRESSES, *(text for text in made if text.strip())]


@pytest.fixture
def shown(tmp_path):
    """The address of a page that shows the texts of a file, as pages of Majlis show them."""
    (tmp_path / "texts.json").write_text(json.dumps(generated(600)))
    (tmp_path / "probe.py").write_text(SCRIPT)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(tmp_path / "probe.py"), f"--server.port={port}",
               "--server.headless=true", "--", str(tmp_path / "texts.json")]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    ) as running:
        yield f"http://127.0.0.1:{port}"
        running.kill()


ISOLATES = dict.fromkeys((0x2068, 0x2069))  # not seen: they stand around words that run from right to left


def test_generated_texts_are_shown_as_they_are(page, shown):
    for _ in range(100):
        try:
            page.goto(shown)
            break
        except Exception:
            page.wait_for_timeout(200)
    page.get_by_role("heading", name="Done").wait_for()
    still(page)
    wanted = generated(600)
    found = page.evaluate(SHOWN)
    assert len(found) == len(wanted)
    words = {int(n): text.translate(ISOLATES).split() for n, text, _ in found}
    wrong = [
        (wanted[int(n)], text)
        for n, text, made in found
        if made or words[int(n)] != wanted[int(n)].translate(ISOLATES).split()
    ]
    assert wrong == []
    assert page.evaluate(LINKS, HOST) == []


def luring(n: int) -> dict[str, str]:
    """An article of which every field holds an address; the one in `url` is another host's, and may be led to."""
    said = f"He spoke of {ADDRESSES[n % len(ADDRESSES)]} and of me@{HOST}, at www.{HOST}."
    text = f"Iranian Foreign Minister Hossein Amir-Abdollahian met his Saudi counterpart in Beijing on {n + 1} April 2023. {said}"
    return {
        "title": f"See {ADDRESSES[n % len(ADDRESSES)]}, me@{HOST} :wave: now", "source": f"www.{HOST}", "author": f"me{n}@{HOST}",
        "text": f"{text}\n\nWang Yi of https://{HOST}/wang said the nuclear talks of www.{HOST} go on. It is a wave of reconciliation at http://{HOST}.",
        "published": f"2023-04-{n + 2:02}", "url": "javascript:alert(1)//lure.example" if n % 2 else "https://outward.example/a",
        f"https://{HOST}/column": "x",
    }  # fmt: skip


PAGES = [
    "overview",
    "meetings",
    "topics",
    "actors",
    "pair",
    "wave",
    "article",
    "review",
    "agreement",
    "export",
    "story",
    "add",
    "method",
]


def test_no_page_makes_a_link_of_an_article(visitor, app_url):
    page, url = visitor, app_url
    page.set_viewport_size({"width": 1440, "height": 3000})
    content = "\n".join(json.dumps(luring(n)) for n in range(12)).encode()
    broken = {"name": f"www.{HOST} me@{HOST} https:__{HOST}.txt", "mimeType": "text/plain", "buffer": b""}
    files = [{"name": f"me@{HOST}.jsonl", "mimeType": "application/octet-stream", "buffer": content}, broken]
    add(page, url, files)
    seen = {"add": page.evaluate(LINKS, HOST)}
    page.get_by_role("button", name=re.compile(r"Keep \d+ articles")).click()
    page.get_by_text("Only you see them").wait_for()
    page.get_by_role("link", name="Read the first one").click()
    page.wait_for_url("**/article?**")
    settle(page)
    first = page.url
    for name in PAGES:
        page.goto(first if name == "article" else f"{url}/{name}")
        settle(page)
        tables = page.get_by_role("button", name="Table", exact=True)
        for n in range(min(tables.count(), 2)):
            tables.first.evaluate("button => button.click()")  # under whatever lies over it
            page.get_by_role("button", name="Hide the table").nth(n).wait_for(state="attached")
            settle(page)
        still(page)
        assert not page.get_by_test_id("stException").count()
        seen[name] = page.evaluate(LINKS, HOST)
    assert {name: found for name, found in seen.items() if found} == {}
    page.goto(first)
    page.get_by_role("link", name="Open the original").wait_for()
