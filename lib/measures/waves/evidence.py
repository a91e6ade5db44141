"""Evidence units: one event of one dyad, however many articles repeat it.

Repeats (same dyad, kind and date interval) are one unit of more weight, w = 1 - (1-p)^k over k
independent sources. For breadth a coded unit counts with its weight, a milestone of the chronology whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from lib.codebook import publisher
from lib.measures.waves.reports import COLUMNS
from lib.schema import Dyad

HOSTILITY = "hostility"  # the stage of war
FAR = 10**7  # days: more than lie between any two events
War = tuple[str, str, int, int]  # two sides in order, first day and end (exclusive) in days since 1970


@dataclass(frozen=True)
class Evidence:
    """Units sorted by dyad and date. Arrays have one entry a unit; `reports` one row a report, with its `unit`.

    dyad: index into dyads; first, until: days since 1970, until exclusive; severity in [-1, 1];
    weight in [0, 1]; step: what it adds to breadth, in [-1, 1], 0 where it is shown and not counted;
    occasion: index of the occasion (date + place; without a place date + dyad, or of more than two sides the date).
    by_unit: positions of the reports, unit after unit, and where each unit's begin among them, with the end.
    wars: (n, 3), a row a war: index into dyads, first day and end (exclusive), in days since 1970.
    watched: first day and end (exclusive): from the first step that counts to the last.
    days: the days on which steps that count began, in order: those of the chronology, those of coded text.
    """

    dyads: list[tuple[str, str]]
    dyad: np.ndarray
    first: np.ndarray
    until: np.ndarray
    severity: np.ndarray
    weight: np.ndarray
    step: np.ndarray
    occasion: np.ndarray
    reports: pd.DataFrame
    by_unit: tuple[np.ndarray, np.ndarray]
    wars: np.ndarray
    watched: tuple[int, int]
    days: tuple[np.ndarray, np.ndarray]

    def __len__(self) -> int:
        return len(self.dyad)

    def of(self, a: str, b: str) -> np.ndarray:
        """Indices of the units of one dyad, in order of date; empty if the dyad is unknown."""
        place = self._index.get((min(a, b), max(a, b)))
        return self.of_dyads(np.array([], dtype=int) if place is None else np.array([place]))

    def of_dyads(self, dyads: np.ndarray) -> np.ndarray:
        """Indices of the units of the dyads at these positions of `dyads`."""
        return _spans(self._bounds[dyads], self._bounds[dyads + 1])

    def begun(self, dyads: np.ndarray, first: int, last: int) -> np.ndarray:
        """Those of them that begin on one of these days."""
        low, high = (np.searchsorted(self._begins, dyads * FAR + on) for on in (first, last + 1))
        return _spans(low, high)

    @cached_property
    def _begins(self) -> np.ndarray:
        return self.dyad * FAR + self.first

    @cached_property
    def longest(self) -> int:
        """Days of the longest interval of an event."""
        return int((self.until - self.first).max(initial=1))

    def places(self, dyads: Iterable[tuple[str, str]]) -> np.ndarray:
        """Positions of these dyads in `dyads`; KeyError where one is not among them."""
        return np.array([self._index[dyad] for dyad in dyads], dtype=int)

    @cached_property
    def _index(self) -> dict[tuple[str, str], int]:
        return {dyad: n for n, dyad in enumerate(self.dyads)}

    @cached_property
    def _bounds(self) -> np.ndarray:
        return np.searchsorted(self.dyad, np.arange(len(self.dyads) + 1))

    def without(self, left_out: pd.Series | np.ndarray) -> Evidence:
        """The evidence of the other reports; `left_out` one bool a report."""
        return self.only(self.reports[~np.asarray(left_out, dtype=bool)])

    def told(self, units: np.ndarray) -> pd.DataFrame:
        """The reports of these units, in the order of `reports`."""
        order, bounds = self.by_unit
        return self.reports.iloc[np.sort(order[_spans(bounds[units], bounds[units + 1])])]

    def touches(self, actor: str) -> pd.Series:
        """Which reports are of a dyad with this actor."""
        return (self.reports["actor_a"] == actor) | (self.reports["actor_b"] == actor)

    def among(self, actor: str) -> Evidence:
        """The evidence of the dyads with this actor."""
        return self if all(actor in dyad for dyad in self.dyads) else self.only(self.about(actor))

    def about(self, actor: str) -> pd.DataFrame:
        """The reports of the dyads with this actor; all for ""."""
        own = [n for n, dyad in enumerate(self.dyads) if actor in dyad]
        return self.told(self.of_dyads(np.array(own, dtype=int))) if actor else self.reports

    def only(self, reports: pd.DataFrame) -> Evidence:
        """The evidence of these of its reports over the same time, the same wars standing."""
        wars = [(*self.dyads[dyad], first, until) for dyad, first, until in self.wars.tolist()]
        return replace(gather(reports, wars=wars), watched=self.watched, days=self.days)

    @cached_property
    def fought(self) -> np.ndarray:
        """Which units are hostilities, one bool each."""
        told = self.reports.loc[self.reports["stage"] == HOSTILITY, "unit"]
        return np.bincount(told, minlength=len(self)) > 0

    @cached_property
    def actors(self) -> list[str]:
        """Codes of all sides, sorted."""
        return sorted({actor for dyad in self.dyads for actor in dyad})


def gather(*reports: pd.DataFrame, wars: Iterable[War] = ()) -> Evidence:
    """Merge reports of all layers into units. A coded event of the same dyad, interval and stage as a row of
    the chronology is that row's event; the row's severity then stands. `wars`: those of dyads nobody reports on are
    left out."""
    given = [rows for rows in reports if len(rows)]
    if not given:
        none, nothing = np.array([], dtype=int), np.array([], dtype=float)
        empty = none, none, none, nothing, nothing, nothing, none
        return Evidence([], *empty, _none(), (none, np.array([0])), none.reshape(0, 3), (0, 0), (none, none))
    rows = pd.concat(given, ignore_index=True) if len(given) > 1 else given[0]
    dyad, dyads = _dyad_codes(rows)
    first, until = rows["first"].to_numpy(), rows["until"].to_numpy()
    chronicled = (rows["layer"] == "chronology").to_numpy()
    span = _combine(dyad, first, until)
    kind = _kinds(rows, span, chronicled)
    order, bounds, unit = _grouped(_combine(dyad, first, until, kind))
    head, units = order[bounds[:-1]], len(bounds) - 1
    curated = np.bincount(unit, chronicled, units) > 0
    coded = np.bincount(unit, ~chronicled, units) > 0
    place = _places(rows["place"], unit, units)
    severity = _severities(rows["severity"].to_numpy(), unit, np.where(curated[unit], chronicled, True), units)
    weight = _shared_weights(rows, unit, units)
    rival = np.bincount(unit, rows["rival"], units) > 0
    step = severity * np.where(curated, 1.0, weight * rival)
    first, until = first[head], until[head]
    return Evidence(
        dyads=dyads,
        dyad=dyad[head],
        first=first,
        until=until,
        severity=severity,
        weight=weight,
        step=step,
        occasion=_occasions(first, until, place, dyad[head], _of_many(rows["share"].to_numpy(), unit, units)),
        reports=rows.assign(unit=unit),
        by_unit=(order, bounds),
        wars=_wars(wars, dyads),
        watched=_span(first[step != 0], until[step != 0]),
        days=(_days(first[(step != 0) & curated]), _days(first[(step != 0) & coded])),
    )


def _spans(first: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The numbers of each [first, end), one span after the other."""
    count = end - first
    return np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())


def _span(first: np.ndarray, until: np.ndarray) -> tuple[int, int]:
    return (int(first.min()), int(until.max())) if len(first) else (0, 0)


def _days(first: np.ndarray) -> np.ndarray:
    return np.sort(pd.unique(first))


def _wars(wars: Iterable[War], dyads: list[tuple[str, str]]) -> np.ndarray:
    place = {dyad: n for n, dyad in enumerate(dyads)}
    rows = [(place[a, b], first, until) for a, b, first, until in wars if (a, b) in place]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _none() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in (*COLUMNS, "unit")})


def _combine(*parts: np.ndarray) -> np.ndarray:
    """One int64 key that sorts as the tuple of its parts does."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        low = int(part.min())
        key = key * (int(part.max()) - low + 1) + (part - low)
    return key


def _grouped(key: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions in order of the key, where each of its values begins among them, with the end, and the value each has,
    counted from 0."""
    order = np.argsort(key, kind="stable")
    fresh = np.diff(key[order]) != 0
    place = np.empty(len(key), dtype=np.int64)
    place[order] = np.cumsum(np.append(False, fresh))
    return order, np.concatenate([[0], np.flatnonzero(fresh) + 1, [len(key)]]), place


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Codes of a column of names, and the names they stand for, sorted."""
    column = column.astype(object).astype("category") if column.dtype != "category" else column
    names = [str(name) for name in column.cat.categories]
    order = np.argsort(np.array(names, dtype=object), kind="stable")
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank[column.cat.codes.to_numpy()], [names[n] for n in order]


def _dyad_codes(rows: pd.DataFrame) -> tuple[np.ndarray, list[Dyad]]:
    """The dyad of each report as an index into the dyads, which are sorted."""
    a, left = _coded(rows["actor_a"])
    b, right = _coded(rows["actor_b"])
    codes, unique = pd.factorize(a * len(right) + b, sort=True)
    return codes, [(left[key // len(right)], right[key % len(right)]) for key in unique.tolist()]


def _kinds(rows: pd.DataFrame, span: np.ndarray, chronicled: np.ndarray) -> np.ndarray:
    """Code of each report's kind, sorted by name; coded events that a chronology row already tells take its stage."""
    kind, names = _coded(rows["kind"])
    if not chronicled.any() or chronicled.all():
        return kind
    stage, stages = _coded(rows["stage"])
    key = _combine(span, stage)
    told = np.isin(key, key[chronicled])
    position = {name: n for n, name in enumerate(names)}
    as_kind = np.array([position.get(name, -1) for name in stages])
    return np.where(told, as_kind[stage], kind)


def _severities(severity: np.ndarray, unit: np.ndarray, counted: np.ndarray, n: int) -> np.ndarray:
    """Mean severity of those of each unit's reports that are counted: of its chronology rows where it has any."""
    counts = counted.astype(float)
    return np.round(np.bincount(unit, severity * counts, n) / np.bincount(unit, counts, n), 9)


def _shared_weights(rows: pd.DataFrame, unit: np.ndarray, n: int) -> np.ndarray:
    """The weight of each unit: however many sources tell of it, one of many sides counts no more than its share."""
    p, share, weight = rows["p"].to_numpy(), rows["share"].to_numpy(), np.zeros(n)
    for part in np.unique(share[share > 0]):
        weight = np.maximum(weight, part * _weights(np.where(share >= part, p, 0.0), unit, rows["source"], n))
    return weight


def _weights(p: np.ndarray, unit: np.ndarray, source: pd.Series, n: int) -> np.ndarray:
    """1 - product of (1 - p) over the distinct voices of the unit's sources, each with its most confident report."""
    weight = np.zeros(n)
    weight[unit] = p
    repeated = np.bincount(unit, minlength=n)[unit] > 1
    if not repeated.any():
        return weight
    p, unit = p[repeated], unit[repeated]
    code, names = _coded(source[repeated])
    key = _combine(unit, pd.factorize(np.array([publisher(name) for name in names], dtype=object))[0][code])
    order = np.lexsort((p, key))
    last = np.append(np.flatnonzero(np.diff(key[order])), len(key) - 1)
    best = order[last]
    with np.errstate(divide="ignore"):
        merged = -np.expm1(np.bincount(unit[best], np.log1p(-p[best]), n))
    weight[unit] = merged[unit]
    return weight


def _places(place: pd.Series, unit: np.ndarray, n: int) -> np.ndarray:
    """Code of each unit's place (the first by name that a report gives), -1 where none does."""
    code, names = _coded(place)
    known = np.array([bool(name.strip()) for name in names], dtype=bool)[code]
    found = np.full(n, len(names), dtype=np.int64)
    np.minimum.at(found, unit[known], code[known])
    return np.where(found == len(names), -1, found)


def _of_many(share: np.ndarray, unit: np.ndarray, n: int) -> np.ndarray:
    """Which units are told only as a part of what more than two sides did."""
    return (np.bincount(unit, share == 1.0, n) == 0) & (np.bincount(unit, share > 0, n) > 0)


def _occasions(
    first: np.ndarray, until: np.ndarray, place: np.ndarray, dyad: np.ndarray, of_many: np.ndarray
) -> np.ndarray:
    """Date and place. Without a place date and dyad; but what many did at a time is one occasion of theirs all."""
    nowhere = place.max(initial=0) + 1
    where = np.where(place >= 0, place, np.where(of_many, nowhere, nowhere + 1 + dyad))
    return np.unique(_combine(first, until, where), return_inverse=True)[1]
