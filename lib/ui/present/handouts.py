"""Hand-outs of a story: made when asked for, with progress, then saved by the browser."""

from urllib.parse import urljoin

import streamlit as st

from lib.errors import MajlisError
from lib.export.deck import handout
from lib.export.deck.views import deck
from lib.paths import file_name, temporary
from lib.ui.present import stage, stories
from lib.ui.shell import layout
from lib.ui.shell.marked import plain

FORMS = {
    ".pptx": "PowerPoint, charts editable",
    ".html": "One web page, interactive, works offline",
    ".pdf": "PDF, one page a step",
    ".brief.pdf": "PDF, a brief on one page of A4",
}


def button(name: str) -> None:
    """Ask for a hand-out of the story of that name."""
    if st.button("Hand out", key=f"hand-{name}", icon=":material/download:", type="tertiary"):
        dialog(name)


@st.dialog("Hand out")
def dialog(name: str) -> None:
    form = st.radio("As", list(FORMS), format_func=FORMS.get, key="handout-form")
    own = None
    if form == ".pptx":
        own = st.file_uploader(
            "Template of your own (optional)", ["potx", "pptx"], key="handout-own", max_upload_size=50
        )
    if not st.button("Make it", key="handout-make", type="primary"):
        st.caption("Notes and sources are included. Nothing leaves this machine.")
        return
    try:
        file, content, said = make(name, form, own.getvalue() if own else b"")
    except MajlisError as error:
        st.error(layout.told(error, bold=True))
        return
    for words in said:
        st.info(plain(words))
    st.download_button(
        "Save", content, file, handout.ENDINGS[form], icon=":material/save:", type="primary", on_click="ignore"
    )


def link(name: str) -> str:
    """The address of a story as this visitor's browser has it."""
    return urljoin(st.context.url, stage.address(name)) if st.context.url else ""


def make(name: str, ending: str, template: bytes = b"") -> tuple[str, bytes, list[str]]:
    """(file name, content, what could not be done as wished), with a progress bar while it is made."""
    bar = st.progress(0.0, "Drawing the steps")
    told = stories.told(name)
    drawn = deck(told, stories.base(), lambda done, total: bar.progress(done / total / 2, "Drawing the steps"))
    with temporary(f"{file_name(told.title)}{ending}") as out:
        said = handout.write(
            drawn,
            out,
            lambda done, total: bar.progress(0.5 + done / total / 2, "Writing the file"),
            template,
            link(name),
        )
        content = out.read_bytes()
    bar.empty()
    return out.name, content, said
