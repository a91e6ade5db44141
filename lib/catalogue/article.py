"""Charts of one article: its contacts, who is named in it, what it speaks of.

Setting of all: `article`, the article's identifier; without it the curated one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.catalogue.record import HOW, Chart, Settings, Tables
from lib.charts import bars, timeline
from lib.errors import MajlisError
from lib.wording import names, story

if TYPE_CHECKING:
    import pandas as pd


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
    day = story.day(article["published"]) if article["published"] == article["published"] else ""
    return ", ".join(x for x in (article["source"], day, article["title"]) if x) or str(article["article_id"])


CONTACTS = Chart(
    key="contacts",
    count=lambda tables, settings: (rows(tables, settings, "meetings"), tables["milestones"].iloc[:0]),
    finding=lambda meetings, _: story.contacts(meetings, names.side),
    figure=lambda meetings, none, title, source: timeline.timeline(
        meetings, none, title, names.side, names.label, source
    ),
    source=headed,
    how=HOW["timeline"],
)


def _actors(tables: Tables, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    found = rows(tables, settings, "actors")
    sums = found.groupby(["name", "kind"], as_index=False).agg(mentions=("mentions", "sum"), keys=("key", " ".join))
    return found, sums


ACTORS = Chart(
    key="actors",
    count=_actors,
    finding=lambda found, _: story.actors(found, names.side),
    figure=lambda _, sums, title, source: bars.ranked(
        sums, "mentions", "name", title, "mentions", source, sums["kind"]
    ),
    rows=lambda _, sums: sums,
    source=headed,
    how=HOW["bars"],
)


def _topics(tables: Tables, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    found = rows(tables, settings, "topics")
    by = found.groupby(["topic", "speaker_country"], as_index=False)
    sums = by.agg(mentions=("key", "size"), keys=("key", " ".join))
    sums["side"] = [
        f"raised by {names.side(code)}" if code else "told by the article" for code in sums["speaker_country"]
    ]
    return found, sums


TOPICS = Chart(
    key="topics",
    count=_topics,
    finding=lambda found, _: story.topics(found, names.side, names.label),
    figure=lambda _, sums, title, source: bars.stacked(
        sums, "mentions", "topic", "side", title, "mentions", names.label, source
    ),
    rows=lambda _, sums: sums,
    source=headed,
    how=HOW["bars"],
)
