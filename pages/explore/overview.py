"""Overview: what is loaded, when it happened, what to look at next."""

from lib.charts import timeline
from lib.ui import data, findings, frame, names

tables = data.tables()
frame.page("Who meets whom in the Middle East", findings.loaded(tables))
fig = timeline.timeline(
    tables["meetings"],
    tables["milestones"],
    findings.timeline(tables),
    names.side,
    names.title,
    findings.source(tables),
)
frame.chart(fig, "timeline", tables["meetings"], columns=findings.MEETING_COLUMNS)
