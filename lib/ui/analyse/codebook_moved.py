"""The rows that a change adds, changes and removes, by table and article, each with its sentence."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.measures.edits.recoded import CHANGED, Difference
from lib.schema import CODED, Cell
from lib.tables import table_of
from lib.ui.shell import data, layout
from lib.wording import names, words

A_SHEET = 100  # rows of the list
LONG = 80  # characters of a value
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
    titles = data.everything()["articles"]
    return pd.DataFrame(
        {
            "What": [each.what.capitalize() for each in shown],
            "Table": [names.title(each.table.removesuffix("s")) for each in shown],
            "Row": [_heading(each) for each in shown],
            "Before → after": [_changes(each) for each in shown],
            "Sentence": [str(each.row["evidence"]) for each in shown],
            "Article": [
                words.short_title(titles.loc[each.article_id]) if each.article_id in titles.index else each.article_id
                for each in shown
            ],
        }
    )


def _heading(each: Difference) -> str:
    row = table_of([each.row], each.table).to_dict("records")[0]
    return words.heading(each.table, {str(name): value for name, value in row.items()})


def _changes(each: Difference) -> str:
    """Place: nothing → Muscat; of a row that is changed alone."""
    if each.what != CHANGED:
        return ""
    return "; ".join(
        f"{names.title(name)}: {_value(each.before[name])} → {_value(each.after[name])}" for name in each.columns
    )


def _value(value: Cell) -> str:
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
    else:
        told = f"{value:.2f}" if isinstance(value, float) else str(value or "")
    return (told[:LONG] + " …" if len(told) > LONG else told) or "nothing"
