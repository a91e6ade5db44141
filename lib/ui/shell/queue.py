"""What there is to review over all articles, the most doubtful first, and how much of it for each kind of doubt."""

import pandas as pd
import streamlit as st

from lib.measures.edits.doubts import DOUBTS, doubts
from lib.ui.shell import data, state

KEPT = "queue-kept"  # the articles kept last
TITLES = {
    "differ": "Readers differ",
    "contradicted": "Contradicted",
    "undated": "Without a date",
    "new": "New names",
    "unsure": "Unsure",
}
TOLD = {"undated": "without a date", "contradicted": "told otherwise elsewhere", "unsure": "the coder is unsure of"}


def rows(table: str = "", doubt: str = "", kept: bool = False) -> pd.DataFrame:
    """The rows nobody judged, as lib/measures/edits/doubts.py has them, of a table and with a doubt where these are named;
    `kept`: of the articles kept last alone."""
    found = _all(data.version(), state.session())
    found = found[found["article_id"].isin(state.get(KEPT, []))] if kept else found
    found = found[found["table"] == table] if table else found
    return found[found[doubt]] if doubt else found


def counts(table: str = "", kept: bool = False) -> dict[str, int]:
    """Doubt -> how many rows have it."""
    found = rows(table, kept=kept)
    return {doubt: int(found[doubt].sum()) for doubt in DOUBTS}


@st.cache_resource(max_entries=8, show_spinner=False)
def _all(version: str, _session: str) -> pd.DataFrame:
    from lib.coder.entities import gazetteer

    return doubts(data.loaded(version, _session), gazetteer.tenures().keys(), data.store().judged(_session).keys())
