"""The filters all exploring pages share. Their state stands in the URL, so a copied link opens the same view.

`bar()` is drawn once, by app.py, above every exploring page; pages only ask `current()` (or take
`data.tables()`, which is filtered already). A filter in force is named beside the button, on every page.
"""

import streamlit as st

from lib.errors import MajlisError
from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection
from lib.ui.shell import asked, data, state
from lib.ui.shell.chosen import clear, current
from lib.ui.shell.marked import plain
from lib.wording import sources, words
from lib.wording.choices import FIRST, KEYS, LAST, SEVERAL, SURE, SURE_NAMES, in_words
from lib.wording.phrases import capital


@st.cache_resource(max_entries=32, show_spinner=False)
def options(version: str, _session: str) -> dict[str, list[str]]:
    """What can be chosen, the most frequent first."""
    return summaries.options(data.loaded(version, _session))


def bar() -> None:
    """The filter button, and beside it each filter in force with a way to take it off."""
    found = options(data.version(), state.session())
    _unknown(found)
    _keep_in_address()
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Filter", icon=":material/filter_alt:", width="content", key="filter-panel"):
            _widgets(found)
        _in_force()
        if line := left(*data.view()):
            st.caption(plain(line), width="content")
    _turned(current())


@data.kept
def left(tables: data.Tables, _chosen: Selection) -> str:
    """What the filters leave, and whose voice most of it is: "17 meetings held"."""
    told = [sources.voice(tables["articles"]["source"])]
    if len(tables["meetings"]):
        told.insert(0, capital(words.counted_once(tables["meetings"], tables["occasions"])))
    return ". ".join(filter(None, told))


def _keep_in_address() -> None:
    """Streamlit drops the query when the page changes, and writes a bound value back only when it is set anew."""
    for key in KEYS:
        if (value := state.get(key)) and key not in st.query_params:
            state.put(key, value)


def _unknown(options: dict[str, list[str]]) -> None:
    """Tell of what a link asks for and these data do not hold, or is no day and no step of confidence."""
    lost = [asked.day(end, FIRST, LAST)[1] for end in ("from", "to")]
    for each in SEVERAL:
        lost += asked.unknown(each.key, {option: each.called(option) for option in options[each.part]})
    asked.tell([*lost, *asked.unknown("sure", SURE_NAMES)])


def _turned(chosen: Selection) -> None:
    """Days that leave nothing, because the last is before the first."""
    if chosen.start and chosen.end and chosen.end < chosen.start:
        error = MajlisError("MJ309", start=chosen.start, end=chosen.end)
        st.warning(f"{plain(error.what)} {plain(error.next)} ({error.code})", icon=":material/event_busy:")


def _widgets(options: dict[str, list[str]]) -> None:
    link = {"bind": "query-params", "persist_state": None}
    left, right = st.columns(2)
    left.date_input("From", None, key="from", format="YYYY-MM-DD", min_value=FIRST, max_value=LAST, **link)
    right.date_input("To", None, key="to", format="YYYY-MM-DD", min_value=FIRST, max_value=LAST, **link)
    for each in (each for each in SEVERAL if len(options[each.part]) >= each.least):
        st.multiselect(
            each.title, options[each.part], key=each.key, format_func=each.called, bind="query-params", placeholder="All",
            filter_mode="contains", select_all=False,  # Enter takes what was typed, not all that resembles it
        )  # fmt: skip
    st.select_slider("Confidence of the coder", list(SURE), key="sure", format_func=lambda v: SURE[v], **link)
    st.button("Reset all filters", on_click=clear, icon=":material/restart_alt:", key="reset-panel")


def _in_force() -> None:
    chosen = current()
    if not chosen.active:
        st.caption("All dates, countries and sources", width="content")
        return
    for keys, said in in_words(chosen):
        st.button(plain(said), key=f"off-{'-'.join(keys)}", icon=":material/close:", icon_position="right",
                  help="Take this filter off", on_click=clear, args=keys)  # fmt: skip
    st.button("Reset", key="reset", type="tertiary", icon=":material/restart_alt:", on_click=clear)
    if chosen.start or chosen.end:
        rest = data.selected(data.version(), state.session(), chosen.any_time)
        if left_out := int(rest["meetings"]["date_start"].isna().sum()):
            st.caption(f"{left_out:,} without a date left out")
    if (chosen.kinds or chosen.statuses) and not chosen.topics:
        st.caption("Kind and status choose meetings; topics and actors are those of all articles")
