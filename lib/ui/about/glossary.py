"""The glossary of data/codebook, and links to its terms."""

from __future__ import annotations

import csv
from functools import cache

import streamlit as st

from lib.wording.names import CODEBOOK


@cache
def terms() -> dict[str, dict[str, str]]:
    """Term -> its row (term, meaning, see), by the alphabet."""
    with (CODEBOOK / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda r: r["term"].lower())
    return {row["term"]: row for row in rows}


def anchor(term: str) -> str:
    """The term's place on the page: status-ladder."""
    return term.lower().replace(" ", "-")


def link(term: str, words: str = "") -> str:
    """Markdown that leads to the term: [dyads](/glossary#dyad). KeyError for a term that is not in the glossary."""
    return f"[{words or term.lower()}](/glossary#{anchor(terms()[term]['term'])})"


def show() -> None:
    """The terms a reader looks for, each with an anchor of its own."""
    wanted = (
        st.text_input("Look for", key="term", bind="query-params", placeholder="wave, dyad, precision …", width=420)
        or ""
    )
    found = [r for r in terms().values() if wanted.lower() in f"{r['term']} {r['meaning']}".lower()]
    if not found:
        st.info(f"No term holds “{wanted[:40]}”. Clear the field to see all.", icon=":material/search_off:")
    for row in found:
        st.subheader(row["term"], anchor=anchor(row["term"]))
        see = ", ".join(link(t) for t in row["see"].split(";") if t in terms())
        st.markdown(row["meaning"] + (f" See {see}." if see else ""))
