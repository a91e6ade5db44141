"""The roof, for programs: the interface under /api beside the pages, and at the foot of a page the way to its data there."""

import os
from urllib.parse import urlsplit

import streamlit as st
from starlette.routing import BaseRoute
from streamlit.navigation.page import StreamlitPage

from lib.api import asked, routes
from lib.api.answers import Site
from lib.export.tables.about import EXPORTED
from lib.loaders.addresses import this_machine
from lib.measures.counts.selection import Selection
from lib.ui.shell import data, filters, layout
from lib.wording import names, words
from lib.wording.choices import KEYS

TABLES = {  # page -> its tables; a page that is not named has all
    "": ("meetings", "chronology"),
    "meetings": ("meetings", "chronology"),
    "topics": ("topics",),
    "actors": ("actors", "meetings"),
    "pair": ("meetings", "events", "chronology"),
    "compare": ("meetings",),
    "wave": ("events", "chronology"),
}


def interface() -> list[BaseRoute]:
    """What the server serves under /api, from the tables that the pages have in memory."""

    def version(session: str) -> str:
        return data.store().version(session)

    def selected(version: str, session: str, chosen: Selection) -> data.Tables:
        return data.selected(version, session, chosen)

    def options(version: str, session: str) -> dict[str, list[str]]:
        return filters.options(version, session)

    prefix = (st.get_option("server.baseUrlPath") or "").strip("/")
    return routes.routes(routes.Data(version, selected, options), f"/{prefix}" if prefix else "")


def foot(page: StreamlitPage) -> None:
    """At the foot of a page, quietly: its rows as they are filtered now, for programs."""
    if layout.embedded():
        return
    path = page.url_path
    root = Site((st.context.url or "").partition("?")[0].rstrip("/").removesuffix(path).rstrip("/"))
    filtered = _chosen(KEYS + asked.BETWEEN * (path == "pair"))
    tables = TABLES.get(path, EXPORTED)
    links = [
        f"{names.title(name)}: [JSON]({root.api(f'/{name}', filtered)}), [CSV]({root.api(f'/{name}.csv', filtered)})"
        for name in tables
    ]
    if path == "wave":
        links.insert(0, f"The waves: [JSON]({root.api('/wave', _chosen((*KEYS, *asked.WAVE)))})")
    if path == "article" and (article := st.query_params.get("article")):
        links.insert(0, f"This article with all its rows: [JSON]({root.article(article)})")
    token = os.environ.get("MAJLIS_API_TOKEN")
    options = ', storage_options={"Authorization": "Bearer TOKEN"}' if token else ""
    with st.popover("For programs", icon=":material/api:", type="tertiary", key="for-programs"):
        st.markdown("The rows behind this page, as it is filtered now. " + f"[What else there is]({root.api('')})")
        st.markdown("\n".join(f"- {link}" for link in links))
        st.code(
            f'pd.read_csv("{root.api(f"/{next(iter(tables))}.csv", filtered)}"{options})',
            language="python",
            wrap_lines=True,
        )
        if reach := words.reach(this_machine(urlsplit(root.address).hostname or ""), data.own()):
            st.caption(reach)


def _chosen(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the address of the page says under these names."""
    return [(key, value) for key in keys for value in st.query_params.get_all(key)]
