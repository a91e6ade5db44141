"""Two codings of the same articles compared: which meetings both have, how far they agree on them, where they differ.

A coding counts where a reader judged every meeting of the article: a row nobody looked at is the coder's, and two who left
it alone would agree on nothing of their own. Differences that were settled are compared as they were before: settling them
makes no two coders more alike.
"""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lib.measures.alpha import Distance, alpha, masi, nominal
from lib.measures.edits.corrections import ADD, CHANGE, DELETE, SETTLE, Correction, overlay, seen
from lib.measures.matching import ENOUGH, dated, interval, matched, same_meeting, shared
from lib.schema import CODER, HAND, TABLES, Cell, Made, Row

TABLE = "meetings"
DATES = ("date_start", "date_end", "date_precision", "date_text")
COLUMNS = {"kind": ("kind",), "status": ("status",), "parties": ("parties",), "date": DATES}  # of what is compared
DISTANCES: dict[str, Distance] = {"kind": nominal, "status": nominal, "parties": masi, "date": nominal}
DRAWS = 1_000  # of the articles anew, for an interval
ENOUGH_ARTICLES = 5  # fewer are too much alike when drawn anew to tell how far figures may lie; chosen by eye
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Coding:
    """What one coder has in an article: its row without the text, and its meetings."""

    article: Made
    meetings: list[Made]


@dataclass(frozen=True)
class Pair:
    """A meeting of the article at this place as both have it, None where one has not. `same`: it counts as the same one, not
    as another told in the same words. `differing`: of COLUMNS."""

    place: int
    article: Made
    mine: Made | None
    theirs: Made | None
    same: bool = False
    differing: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A word for these two tellings, whatever their rows and their article are called."""
        told = [seen(row, "", TABLE) if row else "" for row in (self.mine, self.theirs)]
        return hashlib.sha256("".join([self.article["sha256"], *told]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Comparison:
    articles: int
    pairs: list[Pair]

    @property
    def differences(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.mine is None or pair.theirs is None or pair.differing]


class Figure(NamedTuple):
    """A share or an alpha with its 95 % interval, None where it is not known; `of` so many rows."""

    value: float | None
    low: float | None
    high: float | None
    of: int


# ---------------------------------------------------------------- who coded what
def codings(coded: Rows, laid: Sequence[Correction], settled: bool = False) -> dict[str, Coding]:
    """Fingerprint of its text -> the coding of each article whose every meeting was judged, from the rows as coded and the
    corrections that lie over them; those that settled a difference count if `settled`."""
    steps = {each.step for each in laid if each.action == SETTLE and not each.undone}
    live = [each for each in laid if each.table == TABLE and (settled or each.step not in steps)]
    columns = {name: [row.get(name, "") for row in coded[TABLE]] for name in TABLES[TABLE].names}
    over = overlay(columns, TABLE, live)
    rows = [dict(zip(over.columns, values, strict=True)) for values in zip(*over.columns.values(), strict=True)]
    judged = list(zip(rows, over.states, strict=True))
    names = {row["article_id"] for row in rows} - {row["article_id"] for row, state in judged if not state}
    return _by_text(coded, [row for row, state in judged if state != "deleted"], names)


def as_coded(coded: Rows) -> dict[str, Coding]:
    """The same of the coder: the rows that it made itself."""
    rows = [row for row in coded[TABLE] if CODER in str(row.get("reader", CODER)).split("+")]
    return _by_text(coded, rows, {row["article_id"] for row in coded["articles"]})


def _by_text(coded: Rows, rows: Iterable[Row], names: Set[Cell]) -> dict[str, Coding]:
    found: dict[Cell, list[Made]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    known: list[Made] = [{**row, "text": ""} for row in coded["articles"] if row["article_id"] in names]
    return {str(row["sha256"]): Coding(row, found[row["article_id"]]) for row in known}


# ---------------------------------------------------------------- compared
def compare(mine: Mapping[str, Coding], theirs: Mapping[str, Coding]) -> Comparison:
    """The articles that both coded, each meeting of theirs beside mine.

    Meetings are the same as everywhere here (lib/measures/matching.py); of those left over, two that quote the same words and
    share half their sides are one told otherwise, so that another day or manner is seen as a difference.
    """
    both = [sha for sha in mine if sha in theirs]
    pairs: list[Pair] = []
    for place, sha in enumerate(both):
        article, a, b = mine[sha].article, mine[sha].meetings, theirs[sha].meetings
        found = matched(a, b, _fit)
        for n, row in enumerate(a):
            other = b[found[n]] if n in found else None
            same = bool(other and same_meeting(row, other))
            differing = tuple(name for name in COLUMNS if other and said(row, name) != said(other, name))
            pairs.append(Pair(place, article, row, other, same, differing))
        pairs += [Pair(place, article, None, row) for n, row in enumerate(b) if n not in found.values()]
    return Comparison(len(both), pairs)


def _fit(a: Made, b: Made) -> float:
    """A meeting that is the same before one that is told in the same words."""
    words = a["start"] < b["end"] and b["start"] < a["end"]
    fit = same_meeting(a, b)
    return 10 + fit if fit else float(words and shared(set(a["parties"]), set(b["parties"])) >= ENOUGH)


def said(row: Made, name: str) -> Hashable:
    """What a row says of one of COLUMNS. A date is its first day as precisely as it is known; that the text gives none is an
    answer like another."""
    if name == "date":
        return dated(row) or "unknown"
    return frozenset(row[name]) if name == "parties" else str(row[name])


def figures(found: Comparison) -> dict[str, Figure]:
    """`theirs` of mine that they have, `mine` of theirs that I have, `f1` of both; then the alpha of each of COLUMNS, over the
    meetings both have. Intervals draw whole articles anew, since rows of one article are alike."""
    draws = _draws(found.articles)
    both, mine, theirs = (
        np.bincount([p.place for p in found.pairs if counts(p)], minlength=found.articles)
        for counts in (lambda p: p.same, lambda p: p.mine, lambda p: p.theirs)
    )
    shares = {"theirs": (both, mine), "mine": (both, theirs), "f1": (2 * both, mine + theirs)}
    units = [(pair, pair.mine, pair.theirs) for pair in found.pairs if pair.mine and pair.theirs]
    of = draws[:, [pair.place for pair, *_ in units]]
    alphas = {}
    for name, distance in DISTANCES.items():
        told = [(said(a, name), said(b, name)) for _, a, b in units]
        alphas[name] = _figure(alpha(told, distance)[0], alpha(told, distance, of), len(units))
    return {name: _share(*counts, draws) for name, counts in shares.items()} | alphas


def _draws(articles: int) -> np.ndarray:
    """How often each article is in each draw; no draws where they are too few."""
    if articles < ENOUGH_ARTICLES:
        return np.zeros((0, articles))
    return np.random.default_rng(0).multinomial(articles, [1 / articles] * articles, DRAWS)


def _share(part: np.ndarray, whole: np.ndarray, draws: np.ndarray) -> Figure:
    """No narrower than the interval of so many cases by themselves: few say little, also where all are right."""
    right, of = int(part.sum()), int(whole.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = (draws @ part) / (draws @ whole)
    if not of:
        return Figure(None, None, None, 0)
    value, low, high, _ = _figure(right / of, drawn, of)
    least, most = interval(right, of)
    return Figure(value, min(least, 1.0 if low is None else low), max(most, high or 0.0), of)


def _figure(value: float, drawn: np.ndarray, of: int) -> Figure:
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(known) or np.ptp(known) == 0:
        return Figure(None if np.isnan(value) else float(value), None, None, of)
    low, high = np.percentile(known, [2.5, 97.5])
    return Figure(float(value), float(low), float(high), of)


# ---------------------------------------------------------------- settled
def settling(pair: Pair, theirs: bool, anchor: Row) -> list[Correction]:
    """The corrections that settle a difference, as one step: my row becomes as theirs, comes or goes; or all stays. Beside
    them stands that it was settled, which by itself changes nothing. `anchor`: of my row as it is now, if I have one."""
    about = str(pair.article["article_id"])
    told: Made = {**(pair.theirs or pair.mine or {}), "article_id": about}
    made = [Correction(TABLE, about, {"settles": pair.key}, SETTLE, new=told)]
    if theirs and pair.mine is None:
        own = {"meeting_id": f"r{secrets.token_hex(4)}", "reader": HAND, "rule": "added by a reader", "confidence": 1.0}
        made.append(Correction(TABLE, about, {}, ADD, new=told | own))
    elif theirs and pair.theirs is None:
        made.append(Correction(TABLE, about, anchor, DELETE))
    elif theirs:
        columns = [column for name in pair.differing for column in COLUMNS[name]]
        made += [Correction(TABLE, about, anchor, CHANGE, column, new=told[column]) for column in columns]
    return made


def settled(laid: Iterable[Correction]) -> dict[str, tuple[int, bool]]:
    """Key of a settled difference -> its step, and whether theirs was taken."""
    live = [each for each in laid if not each.undone]
    changed = {each.step for each in live if each.action != SETTLE}
    done = [each for each in live if each.action == SETTLE]
    return {str(each.anchor.get("settles")): (each.step, each.step in changed) for each in done}
