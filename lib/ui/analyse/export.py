"""The Export page: choose tables and a format, see what will be in the file, take it; and bring one back.

The filters stand above it, as on the exploring pages (app.py), so that they stay when one comes from there.
"""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib import tables
from lib.batch import brought
from lib.columns import Date, codec
from lib.errors import MajlisError
from lib.export.tables.about import EXPORTED, About, bibtex
from lib.export.tables.corrected import history
from lib.export.tables.graphml import graphml
from lib.export.tables.package import package
from lib.export.tables.plover import plover
from lib.export.tables.workbook import workbook
from lib.schema import CHRONOLOGY, Row, now
from lib.ui.shell import data, filters, layout, state, takeaway
from lib.ui.shell.marked import plain
from lib.wording import names, words
from lib.wording.choices import in_words
from lib.wording.phrases import plural

FORMATS = {  # key -> (name, what it is, ending, media type)
    "csv": ("CSV", "A zip: one CSV a table, described by a data package, with codebook and citation", "zip", "application/zip"),
    "xlsx": ("Excel", "One workbook, a sheet a table; opens in Excel, LibreOffice, Numbers",
             "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": ("Parquet", "A zip like that of CSV, with Parquet inside, for R, Python, DuckDB", "zip", "application/zip"),
    "jsonl": ("JSON lines", "A zip like that of CSV, with JSON lines inside: lists stay lists", "zip", "application/zip"),
    "plover": ("Events, PLOVER", "The events as JSON: types, modes, actors, recipients, source", "json", "application/json"),
    "graphml": ("Network, GraphML", "Who met whom, for Gephi, yEd, igraph, networkx", "graphml", "application/graphml+xml"),
}  # fmt: skip
ONE = {"plover": "events", "graphml": "meetings"}  # formats made of one table
COMES_BACK = ("csv", "parquet", "jsonl")
DAYS = st.column_config.DateColumn(format="YYYY-MM-DD")
HEAD = 50  # rows of the preview


def draw() -> None:
    """The whole page under its head."""
    form, chosen, texts = _controls()
    if not chosen:
        layout.empty("No table is chosen.", "Choose at least one above.")
        return
    _contents(chosen, texts)
    about = _about(texts or form in ONE)
    name, _, ending, media = FORMATS[form]
    st.download_button(
        f"Download as {name}",
        _maker(form, chosen, texts, about),
        f"majlis-{about.made_at[:10]}.{ending}",
        media,
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="export-take",
    )
    with st.expander("What the file says of itself", icon=":material/info:"):
        st.markdown(f"{plain(about.chosen)} Data version {about.version}.")
        st.code(bibtex(about), language="bibtex", wrap_lines=True)
    _bring_back()


def _controls() -> tuple[str, dict[str, pd.DataFrame], bool]:
    """(format, table -> rows, are the articles' texts in?)."""
    form = st.segmented_control(
        "Format", list(FORMATS), default="csv", key="export-form", required=True, format_func=lambda f: FORMATS[f][0]
    )
    st.caption(FORMATS[form][1] + ".")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        scope = "filtered"
        if filters.current().active:
            scopes = {"filtered": "What the filters leave", "all": "Everything"}
            scope = st.radio("Rows", list(scopes), key="export-scope", horizontal=True, format_func=scopes.get)
        wanted = [ONE[form]] if form in ONE else list(EXPORTED)
        if form not in ONE:
            wanted = st.pills(
                "Tables", wanted, selection_mode="multi", default=wanted, key="export-tables", format_func=names.title
            )
    back = "Needed to bring the export back into Majlis. " if form in COMES_BACK else ""
    texts = form in ONE or st.checkbox(
        "With the full text of the articles", value=True, key="export-texts",
        help=f"{back}The texts belong to their publishers.",
    )  # fmt: skip
    tables = data.tables() if scope == "filtered" else data.everything()
    meetings = tables["occasions" if form == "graphml" else "meetings"]  # a network counts each meeting once
    tables = {**tables, "meetings": meetings, "chronology": tables["milestones"]}
    return form, {name: tables[name] for name in EXPORTED if name in wanted}, texts


def _contents(chosen: dict[str, pd.DataFrame], texts: bool) -> None:
    """How much of each table, and its first rows."""
    st.markdown("## What will be in it")
    tabs = st.tabs([f"{names.title(name)} {len(rows):,}" for name, rows in chosen.items()])
    for tab, (name, rows) in zip(tabs, chosen.items(), strict=True):
        with tab:
            left_out = "" if texts or name != "articles" else " The texts are left out."
            first = f" The first {HEAD} of {len(rows):,}:" if len(rows) > HEAD else ""
            st.caption(f"One row is {EXPORTED[name].row}.{left_out}{first}")
            shown = [c for c in EXPORTED[name].names if c != "text" and c in rows]
            days = {c.name: DAYS for c in EXPORTED[name].columns if type(codec(c)) is Date}
            st.dataframe(
                _named(rows[shown].head(HEAD)), hide_index=True, key=f"export-head-{name}", column_config=days, placeholder="",
                alt=f"First rows of {name}",
            )  # fmt: skip


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Participants as their names, so that a cell can be read."""
    if "participants" in rows:
        return rows.assign(participants=rows["participants"].map(lambda people: [p["name"] for p in people]))
    return rows


def _about(texts: bool) -> About:
    everything = state.get("export-scope") == "all" or not filters.current().active
    in_force = () if everything else tuple(said for _, said in in_words(filters.current()))
    made_at = now()
    url = takeaway.address(filtered=not everything)
    left_out = () if texts else ("texts of the articles",)
    own = len(data.store().codebook(state.session()).own)
    return About(made_at, data.version()[:12], in_force, url, left_out, own=own)


def _maker(form: str, chosen: dict[str, pd.DataFrame], texts: bool, about: About) -> Callable[[], bytes]:
    """Makes the file when the reader asks for it."""
    everything, session = data.everything(), state.session()

    def make() -> bytes:
        rows = {name: _rows(df, name, texts) for name, df in chosen.items()}
        if form == "xlsx":
            return workbook(rows, about)
        if form == "plover":
            return plover({**{n: _rows(everything[n], n, texts) for n in ("articles", "meetings")}, **rows}, about)
        if form == "graphml":
            return graphml(rows, about, names.codes())
        coded, laid = data.store().coded(session)
        return package(rows, about, form, history({n: _rows(df, n, texts) for n, df in coded.items()}, laid, rows))

    return make


def _rows(df: pd.DataFrame, name: str, texts: bool) -> list[Row]:
    if name == CHRONOLOGY.name:
        return [{n: row[n] for n in CHRONOLOGY.names} for row in df.to_dict("records")]
    rows = tables.rows(df if texts or name != "articles" else df.assign(text=""), name)
    if "occasion" in df:
        return [row | {"occasion": told} for row, told in zip(rows, df["occasion"], strict=True)]
    return list(rows)


# ---------------------------------------------------------------- back
def _bring_back() -> None:
    st.markdown("## Bring an export back")
    st.markdown(
        "A zip made here with the articles and their texts brings back the articles, their rows as coded, and what "
        "readers corrected, to be undone if need be. A workbook cannot be brought back. What you have already is left "
        "alone; its corrections come in if it has none yet."
    )
    given = st.file_uploader("A zip made on this page", type="zip", key=f"export-back-{state.get('export-round', 0)}")
    if given is not None:
        layout.guarded(lambda: _offer(given))
    if done := state.take("export-done"):
        st.success(done, icon=":material/check:")


def _offer(given: UploadedFile) -> None:
    st.markdown(_held(given.file_id, given))
    st.button("Add them to mine", on_click=_take_in, args=(given,), type="primary", icon=":material/add:")


@st.cache_data(max_entries=64, show_spinner="Reading the export")
def _held(file_id: str, _given: UploadedFile) -> str:
    """What it holds, in words; it is read again when it is taken in, and not kept until then."""
    found = brought.unpacked(_given.getvalue(), _given.name)
    rows = sum(len(each[name]) for each in found.records for name in each if name != "articles")
    laid = f" and {plural(len(found.corrections), 'correction')}" if found.corrections else ""
    return f"It holds {plural(len(found.records), 'article')} with {plural(rows, 'coded row')}{laid}."


def _take_in(given: UploadedFile) -> None:
    try:
        found = brought.unpacked(given.getvalue(), given.name)
        done, aside = data.store().bring_back(found.records, found.corrections, state.session())
    except MajlisError as error:
        st.toast(layout.told(error), icon=":material/error:")
        return
    state.count("export-round")
    counts = len(done.added), len(done.known), len(found.corrections), aside
    state.put("export-done", words.brought_back(*counts))
