"""Charts of topics: which come up, who raises them, when, and which come up together; and what the milestones were."""

from functools import partial

from lib.catalogue.record import HOW, Chart, Tables
from lib.charts import bars, matrix
from lib.measures.counts import shares, summaries
from lib.measures.counts.sources import others
from lib.wording import findings, names
from lib.wording.phrases import iso

TOPICS: Chart[Tables] = Chart(
    key="topic-counts",
    count=lambda tables, _: summaries.topic_counts(tables["topics"]).assign(name=lambda t: t["topic"].map(names.title)),
    finding=findings.topics,
    figure=partial(bars.ranked, value="mentions", label="name", unit="mentions"),
    how=HOW["bars"],
    columns=["name", "mentions"],
    empty="No topic to show.",
)

SPEAKERS: Chart[Tables] = Chart(
    key="speakers",
    count=lambda tables, _: summaries.topics_by(tables["topics"], "speaker"),
    finding=findings.speakers,
    figure=partial(matrix.cells, x="speaker", y="topic", value="mentions", y_name=names.title),
    how=HOW["speakers"],
    empty="No topic is raised in reported speech.",
    others=others,
)

OVER_TIME: Chart[Tables] = Chart(
    key="topics-time",
    count=lambda tables, _: shares.over_time(tables["topics"], tables["articles"]),
    finding=lambda table, by, _: findings.over_time(table, by),
    figure=matrix.over_time,
    columns=["topic", "from", "articles", "of", shares.SHARE],
    rows=lambda table, *_: table.assign(**{"from": table["start"].map(iso)}).drop(columns="start"),
    how=HOW["topics-time"],
    empty="No article with topics has a date of publication.",
)

OCCASION = "An occasion is a sentence that names both, or two sentences in a row that name one each."
TOGETHER: Chart[Tables] = Chart(
    key="together",
    count=lambda tables, _: summaries.together(tables["topics"]),
    finding=findings.together,
    figure=partial(matrix.together, note=OCCASION),
    how=HOW["together"],
    empty="No two topics are named close to each other.",
)

STAGES: Chart[Tables] = Chart(
    key="stages",
    count=lambda tables, _: summaries.staged(tables["milestones"]),
    finding=findings.staged,
    figure=lambda table: matrix.cells(
        table, "year", "stage", "milestones", y_name=names.title, x_order=sorted(table["year"].unique())
    ),
    source=findings.chronology,
    how=HOW["stages"],
)
