"""Charts of one article: its meetings, who is named in it, what it speaks of.

Setting of all: `article`, the article's identifier; without it the curated one.
"""

from functools import partial

import pandas as pd

from lib.catalogue.record import HOW, Chart, Settings, Tables
from lib.charts import bars, timeline
from lib.charts.theme import Figure
from lib.errors import MajlisError
from lib.measures.counts import summaries
from lib.wording import names, story
from lib.wording.phrases import published


def curated(tables: Tables) -> str:
    """The identifier of the curated article, or of the first one; "" when there is none."""
    articles = tables["articles"]
    chosen = articles[articles["origin"] == "curated"]
    rows = chosen if len(chosen) else articles
    return str(rows.iloc[0]["article_id"]) if len(rows) else ""


def rows(tables: Tables, settings: Settings, table: str) -> pd.DataFrame:
    """The article's rows of a table; MJ607 when there are none."""
    chosen = settings.get("article") or curated(tables)
    found = tables[table][tables[table]["article_id"] == chosen]
    if found.empty:
        raise MajlisError("MJ607", name=chosen or "of an article", problem=f"no {table} in it")
    return found


def headed(tables: Tables, rows: pd.DataFrame, *_: pd.DataFrame) -> str:
    """Source, date and headline of the rows' article."""
    article = tables["articles"]
    article = article[article["article_id"] == rows.iloc[0]["article_id"]].iloc[0]
    told = [x for x in (article["source"], published(article), article["title"]) if x]
    return ", ".join(told) or str(article["article_id"])


MEETINGS: Chart[Tables] = Chart(
    key="contacts",
    count=lambda tables, settings: (rows(tables, settings, "meetings"), tables["milestones"].iloc[:0]),
    finding=lambda meetings, _: story.meetings(meetings, names.in_text),
    figure=partial(timeline.timeline, label=names.label),
    source=headed,
    how=HOW["timeline"],
)

ACTORS: Chart[Tables] = Chart(
    key="actors",
    count=lambda tables, settings: rows(tables, settings, "actors"),
    finding=lambda found: story.actors(found, names.side),
    figure=lambda found: bars.actors(summaries.actor_counts(found)),
    source=headed,
    how=HOW["bars"],
)


def _topics(found: pd.DataFrame) -> Figure:
    """Bars of topics, made of the sides that raise them."""
    by = found.groupby(["topic", "speaker_country"], as_index=False)
    sums = by.agg(mentions=("key", "size"), keys=("key", " ".join))
    told = "told by the article"
    sums["side"] = [f"raised by {names.side(code)}" if code else told for code in sums["speaker_country"]]
    return bars.stacked(sums, "mentions", "topic", "side", unit="mentions", name=names.label)


TOPICS: Chart[Tables] = Chart(
    key="topics",
    count=lambda tables, settings: rows(tables, settings, "topics"),
    finding=lambda found: story.topics(found, names.side),
    figure=_topics,
    source=headed,
    how=HOW["bars"],
)
