"""The tables of this visitor, cached: read once per version of the store, filtered once per selection.

Cached tables are shared between visitors: nobody changes them in place. lib/catalogue/rows.py says what they hold.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib import codebook
from lib.api.seen import seen
from lib.catalogue.rows import LETTER
from lib.errors import MajlisError
from lib.measures.counts.selection import Selection, select
from lib.measures.edits.agreement import Comparison, Figure, as_coded, codings, compare, figures
from lib.measures.edits.corrections import Correction
from lib.schema import Row
from lib.store import Store
from lib.tables import rows_of
from lib.ui.shell import chosen, state

TABLE = {letter: table for table, letter in LETTER.items()}
VISITED = "visited"
Tables = dict[str, pd.DataFrame]
T = TypeVar("T")


def store(visitor: str = "") -> Store:
    """The store; what is coded or named from here on is so by the codebook of this page's visitor, or, where no page is drawn,
    of the one named, with the own rows."""
    found = opened()
    codebook.use(found.codebook(state.session() if get_script_run_ctx(suppress_warning=True) else visitor))
    return found


@st.cache_resource(show_spinner=False)
def opened() -> Store:
    """Opened once a server."""
    return Store()


def visit() -> None:
    """Note once a session that this visitor came (see Store.visit). What fails here fails again for the page, and is told."""
    if not state.get(VISITED):
        with suppress(MajlisError):
            store().visit(state.session())
        state.put(VISITED, True)


def version() -> str:
    """What the store holds for this visitor, in a word; it changes with every write."""
    return store().version(state.session())


def view() -> tuple[str, str, Selection]:
    """What a page is drawn from: the version of the data, whose they are, and what the reader chose of them."""
    return version(), state.session(), chosen.current()


def everything() -> Tables:
    """All tables this visitor may see, unfiltered."""
    return loaded(version(), state.session())


def tables() -> Tables:
    """The tables the filters leave."""
    return selected(*view())


@st.cache_resource(max_entries=32, show_spinner=False)
def loaded(version: str, _session: str) -> Tables:
    """What a visitor sees. Two who see the same have the same version, so it is made once for both."""
    return seen(opened(), _session)


@st.cache_resource(max_entries=128, show_spinner=False)
def selected(version: str, _session: str, chosen: Selection) -> Tables:
    """What a selection leaves of it."""
    return select(loaded(version, _session), chosen)


def kept(make: Callable[[Tables, Selection], T]) -> Callable[[str, str, Selection], T]:
    """What `make` makes of the tables that a selection leaves, made once for all who see the same; nobody changes it in place.

    @kept
    def sides(tables: Tables, chosen: Selection) -> int: ...

    sides(*view())
    """

    def made(version: str, _session: str, chosen: Selection) -> T:
        return make(selected(version, _session, chosen), chosen)

    made.__module__, made.__qualname__ = make.__module__, make.__qualname__  # by which streamlit tells them apart
    return cast("Callable[[str, str, Selection], T]", st.cache_resource(max_entries=128, show_spinner=False)(made))


@st.cache_resource(max_entries=8, show_spinner=False)
def coded(version: str, _session: str) -> tuple[dict[str, list[Row]], list[Correction]]:
    """The rows as coded of the corrected articles this visitor sees, and the corrections over them."""
    found, laid = store().coded(_session)
    return rows_of(found), laid


@st.cache_resource(max_entries=8, show_spinner=False)
def against_coder(version: str, _session: str) -> tuple[Comparison, dict[str, Figure]]:
    """The articles judged in whole, by the reader and by the coder, and how far they agree."""
    rows, laid = coded(version, _session)
    found = compare(codings(rows, laid, settled=True), as_coded(rows))
    return found, figures(found)


def own() -> int:
    """How many of the articles this visitor alone sees."""
    return _own(version(), state.session())


@st.cache_data(max_entries=128, show_spinner=False)
def _own(version: str, session: str) -> int:
    return int(opened().articles(session)["mine"].sum())


def row(key: str) -> tuple[str, pd.Series] | None:
    """(table, row) of a row's key; None when there is no such row any more."""
    name = TABLE.get(key[:1], "")
    table = everything().get(name)
    place = int(key[1:]) if key[1:].isdigit() else -1
    return (name, table.iloc[place]) if table is not None and 0 <= place < len(table) else None


def article(article_id: str) -> pd.Series | None:
    """The article's row with its text; None if this visitor has none of that name."""
    articles = everything()["articles"]
    return cast("pd.Series", articles.loc[article_id]) if article_id in articles.index else None
