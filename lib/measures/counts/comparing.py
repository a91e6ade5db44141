"""Two to five actors or pairs side by side: their meetings by month, quarter or year, and who met more than whom.

One that is compared is named by a word: the code of a side ("IRN"), two codes ("IRN-SAU"), or the name of a person.
Tables as lib/catalogue/rows.py dresses them; meetings are those that the caller wants counted.
"""

from collections.abc import Sequence
from itertools import product
from math import sqrt

import pandas as pd
from pandas import DataFrame, Series

from lib.codebook import names
from lib.measures import outliers
from lib.measures.counts import summaries

MOST = 5  # compared at once
LEAST = 4  # meetings that whoever leads has to have
STEPS = {"month": "M", "quarter": "Q", "year": "Y"}  # what meetings are counted by -> pandas' name of it
MONTHS, QUARTERS = 24, 40  # so many months are counted one by one, so many quarters; beyond that years


def codes(one: str) -> tuple[str, ...]:
    """The sides that a word names, one or two in order; none where it names a person.

    >>> codes("SAU-IRN"), codes("ORG:UN"), codes("Hossein Amir-Abdollahian")
    (('IRN', 'SAU'), ('ORG:UN',), ())
    """
    a, _, b = one.partition("-")
    found = tuple(sorted({a, b} - {""}))
    return found if names().keys() >= set(found) else ()


def rows(table: DataFrame, one: str) -> DataFrame:
    """The meetings or milestones that it took part in, a pair with both its sides; people are in no milestone."""
    if sides := set(codes(one)):
        return table[table["parties"].map(sides.issubset).astype(bool)]
    return (
        table[table["people"].map(lambda people: one in people).astype(bool)] if "people" in table else table.iloc[:0]
    )


def of_each(table: DataFrame, ones: Sequence[str]) -> DataFrame:
    """The rows of each, one under the other, with a column `one`; what two took part in is there twice."""
    parts = [rows(table, one) for one in ones]
    named = [part.assign(one=one) for one, part in zip(ones, parts, strict=True)]
    return pd.concat(named, ignore_index=True) if named else table.iloc[:0].assign(one="")


def step(meetings: DataFrame) -> str:
    """What meetings are best counted by, of STEPS: by the time that they span, but for a few."""
    dated = meetings["date_start"].dropna()
    return outliers.step(*outliers.core(dated), MONTHS, QUARTERS) if len(dated) else "year"


def counts(meetings: DataFrame, ones: Sequence[str], by: str) -> tuple[DataFrame, DataFrame]:
    """How many meetings each had in each month, quarter or year: one, start, end (its first and last day), meetings,
    keys; and in a table like it those that their texts date less precisely than that, by the days they leave open."""
    dated = of_each(meetings, ones)[["one", "date_start", "date_end", "key"]].dropna()
    begun, ended = (dated[f"date_{edge}"].dt.to_period(STEPS[by]) for edge in ("start", "end"))
    within = begun == ended
    inside = dated[within].assign(start=begun[within].dt.start_time, end=begun[within].dt.end_time.dt.normalize())
    return _grouped(inside), _grouped(dated[~within].rename(columns={"date_start": "start", "date_end": "end"}))


def undated(meetings: DataFrame, ones: Sequence[str]) -> int:
    """How many meetings of any of these no text dates."""
    open_ = meetings[meetings["date_start"].isna()]
    return of_each(open_, ones)["key"].nunique()


def ranks(meetings: DataFrame, ones: Sequence[str]) -> DataFrame:
    """By year, from the first to the last with a meeting: one, year, rank (1 is the most, NA without a meeting; equal
    ones share it), meetings, change (from the year before, NA in the first), before (the rank then), keys."""
    table = counts(meetings, ones, "year")[0]
    if table.empty:
        return DataFrame(columns=["one", "year", "rank", "meetings", "change", "before", "keys"])
    table = table.assign(year=table["start"].dt.year).set_index(["one", "year"])[["meetings", "keys"]]
    years = table.index.get_level_values("year")
    every = pd.MultiIndex.from_tuples(product(ones, range(years.min(), years.max() + 1)), names=["one", "year"])
    table = table.reindex(every).assign(meetings=lambda t: t["meetings"].fillna(0).astype(int)).fillna({"keys": ""})
    met = table["meetings"].where(table["meetings"] > 0)
    table["rank"] = met.groupby("year").rank(method="min", ascending=False).astype("Int64")
    by_one = table.groupby("one", sort=False)
    table["change"] = by_one["meetings"].diff().astype("Int64")
    table["before"] = by_one["rank"].shift().astype("Int64")
    return table.reset_index().sort_values(["year", "rank"], kind="stable", ignore_index=True)


def apart(more: float, fewer: float) -> bool:
    """Is one count clearly above another? Where both were alike, chance alone parts them by about the root of their sum.

    >>> apart(12, 7), apart(4, 2)
    (True, False)
    """
    return more - fewer > sqrt(more + fewer)


def leader(meetings: Series) -> str | None:
    """Who met clearly more than each of the others, of `meetings` by whom; None where nobody did, or too few to tell."""
    order = meetings.sort_values(ascending=False, kind="stable")
    if order.empty or order.iloc[0] < LEAST:
        return None
    return str(order.index[0]) if len(order) == 1 or apart(order.iloc[0], order.iloc[1]) else None


def busiest(meetings: DataFrame, milestones: DataFrame, most: int) -> list[str]:
    """The pairs with most meetings, where these are alike or lacking with most milestones: ["IRN-SAU"]."""
    found = [summaries.dyads(table).set_index(["a", "b"])["meetings"] for table in (meetings, milestones)]
    both = pd.concat([part.rename(name) for part, name in zip(found, ("meetings", "milestones"), strict=True)], axis=1)
    order = both.fillna(0).sort_index().sort_values(["meetings", "milestones"], ascending=False, kind="stable")
    return ["-".join(pair) for pair in order.index[:most]]


def _grouped(dated: DataFrame) -> DataFrame:
    grouped = dated.groupby(["one", "start", "end"], sort=True)
    return grouped.agg(meetings=("key", "size"), keys=("key", " ".join)).reset_index()
