"""What the columns of a table of articles hold: a guess, in one list, for the reader to correct before it is read."""

import json

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.errors import MajlisError
from lib.loaders.isolated import Isolated
from lib.loaders.mapping import CHOICES
from lib.paths import temporary
from lib.ui.shell import state
from lib.ui.shell.marked import plain
from lib.wording.phrases import more

IGNORE = "(leave out)"
HOLDS = "Holds"
Told = tuple[list[str], list[dict[str, str]], dict[str, str]]
NAMED = 4  # columns left out that are named in a title
NAME = 80  # characters of a column's name that are shown


def mappings(files: list[UploadedFile]) -> dict[str, dict[str, str]]:
    """Which column holds what in each table: a guess, for the reader to correct once for all of the same columns."""
    alike: dict[tuple[str, ...], list[UploadedFile]] = {}
    told: dict[tuple[str, ...], Told] = {}
    with Isolated("lib.batch.work:columns_of") as apart:
        for file in files:
            found = _columns(file.name, file.getvalue(), apart)
            told.setdefault(tuple(found[0]), found)
            alike.setdefault(tuple(found[0]), []).append(file)
    alike.pop((), None)
    chosen = {columns: _mapping(same[0], told[columns], len(same) - 1) for columns, same in alike.items()}
    return {file.file_id: chosen[columns] for columns, same in alike.items() for file in same}


def _mapping(file: UploadedFile, told: Told, others: int) -> dict[str, str]:
    """Column -> field, as the reader leaves it; open where a column that holds something is left out."""
    columns, rows, guessed = told
    key = f"intake-{file.file_id}-columns"
    changed = (state.get(key) or {}).get("edited_rows", {})
    chosen = [changed.get(n, {}).get(HOLDS, guessed.get(column, IGNORE)) for n, column in enumerate(columns)]
    examples = [next((row[column] for row in rows if row.get(column)), "") for column in columns]
    left_out = [c for c, field, example in zip(columns, chosen, examples, strict=True) if example and field == IGNORE]
    rest = more(others)
    title = f"Columns of {plain(file.name)}{rest and f' and {rest}'}{_left_out_words(left_out)}"
    with st.expander(title, expanded=bool(left_out) or "text" not in guessed.values()):
        st.caption(
            "Only the text is needed. A date that reads two ways, like 03/04/2023, stays unknown unless you say."
        )
        guesses = [guessed.get(column, IGNORE) for column in columns]
        _list({"Column": [column[:NAME] for column in columns], "For example": examples, HOLDS: guesses}, key)
    return {column: field for column, field in zip(columns, chosen, strict=True) if field != IGNORE}


def _list(rows: dict[str, list[str]], key: str) -> None:
    """The columns of a table, each with a cell in which the reader says what it holds."""
    st.data_editor(
        pd.DataFrame(rows, dtype="str"),
        key=key,
        hide_index=True,
        disabled=[name for name in rows if name != HOLDS],
        column_config={HOLDS: st.column_config.SelectboxColumn(options=[IGNORE, *CHOICES], required=True)},
        alt="One line for each column of the table; its last cell says what the column holds",
    )


def _left_out_words(columns: list[str]) -> str:
    """What is said of columns that are left out, in the title over them."""
    if not columns:
        return ""
    named = ", ".join(plain(column[:40]) for column in columns[:NAMED])
    rest = more(len(columns) - NAMED)
    return f" · left out: {named}{rest and f' and {rest}'}"


@st.cache_data(max_entries=64, show_spinner="Reading the columns")
def _columns(name: str, content: bytes, _apart: Isolated) -> Told:
    """Columns, first rows and the guess; read in a process apart, and empty for a file that cannot be read."""
    with temporary("table", content) as path:
        try:
            [line] = _apart.run({"name": name, "path": str(path)})
            return tuple(json.loads(line))
        except MajlisError:
            return [], [], {}
