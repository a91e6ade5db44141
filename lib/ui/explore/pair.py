"""Two sides on a page of their own: where they stand, when they met and who did, about what, and who mediated."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from lib.catalogue.dyads import LADDER, PAIR_TIMELINE, TOOK_PART
from lib.catalogue.measured import Measured
from lib.catalogue.mediators import MEDIATORS
from lib.catalogue.meetings import COLUMNS, MILESTONES
from lib.catalogue.record import Tables
from lib.catalogue.topics import OVER_TIME, TOPICS
from lib.measures.counts import summaries
from lib.measures.counts.selection import between
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import status
from lib.ui.explore import charts, compare, wave_controls, wave_data
from lib.ui.shell import asked, card, data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave, words
from lib.wording.phrases import capital, plural

ENDS = ("a", "b")  # of the address: ?a=IRN&b=SAU, by code or by name
EVENTS = ["date_start", "event_type", "actor", "recipient", "intensity", "status", "evidence", "source"]


def page() -> None:
    """Draw the page from top to bottom."""
    layout.page("Pair", "Two sides: where they stand, when they met and who did, about what, and who mediated.")
    two = _chosen()
    if two is None:
        return
    own = between(data.tables(), *two)
    _head(two, own)
    found = wave_data.measured("chronology", DEFAULTS)
    ladder(found, two)
    if not any(len(own[name]) for name in ("meetings", "events", "milestones")):
        layout.empty("Nothing is told of these two.")
        return
    charts.draw(PAIR_TIMELINE, own)
    left, right = st.columns(2, gap="large")
    with left:
        charts.draw(TOOK_PART, own)
    with right:
        charts.draw(TOPICS, own)
    if own["topics"]["published"].dt.to_period("M").nunique() > 1:
        charts.draw(OVER_TIME, own)
    charts.draw(MEDIATORS, replace(found, layer="both", tables=own))
    _rows(own)


def ladder(found: Measured, two: tuple[str, str]) -> None:
    """Where a pair stood, step by step; in words alone where nothing tells of a step."""
    steps = status.ladder(found.evidence, *two)
    if len(steps):
        charts.draw(LADDER, found, pair="-".join(two))
    else:
        told = story_wave.ladder(steps, two, names.in_text)
        st.markdown(f"{plain(capital(told.headline))}. Nothing in this evidence tells of a step.")


def _chosen() -> tuple[str, str] | None:
    """The two sides the address asks for, or those chosen last, or those of most rows; written back into the address."""
    sides, first = _sides(data.version(), state.session())
    if first is None:
        layout.empty("No two sides to show.")
        return None
    named = tuple(asked.found(st.query_params.get(end, ""), sides) for end in ENDS)
    if named != state.get("pair-asked", ()):
        state.update({f"pair-{end}": code for end, code in zip(ENDS, named, strict=True) if code})
        state.put("pair-asked", named)
    for end, code in zip(ENDS, first, strict=True):
        if state.get(f"pair-{end}") not in sides:
            state.put(f"pair-{end}", code)
    with st.container(horizontal=True, gap="medium", key="pair-chooser"):
        a, b = (
            st.selectbox(
                label, list(sides), key=f"pair-{end}", format_func=sides.get, width=300, filter_mode="contains"
            )
            for end, label in zip(ENDS, ("One side", "The other"), strict=True)
        )
    if a == b:
        st.info("Choose two different sides.", icon=":material/group:")
        return None
    for end, code in zip(ENDS, (a, b), strict=True):
        wave_controls.remember(end, code)
    state.put("pair-asked", (a, b))
    return min(a, b), max(a, b)


@st.cache_resource(max_entries=16, show_spinner=False)
def _sides(version: str, _session: str) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Code -> name of every side of a meeting or milestone, by name; and the two that most of these are between."""
    tables = data.loaded(version, _session)
    told = [tables[name]["parties"] for name in ("meetings", "milestones")]
    sides = {code for rows in told for parties in rows for code in parties}
    often: Counter[tuple[str, str]] = Counter()
    for name in ("occasions", "milestones"):
        counts = summaries.dyads(tables[name])
        often.update(dict(zip(zip(counts["a"], counts["b"], strict=True), counts["meetings"].astype(int), strict=True)))
    first = min(often, key=lambda two: (-often[two], two)) if often else None
    return dict(sorted(((code, names.side(code)) for code in sides), key=lambda pair: pair[1])), first


def _head(two: tuple[str, str], own: Tables) -> None:
    """Who they are, and how much what the filters leave tells of them."""
    facts = (
        words.counted_once(own["meetings"], own["occasions"]),
        plural(len(own["milestones"]), "milestone"),
        plural(len(own["events"]), "event"),
        f"told by {plural(len(own['articles']), 'article')}, whose topics are counted below"
        if len(own["articles"])
        else "",
    )
    st.markdown(f"## {plain(capital(story_wave.dyad(two, names.in_text)))}")
    st.caption(" · ".join(filter(None, facts)))
    layout.compare_link(["-".join(two), *compare.busiest()], "Compare with the pairs that met most")


def _rows(own: Tables) -> None:
    """Every row behind the charts, the latest first."""
    for name, heading, columns in (
        ("occasions", "Meetings, the latest first", COLUMNS),
        ("events", "What one did with the other, the latest first", EVENTS),
        ("milestones", "Milestones, the latest first", MILESTONES),
    ):
        rows = own[name]
        if len(rows):
            st.markdown(f"## {heading}")
            card.table(rows.sort_values("date_start", ascending=False), f"pair-{name}", columns)
