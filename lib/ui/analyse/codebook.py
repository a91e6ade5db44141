"""The Codebook page: names not known, own rows, and what they change: previewed, kept, taken back."""

import streamlit as st

from lib.errors import MajlisError
from lib.measures.edits.recoded import ADDED, CHANGED, REMOVED
from lib.store.own import BACK, REMOVE, SHARE, TAKE, Change
from lib.store.recoding import Recoding
from lib.ui.analyse import codebook_form, codebook_found, codebook_own
from lib.ui.analyse.codebook_change import DONE, JOB, begin, said
from lib.ui.analyse.codebook_moved import moved
from lib.ui.shell import data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import own_rows
from lib.wording.phrases import more, plural, verb

UNDOES = {REMOVE: BACK, BACK: REMOVE, SHARE: TAKE, TAKE: SHARE}
ACTS = {REMOVE: "Removed", BACK: "Put back", SHARE: "Given to everyone", TAKE: "For your own articles alone"}
LISTED = 5  # rows of a change that are named
PARTS = ("Names not known", "From corrections", "Own rows")


def draw() -> None:
    """The whole page under its head."""
    job: Recoding | None = state.get(JOB)
    if job is not None and job.running:
        _watch(job)
        return
    if job is not None and not _over(job):
        _preview(job)
        return
    _done()
    codebook_form.draw()
    store, session = data.store(), state.session()
    kept = store.own_rows(session)
    names = codebook_found.names(data.version(), session)
    hints = codebook_found.suggestions(data.version(), session)
    counts = dict(zip(PARTS, (len(names), len(hints), sum(not each.removed_at for each in kept)), strict=True))
    part = st.segmented_control(
        "What", PARTS, default=PARTS[0], key="own-part", required=True, label_visibility="collapsed", persist_state="session",
        format_func=lambda name: f"{name} {counts[name]:,}",
    )  # fmt: skip
    if part == PARTS[0]:
        codebook_found.draw_names(names)
    elif part == PARTS[1]:
        codebook_found.draw_suggestions(hints)
    else:
        codebook_own.draw(kept)


# ---------------------------------------------------------------- work in the background
@st.fragment(run_every=0.5)
def _watch(job: Recoding) -> None:
    if not job.running:
        st.rerun(scope="app")
    share, left = job.progress()
    what = (
        "Coding the articles anew. It is done when all are coded."
        if job.at_once
        else "Coding the articles anew, to see what would change. Nothing is kept yet."
    )
    st.markdown(f"**{what}**")
    st.progress(share, f"{share:.0%} · about {left:.0f} s left" if job.done else "Starting")
    st.button("Stop", on_click=job.cancel, key="own-stop", icon=":material/stop:", help="Nothing is changed then.")


def _over(job: Recoding) -> bool:
    """Is there nothing to decide any more, since it failed, was stopped, or is kept?"""
    if job.failure is None and not job.stopped and not job.kept:
        return False
    state.take(JOB)
    if not job.kept:
        codebook_form.again(job.change)
    if job.failure is not None:
        if not isinstance(job.failure, MajlisError):
            raise job.failure
        said(layout.told(job.failure), wrong=True)
    elif job.stopped and not job.kept:
        said("Stopped. Nothing was changed.")
    else:
        _kept(job)
    return True


def _kept(job: Recoding) -> None:
    """Tell what was kept, and hold ready what undoes it."""
    undo = Change(seqs=tuple(job.seqs), to=UNDOES[job.change.to] if job.change.seqs else REMOVE)
    told = own_rows.moved(job.found, job.seen, kept=True)
    if job.lost:
        told += f" {plural(job.lost, 'correction finds its row', 'corrections find their rows')} no more; the history on Review lists them."
    said(plain(told), undo=undo)


def _done() -> None:
    """What came of the last change, with what undoes it."""
    if (told := state.get(DONE)) is None:
        return
    words, wrong, undo = told
    if wrong:
        st.error(words)
        return
    st.success(words, icon=":material/check:")
    if undo:
        st.button(
            "Undo",
            key="own-undo",
            icon=":material/undo:",
            on_click=begin,
            args=(undo, True),
            help="Codes the articles anew without it.",
        )


# ---------------------------------------------------------------- the preview
def _preview(job: Recoding) -> None:
    """What the change would do, to be kept or not."""
    change = job.change
    st.markdown("## What would change")
    known = {each.seq: each.row for each in data.store().own_rows(state.session())} if change.seqs else {}
    rows = [*change.added, *(known[seq] for seq in change.seqs if seq in known)]
    what = ACTS[change.to] if change.seqs else "Added"
    st.markdown("\n".join(f"- {what}: {plain(own_rows.in_words(row))}" for row in rows[:LISTED]))
    if rest := more(len(rows) - LISTED):
        st.caption(f"and {rest}")
    _whom(job)
    st.markdown(plain(own_rows.moved(job.found, job.seen, kept=False)))
    if not job.found:
        st.info(
            "Kept, the row still holds for what is added later."
            if change.added
            else "It changes nothing that is loaded.",
            icon=":material/info:",
        )
    if job.left:
        st.caption(f"{plural(job.left, 'article')} that a model read too {verb(job.left, 'stays', 'stay')} as coded.")
    for problem in job.problems[:5]:
        st.warning(layout.told(problem))
    with st.container(horizontal=True):
        st.button("Keep", key="own-keep", type="primary", icon=":material/check:", on_click=_keep, args=(job,))
        st.button("Back, keep nothing", key="own-back", on_click=_back, args=(job,))
    if job.found:
        with st.container(horizontal=True):
            for what in (ADDED, CHANGED, REMOVED):
                st.metric(f"Rows {what}", f"{sum(each.what == what for each in job.found):,}", border=True)
        moved(job.found)


def _back(job: Recoding) -> None:
    state.take(JOB)
    codebook_form.again(job.change)


def _whom(job: Recoding) -> None:
    if job.change.shared or job.change.to == SHARE:
        st.caption(
            "For everyone who uses this server: all articles are coded with it, also those that others alone see."
        )


def _keep(job: Recoding) -> None:
    with layout.passing():
        data.store().keep(job)
