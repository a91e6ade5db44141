"""How fast files become coded tables, and how much memory that takes. Run by hand:

    python -m tests.benchmarks.bench_ingest [--articles 10000] [--sentences 30]

Prints, for each format, files read a second (loading alone); for `python -m lib code` over JSON lines of the given
number of articles and a tenth of it, articles a second and the largest memory of the parent and of any process.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lib.loaders import load
from tests.loaders import made

ROOT = Path(__file__).parents[2]
SIDES = ("Iran", "Saudi Arabia", "China", "Egypt", "Jordan", "Qatar", "Oman", "Iraq", "Turkey", "Russia")
ACTS = (
    "The foreign minister of {a} met his counterpart from {b} in the capital on Sunday.",
    "The president of {a} spoke by phone with the leader of {b} about Gaza and trade.",
    "{a} said it would send an ambassador to {b} next month, the ministry announced.",
    "Officials from {a} and {b} signed an agreement on energy after two days of talks.",
    "{a} condemned the attack and urged {b} to return to negotiations over the nuclear file.",
)
CHILD = """
import resource, sys
from lib.__main__ import main
main(sys.argv[1:])
own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(own.ru_maxrss / 1024, others.ru_maxrss / 1024, own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime)
"""


def corpus(path: Path, count: int, sentences: int) -> Path:
    """Articles of so many sentences, no two alike."""
    dice = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        for n in range(count):
            lines = (dice.choice(ACTS).format(a=a, b=b) for a, b in (dice.sample(SIDES, 2) for _ in range(sentences)))
            article = {"id": str(n), "published": "2023-08-21", "text": f"Report {n}.\n\n" + " ".join(lines)}
            file.write(json.dumps(article) + "\n")
    return path


def loading(seconds: float = 0.5) -> None:
    """Files read a second, for each format."""
    for name, make in (made.SINGLE | made.MANY).items():
        data = make()
        list(load(data, name))
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            list(load(data, name))
            count += 1
        print(f"load {name.split('.')[1]:8} {count / (time.perf_counter() - began):9,.0f} files/s")


def coding(count: int, jobs: int, sentences: int = 30) -> None:
    """Articles a second and memory of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        source = corpus(Path(folder, "a.jsonl"), count, sentences)
        command = ["code", str(source), "--out", str(Path(folder, "out")), "--format", "jsonl", "--jobs", str(jobs)]
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *command], cwd=ROOT, capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - began
        own, others, work = map(float, done.stdout.split())
    speed = f"{count / seconds:6.0f}/s, {count / work:6.0f} per second of processor time"
    print(
        f"code {count:7,} articles, {jobs} jobs: {speed}, memory {own:4.0f} MB, children {others:4.0f} MB", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=30, help="of each article")
    options = parser.parse_args()
    for jobs in (1, 2):  # first, while this process is small: a child's largest memory counts from its parent's
        for count in (options.articles // 10, options.articles):
            coding(count, jobs, options.sentences)
    loading()


if __name__ == "__main__":
    main()
