"""The one place that draws a chart of the catalogue on a page: its controls, the chart, or why there is none."""

import streamlit as st

from lib.catalogue.measured import Measured
from lib.catalogue.record import Chart, Choice, Drawn, Tables
from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection
from lib.ui.shell import asked, card, data, layout, state
from lib.wording import findings

PACE = 1.5  # seconds that a chart stands still while it plays


def draw(chart: Chart, of: Tables | Measured, place: str = "", **settings: str) -> None:
    """Draw a chart of these tables, or of what was measured. place: the key of its card, if not the chart's own.
    settings: what the record asks for and no control of it chooses.

        charts.draw(meetings.KINDS, data.tables())
    """
    if chart.choice and chart.choice.plays and len(options := chart.choice.options(of)) > 1:
        pace = PACE if state.get(f"{chart.choice.key}-plays") else None
        st.fragment(_played, run_every=pace)(chart, chart.choice, of, list(options), settings, place)
        return
    picked = {chart.choice.key: _picked(chart.choice, of)} if chart.choice else {}
    show(chart, _drawn(chart, of, settings | picked), place)


def _drawn(chart: Chart, of: Tables | Measured, settings: dict[str, str]) -> Drawn | None:
    """The chart as it is drawn; kept where it is of the tables that the filters leave, as most are."""
    view = data.view()
    if of is data.selected(*view):
        return kept(*view, chart.key, tuple(sorted(settings.items())), chart)
    return chart.draw(of, settings)


@st.cache_resource(max_entries=128, show_spinner=False)
def kept(
    version: str, _session: str, selection: Selection, key: str, settings: tuple[tuple[str, str], ...], _chart: Chart
) -> Drawn | None:
    """A chart (by its key) of what a selection leaves; nobody changes it in place."""
    return _chart.draw(data.selected(version, _session, selection), dict(settings))


def _played(
    chart: Chart, choice: Choice, of: Tables | Measured, options: list[str], settings: dict[str, str], place: str
) -> None:
    """A chart whose choice is a slider; while it plays, each run shows the next, up to the last."""
    at, plays = state.get(choice.key, options[0]), f"{choice.key}-plays"
    if at not in options:
        state.put(choice.key, options[0])
    elif state.get(plays) and at == options[-1]:
        state.put(plays, False)
        st.rerun()
    elif state.get(plays):
        state.put(choice.key, options[options.index(at) + 1])
    asked.bound(choice.key, {one: one for one in options})
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{choice.key}-controls"):
        value = st.select_slider(choice.label, options, key=choice.key, bind="query-params", width=420)
        words, icon = ("Stop", ":material/stop:") if state.get(plays) else ("Play", ":material/play_arrow:")
        if st.button(words, icon=icon, key=f"{choice.key}-play", on_click=_play, args=(choice.key, options)):
            st.rerun()  # the whole page, for what plays is drawn again by the clock
    show(chart, _drawn(chart, of, settings | {choice.key: value}), place)


def _play(key: str, options: list[str]) -> None:
    """Start or stop; from the last, begin again."""
    state.flip(f"{key}-plays")
    if state.get(f"{key}-plays") and state.get(key) == options[-1]:
        state.put(key, options[0])


def show(chart: Chart, drawn: Drawn | None, place: str = "") -> None:
    """The chart as it was drawn; where there was nothing to draw, what the record says of that."""
    if drawn is not None:
        card.chart(drawn, place or chart.key, chart.level)
    elif chart.empty:
        layout.empty(chart.empty, chart.why, place or chart.key)


def _picked(choice: Choice, of: Tables | Measured) -> str:
    options, default = choice.options(of), choice.default(of)
    if len(options) == 1:
        asked.bound(choice.key, options)
    return _segments(choice.key, choice.label, options, default) if len(options) > 1 else default


def _segments(key: str, label: str, options: dict[str, str], default: str) -> str:
    """A row of buttons whose choice stands in the address."""
    asked.bound(key, options)
    before = state.get(f"{key}-first", default)
    # Who chose nothing sees what a link would show.
    if default != before == state.get(key) and key not in st.query_params:
        state.put(key, default)
    state.put(f"{key}-first", default)
    return st.segmented_control(
        label, list(options), default=default, required=True, key=key, bind="query-params", format_func=options.get
    )


def either(key: str, label: str, faces: dict[str, Chart], of: Tables) -> None:
    """One of several charts, by their names, as the reader chooses."""
    names = {chart.key: name for name, chart in faces.items()}
    picked = _segments(key, label, names, next(iter(names)))
    draw(faces[names[picked]], of)


def contexts(tables: Tables) -> None:
    """Each phrase of a topic in the words around it."""
    rows = tables["topics"]
    if len(rows):
        st.markdown(f"## {findings.contexts(rows)}")
        card.table(rows, "contexts", ["topic", "before", "phrase", "after", "speaker"], summaries.contexts)
