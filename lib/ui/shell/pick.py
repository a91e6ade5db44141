"""Choosing an article: by its link, from a list, or, where there are many, among those that match some words.

The address names it (?article=its identifier), so that a link leads to it; Streamlit's own binding would want its title.
"""

from collections import Counter
from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.errors import MajlisError
from lib.loaders.language import name
from lib.ui.shell import data, layout, state
from lib.wording import words

MANY = 300  # articles a list can hold and still be searched by eye
KEY, ASKED, NOW, FIND = "article-pick", "article-asked", "article-now", "article-find"


def article(articles: pd.DataFrame, on_change: Callable[[], None] = lambda: None) -> str | None:
    """The identifier of the article in hand; None where there is none. `articles`: a row each, with article_id, title,
    source, published and, where it is known, hidden."""
    hidden = tuple(articles.loc[articles["hidden"], "article_id"]) if "hidden" in articles else ()
    labels = _labels(data.version(), hidden, articles)
    if not labels:
        return None
    now = _now(labels)
    with st.container(horizontal=True, vertical_alignment="bottom", key="article-chooser"):
        options = _matching(labels, now) if len(labels) > MANY else list(labels)
        state.put(KEY, now)  # set anew each time: the page is told the label, which a new title changes
        st.selectbox(
            "Article", options, key=KEY, format_func=labels.get, width=640, filter_mode="contains",
            on_change=_chosen, args=(options, on_change),
        )  # fmt: skip
    return now


def _now(labels: dict[str, str]) -> str:
    """The one the address asks for anew, else the one chosen last, else the first."""
    asked = st.query_params.get("article", "")
    if asked in labels and asked != state.get(ASKED):
        state.put(NOW, asked)
    state.put(ASKED, asked)
    if asked and asked not in labels:
        st.warning(layout.told(MajlisError("MJ304", article=asked)))
    if state.get(NOW) not in labels:
        state.put(NOW, next(iter(labels)))
    return str(state.get(NOW))


def _chosen(options: list[str], then: Callable[[], None]) -> None:
    now = state.get(KEY)
    if now not in options:  # a label of before, from a page that has not seen the new title
        return
    state.update({NOW: now, ASKED: now})
    st.query_params.from_dict({"article": now})  # what else the address asked for was of the other article
    then()


def _matching(labels: dict[str, str], now: str) -> list[str]:
    """Those whose label has all the words looked for, the one in hand among them."""
    wanted = str(st.text_input("Find an article", key=FIND, placeholder="Words of its title, source or day") or "")
    parts = wanted.casefold().split()
    found = [name for name, label in labels.items() if all(part in label.casefold() for part in parts)]
    st.caption(f"{len(found):,} of {len(labels):,}" + (f", the first {MANY}" if len(found) > MANY else ""))
    return list(dict.fromkeys([now, *found[:MANY]]))


@st.cache_resource(max_entries=8, show_spinner=False)
def _labels(version: str, hidden: tuple[str, ...], _articles: pd.DataFrame) -> dict[str, str]:
    return labelled(_articles)


def labelled(articles: pd.DataFrame) -> dict[str, str]:
    """Identifier -> what the list shows, each once: title or source and day, the identifier too where these are alike."""
    columns = articles[["article_id", "title", "source", "published", "published_precision", "language"]].to_dict(
        "list"
    )
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    titles = [words.short_title(row) for row in rows]
    often = Counter(titles)
    hidden = articles["hidden"] if "hidden" in articles else [False] * len(rows)
    return {
        row["article_id"]: title
        + (f" [{row['article_id']}]" if often[title] > 1 else "")
        + (f" ({name(row['language'])})" if row["language"] != "en" else "")
        + (" (hidden)" if out else "")
        for row, title, out in zip(rows, titles, hidden, strict=True)
    }
