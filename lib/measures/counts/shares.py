"""Topics over time, as a share of the articles of that time: a long article counts no more than a short one, and a time of
many articles no more than one of few."""

from math import sqrt

import pandas as pd
from pandas import DataFrame

from lib.measures.outliers import core, step

MONTHS, QUARTERS = 18, 24  # columns up to which months, and quarters, are told apart; beyond that years
LEAST = 5  # articles of a time whose shares are compared with those of another
CLEAR = (
    3  # standard errors of a difference of shares that is told: there are many topics and times, and one is the largest
)
SHARE = "share in %"


def over_time(topics: DataFrame, articles: DataFrame) -> tuple[DataFrame, str, int]:
    """How many of the articles published in a month, quarter or year name a topic: topic, start (its first day), articles,
    of (how many there were), `SHARE`, keys, in order of time; which of the three; and how many articles are left out, for
    they are far from the rest (lib/measures/outliers.py) or without a day of publication."""
    published = articles["published"].dropna()
    if published.empty:
        return DataFrame(columns=["topic", "start", "articles", "of", SHARE, "keys"]), "month", len(articles)
    first, last = core(published)
    by = step(first, last, MONTHS, QUARTERS)
    within = published[published.between(first, last)]
    start = within.dt.to_period(by[0].upper()).dt.start_time
    begun = dict(zip(articles.loc[within.index, "article_id"], start, strict=True))
    rows = topics.assign(start=pd.to_datetime(topics["article_id"].map(begun))).dropna(subset="start")
    table = rows.groupby(["start", "topic"]).agg(articles=("article_id", "nunique"), keys=("key", " ".join))
    table = table.reset_index().assign(of=lambda t: t["start"].map(start.value_counts()))
    table[SHARE] = (100 * table["articles"] / table["of"]).round().astype(int)
    return table[["topic", "start", "articles", "of", SHARE, "keys"]], by, len(articles) - len(within)


def change(shares: DataFrame) -> tuple[str, pd.Series, pd.Series] | None:
    """The topic whose share changes most from one time to the next, with its rows (articles, of) there; None where none does
    by more than chance would, or too few articles are known."""
    known = shares[shares["of"] >= LEAST]
    counts = known.pivot(index="start", columns="topic", values="articles").fillna(0)
    of = known.groupby("start")["of"].first()
    found = [
        (abs(parts), topic, then, now)
        for then, now in zip(counts.index, counts.index[1:], strict=False)
        for topic in counts.columns
        if (parts := _parts(float(counts[topic][then]), float(counts[topic][now]), int(of[then]), int(of[now])))
    ]
    if not found:
        return None
    _, topic, *times = max(found)
    one, other = (pd.Series({"start": at, "articles": counts.at[at, topic], "of": of[at]}) for at in times)
    return topic, one, other


def _parts(before: float, after: float, of_before: int, of_after: int) -> float:
    """The difference of two shares, 0 where it is not clear."""
    both = (before + after) / (of_before + of_after)
    gap = after / of_after - before / of_before
    return gap if abs(gap) > CLEAR * sqrt(both * (1 - both) * (1 / of_before + 1 / of_after)) else 0.0
