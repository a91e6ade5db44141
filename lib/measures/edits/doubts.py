"""Which rows a reader should look at first, over all articles: those that most speaks against.

A doubt is a reason to look: two readers who differ, articles that contradict each other, no date, a name that the codebook
does not know, a low probability. The more of them a row has, and the less probable it is, the earlier it comes.
"""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from lib.measures.edits.changes import contradicted
from lib.schema import CODED, HAND, TABLES, models

WEIGHTS = {
    "differ": 1.0,
    "contradicted": 0.6,
    "undated": 0.4,
    "new": 0.3,
    "unsure": 0.0,
}  # chosen by eye; unsure counts itself
UNSURE = 0.6  # a probability below this is a doubt
DOUBTS = tuple(WEIGHTS)


def doubts(
    tables: Mapping[str, pd.DataFrame], known: Collection[str], judged: Collection[tuple[str, str, str]] = ()
) -> pd.DataFrame:
    """Every row of these tables (lib/catalogue/rows.py) that nobody judged, the most doubtful first: key, table, article_id,
    row (its identifier), confidence, and a column of yes or no for each of DOUBTS.

    known: names of people that the codebook has. judged: (table, article, row) of the others.
    """
    found = pd.concat([_of(name, tables, known) for name in CODED], ignore_index=True)
    of = pd.MultiIndex.from_frame(found[["table", "article_id", "row"]])
    found = found[~of.isin(list(judged))] if judged else found
    weight = 1 - found["confidence"] + sum(found[name] * by for name, by in WEIGHTS.items())
    return found.iloc[np.argsort(-weight.to_numpy(), kind="stable")].reset_index(drop=True)


def _of(name: str, tables: Mapping[str, pd.DataFrame], known: Collection[str]) -> pd.DataFrame:
    rows = tables[name]
    none = pd.Series(False, index=rows.index)
    return pd.DataFrame(
        {
            "key": rows["key"],
            "table": name,
            "article_id": rows["article_id"],
            "row": rows[TABLES[name].key],
            "confidence": rows["confidence"],
            "differ": _one_reader(rows),
            "contradicted": rows["key"].isin(contradicted(rows)) if name == "meetings" else none,
            "undated": rows["date_start"].isna() if "date_start" in rows else none,
            "new": (rows["kind"] == "person") & ~rows["name"].isin(list(known)) if name == "actors" else none,
            "unsure": rows["confidence"] < UNSURE,
        }
    )


def _one_reader(rows: pd.DataFrame) -> pd.Series:
    """Is a row told by one reader alone, in an article of which a model told rows too?"""
    by_model = rows["reader"].map(lambda told: bool(models([told])))
    both = rows["article_id"].isin(rows.loc[by_model, "article_id"])
    return both & ~rows["reader"].str.contains("+", regex=False) & (rows["reader"] != HAND)
