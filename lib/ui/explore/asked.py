"""What an address asks for by code or by name, found among what there is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import streamlit as st

from lib.ui.shell.marked import plain
from lib.wording.phrases import listing


def found(text: str, known: Mapping[str, str], what: str = "side") -> str:
    """The code of `known` (code -> name) that a word of the address names, "" where it names none of these; then a warning
    says what is near. what: what these are."""
    wanted = " ".join(text.split())
    one = next((code for code, name in known.items() if wanted.casefold() in (code.casefold(), name.casefold())), "")
    if wanted and not one:
        near = listing(plain(name) for name in get_close_matches(wanted[:60], list(known.values()), 3, 0.5))
        st.warning(
            f"The link asks for {plain(wanted[:60])}, which is no {what} in these data."
            + (f" Near to it: {near}." if near else ""),
            icon=":material/link_off:",
        )
    return one
