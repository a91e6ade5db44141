"""The own rows: who added them and when, removed and put back, given to everyone; as a table that travels, and as a patch."""

import streamlit as st

from lib import codebook
from lib.codebook.own import patch, read, written
from lib.errors import MajlisError
from lib.paths import CODEBOOK
from lib.store.own import BACK, REMOVE, SHARE, TAKE, Change, Kept
from lib.ui.analyse import codebook_form
from lib.ui.analyse.codebook_change import begin
from lib.ui.shell import data, layout, state
from lib.ui.shell.marked import plain
from lib.wording.own_rows import in_words
from lib.wording.phrases import more, plural

A_SHEET = 30  # rows listed at once
FAULTS = 10  # told of a file
ROUND = "own-round"


def draw(kept: list[Kept]) -> None:
    """The list, newest first, and the ways out and in."""
    if not kept:
        st.info(
            "**No own row yet.** Begin one with a name that is not known, open Add a row above, or bring a CSV file.",
            icon=":material/info:",
        )
    faults = _faults()
    rows = kept[::-1]
    for each in rows[layout.sheet(len(rows), "own-rows-sheet", A_SHEET)]:
        _one(each, faults)
    force = [each.row for each in kept if not each.removed_at]
    if force:
        with st.container(horizontal=True):
            st.download_button(
                "Take away (CSV)", written(force), "majlis-own-rows.csv", "text/csv", key="own-csv",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
            st.download_button(
                "Offer to Majlis (patch)", lambda: patch(force, CODEBOOK), "majlis-codebook.patch", "text/x-diff",
                key="own-patch", icon=":material/difference:", on_click="ignore",
                help="A patch of data/codebook: git apply majlis-codebook.patch in a checkout of Majlis, then offer it there.",
            )  # fmt: skip
    _bring()


def _faults() -> dict[codebook.Own, MajlisError]:
    """The rows in force that are left out, since another one that they need is gone."""
    book = data.store().codebook(state.session())
    return {book.own[number]: fault for number, fault in book.faults().items()}


def _one(each: Kept, faults: dict[codebook.Own, MajlisError]) -> None:
    whom = "everyone" if each.shared else "your own articles"
    gone = f" Removed {each.removed_at[:10]}." if each.removed_at else ""
    gone += "" if each.mine else " Only who added it can remove it."
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(
            f"{plain(in_words(each.row))}\n\n:small[{plain(each.author or 'Anonymous')}, {each.made_at[:16].replace('T', ' ')} UTC, for {whom}.{gone}]"
        )
        if not each.removed_at and each.row in faults:
            st.caption(f"Left out. {layout.told(faults[each.row])}")
        if each.mine:
            if each.removed_at:
                _button("Put back", each, BACK, ":material/undo:")
            else:
                _button("Remove", each, REMOVE, ":material/delete:")
                if each.shared:
                    _button("For my own articles alone", each, TAKE, ":material/person:")
                else:
                    _button("Give to everyone", each, SHARE, ":material/group:")


def _button(title: str, each: Kept, to: str, icon: str) -> None:
    st.button(
        title, key=f"own-{to}-{each.seq}", icon=icon, type="tertiary", on_click=begin, args=(Change(seqs=(each.seq,), to=to),),
        help="You see first what it changes.",
    )  # fmt: skip


# ---------------------------------------------------------------- a file of rows
def _bring() -> None:
    with st.expander("Bring rows from a CSV file", icon=":material/upload:"):
        st.caption(
            "As it is taken away here: a column `file` (people, aliases, organizations, places, topic_phrases, meeting_cues) "
            "and the columns of that file of the codebook; others stay empty."
        )
        file = st.file_uploader("The file", ["csv"], key=f"own-file-{state.get(ROUND, 0)}", max_upload_size=5)
        if file is None:
            return
        try:
            rows = read(file.getvalue(), file.name)
        except MajlisError as error:
            st.error(layout.told(error))
            return
        wrong = codebook.faults(rows, data.store().codebook(state.session()), first=2)
        sound = tuple(row for n, row in enumerate(rows) if n not in wrong)
        if wrong:
            listed = [f"- {layout.told(wrong[n])}" for n in sorted(wrong)[:FAULTS]]
            rest = more(len(wrong) - FAULTS)
            st.warning(
                "\n".join(
                    [f"**Left out: {plural(len(wrong), 'row')}.**", "", *listed, *([f"- {rest}"] if rest else [])]
                )
            )
        shared = codebook_form.whose("own-file-whose") == codebook_form.ALL
        st.button(
            f"Preview {plural(len(sound), 'row')}", key="own-bring", type="primary", disabled=not sound,
            on_click=_begin, args=(Change(sound, shared),), icon=":material/visibility:",
        )  # fmt: skip


def _begin(change: Change) -> None:
    state.count(ROUND)
    begin(change)
