"""What a visitor sees, as all rooms are told it, and kept for a server without pages."""

from functools import lru_cache, partial

from lib import codebook
from lib.api.routes import Data, Tables
from lib.catalogue.rows import dressed
from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection, select
from lib.store import Store

KEPT = 8  # visitors' tables, and selections of them, in memory


def seen(store: Store, session: str) -> Tables:
    """The tables of lib/catalogue/rows.py that this session may see, without what it has hidden."""
    tables = dressed(store.tables(session))
    if "chronology" in store.hidden(session):
        tables["milestones"] = tables["milestones"].iloc[:0]
    return tables


def version(store: Store, session: str) -> str:
    """What this session sees, in a word. What is named from here on is named by its codebook, with the own rows."""
    codebook.use(store.codebook(session))
    return store.version(session)


def kept(store: Store) -> Data:
    """The data of this store, read once a version."""

    @lru_cache(KEPT)
    def tables(of: str, session: str) -> Tables:
        return seen(store, session)

    @lru_cache(KEPT)
    def selected(of: str, session: str, chosen: Selection) -> Tables:
        return select(tables(of, session), chosen)

    @lru_cache(KEPT)
    def options(of: str, session: str) -> dict[str, list[str]]:
        return summaries.options(tables(of, session))

    return Data(partial(version, store), selected, options)
