"""How fast the overview is, against the least Streamlit can do, and how fast a filter redraws 10,000 meetings.

python tests/benchmarks/bench_page.py [ROUNDS]

Floor: a bare Streamlit app with one Plotly chart, measured in the same run on the same machine, each visit with
an empty browser cache. Targets: first chart within 1.25 times the floor; a filter redraws within 300 ms.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

BARE = """
import plotly.graph_objects as go
import streamlit as st
st.title("Bare")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg .point, .js-plotly-plot .main-svg .js-line')"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MEETINGS = 10_000
HOLD = 300  # ms
RATIO = 1.25


def serve(script: Path, data: str) -> tuple[subprocess.Popen, str]:
    """Start an app on a free port and wait until it answers."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    options = [
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--server.fileWatcherType=none",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options, "--browser.gatherUsageStats=false"],
        cwd=ROOT, env={**os.environ, "MAJLIS_DATA": data}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            return process, url
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app did not come up")


def first_chart(browser: object, url: str) -> float:
    """Seconds from the request to the first chart drawn, in a browser that has seen nothing."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=60_000)
    took = time.perf_counter() - start
    context.close()
    return took


def synthetic(count: int) -> list[dict]:
    """Records of `count` meetings, ten an article, in the shape the coder gives them."""
    from lib.coder import code
    from lib.schema import Article

    sample = code(Article("sample", (ROOT / "data/articles/china-iran-2023-08-21.txt").read_text("utf-8")))
    meeting, article = sample["meetings"][0], sample["articles"][0]
    kinds = ("phone_call", "visit", "meeting", "talks", "summit")
    dyads = (("IRN", "SAU"), ("CHN", "IRN"), ("EGY", "TUR"), ("QAT", "ARE"), ("USA", "SAU"), ("IRQ", "IRN"))
    records = []
    for n in range(count // 10):
        name = f"article-{n}"
        rows = []
        for m in range(10):
            day = f"{2015 + (n * 7 + m) % 10}-{1 + (n + m) % 12:02}-{1 + (n * 3 + m) % 28:02}"
            rows.append({**meeting, "article_id": name, "meeting_id": f"m{m}", "kind": kinds[(n + m) % 5], "date_start": day,
                         "date_end": day, "date_precision": "day", "parties": list(dyads[(n * m) % 6]), "main": m == 0})  # fmt: skip
        text = f"{article['text']} {n}"
        made = {**article, "article_id": name, "text": text, "sha256": f"{n:064x}", "published": "2024-01-01"}
        records.append({"articles": [made], "meetings": rows, "topics": [], "actors": [], "events": []})
    return records


def redraw(browser: object, url: str, rounds: int) -> list[float]:
    """Milliseconds from choosing a kind in the filter to the timeline drawn anew."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_function(DRAWN, timeout=60_000)
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Filter").click()
    box = page.get_by_label("Kinds of meeting")
    times = []
    for n in range(rounds * 2):
        before = page.locator(".st-key-card-timeline h2").inner_text()
        if n % 2 == 0:
            box.click()
            page.keyboard.type("Talks")
            page.wait_for_timeout(400)
        page.evaluate(
            """before => { window.done = new Promise(resolve => { const start = performance.now(); const look = () => {
                const h = document.querySelector('.st-key-card-timeline h2');
                if (h && h.innerText !== before && document.querySelector('.js-plotly-plot .point')) resolve(performance.now() - start);
                else requestAnimationFrame(look); }; look(); }); }""",
            before,
        )
        page.keyboard.press("Enter" if n % 2 == 0 else "Backspace")
        times.append(page.evaluate("() => window.done"))
        page.wait_for_timeout(1200)
    page.close()
    return times


def main(rounds: int) -> int:
    from playwright.sync_api import sync_playwright

    from lib.export.deck import chromium

    bare = Path(tempfile.mkdtemp()) / "bare.py"
    bare.write_text(BARE)
    processes = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        try:
            floor, floor_url = serve(bare, tempfile.mkdtemp())
            ours, ours_url = serve(ROOT / "app.py", tempfile.mkdtemp())
            processes += [floor, ours]
            cold = first_chart(browser, floor_url), first_chart(browser, ours_url)
            warm = [(first_chart(browser, floor_url), first_chart(browser, ours_url)) for _ in range(rounds)]
            ratio = median(o for _, o in warm) / median(f for f, _ in warm)
            print(
                f"first request of a fresh server: bare {cold[0]:.2f} s, overview {cold[1]:.2f} s, ratio {cold[1] / cold[0]:.2f}"
            )
            print(f"later visits, empty cache: bare {median(f for f, _ in warm):.2f} s, overview {median(o for _, o in warm):.2f} s, "
                  f"ratio {ratio:.2f} (target {RATIO})")  # fmt: skip
            folder = tempfile.mkdtemp()
            fill(folder)
            many, many_url = serve(ROOT / "app.py", folder)
            processes.append(many)
            times = redraw(browser, many_url, rounds)
            print(
                f"filter over {MEETINGS:,} meetings: median {median(times):.0f} ms, worst {max(times):.0f} ms (target {HOLD})"
            )
            return int(ratio > RATIO or median(times) > HOLD)
        finally:
            browser.close()
            for process in processes:
                process.terminate()
                process.wait()


def fill(folder: str) -> None:
    os.environ["MAJLIS_DATA"] = folder
    from lib.store import Store

    store = Store()
    store.ingest(synthetic(MEETINGS))
    store.close()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
