"""Meetings: when, of what kind, who asked for them."""

from lib.charts import timeline
from lib.ui import data, findings, frame, names

tables = data.tables()
frame.page("Meetings")
fig = timeline.timeline(
    tables["meetings"],
    tables["milestones"],
    findings.timeline(tables),
    names.side,
    names.title,
    findings.source(tables),
)
frame.chart(fig, "timeline", tables["meetings"], columns=findings.MEETING_COLUMNS)
