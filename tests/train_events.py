"""Learn which readings of a sentence are events, and who acts towards whom in them.

    python -m tests.train_events GOLD     # needs scikit-learn; writes data/coder/event_sides.json and events.json

GOLD is a folder with articles_*.jsonl (`id`, `text`, `published`, `source`), acts.jsonl (`id` and all `events` of an
article: `type`, `type_alt`, `actor`, `recipient`, `reciprocal`, `status`, `date`, `optional`, and as `evidence` the first
words of the sentence) and events_dev.jsonl (`id`, `text` of a single sentence and its `events`: `type`, `actor_codes`,
`recipient_codes`). A third of the publishers, and of the sentences, is kept for figures; nothing is learned from it.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lib.coder.deciding import Features, Weights
from lib.coder.document import Document, read
from lib.coder.events.features import Candidate, of_sides
from lib.coder.events.read import candidates, decided, surest
from lib.coder.events.rows import TOGETHER, Told, same_event
from lib.coder.events.sides import Context
from lib.coder.meetings.read import meetings
from lib.schema import Article, Row
from tests.training import FOLDS, KEPT, MUCH, ONCE, articles, figures, fold, lines, logistic, plain, write

C = {
    "event_sides": 0.1,
    "events": 0.1,
}  # inverse strength of regularisation: the best of .03, .1, .3 and 1 over the folds
STANDS = 0.45  # a row from here, as meetings: a little below it as many are missed as made up
OF_NOTHING = 3.0  # weight of a sentence that tells no event: there are few in the gold, and many in the world
DONE = (
    "held",
    "planned",
    "proposed",
    "cancelled",
)  # what is only supposed, denied or history is neither right nor wrong
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # as events_dev.jsonl has them
BODIES = ("ORG", "IGO", "UNO", "EUR", "NGO", "IMG", "ISM")  # how the code of a body of states begins


@dataclass
class Text:
    """An article with all its gold events, or a `single` sentence; its fold by publisher, or by identifier."""

    doc: Document
    met: list[Row]
    gold: list[Row]
    single: bool
    fold: int
    once: bool

    def events(self, sides: Weights) -> list[Candidate]:
        return candidates(self.doc, self.met, surest(sides))


@dataclass
class Labelled:
    """A text with its candidates, and whether each is an event: None where that is not to be said."""

    text: Text
    found: list[Candidate]
    right: list[bool | None]


@dataclass
class Ways:
    """The readings of one event: the features of each, and how well each fits an event of the gold, 0 to 1."""

    fold: int
    features: list[Features]
    fits: list[float]


def main(gold: Path) -> None:
    texts = load(gold)
    known = [text for text in texts if text.fold != KEPT]
    ways = [one for text in known for one in ways_of(text)]
    sides = [learn_sides([w for w in ways if w.fold != k]) for k in range(FOLDS)] + [learn_sides(ways)]
    read_texts = [labelled(text, text.events(sides[text.fold])) for text in texts]
    folds = [learn_events([one for one in read_texts if one.text.fold not in (k, KEPT)]) for k in (*range(FOLDS), KEPT)]
    shown = [one for one in read_texts if one.text.fold != KEPT and not one.text.single]
    for name, weights in {
        "event_sides": replace(sides[KEPT], threshold=0.0),
        "events": replace(folds[KEPT], threshold=STANDS),
    }.items():
        write(name, weights)
    kept = [one for one in read_texts if one.text.fold == KEPT and not one.text.single]
    for name, some in (("learned from, in folds", shown), ("kept for figures", kept)):
        print(name, len(some), "articles", {k: round(v, 3) for k, v in score(some, folds, STANDS).items()})


# ---------------------------------------------------------------- gold


def load(gold: Path) -> list[Text]:
    """The articles of acts.jsonl and the sentences of events_dev.jsonl, read."""
    known = articles(gold)
    made = [(known[act["id"]], act["events"], False, act.get("once", False)) for act in lines(gold / "acts.jsonl")]
    for one in lines(gold / "events_dev.jsonl"):
        told = [
            {**e, "actor": _codes(e["actor_codes"]), "recipient": _codes(e["recipient_codes"])} for e in one["events"]
        ]
        made.append((Article(one["id"], one["text"]), told, True, True))
    return [_text(*one) for one in made]


def _text(article: Article, gold: list[Row], single: bool, once: bool) -> Text:
    doc = read(article)
    return Text(doc, meetings(doc), gold, single, fold(article, single), once)


def _codes(told: object) -> list[str]:
    return [code for code in told if code] if isinstance(told, list) else []


def begins(text: str, gold: Row) -> bool:
    """Is it the sentence of the gold event?"""
    return plain(text).startswith(plain(gold["evidence"])[:30])


def side(code: str) -> str:
    """A country's code, or one word for every organization."""
    return "IGO" if code[:3] in BODIES else code[:3]


def fit(gold: Row, kind: str, actors: Iterable[str], recipients: Iterable[str]) -> float:
    """How much an event of these sides is the gold one: 0 if half of the sides, in their roles, are not the same."""
    if kind not in {gold["type"], *gold.get("type_alt", [])}:
        return 0.0
    a, b, x, y = ({side(c) for c in codes} for codes in (gold["actor"], gold["recipient"], actors, recipients))
    mutual = gold.get("reciprocal") or not b or gold["type"] in TOGETHER
    overlap = _jaccard(a | b, x | y) if mutual else min(_jaccard(a, x), _jaccard(b, y))
    return overlap if overlap >= 0.5 else 0.0


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _type(kind: str, text: Text) -> str:
    return MERGED.get(kind, kind) if text.single else kind


# ---------------------------------------------------------------- who acts towards whom


def ways_of(text: Text) -> list[Ways]:
    """The readings of every event of a text."""
    known = [e for e in text.gold if e["actor"] or e["recipient"]]
    found: list[Ways] = []

    def choose(ways: list[Told], context: Context) -> Told:
        words = " ".join(ways[0].parse.words)
        gold = [e for e in known if text.single or begins(words, e)]
        kind = _type(ways[0].frame.type, text)
        fits = [max((fit(e, kind, w.actors, w.recipients) for e in gold), default=0.0) for w in ways]
        found.append(Ways(text.fold, [of_sides(w, context) for w in ways], fits))
        return ways[0]

    candidates(text.doc, text.met, choose)
    return found


def learn_sides(ways: list[Ways]) -> Weights:
    """Which reading fits best, learned from the events of which one does."""
    features: list[Features] = []
    right: list[bool] = []
    weigh: list[float] = []
    for one in ways:
        best = max(one.fits)
        if best and len(one.fits) > 1:
            features += one.features
            right += [value == best for value in one.fits]
            weigh += [1 / len(one.fits)] * len(one.fits)
    return logistic(features, right, weigh, C["event_sides"])


# ---------------------------------------------------------------- which are events


def labelled(text: Text, found: list[Candidate]) -> Labelled:
    """None: another telling of an event that is there, or nothing that happens."""
    rows = [one.row for one in found]
    right = matched(text, rows)
    same = {_told(text, rows[j]) for j in right}
    idle = [not text.single and row["status"] not in DONE for row in rows]
    more = [text.single and bool(text.gold) and one.joined for one in found]  # the gold tells one event of a sentence
    told = [
        None if idle[j] or (j not in right and (more[j] or _told(text, row) in same)) else j in right
        for j, row in enumerate(rows)
    ]
    return Labelled(text, found, told)


def matched(text: Text, rows: list[Row]) -> dict[int, int]:
    """Number of a row -> number of the gold event that it tells, the most alike first."""
    right: dict[int, int] = {}
    for _, j, i in sorted(_pairs(text, rows), reverse=True):
        if -j not in right and i not in right.values():
            right[-j] = i
    return right


def _told(text: Text, row: Row) -> object:
    return _type(row["event_type"], text) if text.single else same_event(row)


def _pairs(text: Text, rows: list[Row]) -> Iterable[tuple[float, int, int]]:
    """(how alike, minus the row's number, the gold event's number) of all that may be the same."""
    for i, gold in enumerate(text.gold):
        for j, row in enumerate(rows):
            kind, told = _type(row["event_type"], text), bool(gold["actor"] or gold["recipient"])
            value = fit(gold, kind, row["actor"], row["recipient"]) if told else 0.0
            if text.single and kind == gold["type"]:
                yield value, -j, i
            elif value and not text.single:
                day = row["date_start"].startswith(gold["date"] or "")
                near = 0.5 * begins(row["evidence"], gold) + 0.2 * (row["status"] == gold["status"]) + 0.15 * day
                yield value + near + 0.1 * (not gold["optional"]), -j, i


def learn_events(texts: list[Labelled]) -> Weights:
    """Whether a candidate is an event."""
    said = [
        (one.features | ({ONCE: MUCH} if text.text.once else {}), right, text.text)
        for text in texts
        for one, right in zip(text.found, text.right, strict=True)
        if right is not None
    ]
    weigh = [1.0 if text.gold else OF_NOTHING for _, _, text in said]
    return logistic([features for features, _, _ in said], [right for _, right, _ in said], weigh, C["events"])


def score(articles: list[Labelled], folds: list[Weights], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 over whole articles, and how far confidence is off, in ten bins."""
    hit = false = gold = 0
    sure: list[tuple[float, bool]] = []
    for one in articles:
        rows = [
            row
            for row in decided(one.found, replace(folds[one.text.fold], threshold=threshold))
            if row["status"] in DONE
        ]
        right = matched(one.text, rows)
        firm = {i for i, e in enumerate(one.text.gold) if not e["optional"] and e["status"] in DONE}
        gold, hit, false = gold + len(firm), hit + len(firm & {*right.values()}), false + len(rows) - len(right)
        sure += [(row["confidence"], j in right) for j, row in enumerate(rows)]
    return figures(hit, false, gold, sure)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
