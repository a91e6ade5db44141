"""The rows that a change adds, changes and removes, by table and article, each with its sentence."""

from collections.abc import Sequence
from typing import cast

import pandas as pd
import streamlit as st

from lib.measures.edits.recoded import CHANGED, Difference
from lib.schema import CODED, TABLES, Cell
from lib.tables import as_shown
from lib.ui.shell import data, layout
from lib.wording import names, words
from lib.wording.phrases import in_place, whole

A_SHEET = 100  # rows of the list
LONG, FEW = 80, 60  # characters of a value; of words that are shown with others around them
ALL = "All tables"


def moved(found: Sequence[Difference]) -> None:
    """The list, of one table or all, a sheet at a time."""
    counts = {table: sum(each.table == table for each in found) for table in CODED}
    picked = st.segmented_control(
        "Table", [ALL, *(table for table in CODED if counts[table])], default=ALL, key="own-moved-table", required=True,
        format_func=lambda name: f"{names.title(name)} {counts[name]:,}" if name in counts else f"{ALL} {len(found):,}",
    )  # fmt: skip
    chosen = [each for each in found if picked in (ALL, each.table)]
    shown = chosen[layout.sheet(len(chosen), "own-moved-sheet", A_SHEET)]
    st.dataframe(
        _told(shown),
        hide_index=True,
        placeholder="",
        alt="Rows that would be added, changed or removed, with their sentences",
    )


def _told(shown: Sequence[Difference]) -> pd.DataFrame:
    articles = data.everything()["articles"]
    return pd.DataFrame(
        {
            "What": [each.what.capitalize() for each in shown],
            "Table": [names.title(each.table.removesuffix("s")) for each in shown],
            "Row": [_heading(each) for each in shown],
            "Before → after": [_changes(each) for each in shown],
            "Sentence": [_said(each, articles) for each in shown],
            "Article": [
                words.short_title(cast("pd.Series", articles.loc[each.article_id]))
                if each.article_id in articles.index
                else each.article_id
                for each in shown
            ],
        }
    )


def _heading(each: Difference) -> str:
    return words.heading(each.table, as_shown([each.row], each.table)[0])


def _said(each: Difference, articles: pd.DataFrame) -> str:
    """The words the row stands on; few ones with those around them."""
    if each.article_id not in articles.index:
        return whole(str(each.row["evidence"]))
    start, end = (int(str(each.row[edge])) for edge in ("start", "end"))
    return whole(in_place(str(articles.loc[each.article_id, "text"]), start, end, FEW))


def _changes(each: Difference) -> str:
    """Place: nothing → Muscat; of a row that is changed alone."""
    if each.what != CHANGED:
        return ""
    return "; ".join(
        f"{names.title(name)}: {_value(each.before[name], code)} → {_value(each.after[name], code)}"
        for name in each.columns
        for code in ["alpha-3" in TABLES[each.table][name].unit]
    )


def _value(value: Cell, code: bool) -> str:
    if isinstance(value, list):
        told = "; ".join(
            " ".join(
                filter(
                    None, (one["name"] or one["office"], f"({names.side(one['country'])})" if one["country"] else "")
                )
            )
            if isinstance(one, dict)
            else names.side(one)
            for one in value
        )
    elif code:
        told = names.side(str(value))
    else:
        told = f"{value:.2f}" if isinstance(value, float) else str(value or "")
    return (told[:LONG] + " …" if len(told) > LONG else told) or "nothing"
