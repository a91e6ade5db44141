"""Every correction: who, when, what was, what is; undone and done again one by one, and taken away as a file."""

from itertools import groupby

import streamlit as st

from lib.columns import items
from lib.export.tables.corrected import History
from lib.measures.edits.corrections import CHANGE, FILL, STATES, Correction
from lib.measures.edits.details import ARTICLES
from lib.schema import TABLES, Cell, Column
from lib.ui.shell import data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import names
from lib.wording.phrases import more, plural
from lib.wording.words import DETAILS

MOST = 30  # steps listed
LONG = 60  # characters of an added row's words


def draw(article_id: str, resting: list[Correction]) -> None:
    """The history of this article, folded away, and all corrections as a file."""
    every = data.store().corrections(state.session())
    here = [c for c in every if c.article_id == article_id]
    if resting:
        st.warning(
            f"{plural(len(resting), 'correction finds its row', 'corrections find their rows')} no more, "
            "since the article was coded anew. They are listed below and change nothing.",
            icon=":material/link_off:",
        )
    with st.expander(
        f"Corrections of this article: {len(_listed(here))}", icon=":material/history:", key="review-history"
    ):
        if not here:
            st.caption("None yet. What you change is kept with your name and the time, and can be undone.")
        steps = [(step, list(found)) for step, found in groupby(here, key=lambda c: c.step)]
        for step, found in reversed(steps[-MOST:]):
            others = {c.article_id for c in every if c.step == step} - {article_id}
            _one(step, found, resting, len(others))
        if every:
            st.download_button(
                "All corrections (JSON lines)", History(corrections=every).lines, "majlis-corrections.jsonl", "application/jsonl",
                icon=":material/download:", on_click="ignore", key="review-history-take",
            )  # fmt: skip


def _one(step: int, found: list[Correction], resting: list[Correction], others: int) -> None:
    first = found[0]
    gone = " (its row is gone)" if any(c in resting for c in found) else ""
    undone = " (undone)" if first.undone else ""
    who = f"{first.author or 'Anonymous'}, {first.made_at[:16].replace('T', ' ')} UTC{undone}{gone}"
    with st.container(horizontal=True, vertical_alignment="center"):
        too = [f"{plural(others, 'other article')} in the same step, undone with it"] if others else []
        st.text("\n".join([who, *_listed(found), *too]))
        which = "redo" if first.undone else "undo"
        st.button(
            "Do again" if first.undone else "Undo", key=f"history-{step}-{which}", type="tertiary",
            icon=f":material/{which}:", on_click=_step, args=(which, step),
        )  # fmt: skip


def _step(which: str, step: int) -> None:
    with layout.passing():
        getattr(data.store(), which)(state.session(), step)


def _listed(step: list[Correction]) -> list[str]:
    """A line for each correction of a step; where a day was found goes with the day."""
    return [in_words(c) for c in step if c.column != "published_from"]


def switched(which: str) -> str:
    """Undo or redo the last step of this session; what that was, as Markdown."""
    store, session = data.store(), state.session()
    step = getattr(store, which)(session)
    if not step:
        return f"There is nothing to {which}."
    found = _listed([c for c in store.corrections(session) if c.step == step]) or [f"step {step}"]
    rest = more(len(found) - 1)
    return f"{'Undone' if which == 'undo' else 'Done again'}: {plain(found[0])}{rest and f', and {rest}'}."


def in_words(correction: Correction) -> str:
    """Meeting m1: kind from phone call to talks."""
    if correction.table == ARTICLES:
        old, new = (str(value or "") or "nothing" for value in (correction.old, correction.cell))
        copied = ", from a copy" if correction.action == FILL else ""
        return f"Article: {DETAILS[correction.column]} from {old} to {new}{copied}"
    words = str(correction.row["evidence"])
    about = correction.anchor.get("id") or f"“{words[:LONG]}{' …' if len(words) > LONG else ''}”"
    row = f"{names.title(correction.table.removesuffix('s'))} {about}"
    if correction.action != CHANGE:
        return f"{row}: {STATES[correction.action]}"
    column = TABLES[correction.table][correction.column]
    old, new = (_shown(column, value) for value in (correction.old, correction.cell))
    return f"{row}: {names.label(column.name)} from {old} to {new}"


def _shown(column: Column, value: Cell) -> str:
    if column.fields:
        value = [person["name"] or person["office"] for person in items(value)]
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "nobody"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (names.label(str(value)) if column.vocabulary else str(value)) or "nothing"
