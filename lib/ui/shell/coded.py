"""What was coded and corrected of this visitor's articles, and the coder compared with the reader who did it: made once a
version."""

import streamlit as st

from lib import tables
from lib.measures.edits.agreement import Comparison, Figure, as_coded, codings, compare, figures
from lib.measures.edits.corrections import Correction
from lib.schema import Row
from lib.ui.shell import data, state


def coded() -> tuple[dict[str, list[Row]], list[Correction]]:
    """The rows as coded of the corrected articles, and the corrections over them."""
    return _coded(data.version(), state.session())


def against_coder() -> tuple[Comparison, dict[str, Figure]]:
    """The articles judged in whole, by the reader and by the coder."""
    return _against_coder(data.version(), state.session())


@st.cache_resource(max_entries=8, show_spinner=False)
def _coded(version: str, _session: str) -> tuple[dict[str, list[Row]], list[Correction]]:
    found, laid = data.store().coded(_session)
    return tables.rows_of(found), laid


@st.cache_resource(max_entries=8, show_spinner=False)
def _against_coder(version: str, _session: str) -> tuple[Comparison, dict[str, Figure]]:
    rows, laid = _coded(version, _session)
    found = compare(codings(rows, laid, settled=True), as_coded(rows))
    return found, figures(found)
