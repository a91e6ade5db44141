"""The form of an own row: a kind, its fields with what they mean, and what is wrong with one said under it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from lib import codebook
from lib.codebook.own import CELL, Own
from lib.codebook.records import FRAMES
from lib.errors import MajlisError
from lib.store.own import Change
from lib.ui.analyse.codebook_change import begin
from lib.ui.analyse.review_keep import your_name
from lib.ui.shell import data, pressing, state
from lib.ui.shell.marked import plain
from lib.wording import names
from lib.wording.own_rows import KINDS
from lib.wording.phrases import plural

KIND, OPEN, WHOSE, TRIED = "own-kind", "own-form", "own-whose", "own-tried"
# Who begins a row far below is taken to its form, as soon as it is drawn.
TO_IT = """<script>(function to(tries) {
  const field = document.querySelector('.st-key-own-fields input');
  if (field) { field.focus(); field.scrollIntoView({block: 'center'}); } else if (tries) setTimeout(to, 150, tries - 1);
})(30)</script>"""
BEGUN = "own-begun"
MINE, ALL = "My own articles", "Everyone"
DAY = "2024-05-20, 2024-05 or 2024; empty if not known"


@dataclass(frozen=True)
class Field:
    """A column: what it is called, what it means, an example; or the vocabulary it is chosen from, with the `usual` word."""

    column: str
    title: str
    help: str = ""
    example: str = ""
    words: str = ""
    usual: str = ""


SIDE = Field("country", "Side", "The country or organization that the person speaks for.", words="code")
FORM: dict[str, tuple[Field, ...]] = {
    "people": (
        Field("name", "Full name", "The fullest form that news in English uses.", "Badr Albusaidi"),
        Field("aliases", "Other spellings", "Parted by a semicolon. Surnames alone only where they mean nobody else.", "Badr al-Busaidi; Al Busaidi"),
        SIDE,
        Field("office", "Office", "As news would print it.", "Foreign Minister"),
        Field("office_class", "Class of the office", "What the coder takes it for.", words="office class"),
        Field("from", "In office from", DAY, "2020-08-18"),
        Field("to", "In office to", f"{DAY}, or if still held", "2024-05"),
        Field("sector", "Sector", "Of PLOVER: GOV for a government.", words="sector", usual="GOV"),
        Field("source", "Page where you checked it", "For whoever reads the row later.", "https://"),
    ),
    "aliases": (
        Field("name", "Whose", "A person, country, organization or place of the codebook, by its name there.", words="name"),
        Field("aliases", "Other spellings", "Parted by a semicolon, each as a text writes it.", "Seyyed Araqchi; Araghji"),
    ),
    "organizations": (
        Field("code", "Code", "ORG: and a short name in capitals. It stands in the tables.", "ORG:GECF"),
        Field("name", "Name", "As news in English writes it.", "Gas Exporting Countries Forum"),
        Field("aliases", "Other names", "Parted by a semicolon. One in capitals is an abbreviation, and counts in capitals only.", "GECF"),
        Field("kind", "Kind", words="organization kind"),
        Field("sector", "Sector", "Of PLOVER: IGO for an intergovernmental organization.", words="sector", usual="IGO"),
        Field("country", "Home country", "Empty where there is none. A state body acts for it.", words="code"),
    ),
    "places": (
        Field("name", "Name", example="Salalah"),
        Field("aliases", "Other spellings", "Parted by a semicolon.", "Salala"),
        Field("country", "Country", "Where it lies; empty for seas and land in dispute.", words="code"),
        Field("kind", "Kind", words="place kind", usual="city"),
    ),
    "topic_phrases": (
        Field("topic", "Topic", words="topic"),
        Field("phrase", "Words", "Plain words; capitals do not count.", "desalination plant"),
        Field("weight", "Weight", "How much the words show that the topic is discussed: 1 is enough alone in a short article.", "1", usual="1"),
    ),
    "meeting_cues": (
        Field("cue", "Words", "Plain words that tell of a meeting, in the form that texts have.", "broke the fast with"),
        Field("kind", "Kind of meeting", words="meeting kind"),
        Field("frame", "How the sides stand around them", "meet: A met B. visit: A visited B. host: A hosted B. noun: talks between A and B. phone: A phoned B.", words="frame", usual="meet"),
    ),
}  # fmt: skip


def fill(file: str, cells: Mapping[str, str]) -> None:
    """Open the form with these cells filled in, the rest as it usually is."""
    state.update({KIND: file, OPEN: True, TRIED: False, BEGUN: bool(cells)})
    for field in FORM[file]:
        value = cells.get(field.column, field.usual)
        state.put(_key(file, field), (value or None) if field.words else value)


def again(change: Change) -> None:
    """Open the form with the row that was previewed, as it was given."""
    for row in change.added if len(change.added) == 1 else ():
        fill(row.file, row.told)
        state.put(WHOSE, ALL if change.shared else MINE)


def draw() -> None:
    """The form, folded away until it is wanted."""
    with st.expander("Add a row", icon=":material/add:", key=OPEN, on_change="rerun") as form:
        if form.open:
            _form()
    if state.take(BEGUN):
        st.html(TO_IT, unsafe_allow_javascript=True)


def _form() -> None:
    if state.get(KIND) is None:
        state.put(KIND, "people")
    file = str(st.segmented_control("What is it?", list(KINDS), key=KIND, required=True, format_func=KINDS.get))
    for field in FORM[file]:
        if field.usual and state.get(_key(file, field)) is None:
            state.put(_key(file, field), field.usual)
    row = Own.of(file, {field.column: state.get(_key(file, field)) for field in FORM[file]})
    fault = codebook.faults([row], data.store().codebook(state.session())).get(0)
    if fault and fault.code == "MJ204" and not state.get(TRIED):
        fault = None  # what is empty is not wrong yet
    at = str(fault.fields.get("column", "")) if fault else ""
    with st.container(key="own-fields"):
        for n in range(0, len(FORM[file]), 2):
            for place, field in zip(st.columns(2), FORM[file][n : n + 2], strict=False):
                with place:
                    _drawn(file, field)
                    if fault and field.column == at:
                        _told(fault)
    if fault and at not in {field.column for field in FORM[file]}:
        _told(fault)
    shared = whose(WHOSE) == ALL
    with st.container(horizontal=True, vertical_alignment="center"):
        pressing.button(
            "Preview what it changes",
            _preview,
            (row, shared),
            "own-preview",
            type="primary",
            icon=":material/visibility:",
        )
        st.button("Empty the form", key="own-empty", on_click=fill, args=(file, {}))
        your_name("Kept with your rows")


def _told(fault: MajlisError) -> None:
    """What is wrong; where the cell holds another thing than it may, what it may hold."""
    words = fault.next if fault.code == "MJ205" else fault.what.replace("; the row is left out", "")
    st.error(plain(f"{words} ({fault.code})"))


def _drawn(file: str, field: Field) -> None:
    key = _key(file, field)
    if not field.words:
        st.text_input(field.title, key=key, help=field.help, placeholder=field.example, max_chars=CELL)
        return
    choices, called = _choices(field.words)
    st.selectbox(
        field.title, choices, None, key=key, help=field.help or None, format_func=called, placeholder="Choose",
        filter_mode="contains",
    )  # fmt: skip


def _choices(words: str) -> tuple[list[str], Callable[[str], str]]:
    """The words of a vocabulary, and what each is called."""
    if words == "frame":
        return list(FRAMES), str
    if words == "name":
        return sorted(codebook.current().words("name")), str
    if words == "code":
        return sorted(names.codes(), key=names.side), names.side
    if words == "sector":
        return list(codebook.words(words)), str
    return list(codebook.words(words)), names.title


def whose(key: str) -> str:
    """For whom a row is to hold: MINE or ALL."""
    own = data.own()
    if state.get(key) is None:
        state.put(key, MINE if own else ALL)
    picked = st.segmented_control(
        "For", (MINE, ALL), key=key, required=True,
        help="A row of yours alone can be given to everyone later, and one for everyone can be taken back by you.",
    )  # fmt: skip
    st.caption(
        f"It holds for the {plural(own, 'article')} that you alone see, and those you add, until you give it to everyone."
        if picked == MINE
        else "It holds for all articles. Everyone who uses this server sees the row, with your name and the day."
    )
    return str(picked)


def _preview(row: Own, shared: bool) -> None:
    """Begin the preview; of a row that is not right, what is wrong is said instead."""
    state.put(TRIED, True)
    if not codebook.faults([row], data.store().codebook(state.session())):
        begin(Change((row,), shared))


def _key(file: str, field: Field) -> str:
    return f"own-{file}-{field.column}"
