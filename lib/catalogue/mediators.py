"""The chart of who mediates, counted in the layer of evidence that was measured (lib/catalogue/measured.py)."""

from dataclasses import replace

import pandas as pd

from lib.catalogue.measured import Measured
from lib.catalogue.record import HOW, Chart, Settings
from lib.charts.waves.mediators import by_year
from lib.measures.counts import mediators
from lib.measures.counts.sources import others
from lib.measures.waves.reports import site
from lib.wording import findings
from lib.wording.names import Name


def _counted(measured: Measured, _: Settings) -> tuple[pd.DataFrame, Name]:
    meetings, milestones = measured.tables["occasions"], measured.tables["milestones"]
    if measured.layer == "chronology":
        meetings = meetings.iloc[:0]
    if measured.layer == "articles":
        milestones = milestones.iloc[:0]
    part = measured.part
    meetings = meetings[meetings["source"] != part.without]
    milestones = milestones[milestones["source_url"].map(site) != part.without]
    found = mediators.occasions(meetings, milestones)
    left = found["dyads"].map(lambda dyads: [two for two in dyads if part.holds(two)])
    kept = (found["dyads"].map(len) == 0) | (left.map(len) > 0)
    return found.assign(dyads=left)[kept & (found["mediator"] != part.without)], measured.name


def _others(measured: Measured) -> tuple[str, Measured] | None:
    apart = None if measured.layer == "chronology" else others(measured.tables)
    return apart and (apart[0], replace(measured, tables=apart[1]))


MEDIATORS: Chart[Measured] = Chart(
    key="mediators",
    count=_counted,
    finding=lambda occasions, _: findings.mediators(occasions),
    figure=lambda occasions, name: by_year(mediators.by_year(occasions), name),
    source=lambda measured, *_: measured.source,
    how=HOW["mediators"],
    rows=lambda occasions, _: mediators.by_dyad(occasions),
    empty="No mediator is named.",
    why="Neither the milestones nor a meeting that took place names a third side that mediated.",
    evidence="both",
    others=_others,
)
