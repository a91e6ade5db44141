"""How many articles a second of one core's time the coder reads. Run by hand:

    python -m tests.benchmarks.bench_coder [--times 40]

Codes the articles of tests/coder/articles so many times over, after one round that reads the codebook. Prints articles
a second of CPU time (another program on the machine changes it little), the time of twice as many articles, and that
of articles twice as long, both as a ratio: near 2 means that the coder does not slow down with what it has read.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

from lib.coder import code
from lib.schema import Article

FOLDER = Path(__file__).parents[1] / "coder" / "articles"


def articles() -> list[Article]:
    """The articles written for the tests, as loaded from text."""
    return [Article(path.stem, path.read_text("utf8"), published="2024-03-12") for path in sorted(FOLDER.glob("*.txt"))]


def seconds(batch: list[Article], times: int) -> float:
    """CPU seconds of coding the batch so many times, the quicker of two runs."""
    spent = []
    for _ in range(2):
        began = time.process_time()
        for _ in range(times):
            for article in batch:
                code(article)
        spent.append(time.process_time() - began)
    return min(spent)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    batch = articles()
    seconds(batch, 1)
    once = seconds(batch, times)
    words = sum(len(article.text.split()) for article in batch) / len(batch)
    print(f"{times * len(batch) / once:.0f} articles of {words:.0f} words a second of CPU")
    print(f"twice as many articles: {seconds(batch, 2 * times) / once:.2f} times the time")
    longer = [replace(article, text=f"{article.text}\n\n{article.text}") for article in batch]
    print(f"articles twice as long: {seconds(longer, times) / once:.2f} times the time")


if __name__ == "__main__":
    main()
