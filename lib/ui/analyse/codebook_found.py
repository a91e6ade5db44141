"""Names that the articles have and the codebook has not, each with its sentences; and what corrections say of names."""

from difflib import get_close_matches

import pandas as pd
import streamlit as st

from lib import codebook
from lib.codebook.records import Tenure, Title
from lib.measures.edits.unknown import Suggestion, suggested, unknown
from lib.ui.analyse import codebook_form, review_read
from lib.ui.shell import data, layout
from lib.ui.shell.marked import Mark, passage, plain, tongue
from lib.wording import names as called
from lib.wording import words
from lib.wording.phrases import more, plural

A_SHEET = 20  # names shown at once
SENTENCES = 5  # of a name
NO_SIDE, EVERY = "Without a side", "All"
SIDELESS = "own-sideless"


@st.cache_data(max_entries=8, show_spinner=False)
def names(version: str, _session: str) -> pd.DataFrame:
    """The people that the articles name and the codebook does not know (see lib/measures/edits/unknown.py)."""
    return unknown(data.loaded(version, _session)["actors"])


@st.cache_data(max_entries=8, show_spinner=False)
def suggestions(version: str, _session: str) -> list[Suggestion]:
    """What corrections suggest."""
    return suggested(data.store().corrections(_session))


# ---------------------------------------------------------------- names
def draw_names(found: pd.DataFrame) -> None:
    """The names, those of most articles first; one of them opened, with its sentences."""
    if found.empty:
        st.info(
            "**No name is unknown.** Every person whom the articles name is in the codebook. Add articles on the page Add articles.",
            icon=":material/task_alt:",
        )
        return
    st.caption(
        "People whom the articles name near an office, a title or a verb of saying, and of whom the codebook has no row. "
        "Texts in English tell most of them."
    )
    sideless = found[found["country"] == ""]
    picked = st.segmented_control(
        "Which", (EVERY, NO_SIDE), default=EVERY, key=SIDELESS, required=True,
        format_func=lambda which: f"{which} {len(found if which == EVERY else sideless):,}",
        help="Without a side: no text tells which country they speak for, so they are no side of a meeting.",
    )  # fmt: skip
    shown = found if picked == EVERY else sideless
    for actor, row in shown.iloc[layout.sheet(len(shown), "own-names-sheet", A_SHEET)].iterrows():
        _name(str(actor), row)


def _name(actor: str, row: pd.Series) -> None:
    told = ", ".join(filter(None, (called.side(row["country"]) if row["country"] else "no side told", row["office"])))
    title = f"{plain(row['name'])}: {plain(told)} · {plural(row['articles'], 'article')}"
    with st.expander(title, key=f"own-name-{actor}", on_change="rerun") as opened:
        if not opened.open:
            return
        _sentences(actor)
        st.button(
            "Begin a row with it", key=f"own-begin-{actor}", icon=":material/edit:", type="primary",
            on_click=codebook_form.fill, args=("people", _begun(row)),
            help="Fills the form above with what the text says. Check the side and the dates.",
        )  # fmt: skip
        for other in _alike(str(row["name"]), str(row["country"])):
            st.button(
                f"It is {plain(other)}, spelled otherwise", key=f"own-alias-{actor}-{other}", type="tertiary",
                on_click=codebook_form.fill, args=("aliases", {"name": other, "aliases": str(row["name"])}),
            )  # fmt: skip


def _sentences(actor: str) -> None:
    """Where the articles name them, the words around."""
    tables = data.everything()
    rows = tables["actors"][tables["actors"]["actor_id"] == actor]
    for _, row in rows.head(SENTENCES).iterrows():
        article = tables["articles"].loc[row["article_id"]]
        sentence = review_read.reading(article).sentences[row["sentence"]]
        html = passage(article["text"], [Mark(int(row["start"]), int(row["end"]), "focus")], *sentence)
        st.html(f'<blockquote class="passage" {tongue(article["language"])}>{html}</blockquote>')
        layout.article_link(plain(words.short_title(article)), row["article_id"], sentence=str(row["sentence"]))
    st.caption(more(len(rows) - SENTENCES))


def _begun(row: pd.Series) -> dict[str, str]:
    """What the text says of somebody, as the form has it."""
    office = str(row["office"]).split(";")[0]
    words, classes = f" {office.lower()} ", codebook.words("office class")
    said = [t for t in codebook.rows(Title) if t.kind == "office" and t.class_ in classes and f" {t.phrase} " in words]
    kind = max(said, key=lambda t: len(t.phrase)).class_ if said else ""
    return {"name": str(row["name"]), "country": str(row["country"]), "office": office, "office_class": kind}


def _alike(name: str, side: str) -> list[str]:
    """People of the codebook whose names are near, of the same side if one is told."""
    near = {term.name for term in codebook.rows(Tenure) if side in ("", term.country)}
    last = {one for one in near if one.split()[-1].lower() == name.split()[-1].lower()}
    return list(dict.fromkeys([*get_close_matches(name, sorted(near), 2, 0.75), *sorted(last)]))[:3]


# ---------------------------------------------------------------- corrections
def draw_suggestions(found: list[Suggestion]) -> None:
    """What a reviewer put right three times."""
    if not found:
        st.info(
            "**Corrections suggest nothing yet.** When a name was given the same side three times on the page Review, "
            "it is offered here as a row, so that the coder knows it from then on.",
            icon=":material/info:",
        )
    for n, one in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_in_words(one))
            file, cells = _row(one)
            st.button(
                "Begin a row with it", key=f"own-suggested-{n}", icon=":material/edit:",
                on_click=codebook_form.fill, args=(file, cells),
            )  # fmt: skip


def _in_words(one: Suggestion) -> str:
    times = plural(one.times, "time")
    if one.alias:
        return f"**{plain(one.alias)}** was corrected to **{plain(one.name)}** {times}."
    return f"**{plain(one.name)}** was given to **{plain(called.side(one.country))}** {times}."


def _row(one: Suggestion) -> tuple[str, dict[str, str]]:
    if one.alias:
        return "aliases", {"name": one.name, "aliases": one.alias}
    table = data.everything()["actors"]
    told = unknown(table[table["name"] == one.name])
    begun = _begun(told.iloc[0]) if len(told) else {"name": one.name}
    return "people", begun | {"country": one.country}
