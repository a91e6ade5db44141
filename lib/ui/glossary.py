"""The glossary of data/codebook, and links to its terms."""

from __future__ import annotations

import csv
from functools import cache

import streamlit as st

from lib.ui.names import CODEBOOK


@cache
def terms() -> dict[str, dict[str, str]]:
    """Term -> its row (term, meaning, see), by the alphabet."""
    with (CODEBOOK / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda r: r["term"].lower())
    return {row["term"]: row for row in rows}


def show() -> None:
    """All terms, each with an anchor of its own: /glossary#dyad."""
    for row in terms().values():
        st.subheader(row["term"], anchor=row["term"].lower().replace(" ", "-"))
        st.markdown(row["meaning"])
