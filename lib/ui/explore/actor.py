"""An actor's own page: offices over time, contacts, counterparts, topics raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.codebook import rows
from lib.codebook.records import Tenure
from lib.measures.counts import summaries
from lib.ui.explore import charts
from lib.ui.shell import data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import findings, names
from lib.wording.story import plural

if TYPE_CHECKING:
    import pandas as pd

Tables = dict[str, "pd.DataFrame"]
ALL = "All actors"


def show(tables: Tables) -> bool:
    """Let the reader choose an actor, whatever the filters leave, and draw that one's page; False when none is chosen."""
    counts = _counts(data.version(), state.session())
    if counts.empty:
        return False
    options = [ALL, *counts["name"].unique()]
    name = st.selectbox("Actor", options, key="actor", bind="query-params", width=420, filter_mode="contains")
    chosen = counts[counts["name"] == name]
    if chosen.empty:
        return False
    one = chosen.iloc[0]
    _head(one, tables)
    _offices(one)
    own = {**tables, "meetings": summaries.meetings_of(tables["meetings"], one), "milestones": _milestones(tables, one)}
    charts.draw_timeline(own, charts.timeline_of(own), "actor-timeline")
    left, right = st.columns(2, gap="large")
    with left:
        _counterparts(tables, one)
    with right:
        _raised(tables, one)
    return True


@st.cache_resource(max_entries=16, show_spinner=False)
def _counts(version: str, _session: str) -> pd.DataFrame:
    return summaries.actor_counts(data.loaded(version, _session)["actors"])


def _head(one: pd.Series, tables: Tables) -> None:
    """Who it is, and how often what the filters leave names them."""
    rows = tables["actors"]
    rows = rows[rows["actor_id"] == one["actor_id"]]
    st.markdown(f"## {plain(one['name'])}")
    facts = [
        names.title(one["kind"]),
        names.side(one["country"]) if one["country"] and one["kind"] == "person" else "",
        f"named {plural(int(rows['mentions'].sum()), 'time')}",
        plural(int(rows["statements"].sum()), "statement"),
        f"in {plural(rows['article_id'].nunique(), 'article')}",
    ]
    st.caption(" · ".join(plain(f) for f in facts if f))


def _called(one: pd.Series) -> str:
    """The actor's name as it stands in a sentence."""
    return one["name"] if one["kind"] == "person" else names.in_text(one["country"] or one["name"])


def _milestones(tables: Tables, one: pd.Series) -> pd.DataFrame:
    rows = tables["milestones"]
    return (
        rows.iloc[:0]
        if one["kind"] == "person"
        else rows[rows["parties"].map(lambda p: one["country"] in p).astype(bool)]
    )


def _offices(one: pd.Series) -> None:
    from lib.charts import spans

    terms = offices(one["name"]) if one["kind"] == "person" else None
    if terms is None or terms.empty:
        return
    fig = spans.offices(terms, findings.offices(terms, one["name"]), "Majlis codebook, data/codebook/people.csv")
    layout.chart(
        fig,
        "offices",
        terms,
        "A bar runs from the day an office was taken to the day it was left, as the codebook knows them.",
    )


def _counterparts(tables: Tables, one: pd.Series) -> None:
    from lib.charts import bars

    counts = summaries.counterparts(tables["meetings"], one)
    if counts.empty:
        layout.empty("No counterpart.", "No contact of this actor names another side.")
        return
    counts["label"] = counts["name"].map(names.side)
    fig = bars.ranked(
        counts, "meetings", "label", findings.counterparts(counts, _called(one)), "contacts", findings.source(tables)
    )
    layout.chart(fig, "counterparts", counts, charts.HOW["bars"], ["label", "meetings"])


def _raised(tables: Tables, one: pd.Series) -> None:
    from lib.charts import bars

    counts = summaries.raised_by(tables["topics"], one)
    if counts.empty:
        layout.empty("No topic raised.", "No reported speech of this actor names a topic.")
        return
    counts["label"] = counts["topic"].map(names.title)
    fig = bars.ranked(
        counts, "mentions", "label", findings.raised(counts, _called(one)), "mentions", findings.source(tables)
    )
    layout.chart(fig, "raised", counts, charts.HOW["bars"], ["label", "mentions"])


def offices(name: str) -> pd.DataFrame:
    """Offices the codebook knows of a person: office, start, end (NaT where open or unknown)."""
    import pandas as pd

    held = [row for row in rows(Tenure) if row.name == name]
    table = pd.DataFrame(
        {"office": [t.office for t in held], "start": [t.from_ for t in held], "end": [t.to for t in held]}
    )
    for column in ("start", "end"):
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601", errors="coerce")
    return table
