"""Articles that a list or a feed names by their address alone: offered to be fetched, watched, and then read with the rest."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from lib.batch.adding import listed
from lib.batch.fetching import Fetching, hosts
from lib.batch.job import Given, Upload
from lib.errors import MajlisError
from lib.loaders.addresses import Address
from lib.loaders.source import Source
from lib.paths import TEMPORARY
from lib.ui.shell import data, state
from lib.ui.shell.marked import plain
from lib.wording.phrases import more, plural

RUN = "intake-fetch"
MOST = 1_000  # pages at once: more go through the command line, which need not hold them in memory
NAMED = 5  # hosts that are named


@dataclass(frozen=True)
class Run:
    """Pages that are being fetched; what names them, and what is read beside them; addresses that are kept already."""

    pages: Fetching
    uploads: list[Upload]
    kept: frozenset[str]
    left: int = 0  # addresses beyond the most that are fetched


def offer(uploads: list[Upload], lists: list[Upload]) -> bool:
    """What of these files can be fetched, and a button that begins it; has it been pressed? `lists`: those of them that may
    name articles by their address."""
    wanted = addresses(lists)
    if not wanted:
        return False
    new, kept = _new(wanted)
    where = hosts(new)
    named = ", ".join(f"{plain(host)} ({count:,})" for host, count in list(where.items())[:NAMED])
    rest = more(len(where) - NAMED)
    there = f" {plural(len(wanted) - len(new), 'page')} you have already." if len(wanted) > len(new) else ""
    at = f" at {plural(len(where), 'host')}: {named}{rest and f' and {rest}'}." if where else "."
    st.markdown(f"{plural(len(wanted), 'article')} named by their address alone{at}{there}")
    st.caption(
        "Each host is asked for its pages, one a second at most. It learns the address of this server and which page is "
        "wanted, nothing else. What cannot be fetched is told, and the rest goes on."
        + (f" At most {MOST:,} are fetched here; python -m lib add --fetch takes more." if len(new) > MOST else "")
    )
    words = f"Fetch {plural(min(len(new), MOST), 'page')}"
    if not st.button(
        words, icon=":material/download:", disabled=not new, key=f"intake-{state.get('intake-round', 0)}-fetch"
    ):
        return False
    begin(new, uploads, kept)
    return True


def begin(wanted: list[Address], uploads: list[Upload], kept: frozenset[str] = frozenset()) -> None:
    """Fetch these in the background."""
    state.put(RUN, Run(Fetching(wanted[:MOST]), uploads, kept, max(len(wanted) - MOST, 0)))


def follow(upload: Upload) -> bool:
    """Fetch what a feed or list from the web names by address; is there anything?"""
    new, kept = _new(addresses([upload]))
    if new:
        begin(new, [upload], kept)
    return bool(new)


def _new(wanted: list[Address]) -> tuple[list[Address], frozenset[str]]:
    """Those that this reader has not, each once; and the others' addresses."""
    known = _kept(data.version(), state.session())
    new = {each.url: each for each in wanted if each.url not in known}
    return list(new.values()), frozenset(each.url for each in wanted if each.url in known)


@st.cache_resource(max_entries=32, show_spinner=False)
def _kept(version: str, _session: str) -> set[str]:
    return data.store().addresses(_session)


def addresses(uploads: list[Upload]) -> list[Address]:
    """Those of the articles that these files name and do not hold."""
    return _listed(tuple((upload.name, upload.data) for upload in uploads))


@st.cache_data(max_entries=16, show_spinner="Looking for addresses")
def _listed(files: tuple[tuple[str, bytes], ...]) -> list[Address]:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        sources: list[Source] = []
        for name, content in files:
            path = Path(folder) / str(len(sources))
            path.write_bytes(content)
            sources.append(Source(name, path))
        return [address for found in listed(sources) for address in found]


@st.fragment(run_every=0.4)
def watch(run: Run, read: Callable[[list[Given]], None]) -> None:
    """How far it is; then `read` gets the pages, why others are missing, and the files that named them."""
    pages = run.pages
    if not pages.running:
        state.take(RUN)
        read(_given(run))
        st.rerun(scope="app")
    done, failed = len(pages.found), sum(isinstance(page, MajlisError) for _, page in pages.found)
    st.progress(done / max(pages.total, 1), f"{done:,} of {plural(pages.total, 'page')} fetched · {failed:,} failed")
    st.button("Stop", on_click=pages.cancel, key="intake-fetch-stop", help="What has come so far is read.")


def _given(run: Run) -> list[Given]:
    there = run.pages.there() | run.kept
    found: list[Given] = [replace(upload, there=there) for upload in run.uploads]
    left = run.left + run.pages.total - len(run.pages.found)
    if left:
        found.append(MajlisError("MJ162", name=", ".join(each.name for each in run.uploads), count=f"{left:,}"))
    for address, page in run.pages.found:
        fields = {"url": address.url}
        one = (
            page
            if isinstance(page, MajlisError)
            else Upload(page.name, page.data or b"", None, page.url, fields, address.known)
        )
        found.append(one)
    return found
