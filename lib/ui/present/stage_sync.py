"""Where a show stands, shared between the audience's window and the speaker's.

Both windows carry the show's token and their step in the URL, so a restarted server loses nothing: the
first window to come back says where it stands. The registry is bounded; the oldest show is forgotten.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

import streamlit as st

MOST = 500


@dataclass
class Show:
    step: int
    moved: float = field(default_factory=time.monotonic)


class Shows:
    """Token -> Show, safe for the many threads of a server."""

    def __init__(self) -> None:
        self._shows: OrderedDict[str, Show] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, token: str, step: int) -> int:
        """The step the show stands at; an unknown show begins at `step`."""
        with self._lock:
            show = self._shows.setdefault(token, Show(step))
            self._shows.move_to_end(token)
            while len(self._shows) > MOST:
                self._shows.popitem(last=False)
            return show.step

    def move(self, token: str, step: int) -> None:
        self.at(token, step)
        with self._lock:
            if token in self._shows:
                self._shows[token] = Show(step)


@st.cache_resource
def shows() -> Shows:
    return Shows()


def token() -> str:
    return secrets.token_hex(4)
