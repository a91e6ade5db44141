"""The Agreement page: one's own coding beside the coder's, or beside a colleague's export; how far they agree, and where they
differ, to be settled."""

import streamlit as st

from lib.batch import brought
from lib.errors import MajlisError
from lib.export.tables.differences import differences
from lib.measures.edits import agreement
from lib.measures.edits.agreement import Coding, Comparison, Pair
from lib.ui.analyse.review_keep import author, your_name
from lib.ui.shell import data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import agreement as wording

FILE = "agreement-file"  # the codings of a colleague's export, and its name
CODER, COLLEAGUE = "The coder", "A colleague"
A_SHEET = 20  # differences shown at once
HOW = """
**Two people code the same articles, each alone.** Each adds them to Majlis, here or on another machine, and does not share them; judges every meeting on
[Review](/review); and takes them away on [Export](/export) as CSV, Parquet or JSON lines, with the texts. Bring the other’s zip here: nothing of it is kept,
and your rows change only where you settle a difference. A shared article is coded once, not twice: both see each other’s judgments there."""
READ = """
Meetings are the same where they share half their sides or more, their manner, and no other date. [Alpha](/glossary#alpha) (Krippendorff’s) is 1 where both always say the same and 0 where chance
would do as well; from .80 on it is usually relied upon, below .67 not. It is of the meetings that both have; that no date is given is an answer like any other. In brackets stands the
95 % interval, from five articles on: articles are drawn anew 1,000 times. That of a share is no narrower than Wilson’s. What you settled counts as it was before. Whoever corrects the coder’s rows is drawn to them: agreement with it, and of two
who began from it, is higher than of codings made from nothing."""


def draw() -> None:
    """The whole page under its head."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Your coding and", (CODER, COLLEAGUE), default=CODER, key="agreement", required=True
        )
        your_name()
    if which == COLLEAGUE:
        st.markdown(HOW)
        st.file_uploader("A colleague’s export", type="zip", key="agreement-given", on_change=_given)
        if not state.get(FILE):
            return
        one, two = _codings()
        found, told = agreement.compare(one, two), (len(one), len(two), str(state.get(FILE)[1]))
        figures = agreement.figures(found)
    else:
        found, figures = data.against_coder(data.version(), state.session())
        told = found.articles, found.articles, wording.CODER
    if not found.articles:
        st.info(plain(wording.nothing(*told)), icon=":material/rule:")
        st.page_link("pages/analyse/review.py", label="Review what was coded", icon=":material/fact_check:")
        return
    st.markdown(f"**{plain(wording.compared(found, told[-1]))}**")
    st.table(wording.table(figures, plain(told[-1])), border="horizontal")
    st.markdown(READ)
    _differences(found, settles=which == COLLEAGUE)


def _given() -> None:
    """Read what was given; what cannot be read is told, and what was there before stays."""
    if given := state.get("agreement-given"):
        with layout.passing():
            state.put(FILE, (brought.codings(given.getvalue(), given.name), given.name))


def _codings() -> tuple[dict[str, Coding], dict[str, Coding]]:
    """One's own, as it was before differences were settled, and that of the export in hand."""
    return agreement.codings(*data.coded(data.version(), state.session())), state.get(FILE)[0]


def _settled() -> dict[str, tuple[int, bool]]:
    return agreement.settled(data.coded(data.version(), state.session())[1])


# ---------------------------------------------------------------- where they differ
def _differences(found: Comparison, settles: bool) -> None:
    """Those that are left, then those that are settled."""
    st.markdown("## Where you differ")
    settled = _settled() if settles else {}
    listed = sorted(found.differences, key=lambda pair: pair.key in settled)
    if listed:
        st.download_button(
            "All differences (CSV)", lambda: differences(found, settled), "majlis-differences.csv", "text/csv",
            icon=":material/download:", on_click="ignore", key="agreement-take",
        )  # fmt: skip
    if settled.keys() >= {pair.key for pair in listed}:
        st.info("All that differs is settled." if listed else "Nowhere.", icon=":material/task_alt:")
    for pair in listed[layout.sheet(len(listed), "agreement-sheet", A_SHEET)]:
        with st.container(border=True):
            st.markdown(f"**{wording.difference(pair)}**")
            for column, who, row in zip(
                st.columns(2), ("You", "They" if settles else CODER), (pair.mine, pair.theirs), strict=True
            ):
                column.markdown(f"{who}: {plain(wording.told(row))}")
                column.caption(plain(f"“{row['evidence']}”") if row else "")
            with st.container(horizontal=True, vertical_alignment="center"):
                title = pair.article["title"] or pair.article["article_id"]
                layout.article_link(plain(title), pair.article["article_id"])
                if settles:
                    _buttons(pair, *settled.get(pair.key, (0, False)))


def _buttons(pair: Pair, step: int, theirs: bool) -> None:
    if step:
        st.caption("Theirs was taken." if theirs else "Yours was kept.")
        st.button("Undo", on_click=_undo, args=(step,), key=f"undo-{pair.key}", icon=":material/undo:")
        return
    for label, take in (("Keep mine", False), ("Take theirs", True)):
        st.button(label, on_click=_settle, args=(pair.key, take), key=f"{label}-{pair.key}")


def _settle(key: str, theirs: bool) -> None:
    """Settle a difference as it is now, once."""
    with layout.passing():
        pair = next((pair for pair in agreement.compare(*_codings()).differences if pair.key == key), None)
        if pair is None or key in _settled():
            raise MajlisError("MJ313", table=agreement.TABLE, now="settled" if pair else "another")
        store, name = data.store(), str(pair.article["article_id"])
        rows = store.review(name, state.session())[0][agreement.TABLE]
        anchors = dict(zip(rows["meeting_id"], rows["anchor"], strict=True))
        anchor = anchors.get(pair.mine["meeting_id"], {}) if pair.mine else {}
        store.correct(agreement.settling(pair, theirs, anchor), state.session(), author())


def _undo(step: int) -> None:
    with layout.passing():
        data.store().undo(state.session(), step)
