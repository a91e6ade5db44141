"""How long a step takes from the key to the chart on the screen, and how long hand-outs take. Run by hand:

    python -m tests.benchmarks.bench_story [--rounds 3]

Steps are measured in a real Chromium on a running app, the first visit to each step apart from the later ones.
For comparison the same browser steps through the HTML hand-out, which has no server at all.
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

STORY, STEPS = "wave", 8


def timed(act, done) -> float:
    """Milliseconds from the act until `done` returns."""
    start = time.perf_counter()
    act()
    done()
    return 1000 * (time.perf_counter() - start)


def step(page: Page, key: str, to: int) -> float:
    chart = f'[class*="st-key-stage-chart-{STORY}-{to}"] .main-svg'
    return timed(lambda: page.keyboard.press(key), lambda: page.wait_for_selector(chart, timeout=20_000))


def stage(page: Page, url: str, rounds: int) -> None:
    page.goto(f"{url}/story?stage=1&story={STORY}&step=1")
    page.wait_for_selector(".st-key-stage .main-svg")
    first, later = [], []
    for turn in range(rounds):
        for to in range(2, STEPS + 1):
            page.wait_for_timeout(700)  # a speaker says at least a word
            (later if turn else first).append(step(page, "ArrowRight", to))
        step(page, "Home", 1)
    told("first visit to a step", first)
    told("later visits", later)


def handout(page: Page, out: Path, rounds: int) -> None:
    page.goto(out.as_uri())
    times = []
    for _ in range(rounds):
        for to in range(2, STEPS + 1):
            page.wait_for_timeout(400)
            shown = f"#step-{to}.on .main-svg"
            times.append(timed(lambda: page.keyboard.press("ArrowRight"), lambda s=shown: page.wait_for_selector(s)))
        page.keyboard.press("Home")
    told("in the HTML hand-out", times)


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
                stage(page, server.url, rounds)
                handout(page, out / "story.html", rounds)
        finally:
            server.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    run(parser.parse_args().rounds)
