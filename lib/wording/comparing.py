"""What a comparison of actors or pairs finds: who met most, and who fell behind; or that too little is known to say."""

import pandas as pd

from lib.measures.counts.comparing import LEAST, apart, codes, leader
from lib.wording import names
from lib.wording.phrases import capital, listing, number, period, plural

ORDER = ("first", "second", "third", "fourth", "fifth")
TOO_FEW = "Too few dated meetings to say who met most"


def label(one: str) -> str:
    """What one of them is called beside a chart.

    >>> label("IRN-SAU"), label("Wang Yi")
    ('Iran – Saudi Arabia', 'Wang Yi')
    """
    return " – ".join(map(names.side, codes(one) or (one,)))


def called(one: str) -> str:
    """The same in a sentence: Iran and Saudi Arabia."""
    return listing(map(names.in_text, codes(one))) or one


def most(counts: pd.DataFrame, milestones: pd.DataFrame, ones: list[str], by: str) -> str:
    """Who met most often, and when most of all; else whom most milestones of the chronology are of. counts: one, start,
    meetings; milestones: one; by: month, quarter or year."""
    totals = counts.groupby("one")["meetings"].sum().reindex(ones, fill_value=0).astype(int)
    first = leader(totals)
    if first is None:
        return f"{_alike(totals)}{_chronicled(milestones['one'].value_counts().reindex(ones, fill_value=0))}"
    rest = totals.drop(first).sort_values(ascending=False, kind="stable")
    behind = f"; {called(str(rest.index[0]))} {number(int(rest.iloc[0]))}" if len(rest) else ""
    peak = leader(counts[counts["one"] == first].set_index("start")["meetings"])
    when = f", above all in {period(pd.Timestamp(peak), by)}" if peak else ""
    return capital(f"{called(first)} met most often ({plural(totals[first], 'dated meeting')}{behind}){when}")


def _alike(totals: pd.Series) -> str:
    order = totals.sort_values(ascending=False, kind="stable")
    if order.iloc[0] < LEAST:
        return TOO_FEW
    return f"No clear lead: {plural(int(order.iloc[0]), 'dated meeting')} of {called(order.index[0])}, {number(int(order.iloc[1]))} of {called(order.index[1])}"


def _chronicled(milestones: pd.Series) -> str:
    first = leader(milestones)
    return f"; most milestones are of {called(first)}: {milestones[first]:,} of {milestones.sum():,}" if first else ""


def ranked(ranks: pd.DataFrame) -> str:
    """Who met most in the latest year that tells, and who fell furthest until then. ranks: as
    lib.measures.counts.comparing.ranks gives them."""
    years = {year: some.set_index("one") for year, some in ((y, ranks[ranks["year"] == y]) for y in set(ranks["year"]))}
    for year in sorted(years, reverse=True):
        if first := leader(years[year]["meetings"]):
            fell = next((said for then in sorted(years) if then < year and (said := _fell(years, then, year))), "")
            since = next(
                (then for then in range(year, min(years) - 1, -1) if leader(_met(years, then - 1)) != first), year
            )
            when = f"in {year}" if since == year else f"in every year from {since} to {year}"
            return capital(f"{called(first)} met most {when}{fell}")
    return "No clear lead in any year" if ranks["meetings"].max() >= LEAST else f"{TOO_FEW} in any year"


def _met(years: dict[int, pd.DataFrame], year: int) -> pd.Series:
    return years[year]["meetings"] if year in years else pd.Series(dtype=int)


def _fell(years: dict[int, pd.DataFrame], then: int, now: int) -> str:
    """Who fell furthest between two years, clearly overtaken by another: "; Iran and Oman fell from first to third since
    2021"."""
    old, new = years[then], years[now]
    (met, met_now), (rank, rank_now) = ([t[c].to_dict() for t in (old, new)] for c in ("meetings", "rank"))
    overtaken = [
        (rank_now[a] - rank[a], a)
        for a in met
        if met[a] and met_now.get(a)
        if any(apart(met[a], met[b]) and apart(met_now.get(b, 0), met_now[a]) for b in met)
    ]
    drop, one = max(overtaken, key=lambda each: each[0], default=(0, ""))
    if drop <= 0:
        return ""
    ranks = [ORDER[table[one] - 1] for table in (rank, rank_now)]
    return f"; {called(str(one))} fell from {ranks[0]} to {ranks[1]} since {then}"
