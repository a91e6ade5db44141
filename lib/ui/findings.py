"""What the charts find, in a sentence computed from the rows they draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.measures.story import plural
from lib.ui import names

if TYPE_CHECKING:
    import pandas as pd

MEETING_COLUMNS = [
    "date_start",
    "date_end",
    "date_precision",
    "kind",
    "parties",
    "place",
    "initiator",
    "status",
    "confidence",
    "evidence",
]
Tables = dict[str, "pd.DataFrame"]


def source(tables: Tables) -> str:
    """Who the data are from."""
    outlets = [s for s in dict.fromkeys(tables["articles"]["source"]) if s]
    shown = ", ".join(outlets[:2]) + (f" and {len(outlets) - 2} more" if len(outlets) > 2 else "")
    coded = f"{plural(len(tables['articles']), 'article')}" + (f" ({shown})" if shown else "")
    return coded + (", coded by Majlis; the Majlis chronology" if len(tables["milestones"]) else ", coded by Majlis")


def loaded(tables: Tables) -> str:
    """What there is to see."""
    meetings, articles = tables["meetings"], tables["articles"]
    return f"{plural(len(meetings), 'contact').capitalize()} in {plural(len(articles), 'article')}, each with the sentence that attests it."


def timeline(tables: Tables) -> str:
    meetings = tables["meetings"]
    dated = meetings["date_precision"].eq("day").sum()
    if meetings.empty:
        return f"{plural(len(tables['milestones']), 'milestone').capitalize()} of the chronology, and no contact from articles"
    if len(meetings) == dated:
        return f"{plural(len(meetings), 'contact').capitalize()}, each dated to the day"
    return f"{plural(len(meetings), 'contact').capitalize()}, {dated} of them dated to the day"


def topics(counts: pd.DataFrame) -> str:
    first = counts.iloc[0]
    return f"{names.title(first['topic'])} comes up most: {plural(int(first['mentions']), 'mention')} of {int(counts['mentions'].sum())}"


def actors(counts: pd.DataFrame) -> str:
    first = counts.iloc[0]
    return f"{first['name']} is named most often: {plural(int(first['mentions']), 'time')}"
