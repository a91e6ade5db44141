"""What the modules that learn weights (train_names, train_meetings, train_events) share. It needs scikit-learn, which Majlis does not.

GOLD is a folder of annotated texts, one JSON object a line: articles_*.jsonl with `id`, `text`, `published` and `source`, and beside
them what each module asks for.
"""

import json
import re
import zlib
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lib.coder.deciding import Features, Weights
from lib.loaders import load
from lib.paths import WEIGHTS
from lib.schema import Article, Row
from tests.quality.measure import gap

FOLDS = 5
KEPT = -1  # the fold of what nothing is learned from
OFFICIAL = {
    "The White House",
    "US State Department",
}  # so many texts that they are parted by day, as tests/coder/real is
OWN = "invented"  # the source of the short texts in INVENTED: each goes by itself
INVENTED = Path(__file__).parent / "coder" / "invented"
ONCE = "annotated once"  # who reads a text once leaves more out than who reads it twice: learned of the text, then left away
NOTHING = Weights(0.0, 0.0, {})
MUCH = 3.0  # its value, so that it is hardly shrunk


def articles(*folders: Path) -> dict[str, Article]:
    """The articles of these folders by identifier."""
    files = sorted(path for folder in folders for path in folder.glob("articles_*.jsonl"))
    return {one.article_id: one for path in files for one in load(path) if isinstance(one, Article)}


def lines(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def fold(article: Article, single: bool = False) -> int:
    """A text goes with the others of its publisher, a government's with those of its day; a third is kept for figures."""
    single = single or article.source == OWN
    group = article.article_id if single else article.published if article.source in OFFICIAL else article.source or "-"
    return KEPT if zlib.crc32(group.encode()) % 3 == 0 else zlib.crc32(f"fold {group}".encode()) % FOLDS


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def logistic(
    features: list[Features], right: list[bool], weigh: list[float], c: float, least: int = 1, digits: int = 3,
    before: Weights = NOTHING,
) -> Weights:  # fmt: skip
    """Weights of a logistic regression, rounded, of the features that are seen `least` times or more: those of `before`
    where nothing speaks against them, as little changed as may be."""
    import numpy as np
    from scipy.optimize import minimize
    from sklearn.feature_extraction import DictVectorizer

    start = np.array([before.score(one) for one in features])
    seen = Counter(name for one in features for name in one)
    features = [{name: value for name, value in one.items() if seen[name] >= least} for one in features]
    vectors = DictVectorizer()
    x, y, w = vectors.fit_transform(features), np.array(right, float), c * np.array(weigh) * len(weigh) / sum(weigh)

    def loss(p: Any) -> tuple[float, Any]:  # and its slope
        z = start + x @ p[1:] + p[0]
        away = w * (1 / (1 + np.exp(-z)) - y)
        slope = np.concatenate([[away.sum()], x.T @ away + p[1:]])
        return w @ (np.logaddexp(0, z) - y * z) + p[1:] @ p[1:] / 2, slope

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 5000}).x
    learned = Counter(before.weights)
    learned.update(dict(zip(vectors.get_feature_names_out(), map(float, found[1:]), strict=True)))
    rounded = {name: round(weight, digits) for name, weight in sorted(learned.items()) if name != ONCE}
    return Weights(round(before.intercept + float(found[0]), digits), 0.0, {n: w for n, w in rounded.items() if w})


def figures(hit: int, made_up: int, wanted: int, sure: list[tuple[float, bool]]) -> dict[str, float]:
    """Precision, recall and F1, and how far confidence is off."""
    return {
        "precision": hit / max(hit + made_up, 1),
        "recall": hit / wanted,
        "F1": 2 * hit / (hit + made_up + wanted),
        "off": gap(sure) if sure else 0.0,
    }


def write(name: str, weights: Weights) -> None:
    (WEIGHTS / f"{name}.json").write_text(json.dumps(asdict(weights), indent=0) + "\n", "utf-8")
