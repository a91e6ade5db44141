"""Learn which topics an article discusses, rather than names in passing.

    python -m tests.train_topics GOLD     # needs scikit-learn; writes data/coder/topics.json

GOLD is a folder with articles_*.jsonl (`id`, `text`, `published`, `source`, `language`) and, of the same endings,
meetings_*.jsonl (`id` and `topics`: those that the article discusses). A third of the publishers is kept for figures;
nothing is learned from it.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lib.coder import languages, read
from lib.coder.deciding import Features, Weights
from lib.coder.topics import candidates, in_sentences, phrases
from lib.schema import Article
from tests.training import FOLDS, KEPT, articles, figures, fold, lines, logistic, write

C = 0.3  # inverse strength of regularisation: the best of .1, .3 and 1 over the folds
SEEN = 8  # times a feature is there, at least: of 1, 4 and 8 the figures are the same
DISCUSSED = 0.42  # a topic from here: as many are missed as made up


@dataclass
class Text:
    """An article: its fold, the topics it discusses, and what speaks for each that some phrase of it is of."""

    fold: int
    wanted: set[str]
    named: dict[str, Features]


def main(gold: Path) -> None:
    texts = [*load(gold)]
    shown, kept = ([text for text in texts if (text.fold == KEPT) is held] for held in (False, True))
    folds = [learn([text for text in shown if text.fold != k]) for k in range(FOLDS)]
    weights = replace(learn(shown), threshold=DISCUSSED)
    write("topics", weights)
    for name, some in (("learned from, in folds", shown), ("kept for figures", kept)):
        told = score(some, [*folds, weights])
        print(name, len(some), "articles", {k: round(v, 3) for k, v in told.items()})


def load(gold: Path) -> Iterator[Text]:
    """The articles whose topics people have told; of one file, a topic that nobody told in it was not asked for."""
    known = articles(gold)
    for file in sorted(gold.glob("meetings_*.jsonl")):
        told = [one for one in lines(file) if one["id"] in known and "topics" in one]
        asked = {topic for one in told for topic in one["topics"]}
        for one in told:
            article = known[one["id"]]
            named = {topic: features for topic, features in _named(article) if topic in asked}
            yield Text(fold(article), {*one["topics"]}, named)


def _named(article: Article) -> Iterable[tuple[str, Features]]:
    doc = read(article)
    told = languages.topic_phrases(doc) if isinstance(doc, languages.Reading) else phrases(doc.low)
    return candidates(doc, in_sentences(doc, told))


def learn(texts: list[Text]) -> Weights:
    said = [(features, topic in text.wanted) for text in texts for topic, features in text.named.items()]
    return logistic([one for one, _ in said], [right for _, right in said], [1.0] * len(said), C, SEEN)


def score(texts: list[Text], folds: list[Weights]) -> dict[str, float]:
    """Precision, recall and F1 of the topics, and how far their confidence is off, in ten bins."""
    sure = [
        (folds[text.fold].probability(features), topic in text.wanted)
        for text in texts
        for topic, features in text.named.items()
    ]
    told = [(p, right) for p, right in sure if p >= DISCUSSED]
    hit = sum(right for _, right in told)
    return figures(hit, len(told) - hit, sum(len(text.wanted) for text in texts), told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
