"""A model reads beside the coder in a real Chromium: switched on, told, watched, stopped, gone on with; both readings, a
hostile answer shown harmlessly, what is kept by each choice, and a key that no page holds."""

import json
import re
import threading

import pytest
from playwright.sync_api import expect

from tests.browser.seeing import settle, still, violations
from tests.browser.test_add import add, note
from tests.reader.server import Said, article, rows, serving

KEY = "sk-no-page-holds-this"
MODEL = "made-up"
SIDES = {
    "Tunisia": "TUN",
    "Algeria": "DZA",
    "Libya": "LBY",
    "Morocco": "MAR",
    "Sudan": "SDN",
    "Yemen": "YEM",
    "Iraq": "IRQ",
    "Kuwait": "KWT",
    "Qatar": "QAT",
}
MALICE = (
    '<img src=x onerror="document.title=1"> **bold** =HYPERLINK("http://127.0.0.1") [a](javascript:alert(1)) :red[x]'
)


def text(n: int) -> str:
    a, b = (list(SIDES)[place % 9] for place in (n, n + 1))
    return f"The foreign ministers of {a} and {b} met in Cairo on {n + 2} May 2023. They spoke of grain. {a} condemned the raid on {b}."


def say(server, body) -> Said:
    """A model with another status for each meeting, a topic of its own, a row that never was, and malice."""
    told = article(body)
    a, b = (code for name, code in SIDES.items() if name in told)
    day = re.search(r"\d+ May 2023", told)[0]
    met = {
        "quote": told.split(". ")[0] + ".",
        "kind": "meeting",
        "status": "planned",
        "parties": [a, b],
        "date_words": day,
        "place": "Cairo",
    }
    never = met | {"parties": [a, "FRA"]}
    return rows(meetings=[met, never, met | {"quote": MALICE}], topics=[{"topic": "humanitarian", "quote": "grain"}])


class Held:
    """A model that answers two articles, and the others once it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, server, body) -> Said:
        if len(server.asked) > 2:
            self.go.wait(60)
        return say(server, body)


@pytest.fixture(scope="module")
def model():
    with serving(Held()) as running:
        yield running


@pytest.fixture(scope="module")
def url(new_server, model) -> str:
    """An app that has the model."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"URL": model.url, "MODEL": MODEL, "KEY": KEY, "PRICE": "2/8"}.items():
            patch.setenv(f"MAJLIS_READER_{name}", value)
        return new_server().url


TABLES = r"""(rows) => {
  const told = [...document.querySelectorAll('[role=tab]')].map((tab) => tab.innerText.match(/^\w+ \((\d+)\)/));
  const found = told.filter(Boolean);
  return found.length === 4 && found.reduce((sum, count) => sum + Number(count[1]), 0) === rows;
}"""  # are there so many rows in the tables that would be kept?


def switch_on(page) -> None:
    page.get_by_text(f"Read with {MODEL} too").click()
    page.get_by_text("Where to:").wait_for()
    settle(page)


def read(page) -> None:
    page.get_by_role("button", name=f"with {MODEL}").click()
    page.get_by_role("heading", name=f"Read by the coder and by {MODEL}").wait_for()
    page.get_by_role("heading", name="What would change").wait_for()
    settle(page)


def choose(page, words: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{words} \\d")).click()
    settle(page)
    still(page)


def test_switched_on_told_watched_stopped_and_gone_on_with(page, url, model, look):
    add(page, url, [note(f"{n}.txt", text(n)) for n in range(9)])
    expect(page.get_by_text("Off: no article leaves this server.")).to_be_visible()
    switch_on(page)
    told = page.locator(".st-key-intake-reader").inner_text()
    assert "9 articles (" in told
    assert "9 requests, about " in told
    assert "By the price that is set, about 0." in told
    assert f"{model.url.split('/')[2]}, a program on this server." in told
    assert not model.asked, "something was sent before the button"
    look(page, "reader-told")

    page.get_by_role("button", name=f"Read 9 articles with {MODEL}").click()
    page.get_by_text(re.compile(r"^\d of 9 articles read")).wait_for()
    look(page, "reader-reads")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Nothing more is asked").wait_for()
    page.get_by_role("button", name="Keep 9 articles").wait_for()
    asked = len(model.asked)
    assert asked < 9
    model.say.go.set()
    settle(page)
    page.get_by_role("button", name=re.compile("Go on: read")).click()
    page.get_by_role("heading", name="Read by the coder and by").wait_for()
    page.get_by_text("Which rows are kept").wait_for()
    while len({json.dumps(body) for body in model.asked}) < 9:  # what was read before the stop is shown meanwhile
        page.wait_for_timeout(100)
    settle(page)
    assert len({json.dumps(body) for body in model.asked}) == 9
    assert set(model.keys) == {f"Bearer {KEY}"}
    assert KEY not in page.content()
    assert not page.errors


def test_differences_come_first_and_a_hostile_answer_is_shown_harmlessly(page, url, look):
    add(page, url, [note("one.txt", text(0)), note("two.txt", text(1))])
    switch_on(page)
    read(page)
    title = page.title()
    first = page.get_by_role("tabpanel").first.inner_text()
    assert first.index("Both tell it, otherwise: 1") < first.index("Status")
    assert re.search(r"Status\s+Held\s+Planned", first)
    assert "The foreign ministers of" in first
    assert not violations(page), "\n".join(violations(page))
    look(page, "reader-differs")
    page.get_by_role("tab", name="Refused 2").click()
    still(page)
    refused = page.get_by_role("tabpanel").filter(has_text="Its quote").first
    said = refused.inner_text()
    assert "The article does not name this side: FRA" in said
    assert MALICE in said
    assert not refused.locator("img, a, strong, span[style*=color]").count()
    assert page.title() == title
    assert KEY not in page.content()
    assert page.hosts <= {"127.0.0.1", "data", "blob"}
    page.set_viewport_size({"width": 400, "height": 900})
    still(page)
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert wide <= 0, "the page is wider than the window"
    assert not page.errors


def test_what_is_kept_follows_the_choice_and_is_known_afterwards(page, url, look):
    add(page, url, [note("one.txt", text(0))])
    switch_on(page)
    read(page)
    counts = {}
    for words in ("Coder", "Model", "Both agreed", "Either"):
        choose(page, words)
        counts[words] = int(page.get_by_role("radio", name=re.compile(f"^{words} ")).inner_text().split()[-1])
        page.wait_for_function(TABLES, arg=counts[words])
    assert counts["Both agreed"] < counts["Coder"] < counts["Either"]
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("Only you see them").wait_for()
    expect(page.get_by_text(re.compile(f"rows a model read some: .*by {MODEL} alone"))).to_be_visible()
    look(page, "reader-kept")
    page.get_by_role("link", name="Read the first one").click()
    page.get_by_text("Dashed: read by a model alone.").wait_for()
    settle(page)
    assert page.locator("mark.by-model").count()
    look(page, "reader-article")
    page.goto(f"{url}/meetings?reader=coder%20and%20{MODEL}")
    settle(page, chart=True)
    expect(page.get_by_role("button", name=f"Read by coder and {MODEL}")).to_be_visible()
    assert (
        page.locator(".st-key-card-timeline h2").inner_text() == "Tunisia and Algeria: meeting in Cairo on 2 May 2023"
    )
    assert f"coded by Majlis and {MODEL}" in page.locator(".st-key-card-timeline").inner_text()
    assert not page.errors
