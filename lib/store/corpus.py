"""The tables of one owner's articles, kept between reads: only articles that changed are read anew.

A corpus knows for each article a token, a number that every write to the article changes (lib/store/keeping.py). Its rows
stand in the order of its articles. DataFrames are shared between readers: nobody changes them in place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from lib import tables as typed
from lib.schema import TABLES

MANY = 0.2  # share of changed articles from which on all are read: one long read is cheaper than many short ones


@dataclass(frozen=True)
class Corpus:
    """`tokens`: article_id -> token, in the order the articles were added; `tables` as lib/schema.py lists them."""

    tokens: dict[str, int] = field(default_factory=dict)
    tables: typed.Tables = field(default_factory=lambda: {name: typed.empty(name) for name in TABLES})


def refreshed(old: Corpus, tokens: dict[str, int], read: Callable[[list[str] | None], typed.Tables]) -> Corpus:
    """The corpus that has these tokens. `read` gives the tables of the articles named, of all for None."""
    changed = [name for name, token in tokens.items() if old.tokens.get(name) != token]
    gone = old.tokens.keys() - tokens.keys()
    if not changed and not gone and list(tokens) == list(old.tokens):
        return old
    if len(changed) > MANY * len(tokens):
        return Corpus(tokens, _ordered(read(None), tokens))
    kept = without(old.tables, {*gone, *changed})
    return Corpus(tokens, _ordered(joined([kept, read(changed)]) if changed else kept, tokens))


def seen(shared: Corpus, own: Corpus | None, hidden: set[str]) -> typed.Tables:
    """What a visitor sees: own articles, and shared ones that are not also own (by name or by text); none hidden."""
    tables = shared.tables
    if own and own.tokens:
        articles = tables["articles"]
        double = articles["sha256"].isin(own.tables["articles"]["sha256"])
        tables = joined([without(tables, {*own.tokens, *articles.loc[double, "article_id"]}), own.tables])
    return without(tables, hidden)


def without(tables: typed.Tables, names: set[str]) -> typed.Tables:
    """The tables without these articles; the same ones if none of them is there."""
    if not names or not tables["articles"]["article_id"].isin(names).any():
        return tables
    return {name: df[~df["article_id"].isin(names)].reset_index(drop=True) for name, df in tables.items()}


def joined(parts: Sequence[typed.Tables]) -> typed.Tables:
    """The rows of all parts, one after the other."""
    found = {}
    for name in TABLES:
        filled = [part[name] for part in parts if len(part[name])]
        found[name] = pd.concat(filled, ignore_index=True) if len(filled) > 1 else (filled or [parts[0][name]])[0]
    return found


def _ordered(tables: typed.Tables, tokens: dict[str, int]) -> typed.Tables:
    """Rows in the order of their articles; among those of one article as they were."""
    order = pd.Index(list(tokens), dtype="str")
    return {name: _sorted(df, order.get_indexer(pd.Index(df["article_id"]))) for name, df in tables.items()}


def _sorted(df: DataFrame, places: NDArray[np.intp]) -> DataFrame:
    if (np.diff(places) >= 0).all():
        return df
    return df.take(np.argsort(places, kind="stable")).reset_index(drop=True)
