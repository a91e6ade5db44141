"""The overview's blocks: the wave, how a sentence becomes a mark, figures with their trends, what to look at next."""

from typing import NamedTuple

import streamlit as st

from lib.catalogue.meetings import TIMELINE
from lib.catalogue.record import Drawn, Tables
from lib.catalogue.wave import REGION
from lib.measures.counts import summaries
from lib.measures.counts.selection import Selection
from lib.measures.parameters import DEFAULTS
from lib.ui.explore import charts, wave_data
from lib.ui.shell import data, evidence, filters, layout, queue, readouts, state
from lib.ui.shell.marked import Mark, passage, plain, tongue
from lib.wording import names, story, verdict, words
from lib.wording.phrases import around, capital, number, plural

TOUR = (
    (
        "Every mark leads to its source",
        "Click a dot of the chart, a meeting beside its sentence, or choose a row of the table under a chart.",
    ),
    (
        "Filter once, for all pages",
        "What you choose under **Filter** stays in the address: copy the link and others see the same.",
    ),
    ("Take it with you", "Under each chart: the picture at print size, its data, and how to cite it."),
)


class Box(NamedTuple):
    """A figure: what it counts, how much there is, the page about it, and how much of it each month has, where enough."""

    label: str
    value: int
    page: str
    trend: list[int]


@data.kept
def counted(tables: Tables, chosen: Selection) -> list[Box]:
    """What is loaded, in figures."""
    meetings, actors = tables["occasions"], tables["actors"]
    people = actors.loc[actors["kind"] == "person", "name"].nunique()
    sides = len({c for row in meetings["parties"] for c in row})
    held = "Meetings" if chosen.statuses else "Meetings held"
    boxes: tuple[tuple[str, int, str, list[int]], ...] = (
        (held, len(meetings), "meetings", summaries.monthly(meetings["date_start"])),
        ("Articles", len(tables["articles"]), "article", summaries.monthly(tables["articles"]["published"])),
        ("Sides that met", sides, "actors", []),
        ("People named", people, "actors", []),
        ("Topics raised", tables["topics"]["topic"].nunique(), "topics", []),
        ("Milestones", len(tables["milestones"]), "wave", summaries.monthly(tables["milestones"]["date_start"])),
    )
    return [Box(*box) for box in boxes]


def figures() -> None:
    """What is loaded, in figures that lead to the page about them; small bars show the months where there are enough."""
    st.markdown("## What is loaded")
    with st.container(horizontal=True, gap="small", key="figures"):
        for label, value, page, trend in counted(*data.view()):
            with st.container(border=True, height="stretch", gap=None):
                st.page_link(f"pages/explore/{page}.py", label=f"{label}  \n**{value:,}**", width="stretch")
                if trend:
                    st.html(sparkline(trend, f"{label} by month"))


def library() -> None:
    """The texts that come with Majlis: offered while there is no article but the curated one, and what to do with them after."""
    readouts.draw(always=bool((data.everything()["articles"]["origin"] == "curated").all()))


def sparkline(counts: list[int], label: str) -> str:
    """Small bars, one a month; nothing but numbers goes into it."""
    top = max(counts)
    bars = "".join(f'<i style="height:{100 * c / top:.0f}%"></i>' for c in counts)
    told = f"{label}, {plural(len(counts), 'month')}, at most {number(top)}"
    return f'<div class="spark" role="img" aria-label="{told}">{bars}</div>'


FEW = 5  # articles, with which a pattern is no more than a lead
LAYERS = {"chronology": "milestones", "articles": "articles"}  # layer -> the table it is measured from


def answer(tables: Tables) -> str:
    """Was there a reconciliation wave, is there one now: as the chronology has it, else the articles."""
    layer = next((layer for layer, table in LAYERS.items() if len(tables[table])), "")
    if layer:
        return _answer(layer)
    left = "The filters leave" if filters.current().active else "There is"
    return f"{left} no milestone and no article: nothing that could answer it."


def _answer(layer: str) -> str:
    found = wave_data.measured(layer, DEFAULTS)
    told = verdict.answer(found.regions["reconciliation"], found.lacking(), names.side)
    end = verdict.now(found.regional, found.moved.end, filters.current().active) if found.moved.days else ""
    return plain(f"{told} {end}".strip())


def wave(tables: Tables) -> None:
    """The wave as the chronology draws it, with its turning points; beside it what the articles loaded say. Without the
    chronology the meetings alone."""
    if tables["milestones"].empty:
        charts.draw(TIMELINE, tables)
        return
    charts.show(REGION, kept_wave(*data.view()))
    if len(tables["articles"]):
        st.markdown(f"**By {plural(len(tables['articles']), 'article')} loaded, alone:** {_answer('articles')}")
    st.page_link("pages/explore/wave.py", label="See every step it rests on", icon=":material/waves:")


@st.cache_resource(max_entries=64, show_spinner=False)
def kept_wave(version: str, _session: str, selection: Selection) -> Drawn | None:
    """The wave of the chronology in what a selection leaves."""
    return REGION.draw(wave_data.measured_in(version, _session, selection, "chronology", DEFAULTS), {})


class Line(NamedTuple):
    """A meeting as a line that opens its evidence: the keys of its rows, its words as Markdown, and its passage as HTML."""

    keys: str
    label: str
    passage: str = ""


def _line(row: dict, keys: str, more: str = "", passage: str = "") -> Line:
    return Line(keys, plain(story.meeting(row, names.side)) + (f"  \n:small[{plain(more)}]" if more else ""), passage)


@data.kept
def curated(tables: Tables, _chosen: Selection) -> tuple[str, list[Line]]:
    """What the article is that Majlis begins with, and its meetings, each with its sentence."""
    articles, meetings = tables["articles"], tables["meetings"]
    first = articles[articles["origin"] == "curated"].head(1)
    coded = meetings[meetings["article_id"].isin(first["article_id"])].sort_values("start")
    if coded.empty:
        return "", []
    article, lines = first.iloc[0], []
    for row in coded.to_dict("records"):
        mark = Mark(row["start"], row["end"], "meeting")
        body = passage(article["text"], [mark], *around(article["text"], row["start"], row["end"], 0))
        quote = f'<blockquote class="passage" {tongue(article["language"])}>{body}</blockquote>'
        lines.append(_line(row, row["key"], f"confidence {row['confidence']:.2f}", quote))
    return f"{capital(plural(len(coded), 'meeting'))} of one article. {plain(words.cited(article))}", lines


@st.fragment
def example() -> None:
    """How a sentence becomes a mark, by the article Majlis begins with."""
    told, lines = curated(*data.view())
    if not lines:
        return
    st.markdown("## How a sentence becomes a mark")
    st.markdown(told)
    for line in lines:
        with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"example-box-{line.keys}"):
            st.html(line.passage)
            _entry(line, "example")
    evidence.asked("lists")


@data.kept
def first_lines(tables: Tables, _chosen: Selection) -> tuple[list[Line], list[Line]]:
    """The newest meetings, and the best attested, of what a selection leaves."""
    newest = [_line(row, row["key"]) for row in summaries.newest(tables["occasions"]).to_dict("records")]
    attested = [
        _line(
            row, row["key"], f"{words.told_by(row['articles'], row['languages'])}, confidence {row['confidence']:.2f}"
        )
        for row in summaries.attested(tables["occasions"]).to_dict("records")
    ]
    return newest, attested


def among(tables: Tables) -> None:
    """The meetings of several articles in time, where the chronology is drawn above, then the newest and best attested."""
    if len(tables["articles"]) > 1:
        if len(tables["milestones"]):
            charts.draw(TIMELINE, tables)
        _lists()


@st.fragment
def _lists() -> None:
    """The newest meetings, and those most articles attest; each leads to its sentence."""
    newest, attested = first_lines(*data.view())
    if not attested:
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("## Newest")
        if not newest:
            st.caption("No meeting that took place is dated.")
        for line in newest:
            _entry(line, "new")
    with right:
        st.markdown("## Best attested")
        for line in attested:
            _entry(line, "best")
    evidence.asked("lists")


def _entry(line: Line, where: str) -> None:
    keys = line.keys.split()
    st.button(line.label, key=f"{where}-{keys[0]}", type="tertiary", icon=":material/format_quote:", width="stretch",
              on_click=evidence.ask, args=("lists", keys))  # fmt: skip


def next_steps(tables: Tables) -> None:
    """What to look at next, and why, from what is loaded."""
    articles = tables["articles"]
    st.markdown("## What to look at next")
    with st.container(key="next", gap="small"):
        for doubt, count in queue.counts("meetings").items():
            if doubt in queue.TOLD and count:
                st.page_link(
                    "pages/analyse/review.py",
                    label=f"Review what was coded: {count:,} {queue.TOLD[doubt]}",
                    icon=":material/rate_review:",
                    query_params={"doubt": doubt, "rows": "meetings"},
                )
        if len(data.everything()["articles"]) < FEW:
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
