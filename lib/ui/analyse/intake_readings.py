"""Two readings of the articles that are to be kept, differences first: which rows stand, and what each reader tells."""

import streamlit as st

from lib.reader.comparing import Comparison, Pair, chosen
from lib.reader.settings import STANDS
from lib.schema import CODED, TABLES, Made, Records, Row
from lib.tables import as_shown
from lib.ui.shell import state
from lib.ui.shell.marked import passage, plain, tongue
from lib.wording import names as called
from lib.wording import readers, words
from lib.wording.phrases import in_place, more, whole

ORDER = ("meetings", "events", "topics", "actors")
MOST = 50  # rows of a kind that are shown of an article
BESIDE = 60  # characters: fewer are shown with as many on both sides
PICK = "intake-compared"
HELP = (
    "Coder: its rows as they are. Model: the rows it told. Both agreed: rows that both told. Either: all rows. "
    "A row that both told is the coder’s, or the model’s if the model stands."
)


# ---------------------------------------------------------------- which rows stand
def choose(stands: str, compared: list[Comparison], rest: list[Records]) -> str:
    """The reader's choice of the rows that are kept, with how many each would keep; `rest`: what the coder alone read."""
    key = f"intake-stands-{state.get('intake-round', 0)}"
    if state.get(key) is None:  # first drawn, or drawn again: as it was left
        state.put(key, stands)
    always = sum(len(records[name]) for records in rest for name in CODED)
    counts = {which: always + sum(len(chosen(each.pairs, which)) for each in compared) for which in STANDS}
    picked = st.segmented_control(
        "Which rows are kept", STANDS, key=key, required=True, help=HELP,
        format_func=lambda which: f"{readers.STANDS[which]} {counts[which]:,}",
    )  # fmt: skip
    return str(picked or stands)


# ---------------------------------------------------------------- what each tells
def draw(compared: list[Comparison], names: dict[str, str], model: str) -> None:
    """How far the readers agree, and one article of them, that in which they differ most first."""
    pairs = [pair for each in compared for pair in each.pairs]
    figures = {
        "Both, alike": sum(pair.alike for pair in pairs),
        "Both, otherwise": sum(bool(pair.differing) for pair in pairs),
        "Coder alone": sum(pair.told_by == "coder" for pair in pairs),
        "Model alone": sum(pair.told_by == "model" for pair in pairs),
        "Refused": sum(len(each.reading.refused) for each in compared),
    }
    with st.container(horizontal=True):
        for title, count in figures.items():
            st.metric(title, f"{count:,}", border=True)
    _article(_picked(compared, names), model)


def _picked(compared: list[Comparison], names: dict[str, str]) -> Comparison:
    """The article in hand, chosen from a list or by going on to the next."""
    counts = {n: (len(each.differences), len(each.reading.refused)) for n, each in enumerate(compared)}
    order = sorted(counts, key=lambda n: -sum(counts[n]))
    labels = {n: readers.choice(names.get(each.reading.article_id, ""), *counts[n]) for n, each in enumerate(compared)}
    now = state.get(PICK)
    state.put(PICK, now if now in order else order[0])  # set anew each time: its label changes with what is read
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Article", order, key=PICK, format_func=labels.get, width=560, filter_mode="contains")
        at = order.index(state.get(PICK))
        for title, step, icon in (
            ("Previous", -1, ":material/arrow_upward:"),
            ("Next", 1, ":material/arrow_downward:"),
        ):
            there = order[at + step] if 0 <= at + step < len(order) else None
            st.button(
                title, key=f"{PICK}-{title}", on_click=state.put, args=(PICK, there), disabled=there is None, icon=icon
            )
    return compared[state.get(PICK)]


def _article(compared: Comparison, model: str) -> None:
    """Both readings of an article, a tab a table; and the rows that are none."""
    refused, addressed = compared.reading.refused, compared.reading.addressed
    if addressed:
        said = " ".join(f"“{readers.shown(sentence)}”" for sentence in addressed[:5])
        st.warning(
            f"Sentences of this article speak to the program that reads it; no row is made of them: {plain(said)}"
        )
    of = {name: [pair for pair in compared.pairs if pair.table == name] for name in ORDER}
    titles = [
        f"{called.title(name)}: {sum(not pair.alike for pair in pairs):,} of {len(pairs):,} differ"
        for name, pairs in of.items()
    ]
    *tabs, last = st.tabs([*titles, f"Refused {len(refused):,}"])
    for tab, (name, pairs) in zip(tabs, of.items(), strict=True):
        with tab:
            _table(name, pairs, compared, model)
    with last:
        _refused(compared)


def _table(name: str, pairs: list[Pair], compared: Comparison, model: str) -> None:
    if not pairs:
        st.caption(f"Neither reader found {name} in this article.")
        return
    article = compared.records["articles"][0]
    doubts: dict[str, list[str]] = {}
    for doubt in compared.reading.doubts:
        if doubt.table == name:
            doubts.setdefault(doubt.row, []).append(readers.doubtful(doubt.column, doubt.reason, doubt.value))
    groups = {
        "Both tell it, otherwise": [pair for pair in pairs if pair.differing],
        f"{model} alone": [pair for pair in pairs if pair.told_by == "model"],
        "Coder alone": [pair for pair in pairs if pair.told_by == "coder"],
        "Both tell it alike": [pair for pair in pairs if pair.alike],
    }
    for title, found in groups.items():
        if found:
            st.markdown(f"#### {plain(title)}: {len(found):,}")
            if found[0].differing:
                _otherwise(name, found[:MOST], doubts, article)
            else:
                _listed(name, found[:MOST], doubts, article)
            if left := more(len(found) - MOST):
                st.caption(f"and {left}")


def _otherwise(name: str, pairs: list[Pair], doubts: dict[str, list[str]], article: Row) -> None:
    """Rows of one occasion, field by field, with the sentence of each."""
    coder, model = (as_shown([getattr(pair, which) for pair in pairs], name) for which in ("coder", "model"))
    for pair, a, b in zip(pairs, coder, model, strict=True):
        with st.container(border=True):
            st.markdown(f"**{plain(words.heading(name, a))}**")
            found = readers.differing(pair.differing, a, b)
            fields, *both = ([plain(each) for each in column] for column in zip(*found, strict=True))
            st.table({"Field": fields, "Coder": both[0], "Model": both[1]}, border="horizontal")
            for said in dict.fromkeys(_said(row, article) for row in (a, b)):
                st.html(f'<blockquote class="passage" {tongue(article["language"])}>{passage(said)}</blockquote>')
            if unsure := _doubts(name, pair, doubts):
                st.caption(plain(f"Of the model’s doubtful: {unsure}"))


def _doubts(name: str, pair: Pair, doubts: dict[str, list[str]]) -> str:
    """What of the model's row is doubtful."""
    return "; ".join(doubts.get(str(pair.model[TABLES[name].key]), ())) if pair.model else ""


def _listed(name: str, pairs: list[Pair], doubts: dict[str, list[str]], article: Row) -> None:
    """Rows with their sentences; of the model's, what is doubtful."""
    rows = as_shown([pair.coder or pair.model or {} for pair in pairs], name)
    unsure = [_doubts(name, pair, doubts) for pair in pairs]
    columns = {"Row": [words.heading(name, row) for row in rows], "Sentence": [_said(row, article) for row in rows]}
    columns |= {"Doubtful": unsure} if any(unsure) else {}
    _shown(columns)


def _said(row: Made, article: Row) -> str:
    """The words a row stands on; few ones with what stands around them."""
    return readers.shown(in_place(str(article["text"]), int(row["start"]), int(row["end"]), BESIDE))


def _refused(compared: Comparison) -> None:
    """What the model gave that is no row, why, and the words it gave as a quote."""
    found = compared.reading.refused
    if not found:
        st.caption("No row of the model was refused.")
        return
    st.caption("The article does not bear these out: they are none of the rows, whatever you choose above.")
    _shown({
        "Why": [readers.refused(each.reason, each.field, each.value) for each in found[:MOST]],
        "As given": [readers.as_given(each.table, each.given) for each in found[:MOST]],
        "Its quote": [readers.shown(each.given.get("quote") or "") for each in found[:MOST]],
    })  # fmt: skip
    if left := more(len(found) - MOST):
        st.caption(f"and {left}")


def _shown(columns: dict[str, list[str]]) -> None:
    st.table(
        {title: [plain(whole(readers.shown(cell))) for cell in cells] for title, cells in columns.items()},
        border="horizontal",
    )
