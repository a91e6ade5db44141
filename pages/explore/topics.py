"""Topics: what they talk about."""

from lib.charts import bars
from lib.measures import summaries
from lib.ui import data, findings, frame, names

tables = data.tables()
frame.page("Topics")
counts = summaries.topic_counts(tables["topics"])
if counts.empty:
    frame.empty("No topic to show.")
else:
    counts["name"] = counts["topic"].map(names.title)
    fig = bars.ranked(counts, "mentions", "name", findings.topics(counts), "mentions", findings.source(tables))
    frame.chart(fig, "topics", counts)
