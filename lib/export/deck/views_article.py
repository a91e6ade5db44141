"""Views of one article: its main contact and its claim as quotations, its contacts, actors and topics as charts.

Setting of all: `article`, the article's id; without it the curated one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from lib.errors import MajlisError
from lib.export.deck.slides import Slide, charted
from lib.export.deck.story import Quote
from lib.export.deck.story_data import Data
from lib.measures.parameters import DEFAULTS
from lib.measures.waves.wave import most_at_once
from lib.schema import TABLES
from lib.wording import story

Settings = Mapping[str, str]


def rows(data: Data, settings: Settings, table: str) -> pd.DataFrame:
    """The article's rows of a table; MJ607 when there are none."""
    chosen = settings.get("article") or data.curated()
    found = data.of_article(table, chosen)
    if found.empty:
        raise MajlisError("MJ607", name=chosen or "of an article", problem=f"no {table} in it")
    return found if "key" in found else found.assign(key=found[TABLES[table].key])


def headed(data: Data, table: pd.DataFrame) -> str:
    """Source, date and headline of the rows' article."""
    article = data.tables["articles"]
    article = article[article["article_id"] == table.iloc[0]["article_id"]].iloc[0]
    day = story.day(article["published"]) if article["published"] == article["published"] else ""
    return ", ".join(x for x in (article["source"], day, article["title"]) if x) or str(article["article_id"])


def cited(data: Data, row: pd.Series) -> str:
    """Where a row's sentence stands: source, date, headline, sentence."""
    return f"{headed(data, row.to_frame().T)}, sentence {int(row['sentence']) + 1}"


def quoted(data: Data, row: pd.Series, words: Iterable[str]) -> Quote:
    """The row's evidence with these words marked where they first stand."""
    text = " ".join(row["evidence"].split())
    found = sorted((text.find(w), text.find(w) + len(w)) for w in dict.fromkeys(words) if w and w in text)
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return Quote(text, tuple(kept), cited(data, row))


def contact(data: Data, settings: Settings) -> Slide:
    """The sentence the main contact was read from, with who and when marked."""
    meetings = rows(data, settings, "meetings")
    words = story.main_contact(meetings, data.name)
    row = meetings.sort_values("main", ascending=False, kind="stable").iloc[0]
    people = [p["name"] for p in row["participants"]]
    quote = quoted(data, row, [row["date_text"], row["place"], *people])
    notes = "Marked: the words the date, the place and the names came from."
    return Slide(words.headline, words.lines, cited(data, row), notes, quote=quote)


def contacts(data: Data, settings: Settings) -> Slide:
    """All contacts the article tells of, on a line of time."""
    from lib.charts.timeline import timeline

    table = rows(data, settings, "meetings")
    words = story.contacts(table, data.name)
    none = data.milestones.iloc[:0].assign(date_start=pd.NaT, date_end=pd.NaT)
    return charted(timeline(table, none, words.headline, data.name, data.label, headed(data, table)), words)


def actors(data: Data, settings: Settings) -> Slide:
    """Who is named, by mentions."""
    from lib.charts.bars import ranked

    table = rows(data, settings, "actors")
    words = story.actors(table, data.name)
    sums = table.groupby(["name", "kind"], as_index=False).agg(mentions=("mentions", "sum"), keys=("key", " ".join))
    fig = ranked(sums, "mentions", "name", words.headline, "mentions", headed(data, table), sums["kind"])
    return charted(fig, words)


def topics(data: Data, settings: Settings) -> Slide:
    """What they talk about, by mentions."""
    from lib.charts.bars import stacked

    table = rows(data, settings, "topics")
    words = story.topics(table, data.name, data.label)
    sums = table.groupby(["topic", "speaker_country"], as_index=False).agg(
        mentions=("key", "size"), keys=("key", " ".join)
    )
    sums["side"] = [
        f"raised by {data.name(code)}" if code else "told by the article" for code in sums["speaker_country"]
    ]
    fig = stacked(sums, "mentions", "topic", "side", words.headline, "mentions", data.label, headed(data, table))
    return charted(fig, words)


def claimed(data: Data, article_id: str) -> pd.DataFrame:
    """Rows of the topics whose sentence speaks of a wave of reconciliation."""
    table = data.of_article("topics", article_id)
    return table[(table["topic"] == "reconciliation") & table["evidence"].str.contains(r"\bwave\b")]


def claim(data: Data, settings: Settings) -> Slide:
    """What the article says of a wave, beside the wave the loaded articles themselves support."""
    said = claimed(data, settings.get("article") or data.curated())
    if said.empty:
        raise MajlisError("MJ607", name="of a claim", problem="the article claims no wave")
    row = said.iloc[0]
    from lib.measures.waves.breadth import breadth

    moved = breadth(data.coded)
    count, _ = most_at_once(moved)
    up = [data.coded.pairs[n] for n in (moved.state == 1).any(axis=1).nonzero()[0]] if count else []
    words = story.claim(count, DEFAULTS.min_pairs, row["speaker"], [story.listing(map(data.name, p)) for p in up])
    quote = quoted(data, row, ["reconciliation wave", row["phrase"]])
    notes = (
        "The claim stands as its speaker's. The count is of pairs in the loaded articles alone, without the chronology."
    )
    return Slide(words.headline, words.lines, cited(data, row), notes, quote=quote)


VIEWS = {"contact": contact, "contacts": contacts, "actors": actors, "topics": topics, "claim": claim}
