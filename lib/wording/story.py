"""The sentences of a story, computed from the tables: every figure in them is counted, none is typed.

Each function returns Words: a headline and up to two lines. `name` turns a code into a reader's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from pandas import DataFrame

Name = Callable[[str], str]
KINDS = {"summon": "summons", "other": "meeting"}


class Words(NamedTuple):
    headline: str
    lines: tuple[str, ...] = ()


def plural(count: int, one: str, many: str = "") -> str:
    """1 meeting, 3 meetings, no meetings."""
    return f"{count or 'no':,} {one if count == 1 else many or one + 's'}" if count else f"no {many or one + 's'}"


def listing(items: Iterable[str]) -> str:
    """a, b and c."""
    items = [i for i in items if i]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def day(date: pd.Timestamp) -> str:
    return f"{date.day} {date:%B %Y}"


def when(start: object, end: object, precision: str) -> str:
    """on 20 August 2023, in February 2023, in the week of 4 May 2023, on an unknown date."""
    if pd.isna(start) or precision == "unknown":
        return "on an unknown date"
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    if precision == "year":
        return f"in {first.year}"
    if precision == "month":
        return f"in {first:%B %Y}"
    if precision == "week":
        return f"in the week of {day(first)}"
    return f"on {day(first)}" if pd.isna(end) or first == last else f"from {day(first)} to {day(last)}"


def kind(code: str) -> str:
    return KINDS.get(code, code.replace("_", " "))


def meeting(row: pd.Series, name: Name) -> str:
    """China and Iran: phone call on 20 August 2023."""
    place = f" in {row['place']}" if row["place"] else ""
    status = "" if row["status"] == "held" else f" ({row['status']})"
    words = f"{kind(row['kind'])}{place} {when(row['date_start'], row['date_end'], row['date_precision'])}{status}"
    return f"{listing(name(p) for p in row['parties'])}: {words}"


def main_meeting(meetings: DataFrame, name: Name) -> Words:
    """The meeting the article is about; the first one when none is marked."""
    row = meetings.sort_values("main", ascending=False, kind="stable").iloc[0]
    people = [f"{p['name']} ({office(p, name)})" if office(p, name) else p["name"] for p in row["participants"]]
    lines = [f"{'Took part' if len(people) != 1 else 'On one side'}: {listing(people)}."] if people else []
    if row["initiator"]:
        lines.append(f"Initiated by {name(row['initiator'])}, the text says.")
    return Words(meeting(row, name), tuple(lines))


def office(person: dict, name: Name) -> str:
    """Foreign Minister, China: the first office where several are told."""
    first = person.get("office", "").split(";")[0].strip()
    return ", ".join(x for x in (first, name(person.get("country", ""))) if x)


def meetings(meetings: DataFrame, name: Name) -> Words:
    """How many meetings, how many of them dated, and the others one by one."""
    unknown = int(meetings["date_start"].isna().sum())
    total = plural(len(meetings), "meeting")
    dated = f", {unknown} of them without a date" if unknown else ", each with a date"
    others = [meeting(row, name) for _, row in meetings[~meetings["main"]].iterrows()]
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    lines = (f"{'; '.join(others[:3])}{more}.",) if others else ()
    return Words(f"The text tells of {total}{dated}", lines)


def actors(table: DataFrame, name: Name) -> Words:
    """Who is named most, and who speaks."""
    people = table[table["kind"] == "person"]
    sums = table.groupby(["actor_id", "name"], as_index=False)[["mentions", "statements"]].sum()
    top = sums.sort_values(["mentions", "name"], ascending=[False, True]).iloc[0]
    voices = sums[sums["statements"] > 0].sort_values(["statements", "name"], ascending=[False, True]).head(2)
    said = listing(f"{v['name']} ({plural(int(v['statements']), 'statement')})" for _, v in voices.iterrows())
    lines = [f"{plural(people['actor_id'].nunique(), 'person', 'people')} among them."]
    lines += [f"Quoted most: {said}."] if said else []
    headline = f"{plural(len(sums), 'actor')} named; {top['name']} most often, {plural(int(top['mentions']), 'time')}"
    return Words(headline[0].upper() + headline[1:], tuple(lines))


def topics(table: DataFrame, name: Name, words: Name | None = None) -> Words:
    """What they talk about, and which side raises what; `words` turns a topic's code into a reader's words."""
    counts = Counter(table["topic"])
    (top, count), *_ = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    sides = table[table["speaker_country"] != ""].groupby("speaker_country")["topic"].nunique()
    sides = sides.sort_values(ascending=False, kind="stable").head(3)
    raised = listing(f"{name(side)} {plural(int(n), 'topic')}" for side, n in sides.items())
    headline = f"{plural(len(counts), 'topic')}; {(words or label)(top)} comes up most, {plural(count, 'time')}"
    return Words(headline[0].upper() + headline[1:], (f"In reported speech: {raised}.",) if raised else ())


def label(code: str) -> str:
    return code.replace("_", " ")


def claim(moved: int, needed: int, speaker: str, names: list[str]) -> Words:
    """A claim of a wave beside what the loaded evidence supports: `moved` pairs, where a wave needs `needed`."""
    who = speaker or "the text"
    which = f": {listing(names[:4])}" if 0 < len(names) <= 4 else ""
    verdict = f"The evidence loaded: {plural(moved, 'pair')} moved{which}; a wave needs at least {needed}."
    stand = "supports" if moved >= needed else "does not yet support"
    return Words(f"A reconciliation wave is claimed by {who}; the evidence {stand} it", (verdict,))
