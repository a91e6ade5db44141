"""What came of added articles: a line each, dates to fill in, their tables, what they would change; keep or discard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from lib import codebook
from lib.batch.job import Job, Line, recoded
from lib.loaders.dates import TWO_WAYS, iso_day
from lib.schema import CODED, Records, Row
from lib.ui.analyse import intake_changes, intake_copies, intake_left_out, intake_reader, sharing
from lib.ui.shell import card, data, layout, pressing, queue, state
from lib.ui.shell.marked import plain
from lib.wording import phrases
from lib.wording.phrases import more, plural
from lib.wording.words import counted

if TYPE_CHECKING:
    import pandas as pd

    from lib.codebook.book import Codebook
    from lib.measures.edits.arrivals import Ingested
    from lib.measures.edits.details import Copy

SHOWN = 500  # rows of a table
WIDE, HIGH = 300, 66  # pixels of what came of a file, so that its words are not cut off; lower cells do not wrap
KEEP = "intake-keep"  # the key of the button
KEPT, SHARED, MADE, ROWS, LEFT = "intake-kept", "intake-shared", "intake-made", "intake-rows", "intake-left"
SIGNS = {"coded": "Coded", "kept": "Kept, not coded", "copy": "Copy", "skipped": "Skipped", "noted": "Noted"}
UNKNOWN = "⚠ unknown"  # day of publication, so that it stands out in a table
COUNTED = {
    "coded": ("coded", "coded"),
    "kept": ("in a language that is not coded", "in languages that are not coded"),
    "copy": ("copy", "copies"),
    "skipped": ("skipped", "skipped"),
}


def kept() -> Ingested | None:
    """What this reader has just kept; None before that."""
    return state.get(KEPT)


def forget() -> None:
    """Forget results and what was kept."""
    for name in (KEPT, SHARED, MADE, ROWS, LEFT):
        state.take(name)
    pressing.forget(KEEP)
    intake_changes.forget()
    intake_left_out.forget()
    intake_reader.forget()


def lines(found: list[Line], newest_first: bool = False) -> None:
    """A short list of results."""
    for line in reversed(found) if newest_first else found:
        said = plain(line.note) if line.problem else f"{plain(line.name)}: {plain(line.note)}"
        st.caption(f"{SIGNS[line.state]}. {said}")


# ---------------------------------------------------------------- deciding
def decide(job: Job, start_over: Callable[[], None], again: Callable[[bool], None]) -> None:
    """Results of a finished job, and the choice to keep or discard them; `again` reads dates the way it is told."""
    if job.failure is not None:
        raise job.failure
    _headline(job)
    read = [line for line in job.lines if line.records]
    if not read:
        lines(job.lines)
        st.button("Try again", on_click=start_over, type="primary")
        return
    _asked(job.lines, again)
    chosen = _chosen(job, read)
    _told(job.lines, "skipped", "skipped, and why")
    _told(job.lines, "noted", "noted in what was read")
    intake_left_out.draw(read)
    filling = intake_copies.draw([line for line, keep in zip(read, state.get(LEFT)["Keep"], strict=True) if not keep])
    names = {str(line.article["article_id"]): str(line.article["title"] or line.name) for line in read}
    standing = intake_reader.draw(chosen, names)
    if standing is not None:
        _keep_or_discard(standing, filling, job.book, start_over)


def _keep_or_discard(
    chosen: list[Records], filling: list[Copy], book: Codebook, start_over: Callable[[], None]
) -> None:
    if chosen:
        with st.spinner("Looking at what would change"):
            intake_changes.draw(chosen)
    with st.container(horizontal=True):
        words = f"Keep {plural(len(chosen), 'article')}" if chosen or not filling else "Fill in what the copies tell"
        pressing.button(
            words,
            _keep,
            (chosen, filling, book),
            KEEP,
            type="primary",
            disabled=not (chosen or filling),
            icon=":material/check:",
        )
        st.button("Discard", on_click=start_over, icon=":material/delete:")
    if chosen:
        tables(chosen)


def _headline(job: Job) -> None:
    counts = {words: sum(line.state == state for line in job.lines) for state, words in COUNTED.items()}
    told = ", ".join(f"{count:,} {words[count != 1]}" for words, count in counts.items() if count)
    st.markdown(f"## {told or 'Nothing was read'}")
    if job.stopped:
        read = f"Cancelled after {job.done:,} of {plural(job.total, 'file')}. What was coded until then is below."
        st.warning(read if job.lines else "Cancelled before the first file was coded.")


def _chosen(job: Job, read: list[Line]) -> list[Records]:
    """The results as a table the reader can change: which to keep, and when each was published."""
    import pandas as pd

    undated = sum(not _day(line.article) for line in read)
    if undated:
        st.warning(
            f"{undated:,} without a date of publication. Fill it in where you know it: “on Sunday” can then be dated. "
            "It is never guessed; left empty, such dates stay unknown.",
            icon=":material/event:",
        )
    day_for_all = ""
    if undated > 1:
        key = f"intake-day-{state.get('intake-round', 0)}"
        day_for_all = iso_day(
            st.date_input(f"One day for all {undated:,}", None, dt.date(1900, 1, 1), key=key, width=240)
        )
    key = f"intake-editor-{state.get('intake-round', 0)}"
    if state.get(key) is None:  # first drawn, or drawn again after a visit to another page: as it was left
        left = state.get(LEFT, pd.DataFrame([_row(line) for line in read]))
        state.put(ROWS, left.assign(Published=pd.to_datetime([iso_day(day) for day in left["Published"]])))
    rows = state.get(ROWS)
    edited = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        row_height=HIGH,
        disabled=[column for column in rows.columns if column not in ("Keep", "Published")],
        column_config={
            "Keep": st.column_config.CheckboxColumn(
                help="A copy that is kept counts as an article of its own, a second source."
            ),
            "Published": st.column_config.DateColumn(
                format="YYYY-MM-DD", help="Empty: unknown", min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)
            ),
            "What came of it": st.column_config.TextColumn(width=WIDE),
            "Title": st.column_config.TextColumn(width="medium"),
            "Source": st.column_config.TextColumn(width="small"),
        },
        alt="One line for each article that was read",
    )
    state.put(LEFT, edited)
    memo: dict[tuple[int, str], Records] = state.get(MADE) or {}
    state.put(MADE, memo)
    found = []
    for number, (line, keep, day) in enumerate(zip(read, edited["Keep"], edited["Published"], strict=True)):
        if keep:
            found.append(intake_left_out.whole(line, number, _dated(line, number, iso_day(day) or day_for_all, memo)))
    return found


def _row(line: Line) -> dict[str, object]:
    article = line.article
    return {
        "Keep": line.state in ("coded", "kept"),
        "File": line.name,
        "Published": _day(article),
        "Day from": _from(article),
        "Result": SIGNS[line.state],
        "What came of it": line.note,
        "Title": article["title"],
        "Source": article["source"],
        "Language": article["language"],
    }


def _from(article: Row) -> str:
    """Where the day of publication was found, and that it is unknown, or a month alone."""
    if article["published"] and not _day(article):
        return f"{UNKNOWN}, in {str(article['published'])[:7]} ({article['published_from']})"
    return str(article["published_from"] or ("" if article["published"] else UNKNOWN))


def _day(article: Row) -> str:
    return str(article["published"]) if article["published_precision"] != "month" else ""


def _dated(line: Line, number: int, day: str, memo: dict[tuple[int, str], Records]) -> Records:
    """The records, coded again where the reader gave another date."""
    records = line.records or {}  # lines without any are not asked for
    if day == _day(line.article):
        return records
    if (number, day) not in memo:
        memo[number, day] = recoded(records, published=day, published_from="reader")
    return memo[number, day]


def _asked(found: list[Line], again: Callable[[bool], None]) -> None:
    """Dates that read two ways, asked once for all of them."""
    values = [str(line.problem.fields["value"]) for line in found if line.problem and line.problem.code == TWO_WAYS]
    if not values:
        return
    st.warning(f"{plural(len(values), 'date reads', 'dates read')} two ways. What is {plain(values[0])}?")
    with st.container(horizontal=True):
        for day_first in (True, False):
            words = phrases.day(dt.date.fromisoformat(iso_day(values[0], day_first)))
            st.button(words, key=f"intake-order-{day_first}", on_click=again, args=(day_first,))


def _told(found: list[Line], state: str, words: str) -> None:
    some = [line for line in found if line.state == state]
    if some:
        with st.expander(f"{len(some):,} {words}", expanded=len(some) <= intake_copies.UNFOLDED):
            lines(some[:SHOWN])
            st.caption(more(len(some) - SHOWN))


def tables(chosen: list[Records]) -> None:
    """The coded rows, a tab for each table."""
    from lib.tables import to_tables

    made = intake_changes.once("tables", chosen, lambda: to_tables(chosen))
    st.markdown("## Their tables")
    for tab, name in zip(st.tabs([f"{n.capitalize()} ({len(made[n]):,})" for n in CODED]), CODED, strict=True):
        with tab:
            _table(made[name], name)


def _table(rows: pd.DataFrame, name: str) -> None:
    if len(rows):
        card.table(rows.head(SHOWN), f"intake-{name}")
        if len(rows) > SHOWN:
            st.caption(f"The first {SHOWN:,} of {len(rows):,}.")
    else:
        st.caption(f"No {name} were found in these articles.")


# ---------------------------------------------------------------- keeping
def _keep(chosen: list[Records], filling: list[Copy], book: Codebook) -> None:
    store = data.store()
    with codebook.using(book):
        state.put(KEPT, done := store.ingest(chosen, state.session(), copies=filling))
    state.put(queue.KEPT, done.added)


def after_keeping(done: Ingested, start_over: Callable[[], None]) -> None:
    """What was kept; undo it, share it, or go on."""
    shared = state.get(SHARED)
    st.success(counted(done.added, done.recoded, done.known, done.completed), icon=":material/check:")
    if shared is not None:
        st.markdown(sharing.shared_words(done.added, shared))
    elif done.added:
        st.markdown("Only you see them, in this browser, until you share them with everyone who uses this server.")
    with st.container(horizontal=True):
        st.button("Add more", on_click=start_over, type="primary", icon=":material/add:")
        if (done.added or done.recoded or done.filled) and shared is None:
            st.button("Undo", on_click=_undo, args=(done, start_over), icon=":material/undo:")
        if done.added and shared is None:
            sharing.button(done.added, partial(state.put, SHARED), "intake-share")
        if shared:
            st.button("Take back", on_click=_take_back, args=(shared,), icon=":material/undo:", key="intake-take")
    if shared is None:
        sharing.of_models(done.added)
    if done.added:
        st.page_link(
            "pages/analyse/review.py", label="Review what was coded", icon=":material/rule:", query_params={"kept": "1"}
        )
    st.page_link("pages/explore/overview.py", label="See them in the overview", icon=":material/insights:")
    if done.added:
        layout.article_link("Read the first one", done.added[0])
        layout.tell(done.added[0])


def _undo(done: Ingested, start_over: Callable[[], None]) -> None:
    data.store().take_back(done, state.session())
    state.take(queue.KEPT)
    start_over()


def _take_back(shared: list[str]) -> None:
    st.toast(sharing.take_back(shared))
    state.take(SHARED)
