"""What all pages share: the shell, a page's head, what stands where there is nothing, and errors told.

layout.page("Meetings", "Who met whom, when and where.")
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.charts.theme import Figure
from lib.codebook import problems
from lib.errors import MajlisError
from lib.measures.waves import curated
from lib.paths import STATIC
from lib.ui.shell import filters, pressing, state
from lib.ui.shell.marked import plain
from lib.wording import names, story_wave
from lib.wording.phrases import more

STYLE = Path(__file__).parent / "style.css"
HISTORY = Path(__file__).parent / "history.js"
PRINT = Path(__file__).parent / "print.js"
TOUCH = Path(__file__).parent / "touch.js"
ZOOM = Path(__file__).parent / "zoom.js"
ChartAction = Callable[[Figure, str], None]  # (figure, key of its card)
FAULTS = 5  # of the codebook, told on a page
COMPARED = 3  # actors or pairs that a link compares
BESIDE, ALONE = "drawn-beside", "drawn-alone"  # charts of the page that were not asked for; is the one asked for there?
# Of the blocks that hold what is shown alone, what does not, but for warnings; the room that the bar of pages took.
ONLY = """[data-testid="stMain"] [data-testid="stVerticalBlock"]:has({it}) > :not(:has({it})):not({it}):not(:has(style)):not(:has([data-testid="stAlert"])) {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 1rem !important; max-width: none; }} [data-testid="stHeader"] {{ display: none; }}"""
A_SHEET = 500  # rows of a table sent to the browser at once


def shell(*chart_actions: ChartAction) -> None:
    """Brand and style; app.py calls it before every page. `chart_actions` draw what else one can do with a chart."""
    pressing.act()
    state.put("chart-actions", chart_actions)
    st.logo(str(STATIC / "logo.svg"), size="large")
    st.html(STYLE)
    run(HISTORY)
    run(PRINT)
    run(TOUCH)
    run(ZOOM)


def run(script: Path) -> None:
    """Run a script in the page."""
    st.html(f"<script>{script.read_text('utf-8')}</script>", unsafe_allow_javascript=True)


def embedded() -> str:
    """The key of the chart that the address asks for alone (?embed=1&chart=timeline); "" for the whole page. Streamlit
    keeps `embed` to itself: it is for the door (visitors.py), which lets other sites frame the page then."""
    return st.query_params.get("chart", "")


def whole_or_alone(run: Callable[[], None]) -> None:
    """Run a page; where one chart of it is asked for that it has not, say so, and which it has, alone."""
    head = st.empty()
    state.update({BESIDE: {}, ALONE: False})
    run()
    if (asked := embedded()) and not state.get(ALONE):
        with head.container(key="no-such-chart"):
            alone("no-such-chart")
            st.error(told(MajlisError("MJ703", chart=asked[:60])))
            kept = {name: st.query_params.get_all(name) for name in st.query_params}
            others: dict[str, str] = state.get(BESIDE, {})
            for key, title in others.items():
                query = urlencode({**kept, "embed": "1", "chart": key}, doseq=True)
                st.markdown(f"[{plain(title)}](?{query}): {key}")


def alone(key: str) -> None:
    """Show nothing but the container of this key, and warnings."""
    state.put(ALONE, True)
    st.html(f"<style>{ONLY.format(it=f'.st-key-{key}')}</style>")


def beside(key: str, title: str) -> None:
    """A chart of the page, by its key, that is not drawn because another is asked for alone."""
    state.put(BESIDE, {**state.get(BESIDE, {}), key: title})


def page(title: str, lead: str = "") -> None:
    """The head of a page: what it is, and what it is for in a sentence."""
    st.title(title, anchor=False)
    if lead:
        st.markdown(lead)


def faults() -> None:
    """A warning of what is wrong in the codebook and the chronology, whose other rows are used: for those who can
    correct it."""
    found = _faults()
    if not found:
        return
    listed = [f"- {plain(f'{fault.what} {fault.next}')} ({fault.code})" for fault in found[:FAULTS]]
    rest = more(len(found) - FAULTS)
    listed += [f"- {rest}: python -m lib codebook lists all"] if rest else []
    head = "**Rows of the codebook or the chronology are left out.**"
    st.warning("\n".join([head, "", *listed]), icon=":material/rule:")


@cache
def _faults() -> list[MajlisError]:
    """What is wrong in both, looked for once a server: their files are read once."""
    return [*problems(), *curated.faults()]


def prose() -> DeltaGenerator:
    """A column as wide as text can be read."""
    return st.container(key="prose")


def sheet(count: int, key: str, size: int = A_SHEET, on_change: Callable[[], None] | None = None) -> slice:
    """Which of so many rows are shown, at most `size` of them; where there are more, the reader turns the sheets."""
    at = st.pagination(-(-count // size), key=key, on_change=on_change) if count > size else 1
    return slice((at - 1) * size, at * size)


def tell(article_id: str) -> None:
    """A button to the story of an article, on stage."""
    address = f"stage?{urlencode({'story': f'article-{article_id}'})}"
    st.link_button("Tell this article", address, icon=":material/play_arrow:")


def article_link(label: str, article_id: str, **query: str) -> None:
    """A link to an article, and to a sentence of it: sentence="3"."""
    query = {"article": article_id} | query
    st.page_link("pages/explore/article.py", label=label, icon=":material/article:", query_params=query)


def pair_link(two: Sequence[str]) -> None:
    """A link to the page of two sides, by their codes."""
    label = f"All that is between {plain(story_wave.dyad((two[0], two[1]), names.in_text))}"
    st.page_link("pages/explore/pair.py", label=label, icon=":material/group:", query_params={"a": two[0], "b": two[1]})


def compare_link(ones: Sequence[str], label: str) -> None:
    """A link to the comparison of the first of these (lib/measures/counts/comparing.py says how they are named) with one
    or two of the others; none where there is no other."""
    if len(several := [*dict.fromkeys(ones)][:COMPARED]) > 1:
        st.page_link(
            "pages/explore/compare.py", label=label, icon=":material/stacked_bar_chart:", query_params={"with": several}
        )


def empty(what: str, why: str = "", key: str = "") -> None:
    """Nothing to draw: say what is missing and what to do about it. key: of the chart it would be, which may be asked for
    alone."""
    if key and (asked := embedded()):
        if asked == key:
            with st.container(key=f"none-{key}"):
                alone(f"none-{key}")
                _empty(what, why)
        return
    _empty(what, why)


def _empty(what: str, why: str) -> None:
    reason = why or ("No row passes the filters." if filters.current().active else "The articles say nothing of it.")
    st.info(f"**{what}** {reason}", icon=":material/search_off:")
    if filters.current().active:
        st.button("Reset the filters", on_click=filters.clear, key=f"empty-{what}")


# ---------------------------------------------------------------- errors
def guarded(build: Callable[[], None]) -> None:
    """Run a page; an error of ours is shown with its code and what to do."""
    try:
        build()
    except MajlisError as error:
        st.error(told(error, bold=True))


@contextmanager
def passing() -> Iterator[None]:
    """An error of ours is told in passing; the rest of the block is not done.

    with layout.passing():
        store.correct(edits, session)
    """
    try:
        yield
    except MajlisError as error:
        st.toast(told(error), icon=":material/error:")


def told(error: MajlisError, bold: bool = False) -> str:
    """What is wrong, what to do, and the code, as Markdown."""
    what = f"**{plain(error.what.strip())}**" if bold else plain(error.what)
    return f"{what} {plain(error.next)} ({error.code})"
