"""The coder compared with the reader who judged its rows: made once a version of the data."""

import streamlit as st

from lib import tables
from lib.measures.edits.agreement import Comparison, as_coded, codings, compare
from lib.measures.edits.corrections import Correction
from lib.schema import Row
from lib.ui.shell import data


@st.cache_resource(max_entries=8, show_spinner=False)
def coded(version: str, _session: str) -> tuple[dict[str, list[Row]], list[Correction]]:
    """The rows as coded of the corrected articles this visitor sees, and the corrections over them."""
    found, laid = data.store().coded(_session)
    return tables.rows_of(found), laid


@st.cache_resource(max_entries=8, show_spinner=False)
def against_coder(version: str, _session: str) -> Comparison:
    """The articles judged in whole, by the reader and by the coder."""
    rows, laid = coded(version, _session)
    return compare(codings(rows, laid, settled=True), as_coded(rows))
