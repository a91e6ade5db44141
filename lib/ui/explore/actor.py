"""An actor's own page: offices over time, meetings, counterparts, topics raised."""

import pandas as pd
import streamlit as st

from lib.catalogue.actors import COUNTERPARTS, OFFICES, OWN_TIMELINE, RAISED
from lib.catalogue.record import Tables
from lib.measures.counts import summaries
from lib.ui.explore import charts
from lib.ui.shell import asked, data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import names
from lib.wording.phrases import plural

ALL = "All actors"


def show(tables: Tables) -> bool:
    """Let the reader choose an actor, whatever the filters leave, and draw that one's page; False when none is chosen."""
    counts = _counts(data.version(), state.session())
    if counts.empty:
        return False
    options = [ALL, *counts["name"].unique()]
    places = counts[counts["kind"] != "person"].set_index("country")["name"]
    asked.bound("actor", {name: name for name in options} | places.to_dict())
    name = st.selectbox("Actor", options, key="actor", bind="query-params", width=420, filter_mode="contains")
    chosen = counts[counts["name"] == name]
    if chosen.empty:
        return False
    one = chosen.iloc[0]
    _head(one, tables)
    named = one[["kind", "name", "country"]].to_dict()
    others = summaries.counterparts(tables["meetings"], named)["name"].tolist()
    own = one["name"] if one["kind"] == "person" else one["country"]
    layout.compare_link([own, *others], "Compare with those met most")
    charts.draw(OFFICES, tables, **named)
    charts.draw(OWN_TIMELINE, tables, **named)
    left, right = st.columns(2, gap="large")
    with left:
        charts.draw(COUNTERPARTS, tables, **named)
    with right:
        charts.draw(RAISED, tables, **named)
    return True


@st.cache_resource(max_entries=16, show_spinner=False)
def _counts(version: str, _session: str) -> pd.DataFrame:
    tables = data.loaded(version, _session)
    return summaries.listed(tables["actors"], tables["milestones"])


def _head(one: pd.Series, tables: Tables) -> None:
    """Who it is, and how often what the filters leave names them; in how many milestones it is."""
    rows = tables["actors"]
    rows = rows[rows["actor_id"] == one["actor_id"]]
    st.markdown(f"## {plain(one['name'])}")
    steps = sum(one["kind"] != "person" and one["country"] in parties for parties in tables["milestones"]["parties"])
    facts = [
        names.title(one["kind"]),
        names.side(one["country"]) if one["country"] and one["kind"] == "person" else "",
        f"named {plural(int(rows['mentions'].sum()), 'time')}",
        plural(int(rows["statements"].sum()), "statement"),
        f"in {plural(rows['article_id'].nunique(), 'article')}",
        plural(steps, "milestone") if steps else "",
    ]
    st.caption(" · ".join(plain(f) for f in facts if f))
