"""The editable table of the Review page: cells changed in the grid become corrections of their rows."""

import zlib

import pandas as pd
import streamlit as st

from lib import tables
from lib.columns import Edited, codec
from lib.measures.edits.corrections import CHANGE, Correction, completed
from lib.schema import PARTICIPANT, PARTS, TABLES, models
from lib.ui.analyse import editors
from lib.ui.analyse.review_keep import STATES, keep
from lib.ui.shell import layout, pressing, state
from lib.wording import names

EDITED = {  # the columns that can be changed, in the order they are shown
    "meetings": ("kind", "status", "date_start", "date_end", "date_precision", "place", "place_country", "parties",
                 "initiator", "main", "speaker"),
    "topics": ("topic", "speaker", "speaker_country"),
    "actors": ("name", "kind", "country", "office", "sector"),
    "events": ("event_type", "mode", "quad", "actor", "recipient", "intensity", "status", "stage", "date_start",
               "date_end", "date_precision", "place", "speaker"),
}  # fmt: skip
OWN = {  # columns of the grid
    "state": st.column_config.TextColumn("State", width="small", pinned=True),
    "reader": st.column_config.TextColumn("Reader", width="small"),
    "evidence": st.column_config.TextColumn("Evidence", width="large", help="The words the row was made from."),
}
GRID = "review-grid"
NOTHING = "Nothing was changed."


def draw(article_id: str, table: str, rows: pd.DataFrame) -> None:
    """The grid, and the buttons that keep or drop what was changed in it."""
    st.markdown(f"## {names.title(table)} as a table")
    st.caption("Columns with a pencil can be changed; then save. Several sides are separated by a semicolon: CHN; IRN.")
    listed = zlib.crc32(repr([*rows[TABLES[table].key]]).encode())  # a changed cell is known by the place of its row
    key = f"{GRID}-{article_id}-{table}-{listed}-{state.get(f'{GRID}-round', 0)}"
    shown = grid(rows, table)
    st.data_editor(
        shown, key=key, hide_index=True, num_rows="fixed", disabled=["state", "confidence", "reader", "evidence"],
        column_config={name: editors.in_grid(TABLES[table][name]) for name in map(str, shown) if name not in OWN} | OWN,
        placeholder="", alt=f"The {table} of this article", on_change="ignore",  # a press tells of its cells too
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            "Save changes", key="review-save", on_click=_save, args=(table, rows, key),
            type="primary", icon=":material/save:", shortcut="Mod+Enter",
        )  # fmt: skip
        st.button("Discard", on_click=state.count, args=(f"{GRID}-round",), key="review-discard")


def grid(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows as the grid shows them: lists joined by "; ", dates as days."""
    told = ["reader"] if models(rows["reader"]) else []
    shown = rows[["state", *told, *EDITED[table], "confidence", "evidence"]].copy()
    shown["state"] = rows["state"].map(STATES)
    if told:
        shown["reader"] = rows["reader"].map(names.reader)
    for name in EDITED[table]:
        if codec(TABLES[table][name]).listed:
            shown[name] = rows[name].map(codec(TABLES[table][name]).shown)
    return shown


def participants(row: pd.Series) -> None:
    """Who took part in a meeting, to be changed, added to and taken from."""
    key = f"{GRID}-people-{row['article_id']}-{row['meeting_id']}-{state.get(f'{GRID}-round', 0)}"
    with st.expander("Change who took part", key=f"{key}-open"):
        config = {name: st.column_config.TextColumn(names.title(name)) for name in PARTICIPANT}
        config["part"] = st.column_config.SelectboxColumn(
            "Part", options=PARTS, default="actor", format_func=names.title
        )
        people = pd.DataFrame(row["participants"], columns=list(PARTICIPANT), dtype="str")
        made = st.data_editor(
            people,
            key=key,
            hide_index=True,
            num_rows="dynamic",
            column_config=config,
            on_change="ignore",
            alt="Who took part in the meeting",
        )
        kept = [{n: str(p[n] or "").strip() for n in PARTICIPANT} for p in made.fillna("").to_dict("records")]
        kept = [person for person in kept if person["name"] or person["office"]]
        pressing.button("Save who took part", _save_people, (row, kept), f"{key}-save", icon=":material/save:")


def _save_people(row: pd.Series, people: list[dict[str, str]]) -> None:
    if people == row["participants"]:
        st.toast(NOTHING)
    elif keep([Correction("meetings", row["article_id"], row["anchor"], CHANGE, "participants", new=people)]):
        state.count(f"{GRID}-round")


def _save(table: str, rows: pd.DataFrame, key: str) -> None:
    with layout.passing():
        edits = corrections(table, rows, (state.get(key) or {}).get("edited_rows", {}))
        if not edits:
            st.toast(NOTHING)
        elif keep(edits):
            state.count(f"{GRID}-round")


def corrections(table: str, rows: pd.DataFrame, edited: dict[int, dict[str, Edited]]) -> list[Correction]:
    """The corrections that changed cells ask for: row number -> column -> value as the grid gives it. Raises MJ309."""
    made = []
    for number, cells in edited.items():
        row = next(tables.rows(rows.iloc[[int(number)]], table))
        changes = {name: codec(TABLES[table][name]).edited(cell, row[name]) for name, cell in cells.items()}
        anchor, article_id = rows["anchor"].iloc[int(number)], str(row["article_id"])
        made += [
            Correction(table, article_id, anchor, CHANGE, name, new=new)
            for name, new in completed(row, changes).items()
        ]
    return made
