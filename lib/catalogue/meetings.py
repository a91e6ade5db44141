"""Charts of meetings: over time, by kind, by who set them up, day by day."""

from functools import partial

import pandas as pd

from lib.catalogue.record import HOW, Chart, Choice, Settings, Tables
from lib.charts import bars, calendar, timeline
from lib.measures.counts import summaries
from lib.measures.counts.sources import others
from lib.wording import findings, names

COLUMNS = [
    *("date_start", "kind", "parties", "place", "initiator", "status", "articles", "confidence", "evidence", "source"),
]
MILESTONES = ["date_start", "parties", "stage", "event", "place", "source_url"]

TIMELINE: Chart[Tables] = Chart(
    key="timeline",
    count=lambda tables, _: (tables["occasions"], tables["milestones"]),
    finding=findings.timeline,
    figure=timeline.timeline,
    source=lambda tables, _, milestones: findings.source(tables, milestones),
    how=lambda meetings, _: HOW["months" if len(meetings) > timeline.CROWD else "timeline"],
    columns=lambda meetings, _: COLUMNS if len(meetings) else MILESTONES,
    whole=lambda meetings, milestones: pd.concat([each for each in (meetings, milestones) if len(each)]),
    empty="No meeting to draw.",
)

KINDS: Chart[Tables] = Chart(
    key="kinds",
    count=lambda tables, _: summaries.kinds(tables["occasions"]).assign(name=lambda t: t["kind"].map(names.title)),
    finding=findings.kinds,
    figure=lambda kinds: bars.ranked(kinds, "meetings", "name", unit="meetings", colours=kinds["kind"]),
    how=HOW["bars"],
    columns=["name", "meetings"],
)

ROLES: Chart[Tables] = Chart(
    key="roles",
    count=lambda tables, _: summaries.roles(tables["occasions"]),
    finding=findings.roles,
    figure=partial(bars.stacked, value="meetings", label="name", part="role", unit="meetings", name=names.side),
    how=HOW["roles"],
    empty="Nobody is named as asking, hosting or mediating.",
    others=others,
)


def _days(tables: Tables, settings: Settings) -> tuple[pd.DataFrame, int, int]:
    """Days of the year with meetings, the year, and how many meetings are not on its sheet."""
    days = summaries.days(tables["occasions"], int(settings["year"]))
    return days, int(settings["year"]), len(tables["occasions"]) - int(days["meetings"].sum())


def _years(tables: Tables) -> dict[str, str]:
    return {str(year): str(year) for year in summaries.years(tables["occasions"])}


CALENDAR: Chart[Tables] = Chart(
    key="calendar",
    count=_days,
    finding=lambda days, year, _: findings.calendar(days, year),
    figure=lambda days, year, others: calendar.calendar(days, year, findings.other_days(others)),
    how=HOW["calendar"],
    choice=Choice("year", "Year of the calendar", _years, lambda tables: str(summaries.busiest(tables["occasions"]))),
    empty="No meeting is dated to the day.",
)
