"""How long a step takes from the key to the chart on the screen, and how long hand-outs take. Run by hand:

    python -m tests.benchmarks.bench_story [--rounds 3]

Steps are measured in a real Chromium on a running app, and for comparison in the HTML hand-out, which has no server at all.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from lib.__main__ import main
from lib.export.deck import chromium
from tests.browser.server import FLAGS, Server, free_port

STORY, STEPS = "wave", 13


# Milliseconds from the key to the frame after the one in which the step and its chart are on the screen.
WATCH = """to => { window.took = 0; addEventListener('keydown', pressed => {
  const look = () => requestAnimationFrame(() => setTimeout(() => {
    const drawn = document.querySelector(`#step-${to}.on`)?.querySelector('.main-svg, .quote, .sheet:not(:has(.figure, .quote))');
    drawn ? window.took = performance.now() - pressed.timeStamp : look();
  }));
  look();
}, {once: true, capture: true}); }"""


def step(page: Page, key: str, to: int) -> float:
    page.evaluate(WATCH, to)
    page.keyboard.press(key)
    page.wait_for_function("() => window.took")
    return page.evaluate("() => window.took")


def played(page: Page, what: str, url: str, rounds: int) -> None:
    """From the address to the first chart, to all charts, and from each key to its step."""
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#step-1.on")
    first = time.perf_counter() - start
    page.wait_for_selector("html[data-ready]")
    print(f"{what}: first step after {first:.2f} s, all drawn after {time.perf_counter() - start:.2f} s")
    times = []
    for _ in range(rounds):
        for to in range(2, STEPS + 1):
            page.wait_for_timeout(300)
            times.append(step(page, "ArrowRight", to))
        step(page, "Home", 1)
    told(f"{what}, once all is drawn", times)
    at_once = []
    for _ in range(rounds):
        page.goto(url)
        page.wait_for_selector("#step-1.on")
        at_once += [step(page, "ArrowRight", to) for to in range(2, STEPS + 1)]
    told(f"{what}, as fast as can be, from the first chart on", at_once)


def told(what: str, times: list[float]) -> None:
    worst = max(times)
    print(f"step, {what}: median {statistics.median(times):.0f} ms, worst {worst:.0f} ms of {len(times)}")


def run(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for ending in ("html", "pptx", "pdf"):
            start = time.perf_counter()
            main(["export-story", STORY, "--out", str(out / f"story.{ending}")])
            size = (out / f"story.{ending}").stat().st_size / 1e6
            print(f"export {ending}: {time.perf_counter() - start:.1f} s, {size:.1f} MB")
        server = Server(free_port(), folder).start()
        try:
            with sync_playwright() as play:
                page = play.chromium.launch(executable_path=chromium.find(), args=list(FLAGS)).new_page()
                for visit in ("first visit", "later visit"):
                    played(page, f"on stage, {visit}", f"{server.url}/stage?story={STORY}", rounds)
                played(page, "in the HTML hand-out", (out / "story.html").as_uri(), rounds)
        finally:
            server.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    run(parser.parse_args().rounds)
