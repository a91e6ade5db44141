"""A chart with everything that belongs to it, and a table whose rows open their evidence.

    card.chart(TIMELINE.draw(tables, {}), "timeline")
    card.table(meetings, "all")

A figure comes from lib/charts, finished by `theme.finish`. Under its finding, `chart` draws it in the reader's
theme, with the alternative text, the note and the source; beside it the same rows as a table, how to read it,
and a way to take it away (picture, CSV, citation). A click on a mark whose customdata begins with keys of rows
(joined by a space) opens the evidence panel; so does choosing a row of the table, by mouse or keyboard.
"""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from lib.catalogue.record import Drawn
from lib.charts import clipping, labels, theme
from lib.charts.theme import Figure
from lib.ui.shell import asked, evidence, layout, state, takeaway, views
from lib.ui.shell.marked import plain
from lib.wording.choices import YES_NO

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "topojsonURL": "app/static/topojson/",
    "responsive": True,
}
ZOOM = "To see a part of the time, drag across it with the mouse; a double click shows all of it again. The link keeps the part."

# A chart that scrolls opens where it holds something: at this share of its width, once it is drawn.
OPENS = """<script>(function open(tries) {{
  const box = document.querySelector('{card} .stElementContainer:has(.stPlotlyChart)');
  if (box && box.scrollWidth > box.clientWidth + 1) box.scrollLeft = {share:.3f} * box.scrollWidth;
  else if (tries) setTimeout(open, 150, tries - 1);
}})(30)</script>"""


@st.fragment
def chart(drawn: Drawn, key: str, level: int = 2) -> None:
    """Draw a figure with its finding, notes, table, reading aid and take-away.

    key: unique on the page. level: of the heading. With a column `key` or `keys` each row of the table opens its evidence.
    Where the address asks for one chart alone, the others are not drawn.
    """
    alone = layout.embedded()
    if alone and alone != key:
        layout.beside(key, str(drawn.figure.layout.meta["title"]))
        return
    meta = drawn.figure.layout.meta
    if room := meta.get("room"):
        # a style alone goes where panels go: one that is opened later would not be seen
        st.html(f"<style>{fitted(key, room)}</style><i></i>")
    with st.container(key=f"card-{key}", gap="small"):
        st.markdown(f"{'#' * level} {plain(meta['title'])}")
        if "whole" in meta:
            asked.bound(f"{key}-whole", YES_NO)
        if "whole" in meta and st.toggle("Show what is off the chart", key=f"{key}-whole", bind="query-params"):
            drawn = drawn._replace(figure=clipping.whole(drawn.figure))
            meta = drawn.figure.layout.meta
        plot(theme.screen(drawn.figure), key, meta["alt"])
        if zoom := asked.span(f"{key}-zoom"):  # zoom.js draws it
            st.button("Show the whole time", key=f"{key}-unzoom", icon=":material/zoom_out_map:", type="tertiary",
                      on_click=st.query_params.pop, args=(f"{key}-zoom", ""))  # fmt: skip
        source = f"Source: {meta['source']}" if meta["source"] else ""
        if foot := " ".join(plain(part) for part in (meta["note"], source) if part):
            st.caption(foot)
        if opens := (room or {}).get("opens"):
            st.html(OPENS.format(card=f".st-key-card-{key}", share=opens), unsafe_allow_javascript=True)
        if alone:
            layout.alone(f"card-{key}")
            whole = takeaway.address(without=takeaway.EMBED)
            st.link_button("The whole page in Majlis", whole, icon=":material/open_in_new:", type="tertiary")
        else:
            _tools(drawn, key, clipping.part(drawn.figure, *zoom) if zoom else drawn.figure)
        if state.get(f"{key}-table"):
            _rows(drawn.rows, f"{key}-rows", drawn.columns, key)
    evidence.asked(key)


def plot(fig: Figure, key: str, alt: str | None) -> None:
    """The figure alone. What is behind a mark that is clicked is asked for under the key: see evidence.asked."""
    name = f"{key}-{state.get(f'{key}-round', 0)}"
    st.plotly_chart(
        fig,
        key=name,
        alt=alt,
        config=CONFIG,
        on_select=lambda: evidence.ask(key, clicked(state.get(name))),
        selection_mode="points",
    )


def fitted(key: str, room: dict[str, float]) -> str:
    """CSS of one card, by the room its figure asks for. names: those without room are hidden where it is narrow. aspect,
    tallest: it is as high as its width asks for, up to so many px. least: it scrolls where the page is narrower, most: it
    is no wider, both in px; `opens` is for OPENS."""
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


def _tools(drawn: Drawn, key: str, seen: Figure) -> None:
    """What can be done with a chart. seen: the figure as it is seen, of a part of the time it may be."""
    with st.container(key=f"tools-{key}", horizontal=True, gap="small"):
        shown = state.get(f"{key}-table")
        words, icon = ("Hide the table", ":material/close:") if shown else ("Table", ":material/table_rows:")
        st.button(words, key=f"{key}-flip", icon=icon, type="tertiary", on_click=state.flip, args=(f"{key}-table",))
        with st.popover("How to read", icon=":material/help:", type="tertiary", key=f"{key}-how"):
            st.markdown(theme.joined(drawn.how, ZOOM if drawn.figure.layout.dragmode == "zoom" else ""))
        if st.button("Download, cite", key=f"{key}-take", icon=":material/download:", type="tertiary"):
            takeaway.dialog(seen, key, drawn.whole)
        actions: tuple[layout.ChartAction, ...] = state.get("chart-actions", ())
        for action in actions:
            action(drawn.figure, key)


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
    evidence.asked(key)


def _rows(
    rows: pd.DataFrame,
    key: str,
    columns: list[str] | None,
    asks: str,
    dress: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> None:
    """Draw the rows; a choice is remembered under `asks`."""
    clickable = "key" in rows or "keys" in rows
    rows = rows.iloc[layout.sheet(len(rows), f"{key}-sheet")]
    rows = dress(rows) if dress else rows
    name = f"{key}-{state.get(f'{asks}-round', 0)}"
    if clickable:
        st.caption("Choose a row to see its sentence: tick its box, or on the keyboard Shift and Space.")
    st.dataframe(
        views.readable(rows, columns),
        key=name,
        hide_index=True,
        column_config=views.columns(),
        on_select=(lambda: evidence.ask(asks, _keys_of(rows, state.get(name)))) if clickable else "ignore",
        selection_mode="single-row",
        alt="The rows behind the chart",
    )


def clicked(event: Mapping | None) -> list[str]:
    """Keys of the rows behind the marks that were clicked."""
    found: list[str] = []
    for point in (event or {}).get("selection", {}).get("points", []):
        data = point.get("customdata")
        first = data[0] if isinstance(data, (list, tuple)) and data else data
        found += str(first or "").split()
    return list(dict.fromkeys(found))


def _keys_of(rows: pd.DataFrame, event: Mapping | None) -> list[str]:
    """Keys of the rows that were chosen in the table."""
    column = "key" if "key" in rows else "keys"
    chosen = (event or {}).get("selection", {}).get("rows", [])
    return [k for n in chosen if n < len(rows) for k in str(rows.iloc[n][column]).split()]
