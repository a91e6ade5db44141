"""Two to five actors or pairs side by side: chosen by the address or by hand, their meetings on one scale, and their ranks."""

import re

import streamlit as st

from lib.catalogue.comparing import COMPARED, FIRST, RANKS
from lib.measures.counts import comparing
from lib.measures.counts.selection import Selection
from lib.ui.explore import charts
from lib.ui.shell import asked, data, layout, state
from lib.ui.shell.marked import plain
from lib.wording.comparing import label
from lib.wording.phrases import listing

WITH, CHOSEN, OWN = "with", "compared", "compared-own"  # in the address; the choice; did the reader make it?
BETWEEN = re.compile(r" ?[-–] ?| and ")  # the names of the two sides of a pair


def page() -> None:
    """Draw the page from top to bottom."""
    layout.page("Compare", "Two to five actors or pairs over time: who met more, when, and who rose or fell.")
    ones = _chosen()
    if len(ones) < 2:
        st.info(
            "**Choose two to five actors or pairs above**, by name, to compare their meetings.",
            icon=":material/stacked_bar_chart:",
        )
        st.button("Compare the pairs that met most", key="compare-first", on_click=state.update, args=({OWN: False},))
        return
    tables = data.tables()
    charts.draw(COMPARED, tables, compared="\n".join(ones))
    charts.draw(RANKS, tables, compared="\n".join(ones))
    with st.container(horizontal=True, key="compared-pairs"):
        for one in ones:
            if len(two := comparing.codes(one)) == 2:
                layout.pair_link(two)


def busiest() -> list[str]:
    """The pairs with most meetings that took place, among what the filters leave."""
    return _busiest(*data.view())


@st.cache_resource(max_entries=64, show_spinner=False)
def _busiest(version: str, _session: str, selection: Selection) -> list[str]:
    tables = data.selected(version, _session, selection)
    return comparing.busiest(tables["occasions"], tables["milestones"], comparing.MOST)


@st.cache_resource(max_entries=16, show_spinner=False)
def _known(version: str, _session: str) -> dict[str, str]:
    """Word -> name of what can be compared: every pair that met or has a milestone, the most often first, every side, and
    whoever took part in a meeting."""
    tables = data.loaded(version, _session)
    parties = [table["parties"].explode().dropna() for table in (tables["occasions"], tables["milestones"])]
    pairs = comparing.busiest(tables["occasions"], tables["milestones"], -1)
    people = tables["occasions"]["people"].explode().dropna()
    ones = [*pairs, *sorted({*parties[0], *parties[1]}, key=label), *sorted({*people} - {""})]
    return {one: label(one) for one in ones}


def _chosen() -> list[str]:
    """What the address asks for, or what was chosen last, or the pairs that met most; written back into the address."""
    known = _known(data.version(), state.session())
    named = st.query_params.get_all(WITH)
    if named and named != state.get(f"{CHOSEN}-written"):
        state.update({CHOSEN: _asked(named, known), OWN: True})
    elif not state.get(OWN):
        state.put(CHOSEN, busiest()[:FIRST])
    chosen: list[str] = state.get(CHOSEN, [])
    known = known | {one: label(one) for one in chosen}
    state.put(f"{CHOSEN}-box", chosen)
    ones: list[str] = st.multiselect(
        "Actors and pairs", list(known), key=f"{CHOSEN}-box", format_func=known.get, max_selections=comparing.MOST,
        placeholder="Choose two to five", filter_mode="contains", select_all=False,
        on_change=_choose,
    )  # fmt: skip
    if ones:
        st.query_params[WITH] = ones
    elif named:
        del st.query_params[WITH]
    state.put(f"{CHOSEN}-written", ones)
    return ones


def _choose() -> None:
    state.update({CHOSEN: state.get(f"{CHOSEN}-box"), OWN: True})


def _asked(named: list[str], known: dict[str, str]) -> list[str]:
    """The words of those that an address names, at most MOST of them; says which it cannot show."""
    ones = [*dict.fromkeys(filter(None, (_one(text, known) for text in named)))]
    if over := ones[comparing.MOST :]:
        left = listing((plain(label(one)) for one in over), most=5)
        st.warning(
            f"At most five can be compared. The link asks for more; left out: {left}.", icon=":material/link_off:"
        )
    return ones[: comparing.MOST]


def _one(text: str, known: dict[str, str]) -> str:
    """The word of one that the address names: an actor or a pair, by codes ("SAU-IRN") or by names ("Iran and Oman")."""
    sides = {name.casefold(): one for one in known if len(comparing.codes(one)) == 1 for name in (one, known[one])}
    words = " ".join(text.split()).casefold()
    for between in BETWEEN.finditer(words):
        a, b = sides.get(words[: between.start()]), sides.get(words[between.end() :])
        if a and b and a != b:
            return "-".join(sorted((a, b)))
    return asked.found(text, known, "actor or pair")
