"""The Agreement page: one's own coding beside the coder's, or beside a colleague's export; how far they agree, and where they
differ, to be settled."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import MajlisError
from lib.export.tables.differences import differences
from lib.export.tables.package import Unpacked, unpack
from lib.measures.edits import agreement
from lib.measures.edits.agreement import Coding, Comparison, Figure, Pair
from lib.schema import Made
from lib.ui.analyse.review_history import switched
from lib.ui.analyse.review_keep import author, your_name
from lib.ui.shell import coded, data, layout, state
from lib.ui.shell.marked import plain
from lib.wording import agreement as wording
from lib.wording import words
from lib.wording.phrases import plural

WITH, FILE = "agreement-with", "agreement-file"
OTHERS = {"coder": "The coder", "export": "A colleague"}
A_SHEET = 20  # differences shown at once
HOW = """
**Two people code the same articles, each alone.** Each adds them to Majlis, here or on another machine, and does not share them; judges every meeting on
[Review](/review); and takes them away on [Export](/export) as CSV, Parquet or JSON lines, with the texts. Bring the other's zip here: nothing of it is kept,
and your rows change only where you settle a difference. On a shared article both see each other's judgments, so it is coded once, not twice."""
READ = """
**How to read it.** Meetings are the same where they share half their sides or more, their manner, and no other date. Alpha (Krippendorff) is 1 where both always say the same
and 0 where chance would do as well; from .80 on it is usually relied upon, under .67 not. It is of the meetings that both have; a date not given is an answer like any other.
In brackets stands the 95 % interval: articles are drawn anew 1,000 times, never fewer than five; that of a share is no narrower than Wilson’s. Differences you settled count as before."""


def draw() -> None:
    """The whole page under its head."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Compare your coding with", list(OTHERS), default="coder", key=WITH, required=True, format_func=OTHERS.get
        )
        your_name()
        st.button(
            "Undo", on_click=_undo, icon=":material/undo:", key="agreement-undo", help="Take back your last correction."
        )
    if which == "coder":
        found, figures = coded.against_coder()
        mine, other = found.articles, wording.CODER
        theirs = mine
    else:
        st.markdown(HOW)
        given = st.file_uploader("A colleague’s export", type="zip", key="agreement-given")
        if given is not None and state.get(FILE, (None, None))[1] != given.file_id:
            state.put(FILE, (unpack(given, given.name), given.file_id, given.name))
        if not state.get(FILE):
            return
        other = str(state.get(FILE)[2])
        one, two = _codings()
        found, mine, theirs = agreement.compare(one, two), len(one), len(two)
        figures = _figures(data.version(), state.session(), state.get(FILE)[1], found)
    if not found.articles:
        st.info(plain(wording.nothing(mine, theirs, other)), icon=":material/rule:")
        st.page_link("pages/analyse/review.py", label="Review what was coded", icon=":material/fact_check:")
        return
    st.markdown(f"**{plain(wording.compared(found, other))}**")
    st.table(wording.table(figures, plain(other)), border="horizontal")
    st.caption(READ)
    _differences(found, settles=which != "coder")


@st.cache_resource(max_entries=8, show_spinner=False)
def _figures(version: str, _session: str, file: str, _found: Comparison) -> dict[str, Figure]:
    return agreement.figures(_found)


def _codings() -> tuple[dict[str, Coding], dict[str, Coding]]:
    """One's own, as it was before differences were settled, and that of the export in hand."""
    given: Unpacked = state.get(FILE)[0]
    return agreement.codings(*coded.coded()), agreement.codings(given.coded, given.corrections)


# ---------------------------------------------------------------- where they differ
def _differences(found: Comparison, settles: bool) -> None:
    settled = agreement.settled(coded.coded()[1]) if settles else {}
    left = [pair for pair in found.differences if pair.key not in settled]
    done = [pair for pair in found.differences if pair.key in settled]
    st.markdown("## Where you differ")
    if found.differences:
        st.download_button(
            "All differences (CSV)", lambda: differences(found, settled), "majlis-differences.csv", "text/csv",
            icon=":material/download:", on_click="ignore", key="agreement-take",
        )  # fmt: skip
    if not left:
        st.info("All that differed is settled." if done else "Nowhere.", icon=":material/task_alt:")
    for n, pair in enumerate(left[layout.sheet(len(left), "agreement-sheet", A_SHEET)]):
        with _difference(pair):
            layout.article_link(words.short_title(pair.article), pair.article["article_id"])
            for label, theirs in (("Keep mine", False), ("Take theirs", True)) if settles else ():
                st.button(label, on_click=_settle, args=(pair.key, theirs), key=f"agreement-{n}-{theirs}")
    if done:
        with st.expander(f"Settled: {plural(len(done), 'difference')}", icon=":material/history:"):
            for pair in done:
                step, theirs = settled[pair.key]
                with _difference(pair):
                    st.caption("Theirs was taken." if theirs else "Yours was kept.")
                    st.button(
                        "Undo", on_click=_undo, args=(step,), key=f"agreement-undo-{step}", icon=":material/undo:"
                    )


def _difference(pair: Pair) -> DeltaGenerator:
    """What both say; a line for what can be done with it."""
    with st.container(border=True):
        st.markdown(f"**{wording.difference(pair)}**")
        for column, who, row in zip(st.columns(2), ("You", "They"), (pair.mine, pair.theirs), strict=True):
            with column:
                _told(who, row)
        return st.container(horizontal=True, vertical_alignment="center")


def _told(who: str, row: Made | None) -> None:
    st.markdown(f"{who}: {plain(wording.told(row))}")
    if row is not None:
        st.caption(plain(f"“{row['evidence']}”"))


def _settle(key: str, theirs: bool) -> None:
    """Settle a difference as it is now, once."""
    with layout.passing():
        rows, session = data.store(), state.session()
        found = {pair.key: pair for pair in agreement.compare(*_codings()).differences}
        if key not in found or key in agreement.settled(coded.coded()[1]):
            raise MajlisError("MJ313", table="meetings", now="settled" if key in found else "another")
        pair = found[key]
        now = rows.review(str(pair.article["article_id"]), session)[0]["meetings"].set_index("meeting_id")["anchor"]
        if pair.mine and pair.mine["meeting_id"] not in now:
            raise MajlisError("MJ308", table="meetings")
        rows.correct(
            agreement.settling(pair, theirs, now[pair.mine["meeting_id"]] if pair.mine else {}), session, author()
        )
        st.toast("Theirs taken." if theirs else "Yours kept.", icon=":material/check:")


def _undo(step: int = 0) -> None:
    with layout.passing():
        if step:
            data.store().undo(state.session(), step)
        else:
            st.toast(switched("undo"))
