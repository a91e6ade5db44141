"""The overview's blocks: figures with their trends, the newest and the best attested, what to look at next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.catalogue.record import Tables
from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection
from lib.measures.parameters import DEFAULTS
from lib.ui.explore import wave_data
from lib.ui.shell import data, evidence, filters, layout, state
from lib.ui.shell.marked import plain
from lib.wording import names, story
from lib.wording.phrases import listing, number, plural
from lib.wording.story_wave import region
from lib.wording.verdict import now

TOUR = (
    ("Every mark leads to its sentence", "Click a dot, a bar or a number, or choose a row of the table under a chart."),
    (
        "Filter once, for all pages",
        "What you choose under **Filter** stays in the address: copy the link and others see the same.",
    ),
    ("Take it with you", "Under each chart: the picture at print size, its data, and how to cite it."),
)


def figures(tables: Tables) -> None:
    """What is loaded, in figures; a small line shows the months where there are enough of them."""
    meetings, actors = tables["meetings"], tables["actors"]
    people = actors.loc[actors["kind"] == "person", "name"].nunique()
    sides = len({c for row in meetings["parties"] for c in row})
    boxes: tuple[tuple[str, int, list[int]], ...] = (
        ("Meetings", len(meetings), summaries.monthly(meetings["date_start"])),
        ("Articles", len(tables["articles"]), summaries.monthly(tables["articles"]["published"])),
        ("Sides that met", sides, []),
        ("People named", people, []),
        ("Topics raised", tables["topics"]["topic"].nunique(), []),
        ("Milestones", len(tables["milestones"]), summaries.monthly(tables["milestones"]["date_start"])),
    )
    with st.container(horizontal=True, gap="small", key="figures"):
        for label, value, trend in boxes:
            with st.container(border=True, height="stretch", gap=None):
                st.metric(label, f"{value:,}")
                if trend:
                    st.html(sparkline(trend, f"{label} by month"))


def sparkline(counts: list[int], label: str) -> str:
    """Small bars, one a month; nothing but numbers goes into it."""
    top = max(counts)
    bars = "".join(f'<i style="height:{100 * c / top:.0f}%"></i>' for c in counts)
    told = f"{label}, {plural(len(counts), 'month')}, at most {number(top)}"
    return f'<div class="spark" role="img" aria-label="{told}">{bars}</div>'


def wave(tables: Tables) -> None:
    """The wave in one line for each layer, from the measures of the wave page."""
    layers = (("articles", "In the articles loaded"), ("chronology", "In the chronology of milestones"))
    filled = [each for each in layers if len(tables["milestones" if each[0] == "chronology" else "articles"])]
    if not filled:
        return
    st.markdown("## Is there a wave?")
    for layer, name in filled:
        found = wave_data.measured(layer, DEFAULTS)
        told = region(found.regions["reconciliation"].waves, found.lacking(), names.side)
        end = now(found.regional, found.moved.end, filters.current().active) if found.moved.days else ""
        st.markdown(f"**{name}:** {plain(' '.join((f'{told.headline}.', told.lines[0], end)))}")
    st.page_link("pages/explore/wave.py", label="See every step it rests on", icon=":material/waves:")


@st.cache_resource(max_entries=64, show_spinner=False)
def first_rows(version: str, _session: str, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The newest meetings, and the best attested, of what a selection leaves."""
    meetings = data.selected(version, _session, selection)["meetings"]
    return summaries.newest(meetings), summaries.attested(meetings)


@st.fragment
def lists() -> None:
    """The newest meetings, and those most articles attest; each leads to its sentence."""
    newest, attested = first_rows(*data.view())
    if attested.empty:
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("## Newest")
        if newest.empty:
            st.caption("No meeting that took place is dated.")
        for row in newest.to_dict("records"):
            _entry(row, row["key"], "new")
    with right:
        st.markdown("## Best attested")
        for row in attested.to_dict("records"):
            told = f"{plural(row['articles'], 'article')}, confidence {row['confidence']:.2f}"
            _entry(row, row["keys"], "best", told)
    evidence.asked("lists")


def _entry(row: dict, keys: str, where: str, more: str = "") -> None:
    """One meeting as a line that opens its evidence."""
    label = plain(story.meeting(row, names.side)) + (f"  \n:small[{plain(more)}]" if more else "")
    st.button(label, key=f"{where}-{keys.split()[0]}", type="tertiary", icon=":material/format_quote:",
              on_click=evidence.ask, args=("lists", keys.split()))  # fmt: skip


def next_steps(tables: Tables) -> None:
    """What to look at next, and why, from what is loaded."""
    meetings, articles = tables["meetings"], tables["articles"]
    st.markdown("## What to look at next")
    undated = int(meetings["date_start"].isna().sum())
    unsure = int((meetings["confidence"] < 0.6).sum())
    with st.container(key="next", gap="small"):
        if undated or unsure:
            parts = (
                f"{undated:,} without a date" if undated else "",
                f"{unsure:,} the coder is unsure of" if unsure else "",
            )
            st.page_link(
                "pages/analyse/review.py",
                label=f"Review what was coded: {listing(parts)}",
                icon=":material/rate_review:",
            )
        if len(articles) < 5:
            label = "Add articles: with so few, a pattern is no more than a lead"
            st.page_link("pages/analyse/add.py", label=label, icon=":material/note_add:")
        if len(articles):
            label = "Read an article with everything that was found marked in it"
            layout.article_link(label, str(articles["article_id"].iloc[0]))
        st.page_link(
            "pages/about/method.py", label="How an article is read, and how far to trust it", icon=":material/science:"
        )


def tour() -> None:
    """Three steps for whoever is here for the first time; gone for the session once closed."""
    step = int(state.get("tour", 0))
    if step >= len(TOUR):
        return
    title, told = TOUR[step]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="tour"):
        st.markdown(f"**{step + 1} of {len(TOUR)}. {title}.** {told}")
        last = step == len(TOUR) - 1
        st.button("Done" if last else "Next", key="tour-next", on_click=state.put, args=("tour", step + 1))
        if not last:
            st.button("Skip", key="tour-skip", type="tertiary", on_click=state.put, args=("tour", len(TOUR)))
