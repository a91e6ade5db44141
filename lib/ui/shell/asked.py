"""What an address asks for by code or by name, found among what there is; what is not there is told, and what is near."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from lib.ui.shell.marked import plain
from lib.wording import choices
from lib.wording.phrases import listing

MOST = 5  # told of at once


def found(text: str, known: Mapping[str, str], what: str = "side") -> str:
    """The code of `known` (code -> name) that a word of the address names, "" where it names none of these; then a warning
    says what is near. what: what these are."""
    wanted = " ".join(text.split())
    one = next((code for code, name in known.items() if wanted.casefold() in (code.casefold(), name.casefold())), "")
    if wanted and not one:
        near = _near(wanted, known.values(), 0.5)
        _warn(
            f"The link asks for {plain(wanted[:60])}, which is no {what} in these data."
            + (f" Near to it: {near}." if near else "")
        )
    return one


def bound(key: str, options: Mapping[str, str], several: bool = False) -> None:
    """Before a widget that stands in the address under this key is drawn: have the address name its options (value -> what
    the reader sees) as Streamlit wants them named, and tell of what is none of them, or one too many."""
    tell(unknown(key, options))
    *others, last = st.query_params.get_all(key) or [""]
    if not several and (others := [plain(word[:60]) for word in others if word != last]):
        _warn(f"The link asks for {listing(others, MOST)} too; one at a time counts, {plain(last[:60])}.")


def unknown(key: str, options: Mapping[str, str]) -> list[str]:
    """What the address asks for under this key and is none of the options, each with what is near; Streamlit drops it in
    silence. An option named by its value or in other letters is written anew, as the reader sees it."""
    seen = [*options.values()]
    asked = st.query_params.get_all(key)
    found = choices.named(asked, options)
    named = [word if value is None else options[value] for word, value in zip(asked, found, strict=True)]
    if named != asked:
        st.query_params[key] = named
        st.rerun()
    return [_lost(value, seen) for value in named if value not in seen]


def day(key: str, first: date, last: date) -> tuple[date | None, str]:
    """The day between these two that the address asks for under this key, None where it asks for none; and what it asks
    for instead, to be told."""
    value = st.query_params.get(key, "")
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return None, f"{plain(value[:60])} (days are written 2023-08-20)" if value else ""
    return (on, "") if first <= on <= last else (None, f"{on} (a day from {first} to {last} would do)")


def span(key: str) -> tuple[date, date] | None:
    """The two days that the address asks for under this key (2023-01-01..2023-06-30), None where it asks for none; what it
    asks for instead is told."""
    value = st.query_params.get(key, "")
    try:
        first, last = map(date.fromisoformat, value.split(".."))
    except ValueError:
        first = last = date.min
    if value and first >= last:
        tell([f"{plain(value[:60])} (a part of the time is written 2023-01-01..2023-06-30)"])
    return (first, last) if first < last else None


def number(key: str, least: float, most: float) -> None:
    """Tell of what the address asks for under this key and is no number between these two."""
    value = st.query_params.get(key, "")
    try:
        fits = not value or least <= float(value) <= most
    except ValueError:
        fits = False
    if not fits:
        tell([f"{plain(value[:60])} (a number between {least:g} and {most:g} would do)"])


def tell(lost: Iterable[str]) -> None:
    """Say that what the address asks for is not there."""
    if told := "; ".join([*filter(None, lost)][:MOST]):
        _warn(f"The link asks for what is not in these data, and is shown without it: {told}")


def _lost(value: str, names: Iterable[str]) -> str:
    near = _near(value, names, 0.6)
    return plain(value[:60]) + (f" (near to it: {near})" if near else "")


def _near(value: str, names: Iterable[str], alike: float) -> str:
    return listing(map(plain, choices.near(value, names, alike)))


def _warn(words: str) -> None:
    st.warning(words, icon=":material/link_off:")
