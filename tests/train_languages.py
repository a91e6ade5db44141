"""Measure how often the rows of other languages are right, by language and by rule: what their confidence says.

    python -m tests.train_languages GOLD     # needs scikit-learn; writes data/coder/languages.json

GOLD is a folder with articles_*.jsonl and meetings_*.jsonl, as in tests/train_meetings.py; only those in a language of the
codebook other than English count. A third of the publishers is kept for figures; nothing is learned from it.
"""

import sys
from pathlib import Path

from lib.codebook import BOOK
from lib.coder import read
from lib.coder.deciding import Features
from lib.coder.languages import Reading
from lib.coder.languages.reader import told
from lib.coder.languages.rows import features
from lib.coder.meetings.merging import row
from lib.measures.matching import matched, same_meeting
from lib.schema import Article, Row
from tests.train_meetings import gold_meeting
from tests.training import KEPT, articles, figures, fold, lines, logistic, write

C = 0.5  # inverse strength of regularisation: most rules were seen a few times in a language


def main(gold: Path) -> None:
    known = {key: one for key, one in articles(gold).items() if one.language in BOOK.languages}
    wanted = {one["id"]: one["meetings"] for path in sorted(gold.glob("meetings_*.jsonl")) for one in lines(path)}
    texts = [(article, *_rows(article, wanted[key])) for key, article in known.items() if key in wanted]
    learned = [told for article, told, _ in texts if fold(article) != KEPT]
    weights = logistic(
        [f for told in learned for f, _ in told],
        [r for told in learned for _, r in told],
        [1.0] * sum(map(len, learned)),
        C,
    )
    write("languages", weights)
    for name, some in (("learned from", False), ("kept for figures", True)):
        part = [(told, firm) for article, told, firm in texts if (fold(article) == KEPT) == some]
        rows = [(weights.probability(f), right) for told, _ in part for f, right in told]
        right = sum(r for _, r in rows)
        print(
            name,
            len(part),
            "articles",
            {
                k: round(v, 3)
                for k, v in figures(right, len(rows) - right, max(sum(f for _, f in part), 1), rows).items()
            },
        )


def _rows(article: Article, meetings: list[Row]) -> tuple[list[tuple[Features, bool]], int]:
    """Each row with what its confidence is told by and whether it is right; and how many meetings must be found."""
    doc, wanted = read(article), [gold_meeting(m) for m in meetings]
    if not isinstance(doc, Reading):
        return [], 0
    found = told(doc)
    pairs = matched(wanted, [row(doc, n, m, 1.0) for n, m in enumerate(found)], same_meeting)
    right = set(pairs.values())
    return [(features(doc, m), n in right) for n, m in enumerate(found)], sum(not m["optional"] for m in wanted)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
