"""The sentences of a story, computed from the tables: every figure in them is counted, none is typed.

Each function returns Words: a headline and up to two lines. `name` turns a code into a reader's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from lib.wording.names import Name, label
from lib.wording.phrases import capital, listing, more, number, plural, when

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    Fields = Series | dict  # a row of a table, or its record: column -> value


class Words(NamedTuple):
    """`headline` without a full stop; `lines`: up to two sentences."""

    headline: str
    lines: tuple[str, ...] = ()


def kind(code: str) -> str:
    """What a meeting is called in a sentence; one of no known kind is a meeting."""
    return "meeting" if code == "other" else label(code)


def meeting(row: Fields, name: Name) -> str:
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
    total = standing(Counter(meetings["status"]))
    dated = _without_date(len(meetings), unknown)
    others = [meeting(row, name) for _, row in meetings[~meetings["main"]].iterrows()]
    rest = more(len(others) - 3)
    lines = (f"{'; '.join(others[:3])}{rest and f' and {rest}'}.",) if others else ()
    return Words(f"The text tells of {total}{dated}", lines)


def standing(counts: Mapping[str, int]) -> str:
    """So many meetings by their status, those held first.

    >>> standing({"planned": 1, "held": 2}), standing({"held": 3}), standing({"cancelled": 1})
    ('2 meetings held and 1 planned', '3 meetings', '1 meeting, cancelled')
    """
    counted = {status: count for status, count in counts.items() if count}
    if len(counted) < 2:
        status, count = next(iter(counted.items()), ("held", 0))
        return plural(count, "meeting") + ("" if status == "held" else f", {status}")
    first = "held" if "held" in counted else next(iter(counted))
    rest = [f"{count:,} {status}" for status, count in counted.items() if status != first]
    return listing([f"{plural(counted[first], 'meeting')} {first}", *rest])


def _without_date(total: int, unknown: int) -> str:
    if total < 2:
        return ", without a date" if unknown else ", with its date" if total else ""
    return f", {number(unknown)} of them without a date" if unknown else ", each with a date"


def actors(table: DataFrame, name: Name) -> Words:
    """Who is named most, and who speaks."""
    people = table[table["kind"] == "person"]
    sums = table.groupby(["actor_id", "name"], as_index=False)[["mentions", "statements"]].sum()
    top = sums.sort_values(["mentions", "name"], ascending=[False, True]).iloc[0]
    voices = sums[sums["statements"] > 0].sort_values(["statements", "name"], ascending=[False, True]).head(2)
    said = listing(f"{v['name']} ({plural(int(v['statements']), 'statement')})" for _, v in voices.iterrows())
    lines = [f"{capital(plural(people['actor_id'].nunique(), 'person', 'people'))} among them."]
    lines += [f"Quoted most: {said}."] if said else []
    headline = f"{plural(len(sums), 'actor')} named; {top['name']} most often, {plural(int(top['mentions']), 'time')}"
    return Words(capital(headline), tuple(lines))


def topics(table: DataFrame, name: Name) -> Words:
    """What they talk about, and which side raises what."""
    counts = Counter(table["topic"])
    (top, count), *_ = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    sides = table[table["speaker_country"] != ""].groupby("speaker_country")["topic"].nunique()
    sides = sides.sort_values(ascending=False, kind="stable").head(3)
    raised = listing(f"{name(str(side))} {plural(int(n), 'topic')}" for side, n in sides.items())
    headline = f"{plural(len(counts), 'topic')}; {label(top)} comes up most, {plural(count, 'time')}"
    return Words(capital(headline), (f"In reported speech: {raised}.",) if raised else ())


def claim(found: bool, told: str, speaker: str) -> Words:
    """A claim of a wave beside the loaded evidence: whether a wave was `found` in it, and what it lacks, or has, `told`."""
    who = speaker or "the text"
    verdict = f"The evidence loaded: {told}."
    stand = "supports" if found else "does not yet support"
    return Words(f"A reconciliation wave is claimed by {who}; the evidence {stand} it", (verdict,))
