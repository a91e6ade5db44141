"""The queue of the Review page: the rows of all articles that nobody judged, the most doubtful first; one in hand, or many
at once from the list."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.measures.edits.corrections import ACCEPT, DELETE, STATES, Correction
from lib.measures.edits.doubts import DOUBTS
from lib.schema import CODED, TABLES
from lib.ui.analyse.review_keep import AT, go, keep
from lib.ui.shell import data, layout, queue, state
from lib.wording import names, words
from lib.wording.phrases import plural

SCOPE, TABLE, DOUBT, ASKED, MOST = "review-scope", "queue-table", "queue-doubt", "queue-asked", "queue-most"
ONE, ALL, KEPT = "One article", "All articles, by doubt", "Kept last, by doubt"
EVERY = "All rows"
A_SHEET = 100  # rows of the list
Draw = Callable[[str, str, str, int, int], None]  # article, table, identifier, place, of how many


def chosen() -> bool:
    """Does the reader, or the address (?doubt=undated&rows=meetings, ?kept=1), want the queue?"""
    asked = tuple(st.query_params.get(name, "") for name in ("doubt", "rows", "kept"))
    scopes = [ONE, ALL, KEPT] if state.get(queue.KEPT) else [ONE, ALL]
    if any(asked) and asked != state.get(ASKED):
        doubt, table, kept = asked
        state.update(
            {
                SCOPE: KEPT if kept and KEPT in scopes else ALL,
                DOUBT: doubt if doubt in DOUBTS else None,
                TABLE: table if table in CODED else EVERY,
            }
        )
        go(0)
    state.put(ASKED, asked)
    if state.get(SCOPE) not in scopes:
        state.put(SCOPE, ONE)
    st.segmented_control(
        "Rows of", scopes, key=SCOPE, required=True, on_change=go, args=(0,), label_visibility="collapsed"
    )
    return state.get(SCOPE) != ONE


def draw(tools: Callable[[], None], row: Draw) -> None:
    """The filters with what they leave, `tools` beside them; the row in hand, drawn by `row`; the list."""
    table, doubt = _filters(tools)
    found = queue.rows(table, doubt, _kept())
    _progress(len(found), (str(state.get(SCOPE)), table, doubt))
    if found.empty:
        st.info("Nothing is left to judge here. Undo brings back what was judged last.", icon=":material/task_alt:")
        return
    at = min(int(state.get(AT, 0)), len(found) - 1)
    one = found.iloc[at]
    _list(found)
    row(one["article_id"], one["table"], one["row"], at, len(found))


def _kept() -> bool:
    return state.get(SCOPE) == KEPT


def _filters(tools: Callable[[], None]) -> tuple[str, str]:
    """(table, doubt) that the reader wants, "" for all."""
    for key, usual in ((TABLE, EVERY), (DOUBT, None)):
        if state.get(key) is None:
            state.put(key, usual)
    by_table = queue.rows(kept=_kept())["table"].value_counts()
    sizes = {EVERY: int(by_table.sum()), **{name: int(by_table.get(name, 0)) for name in CODED}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.segmented_control(
            "What", list(sizes), key=TABLE, required=True, on_change=go, args=(0,),
            format_func=lambda name: f"{names.title(name) if name != EVERY else EVERY} {sizes[name]:,}",
        )  # fmt: skip
        tools()
    table = "" if picked == EVERY else str(picked)
    counts = queue.counts(table, _kept())
    doubt = st.pills(
        "Doubt", DOUBTS, key=DOUBT, on_change=go, args=(0,), format_func=lambda name: f"{queue.TITLES[name]} {counts[name]:,}",
        help="Why a row should be looked at. None chosen: all rows, the most doubtful first.",
    )  # fmt: skip
    return table, str(doubt or "")


def _progress(left: int, which: tuple[str, ...]) -> None:
    """How many were judged since this visit began with them."""
    most: dict[tuple[str, ...], int] = state.get(MOST) or {}
    most[which] = max(left, most.get(which, 0))
    state.put(MOST, most)
    if total := most[which]:
        st.progress((total - left) / total, f"{total - left:,} of {total:,} judged")


# ---------------------------------------------------------------- the list
def _list(found: pd.DataFrame) -> None:
    """The rows as a list; those chosen in it can be judged at once."""
    with st.expander(f"The list: {plural(len(found), 'row')}", icon=":material/list:", key="queue-list"):
        shown = found.iloc[layout.sheet(len(found), "queue-sheet", A_SHEET)]
        choice = st.dataframe(
            _told(shown), key=f"queue-{data.version()}", hide_index=True, on_select="rerun", selection_mode="multi-row",
            placeholder="", alt="Rows to review, the most doubtful first",
        )  # fmt: skip
        some = shown.iloc[[n for n in choice.selection.rows if n < len(shown)]]
        edits = _seen(
            data.version(), state.session(), tuple(zip(some["table"], some["article_id"], some["row"], strict=True))
        )
        with st.container(horizontal=True):
            for title, action, icon in (
                ("Accept", ACCEPT, ":material/check:"),
                ("Delete", DELETE, ":material/delete:"),
            ):
                st.button(
                    f"{title} {plural(len(edits), 'row')}" if edits else f"{title} what is chosen", disabled=not edits, icon=icon,
                    on_click=_judge, args=(edits, action), key=f"queue-{action}-{data.version()}",
                )  # fmt: skip


def _told(shown: pd.DataFrame) -> pd.DataFrame:
    """What the list says of these rows."""
    known = data.everything()
    places = [(name, int(key[1:])) for name, key in zip(shown["table"], shown["key"], strict=True)]
    rows = [known[name].iloc[place] for name, place in places]
    return pd.DataFrame(
        {
            "Row": [words.heading(name, row) for (name, _), row in zip(places, rows, strict=True)],
            "Doubt": ["; ".join(queue.TITLES[d] for d in DOUBTS if each[d]) for each in shown.to_dict("records")],
            "Confidence": shown["confidence"].round(2).tolist(),
            "Sentence": [row["evidence"] for row in rows],
            "Article": [words.short_title(known["articles"].loc[row["article_id"]]) for row in rows],
        }
    )


@st.cache_data(max_entries=8, show_spinner=False)
def _seen(version: str, _session: str, wanted: tuple[tuple[str, str, str], ...]) -> list[Correction]:
    """These rows as they are seen now, each to be judged."""
    made = []
    for article_id in dict.fromkeys(article for _, article, _ in wanted):
        found, _ = data.store().review(article_id, _session)
        for table in {name for name, article, _ in wanted if article == article_id}:
            anchors = dict(zip(found[table][TABLES[table].key], found[table]["anchor"], strict=True))
            chosen = [row for name, article, row in wanted if (name, article) == (table, article_id)]
            made += [Correction(table, article_id, anchors[row], "") for row in chosen if row in anchors]
    return made


def _judge(rows: list[Correction], action: str) -> None:
    """Judge them in one step, which one undo takes back."""
    if keep([replace(each, action=action) for each in rows]):
        st.toast(f"{plural(len(rows), 'row')} {STATES[action]}. Undo takes all of it back.", icon=":material/check:")
