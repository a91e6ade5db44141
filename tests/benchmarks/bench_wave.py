"""How long the measures take, in seconds of the processor: a million synthetic events, and the page's own recomputation.

python tests/benchmarks/bench_wave.py [EVENTS] [PAIRS] [YEARS]
"""

import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from lib.codebook import sides
from lib.measures.waves import command, curated
from lib.measures.waves.breadth import breadth
from lib.measures.waves.voices import heard
from lib.measures.waves.wave import waves


def synthetic(events: int, dyads: int, years: int, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Tables as the coder makes them: articles from 200 outlets, events of random pairs, days and intensities."""
    rng = np.random.default_rng(seed)
    region = [code for code, inside in sides().items() if inside]
    actors = np.array(region + [code for code, inside in sides().items() if not inside][: 125 - len(region)])
    a, b = np.triu_indices(len(actors), 1)
    chosen = rng.permutation(len(a))[:dyads]
    dyad = chosen[rng.integers(len(chosen), size=events)]
    start = np.datetime64("2014-01-01") + rng.integers(365 * years, size=events)
    article = rng.integers(events // 4 + 1, size=events)
    names = np.char.add("article-", np.arange(events // 4 + 1).astype(str)).astype(object)
    sentences = np.array([f"They signed an agreement, number {n}." for n in range(20_000)], dtype=object)
    table = pd.DataFrame(
        {
            "article_id": names[article],
            "event_type": "CONSULT",
            "mode": rng.choice(["visit", "phone", ""], events),
            "actor": [[x] for x in actors[a[dyad]].tolist()],
            "recipient": [[x] for x in actors[b[dyad]].tolist()],
            "intensity": rng.uniform(-10, 10, events).round(1),
            "status": "held",
            "stage": rng.choice(["", "", "visit", "security", "recall"], events),
            "date_start": start.astype("datetime64[s]"),
            "date_end": start.astype("datetime64[s]"),
            "place": rng.choice(["", "", "Cairo", "Doha", "Baku", "Muscat"], events),
            "confidence": rng.uniform(0.4, 0.9, events),
            "evidence": sentences[rng.integers(len(sentences), size=events)],
        }
    )
    outlets = [f"outlet {n % 200}" for n in range(len(names))]
    articles = pd.DataFrame({"article_id": names, "source": outlets, "origin": "uploaded"})
    return {"articles": articles, "events": table}


def peak() -> float:
    """Peak memory of the process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(events: int = 1_000_000, dyads: int = 5000, years: int = 10) -> None:
    tables = synthetic(events, dyads, years)
    print(f"{events} events, {dyads} pairs, {years} years; memory with the tables alone {peak():.0f} MB")
    began = time.process_time()
    evidence = command.evidence_of(tables)
    gathered = time.process_time()
    moved = breadth(evidence)
    found = heard(evidence, moved, waves(evidence, moved=moved))
    done = time.process_time()
    print(
        f"evidence {gathered - began:.2f} s, waves {done - gathered:.2f} s ({len(found)} found), together "
        f"{done - began:.2f} s; {peak():.0f} MB at most"
    )
    milestones = command.evidence_of(milestones=curated.milestones())
    took = []
    for _ in range(7):
        began = time.process_time()
        waves(milestones)
        took.append(time.process_time() - began)
    print(f"chronology, all waves anew: median {1000 * np.median(took):.0f} ms")


if __name__ == "__main__":
    main(*(int(n) for n in sys.argv[1:]))
