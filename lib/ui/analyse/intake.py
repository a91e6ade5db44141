"""The page that adds articles: choose them, watch them being coded, look at what would change, keep or discard."""

import datetime as dt

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.batch.job import Given, Job, Upload
from lib.errors import MajlisError
from lib.loaders import LINE_FORMATS
from lib.loaders.content import recognised
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.ui.analyse import intake_columns, intake_fetch, intake_results, library
from lib.ui.shell import data, layout, readouts, state, watching

JOB = "intake-job"
LIST = ".urls"  # what a list of addresses alone is known by
FILES, PASTE, WEB = "Files", "Paste a text", "Web address"
AT_ONCE_MB = 200  # of a table or an archive: more goes through the command line, which need not hold it in memory
KINDS = "Text, web pages, PDF, Word, OpenDocument, rich text, EPUB, e-mails, mailboxes and what is attached; exports of several articles (Nexis, Factiva, ProQuest, Europresse); tables of articles as CSV, Excel, Parquet or JSON; RSS and Atom feeds; RIS and BibTeX; lists of addresses; ZIP archives. Each is read as what it holds, whatever its ending."


def draw() -> None:
    """What the reader can do next: choose, watch, or decide."""
    job = state.get(JOB)
    if (done := intake_results.kept()) is not None:
        intake_results.after_keeping(done, start_over)
    elif (run := state.get(intake_fetch.RUN)) is not None:
        intake_fetch.watch(run, _read)
    elif job is None:
        _choose()
        readouts.draw()
        library.draw()
    elif job.running:
        _watch(job)
    else:
        intake_results.decide(job, start_over, _again)


def start_over() -> None:
    """Forget the job and its results, and offer empty fields again."""
    if (job := state.take(JOB)) is not None:
        job.cancel()
    if (run := state.take(intake_fetch.RUN)) is not None:
        run.pages.cancel()
    intake_results.forget()
    state.count("intake-round")


def _again(day_first: bool) -> None:
    """Read the same uploads once more, with dates like 03/04/2024 read so."""
    intake_results.forget()
    state.count("intake-round")
    state.put(JOB, state.get(JOB).again(day_first))


def _key(name: str) -> str:
    return f"intake-{name}-{state.get('intake-round', 0)}"


# ---------------------------------------------------------------- choosing
def _choose() -> None:
    way = st.segmented_control("Where from?", [FILES, PASTE, WEB], default=FILES, key=_key("way"), required=True)
    uploads = {FILES: _files, PASTE: _pasted, WEB: _address}[way]()
    if uploads:
        _read(list(uploads))
        st.rerun()


def _read(given: list[Given]) -> None:
    """Code these in the background."""
    store, session = data.store(), state.session()
    state.put(JOB, Job(given, lambda text: store.alike(text, session)))


def _files() -> list[Upload]:
    limits = Limits.from_environment()
    limit = int(max(limits.file_mb, min(limits.table_mb, AT_ONCE_MB)))
    files = st.file_uploader(
        "Files, as many as you like", accept_multiple_files=True, key=_key("files"), max_upload_size=limit
    )
    st.caption(KINDS)
    lists = {file.file_id: file for file in files if file.size and _ending(file.file_id, file) in LINE_FORMATS}
    mappings = intake_columns.mappings([file for name, file in lists.items() if _ending(name, file) != LIST])
    uploads = [Upload(file.name, file.getvalue(), mappings.get(file.file_id)) for file in files]
    if intake_fetch.offer(uploads, [one for file, one in zip(files, uploads, strict=True) if file.file_id in lists]):
        st.rerun()
    if not st.button("Read and code", type="primary", disabled=not files, key=_key("go")):
        return []
    return uploads


@st.cache_data(max_entries=10_000, show_spinner=False)
def _ending(file_id: str, _file: UploadedFile) -> str:
    """What a file holds, found once for each upload."""
    return recognised(Source(_file.name, data=_file.getvalue())).ending


def _pasted() -> list[Upload]:
    longest = Limits.from_environment().detail_characters
    with st.form(_key("paste"), border=False):
        text = st.text_area("The article's text", height=280, key=_key("text"))
        left, middle, right = st.columns(3)
        title = left.text_input("Headline, if not in the text", key=_key("title"), max_chars=longest)
        source = middle.text_input("Source", key=_key("source"), max_chars=longest)
        day = right.date_input(
            "Published", None, dt.date(1900, 1, 1), key=_key("day"), help="Left empty, it stays unknown."
        )
        if not st.form_submit_button("Code", type="primary"):
            return []
    if not text.strip():
        st.warning("There is no text yet.")
        return []
    fields = {"title": title.strip(), "source": source.strip(), "published": day.isoformat() if day else ""}
    fields["published_from"] = "reader" if day else ""
    return [Upload("pasted text.txt", text.encode("utf-8", "replace"), fields={k: v for k, v in fields.items() if v})]


def _address() -> list[Upload]:
    with st.form(_key("web"), border=False):
        url = st.text_input("Address of an article or a feed", placeholder="https://", key=_key("url"))
        st.caption(
            "The server fetches this page, and of a feed the pages that it names without their texts, one a second at most; "
            "nothing else is sent. Offline, save the page and add the file."
        )
        if not st.form_submit_button("Fetch and code", type="primary"):
            return []
    if not url.strip():
        st.warning("There is no address yet. Paste that of an article; it begins with https://.")
        return []
    from lib.loaders.web import fetch

    try:
        with st.spinner("Fetching"):
            found = fetch(url)
    except MajlisError as error:
        st.error(layout.told(error))
        return []
    upload = Upload(found.name, found.data or b"", url=found.url)
    if intake_fetch.follow(upload):
        st.rerun()
    return [upload]


# ---------------------------------------------------------------- watching
@st.fragment(run_every=0.4)
def _watch(job: Job) -> None:
    if not job.running:
        st.rerun(scope="app")
    watching.bar(job)
    st.button("Cancel", on_click=job.cancel, key=_key("cancel"), help="What is coded so far stays to be looked at.")
    intake_results.lines(job.lines[-8:], newest_first=True)
