"""Counts over the tables, each row with the keys of the rows it counts: what the exploring pages draw.

Tables as lib/ui/shell/data.py hands them out: those of lib/schema.py plus `key`, `source`, `published`, `title`.
`keys` of a count are the rows' keys, joined by a space, so that a mark leads to its sentences. Meetings are handed in as
occasions (lib/measures/occasions.py), whose `key` holds those of all their reports.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import chain, combinations

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from lib.codebook import names as codes
from lib.measures.counts.selection import LAYERS
from lib.measures.parameters import TABLE
from lib.schema import CODED, TABLES

SLACK = 3  # days between two dates that may be told of one meeting: another clock, or the day it was reported
NEAR = 1  # sentences between two mentions that still count as together
TREND = 3  # months with a date from which on they may be a trend; chosen by eye
LEAST = 6  # months from the first to the last that are drawn as a trend; chosen by eye
LISTED = 5  # meetings in a list on the first page
AROUND = 70  # characters shown of the words before a phrase, and after it
ROLES = ("asked or invited", "hosted", "mediated")


def options(tables: dict[str, DataFrame]) -> dict[str, list[str]]:
    """What the filters can choose: codes and names, the most frequent first."""
    meetings, topics, actors = tables["meetings"], tables["topics"], tables["actors"]
    people = Counter(chain.from_iterable(meetings["people"]))
    for names in (meetings["speaker"], topics["speaker"], actors.loc[actors["kind"] == "person", "name"]):
        people.update(names.tolist())
    countries = Counter(chain.from_iterable(meetings["parties"]))
    countries.update(chain.from_iterable(tables["milestones"]["parties"]))
    countries.update(actors["country"].tolist())
    readers = Counter(chain.from_iterable(tables[name]["reader"] for name in CODED))
    people.pop("", None)
    countries.pop("", None)
    return {
        "countries": ranked(countries),
        "people": ranked(people),
        "kinds": ranked(Counter(meetings["kind"].tolist())),
        "topics": ranked(Counter(topics["topic"].tolist())),
        "sources": ranked(Counter(s for s in tables["articles"]["source"] if s)),
        "languages": ranked(Counter(code for code in tables["articles"]["language"] if code)),
        "readers": ranked(readers),
        "statuses": list(TABLES["meetings"]["status"].vocabulary),
        "layers": list(LAYERS),
    }


def ranked(counts: Counter[str]) -> list[str]:
    """Names by count, then by the alphabet."""
    return [name for name, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]


# ---------------------------------------------------------------- meetings
def dyads(meetings: DataFrame) -> DataFrame:
    """Dyads of sides that met: a, b (a < b), meetings, keys. Meetings of more than TABLE sides are left out."""
    found: dict[tuple[str, ...], list[str]] = {}
    for parties, key in zip(meetings["parties"], meetings["key"], strict=True):
        for dyad in combinations(sorted(set(parties)), 2) if len(set(parties)) <= TABLE else ():
            found.setdefault(dyad, []).append(key)
    return _counted(found, ["a", "b"], "meetings")


def stepped(milestones: DataFrame) -> DataFrame:
    """Dyads by their milestones: a, b (a < b), milestones, closer (how many of them were steps closer), keys."""
    table = dyads(milestones).rename(columns={"meetings": "milestones"})
    closer = set(milestones.loc[milestones["direction"] == "+", "key"])
    table.insert(3, "closer", [sum(key in closer for key in keys.split()) for keys in table["keys"]])
    return table


def staged(milestones: DataFrame) -> DataFrame:
    """Milestones by what they were and when: stage, year, milestones, keys."""
    return _grouped(milestones.assign(year=milestones["date_start"].dt.strftime("%Y")), ["stage", "year"], "milestones")


def kinds(meetings: DataFrame) -> DataFrame:
    """How many meetings are of each kind: a table of kind, meetings and keys, most first."""
    return _grouped(meetings, ["kind"], "meetings")


def roles(meetings: DataFrame) -> DataFrame:
    """Who set meetings up: name, role (one of ROLES), meetings, keys.

    The initiator is named by the text as asking, inviting, hosting or mediating; those it lists as host or
    mediator are counted as such, other initiators as having asked or invited.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    known: dict[int, set[tuple[str, str]]] = {}  # lists of participants are shared by many rows, and looked at once
    for initiator, people, key in zip(meetings["initiator"], meetings["participants"], meetings["key"], strict=True):
        if (seen := known.get(id(people))) is None:
            told = {(p["name"] or p["country"], p["part"]) for p in people if p["part"] in ("host", "mediator")}
            seen = known[id(people)] = {(name, "hosted" if part == "host" else "mediated") for name, part in told}
        if initiator and initiator not in {name for name, _ in seen}:
            seen = {*seen, (initiator, ROLES[0])}
        for role in seen:
            found.setdefault(role, []).append(key)
    return _counted(found, ["name", "role"], "meetings")


def days(meetings: DataFrame, year: int) -> DataFrame:
    """Meetings of a year that are dated to the day: day, meetings, keys."""
    exact = meetings[(meetings["date_precision"] == "day") & (meetings["date_start"].dt.year == year)]
    return _grouped(exact.rename(columns={"date_start": "day"}), ["day"], "meetings").sort_values("day")


def crowded(meetings: DataFrame) -> int:
    """How many meetings have more than TABLE sides."""
    return int((meetings["parties"].map(lambda p: len(set(p))) > TABLE).sum())


def years(meetings: DataFrame) -> list[int]:
    """Years with a meeting dated to the day, the latest first."""
    exact = meetings[meetings["date_precision"] == "day"]
    return sorted(exact["date_start"].dt.year.dropna().astype(int).unique().tolist(), reverse=True)


def busiest(meetings: DataFrame) -> int:
    """The year with most meetings dated to the day, the latest of several; 0 where there is none."""
    exact = meetings.loc[meetings["date_precision"] == "day", "date_start"].dt.year.dropna().astype(int)
    counts = exact.value_counts().sort_index(ascending=False)
    return int(counts.idxmax()) if len(counts) else 0


def monthly(dates: Series) -> list[int]:
    """How many of the dates fall in each month from the first to the last; [] where fewer than LEAST months,
    or fewer than three with any: no trend."""
    known = dates.dropna()
    if known.empty:
        return []
    months = known.dt.to_period("M").value_counts()
    span = pd.period_range(months.index.min(), months.index.max(), freq="M")
    return (
        months.reindex(span, fill_value=0).astype(int).tolist() if len(span) >= LEAST and len(months) >= TREND else []
    )


def newest(meetings: DataFrame) -> DataFrame:
    """The latest meetings that the text dates, and that took place."""
    held = meetings[(meetings["status"] == "held") & meetings["date_start"].notna()]
    return held.sort_values(["date_start", "confidence"], ascending=False).head(LISTED)


def attested(meetings: DataFrame) -> DataFrame:
    """The occasions that most articles tell of, then the surest."""
    return meetings.sort_values(["articles", "confidence"], ascending=False, kind="stable").head(LISTED)


def same_meeting(meetings: DataFrame, row: Series) -> DataFrame:
    """Reports of other articles on this meeting, and those that may be on it: same sides and kind, on days that meet or,
    where both name their day, at most SLACK days apart (another date for the same meeting); those on its own days first."""
    if pd.isna(row["date_start"]):
        return meetings.iloc[:0]
    sides = set(row["parties"])
    others = meetings[meetings["article_id"] != row["article_id"]]
    same = others["occasion"] == row["occasion"]
    likely = others[same | ((others["kind"] == row["kind"]) & others["parties"].map(lambda p: set(p) == sides))]
    both_days = (likely["date_precision"] == "day") & (row["date_precision"] == "day")
    slack = both_days.map({True: pd.Timedelta(days=SLACK), False: pd.Timedelta(0)})
    near = (likely["date_start"] <= row["date_end"] + slack) & (likely["date_end"] + slack >= row["date_start"])
    elsewhere = (likely["place_country"] != "") & (row["place_country"] != "")
    near &= ~(both_days & elsewhere & (likely["place_country"] != row["place_country"]))
    found = likely[near | (likely["occasion"] == row["occasion"])]
    apart = (found["date_start"] - row["date_start"]).abs()
    return found.loc[apart.sort_values(kind="stable").index]


def places(meetings: DataFrame) -> DataFrame:
    """Where meetings took place: country, meetings, places (names), keys."""
    known = meetings[meetings["place_country"] != ""].rename(columns={"place_country": "country"})
    table = _grouped(known, ["country"], "meetings")
    names = known.groupby("country")["place"].agg(lambda p: ", ".join(sorted({x for x in p if x})))
    table["places"] = table["country"].map(names)
    return table


def parties(meetings: DataFrame) -> DataFrame:
    """Which sides met: country, meetings, keys."""
    table = meetings[["parties", "key"]].explode("parties").rename(columns={"parties": "country"})
    return _grouped(table.dropna(subset="country").drop_duplicates(), ["country"], "meetings")


# ---------------------------------------------------------------- topics
def topic_counts(topics: DataFrame) -> DataFrame:
    """topic, mentions, keys; the most mentioned first."""
    return _grouped(topics, ["topic"], "mentions")


def topics_by(topics: DataFrame, by: str) -> DataFrame:
    """topic, `by` (speaker or speaker_country), mentions, keys; rows without `by` left out."""
    return _grouped(topics[topics[by] != ""], [by, "topic"], "mentions")


def together(topics: DataFrame) -> DataFrame:
    """Dyads of topics named within NEAR sentences of each other: topic_a, topic_b, occasions, keys (of the mentions).

    An occasion is a sentence that names both, or two neighbours that name one each and of which neither names both:
    a topic of many mentions in one sentence is counted there once.
    """
    table = topics[["article_id", "sentence", "topic", "key"]]
    table = table.sort_values(["article_id", "sentence", "topic"], kind="stable", ignore_index=True)
    article, sentence = pd.factorize(table["article_id"])[0], table["sentence"].to_numpy()
    topic, names = pd.factorize(table["topic"], sort=True)
    near = []  # (place, place) of mentions that stand close: each with the next, the one after that, until none does
    for step in range(1, len(table)):
        a = np.arange(len(table) - step)
        close = (article[a] == article[a + step]) & (sentence[a + step] - sentence[a] <= NEAR)
        if not close.any():
            break
        near.append(np.column_stack([a[close], a[close] + step]))
    dyads = np.concatenate([np.empty((0, 2), dtype=np.int64), *near])
    dyads = dyads[topic[dyads[:, 0]] != topic[dyads[:, 1]]]
    a, b = topic[dyads].min(axis=1), topic[dyads].max(axis=1)
    what = a * len(names) + b  # one number for a dyad of topics
    counts = _occasions(what, article[dyads[:, 0]], sentence[dyads])
    behind = pd.DataFrame({"what": np.repeat(what, 2), "place": dyads.ravel()}).drop_duplicates()
    behind["key"] = table["key"].to_numpy()[behind["place"]]
    found = pd.DataFrame({"keys": behind.sort_values("place").groupby("what")["key"].agg(" ".join)})
    found = found.assign(occasions=counts.reindex(found.index)).reset_index()
    one, other = found["what"].to_numpy(int) // max(len(names), 1), found["what"].to_numpy(int) % max(len(names), 1)
    found["topic_a"], found["topic_b"] = names[one], names[other]
    order = ["occasions", "topic_a", "topic_b"]
    found = found.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return found[["topic_a", "topic_b", "occasions", "keys"]]


def _occasions(what: np.ndarray, article: np.ndarray, sentences: np.ndarray) -> Series:
    """How many occasions each dyad of topics has. what: code of the dyad of topics, of two mentions that stand close,
    in which article, in which two sentences (n, 2)."""
    wide = int(sentences.max(initial=0)) + 1
    place = what * (int(article.max(initial=0)) + 1) + article  # the dyad of topics in the article
    first, last = place * wide + sentences.min(axis=1), place * wide + sentences.max(axis=1)
    both = np.unique(first[first == last])
    apart = ~np.isin(first, both) & ~np.isin(last, both)
    once = pd.DataFrame({"what": what, "first": first, "last": last})[(first == last) | apart].drop_duplicates()
    return once.groupby("what").size()


def contexts(topics: DataFrame) -> DataFrame:
    """Each phrase between the words around it: before, phrase, after, topic, speaker, key."""
    table = topics[
        ["topic", "phrase", "speaker", "speaker_country", "key", "article_id", "start", "end", "evidence"]
    ].copy()
    before, after = [], []
    for evidence, phrase in zip(table["evidence"], table["phrase"], strict=True):
        at = evidence.lower().find(phrase.lower())
        found = at >= 0 and bool(phrase)
        before.append(_tail(evidence[:at]) if found else "")
        after.append(_head(evidence[at + len(phrase) :] if found else evidence))
    table.insert(1, "before", before)
    table.insert(3, "after", after)
    return table


def _tail(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= AROUND else "… " + text[-AROUND:].split(" ", 1)[-1]


def _head(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= AROUND else text[:AROUND].rsplit(" ", 1)[0] + " …"


# ---------------------------------------------------------------- actors
def actor_counts(actors: DataFrame) -> DataFrame:
    """A row an actor: actor_id, kind, name, country, mentions, statements, articles, keys; the most mentioned first."""
    grouped = actors.groupby(["actor_id", "kind"], sort=False)
    table = grouped.agg(
        name=("name", "first"),
        country=("country", "first"),
        mentions=("mentions", "sum"),
        statements=("statements", "sum"),
        articles=("article_id", "nunique"),
        keys=("key", " ".join),
    ).reset_index()
    return table.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)


def listed(actors: DataFrame, milestones: DataFrame) -> DataFrame:
    """The actors that articles name, as `actor_counts`, then the sides that milestones alone are between, by how many: these
    are named 0 times."""
    table = actor_counts(actors)
    often = Counter(chain.from_iterable(milestones["parties"]))
    rest = [code for code in ranked(often) if code not in set(table["actor_id"])]
    sides = DataFrame({"actor_id": rest, "name": [codes().get(code, code) for code in rest], "country": rest})
    sides["kind"] = ["organization" if code.startswith("ORG:") else "country" for code in rest]
    return pd.concat([table, sides.assign(mentions=0, statements=0, articles=0, keys="")], ignore_index=True)


def meetings_of(meetings: DataFrame, actor: Mapping[str, str]) -> DataFrame:
    """Meetings an actor took part in: a person by name, a country or organization as a side."""
    if actor["kind"] == "person":
        return meetings[meetings["people"].map(lambda names: actor["name"] in names).astype(bool)]
    return meetings[meetings["parties"].map(lambda codes: actor["country"] in codes).astype(bool)]


def counterparts(meetings: DataFrame, actor: Mapping[str, str]) -> DataFrame:
    """Whom an actor met: name (a person's, or a side's code), meetings, keys."""
    column, self = ("people", actor["name"]) if actor["kind"] == "person" else ("parties", actor["country"])
    met = _named(meetings_of(meetings, actor), column)
    return _grouped(met[met["name"] != self], ["name"], "meetings")


def took_part(meetings: DataFrame) -> DataFrame:
    """Who took part in meetings: name (a person's), meetings, keys; the most often first."""
    return _grouped(_named(meetings, "people"), ["name"], "meetings")


def raised_by(topics: DataFrame, actor: Mapping[str, str]) -> DataFrame:
    """Topics an actor raises: topic, mentions, keys."""
    column, self = ("speaker", actor["name"]) if actor["kind"] == "person" else ("speaker_country", actor["country"])
    return topic_counts(topics[topics[column] == self])


# ---------------------------------------------------------------- counting
def _named(meetings: DataFrame, column: str) -> DataFrame:
    """name, key: each once, without those of whom only the office is known."""
    rows = meetings[[column, "key"]].explode(column).rename(columns={column: "name"})
    return rows[rows["name"].fillna("") != ""].drop_duplicates()


def _grouped(rows: DataFrame, by: list[str], unit: str) -> DataFrame:
    table = rows.groupby(by, sort=False).agg(**{unit: ("key", "size"), "keys": ("key", " ".join)}).reset_index()
    return table.sort_values([unit, *by], ascending=[False] + [True] * len(by), ignore_index=True)


def _counted(found: dict[tuple[str, ...], list[str]], names: list[str], unit: str) -> DataFrame:
    rows = [(*what, len(keys), " ".join(keys)) for what, keys in found.items()]
    table = pd.DataFrame(rows, columns=[*names, unit, "keys"])
    return table.sort_values([unit, *names], ascending=[False] + [True] * len(names), ignore_index=True)
