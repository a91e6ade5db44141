"""The roof, for programs: the interface under /api beside the pages, and at the foot of a page the way to its data there."""

import os
from urllib.parse import quote, urlsplit

import streamlit as st
from starlette.routing import BaseRoute
from streamlit.navigation.page import StreamlitPage

from lib.api import asked, routes, seen
from lib.api.answers import Site
from lib.export.tables.about import EXPORTED
from lib.loaders.addresses import this_machine
from lib.ui.shell import chosen, data, filters, layout
from lib.wording import names, words
from lib.wording.choices import query

TABLES = {  # page -> its tables; a page that is not named has all
    "": ("meetings", "chronology"),
    "meetings": ("meetings", "chronology"),
    "topics": ("topics",),
    "actors": ("actors", "meetings"),
    "pair": ("meetings", "events", "chronology"),
    "compare": ("meetings",),
    "wave": ("events", "chronology"),
    "article": (),
}


def interface() -> list[BaseRoute]:
    """What the server serves under /api, from the tables that the pages have in memory."""
    served = routes.Data(lambda session: seen.version(data.opened(), session), data.selected, filters.options)
    prefix = (st.get_option("server.baseUrlPath") or "").strip("/")
    return routes.routes(served, f"/{prefix}" if prefix else "")


def foot(page: StreamlitPage) -> None:
    """At the foot of a page, quietly: the rows it shows, as they are filtered now, for programs."""
    if layout.embedded():
        return
    path = page.url_path
    root = _root(st.context.url or "", path)
    filtered = query(chosen.current()) + _asked(asked.BETWEEN if path == "pair" else ())
    tables = TABLES.get(path, tuple(EXPORTED))
    ways = [(names.title(n), root.api(f"/{n}", filtered), root.api(f"/{n}.csv", filtered)) for n in tables]
    if path == "wave":
        ways.insert(0, ("The waves", root.api("/wave", filtered + _asked(asked.WAVE)), ""))
    if path == "article":
        article = st.query_params.get("article")
        ways = [
            ("The article with its rows", root.article(article), "")
            if article
            else ("Articles", root.api("/articles"), "")
        ]
    with st.popover("For programs", icon=":material/api:", type="tertiary", key="for-programs"):
        st.markdown(f"The rows of this page as it is filtered now; [what else there is]({root.api('')}).")
        links = (f"- {name}: [JSON]({json})" + (f", [CSV]({csv})" if csv else "") for name, json, csv in ways)
        st.markdown("\n".join(links))
        st.code(_line(*ways[0][1:]), language="python", wrap_lines=True)
        if reach := words.reach(this_machine(urlsplit(root.address).hostname or ""), data.own()):
            st.caption(reach)


def _root(url: str, path: str) -> Site:
    """The server that a reader came to. A bracket of the address would end a link, and begin another one to elsewhere."""
    return Site(quote(url.partition("?")[0].rstrip("/").removesuffix(path).rstrip("/"), safe="/:[]%"))


def _line(json: str, csv: str) -> str:
    """What pandas reads it with."""
    token = ', storage_options={"Authorization": "Bearer TOKEN"}' if os.environ.get("MAJLIS_API_TOKEN") else ""
    return f'pd.read_csv("{csv}"{token})' if csv else f'pd.read_json("{json}", typ="series"{token})'


def _asked(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the address of the page says under these names."""
    return [(key, value) for key in keys for value in st.query_params.get_all(key)]
