"""Articles of the reader's own, shared with everyone: asked first, told afterwards, taken back by who shared them."""

from collections.abc import Callable

import streamlit as st

from lib.ui.shell import data, state
from lib.ui.shell.marked import plain
from lib.wording import readers
from lib.wording.phrases import listing, plural

MOST = 3  # names said

Then = Callable[[list[str]], None]  # told which articles everyone sees now


def button(names: list[str], then: Then, key: str, label: str = "Share with everyone") -> None:
    """Ask before these articles are shared."""
    why = "Only your own can be shared. You are asked before anything is."
    if st.button(label, key=key, disabled=not names, icon=":material/group:", help=why):
        _ask(names, then)


@st.dialog("Share with everyone?")
def _ask(names: list[str], then: Then) -> None:
    st.markdown(would_see(names))
    of_models(names)
    st.caption(
        "You can take them back, in this browser. What others correct until then comes along; what they copied stays theirs."
    )
    label = f"Share {plural(len(names), 'article')}"
    if st.button(label, key="share-it", type="primary", on_click=_share, args=(names, then)):
        st.rerun()


def _share(names: list[str], then: Then) -> None:
    then(data.store().share(names, state.session()))


def would_see(names: list[str]) -> str:
    """Who would see what of these articles, as Markdown."""
    asked = set(names)
    laid = [each for each in data.store().corrections(state.session()) if each.article_id in asked]
    told = f"Everyone who uses this server would see {plural(len(names), 'article')}: the texts, and the tables coded from them"
    if not laid:
        return f"{told}. Corrections made from then on are seen too, with the name that is given with them."
    by = listing(sorted({each.author for each in laid if each.author}), empty="no name")
    return f"{told}, and {plural(len(laid), 'correction')}, undone ones too, under {plain(by)}."


def take_back(names: list[str]) -> str:
    """Take shared articles back; a sentence on what came of it."""
    back = data.store().unshare(names, state.session())
    told = f"{plural(len(back), 'article is', 'articles are')} yours alone again." if back else ""
    if left := len(names) - len(back):
        told += f" {plural(left, 'article stays', 'articles stay')} with everyone: others shared the same text."
    return told.strip()


def of_models(names: list[str]) -> None:
    """Where a model read rows of these articles of the reader's own, how many: to be known before they are shared."""
    if told := readers.of_models(data.store().readers(names, state.session())):
        st.caption(plain(told))


def shared_words(asked: list[str], shared: list[str]) -> str:
    """A sentence on what came of sharing these articles, as Markdown."""
    stay = [name for name in asked if name not in shared]
    told = ""
    if shared:
        told = f"Everyone who uses this server sees {plural(len(shared), 'article')} of yours now: texts, tables and corrections."
    if stay:
        told += (
            f" {plural(len(stay), 'article stays', 'articles stay')} yours alone, being nearly the same as "
            f"one that everyone has: {plain(listing(stay, MOST))}."
        )
    return told.strip()
