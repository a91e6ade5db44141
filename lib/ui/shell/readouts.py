"""The library that comes with Majlis (data/library), loaded with a click, left out and shown again with another."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from lib.batch import library
from lib.batch.job import Job, Line
from lib.errors import MajlisError
from lib.loaders.addresses import secure
from lib.measures.edits.arrivals import Ingested
from lib.store import Store
from lib.ui.shell import data, state, watching
from lib.ui.shell.marked import plain
from lib.wording import sources
from lib.wording.phrases import more, plural
from lib.wording.words import counted

TOLD = "readouts-told"  # what came of the last loading
SHOWN = 50  # problems that are listed


class Held(NamedTuple):
    """Articles of the library that a reader has, by name, and the addresses of these."""

    shown: list[str]
    hidden: list[str]
    addresses: frozenset[str]


class Told(NamedTuple):
    """What came of a loading: in a sentence, and of each text that could not be read."""

    said: str
    problems: list[str]


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    """Reader -> what loads for them: found again when they open another page, or this one anew."""
    return {}


@st.cache_resource(max_entries=32, show_spinner=False)
def _held(version: str, _session: str) -> Held:
    articles = data.store().articles(_session)
    ours = articles.assign(url=articles["url"].map(secure))
    ours = ours[ours["url"].isin(library.contents()["url"])]
    shown, hidden = (ours.loc[ours["hidden"] == flag, "article_id"].tolist() for flag in (False, True))
    return Held(shown, hidden, frozenset(ours["url"]))


def draw(always: bool = True) -> None:
    """What there is to load, how far it is, or what can be done with what was loaded. always: also where the reader has other
    articles and none of these."""
    session = state.session()
    if (job := _jobs().get(session)) is not None:
        if job.running:
            _watch(job)
            return
        _jobs().pop(session, None)
        state.put(TOLD, _came_of(job))
    _outcome()
    held, whole = _held(data.version(), session), library.contents()
    if len(whole) and (always or held.addresses):
        with st.container(border=True, key="readouts"):
            _choices(held, len(whole) - len(held.addresses))


def _choices(held: Held, missing: int) -> None:
    told = plain(sources.offered(library.contents()))
    have = len(held.shown) + len(held.hidden)
    if not have:
        st.markdown(f"**The library, to explore without articles of your own.** {told}.")
        st.caption("Read on this server, for you alone, in a minute or a few; left out again with a click.")
    else:
        st.markdown(f"**The library.** {told}." + (f" You have {have:,} of them." if missing else ""))
    with st.container(horizontal=True):
        if held.shown:
            words = f"Leave out {plural(len(held.shown), 'text')}"
            st.button(words, on_click=_hide, args=(held.shown, True), icon=":material/visibility_off:",
                      key="readouts-hide", help="Off every chart; kept, and shown again at once.")  # fmt: skip
        if held.hidden:
            words = f"Show {plural(len(held.hidden), 'text')} again"
            st.button(words, on_click=_hide, args=(held.hidden, False), icon=":material/visibility:",
                      key="readouts-show", type="secondary" if held.shown else "primary")  # fmt: skip
        if missing:
            words = f"Load {plural(missing, 'text')}"
            st.button(words, on_click=_load, args=(held,), icon=":material/library_add:", key="readouts-load",
                      type="secondary" if have else "primary")  # fmt: skip


def _hide(names: list[str], hidden: bool) -> None:
    state.take(TOLD)
    data.store().hide(names, state.session(), hidden)


def _load(held: Held) -> None:
    """Code in the background what the reader has not, and keep it for them alone."""
    store, session = data.store(), state.session()
    state.take(TOLD)
    if session not in _jobs():
        _jobs()[session] = Job(library.uploads(held.addresses), keep=partial(_kept, store, session))


def _kept(store: Store, session: str, lines: list[Line]) -> Ingested:
    """Put what was read into the store, and hold on to the rest alone."""
    done = store.ingest((line.records for line in lines if line.records), session)
    lines[:] = [line for line in lines if line.state == "skipped"]
    return done


@st.fragment(run_every=0.5)
def _watch(job: Job) -> None:
    if not job.running:
        st.rerun(scope="app")
    st.markdown("**Reading the library.** You can go on meanwhile; it is kept for you as soon as all is coded.")
    watching.bar(job)
    st.button("Stop", on_click=job.cancel, key="readouts-stop", icon=":material/stop:",
              help="What is coded so far is kept.")  # fmt: skip


def _came_of(job: Job) -> Told:
    if (failure := job.failure) is not None:
        if not isinstance(failure, MajlisError):
            raise failure
        return Told("Nothing was kept.", [failure.told])
    stopped = f"Stopped after {job.done:,} of {plural(job.total, 'text')}. " if job.stopped else ""
    kept = job.kept
    return Told(
        stopped + (counted(kept.added, kept.recoded, kept.known) if kept else ""), [line.note for line in job.lines]
    )


def _outcome() -> None:
    told: Told | None = state.get(TOLD)
    if told is None:
        return
    if not told.problems:
        st.success(told.said, icon=":material/check:")
    else:
        st.warning(told.said, icon=":material/rule:")
        with st.expander(f"{plural(len(told.problems), 'text')} could not be read, and why", expanded=True):
            for problem in told.problems[:SHOWN]:
                st.caption(plain(problem))
            st.caption(more(len(told.problems) - SHOWN))
