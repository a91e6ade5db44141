"""The glossary of data/codebook, and links to its terms."""

from functools import cache

import streamlit as st

from lib.codebook import rows
from lib.codebook.records import Term
from lib.ui.shell.marked import plain


@cache
def terms() -> dict[str, Term]:
    """Term -> its row, by the alphabet."""
    return {row.term: row for row in sorted(rows(Term), key=lambda row: row.term.lower())}


def anchor(term: str) -> str:
    """The term's place on the page: status-ladder."""
    return term.lower().replace(" ", "-")


def link(term: str) -> str:
    """Markdown that leads to the term: [dyads](/glossary#dyad). KeyError for a term that is not in the glossary."""
    return f"[{term.lower()}](/glossary#{anchor(terms()[term].term)})"


def show() -> None:
    """The terms a reader looks for, each with an anchor of its own."""
    wanted = (
        st.text_input("Look for", key="term", bind="query-params", placeholder="wave, dyad, precision …", width=420)
        or ""
    )
    found = [r for r in terms().values() if wanted.lower() in f"{r.term} {r.meaning}".lower()]
    if not found:
        st.info(f"No term holds “{plain(wanted[:40])}”. Clear the field to see all.", icon=":material/search_off:")
    for row in found:
        st.subheader(row.term, anchor=anchor(row.term))
        see = ", ".join(link(t) for t in row.see if t in terms())
        st.markdown(row.meaning + (f" See {see}." if see else ""))
