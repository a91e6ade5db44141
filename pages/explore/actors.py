"""Actors: who is named, and who meets whom."""

from lib.charts import bars
from lib.measures import summaries
from lib.ui import data, findings, frame

tables = data.tables()
frame.page("Actors")
counts = summaries.actor_counts(tables["actors"])
if counts.empty:
    frame.empty("No actor to show.")
else:
    fig = bars.ranked(counts, "mentions", "name", findings.actors(counts), "mentions", findings.source(tables))
    frame.chart(fig, "actors", counts)
