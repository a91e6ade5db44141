"""The charts of the exploring pages: each takes the filtered tables, and draws itself or says why it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.measures.counts import networks, summaries
from lib.measures.parameters import TABLE
from lib.ui.shell import chosen, data, layout, state
from lib.wording import findings, names
from lib.wording.story import plural

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from lib.measures.counts.selection import Selection

Tables = dict[str, "pd.DataFrame"]


def timeline(tables: Tables) -> None:
    """The timeline of what the filters leave; its figure is kept, for it is what most visitors see first."""
    draw_timeline(tables, timeline_figure(data.version(), state.session(), chosen.current()), "timeline")


@st.cache_resource(max_entries=64, show_spinner=False)
def timeline_figure(version: str, _session: str, selection: Selection) -> go.Figure | None:
    """The timeline of what a selection leaves."""
    return timeline_of(data.selected(version, _session, selection))


def timeline_of(tables: Tables) -> go.Figure | None:
    """The figure; None when there is nothing to draw."""
    from lib.charts import timeline

    meetings, milestones = tables["meetings"], tables["milestones"]
    if meetings.empty and milestones.empty:
        return None
    source = findings.source(tables, chronology=True)
    return timeline.timeline(meetings, milestones, findings.timeline(tables), names.side, names.title, source)


def draw_timeline(tables: Tables, fig: go.Figure | None, key: str) -> None:
    from lib.charts.timeline import CROWD

    how = HOW["months" if len(tables["meetings"]) > CROWD else "timeline"]
    if fig is None:
        layout.empty("No contact to draw.")
    elif len(tables["meetings"]):
        layout.chart(fig, key, tables["meetings"], how, findings.MEETING_COLUMNS)
    else:
        layout.chart(fig, key, tables["milestones"], how, MILESTONE_COLUMNS)


def kinds(tables: Tables) -> None:
    from lib.charts import bars

    counts = summaries.kinds(tables["meetings"])
    if counts.empty:
        return
    counts["name"] = counts["kind"].map(names.title)
    fig = bars.ranked(
        counts, "meetings", "name", findings.kinds(counts), "contacts", findings.source(tables), colours=counts["kind"]
    )
    layout.chart(fig, "kinds", counts, HOW["bars"], ["name", "meetings"])


def roles(tables: Tables) -> None:
    from lib.charts import bars

    counts = summaries.roles(tables["meetings"])
    if counts.empty:
        layout.empty("Nobody is named as asking, hosting or mediating.")
        return
    fig = bars.stacked(
        counts, "meetings", "name", "role", findings.roles(counts), "contacts", names.side, findings.source(tables)
    )
    layout.chart(fig, "roles", counts, HOW["roles"])


def calendar(tables: Tables) -> None:
    from lib.charts import calendar

    years = summaries.years(tables["meetings"])
    if not years:
        layout.empty("No contact is dated to the day.")
        return
    year = years[0]
    if len(years) > 1:
        year = st.segmented_control(
            "Year of the calendar",
            years,
            default=summaries.busiest(tables["meetings"]),
            required=True,
            key="year",
            bind="query-params",
        )
    days = summaries.days(tables["meetings"], year)
    others = len(tables["meetings"]) - int(days["meetings"].sum())
    which, are = ("another year", "is") if others == 1 else ("other years", "are")
    left = f"{plural(others, 'contact')} of {which}, or dated less precisely, {are} not on this sheet."
    fig = calendar.calendar(days, year, findings.calendar(days, year), findings.source(tables), left if others else "")
    _roomy("calendar", calendar.LEAST)
    layout.chart(fig, "calendar", days, HOW["calendar"])


def met(tables: Tables) -> Tables:
    """The tables with the contacts that took place alone, unless the reader chose another status; says what is left out."""
    meetings = tables["meetings"]
    held = meetings[meetings["status"] == "held"]
    if chosen.current().statuses or len(held) == len(meetings):
        return tables
    left_out = plural(len(meetings) - len(held), "planned, proposed or cancelled one")
    st.caption(
        f"Counted are contacts that took place; {left_out} left out. Choose another status under Filter to see them."
    )
    return {**tables, "meetings": held}


WHO = {"sides": "Countries and organizations", "people": "People", "milestones": "Milestones of the chronology"}


def network(tables: Tables) -> None:
    from lib.charts import network

    who = st.segmented_control(
        "Who", list(WHO), default="sides", required=True, key="who", bind="query-params", format_func=WHO.get
    )
    chronicled = who == "milestones"
    nodes, edges = getattr(networks, who)(tables["milestones" if chronicled else "meetings"])
    if nodes.empty:
        layout.empty("No contact with two sides to join.")
        return
    title = {"sides": findings.network, "people": findings.people, "milestones": findings.chronicled}[who](nodes)
    source = "chronology of milestones, compiled by Majlis" if chronicled else findings.source(tables)
    fig = network.network(
        nodes,
        edges,
        title,
        names.side,
        source,
        "milestones" if chronicled else "contacts",
        "" if chronicled else _left_out(tables),
    )
    _fit(f"network-{who}")
    layout.chart(fig, f"network-{who}", edges, HOW["network"])


def _fit(card: str, height: str = "") -> None:
    """Style of one card: the height of its chart, and no names that it has no room for where it is narrow."""
    from lib.charts import network

    card = f".st-key-card-{card}"
    chart = f'{card} [data-testid="stPlotlyChart"]'
    around = f'{card} .stElementContainer:has(.stPlotlyChart), {card} [data-testid="stFullScreenFrame"]'
    sized = f"{around} {{ flex: none; height: auto; }} {chart} {{ height: {height}; overflow: hidden; }}"
    st.html(
        f"<style>{card} {{ container-type: inline-size; }} {network.narrow(chart)} {sized if height else ''}</style>"
    )


def _roomy(card: str, least: int, most: int = 0) -> None:
    """Style of one card: a chart that scrolls where the page is narrower than `least` px, and is no wider than `most`."""
    chart = f".st-key-card-{card} .stElementContainer:has(.stPlotlyChart)"
    widest = f"max-width: {max(least, most)}px;" if most else ""
    st.html(
        f"<style>@media screen {{ {chart} {{ overflow-x: auto; }} "
        f"{chart} > * {{ min-width: {least}px; {widest} }} }}</style>"
    )


def _left_out(tables: Tables) -> str:
    """Summits of many sides are in no network and no table of pairs."""
    crowded = summaries.crowded(tables["meetings"])
    are = "is" if crowded == 1 else "are"
    return f"{plural(crowded, 'contact')} of more than {TABLE} sides {are} left out." if crowded else ""


def _table_of(card: str, fig: go.Figure, counts: pd.DataFrame) -> None:
    """A table of shaded cells with its reading aid, as wide as it can be read."""
    from lib.charts import matrix

    _roomy(card, matrix.least(fig), matrix.widest(fig))
    layout.chart(fig, card, counts, HOW[card])


def dyads(tables: Tables) -> None:
    from lib.charts import matrix

    counts = summaries.dyads(tables["meetings"])
    if counts.empty:
        return
    fig = matrix.dyads(counts, findings.dyads(counts), names.side, findings.source(tables), _left_out(tables))
    _table_of("dyads", fig, counts)


def places(tables: Tables) -> None:
    from lib.charts import map as maps

    parties, places = summaries.parties(tables["meetings"]), summaries.places(tables["meetings"])
    if parties.empty:
        return
    sheet = st.segmented_control(
        "Map of",
        list(maps.SHEETS),
        default=maps.smallest(parties, places),
        required=True,
        key="sheet",
        bind="query-params",
        format_func=lambda key: maps.SHEETS[key].name,
    )
    title = findings.places(parties, places)
    fig = maps.map_(parties, places, title, names.side, findings.source(tables), sheet)
    _fit("map", f"min(calc(100cqw / {maps.aspect(maps.SHEETS[sheet]):.3f}), {maps.TALLEST}px)")
    layout.chart(fig, "map", parties, HOW["map"])


def topics(tables: Tables) -> None:
    from lib.charts import bars

    counts = summaries.topic_counts(tables["topics"])
    if counts.empty:
        layout.empty("No topic to show.")
        return
    counts["name"] = counts["topic"].map(names.title)
    fig = bars.ranked(counts, "mentions", "name", findings.topics(counts), "mentions", findings.source(tables))
    layout.chart(fig, "topics", counts, HOW["bars"], ["name", "mentions"])


def speakers(tables: Tables) -> None:
    from lib.charts import matrix

    counts = summaries.topics_by(tables["topics"], "speaker")
    if counts.empty:
        layout.empty("No topic is raised in reported speech.")
        return
    fig = matrix.cells(
        counts,
        "speaker",
        "topic",
        "mentions",
        findings.speakers(counts),
        names.title,
        findings.source(tables),
        x_name=str,
    )
    _table_of("speakers", fig, counts)


def over_time(tables: Tables) -> None:
    from lib.charts import matrix

    counts = summaries.topics_by(tables["topics"], "month")
    if counts.empty:
        layout.empty("No article with topics has a date of publication.")
        return
    note = "By the month of publication."
    fig = matrix.monthly(counts, findings.over_time(counts), names.title, findings.source(tables), note)
    _table_of("topics-time", fig, counts)


def together(tables: Tables) -> None:
    from lib.charts import matrix

    counts = summaries.together(tables["topics"])
    if counts.empty:
        layout.empty("No two topics are named close to each other.")
        return
    note = "An occasion is a sentence that names both, or two sentences in a row that name one each."
    fig = matrix.together(counts, findings.together(counts), names.title, findings.source(tables), note)
    _table_of("together", fig, counts)


def contexts(tables: Tables) -> None:
    rows = tables["topics"]
    if rows.empty:
        return
    st.markdown(f"## {findings.contexts(rows)}")
    layout.table(rows, "contexts", ["topic", "before", "phrase", "after", "speaker"], summaries.contexts)


def named(tables: Tables) -> None:
    from lib.charts import bars

    counts = summaries.actor_counts(tables["actors"])
    if counts.empty:
        layout.empty("No actor to show.")
        return
    fig = bars.ranked(
        counts, "mentions", "name", findings.actors(counts), "mentions", findings.source(tables), colours=counts["kind"]
    )
    layout.chart(fig, "named", counts, HOW["bars"], ["name", "kind", "country", "mentions", "statements", "articles"])


MILESTONE_COLUMNS = ["date_start", "parties", "stage", "event", "place", "source_url"]
HOW = {
    "timeline": (
        "Each mark is one contact, in the lane of its kind. A **dot** is a day the text gives; a **bar** covers the week, month "
        "or year that it leaves open; contacts without any date are **rings** at the right, because a date the text does not give is "
        "never made up; a ring with a number is that many. Grey triangles are milestones from the [chronology](/method#the-chronology): up, a step towards each "
        "other; down, a step away. Click a mark to read the sentence behind it, or choose its row in the table."
    ),
    "months": (
        "Each column is a month, as high as the contacts that begin in it, in the colours of their kinds: with so many contacts, single "
        "marks could not be told apart. Below, grey triangles are milestones from the [chronology](/method#the-chronology): up, a step "
        "towards each other; down, a step away. The bar at the foot holds the contacts without any date, because a date the text does not "
        "give is never made up. Click a part of a bar, or a triangle, to read the sentences behind it, or choose a row of the table."
    ),
    "bars": "The longer the bar, the more. Click a bar, or a row of the table, to read the sentences it counts.",
    "roles": "Who asked for a contact or invited to it, hosted it, or mediated, as far as the text says. Click a bar to read where it says so.",
    "calendar": "Each square is a day, each column a week. The stronger the shade, the more contacts on that day: see the legend. Only contacts dated to the day can be drawn here. Click a square to read the sentences.",
    "network": (
        "Two circles are joined when they took part in the same contact: a [dyad](/glossary#dyad). A thicker line is more contacts; a larger "
        "circle takes part in more. Where circles stand carries no meaning, and it changes little when articles are added. "
        "Names are written where there is room, those of most contacts first; the others show on pointing. "
        "Click a circle, or the point in the middle of a line, to read the sentences."
    ),
    **{
        card: f"Find the row, find the column: the number in the cell says {what}. The more, the stronger the shade; a faint "
        "cell means none in what is loaded. Where the screen is narrow, move the table sideways. Click a number to read the sentences."
        for card, what in {
            "dyads": "how many contacts the two sides had. Each pair is there twice, above and below the diagonal",
            "speakers": "how often that speaker named that topic, in reported speech",
            "topics-time": "how often the articles published in that month name that topic. A month without articles keeps its column",
            "together": "on how many occasions the two topics come up together: in one sentence, or one each in two sentences that follow "
            "each other. Each pair is there twice, above and below the diagonal",
        }.items()
    },
    "map": (
        "The darker a country, the more contacts it took part in. A dot or a ring of the same colours stands for a state whose outline "
        "is too small to see. An orange circle marks where contacts took place; a contact whose place the text does not give has none, "
        "and a call never has one. At first you see the smallest sheet that holds them all; choose another above. "
        "Names are written where there is room; the others show on pointing. Click a country, a dot or a circle to read the sentences."
    ),
}
