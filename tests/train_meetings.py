"""Learn who took part near a cue of a meeting, which cues tell one, and which meetings are rows.

    python -m tests.train_meetings GOLD          # needs scikit-learn; writes meeting_sides.json, meeting_cues.json, meetings.json
    python -m tests.train_meetings GOLD rows     # meetings.json alone, beginning at the weights there are, by more texts than these saw

GOLD is a folder with articles_*.jsonl (`id`, `text`, `published`, `source`) and meetings_*.jsonl (`id` and all `meetings` of
an article: `kind`, `date`, `countries`, each with its `_alt`, `optional`, and as `evidence` the first words of the sentence;
`once` where they were read once only).
A third of the publishers, and of the days of governments' readouts, is kept for figures; nothing is learned from it.
"""

import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from lib.coder.deciding import Signs, Weights, features
from lib.coder.document import Document, read
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import Around
from lib.coder.meetings.meeting import Meeting
from lib.coder.meetings.read import Learned, candidates
from lib.coder.meetings.reader import Reader
from lib.coder.meetings.sides import codes
from lib.coder.meetings.telling import Telling
from lib.measures.matching import accepted, groups, manner, matched, same_meeting
from lib.schema import Article, Row
from tests.training import (
    FOLDS,
    INVENTED,
    KEPT,
    MUCH,
    NOTHING,
    ONCE,
    OWN,
    articles,
    figures,
    fold,
    lines,
    logistic,
    plain,
    write,
)

C = {"meeting_sides": 0.05, "meeting_cues": 0.1, "meetings": 0.1}  # inverse strength of regularisation
ONWARD = 0.015  # the same where weights begin at those there are
LEAST = 4  # times a feature is seen, to be learned
OPTIONAL = 0.3  # weight of a cue whose meeting a careful reader may leave out
HARD = 0.5  # weight of an invented text: they are written to be hard
STANDS = 0.5  # a row from here: F1 is the same from .4 to .55
LOW = 0.25  # of a cue: below, it makes no candidate
ALIAS = {"UNO": "UN", "LAS": "ARABLEAGUE", "EUROPEANUNION": "EU", "HOUTHIS": "HOUTHI"}


@dataclass
class Text:
    """An article with its gold meetings, its cues with the gold meetings they tell, and those better left aside."""

    doc: Document
    gold: list[Row]
    fold: int
    once: bool
    telling: Telling
    told: dict[Cue, list[Row]] = field(default_factory=dict)
    aside: set[Cue] = field(default_factory=set)
    found: list[tuple[Meeting, Signs]] = field(default_factory=list)

    @property
    def own(self) -> bool:
        return self.doc.article.source == OWN

    @property
    def cues(self) -> list[Cue]:
        return [
            c for s in self.doc.sentences if not s.text.endswith("?") for c in self.telling.around.reader.every[s.index]
        ]


def main(gold: Path, before: Learned | None = None) -> None:
    """`before`: what is there, if only the rows are to be learned."""
    texts = load(gold)
    folds = [*range(FOLDS), KEPT]
    sides = {k: before.sides if before else learn_sides(without(texts, k)) for k in folds}
    for text in texts:
        text.telling.around.weights = sides[text.fold]
    cues = {k: before.cues if before else learn_cues(without(texts, k)) for k in folds}
    for text in texts:
        text.found = candidates(text.doc, Learned(sides[text.fold], cues[text.fold], sides[text.fold]))
    rows = {k: learn_rows(without(texts, k), before) for k in folds}
    known = [text for text in texts if text.fold != KEPT]
    shipped = {
        "meeting_sides": sides[KEPT],
        "meeting_cues": cues[KEPT],
        "meetings": replace(rows[KEPT], threshold=STANDS),
    }
    for name in ["meetings"] if before else shipped:
        write(name, shipped[name])
    for name, some in (("learned from, in folds", known), ("kept for figures", [t for t in texts if t.fold == KEPT])):
        for t in (0, STANDS - 0.1, STANDS, STANDS + 0.1):
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
    known = articles(gold, INVENTED)
    files = sorted(path for folder in (gold, INVENTED) for path in folder.glob("meetings_*.jsonl"))
    told = [one for path in files for one in lines(path) if one["id"] in known]
    return [_text(known[one["id"]], [gold_meeting(m) for m in one["meetings"]], one.get("once", False)) for one in told]


def gold_meeting(meeting: Row) -> Row:
    """A gold meeting with the columns of tests/quality, whose sides are spelled one way."""
    others = [[party(c) for c in meeting["countries_alt"]]] if meeting.get("countries_alt") else []
    return {
        "kind": meeting["kind"],
        "date_start": meeting["date"],
        "parties": [party(c) for c in meeting["countries"]],
        "optional": meeting["optional"],
        "evidence": meeting["evidence"],
        "alternatives": {
            "kind": meeting.get("kind_alt", []),
            "date_start": meeting.get("date_alt", []),
            "parties": others,
        },
    }


def _text(article: Article, gold: list[Row], once: bool = False) -> Text:
    doc = read(article)
    text = Text(doc, gold, fold(article), once, Telling(Around(Reader(doc), NOTHING)))
    for meeting in gold:
        _align(text, meeting)
    text.aside -= text.told.keys()
    return text


def _align(text: Text, meeting: Row) -> None:
    """The cue that tells a gold meeting best; others of its sentence, and of sentences that name its sides, are left aside."""
    doc, wanted, kinds = text.doc, set(meeting["parties"]), accepted(meeting, "kind")
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


# ---------------------------------------------------------------- learning


def learn_sides(texts: list[Text]) -> Weights:
    signs, right = [], []
    for text in texts:
        for cue, meetings in text.told.items():
            met = {code for meeting in meetings for code in max(groups(meeting), key=len)}
            for code, one in text.telling.around.sides(cue).items():
                signs.append(one)
                right.append(party(code) in met)
    return logistic([*map(features, signs)], right, [1.0] * len(right), C["meeting_sides"], LEAST)


def learn_cues(texts: list[Text]) -> Weights:
    signs, right, weigh = [], [], []
    for text in texts:
        for cue in text.cues:
            if cue in text.aside:
                continue
            told = text.told.get(cue)
            signs.append(text.telling.cue(cue))
            right.append(bool(told))
            less = OPTIONAL if told and all(m["optional"] for m in told) else 1.0
            weigh.append(less * (HARD if text.own else 1.0))
    return replace(logistic([*map(features, signs)], right, weigh, C["meeting_cues"], LEAST), threshold=LOW)


def learn_rows(texts: list[Text], before: Learned | None) -> Weights:
    told, right, weigh = [], [], []
    for text in texts:
        hits = told_by(text, [c for c, _ in text.found])
        for n, (_, one) in enumerate(text.found):
            if n not in hits or not text.gold[hits[n]]["optional"]:
                told.append(features(one) | ({ONCE: MUCH} if text.once else {}))
                right.append(n in hits)
                weigh.append(HARD if text.own else 1.0)
    return logistic(
        told, right, weigh, ONWARD if before else C["meetings"], LEAST, before=before.rows if before else NOTHING
    )


# ---------------------------------------------------------------- figures


def told_by(text: Text, rows: list[Meeting]) -> dict[int, int]:
    """Number of a meeting -> number of the gold meeting that it tells."""
    made = [
        {
            "kind": c.kind,
            "date_start": c.date.start,
            "date_precision": c.date.precision,
            "parties": [party(code) for code in c.parties],
        }
        for c in rows
    ]
    return {j: i for i, j in matched(text.gold, made, same_meeting).items()}


def score(texts: list[Text], rows: dict[int, Weights], threshold: float) -> dict[str, float]:
    """Precision, recall and F1, and how far confidence is off, in ten bins."""
    hit = false = wanted = 0
    sure: list[tuple[float, bool]] = []
    for text in texts:
        weighed = [(c, rows[text.fold].chance(one)) for c, one in text.found]
        kept = [(c, p) for c, p in weighed if p >= threshold]
        right = told_by(text, [c for c, _ in kept])
        firm = {i for i, m in enumerate(text.gold) if not m["optional"]}
        wanted, hit, false = wanted + len(firm), hit + len(firm & {*right.values()}), false + len(kept) - len(right)
        sure += [(p, j in right) for j, (_, p) in enumerate(kept)]
    return figures(hit, false, wanted, sure)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Learned.shipped() if sys.argv[2:] == ["rows"] else None)
