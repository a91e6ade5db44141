"""What the charts of waves share: days counted since 1970, the two directions' colours, keys behind marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lib.charts import theme

if TYPE_CHECKING:
    import pandas as pd

UP, DOWN = theme.COLOURS["+"], theme.COLOURS["-"]


def moment(day: int) -> np.datetime64:
    return np.datetime64(int(day), "D").astype("datetime64[ms]")


def written(day: int) -> str:
    """10 May 2023"""
    on = np.datetime64(int(day), "D").item()
    return f"{on.day} {on:%B %Y}"


def dyads(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The two codes of each row."""
    return zip(frame["actor_a"], frame["actor_b"], strict=True)


def clickable(frame: pd.DataFrame) -> list[list[str]]:
    return [[keys] for keys in frame["keys"]] if "keys" in frame else [[""]] * len(frame)
