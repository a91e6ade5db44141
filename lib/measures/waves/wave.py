"""Waves: spans of days on which many dyads move the same way at once.

A regional wave needs enough dyads, enough distinct occasions, and more net breadth than the null model
allows; a hub wave needs enough net dyads that share one actor. Ruptures are the same with signs mirrored.
A wave is named where chance is a poor explanation, it has a past to be held against and it does not hang on one voice.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import occasions
from lib.measures.waves.breadth import Breadth, breadth, runs
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.null import CHANCE, MORE, Clocks, Null

DIRECTIONS = {"reconciliation": 1, "rupture": -1}
FEWER = 8  # a hub's p begins with so much fewer draws than a day's threshold takes: most hub waves may be chance


class Condition(NamedTuple):
    """`what` (pairs, occasions, chance, days or outside; of a wave that is found past, voices or alone): how much there is
    of it on the day `on` (days since 1970), and how much a wave needs."""

    what: str
    has: int
    needs: int
    on: int
    actor: str = ""  # of outside: in whose pairs all but so many are

    @property
    def met(self) -> bool:
        """Is there enough?"""
        return self.has >= self.needs


@dataclass(frozen=True)
class Wave:
    """`onset`, `crest`, `end` are days since 1970, `end` inclusive; `first_step` the first day of the earliest step that
    carried the onset, of those that happened in its window for sure. `open`: does it still qualify on the last day with evidence? `dyads`: all that moved, in order of
    onset; `crest_dyads`: those up (or down) on the crest; `against`: dyads moving the other way on that day."""

    scope: str  # regional or hub
    hub: str  # "" for a regional wave
    direction: str
    onset: int
    crest: int
    end: int
    first_step: int
    open: bool
    net_breadth: int
    against: int
    dyads: list[tuple[str, str]]
    crest_dyads: list[tuple[str, str]]
    at_war: list[tuple[str, str]]  # those of a rupture that fought each other meanwhile
    occasions: int  # distinct, behind the dyads of the crest
    package: int | None  # the one occasion they all stem from
    reached: int  # draws of chance that give as much, of `drawn`
    drawn: int
    lacking: Condition | None = None  # what it lacks to be named where chance does not explain it (see voices.py)

    @property
    def p_value(self) -> float:
        """Share of the draws that give as much; at least one in all."""
        return max(self.reached, 1) / self.drawn

    @property
    def named(self) -> bool:
        """Does the evidence support calling it a wave?"""
        return not self.lacks

    @property
    def lacks(self) -> str:
        """Why it is not named: chance, if that may explain it, else what of a condition it lacks; "" if it is named."""
        return "chance" if self.p_value > CHANCE else self.lacking.what if self.lacking else ""

    @property
    def rank(self) -> tuple[bool, int, float, int]:
        """Sorts waves, the strongest first: those named, of these the broadest, then the least likely and the longest."""
        return not self.named, -self.net_breadth, self.p_value, self.onset - self.end

    @property
    def sign(self) -> int:
        """1 for reconciliation, -1 for rupture."""
        return DIRECTIONS[self.direction]


@dataclass(frozen=True)
class Region:
    """All dyads together, in one direction: series by day, the null behind them, the waves found."""

    direction: str
    moved: Breadth
    occasions: np.ndarray
    null: Null
    waves: list[Wave]


def regional(
    evidence: Evidence,
    parameters: Parameters = DEFAULTS,
    direction: str = "reconciliation",
    moved: Breadth | None = None,
    beside: Wave | None = None,
) -> Region:
    """Regional waves of one direction, strongest first (as Wave.rank has it); `beside`: those alone that share a day with
    this one."""
    sign = DIRECTIONS[direction]
    moved = (moved or breadth(evidence, parameters)).toward(sign)
    clocks = Clocks(moved.state, evidence.dyads, parameters.seed)
    chance = clocks.null(parameters.draws)
    count = occasions.per_day(evidence, moved, sign, parameters.window)
    side, net = (moved.state == sign).sum(axis=0), sign * moved.net
    days = (
        (side >= parameters.min_dyads)
        & (count >= parameters.min_occasions)
        & (net > chance.threshold(sign, parameters.quantile))
    )
    between = _beside(spans(days, parameters), moved.start, beside)
    found = [_wave(evidence, moved, span, net, (clocks, chance), parameters, direction) for span in between]
    return Region(direction, moved, count, chance, _sorted(w for w in found if _outside(w) >= parameters.min_outside))


def regions(evidence: Evidence, parameters: Parameters, moved: Breadth) -> dict[str, Region]:
    """Direction -> the region with its waves, reconciliation before rupture."""
    return {way: regional(evidence, parameters, way, moved) for way in DIRECTIONS}


def hubs(evidence: Evidence, parameters: Parameters = DEFAULTS, moved: Breadth | None = None) -> list[Wave]:
    """Hub waves of both directions, in order of onset. Their p-value is that of the hub's own dyads."""
    moved = moved or breadth(evidence, parameters)
    found = []
    for actor, rows in _hub_rows(evidence.dyads, parameters.hub_dyads).items():
        for direction, sign in DIRECTIONS.items():
            found += _of_hub(evidence, moved.toward(sign), direction, parameters, actor, rows)
    return sorted(found, key=lambda w: (-w.sign, w.onset, w.hub))


def _of_hub(
    evidence: Evidence,
    moved: Breadth,
    direction: str,
    parameters: Parameters,
    actor: str,
    rows: np.ndarray,
    beside: Wave | None = None,
) -> list[Wave]:
    """The waves of one direction of an actor with these rows, as `regional` does."""
    state = moved.state[rows]
    net = DIRECTIONS[direction] * state.sum(axis=0, dtype=np.int64)
    between = _beside(spans(net >= parameters.hub_dyads, parameters), moved.start, beside)
    if not between:
        return []
    clocks = Clocks(state, [evidence.dyads[n] for n in rows], parameters.seed)
    chance = clocks, clocks.null(-(-parameters.draws // FEWER))
    return [_wave(evidence, moved, s, net, chance, parameters, direction, actor, rows) for s in between]


def waves(evidence: Evidence, parameters: Parameters = DEFAULTS, moved: Breadth | None = None) -> list[Wave]:
    """Every wave: regional before hub, reconciliation before rupture.

    >>> from lib.measures.waves import command, curated
    >>> found = waves(command.evidence_of(milestones=curated.milestones()))
    >>> found[0].scope, found[0].direction, found[0].net_breadth
    ('regional', 'reconciliation', 13)
    """
    moved = moved or breadth(evidence, parameters)
    found = regions(evidence, parameters, moved)
    return [w for region in found.values() for w in region.waves] + hubs(evidence, parameters, moved)


def spans(days: np.ndarray, parameters: Parameters) -> list[tuple[int, int]]:
    """First and last day of each run of True, merged over gaps shorter than W/2; short runs are dropped."""
    merged: list[list[int]] = []
    _, first, stop = runs(days[None, :])
    for a, b in zip(first.tolist(), stop.tolist(), strict=True):
        if merged and a - merged[-1][1] < parameters.window / 2:
            merged[-1][1] = b
        else:
            merged.append([a, b])
    return [(a, b - 1) for a, b in merged if b - a >= parameters.min_days]


def overlapping(wave: Wave, evidence: Evidence, parameters: Parameters = DEFAULTS) -> Wave | None:
    """The strongest wave of that scope and direction in other evidence which shares a day with the given one."""
    if wave.hub:
        own = evidence.among(wave.hub)
        rows = np.arange(len(own.dyads))
        moved = breadth(own, parameters).toward(wave.sign)
        found = _of_hub(own, moved, wave.direction, parameters, wave.hub, rows, wave)
        return max(found, key=lambda w: w.net_breadth, default=None)
    return next(iter(regional(evidence, parameters, wave.direction, beside=wave).waves), None)


def _beside(spans: list[tuple[int, int]], start: int, wave: Wave | None) -> list[tuple[int, int]]:
    """The spans that share a day with a wave; all where none is given."""
    return [s for s in spans if wave is None or (start + s[0] <= wave.end and start + s[1] >= wave.onset)]


def most_at_once(moved: Breadth, sign: int = 1) -> tuple[int, int]:
    """The largest number of dyads that are up (or down) on one day, and the first such day (since 1970)."""
    if not moved.days:
        return 0, 0
    side = (moved.state == sign).sum(axis=0)
    return int(side.max()), moved.start + int(side.argmax())


def _hub_rows(dyads: list[tuple[str, str]], fewest: int) -> dict[str, np.ndarray]:
    rows: dict[str, list[int]] = {}
    for n, dyad in enumerate(dyads):
        for actor in dyad:
            rows.setdefault(actor, []).append(n)
    return {actor: np.array(rows[actor]) for actor in sorted(rows) if len(rows[actor]) >= fewest}


def _wave(
    evidence: Evidence,
    moved: Breadth,
    span: tuple[int, int],
    net: np.ndarray,
    chance: tuple[Clocks, Null],
    parameters: Parameters,
    direction: str,
    hub: str = "",
    rows: np.ndarray | None = None,
) -> Wave:
    (first, last), sign = span, DIRECTIONS[direction]
    rows = np.arange(len(evidence.dyads)) if rows is None else rows
    crest = first + int(net[first : last + 1].argmax())
    clocks, begun = chance
    reached, drawn = clocks.reached(begun, int(net[crest]), crest, MORE * parameters.draws, sign)
    stretch = moved.state[rows, first : last + 1] == sign
    involved = np.flatnonzero(stretch.any(axis=1))
    involved = involved[np.argsort(stretch[involved].argmax(axis=1), kind="stable")]
    at_crest = rows[moved.state[rows, crest] == sign]
    carried = occasions.behind(evidence, moved, rows[involved], span, sign, parameters.window)
    began, behind = (
        occasions.within(evidence, moved, here, (on, on), parameters.window)
        for on in (first, crest)
        for here in [carried[moved.state[evidence.dyad[carried], on] == sign]]
    )
    onset = moved.start + first
    sure = began[(evidence.first[began] > onset - parameters.window) & (evidence.until[began] <= onset + 1)]
    fought = evidence.dyad[carried[evidence.fought[carried]]].tolist() if sign < 0 else []
    return Wave(
        scope="hub" if hub else "regional",
        hub=hub,
        direction=direction,
        onset=onset,
        crest=moved.start + crest,
        end=moved.start + last,
        first_step=int(evidence.first[sure].min(initial=onset)),
        open=last == moved.days - 1,
        net_breadth=int(net[crest]),
        against=int((moved.state[rows, crest] == -sign).sum()),
        dyads=[evidence.dyads[n] for n in rows[involved]],
        crest_dyads=[evidence.dyads[n] for n in at_crest],
        at_war=[evidence.dyads[n] for n in sorted(set(fought))],
        occasions=len(set(evidence.occasion[behind].tolist())),
        package=occasions.shared(evidence, carried, len(involved)) if hub else None,
        reached=reached,
        drawn=drawn,
    )


def busiest(dyads: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """The actor in most of these dyads (first by name on a tie), and in how many."""
    count = Counter(actor for dyad in dyads for actor in dyad)
    return min(count.items(), key=lambda item: (-item[1], item[0])) if count else ("", 0)


def _outside(wave: Wave) -> int:
    """Dyads of the crest without the busiest actor: too few, and the wave is that actor's, not the region's."""
    return len(wave.crest_dyads) - busiest(wave.crest_dyads)[1]


def _sorted(found: Iterable[Wave]) -> list[Wave]:
    return sorted(found, key=lambda w: w.rank)
