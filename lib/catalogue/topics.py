"""Charts of topics: which come up, who raises them, when, and which come up together."""

from __future__ import annotations

from lib.catalogue.record import HOW, Chart
from lib.charts import bars, matrix
from lib.measures.counts import summaries
from lib.wording import findings, names

TOPICS = Chart(
    key="topic-counts",
    count=lambda tables, _: (
        summaries.topic_counts(tables["topics"]).assign(name=lambda t: t["topic"].map(names.title)),
    ),
    finding=findings.topics,
    figure=lambda counts, title, source: bars.ranked(counts, "mentions", "name", title, "mentions", source),
    how=HOW["bars"],
    columns=["name", "mentions"],
    empty="No topic to show.",
)

SPEAKERS = Chart(
    key="speakers",
    count=lambda tables, _: (summaries.topics_by(tables["topics"], "speaker"),),
    finding=findings.speakers,
    figure=lambda counts, title, source: matrix.cells(
        counts, "speaker", "topic", "mentions", title, names.title, source, x_name=str
    ),
    how=HOW["speakers"],
    empty="No topic is raised in reported speech.",
)

OVER_TIME = Chart(
    key="topics-time",
    count=lambda tables, _: (summaries.topics_by(tables["topics"], "month"),),
    finding=findings.over_time,
    figure=lambda counts, title, source: matrix.monthly(
        counts, title, names.title, source, "By the month of publication."
    ),
    how=HOW["topics-time"],
    empty="No article with topics has a date of publication.",
)

TOGETHER = Chart(
    key="together",
    count=lambda tables, _: (summaries.together(tables["topics"]),),
    finding=findings.together,
    figure=lambda counts, title, source: matrix.together(
        counts,
        title,
        names.title,
        source,
        "An occasion is a sentence that names both, or two sentences in a row that name one each.",
    ),
    how=HOW["together"],
    empty="No two topics are named close to each other.",
)
