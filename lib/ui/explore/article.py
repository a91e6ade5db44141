"""An article as a reader sees it, with everything the coder found marked in it.

Mentions and dates are read again from the text (the tables hold one row an actor, not one a mention);
topics and meetings are the rows of the tables.
"""

import pandas as pd
import streamlit as st

from lib.codebook import coded
from lib.coder import read
from lib.coder.entities.mentions import Mention
from lib.coder.reading.dates import DateSpan
from lib.loaders.language import name as language
from lib.schema import CODER, Article, models, told_day
from lib.ui.shell import asked, card, data, layout, pick, state, views
from lib.ui.shell.marked import Mark, passage, plain, tongue
from lib.wording import names, words
from lib.wording.phrases import iso, plural, whole

LEGEND = {
    "person": "blue-background[People]",
    "country": "orange-background[Countries]",
    "organization": "green-background[Organizations]",
    "place": "gray-background[Places]",
    "date": "yellow-background[Dates]",
    "topic": "violet-background[Topics]",
    "meeting": "red-background[Meetings]",
}
MODEL = "by-model"  # marks of rows that a model alone read
KIND = {"office": "person", "group": "person"}  # holders of an office without a name are people too
SCROLL = '<script>document.querySelector(".mark-focus")?.scrollIntoView({block: "center"})</script>'
COLUMNS = {
    "meetings": ["date_start", "kind", "parties", "reader", "confidence"],
    "topics": ["topic", "phrase", "reader", "speaker"],
    "actors": ["name", "kind", "reader", "office", "mentions", "statements"],
    "events": ["event_type", "actor", "recipient", "reader", "intensity", "status"],
}


def choose() -> pd.Series | None:
    """The article the URL names, or the one the reader picks; None when there is none at all."""
    name = pick.article(data.everything()["articles"])
    if name is None:
        layout.empty("No article yet.", "Add one on the page Add articles.")
        return None
    return data.article(name)


def show(article: pd.Series) -> None:
    """Text with its marks at the left, what was coded from it at the right."""
    _head(article)
    asked.bound("marks", {kind: f":{said}" for kind, said in LEGEND.items()}, several=True)
    shown = st.pills(
        "Mark in the text", list(LEGEND), selection_mode="multi", default=list(LEGEND), key="marks", bind="query-params",
        format_func=lambda kind: f":{LEGEND[kind]}",
    )  # fmt: skip
    left, right = st.columns([3, 2], gap="large")
    with left:
        _text(article, set(shown or ()))
    with right:
        _tables(article)


def _head(article: pd.Series) -> None:
    if article["title"] and not str(article["text"]).startswith(str(article["title"])):
        st.markdown(f"## {plain(whole(article['title']))}")
    facts = [
        words.cited({**article, "title": ""}),
        article["author"],
        f"{plural(int(article['words']), 'word')}",
        str(article["origin"]),
        words.coded_in(article["language"]),
    ]
    st.caption(" · ".join(plain(f) for f in facts if f))
    with st.container(horizontal=True):
        layout.tell(article["article_id"])
        if original := views.outward(article["url"]):
            st.link_button("Open the original", original, icon=":material/open_in_new:")


def _text(article: pd.Series, shown: set[str]) -> None:
    told = marks(data.version(), state.session(), article["article_id"])
    found = [Mark(*m) for m in told if m[2].split()[0] in shown]
    if any(m.kind.endswith(MODEL) for m in found):
        st.caption("Dashed: read by a model alone.")
    focus = _focus(article["article_id"])
    html = passage(article["text"], [*found, *focus])
    st.html(f'<div class="article" {tongue(article["language"])}>{html}</div>')
    if focus:
        st.html(SCROLL, unsafe_allow_javascript=True)


def _focus(article_id: str) -> list[Mark]:
    """The sentence the URL asks for: that of a row coded from it."""
    wanted = st.query_params.get("sentence", "")
    if not wanted:
        return []
    everything = data.everything()
    for name in ("meetings", "topics", "actors", "events"):
        rows = everything[name]
        rows = rows[(rows["article_id"] == article_id) & (rows["sentence"].astype(str) == wanted)]
        if len(rows):
            longest = rows.iloc[int((rows["end"] - rows["start"]).argmax())]
            return [Mark(int(longest["start"]), int(longest["end"]), "focus")]
    asked.tell([f"sentence {plain(wanted[:20])} of this article, of which nothing is coded"])
    return []


@st.cache_data(max_entries=200, show_spinner=False)
def marks(version: str, session: str, article_id: str) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, what it stands for) of everything found in an article."""
    if (row := data.article(article_id)) is None:
        return []
    found = _mentions(row) if coded(row["language"]) else []
    tables = data.everything()
    for topic in _rows(tables["topics"], article_id):
        at = topic["evidence"].find(topic["phrase"])
        if at >= 0:
            start = int(topic["start"]) + at
            end, said = start + len(topic["phrase"]), f"Topic: {names.label(topic['topic'])}"
            found.append((start, end, *_told("topic", said, topic["reader"])))
    for meeting in _rows(tables["meetings"], article_id):
        said = words.heading("meetings", meeting)
        found.append((int(meeting["start"]), int(meeting["end"]), *_told("meeting", said, meeting["reader"])))
    return found


def _mentions(row: pd.Series) -> list[tuple[int, int, str, str]]:
    """The names and dates that the coder finds in the article."""
    on = told_day(iso(row["published"]), row["published_precision"])
    doc = read(Article(row["article_id"], row["text"], published=on, source=row["source"], language=row["language"]))
    place = doc.clean.original
    found = [(place(m.start), place(m.end - 1) + 1, KIND.get(m.kind, m.kind), _stands_for(m)) for m in doc.mentions]
    found += [(place(d.a), place(d.b - 1) + 1, "date", _dated(d)) for d in doc.dates]
    return [mark for mark in found if mark[2] in LEGEND]


def _told(kind: str, said: str, reader: str) -> tuple[str, str]:
    """(kind of the mark, what it stands for), with its readers where a model is one."""
    if not models([reader]):
        return kind, said
    return kind if CODER in reader.split("+") else f"{kind} {MODEL}", f"{said}, read by {names.reader(reader)}"


def _rows(table: pd.DataFrame, article_id: str) -> list[dict]:
    return table[table["article_id"] == article_id].to_dict("records")


def _stands_for(mention: Mention) -> str:
    who = mention.name or mention.office or mention.text
    return f"{who} ({names.side(mention.code)})" if mention.code and mention.kind in ("person", "office") else who


def _dated(span: DateSpan) -> str:
    if not span.start:
        return "no date to be had from it"
    return span.start if span.start == span.end else f"{span.start} to {span.end}"


def _tables(article: pd.Series) -> None:
    """What was coded from the article, a tab a table."""
    tables = data.everything()
    own = {n: tables[n][tables[n]["article_id"] == article["article_id"]].reset_index(drop=True) for n in COLUMNS}
    tabs = st.tabs([f"{names.title(n)} {len(rows)}" for n, rows in own.items()])
    for tab, (name, rows) in zip(tabs, own.items(), strict=True):
        with tab:
            if rows.empty:
                why = "" if coded(article["language"]) else f" Texts in {language(article['language'])} are not coded."
                st.caption(f"No {name} found in this article.{why}")
            else:
                card.table(rows, f"article-{name}", COLUMNS[name])
