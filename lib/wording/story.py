"""The sentences of a story, computed from the tables: every figure in them is counted, none is typed.

Each function returns Words: a headline and up to two lines. `name` turns a code into a reader's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from lib.wording.names import Name, in_text, label, side
from lib.wording.phrases import capital, listing, more, number, plural, when

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    Fields = Series | dict  # a row of a table, or its record: column -> value


SPOKEN = {"ARE": "UAE", "USA": "US"}  # how lines of the chronology call a side
QUOTED = 200  # characters of a sentence that a speaker reads out


class Words(NamedTuple):
    """`headline` without a full stop; `lines`: up to two sentences; `method`: how sure it is, for a speaker's notes."""

    headline: str
    lines: tuple[str, ...] = ()
    method: str = ""


def said(table: str, row: Fields) -> str:
    """A row of a table, or of the chronology, as a sentence to say."""
    if table == "milestones":
        named = any(
            n in row["event"]
            for code in row["parties"]
            for n in (side(code), code.removeprefix("ORG:"), SPOKEN.get(code, code))
        )
        who = "" if named else f"{listing(map(in_text, row['parties']))}: "
        return f"{capital(when(row['date_start'], row['date_end'], row['date_precision']))}, {who}{row['event']}."
    if table == "meetings":
        return f"{capital(meeting(row, in_text))}."
    if table == "actors":
        told = f"{row['name']} is named {plural(int(row['mentions']), 'time')}"
        return f"{told}, and quoted {plural(int(row['statements']), 'time')}." if row["statements"] else f"{told}."
    who = row.get("speaker") or "The text"
    return f"{who} on {label(row['topic'] if table == 'topics' else row['event_type'])}: “{shorten(row['evidence'], QUOTED, placeholder=' …')}”"


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
    named = [p for p in row["participants"] if p["name"]]
    people = [f"{p['name']} ({office(p, name)})" if office(p, name) else p["name"] for p in named]
    lines = [f"{'Took part' if len(people) != 1 else 'On one side'}: {listing(people)}."] if people else []
    if row["initiator"]:
        lines.append(f"Initiated by {name(row['initiator'])}, the text says.")
    return Words(meeting(row, name), tuple(lines))


def office(person: dict, name: Name) -> str:
    """Foreign Minister, China: the first office where several are told."""
    first = person.get("office", "").split(";")[0].strip()
    return ", ".join(x for x in (first, name(person.get("country", ""))) if x)


def meetings(meetings: DataFrame, name: Name) -> Words:
    """Who is in most of them and with whom, how many there are and how many of them dated, and the others one by one."""
    unknown = int(meetings["date_start"].isna().sum())
    dated = _without_date(len(meetings), unknown)
    total = f"The text tells of {standing(Counter(meetings['status']))}{dated}"
    others = [meeting(row, name) for _, row in meetings[~meetings["main"]].iterrows()]
    rest = more(len(others) - 3)
    lines = (capital(f"{'; '.join(others[:3])}{rest and f' and {rest}'}."),) if others else ()
    counts = Counter(code for parties in meetings["parties"] for code in parties)
    if len(meetings) < 2 or not counts:
        return Words(capital(meeting(meetings.iloc[0], name)) if len(meetings) else total, lines)
    who, times = min(counts.items(), key=lambda c: (-c[1], c[0]))
    met = Counter(code for parties in meetings["parties"] if who in parties for code in parties if code != who)
    share = f"{'all' if times == len(meetings) else f'{times} of'} {plural(len(meetings), 'meeting')}"
    told = listing([f"{n} with {name(code)}" for code, n in met.most_common()], most=3)
    return Words(capital(f"{name(who)} is in {share}{told and f': {told}'}"), (f"{total}.", *lines))


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
    headline = (
        f"{top['name']} is named most often, {plural(int(top['mentions']), 'time')}, of {plural(len(sums), 'actor')}"
    )
    return Words(capital(headline), tuple(lines))


def topics(table: DataFrame, name: Name) -> Words:
    """What they talk about, and which side raises what."""
    counts = Counter(table["topic"])
    (top, count), *_ = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    sides = table[table["speaker_country"] != ""].groupby("speaker_country")["topic"].nunique()
    sides = sides.sort_values(ascending=False, kind="stable").head(3)
    raised = listing(f"{name(str(side))} {plural(int(n), 'topic')}" for side, n in sides.items())
    headline = f"{label(top)} comes up most, {plural(count, 'time')}, of {plural(len(counts), 'topic')}"
    if count == 1 < len(counts):
        headline = f"Topics are {listing(map(label, sorted(counts)), most=4)}"
    return Words(capital(headline), (f"In reported speech: {raised}.",) if raised else ())


def claim(speaker: str, found: bool, alone: str, held: str, chronology: str) -> Words:
    """A claim of a wave beside the evidence. found: does the article `alone` support one, by what it has or lacks; `held`:
    from when to when the chronology has one, "" for none, and what it says to the claim."""
    who, stand = speaker or "the text", "supports it" if found else "does not support it"
    other = f"the chronology has one, {held}" if held else "the chronology has none"
    headline = f"A reconciliation wave is claimed by {who}: {other}; this article alone {stand}"
    return Words(
        headline, (f"This article alone: {alone}.", f"The chronology: {chronology[:1].lower()}{chronology[1:]}")
    )
