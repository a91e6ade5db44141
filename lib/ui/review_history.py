"""Every correction: who, when, what was, what is; undone and done again one by one, and taken away as a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby

import streamlit as st

from lib.measures.corrections import Correction
from lib.ui import data, state

MOST = 30  # steps listed


def draw(article_id: str, resting: list[Correction]) -> None:
    """The history of this article, folded away, and all corrections as a file."""
    every = data.store().corrections(state.session())
    here = [c for c in every if c.article_id == article_id]
    if resting:
        st.warning(
            f"{len(resting)} {'correction finds its row' if len(resting) == 1 else 'corrections find their rows'} no more, "
            "since the article was coded anew. They are listed below and change nothing.",
            icon=":material/link_off:",
        )
    with st.expander(f"Corrections of this article: {len(here)}", icon=":material/history:", key="review-history"):
        if not here:
            st.caption("None yet. What you change is kept with your name and the time, and can be undone.")
        steps = [(step, list(found)) for step, found in groupby(here, key=lambda c: c.step)]
        for step, found in reversed(steps[-MOST:]):
            _one(step, found, resting)
        if every:
            st.download_button(
                "All corrections (JSON lines)", lambda: exported(every), "majlis-corrections.jsonl", "application/jsonl",
                icon=":material/download:", on_click="ignore", key="review-history-take",
            )  # fmt: skip


def _one(step: int, found: list[Correction], resting: list[Correction]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        first = found[0]
        gone = " (its row is gone)" if any(c in resting for c in found) else ""
        undone = " (undone)" if first.undone else ""
        who = f"{first.author or 'Anonymous'}, {first.made_at[:16].replace('T', ' ')} UTC{undone}{gone}"
        st.text(f"{who}\n" + "\n".join(told(c) for c in found))
        st.button(
            "Do again" if first.undone else "Undo", key=f"history-{step}", type="tertiary",
            on_click=data.store().redo if first.undone else data.store().undo, args=(state.session(), step),
        )  # fmt: skip


def told(correction: Correction) -> str:
    """meetings m1: kind from phone_call to talks."""
    row = f"{correction.table} {correction.anchor.get('id', '') or (correction.new or {}).get('evidence', '')[:60]}".strip()
    if correction.action != "change":
        return f"{row}: {correction.action}"
    return f"{row}: {correction.column} from {_shown(correction.old)} to {_shown(correction.new)}"


def _shown(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value) if value != "" else "nothing"


def exported(corrections: list[Correction]) -> bytes:
    """One correction a line."""
    return "".join(json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in corrections).encode()
