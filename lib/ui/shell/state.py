"""What a visitor's session remembers. The only module that touches st.session_state.

What a reader would want to share (filters, the chosen actor or article) stands in the URL instead.
Keys of widgets are written by the widgets themselves; everything else goes through the functions below.
"""

import secrets
from collections.abc import Mapping
from typing import Any, TypeVar, overload

import streamlit as st

from lib.api import door

T = TypeVar("T")


@overload
def get(key: str) -> Any: ...
@overload
def get(key: str, default: T) -> T: ...
def get(key: str, default: Any = None) -> Any:
    """A value of this session, also that of a widget; it is of the default's type, which streamlit does not know.

    >>> get("tour", 0)
    0
    """
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    """Remember a value. That of a widget can only be set before the widget is drawn, or in a callback."""
    st.session_state[key] = value


def update(values: Mapping[str, Any]) -> None:
    """Remember several values."""
    for key, value in values.items():
        put(key, value)


@overload
def take(key: str) -> Any: ...
@overload
def take(key: str, default: T) -> T: ...
def take(key: str, default: Any = None) -> Any:
    """A value, which is forgotten thereby."""
    return st.session_state.pop(key, default)


def flip(key: str) -> None:
    """Turn a yes into a no."""
    put(key, not get(key, False))


def count(key: str) -> int:
    """Add one and return the sum."""
    put(key, more := get(key, 0) + 1)
    return more


def session() -> str:
    """Whose the uploads of this visitor are: a name made from the token of their browser (lib/api/door.py), so that
    they find them again after a reload; without one a name for this session alone."""
    if "session" not in st.session_state:
        put("session", door.session(door.token(st.context.headers.get_all("Cookie")) or secrets.token_hex(16)))
    return str(get("session"))
