"""Frames for charts of waves. `units` holds indices into the evidence, so that every mark can open what it stands on."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves import occasions
from lib.measures.waves.breadth import Breadth, runs
from lib.measures.waves.evidence import Evidence
from lib.measures.waves.mood import mood
from lib.measures.waves.null import Null
from lib.schema import Dyad

EPOCH = np.datetime64("1970-01-01", "D")


def dates(days: Sequence[int] | np.ndarray) -> np.ndarray:
    """Days since 1970 as dates (datetime64[s])."""
    return (EPOCH + np.asarray(days, dtype="int64")).astype("datetime64[s]")


def turning(evidence: Evidence, moved: Breadth) -> pd.DataFrame:
    """Days on which events begin: date, net breadth that day, units."""
    if not moved.days:
        return pd.DataFrame({"date": dates([]), "net": [], "units": []})
    at = evidence.first - moved.start
    units = np.flatnonzero((evidence.severity != 0) & (at >= 0) & (at < moved.days))
    begun = pd.Series(units).groupby(at[units]).agg(tuple)
    days = begun.index.to_numpy()
    return pd.DataFrame({"date": dates(days + moved.start), "net": moved.net[days], "units": begun.to_numpy()})


def daily(evidence: Evidence, moved: Breadth, chance: Null, quantile: float = DEFAULTS.quantile) -> pd.DataFrame:
    """A row a day: date, up, down, net (dyads), chance_low, chance_high (net breadth within which chance stays but for
    1 - quantile of its draws on each side), pairs_up, pairs_down ("IRN-SAU; ...")."""
    low, high = (np.broadcast_to(chance.threshold(sign, quantile), moved.days) for sign in (-1, 1))
    table = {"date": dates(moved.start + np.arange(moved.days)), "up": moved.up, "down": moved.down, "net": moved.net}
    return pd.DataFrame(
        {
            **table,
            "chance_low": -low.astype("int64"),
            "chance_high": high.astype("int64"),
            "pairs_up": _named(evidence.dyads, moved.state > 0),
            "pairs_down": _named(evidence.dyads, moved.state < 0),
        }
    )


def _named(dyads: Sequence[Dyad], state: np.ndarray) -> np.ndarray:
    """The dyads of each day by their codes; state: bool (dyads, days)."""
    codes = np.array(["-".join(dyad) for dyad in dyads], dtype=object)
    fresh = np.append(True, (state[:, 1:] != state[:, :-1]).any(axis=0))[: state.shape[1]]
    told = np.array(["; ".join(codes[on]) for on in state[:, fresh].T], dtype=object)
    return told[np.cumsum(fresh) - 1]


def months(evidence: Evidence, moved: Breadth, window: int) -> pd.DataFrame:
    """actor_a, actor_b, month, share (of its days up minus down, -1 to 1), units in the window at some time of the
    month, begun (does one begin in it?). Months without either are left out. Dyads in order of their first day up or
    down, `place` counting them."""
    row, first, _ = runs(moved.state != 0)
    onset = np.full(len(evidence.dyads), np.iinfo(np.int64).max)
    np.minimum.at(onset, row, first)
    shown = [n for n in np.lexsort((np.arange(len(onset)), onset)) if onset[n] < np.iinfo(np.int64).max]
    name = dates(moved.start + np.arange(moved.days)).astype("datetime64[M]")
    names, starts = np.unique(name, return_index=True)
    ends = np.append(starts[1:], moved.days)
    found = []
    for place, n in enumerate(shown):
        share = np.add.reduceat(moved.state[n].astype(float), starts) / (ends - starts)
        units = evidence.of_dyads(np.array([n]))
        enter, leave = evidence.first[units] - moved.start, evidence.until[units] - moved.start + window - 1
        for month, value, start, end in zip(names, share, starts, ends, strict=True):
            begun = bool(((enter >= start) & (enter < end)).any())
            if value or begun:
                told = tuple(units[(enter < end) & (leave > start)].tolist())
                found.append((*evidence.dyads[n], place, month.astype("datetime64[s]"), value, told, begun))
    return pd.DataFrame(found, columns=["actor_a", "actor_b", "place", "month", "share", "units", "begun"])


def happenings(evidence: Evidence, dyads: Sequence[Dyad]) -> pd.DataFrame:
    """The events of these dyads: actor_a, actor_b, start, end (exclusive), severity, units (one each)."""
    parts = [(dyad, unit) for dyad in dyads for unit in evidence.of(*dyad).tolist()]
    units = np.array([unit for _, unit in parts], dtype=int)
    return pd.DataFrame(
        {
            "actor_a": [dyad[0] for dyad, _ in parts],
            "actor_b": [dyad[1] for dyad, _ in parts],
            "start": dates(evidence.first[units]),
            "end": dates(evidence.until[units]),
            "severity": evidence.severity[units],
            "units": [(unit,) for unit in units.tolist()],
        }
    )


def moods(
    evidence: Evidence, dyads: Sequence[Dyad], span: tuple[int, int], parameters: Parameters = DEFAULTS
) -> pd.DataFrame:
    """Mood and half-width of its band of each dyad on every day of the span: actor_a, actor_b, date, mood, band."""
    days = np.arange(span[0], span[1] + 1)
    parts = []
    for a, b in dyads:
        value, band = mood(evidence, a, b, days, parameters)
        parts.append(pd.DataFrame({"actor_a": a, "actor_b": b, "date": dates(days), "mood": value, "band": band}))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def standing(evidence: Evidence, moved: Breadth, day: int, window: int) -> pd.DataFrame:
    """Dyads up or down on a day (since 1970): actor_a, actor_b, sign, units in the window that point that way."""
    at = day - moved.start
    if not 0 <= at < moved.days:
        return pd.DataFrame(columns=["actor_a", "actor_b", "sign", "units"])
    rows = np.flatnonzero(moved.state[:, at])
    found = []
    for n in rows:
        sign = int(moved.state[n, at])
        units = occasions.behind(evidence, moved, np.array([n]), (at, at), sign, window)
        found.append((*evidence.dyads[n], sign, tuple(units.tolist())))
    return pd.DataFrame(found, columns=["actor_a", "actor_b", "sign", "units"])
