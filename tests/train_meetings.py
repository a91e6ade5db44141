"""Learn who took part near a cue of a meeting, which cues tell one, and which meetings are rows.

    python -m tests.train_meetings GOLD     # needs scikit-learn; writes meeting_sides.json, meeting_cues.json, meetings.json

GOLD is a folder with articles_*.jsonl (`id`, `text`, `published`, `source`) and meetings_*.jsonl (`id` and all `meetings` of
an article: `kind`, `date`, `countries`, each with its `_alt`, `optional`, and as `evidence` the first words of the sentence).
A third of the publishers, and of the days of governments' readouts, is kept for figures; nothing is learned from it.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from lib.coder.deciding import Features, Weights
from lib.coder.document import Document, read
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import Around
from lib.coder.meetings.linking import chances
from lib.coder.meetings.meeting import REMOTE, Meeting
from lib.coder.meetings.read import Learned, candidates
from lib.coder.meetings.reader import Reader
from lib.coder.meetings.sides import codes
from lib.loaders import load as read_file
from lib.paths import WEIGHTS
from lib.schema import Article, Row
from tests.train_events import FOLDS, KEPT, best, fold, logistic, plain

C = {"meeting_sides": 0.05, "meeting_cues": 0.1, "meetings": 0.05}  # inverse strength of regularisation
HEADLINE = 150  # characters of a headline, at most
LEAST = 4  # times a feature is seen, to be learned
OPTIONAL = 0.3  # weight of a cue whose meeting a careful reader may leave out
LOW = 0.25  # of a cue: below, it makes no candidate
DIGITS = {"day": 10, "month": 7, "week": 7, "year": 4}
ALIAS = {"UNO": "UN", "LAS": "ARABLEAGUE", "EUROPEANUNION": "EU", "HOUTHIS": "HOUTHI"}


@dataclass
class Text:
    """An article with its gold meetings, its cues with the gold meetings they tell, and those better left aside."""

    doc: Document
    gold: list[Row]
    fold: int
    around: Around
    told: dict[Cue, list[Row]] = field(default_factory=dict)
    aside: set[Cue] = field(default_factory=set)
    found: list[tuple[Meeting, Features]] = field(default_factory=list)

    @property
    def cues(self) -> list[Cue]:
        return [c for s in self.doc.sentences if not s.text.endswith("?") for c in self.around.reader.every[s.index]]


def main(gold: Path) -> None:
    texts = load(gold)
    folds = [*range(FOLDS), KEPT]
    sides = {k: learn_sides(without(texts, k)) for k in folds}
    cues = {k: learn_cues(without(texts, k), sides) for k in folds}
    for text in texts:
        text.found = candidates(text.doc, Learned(sides[text.fold], cues[text.fold], sides[text.fold]))
    rows = {k: learn_rows(without(texts, k)) for k in folds}
    known = [text for text in texts if text.fold != KEPT]
    threshold = best([score(known, rows, t / 20)["F1"] for t in range(4, 15)])
    shipped = {
        "meeting_sides": sides[KEPT],
        "meeting_cues": cues[KEPT],
        "meetings": replace(rows[KEPT], threshold=threshold),
    }
    for name, weights in shipped.items():
        (WEIGHTS / f"{name}.json").write_text(json.dumps(asdict(weights), indent=0) + "\n", "utf-8")
    for name, some in (("learned from, in folds", known), ("kept for figures", [t for t in texts if t.fold == KEPT])):
        for t in (0, threshold - 0.1, threshold, threshold + 0.1):
            print(
                name,
                len(some),
                "articles, above",
                round(t, 2),
                {k: round(v, 3) for k, v in score(some, rows, t).items()},
            )


def without(texts: list[Text], fold: int) -> list[Text]:
    return [text for text in texts if text.fold not in (fold, KEPT)]


# ---------------------------------------------------------------- gold


def load(gold: Path) -> list[Text]:
    articles = {
        one.article_id: one
        for path in sorted(gold.glob("articles_*.jsonl"))
        for one in read_file(path)
        if isinstance(one, Article)
    }
    told = [
        json.loads(line)
        for path in sorted(gold.glob("meetings_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [_text(articles[one["id"]], one["meetings"]) for one in told if one["id"] in articles]


def _text(article: Article, gold: list[Row]) -> Text:
    doc = read(beside(article))
    text = Text(doc, gold, fold(article), Around(Reader(doc)))
    for meeting in gold:
        _align(text, meeting)
    text.aside -= text.told.keys()
    return text


def beside(article: Article) -> Article:
    """Of every third text the headline comes beside it, as files bring it."""
    head, _, body = article.text.partition("\n\n")
    short = len(head) <= HEADLINE and len(body) > HEADLINE
    third = zlib.crc32(article.article_id.encode()) % 3 == 0
    return replace(article, title=head, text=body) if short and third and not article.title else article


def _align(text: Text, meeting: Row) -> None:
    """The cue that tells a gold meeting best; others of its sentence, and of sentences that name its sides, are left aside."""
    doc, wanted, kinds = (
        text.doc,
        {party(c) for c in meeting["countries"]},
        {meeting["kind"], *meeting.get("kind_alt", [])},
    )
    manners = set(map(manner, kinds))
    own = [s.index for s in doc.sentences if plain(meeting["evidence"])[:30] in plain(s.text)]
    fits = [c for c in text.cues if manner(c.kind) in manners]

    def near(cue: Cue) -> float:
        gaps = [
            min(
                (abs(m.start - cue.start) for m in doc.of(cue.sentence) if code in map(party, codes([m]))),
                default=10_000,
            )
            for code in wanted
        ]
        return 2 * (cue.kind in kinds) + sum(1 / (1 + gap / 30) for gap in gaps)

    here = [c for c in fits if c.sentence in own]
    if here:
        text.told.setdefault(max(here, key=near), []).append(meeting)
    text.aside.update(here)
    for cue in fits:
        named = {party(code) for code in codes(doc.of(cue.sentence))}
        close = any(abs(cue.sentence - s) <= 2 for s in own)
        if wanted <= named or (wanted & named and close):
            text.aside.add(cue)


def party(code: str) -> str:
    if not code.startswith("ORG:"):
        return code
    key = re.sub(r"[^A-Z]", "", code[4:].upper())
    return f"ORG:{ALIAS.get(key, key)}"


def manner(kind: str) -> str:
    return "remote" if kind in REMOTE else "summon" if kind == "summon" else "present"


def groups(meeting: Row) -> list[set[str]]:
    """The sides, and the other sides that pass."""
    return [{party(c) for c in some} for some in (meeting["countries"], meeting.get("countries_alt")) if some]


# ---------------------------------------------------------------- learning


def learn_sides(texts: list[Text]) -> Weights:
    features, right = [], []
    for text in texts:
        for cue, meetings in text.told.items():
            met = {code for meeting in meetings for code in max(groups(meeting), key=len)}
            for code, one in text.around.sides(cue).items():
                features.append(one)
                right.append(party(code) in met)
    return logistic(features, right, [1.0] * len(right), C["meeting_sides"], LEAST)


def learn_cues(texts: list[Text], sides: dict[int, Weights]) -> Weights:
    features, right, weigh = [], [], []
    for text in texts:
        for cue in text.cues:
            if cue in text.aside:
                continue
            told = text.told.get(cue)
            features.append(text.around.cue(cue, chances(text.around, cue, sides[text.fold]).values()))
            right.append(bool(told))
            weigh.append(OPTIONAL if told and all(m["optional"] for m in told) else 1.0)
    return replace(logistic(features, right, weigh, C["meeting_cues"], LEAST), threshold=LOW)


def learn_rows(texts: list[Text]) -> Weights:
    features, right = [], []
    for text in texts:
        hits = matched(text, [c for c, _ in text.found])
        for n, (_, one) in enumerate(text.found):
            if n not in hits or not text.gold[hits[n]]["optional"]:
                features.append(one)
                right.append(n in hits)
    return logistic(features, right, [1.0] * len(right), C["meetings"], LEAST)


# ---------------------------------------------------------------- figures


def matched(text: Text, rows: list[Meeting]) -> dict[int, int]:
    """Number of a meeting -> number of the gold meeting that it tells, the best fit first."""
    found: dict[int, int] = {}
    fits = [(_fit(want, c), i, j) for i, want in enumerate(text.gold) for j, c in enumerate(rows)]
    for fit, i, j in sorted(fits, reverse=True):
        if fit and j not in found and i not in found.values():
            found[j] = i
    return found


def _fit(want: Row, c: Meeting) -> float:
    """0 where it is another one: half the sides, the same manner, no other date."""
    coded = {party(code) for code in c.parties}
    sides = max(len(some & coded) / len(some | coded) for some in groups(want))
    kinds, days = {want["kind"], *want.get("kind_alt", [])}, {want["date"], *want.get("date_alt", [])}
    said = c.date.start[: DIGITS.get(c.date.precision, 0)]
    if (
        sides < 0.5
        or manner(c.kind) not in set(map(manner, kinds))
        or not any(d.startswith(said) or said.startswith(d) for d in days)
    ):
        return 0.0
    return sides + (c.kind in kinds) + (said in days) + 0.1 * (not want["optional"])


def score(texts: list[Text], rows: dict[int, Weights], threshold: float) -> dict[str, float]:
    """Precision, recall and F1, and how far confidence is off, in ten bins."""
    hit = false = wanted = 0
    sure: list[tuple[float, bool]] = []
    for text in texts:
        weighed = [(c, rows[text.fold].probability(one)) for c, one in text.found]
        kept = [(c, p) for c, p in weighed if p >= threshold]
        right = matched(text, [c for c, _ in kept])
        firm = {i for i, m in enumerate(text.gold) if not m["optional"]}
        wanted, hit, false = wanted + len(firm), hit + len(firm & {*right.values()}), false + len(kept) - len(right)
        sure += [(p, j in right) for j, (_, p) in enumerate(kept)]
    off = sum(abs(sum(p - r for p, r in sure if int(p * 10) == b)) for b in range(11)) / max(len(sure), 1)
    return {
        "precision": hit / max(hit + false, 1),
        "recall": hit / wanted,
        "F1": 2 * hit / (hit + false + wanted),
        "off": off,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
