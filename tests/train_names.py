"""Learn which runs of capitalised words are people.

    python -m tests.train_names GOLD     # needs scikit-learn; writes data/coder/names.json

GOLD is a folder with articles_*.jsonl (`id`, `text`, `published`, `source`) and, of the same endings, meetings_*.jsonl
(`id` and `persons`: the full names of all people of the article). A third of the publishers is kept for figures; nothing is
learned from it.
"""

import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lib.coder.deciding import Features, Weights
from lib.coder.document import read
from lib.coder.entities import bare, names
from lib.coder.entities.mentions import Finder
from lib.loaders import load
from lib.schema import Article
from tests.training import logistic, write

C = 1.0  # inverse strength of regularisation: the best of .1, .3, 1 and 3 over the folds
FOLDS = 8
THRESHOLDS = [t / 20 for t in range(6, 15)]


@dataclass
class Run:
    """A run of capitalised words: its publisher's number, its signs, and whether it is a person."""

    publisher: int
    signs: Features
    person: bool


def main(gold: Path) -> None:
    found = [run for one in _articles(gold) for run in _runs(*one)]
    shown = [run for run in found if run.publisher % 3]
    folds = [learn([run for run in shown if run.publisher % FOLDS != k]) for k in range(FOLDS)]
    told = [(folds[run.publisher % FOLDS].probability(run.signs), run.person) for run in shown]
    threshold = min(THRESHOLDS, key=lambda t: abs(score(told, t)[0] - score(told, t)[1]))  # as many missed as made up
    weights = learn(shown, threshold)
    write("names", weights)
    kept = [(weights.probability(run.signs), run.person) for run in found if not run.publisher % 3]
    for name, pairs in (("learned from, in folds", told), ("kept for figures", kept)):
        print(name, len(pairs), "runs: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*score(pairs, threshold)))


def _articles(gold: Path) -> Iterator[tuple[Article, set[str]]]:
    for path in sorted(gold.glob("articles_*.jsonl")):
        lines = path.with_name(path.name.replace("articles", "meetings")).read_text("utf-8").splitlines()
        persons = {one["id"]: one.get("persons", []) for one in map(json.loads, filter(None, lines))}
        for article in load(path):
            if isinstance(article, Article) and article.language in ("", "en"):
                yield article, {names.surname(name) for name in persons.get(article.article_id, [])}


def _runs(article: Article, persons: set[str]) -> Iterator[Run]:
    doc = read(article)
    finder = Finder(doc.clean, doc.sentences, doc.day, doc.home)
    found = finder.run()
    known = {word for m in found if m.kind == "person" for word in names.key(m.name).split() if len(word) > 1}
    people = bare.People.of(found)
    for start, text, sentence in bare.runs(finder, found):
        last = names.surname(text)
        if (
            doc.skip[sentence.index]
            or doc.header.covers(start, start + 1)
            or last in known
            or not bare.long_enough(text)
        ):
            continue
        yield Run(
            zlib.crc32((article.source or "-").encode()),
            bare.signs(finder, start, text, sentence, people),
            last in persons,
        )
        if last in persons:
            known.add(last)
            people.ends.add(start + len(text))


def learn(found: list[Run], threshold: float = 0.5) -> Weights:
    """A logistic regression over the signs."""
    weights = logistic([r.signs for r in found], [r.person for r in found], [1.0] * len(found), C, digits=2)
    return replace(weights, threshold=threshold)


def score(pairs: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    said = [person for probability, person in pairs if probability > threshold]
    precision, recall = sum(said) / max(len(said), 1), sum(said) / max(sum(person for _, person in pairs), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
