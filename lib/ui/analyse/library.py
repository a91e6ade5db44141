"""What is loaded: every article and the chronology, to be hidden and shown again, shared or removed, many at once."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from lib.schema import told_day
from lib.ui.analyse import details, sharing
from lib.ui.shell import data, layout, state
from lib.wording import words
from lib.wording.phrases import iso, plural

CHRONOLOGY = "chronology"
DONE, REMOVED, ROUND = "library-done", "library-removed", "library-round"
ONLY_YOU, BY_YOU, EVERYONE = "Only you", "Everyone, by you", "Everyone"


def draw() -> None:
    """The list, and what can be done with the rows that are chosen."""
    store, session = data.store(), state.session()
    articles, hidden = store.articles(session), store.hidden(session)
    st.markdown(f"## What is loaded: {plural(len(articles), 'article')} and the chronology")
    st.caption(
        "Choose rows to hide or show, share or remove them, or to put right their source, date and more. What is hidden is "
        "left out of every chart, not lost."
    )
    newest = articles.iloc[::-1]
    rows = listed(newest.iloc[layout.sheet(len(newest), "library-sheet", on_change=_choose_anew)], hidden)
    choice = st.dataframe(
        rows.drop(columns="id"),
        key=f"library-{state.get(ROUND, 0)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        placeholder="",
        alt="The articles that are loaded, and the chronology",
    )
    chosen = rows.iloc[[n for n in choice.selection.rows if n < len(rows)]]
    _buttons(chosen)
    if len(some := articles[articles["article_id"].isin(chosen["id"])]):
        details.draw(some, "library-details")
    done()


def done() -> None:
    """What was done with articles, and how to undo that they were removed."""
    if said := state.take(DONE):
        st.success(said, icon=":material/check:")
    if state.get(REMOVED) is not None:
        st.button("Undo the removal", on_click=_put_back, icon=":material/undo:", key="library-undo")


def listed(newest: pd.DataFrame, hidden: set[str]) -> pd.DataFrame:
    """A row for the chronology and one for each of these articles."""
    table = pd.DataFrame(
        {
            "id": newest["article_id"],
            "Title": [words.short_title(row) for row in newest.to_dict("records")],
            "Source": newest["source"],
            "Published": list(map(told_day, newest["published"].map(iso), newest["published_precision"])),
            "Words": newest["words"],
            "Seen by": newest["mine"]
            .map({True: ONLY_YOU})
            .fillna(newest["given"].map({True: BY_YOU, False: EVERYONE})),
            "State": newest["hidden"].map({True: "Hidden", False: "Shown"}),
        }
    )
    state_of = "Hidden" if CHRONOLOGY in hidden else "Shown"
    first = {"id": CHRONOLOGY, "Title": "Chronology of milestones", "Source": "Majlis", "Seen by": EVERYONE}
    chronology = pd.DataFrame([{**first, "Published": "", "Words": None, "State": state_of}])
    return pd.concat([chronology, table], ignore_index=True)


def _buttons(chosen: pd.DataFrame) -> None:
    shown, gone = (chosen.loc[chosen["State"] == word, "id"].tolist() for word in ("Shown", "Hidden"))
    mine, given = (chosen.loc[chosen["Seen by"] == word, "id"].tolist() for word in (ONLY_YOU, BY_YOU))
    with st.container(horizontal=True, key="library-tools"):
        _button("Hide", shown, _hide, ":material/visibility_off:", "Leave them out of your charts")
        _button("Show", gone, _show, ":material/visibility:", "Bring hidden ones back")
        sharing.button(mine, partial(shared, mine), "library-share", _counted("Share with everyone", mine))
        _button("Take back", given, take_back, ":material/undo:", "Only what you shared yourself can be taken back")
        _button("Remove", mine, remove, ":material/delete:", "Only your own can be removed")


def _button(title: str, names: list[str], act: Callable[[list[str]], None], icon: str, why: str) -> None:
    key = f"library-{title.split()[0].lower()}"
    st.button(_counted(title, names), key=key, on_click=act, args=(names,), disabled=not names, icon=icon, help=why)


def _counted(title: str, names: list[str]) -> str:
    return f"{title} ({len(names)})" if names else title


def _hide(names: list[str]) -> None:
    data.store().hide(names, state.session())
    _told(f"{plural(len(names), 'entry', 'entries')} hidden from your charts.")


def _show(names: list[str]) -> None:
    data.store().hide(names, state.session(), hidden=False)
    _told(f"{plural(len(names), 'entry', 'entries')} shown again.")


def shared(asked: list[str], seen: list[str]) -> None:
    """Tell which of the articles that were to be shared everyone sees now."""
    _told(sharing.shared_words(asked, seen))


def take_back(names: list[str]) -> None:
    """Take back what the reader shared; `done` tells it."""
    _told(sharing.take_back(names))


def remove(names: list[str]) -> None:
    """Remove these articles of the reader's own; `done` tells it, and undoes it."""
    state.put(REMOVED, data.store().remove(names, state.session()))
    _told(f"{plural(len(names), 'article')} removed.")


def _put_back() -> None:
    data.store().put_back(state.take(REMOVED), state.session())
    _told("The removal is undone.")


def _told(said: str) -> None:
    """Say what was done, and choose no row any more."""
    state.put(DONE, said)
    _choose_anew()


def _choose_anew() -> None:
    state.count(ROUND)
