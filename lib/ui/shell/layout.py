"""What all pages share: the shell, a page's head, and the chart with everything that belongs to it.

    layout.page("Meetings", "Who met whom, when and where.")
    layout.chart(fig, key="timeline", rows=meetings, how="A dot is a day ...")

A figure comes from lib/charts, finished by `theme.finish`. Under its finding, `chart` draws it in the reader's
theme, with the alternative text, the note and the source; beside it the same rows as a table, how to read it,
and a way to take it away (picture, CSV, citation). A click on a mark whose customdata begins with keys of rows
(joined by a space) opens the evidence panel; so does choosing a row of the table, by mouse or keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.charts import labels, theme
from lib.codebook import problems
from lib.paths import STATIC
from lib.ui.shell import evidence, state, takeaway, views

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator

STYLE = Path(__file__).parent / "style.css"
HISTORY = Path(__file__).parent / "history.js"
PRINT = Path(__file__).parent / "print.js"
ChartAction = Callable[["go.Figure", str], None]  # (figure, key of its card)
FAULTS = 5  # of the codebook, told on a page
A_SHEET = 500  # rows of a table sent to the browser at once
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "topojsonURL": "app/static/topojson/",
    "responsive": True,
}


def shell(*chart_actions: ChartAction) -> None:
    """Brand and style; app.py calls it before every page. `chart_actions` draw what else one can do with a chart."""
    state.put("chart-actions", chart_actions)
    st.logo(str(STATIC / "logo.svg"), size="large")
    st.html(STYLE)
    st.html(f"<script>{HISTORY.read_text('utf-8')}</script>", unsafe_allow_javascript=True)
    st.html(f"<script>{PRINT.read_text('utf-8')}</script>", unsafe_allow_javascript=True)


def on_stage() -> bool:
    """Is a story being told in the whole window? The navigation is then hidden."""
    return st.query_params.get("stage") == "1"


def page(title: str, lead: str = "") -> None:
    """The head of a page: what it is, and what it is for in a sentence."""
    st.title(title, anchor=False)
    if lead:
        st.markdown(lead)


def faults() -> None:
    """A warning of what is wrong in the codebook, whose other rows are used: for those who can correct it."""
    found = problems()
    if not found:
        return
    listed = [f"- {views.plain(f'{fault.what} {fault.next}')} ({fault.code})" for fault in found[:FAULTS]]
    more = f"- {len(found) - FAULTS:,} more: python -m lib codebook lists all" if len(found) > FAULTS else ""
    st.warning("\n".join(["**Rows of the codebook are left out.**", "", *listed, more]), icon=":material/rule:")


def prose() -> DeltaGenerator:
    """A column as wide as text can be read."""
    return st.container(key="prose")


def chart(
    fig: go.Figure,
    key: str,
    rows: pd.DataFrame | None = None,
    how: str = "",
    columns: list[str] | None = None,
    level: int = 2,
) -> None:
    """Draw a figure with its finding, notes, table, reading aid and take-away.

    key: unique on the page. rows: what the table and the CSV hold; with a column `key` or `keys` each row opens
    its evidence. how: "how to read this chart". columns: those the table shows, in order. level: of the heading.
    """
    _chart(fig, key, rows, how, columns, level)


@st.fragment
def _chart(
    fig: go.Figure, key: str, rows: pd.DataFrame | None, how: str, columns: list[str] | None, level: int
) -> None:
    meta = fig.layout.meta or {}
    if room := meta.get("room"):
        st.html(f"<style>{fitted(key, room)}</style>")
    with st.container(key=f"card-{key}", gap="small"):
        st.markdown(f"{'#' * level} {views.plain(meta.get('title', ''))}")
        name = f"{key}-{state.get(f'{key}-round', 0)}"
        st.plotly_chart(
            theme.screen(fig),
            key=name,
            alt=meta.get("alt"),
            config=CONFIG,
            on_select=lambda: _chosen(key, clicked(state.get(name))),
            selection_mode="points",
        )
        if foot := _foot(meta):
            st.caption(foot)
        _tools(fig, key, rows, how)
        if state.get(f"{key}-table") and rows is not None:
            _table(rows, key, columns)
    if keys := state.take(f"{key}-asked"):
        evidence.panel(keys, on_close=lambda: state.count(f"{key}-round"))


def fitted(key: str, room: dict[str, float]) -> str:
    """CSS of one card, by the room its figure asks for. names: those without room are hidden where it is narrow. aspect,
    tallest: it is as high as its width asks for, up to so many px. least: it scrolls where the page is narrower, most: it
    is no wider, both in px."""
    card = f".st-key-card-{key}"
    drawn = f"{card} .stElementContainer:has(.stPlotlyChart)"
    css = ""
    if room.get("names"):
        chart = f'{card} [data-testid="stPlotlyChart"]'
        css += f"{card} {{ container-type: inline-size; }} {labels.narrow(chart)} "
        if "aspect" in room:
            height = f"min(calc(100cqw / {room['aspect']:.3f}), {room['tallest']}px)"
            around = f'{drawn}, {card} [data-testid="stFullScreenFrame"]'
            css += f"{around} {{ flex: none; height: auto; }} {chart} {{ height: {height}; overflow: hidden; }}"
    if "least" in room:
        widest = f"max-width: {room['most']}px;" if "most" in room else ""
        css += f"@media screen {{ {drawn} {{ overflow-x: auto; }} {drawn} > * {{ min-width: {room['least']}px; {widest} }} }}"
    return css


def _foot(meta: dict) -> str:
    source = f"Source: {meta['source']}" if meta.get("source") else ""
    return " ".join(views.plain(part) for part in (meta.get("note", ""), source) if part)


def _tools(fig: go.Figure, key: str, rows: pd.DataFrame | None, how: str) -> None:
    with st.container(key=f"tools-{key}", horizontal=True, gap="small"):
        if rows is not None:
            shown = state.get(f"{key}-table")
            words, icon = ("Hide the table", ":material/close:") if shown else ("Table", ":material/table_rows:")
            st.button(words, key=f"{key}-flip", icon=icon, type="tertiary", on_click=state.flip, args=(f"{key}-table",))
        if how:
            with st.popover("How to read", icon=":material/help:", type="tertiary", key=f"{key}-how"):
                st.markdown(how)
        if st.button("Download, cite", key=f"{key}-take", icon=":material/download:", type="tertiary"):
            takeaway.dialog(fig, key, rows)
        actions: tuple[ChartAction, ...] = state.get("chart-actions", ())
        for action in actions:
            action(fig, key)


def _table(rows: pd.DataFrame, key: str, columns: list[str] | None) -> None:
    _rows(rows, f"{key}-rows", columns, key)


@st.fragment
def table(
    rows: pd.DataFrame,
    key: str,
    columns: list[str] | None = None,
    dress: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> None:
    """Rows as a table; choosing one (click, or space on its box) opens its evidence where it has any. `dress` makes
    what is shown of the rows on the sheet in hand."""
    _rows(rows, key, columns, key, dress)
    if keys := state.take(f"{key}-asked"):
        evidence.panel(keys, on_close=lambda: state.count(f"{key}-round"))


def _rows(
    rows: pd.DataFrame,
    key: str,
    columns: list[str] | None,
    asks: str,
    dress: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> None:
    """Draw the rows; a choice is remembered under `asks`."""
    clickable = "key" in rows or "keys" in rows
    if len(rows) > A_SHEET:
        sheet = st.pagination(-(-len(rows) // A_SHEET), key=f"{key}-sheet")
        rows = rows.iloc[(sheet - 1) * A_SHEET : sheet * A_SHEET]
    rows = dress(rows) if dress else rows
    name = f"{key}-{state.get(f'{asks}-round', 0)}"
    if clickable:
        st.caption("Choose a row to see its sentence: tick its box, or on the keyboard Shift and Space.")
    st.dataframe(
        views.readable(rows, columns),
        key=name,
        hide_index=True,
        column_config=views.columns(),
        on_select=(lambda: _chosen(asks, _keys_of(rows, state.get(name)))) if clickable else "ignore",
        selection_mode="single-row",
        alt="The rows behind the chart",
    )


def _chosen(key: str, keys: list[str]) -> None:
    if keys:
        state.put(f"{key}-asked", keys)


def clicked(event: Mapping[str, Any] | None) -> list[str]:
    """Keys of the rows behind the marks that were clicked."""
    found: list[str] = []
    for point in (event or {}).get("selection", {}).get("points", []):
        data = point.get("customdata")
        first = data[0] if isinstance(data, (list, tuple)) and data else data
        found += str(first or "").split()
    return list(dict.fromkeys(found))


def _keys_of(rows: pd.DataFrame, event: Mapping[str, Any] | None) -> list[str]:
    """Keys of the rows that were chosen in the table."""
    column = "key" if "key" in rows else "keys"
    chosen = (event or {}).get("selection", {}).get("rows", [])
    return [k for n in chosen if n < len(rows) for k in str(rows.iloc[n][column]).split()]


def empty(what: str, why: str = "") -> None:
    """Nothing to draw: say what is missing and what to do about it."""
    from lib.ui.shell import filters

    reason = why or ("No row passes the filters." if filters.current().active else "The articles say nothing of it.")
    st.info(f"**{what}** {reason}", icon=":material/search_off:")
    if filters.current().active:
        st.button("Reset the filters", on_click=filters.clear, key=f"empty-{what}")


def guarded(build: Callable[[], None]) -> None:
    """Run a page; an error of ours is shown with its code and what to do."""
    from lib.errors import MajlisError

    try:
        build()
    except MajlisError as error:
        st.error(f"**{error.what}** {error.next} ({error.code})")
