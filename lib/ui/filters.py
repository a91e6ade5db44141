"""The filters all exploring pages share. Their state stands in the URL, so a copied link opens the same view.

`bar()` is drawn once, by app.py, above every exploring page; pages only ask `current()` (or take
`data.tables()`, which is filtered already). A filter in force is named beside the button, on every page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from lib.measures.selection import LAYERS, Selection, undated
from lib.ui import data, names, state
from lib.ui.chosen import KEYS, clear, current

LAYER_NAMES = {"articles": "Articles", "chronology": "Chronology of milestones"}
SURE = {0.0: "any", 0.5: "0.5 or more", 0.7: "0.7 or more", 0.9: "0.9 or more"}


@st.cache_resource(max_entries=32, show_spinner=False)
def options(version: str, _session: str) -> dict[str, list[str]]:
    """What can be chosen, the most frequent first."""
    from lib.measures import summaries

    return summaries.options(data.loaded(version, _session))


def bar() -> None:
    """The filter button, and beside it each filter in force with a way to take it off."""
    found = options(data.version(), state.session())
    _keep_in_address()
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Filter", icon=":material/filter_alt:", width="content", key="filter-panel"):
            _widgets(found)
        _in_force()


def _keep_in_address() -> None:
    """Streamlit drops the query when the page changes, and writes a bound value back only when it is set anew."""
    for key in KEYS:
        if (value := state.get(key)) and key not in st.query_params:
            state.put(key, value)


def _widgets(options: dict[str, list[str]]) -> None:
    link = {"bind": "query-params", "persist_state": None}
    left, right = st.columns(2)
    left.date_input("From", None, key="from", format="YYYY-MM-DD", min_value=dt.date(1900, 1, 1), **link)
    right.date_input("To", None, key="to", format="YYYY-MM-DD", min_value=dt.date(1900, 1, 1), **link)
    _several("Countries and organizations", "country", options["countries"], names.side)
    _several("People", "person", options["people"])
    _several("Kinds of contact", "kind", options["kinds"], names.title)
    _several("Topics", "topic", options["topics"], names.title)
    _several("Sources", "source", options["sources"])
    _several("Layers", "layer", list(LAYERS), lambda layer: LAYER_NAMES[layer])
    st.select_slider("Confidence of the coder", list(SURE), key="sure", format_func=lambda v: SURE[v], **link)
    st.button("Reset all filters", on_click=clear, icon=":material/restart_alt:", key="reset-panel")


def _several(title: str, key: str, options: list[str], words: Callable[[str], str] = str) -> None:
    st.multiselect(title, options, key=key, format_func=words, bind="query-params", placeholder="All")


def _in_force() -> None:
    chosen = current()
    if not chosen.active:
        st.caption("All dates, countries and sources")
        return
    for keys, words in in_words(chosen):
        st.button(words, key=f"off-{'-'.join(keys)}", icon=":material/close:", icon_position="right",
                  help="Take this filter off", on_click=clear, args=keys)  # fmt: skip
    st.button("Reset", key="reset", type="tertiary", icon=":material/restart_alt:", on_click=clear)
    if left_out := undated(data.everything(), chosen):
        st.caption(f"{left_out} without a date left out")


def in_words(chosen: Selection) -> list[tuple[tuple[str, ...], str]]:
    """(keys of the widgets, words) of each filter in force: [(("country",), "China or Iran")]."""
    words: list[tuple[tuple[str, ...], str]] = []
    if chosen.start or chosen.end:
        span = f"{chosen.start or 'the beginning'} to {chosen.end or 'today'}"
        words.append((("from", "to"), span))
    for key, several, name in (
        ("country", chosen.countries, names.side),
        ("person", chosen.people, str),
        ("kind", chosen.kinds, names.title),
        ("topic", chosen.topics, names.title),
        ("source", chosen.sources, str),
        ("layer", chosen.layers, lambda layer: LAYER_NAMES[layer]),
    ):
        if several:
            shown = " or ".join(name(v) for v in several[:3]) + (
                f" or {len(several) - 3} more" if len(several) > 3 else ""
            )
            words.append(((key,), shown))
    if chosen.confidence:
        words.append((("sure",), f"Confidence {SURE.get(chosen.confidence, chosen.confidence)}"))
    return words
