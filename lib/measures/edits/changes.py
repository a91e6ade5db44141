"""What new articles would change: meetings that are new, told before, or told otherwise, and figures of the wave."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice, takewhile

import pandas as pd

from lib.measures.occasions import identified
from lib.measures.waves.breadth import breadth
from lib.measures.waves.command import evidence_of
from lib.measures.waves.voices import heard
from lib.measures.waves.wave import most_at_once, waves

Tables = Mapping[str, pd.DataFrame]
NONE, SLACK = (
    pd.Timedelta(0),
    pd.Timedelta(days=1),
)  # the same meeting, dated by another clock or by the day it was reported
MEETING_COLUMNS = (
    "kind",
    "status",
    "date_start",
    "date_end",
    "date_precision",
    "parties",
    "place",
    "evidence",
    "article_id",
)


def changes(before: Tables, added: Tables) -> dict[str, pd.DataFrame]:
    """What adding would change: {"new", "merged", "contradictions", "wave"}.

    new: meetings no article told of. merged: reports of meetings told of before (lib/measures/occasions.py), with `other`,
    the article that did. Both have
    MEETING_COLUMNS. contradictions: parties, kind, what, before, after, other, article_id. wave: figure, before, after,
    only figures that move.
    """
    again = before["articles"]["sha256"].isin(added["articles"]["sha256"])  # these do not count against themselves
    old = before["meetings"][~before["meetings"]["article_id"].isin(before["articles"].loc[again, "article_id"])]
    known = _by_sides(old)
    new: list[dict] = []
    merged: list[dict] = []
    against: list[dict] = []
    for row, other in zip(added["meetings"].to_dict("records"), _told_before(old, added["meetings"]), strict=True):
        against += [found for near in _candidates(row, known) for found in _contradictions(row, near)]
        (merged if other else new).append({**row, "other": other})
    columns = ["parties", "kind", "what", "before", "after", "other", "article_id"]
    return {
        "new": pd.DataFrame(new, columns=list(MEETING_COLUMNS)),
        "merged": pd.DataFrame(merged, columns=[*MEETING_COLUMNS, "other"]),
        "contradictions": pd.DataFrame(against, columns=columns),
        "wave": _moved(before, added),
    }


def contradicted(meetings: pd.DataFrame) -> set[str]:
    """Keys of the meetings (lib/catalogue/rows.py) of which an article tells otherwise than another does."""
    found: set[str] = set()
    for alike in _by_sides(meetings.sort_values("date_start")).values():
        for n, row in enumerate(alike, 1):
            for other in takewhile(partial(_begins, row), islice(alike, n, None)):
                if row["article_id"] != other["article_id"] and _near(row, other) and any(_contradictions(row, other)):
                    found |= {row["key"], other["key"]}
    return found


def _told_before(old: pd.DataFrame, added: pd.DataFrame) -> list[str]:
    """For each meeting that is added an article that tells of it already; "" where none does."""
    near = old[old["date_start"].isin(added["date_start"].dropna())]
    both = identified(pd.concat([near, added], ignore_index=True))
    first = both.iloc[: len(near)].drop_duplicates("occasion").set_index("occasion")["article_id"]
    return both["occasion"].iloc[len(near) :].map(first).fillna("").tolist()


def _by_sides(meetings: pd.DataFrame) -> dict[tuple, list[dict]]:
    """Dated meetings by kind and sides."""
    found = defaultdict(list)
    for row in meetings[meetings["date_start"].notna()].to_dict("records"):
        found[row["kind"], frozenset(row["parties"])].append(row)
    return found


def _candidates(row: dict, known: dict[tuple, list[dict]]) -> Iterator[dict]:
    """Meetings of the same kind and sides on days that meet, or one apart where both name a day."""
    if pd.isna(row["date_start"]):
        return
    for other in known.get((row["kind"], frozenset(row["parties"])), ()):
        if _near(row, other):
            yield other


def _begins(row: dict, later: dict) -> bool:
    """Does the later one begin before the other is over, or the day after?"""
    return later["date_start"] <= row["date_end"] + SLACK


def _near(row: dict, other: dict) -> bool:
    both_days = row["date_precision"] == other["date_precision"] == "day"
    slack = SLACK if both_days else NONE
    return row["date_start"] <= other["date_end"] + slack and other["date_start"] <= row["date_end"] + slack


def _overlap(row: dict, other: dict) -> bool:
    return row["date_start"] <= other["date_end"] and other["date_start"] <= row["date_end"]


def _contradictions(row: dict, other: dict) -> Iterator[dict]:
    """What the two say differently of the same meeting."""
    told = {
        "parties": row["parties"],
        "kind": row["kind"],
        "other": other["article_id"],
        "article_id": row["article_id"],
    }
    if not _overlap(row, other):
        yield told | {
            "what": "date",
            "before": f"{other['date_start']:%Y-%m-%d}",
            "after": f"{row['date_start']:%Y-%m-%d}",
        }
        return
    if "cancelled" in (row["status"], other["status"]) and row["status"] != other["status"]:
        yield told | {"what": "status", "before": other["status"], "after": row["status"]}
    if row["place_country"] and other["place_country"] and row["place_country"] != other["place_country"]:
        yield told | {"what": "place", "before": other["place"], "after": row["place"]}


# ---------------------------------------------------------------- the wave
def _moved(before: Tables, added: Tables) -> pd.DataFrame:
    """Figures of the wave with and without the new articles."""
    after = {name: pd.concat([before[name], added[name]], ignore_index=True) for name in ("articles", "events")}
    old, new = figures(before), figures(after)
    rows = [{"figure": name, "before": old[name], "after": new[name]} for name in old if old[name] != new[name]]
    return pd.DataFrame(rows, columns=["figure", "before", "after"])


def figures(tables: Tables) -> dict[str, str]:
    """The wave of coded events in a few figures, as text; their codes are read as names.title writes them."""
    evidence = evidence_of(tables)
    moved = breadth(evidence)
    found = [w for w in heard(evidence, moved, waves(evidence, moved=moved)) if w.named] if len(evidence) else []
    return {
        "dated_steps_between_two_sides": f"{len(evidence):,}",
        "pairs_with_a_dated_step": f"{len(evidence.dyads):,}",
        "most_pairs_up_at_once": str(most_at_once(moved)[0]),
        "most_pairs_down_at_once": str(most_at_once(moved, -1)[0]),
        "regional_waves": str(sum(w.scope == "regional" for w in found)),
        "hub_waves": str(sum(w.scope == "hub" for w in found)),
    }
