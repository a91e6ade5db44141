"""Reports: one row for each dyad that one source says did one thing on one date interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import numpy as np
import pandas as pd

from lib.codebook import stages
from lib.measures.parameters import TABLE

HAPPENED = "held"  # the status of events that count
SURE = 0.5  # an event less probable than this is shown and not counted
COLUMNS = (
    *("actor_a", "actor_b", "kind", "stage", "first", "until", "severity", "p"),
    *("share", "rival", "rung", "source", "place", "layer", "ref"),
)


def of_chronology(milestones: pd.DataFrame, weight: float = 0.9) -> pd.DataFrame:
    """One report per row of `chronology.load()`; `first`/`until` are days since 1970, `until` exclusive."""
    a, b, known = milestones["actor_a"], milestones["actor_b"], stages()
    return pd.DataFrame(
        {
            "actor_a": a.where(a <= b, b),
            "actor_b": b.where(a <= b, a),
            "kind": milestones["stage"],
            "stage": milestones["stage"],
            "first": _days(milestones["first"]),
            "until": _days(milestones["until"]),
            "severity": milestones["severity"].astype(float),
            "p": float(weight),
            "share": 1.0,
            "rival": True,
            "rung": [known[s].rung(words) for s, words in zip(milestones["stage"], milestones["event"], strict=True)],
            "source": milestones["source_url"].map(site),
            "place": milestones["place"],
            "layer": "chronology",
            "ref": milestones["row"].astype("int64"),
        }
    ).reset_index(drop=True)


def of_events(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One report per dyad of each event that happened on a known date; `ref` is the event's position in its table.

    Dyads are actor x recipient, or all dyads of the one side that is named where the other is not. Severity is the
    PLOVER score / 10, p the coder's confidence, layer the origin of the article. `share`: an event of more than two
    sides counts half, one that is hardly sure nothing; one of more than TABLE sides is left out. `rival` is for
    lib/measures/waves/rivals.py to say.
    """
    events = tables["events"]
    keep = (events["status"] == HAPPENED) & events["date_start"].notna() & events["date_end"].notna()
    sides = _sides(events, tables.get("meetings"))
    keep &= sides <= TABLE
    positions = np.flatnonzero(keep.to_numpy())
    events = events.iloc[positions].assign(sides=sides[positions])
    row, low, high, names = _dyads(events["actor"].tolist(), events["recipient"].tolist())
    events = events.iloc[row]
    source, layer = _articles(events["article_id"], tables.get("articles"))
    return pd.DataFrame(
        {
            "actor_a": pd.Categorical.from_codes(low, pd.Index(names)),
            "actor_b": pd.Categorical.from_codes(high, pd.Index(names)),
            "kind": _kinds(events["event_type"], events["mode"]),
            "stage": events["stage"].astype("category").array,
            "first": _days(events["date_start"]),
            "until": _days(events["date_end"]) + 1,
            "severity": np.clip(events["intensity"].to_numpy(float) / 10.0, -1.0, 1.0),
            "p": np.clip(events["confidence"].to_numpy(float), 0.0, 1.0),
            "share": np.where(events["confidence"] < SURE, 0.0, np.where(events["sides"] > 2, 0.5, 1.0)),
            "rival": True,
            "rung": _rungs(events),
            "source": source,
            "place": events["place"].astype("category").array,
            "layer": layer,
            "ref": positions[row],
        }
    )


def undated(tables: Mapping[str, pd.DataFrame]) -> int:
    """How many events that happened have no date, and so cannot be placed in time."""
    return len(_undated(tables["events"]))


def undated_dyads(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str]]:
    """The dyads of such events, those with most of them first."""
    events = _undated(tables["events"])
    _, low, high, names = _dyads(events["actor"].tolist(), events["recipient"].tolist())
    count = Counter((names[a], names[b]) for a, b in zip(low.tolist(), high.tolist(), strict=True))
    return [dyad for dyad, _ in count.most_common()]


def _undated(events: pd.DataFrame) -> pd.DataFrame:
    return events[(events["status"] == HAPPENED) & events["date_start"].isna()]


def site(url: str) -> str:
    """The site of an address, as the name of a source: "https://www.example.org/a" -> "example.org"."""
    host = url.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    return host.removeprefix("www.") or "unknown"


def _rungs(events: pd.DataFrame) -> np.ndarray:
    """The rung that each event leads to, by its stage and, where the stage asks for words, its sentence; -1 for none."""
    stage, names = pd.factorize(events["stage"])
    rungs = np.full(len(events), -1)
    for n, name in enumerate(names):
        if name in stages():
            here = np.flatnonzero(stage == n)
            known = stages()[name]
            if not (known.needs or known.further):
                rungs[here] = known.rung("")
                continue
            place, told = pd.factorize(events["evidence"].iloc[here])  # a sentence may tell of many pairs
            rungs[here] = np.array([known.rung(words) for words in told])[place]
    return rungs


def _sides(events: pd.DataFrame, meetings: pd.DataFrame | None) -> np.ndarray:
    """How many sides each event has, those that only host or mediate its meeting aside."""
    actors, recipients = events["actor"].tolist(), events["recipient"].tolist()
    sides = _lengths(actors) + _lengths(recipients)
    if meetings is None or "meeting_id" not in events or not len(meetings):
        return sides
    many = np.flatnonzero((sides > 2) & (events["meeting_id"] != "").to_numpy())
    ids = zip(events["article_id"].iloc[many], events["meeting_id"].iloc[many], strict=True)
    aside = {key: _aside(people) for key, people in _participants(meetings, set(ids)).items()}
    for n in many.tolist():
        event = events.iloc[n]
        left = {*actors[n], *recipients[n]} - aside.get((event["article_id"], event["meeting_id"]), set())
        sides[n] = max(len(left), 2)
    return sides


def _participants(meetings: pd.DataFrame, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[dict[str, str]]]:
    columns = (meetings[c] for c in ("article_id", "meeting_id", "participants"))
    return {(article, meeting): people for article, meeting, people in zip(*columns, strict=True)
            if (article, meeting) in wanted}  # fmt: skip


def _aside(people: list[dict[str, str]]) -> set[str]:
    return {person["country"] for person in people if person["part"] in ("host", "mediator")}


def _days(dates: pd.Series) -> np.ndarray:
    return dates.to_numpy("datetime64[D]").astype("int64")


def _articles(ids: pd.Series, articles: pd.DataFrame | None) -> tuple[pd.Categorical, pd.Categorical]:
    """Source and layer of each event. All articles of no named source are one source, "": nobody knows whose they are."""
    known = pd.DataFrame({"article_id": [], "source": [], "origin": []}) if articles is None else articles
    known = known.drop_duplicates("article_id")
    place = np.minimum(pd.factorize(pd.concat([known["article_id"], ids]))[0][len(known) :], len(known))
    return _spread(known["source"], "", place), _spread(known["origin"], "imported", place)


def _spread(values: pd.Series, unknown: str, place: np.ndarray) -> pd.Categorical:
    """The values at these places, `unknown` behind the last and where there is none."""
    code, names = pd.factorize(pd.concat([values.fillna(unknown), pd.Series([unknown])]), sort=True)
    return pd.Categorical.from_codes(code[place], pd.Index(list(names)))


def _kinds(event_type: pd.Series, mode: pd.Series) -> pd.Categorical[str]:
    """TYPE/mode of each event."""
    a, types = pd.factorize(event_type, sort=True)
    b, modes = pd.factorize(mode, sort=True)
    return pd.Categorical.from_codes(a * len(modes) + b, pd.Index([f"{t}/{m}" for t in types for m in modes]))


def _dyads(
    actors: list[list[str]], recipients: list[list[str]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Row, lower and higher actor code of every dyad, and the sorted names the codes stand for."""
    codes, names = pd.factorize(np.fromiter(chain.from_iterable(chain(actors, recipients)), dtype=object), sort=True)
    size = np.stack([_lengths(actors), _lengths(recipients)])
    start, named = np.cumsum(size).reshape(size.shape) - size, size > 0
    # where one side is not named, the other stands for both
    size, start = (np.where(named, of, of[::-1]) for of in (size, start))
    count = size.prod(axis=0)
    row = np.repeat(np.arange(len(actors)), count)
    i, j = np.divmod(np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count), size[1, row])
    a, b = codes[start[0, row] + i], codes[start[1, row] + j]
    keep = (a != b) & ((named[0] & named[1])[row] | (i < j))
    row, a, b = row[keep], a[keep], b[keep]
    return row, np.minimum(a, b), np.maximum(a, b), np.asarray(names, dtype=object)


def _lengths(lists: list[list[str]]) -> np.ndarray:
    return np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
